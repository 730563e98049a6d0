"""Regular meetings of a team on a real file."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.features.calendar import service, store
from coachdesk.features.calendar.series import CANCELLED, Moved, meetings, usual_days
from coachdesk.features.calendar.service import SeriesPlan
from coachdesk.features.teams import service as teams
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.workspace import Workspace

PLAN = SeriesPlan(1, dt.time(9), dt.date(2026, 11, 23), dt.date(2027, 6, 30), "Meeting", 2, 120)
FIRST_WEEK = dt.date(2026, 11, 23)


@pytest.fixture
def team(ws: Workspace) -> int:
    return teams.add_team(ws, "Ward 4")


def dump(ws: Workspace) -> list[object]:
    return [
        tuple(ws.read.execute(f"SELECT * FROM {table}").fetchall())
        for table in ("meeting_series", "meeting_exception")
    ]


def test_a_series_comes_back_as_agreed(ws: Workspace, team: int) -> None:
    rid = service.add_series(
        ws, team, replace(PLAN, title="  Team\tmeeting ", place="https://x.fi/1")
    )
    (one,) = store.series_of_team(ws.read, team)
    assert (one.rid, one.title, one.place) == (rid, "Team meeting", "https://x.fi/1")
    assert service.plan_of(one) == replace(PLAN, title="Team meeting", place="https://x.fi/1")
    assert store.all_series(ws.read) == [one]


def test_series_of_archived_teams_are_not_in_the_calendar(ws: Workspace, team: int) -> None:
    service.add_series(ws, team, PLAN)
    teams.archive_team(ws, team)
    assert store.all_series(ws.read) == []
    assert len(store.series_of_team(ws.read, team)) == 1


@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, last_on=dt.date(2026, 11, 22)),
        replace(PLAN, last_on=dt.date(2026, 11, 23)),  # a Monday, and they meet on Tuesdays
        replace(PLAN, last_on=dt.date(2036, 1, 1)),
        replace(PLAN, every_weeks=0),
        replace(PLAN, every_weeks=9),
        replace(PLAN, minutes=1),
        replace(PLAN, minutes=721),
        replace(PLAN, title="x" * 121),
    ],
)
def test_a_plan_that_cannot_be_is_refused_in_words(
    ws: Workspace, team: int, plan: SeriesPlan
) -> None:
    before = dump(ws)
    with pytest.raises(UserError):
        service.add_series(ws, team, plan)
    assert dump(ws) == before


def test_moving_and_cancelling_one_meeting(ws: Workspace, team: int) -> None:
    rid = service.add_series(ws, team, PLAN)
    second = FIRST_WEEK + dt.timedelta(weeks=2)
    service.move_meeting(ws, rid, FIRST_WEEK, dt.date(2026, 11, 26), dt.time(13, 30))
    service.cancel_meeting(ws, rid, second)
    assert store.exceptions(ws.read, [rid]) == {
        rid: {FIRST_WEEK: Moved(dt.date(2026, 11, 26), dt.time(13, 30)), second: CANCELLED}
    }
    ws.undo()
    assert list(store.exceptions(ws.read, [rid])[rid]) == [FIRST_WEEK]
    ws.redo()
    service.restore_meeting(ws, rid, second)
    service.move_meeting(ws, rid, second, dt.date(2026, 12, 9))
    service.cancel_meeting(ws, rid, second)
    assert store.exceptions(ws.read, [rid])[rid][second] is CANCELLED


def test_a_holiday_and_a_week_without_meeting_are_refused(ws: Workspace, team: int) -> None:
    rid = service.add_series(ws, team, PLAN)
    with pytest.raises(UserError, match="public holiday"):
        service.move_meeting(ws, rid, FIRST_WEEK, dt.date(2026, 12, 24))
    with pytest.raises(UserError, match="no meeting"):
        service.cancel_meeting(ws, rid, FIRST_WEEK + dt.timedelta(weeks=1))
    with pytest.raises(UserError, match="no meeting"):
        service.cancel_meeting(ws, rid + 1, FIRST_WEEK)


def test_changing_a_series_keeps_what_was_agreed(ws: Workspace, team: int) -> None:
    rid = service.add_series(ws, team, PLAN)
    second = FIRST_WEEK + dt.timedelta(weeks=2)
    service.cancel_meeting(ws, rid, FIRST_WEEK)
    service.move_meeting(ws, rid, second, second + dt.timedelta(days=3))
    service.change_series(ws, rid, replace(PLAN, weekday=3))
    one = store.series(ws.read, rid)
    assert one is not None
    agreed = store.exceptions(ws.read, [rid])[rid]
    assert agreed == {FIRST_WEEK: CANCELLED}  # the other is on its usual day now
    assert not meetings(one, agreed, {})[0].takes_place
    ws.undo()
    assert set(store.exceptions(ws.read, [rid])[rid]) == {FIRST_WEEK, second}


def test_deleting_a_series_takes_its_exceptions_along_and_undo_brings_both(
    ws: Workspace, team: int
) -> None:
    rid = service.add_series(ws, team, PLAN)
    service.cancel_meeting(ws, rid, FIRST_WEEK)
    before = dump(ws)
    service.delete_series(ws, rid)
    assert dump(ws) == [(), ()]
    ws.undo()
    assert dump(ws) == before


def test_the_standing_grows_with_every_change(ws: Workspace, team: int) -> None:
    rid = service.add_series(ws, team, PLAN)
    one = store.series(ws.read, rid)
    assert one is not None
    seen = [store.standings(ws.read, [one.uuid])[one.uuid].sequence]
    service.change_series(ws, rid, replace(PLAN, place="Room 2"))
    seen.append(store.standings(ws.read, [one.uuid])[one.uuid].sequence)
    ws.undo()
    seen.append(store.standings(ws.read, [one.uuid])[one.uuid].sequence)
    service.cancel_meeting(ws, rid, FIRST_WEEK)
    seen.append(store.exception_standings(ws.read)[rid].sequence)
    service.restore_meeting(ws, rid, FIRST_WEEK)
    seen.append(store.exception_standings(ws.read)[rid].sequence)
    assert seen == sorted(set(seen))


@given(
    which=st.integers(0, 14),
    distance=st.integers(-20, 20),
    at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_moving_there_and_back_changes_nothing(
    ws: Workspace, team: int, which: int, distance: int, at: dt.time
) -> None:
    rid = service.add_series(ws, team, replace(PLAN, every_weeks=1))
    one = store.series(ws.read, rid)
    assert one is not None
    usual = list(usual_days(one))[which]
    week = usual - dt.timedelta(days=usual.weekday())
    before = dump(ws)
    try:
        service.move_meeting(ws, rid, week, usual + dt.timedelta(days=distance), at)
        service.move_meeting(ws, rid, week, usual)
    except UserError:  # one of the two days is a holiday
        return
    assert dump(ws) == before
