"""What the calendar reads: where the phases of a run begin."""

import datetime as dt

import pytest

from coachdesk.features.calendar.contents import rows_of
from coachdesk.features.programmes import service
from coachdesk.features.programmes.model import EventDate
from coachdesk.kernel.workspace import Workspace
from tests.features.calendar.home import event_of, fill


@pytest.mark.parametrize(
    ("info", "begins"), [("2026-11-04", "2026-11-04"), ("", "2026-11-19"), (None, "2026-11-19")]
)
def test_preparing_begins_with_the_first_event_or_eight_weeks_before_it(
    ws: Workspace, info: str | None, begins: str
) -> None:
    home = fill(ws)
    if info is not None:
        date = EventDate.of(dt.date.fromisoformat(info)) if info else EventDate.open()
        service.move_event(ws, event_of(home, "info_session").rid, date)
    east = next(row for row in rows_of(ws.read, "en") if row.place.cohort.rid == home.east)
    first = east.bars[0]
    assert (first.key, first.first) == ("pre_work", dt.date.fromisoformat(begins))
    assert first.last == dt.date(2027, 1, 13)
