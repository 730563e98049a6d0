"""Plans for tests: blocks made by hand, and a cohort with a workshop to plan."""

import datetime as dt
from typing import Any

from coachdesk.features.agendas.model import PlanBlock, PlanDay
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import Event, EventDate
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import WORKSHOP_1, add_teams, event_of, start_run

NINE = dt.time(9, 0)


def day(starts_at: dt.time = NINE, ends_at: dt.time | None = None) -> PlanDay:
    return PlanDay(1, "d", 1, 1, "", "en", starts_at, ends_at)


def block(rid: int, minutes: int, **more: Any) -> PlanBlock:
    return PlanBlock(rid=rid, uuid=f"b{rid}", day_rid=1, title=f"B{rid}", minutes=minutes, **more)


def workshop(ws: Workspace, *names: str) -> Event:
    """Workshop 1 of a run with these teams, on two days in December."""
    run = start_run(ws, add_teams(ws, *(names or ("Ward 4", "Home care"))))
    event = event_of(ws, run)
    programmes.move_event(ws, event.rid, EventDate.of(WORKSHOP_1))
    return event_of(ws, run)
