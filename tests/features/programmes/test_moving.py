"""Moving events on a real file: what follows, what stays, and that it can all be taken back."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.features.checklists import service as checklist_service
from coachdesk.features.checklists import store as checklists
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.programmes import field_store, moving, service, store
from coachdesk.features.programmes.due import Due, DueKind, due_at
from coachdesk.features.programmes.model import Event, EventDate, Timing
from coachdesk.features.programmes.moving import FindingKind
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.tasks import service as task_service
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import Task, TaskFilter, TaskState, View
from coachdesk.kernel.database import rows
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import add_teams, cohort_of, event_of, events_of, item_of, template
from tests.helpers.workspaces import TODAY, open_workspace

FIRST = dt.date(2027, 1, 11)
WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def run(ws: Workspace) -> int:
    """One team; workshops from `FIRST` on, two weeks apart, the rest open."""
    names = ("workshop_1", "workshop_2", "workshop_3")
    dates = {name: EventDate.of(FIRST + 2 * n * WEEK) for n, name in enumerate(names)}
    dates |= {"info_session": EventDate.open(), "spreading_event": EventDate.open()}
    cohort = NewCohort(dates=dates, teams=add_teams(ws, "Osasto 4"))
    return service.start_run(ws, template(), "Kevät", [cohort])


def _team(ws: Workspace, run: int) -> int:
    return store.teams_of_run(ws.read, run)[0]


def _tasks(ws: Workspace, run: int) -> list[Task]:
    return tasks.tasks(ws.read, TaskFilter(View.ALL, _team(ws, run)), TODAY)


def _of_event(ws: Workspace, run: int, key: str = "workshop_1") -> list[Task]:
    return [task for task in _tasks(ws, run) if task.due.event_key == key]


def _move(ws: Workspace, run: int, key: str, date: EventDate) -> None:
    service.move_event(ws, event_of(ws, run, key).rid, date)


# -- dates ----------------------------------------------------------------------------------------


def test_a_week_is_its_monday(ws: Workspace, run: int) -> None:
    _move(ws, run, "workshop_1", EventDate.in_week(2026, 53))
    event = event_of(ws, run)
    assert (event.timing, event.starts_on) == (Timing.WEEK, dt.date(2026, 12, 28))


@pytest.mark.parametrize(("year", "week"), [(2027, 53), (2026, 54), (2026, 0), (99999, 1)])
def test_a_week_that_does_not_exist_is_told(year: int, week: int) -> None:
    with pytest.raises(UserError, match=f"{year} has no week {week}"):
        EventDate.in_week(year, week)


def test_an_event_cannot_end_before_it_begins() -> None:
    with pytest.raises(UserError, match="cannot end before it begins"):
        EventDate.between(FIRST, FIRST - dt.timedelta(1))
    assert EventDate.between(FIRST, FIRST).days == 1


def test_first_and_last_day_give_the_length(ws: Workspace, run: int) -> None:
    _move(ws, run, "workshop_1", EventDate.between(FIRST, FIRST + dt.timedelta(4)))
    assert event_of(ws, run).days == 5
    with pytest.raises(UserError):
        _move(ws, run, "workshop_1", EventDate.between(FIRST, FIRST + dt.timedelta(30)))
    assert event_of(ws, run).days == 5


def test_what_follows_gets_its_date_with_its_cause(ws: Workspace) -> None:
    known = {event.key: event.after for event in template().events}
    run = service.start_run(ws, template(), "Kevät")
    _move(ws, run, "info_session", EventDate.of(FIRST))
    found = {event.key: event for event in events_of(ws, run)}
    for key, after in known.items():
        if after:
            start = found[after.event].starts_on
            assert start is not None
            assert found[key].timing is Timing.FOLLOWS
            assert found[key].starts_on == start + dt.timedelta(after.days)
    ws.undo()
    assert {event.starts_on for event in events_of(ws, run)} == {None}


def test_a_date_set_by_hand_stays_and_can_follow_again(ws: Workspace) -> None:
    run = service.start_run(ws, template(), "Kevät", [NewCohort(dates={
        "workshop_1": EventDate.of(FIRST), "workshop_2": EventDate.of(FIRST + 3 * WEEK),
    })])  # fmt: skip
    _move(ws, run, "workshop_1", EventDate.of(FIRST + WEEK))
    assert event_of(ws, run, "workshop_2").starts_on == FIRST + 3 * WEEK
    _move(ws, run, "workshop_2", EventDate.following())
    relation = next(e.after for e in template().events if e.key == "workshop_2")
    assert relation is not None
    usual = FIRST + WEEK + dt.timedelta(relation.days)
    assert event_of(ws, run, "workshop_2").starts_on == usual
    _move(ws, run, "workshop_1", EventDate.open())
    assert event_of(ws, run, "workshop_2").starts_on is None


def test_an_event_that_is_tied_to_none_cannot_follow(ws: Workspace, run: int) -> None:
    with pytest.raises(UserError, match="which event this one follows"):
        _move(ws, run, "info_session", EventDate.following())


# -- what hangs on them ---------------------------------------------------------------------------


def test_done_work_keeps_its_date_and_follows_again_when_reopened(ws: Workspace, run: int) -> None:
    done, other, *_ = _of_event(ws, run)
    item = item_of(ws, run, _team(ws, run), "risk_assessment")
    task_service.set_state(ws, [done.rid], TaskState.DONE)
    checklist_service.set_state(ws, item.rid, ItemState.DONE)
    _move(ws, run, "workshop_1", EventDate.of(FIRST + WEEK))
    now = {task.rid: task.due.on for task in _tasks(ws, run)}
    assert other.due.on is not None
    assert (now[done.rid], now[other.rid]) == (done.due.on, other.due.on + WEEK)
    assert item_of(ws, run, item.team_rid, "risk_assessment").due.on == item.due.on
    task_service.set_state(ws, [done.rid], TaskState.OPEN)
    checklist_service.set_state(ws, item.rid, ItemState.IN_PROGRESS)
    assert done.due.on is not None
    assert item.due.on is not None
    now = {task.rid: task.due.on for task in _tasks(ws, run)}
    assert now[done.rid] == done.due.on + WEEK
    assert item_of(ws, run, item.team_rid, "risk_assessment").due.on == item.due.on + WEEK


def test_done_work_without_a_date_gets_none(ws: Workspace, run: int) -> None:
    _move(ws, run, "workshop_1", EventDate.open())
    done, *_ = _of_event(ws, run)
    task_service.set_state(ws, [done.rid], TaskState.DONE)
    _move(ws, run, "workshop_1", EventDate.of(FIRST))
    assert next(task for task in _tasks(ws, run) if task.rid == done.rid).due.on is None


def test_a_longer_workshop_puts_off_what_comes_after_it(ws: Workspace, run: int) -> None:
    after = [task for task in _of_event(ws, run) if task.due.days_before < 0]
    assert after
    service.set_event_days(ws, event_of(ws, run).rid, 5)
    now = {task.rid: task.due.on for task in _tasks(ws, run)}
    for task in after:
        assert task.due.on is not None
        assert now[task.rid] == task.due.on + dt.timedelta(3)


def test_the_preview_tells_what_the_move_then_does(ws: Workspace, run: int) -> None:
    done, fixed, *_ = _of_event(ws, run)
    task_service.set_state(ws, [done.rid], TaskState.DONE)
    task_service.set_due(ws, [fixed.rid], Due(DueKind.DATE, FIRST))
    event, date = event_of(ws, run), EventDate.of(FIRST + WEEK)
    preview = moving.preview_move(ws.read, event.rid, date)
    assert [(move.old.starts_on, move.new.starts_on) for move in preview.events] == [
        (FIRST, FIRST + WEEK)
    ]
    assert [(each.table, each.rid) for each in preview.fixed] == [("task", fixed.rid)]
    assert preview.fixed[0].team == "Osasto 4"
    assert preview.done == 1
    service.move_event(ws, event.rid, date)
    dues = {("task", task.rid): task.due for task in _tasks(ws, run)}
    for item in checklists.items(ws.read, run, _team(ws, run)):
        dues["checklist_item", item.rid] = item.due
    following = {key for key, due in dues.items() if due.event_rid == event.rid}
    assert {(m.what.table, m.what.rid) for m in preview.dates} == following - {("task", done.rid)}
    for move in preview.dates:
        assert move.old is not None
        assert move.new == move.old + WEEK == dues[move.what.table, move.what.rid].on
    ws.undo()
    assert event_of(ws, run) == event


def test_the_preview_names_a_checklist_item_as_the_template_does(ws: Workspace, run: int) -> None:
    preview = moving.preview_move(ws.read, event_of(ws, run).rid, EventDate.open())
    item = template().item("risk_assessment")
    assert item is not None
    titles = [move.what.title for move in preview.dates if move.what.table == "checklist_item"]
    assert item.title in titles
    assert {move.new for move in preview.dates} == {None}


def test_the_preview_finds_what_meets_and_what_changes_places(ws: Workspace, run: int) -> None:
    one, two = event_of(ws, run), event_of(ws, run, "workshop_2")

    def findings(date: EventDate) -> list[tuple[FindingKind, str, str]]:
        found = moving.preview_move(ws.read, one.rid, date).findings
        return [(each.kind, each.earlier.key, each.event.key) for each in found]

    assert findings(EventDate.of(FIRST + WEEK)) == []
    assert two.starts_on is not None
    met = (FindingKind.OVERLAPS, "workshop_1", "workshop_2")
    assert findings(EventDate.of(two.starts_on)) == [met]
    assert findings(EventDate.of(two.starts_on - dt.timedelta(1))) == [met]
    assert findings(EventDate.of(two.starts_on - dt.timedelta(2))) == []
    swapped = (FindingKind.OUT_OF_ORDER, "workshop_1", "workshop_2")
    assert findings(EventDate.of(two.starts_on + WEEK)) == [swapped]


# -- cohorts --------------------------------------------------------------------------------------


def test_each_cohort_has_its_own_dates_and_a_team_can_come_over(ws: Workspace) -> None:
    one, other = add_teams(ws, "Osasto 4", "Kotihoito")
    cohorts = [
        NewCohort(area="Itä-Suomi", dates={"workshop_1": EventDate.of(FIRST)}, teams=[one]),
        NewCohort(
            name="Sisä-Suomi B", coaches=["Aino", " Aino", ""],
            dates={"workshop_1": EventDate.of(FIRST + WEEK)}, teams=[other],
        ),
    ]  # fmt: skip
    run = service.start_run(ws, template(), "Kevät", cohorts, (2027, 2028))
    east, inner = store.places_of_run(ws.read, run)
    assert (east.title("fi"), inner.title("fi")) == ("Kevät · Itä-Suomi", "Kevät · Sisä-Suomi B")
    assert (inner.cohort.coaches, east.alone) == (("Aino",), False)
    assert (inner.run.first_year, inner.run.last_year) == (2027, 2028)
    due = item_of(ws, run, one, "risk_assessment").due.on
    assert due is not None
    task_service.set_due(ws, [_tasks(ws, run)[0].rid], Due(DueKind.DATE, FIRST))
    service.add_teams(ws, inner.cohort.rid, [one])
    assert store.team_rids(ws.read, east.cohort.rid) == []
    assert store.team_rids(ws.read, inner.cohort.rid) == [one, other]
    assert item_of(ws, run, one, "risk_assessment").due.on == due + WEEK
    events = {event.rid for event in store.events(ws.read, inner.cohort.rid)}
    found = tasks.tasks(ws.read, TaskFilter(View.ALL, one), TODAY)
    assert {task.due.event_rid for task in found} <= {None, *events}
    ws.undo()
    assert item_of(ws, run, one, "risk_assessment").due.on == due


def test_a_team_keeps_its_history_over_the_years(ws: Workspace) -> None:
    (team,) = add_teams(ws, "Osasto 4")
    first = service.start_run(ws, template(), "2025", [NewCohort(teams=[team])])
    service.archive_run(ws, first)
    second = service.start_run(ws, template(), "2026", [NewCohort(teams=[team])])
    assert [place.run.rid for place in store.places_of_team(ws.read, team)] == [second, first]
    now = store.place_of_team(ws.read, team, TODAY)
    assert now is not None
    assert store.places_of_teams(ws.read, TODAY) == {team: now}
    assert now.run.rid == second
    count = len(template().tasks)
    assert len(tasks.tasks(ws.read, TaskFilter(View.ALL, team), TODAY)) == 2 * count


def test_a_run_keeps_its_last_cohort(ws: Workspace, run: int) -> None:
    with pytest.raises(UserError):
        service.delete_cohort(ws, cohort_of(ws, run))
    other = service.add_cohort(ws, run, NewCohort(name="B"))
    assert [each.key for each in store.events(ws.read, other)] == [
        event.key for event in template().events
    ]
    service.delete_cohort(ws, other)
    assert len(store.cohorts(ws.read, run)) == 1


def test_what_a_team_writes_down_stays_with_its_place(ws: Workspace, run: int) -> None:
    team = _team(ws, run)
    service.set_field_text(ws, run, team, "why", "Kiire")
    service.set_field_text(ws, run, team, "why", "Kiire kuormittaa")
    assert field_store.field_texts(ws.read, run, team) == {"why": "Kiire kuormittaa"}
    service.remove_teams(ws, cohort_of(ws, run), [team])
    assert field_store.field_texts(ws.read, run, team) == {}
    ws.undo()
    assert field_store.field_texts(ws.read, run, team) == {"why": "Kiire kuormittaa"}


# -- rules ----------------------------------------------------------------------------------------

DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))
DATES = st.one_of(
    DAYS.map(EventDate.of),
    DAYS.map(lambda day: EventDate.in_week(*day.isocalendar()[:2])),
    st.just(EventDate.open()),
)
KEYS = st.sampled_from([event.key for event in template().events])
TIED = st.sampled_from([event.key for event in template().events if event.after])
MOVES = st.tuples(KEYS, DATES) | st.tuples(TIED, st.just(EventDate.following()))


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, int]]:
    folder: Path = tmp_path_factory.mktemp("moving")
    workspace = open_workspace(folder)
    cohort = NewCohort(teams=add_teams(workspace, "Osasto 4", "Kotihoito"))
    yield workspace, service.start_run(workspace, template(), "Kevät", [cohort])
    workspace.close()


def _visible(ws: Workspace, run: int) -> tuple[list[Event], dict[str, dt.date | None]]:
    """The events, and each due date by the uuid of its row."""
    found = tasks.tasks(ws.read, TaskFilter(View.ALL), TODAY)
    dates = {task.uuid: task.due.on for task in found}
    for items in checklists.items_of_run(ws.read, run).values():
        dates |= {item.uuid: item.due.on for item in items}
    return events_of(ws, run), dates


def _finished(ws: Workspace, run: int) -> set[str]:
    done = tasks.tasks(ws.read, TaskFilter(View.ALL), TODAY)
    return {task.uuid for task in done if not task.state.is_unfinished}


def _finish_some(ws: Workspace, run: int, picked: list[int]) -> None:
    found = tasks.tasks(ws.read, TaskFilter(View.ALL), TODAY)
    some = {found[n % len(found)].rid: n for n in picked}
    task_service.set_state(ws, [rid for rid, n in some.items() if n % 3], TaskState.DONE)
    task_service.set_state(ws, [rid for rid, n in some.items() if not n % 3], TaskState.DROPPED)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    before=st.lists(MOVES),
    picked=st.lists(st.integers(0, 200), max_size=12),
    moves=st.lists(MOVES, min_size=1, max_size=4),
)
def test_there_and_back_changes_nothing(
    lasting: tuple[Workspace, int],
    before: list[tuple[str, EventDate]],
    picked: list[int],
    moves: list[tuple[str, EventDate]],
) -> None:
    ws, run = lasting
    rids = {event.key: event.rid for event in events_of(ws, run)}
    service.move_events(ws, {rids[key]: date for key, date in before})
    _finish_some(ws, run, picked)
    at_first = _visible(ws, run)
    finished = _finished(ws, run)
    back: list[tuple[int, EventDate]] = []
    for key, date in moves:
        old = event_of(ws, run, key)
        back.append((old.rid, EventDate(old.timing, old.starts_on)))
        service.move_event(ws, old.rid, date)
        events, dues = _visible(ws, run)
        assert {uuid: dues[uuid] for uuid in finished} == {
            uuid: at_first[1][uuid] for uuid in finished
        }
        _check_relative(ws, run, events, finished)
    for rid, date in reversed(back):
        service.move_event(ws, rid, date)
    assert _visible(ws, run) == at_first


def _check_relative(ws: Workspace, run: int, events: list[Event], finished: set[str]) -> None:
    by_key = {event.key: event for event in events}
    for known in template().events:
        event = by_key[known.key]
        if known.after and event.timing is Timing.FOLLOWS:
            cause = by_key[known.after.event].starts_on
            assert (event.starts_on is None) == (cause is None)
            if event.starts_on is not None and cause is not None:
                assert event.starts_on >= cause
    for task in tasks.tasks(ws.read, TaskFilter(View.ALL), TODAY):
        if task.uuid not in finished and task.due.kind is DueKind.BEFORE_EVENT:
            assert task.due.on == due_at(task.due.days_before, by_key[task.due.event_key])


def test_nothing_is_left_to_move_when_the_date_is_the_same(ws: Workspace, run: int) -> None:
    event = event_of(ws, run)
    before = rows(ws.read, "SELECT count(*) AS n FROM change")
    preview = moving.preview_move(ws.read, event.rid, EventDate.of(event.starts_on))
    assert (preview.events, preview.dates, preview.done) == ((), (), 0)
    service.move_event(ws, event.rid, EventDate.of(event.starts_on))
    assert rows(ws.read, "SELECT count(*) AS n FROM change") == before
