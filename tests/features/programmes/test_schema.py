"""A file from before cohorts is brought up to date with nothing lost."""

import datetime as dt
from pathlib import Path

import pytest

from coachdesk.app import MIGRATIONS
from coachdesk.features.checklists import store as checklists
from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import EventDate, Timing
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import TaskFilter, View
from coachdesk.kernel.database import Values, insert, rows, value
from coachdesk.kernel.migrations import Migrations
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.features.tasks.home import places_agree
from tests.helpers.coaching import WORKSHOP_1, event_of
from tests.helpers.workspaces import TODAY, copy_of, open_workspace, random_key


def _first_only(full: Migrations) -> Migrations:
    first = Migrations(full.subject)
    first()(full.steps["m001_tables"])
    return first


def _fill(ws: Workspace) -> None:
    with ws.change(msg("test", "Fill")) as db:
        for name in ("Osasto 4", "Kotihoito"):
            insert(db, "team", {"name": name})
        for key, area in (("vetoa_ja_pitoa", "Itä-Suomi"), ("unheard_of", "")):
            run = insert(
                db, "run",
                {"template_key": key, "template_version": "1", "name": f"Run {key}", "area": area},
            )  # fmt: skip
            dates = {"workshop_1": WORKSHOP_1.isoformat(), "workshop_2": None}
            for place, (event, day) in enumerate(dates.items()):
                values: Values = {
                    "run_rid": run, "key": event, "starts_on": day, "days": 2, "position": place,
                }  # fmt: skip
                insert(db, "event", values)
            insert(db, "participation", {"run_rid": run, "team_rid": run})
    with ws.change(msg("test", "Work")) as db:
        item: Values = {"team_rid": 1, "run_rid": 1, "item_key": "risk_assessment", "position": 0}
        follows: Values = {"due_kind": "before_event", "event_rid": 1, "days_before": 28}
        insert(db, "checklist_item", {**item, **follows})
        task: Values = {"team_rid": 1, "title": "Soita", "created_at": "2026-11-01"}
        insert(db, "task", {**task, **follows, "source": "template", "source_key": "x"})
        insert(db, "task", {**task, "source": "template", "source_key": "y"})
        insert(db, "task", task)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    key = random_key()
    old = open_workspace(tmp_path, copy_of(key), [_first_only(each) for each in MIGRATIONS])
    _fill(old)
    old.close()
    return open_workspace(tmp_path, key)


def test_a_run_becomes_a_run_with_one_cohort(ws: Workspace) -> None:
    newer, older = store.places(ws.read)
    assert (older.run.name, older.cohort.area, older.cohort.name) == (
        "Run vetoa_ja_pitoa", "Itä-Suomi", "",
    )  # fmt: skip
    assert (older.alone, older.run.first_year) == (True, None)
    assert [(e.key, e.timing, e.starts_on) for e in store.events(ws.read, older.cohort.rid)] == [
        ("workshop_1", Timing.DAY, WORKSHOP_1),
        ("workshop_2", Timing.OPEN, None),
    ]
    assert store.team_rids(ws.read, older.cohort.rid) == [1]
    assert store.team_rids(ws.read, newer.cohort.rid) == [2]


def test_a_run_keeps_the_programme_that_ships_under_its_key(ws: Workspace) -> None:
    newer, older = (place.run for place in store.places(ws.read))
    found = template_of(ws.read, older)
    assert found is not None
    assert found.key == "vetoa_ja_pitoa"
    assert (newer.programme_rid, template_of(ws.read, newer)) == (None, None)


def test_work_follows_as_before_and_template_tasks_know_their_run(ws: Workspace) -> None:
    (item,) = checklists.items(ws.read, 1, 1)
    assert item.due.on == WORKSHOP_1 - dt.timedelta(28)
    found = tasks.tasks(ws.read, TaskFilter(View.ALL, 1), TODAY)
    assert [(task.source_key, task.run_rid) for task in found] == [("x", 1), ("y", 1), ("", None)]
    service.move_event(ws, event_of(ws, 1).rid, EventDate.of(WORKSHOP_1 + dt.timedelta(7)))
    (item,) = checklists.items(ws.read, 1, 1)
    assert item.due.on == WORKSHOP_1 - dt.timedelta(21)
    assert places_agree(ws)


def test_earlier_changes_are_no_longer_undone_and_later_ones_are(ws: Workspace) -> None:
    assert ws.undo_label() is None
    before = rows(ws.read, "SELECT * FROM event")
    service.delete_run(ws, 1)
    assert value(ws.read, "SELECT count(*) FROM event") == 2
    ws.undo()
    assert rows(ws.read, "SELECT * FROM event") == before


def test_the_tables_are_those_of_a_new_file(ws: Workspace, tmp_path: Path) -> None:
    def shape(of: Workspace) -> dict[str, list[str]]:
        names = [r["name"] for r in rows(of.read, "SELECT name FROM sqlite_master ORDER BY name")]
        return {
            name: sorted(r["name"] for r in rows(of.read, f'PRAGMA table_info("{name}")'))
            for name in names
        }

    new = open_workspace(tmp_path / "new")
    assert shape(ws) == shape(new)
    new.close()
