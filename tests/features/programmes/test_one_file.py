"""Another programme is one file and no code: one made here is started, followed and taken back."""

import datetime as dt
from pathlib import Path

from coachdesk.features.checklists import service as checklist_service
from coachdesk.features.checklists import store as checklists
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.programmes import library, service, store
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import available_templates, find_template
from coachdesk.features.tasks import service as task_service
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import Task, TaskFilter, TaskState, View
from coachdesk.kernel.workspace import Workspace
from tests.features.programmes.walks import written
from tests.helpers.coaching import add_teams, cohort_of, event_of, item_of
from tests.helpers.workspaces import TODAY

WALK = dt.date(2027, 1, 18)


def _tasks(ws: Workspace, team: int, key: str) -> list[Task]:
    found = tasks.tasks(ws.read, TaskFilter(View.ALL, team), TODAY)
    return [task for task in found if task.source_key == key]


def test_a_programme_made_of_one_file_can_be_run(ws: Workspace, tmp_path: Path) -> None:
    written(tmp_path)
    assert [template.key for template in available_templates(tmp_path)] == ["walks"]
    walks = find_template("walks", tmp_path)
    assert walks is not None
    (team,) = add_teams(ws, "Osasto 4")
    cohort = NewCohort(area="Itä-Suomi", teams=[team])
    run = service.start_run(ws, walks, "Kävelyt 2027", [cohort])

    assert [event.key for event in store.events(ws.read, cohort_of(ws, run))] == [
        "walk",
        "picnic",
        "photos",
    ]
    assert [item.item_key for item in checklists.items(ws.read, run, team)] == ["shoes"]
    assert _tasks(ws, team, "map")[0].due.on is None

    service.move_event(ws, event_of(ws, run, "walk").rid, EventDate.of(WALK))
    assert event_of(ws, run, "picnic").starts_on == WALK + dt.timedelta(weeks=2)
    assert event_of(ws, run, "photos").starts_on == WALK + dt.timedelta(days=24)
    assert item_of(ws, run, team, "shoes").due.on == WALK - dt.timedelta(days=2)
    assert _tasks(ws, team, "map")[0].due.on == WALK + dt.timedelta(days=1)

    shoes = item_of(ws, run, team, "shoes")
    kind = walks.kind("shoes")
    assert kind is not None
    checklist_service.set_stage(ws, shoes.rid, kind, "bought")
    assert item_of(ws, run, team, "shoes").state is ItemState.DONE


def test_its_task_that_comes_again_does_so_until_its_event(ws: Workspace, tmp_path: Path) -> None:
    written(tmp_path)
    walks = find_template("walks", tmp_path)
    assert walks is not None
    (team,) = add_teams(ws, "Osasto 4")
    cohort = NewCohort(dates={"walk": EventDate.of(WALK)}, teams=[team])
    service.start_run(ws, walks, "Kävelyt 2027", [cohort])
    found: list[dt.date | None] = []
    for _time in range(3):  # the photos are seen on the 24th day
        first = [task for task in _tasks(ws, team, "map") if task.state is TaskState.OPEN]
        found += [task.due.on for task in first]
        task_service.set_state(ws, [task.rid for task in first], TaskState.DONE)
    assert found == [WALK + dt.timedelta(days=1), WALK + dt.timedelta(days=15)]


def test_a_run_keeps_its_programme_when_the_file_is_gone(ws: Workspace, tmp_path: Path) -> None:
    path = written(tmp_path)
    walks = find_template("walks", tmp_path)
    assert walks is not None
    run_rid = service.start_run(ws, walks, "Kävelyt 2027", [NewCohort()])
    path.unlink()
    library.forget()
    run = store.run(ws.read, run_rid)
    assert run is not None
    assert library.template_of(ws.read, run) == walks
