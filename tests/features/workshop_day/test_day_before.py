"""The morning of the second day: what is known of the first, ended or forgotten."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coachdesk.features.today import store as today_store
from coachdesk.features.today.model import DayAtHand, RunningDay, day_at_hand, next_workshop
from coachdesk.features.workshop_day import service
from coachdesk.kernel.dates.zone import local_time
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from tests.features.workshop_day.days import DAY, plan, workshop
from tests.features.workshop_day.hall import Hall, hall
from tests.helpers.clocks import HandClock

NEXT = DAY + dt.timedelta(days=1)


@pytest.fixture
def room(ws: Workspace, clock: HandClock, tmp_path: Path, qtbot: QtBot) -> Iterator[Hall]:
    """Day 1 was held from nine until its second block, and day 2 has dawned."""
    event = workshop(ws)
    plan(ws, event)
    clock.moment = local_time(DAY, 9 * 60)
    with hall(ws, event, tmp_path, qtbot) as found:
        found.begins()
        found.passes(30)
        found.keys(Qt.Key.Key_F8, widget=found.shell)
        service.park(ws, found.held.rid, "Who pays?")
        found.shell.navigate(Target("first"))
        yield found


def morning(room: Hall, clock: HandClock) -> str:
    """What F5 tells on the next morning."""
    clock.moment = local_time(NEXT, 8 * 60)
    room.keys(Qt.Key.Key_F5, widget=room.shell)
    assert room.page.current_target().extra == {"day": "2"}
    return room.page.start.facts.text()


def test_where_day_one_ended_is_told(room: Hall, ws: Workspace, clock: HandClock) -> None:
    clock.moment = local_time(DAY, 15 * 60 + 40)
    service.end_day(ws, room.held.rid)
    told = morning(room, clock)
    assert "Day 1 ended at 15:40. Not held: Kahvi, Työskentely, Lounas" in told
    assert "1 line is still in the parking lot." in told


def test_when_all_was_held_nothing_is_missing(room: Hall, ws: Workspace, clock: HandClock) -> None:
    for _ in range(3):
        service.next_block(ws, room.held.rid)
    clock.moment = local_time(DAY, 15 * 60)
    service.end_day(ws, room.held.rid)
    assert "Day 1 ended at 15:00.\n" in morning(room, clock)


def test_a_day_that_was_never_ended_gives_way_to_the_next(
    room: Hall, ws: Workspace, clock: HandClock
) -> None:
    assert "Day 1 has not been ended yet." in morning(room, clock)
    room.goes()
    assert room.page.view.isVisible(), "it is still there to be ended"
    room.page.end_day()
    assert room.held.ended_at is not None


def test_without_another_day_the_forgotten_one_is_shown(
    room: Hall, ws: Workspace, clock: HandClock
) -> None:
    clock.moment = local_time(DAY + dt.timedelta(days=3), 8 * 60)
    room.keys(Qt.Key.Key_F5, widget=room.shell)
    assert room.page.current_target().extra == {"day": "1"}
    assert room.page.view.isVisible()


def test_today_names_the_day_that_is_today(room: Hall, ws: Workspace) -> None:
    def at_hand(today: dt.date) -> DayAtHand | None:
        day = today_store.read_day(ws.read, today, "en")
        return day_at_hand(day.running, next_workshop(day.runs, today), today)

    event = room.event.rid
    assert today_store.running_day(ws.read) == RunningDay(event, 1, DAY)
    assert at_hand(DAY) == DayAtHand(event, 1, runs=True)
    assert at_hand(NEXT) == DayAtHand(event, 2, runs=False)
    assert at_hand(NEXT + dt.timedelta(days=1)) == DayAtHand(event, 1, runs=True)
