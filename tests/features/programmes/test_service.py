"""Runs through the services on a real file, with what the program gives a joining team."""

import datetime as dt

import pytest

from coachdesk.features.checklists import service as checklist_service
from coachdesk.features.checklists import store as checklists
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import Task, TaskFilter, View
from coachdesk.kernel.database import count_referring, value
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import (
    WORKSHOP_1,
    add_teams,
    cohort_of,
    event_of,
    item_of,
    start_run,
    template,
)
from tests.helpers.workspaces import TODAY


def _tasks(ws: Workspace, team: int) -> list[Task]:
    return tasks.tasks(ws.read, TaskFilter(View.ALL, team), TODAY)


def _everything(ws: Workspace) -> list[int]:
    return [
        value(ws.read, f"SELECT count(*) FROM {table}")
        for table in ("run", "event", "participation", "checklist_item", "task")
    ]


def test_starting_gives_each_team_its_list_and_tasks_in_one_undo_step(ws: Workspace) -> None:
    one, other = add_teams(ws, "Osasto 4", "Kotihoito")
    before = _everything(ws)
    run = start_run(ws, [one, other])
    for team in (one, other):
        keys = [item.item_key for item in checklists.items(ws.read, run, team)]
        assert keys == [item.key for item in template().items]
        assert {task.source_key for task in _tasks(ws, team)} == {t.key for t in template().tasks}
    after = _everything(ws)
    ws.undo()
    assert _everything(ws) == before
    ws.redo()
    assert _everything(ws) == after


def test_dates_follow_the_event_when_it_moves_and_open_with_it(ws: Workspace) -> None:
    (team,) = add_teams(ws, "Osasto 4")
    run = start_run(ws, [team])
    event = event_of(ws, run)
    assert item_of(ws, run, team, "risk_assessment").due.on is None
    service.move_event(ws, event.rid, EventDate.of(WORKSHOP_1))
    assert item_of(ws, run, team, "risk_assessment").due.on == WORKSHOP_1 - dt.timedelta(28)
    before = {task.rid: task.due.on for task in _tasks(ws, team) if task.due.event_rid == event.rid}
    service.move_event(ws, event.rid, EventDate.of(WORKSHOP_1 + dt.timedelta(7)))
    moved = {task.rid: task.due.on for task in _tasks(ws, team) if task.due.event_rid == event.rid}
    assert before
    assert moved == {rid: on + dt.timedelta(7) for rid, on in before.items() if on}
    ws.undo()
    assert item_of(ws, run, team, "risk_assessment").due.on == WORKSHOP_1 - dt.timedelta(28)
    service.move_event(ws, event.rid, EventDate.open())
    assert item_of(ws, run, team, "risk_assessment").due.on is None


def test_what_follows_an_event_is_counted(ws: Workspace) -> None:
    run = start_run(ws, add_teams(ws, "Osasto 4", "Kotihoito"))
    counts = count_referring(ws.read, "event", event_of(ws, run).rid)
    dated = [item for item in template().items if item.due and item.due.event == "workshop_1"]
    due = [task for task in template().tasks if task.due and task.due.event == "workshop_1"]
    assert counts == {"checklist_item": 2 * len(dated), "task": 2 * len(due)}


def test_a_team_that_comes_back_has_kept_its_list_and_tasks(ws: Workspace) -> None:
    (team,) = add_teams(ws, "Osasto 4")
    run = start_run(ws, [team])
    item = item_of(ws, run, team, "team_formed")
    checklist_service.set_state(ws, item.rid, ItemState.DONE)
    before = _everything(ws)
    service.remove_teams(ws, cohort_of(ws, run), [team])
    assert store.teams_of_run(ws.read, run) == []
    assert store.place_of_team(ws.read, team, TODAY) is None
    service.add_teams(ws, cohort_of(ws, run), [team])
    assert _everything(ws) == before
    assert item_of(ws, run, team, "team_formed").state is ItemState.DONE


def test_joining_twice_changes_nothing(ws: Workspace) -> None:
    (team,) = add_teams(ws, "Osasto 4")
    run = start_run(ws, [team])
    before = _everything(ws)
    service.add_teams(ws, cohort_of(ws, run), [team, team])
    assert _everything(ws) == before


def test_deleting_a_run_keeps_teams_and_tasks_and_can_be_undone(ws: Workspace) -> None:
    (team,) = add_teams(ws, "Osasto 4")
    run = start_run(ws, [team])
    service.move_event(ws, event_of(ws, run).rid, EventDate.of(WORKSHOP_1))
    before, due = _everything(ws), [task.due for task in _tasks(ws, team)]
    service.delete_run(ws, run)
    assert _everything(ws)[:4] == [0, 0, 0, 0]
    assert len(_tasks(ws, team)) == before[4]
    ws.undo()
    assert _everything(ws) == before
    assert [task.due for task in _tasks(ws, team)] == due
    assert item_of(ws, run, team, "risk_assessment").due.on == WORKSHOP_1 - dt.timedelta(28)


def test_an_archived_run_is_no_longer_the_team_s(ws: Workspace) -> None:
    (team,) = add_teams(ws, "Osasto 4")
    run = start_run(ws, [team])
    service.archive_run(ws, run)
    assert store.runs(ws.read) == []
    assert [each.rid for each in store.runs(ws.read, archived=True)] == [run]
    assert store.place_of_team(ws.read, team, TODAY) is None
    assert checklists.progress_of_teams(ws.read, TODAY) == {}
    service.restore_run(ws, run)
    found = store.place_of_team(ws.read, team, TODAY)
    assert found is not None
    assert found.run.rid == run


def test_an_area_is_kept_by_its_finnish_name(ws: Workspace) -> None:
    run = service.start_run(ws, template(), "Vetoa ja pitoa", [NewCohort(area="östra finland")])
    assert [each.area for each in store.cohorts(ws.read, run)] == ["Itä-Suomi"]
    service.change_cohort(ws, cohort_of(ws, run), "", "Norra Finland", ())
    assert [each.area for each in store.cohorts(ws.read, run)] == ["Pohjois-Suomi"]


@pytest.mark.parametrize("name", ["", " \n\t ", "x" * 501])
def test_a_run_needs_a_name_that_fits(ws: Workspace, name: str) -> None:
    with pytest.raises(UserError):
        service.start_run(ws, template(), name)
    assert store.runs(ws.read) == []


@pytest.mark.parametrize("days", [0, -1, 31])
def test_an_event_lasts_one_to_thirty_days(ws: Workspace, days: int) -> None:
    run = start_run(ws, [])
    with pytest.raises(UserError):
        service.set_event_days(ws, event_of(ws, run).rid, days)
    assert event_of(ws, run).days == 2
