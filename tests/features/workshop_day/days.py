"""Held days for tests: blocks made by hand, and a workshop with a small plan to hold."""

import datetime as dt
from typing import Any

from coachdesk.features.agendas import service as agendas
from coachdesk.features.agendas.model import BlockKind, Contents
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import Event, EventDate
from coachdesk.features.workshop_day import store
from coachdesk.features.workshop_day.model import HeldBlock, HeldDay, Standing, standing
from coachdesk.kernel.dates.zone import local_time
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import add_teams, event_of, start_run

DAY = dt.date(2026, 12, 10)
NINE = 9 * 60


def at(minutes: int, day: dt.date = DAY) -> dt.datetime:
    """The moment at so many minutes from midnight."""
    return local_time(day, minutes)


def held(day: dt.date = DAY, **more: Any) -> HeldDay:
    return HeldDay(1, "d", 1, 1, "", "en", day, at(NINE - 10, day), **more)


def block(rid: int, begins: int, minutes: int, **more: Any) -> HeldBlock:
    values = {"minutes": minutes, **more}
    return HeldBlock(
        rid=rid, held_day_rid=1, position=rid, title=f"B{rid}", kind=BlockKind.TALK,
        planned_begins=begins, planned_minutes=minutes, **values,
    )  # fmt: skip


def workshop(ws: Workspace, *names: str, teams: bool = True) -> Event:
    """Workshop 1 of a run on two days from `DAY`."""
    run = start_run(ws, add_teams(ws, *(names or ("Ward 4", "Home care"))) if teams else [])
    programmes.move_event(ws, event_of(ws, run).rid, EventDate.of(DAY))
    return event_of(ws, run)


def plan(ws: Workspace, event: Event) -> int:
    """Welcome 9:00–9:30, sharing –10:15, coffee –10:30, work –11:45, lunch fixed at 12."""
    day = agendas.make_empty(ws, event.rid, 1, "fi", dt.time(9))
    for contents in (
        Contents("Tervetuloa", 30, BlockKind.OPENING, instructions="Muista nimet"),
        Contents("Kierros", 45, BlockKind.SHARING, by_team=True),
        Contents("Kahvi", 15, BlockKind.BREAK),
        Contents("Työskentely", 75),
        Contents("Lounas", 45, BlockKind.LUNCH, fixed_at=dt.time(12)),
    ):
        agendas.add_block(ws, day, contents)
    return day


def stand(ws: Workspace, held_rid: int) -> Standing:
    """How a day stands now."""
    day = store.day(ws.read, held_rid)
    assert day is not None
    return standing(day, store.blocks(ws.read, held_rid), ws.clock.now())
