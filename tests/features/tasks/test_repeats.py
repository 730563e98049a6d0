"""Tasks that come again: when the next one is due, and that undo takes both back."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.due import Due, DueKind, due_at
from coachdesk.features.programmes.model import Event, EventDate, Timing
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import Due as TemplateDue
from coachdesk.features.programmes.template import Every, Template
from coachdesk.features.tasks import service, store
from coachdesk.features.tasks.model import (
    Repeat,
    RepeatUnit,
    Task,
    TaskFilter,
    TaskState,
    View,
    due_again,
)
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import add_teams, event_of, template
from tests.helpers.workspaces import TODAY

FIRST = dt.date(2027, 1, 11)
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))
REPEATS = st.builds(Repeat, st.sampled_from(RepeatUnit), st.integers(1, 12))


def _programme() -> Template:
    """One task, every second week from a week before workshop 1 until workshop 2."""
    task = replace(
        template().tasks[0], due=TemplateDue("workshop_1", 7, after=False),
        every=Every("week", 2), until="workshop_2",
    )  # fmt: skip
    return replace(template(), tasks=(task,))


@pytest.fixture
def run(ws: Workspace) -> int:
    dates = {
        "workshop_1": EventDate.of(FIRST),
        "workshop_2": EventDate.of(FIRST + dt.timedelta(weeks=4)),
    }
    cohort = NewCohort(dates=dates, teams=add_teams(ws, "Osasto 4"))
    return programmes.start_run(ws, _programme(), "Kevät", [cohort])


def _tasks(ws: Workspace) -> list[Task]:
    return store.tasks(ws.read, TaskFilter(View.ALL), TODAY)


def _open(ws: Workspace) -> list[Task]:
    return [task for task in _tasks(ws) if task.state.is_unfinished]


def test_the_next_one_is_made_when_it_is_done_until_the_event(ws: Workspace, run: int) -> None:
    seen = []
    while found := _open(ws):
        (task,) = found
        seen.append(task.due.on)
        service.set_state(ws, [task.rid], TaskState.DONE)
    weeks = [FIRST + dt.timedelta(weeks=number) for number in (-1, 1, 3)]
    assert seen == weeks
    assert {(task.source_key, task.run_rid) for task in _tasks(ws)} == {
        (_programme().tasks[0].key, run)
    }


def test_undo_takes_both_back_and_doing_it_again_makes_no_second(ws: Workspace, run: int) -> None:
    before = _tasks(ws)
    (task,) = before
    service.set_state(ws, [task.rid], TaskState.DONE)
    assert len(_tasks(ws)) == 2
    ws.undo()
    assert _tasks(ws) == before
    ws.redo()
    service.set_state(ws, [task.rid], TaskState.OPEN)
    service.set_state(ws, [task.rid], TaskState.DONE)
    assert len(_tasks(ws)) == 2


def test_the_next_one_follows_the_event_too(ws: Workspace, run: int) -> None:
    (task,) = _tasks(ws)
    service.set_state(ws, [task.rid], TaskState.DONE)
    programmes.move_event(ws, event_of(ws, run).rid, EventDate.of(FIRST + dt.timedelta(3)))
    (again,) = _open(ws)
    assert again.due.on == FIRST + dt.timedelta(3 + 7)
    assert next(one for one in _tasks(ws) if one.rid == task.rid).due.on == task.due.on


def test_an_open_date_stays_open(ws: Workspace, run: int) -> None:
    for key in ("workshop_1", "workshop_2"):
        programmes.move_event(ws, event_of(ws, run, key).rid, EventDate.open())
    (task,) = _tasks(ws)
    service.set_state(ws, [task.rid], TaskState.DONE)
    (again,) = _open(ws)
    assert (again.due.on, again.due.kind) == (None, DueKind.BEFORE_EVENT)
    programmes.move_event(ws, event_of(ws, run).rid, EventDate.of(FIRST))
    (again,) = _open(ws)
    assert again.due.on == FIRST + dt.timedelta(7)


def test_a_dropped_one_ends_the_series(ws: Workspace, run: int) -> None:
    service.set_state(ws, [_tasks(ws)[0].rid], TaskState.DROPPED)
    assert len(_tasks(ws)) == 1


@pytest.mark.parametrize(
    ("day", "unit", "count", "after"),
    [
        (dt.date(2027, 1, 31), RepeatUnit.MONTH, 1, dt.date(2027, 2, 28)),
        (dt.date(2027, 11, 30), RepeatUnit.MONTH, 3, dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 1), RepeatUnit.MONTH, 1, dt.date(2027, 1, 1)),
        (dt.date(2026, 12, 30), RepeatUnit.WEEK, 2, dt.date(2027, 1, 13)),
    ],
)
def test_months_are_those_of_the_calendar(
    day: dt.date, unit: RepeatUnit, count: int, after: dt.date
) -> None:
    assert Repeat(unit, count).after(day) == after


def _event(start: dt.date | None, days: int) -> Event:
    return Event(1, "u", 1, "workshop_1", Timing.DAY if start else Timing.OPEN, start, days, "")


@given(DAYS, st.integers(1, 30), st.integers(-300, 300), REPEATS)
def test_what_follows_an_event_is_due_a_period_later(
    start: dt.date, days: int, before: int, repeat: Repeat
) -> None:
    event = _event(start, days)
    on = due_at(before, event)
    assert on is not None
    due = Due(DueKind.BEFORE_EVENT, on, 1, "workshop_1", before)
    again = due_again(due, repeat, event, None, TODAY)
    assert again is not None
    assert again.on == repeat.after(on) > on
    if again.kind is DueKind.BEFORE_EVENT:
        assert due_at(again.days_before, event) == again.on


@given(DAYS, DAYS, REPEATS)
def test_none_is_due_after_the_event_that_ends_the_series(
    on: dt.date, until: dt.date, repeat: Repeat
) -> None:
    again = due_again(Due(DueKind.DATE, on), repeat, None, _event(until, 1), TODAY)
    if again is None:
        assert repeat.after(on) > until
    else:
        assert again.on is not None
        assert again.on <= until
