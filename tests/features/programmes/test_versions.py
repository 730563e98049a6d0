"""Taking a newer version of a programme into a run that is under way."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.checklists import service as checklist_service
from coachdesk.features.checklists import store as checklists
from coachdesk.features.checklists.model import Item, ItemState
from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import EventDate, Run, Timing
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import (
    Due,
    LocalText,
    Relation,
    Template,
    TemplateItem,
    TemplateTask,
)
from coachdesk.features.programmes.versions import (
    Difference,
    differences,
    merged,
    take_version,
)
from coachdesk.features.tasks import service as tasks_service
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import Task, TaskFilter, TaskState, View
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import add_teams, event_of, events_of, template
from tests.helpers.workspaces import TODAY

OLD = template()
FIRST = dt.date(2027, 1, 11)


def _text(words: str) -> LocalText:
    return LocalText(words, f"{words} (sv)", f"{words} (en)")


def _newer() -> Template:
    """One item, task and event added; one item and one task taken away; others changed."""
    first, second, *items = OLD.items
    one, other, *others = OLD.tasks
    added = replace(first, key="fresh", title=_text("Uusi kohta"))
    task = replace(one, key="fresh_task", title=_text("Uusi tehtävä"), due=None)
    late = next(event for event in OLD.events if event.key == "workshop_3")
    follow_up = replace(late, key="follow_up", after=Relation("workshop_3", 28), days=1)
    return replace(
        OLD,
        version="next",
        events=(*OLD.events, follow_up),
        items=(added, replace(second, due=Due("workshop_1", 3, after=False)), *items),
        tasks=(replace(other, title=_text("Toisin")), *others, task),
    )


NEW = _newer()
ALL = differences(OLD, NEW)


@pytest.fixture
def team(ws: Workspace) -> int:
    (rid,) = add_teams(ws, "Osasto 4")
    return rid


@pytest.fixture
def run(ws: Workspace, team: int) -> int:
    cohort = NewCohort(dates={"workshop_1": EventDate.of(FIRST)}, teams=[team])
    return service.start_run(ws, OLD, "Kevät", [cohort])


def _items(ws: Workspace, run: int, team: int) -> list[Item]:
    return checklists.items(ws.read, run, team)


def _tasks(ws: Workspace, team: int) -> dict[str, Task]:
    found = tasks.tasks(ws.read, TaskFilter(View.ALL, team), TODAY)
    return {task.source_key: task for task in found}


def _of(part: str, kind: str) -> list[Difference]:
    return [each for each in ALL if (each.part, each.kind.value) == (part, kind)]


def test_differences_are_told_part_by_part() -> None:
    assert differences(OLD, OLD) == []
    assert [(each.part, each.kind.value, each.key) for each in ALL] == [
        ("events", "added", "follow_up"),
        ("items", "added", "fresh"),
        ("items", "changed", OLD.items[1].key),
        ("items", "removed", OLD.items[0].key),
        ("tasks", "changed", OLD.tasks[1].key),
        ("tasks", "added", "fresh_task"),
        ("tasks", "removed", OLD.tasks[0].key),
    ]
    (changed,) = _of("items", "changed")
    assert isinstance(changed.old, TemplateItem)
    assert isinstance(changed.new, TemplateItem)
    assert changed.new.due == Due("workshop_1", 3, after=False)


def test_the_run_keeps_the_version_it_was_started_with(ws: Workspace, run: int) -> None:
    found = store.run(ws.read, run)
    assert found is not None
    assert template_of(ws.read, found) == OLD


def test_all_of_it_makes_the_run_one_of_the_new_version(ws: Workspace, run: int, team: int) -> None:
    take_version(ws, run, NEW, ALL)
    found = store.run(ws.read, run)
    assert found is not None
    assert (found.template_version, template_of(ws.read, found)) == ("next", NEW)
    assert [item.item_key for item in _items(ws, run, team)] == [one.key for one in NEW.items]
    assert _items(ws, run, team)[1].due.on == FIRST - dt.timedelta(3)
    assert set(_tasks(ws, team)) == {one.key for one in NEW.tasks}
    assert _tasks(ws, team)[OLD.tasks[1].key].title == "Toisin"
    assert [event.key for event in events_of(ws, run)] == [event.key for event in NEW.events]
    start = event_of(ws, run, "workshop_3").starts_on
    assert start is not None
    added = event_of(ws, run, "follow_up")
    assert (added.timing, added.starts_on) == (Timing.FOLLOWS, start + dt.timedelta(28))


def test_taking_it_is_one_undo_step(ws: Workspace, run: int, team: int) -> None:
    before = (_items(ws, run, team), _tasks(ws, team), events_of(ws, run), store.run(ws.read, run))
    take_version(ws, run, NEW, ALL)
    ws.undo()
    after = (_items(ws, run, team), _tasks(ws, team), events_of(ws, run), store.run(ws.read, run))
    assert after == before
    ws.redo()
    assert differences(template_of(ws.read, _run(ws, run)) or OLD, NEW) == []


def _run(ws: Workspace, run: int) -> Run:
    found = store.run(ws.read, run)
    assert found is not None
    return found


def test_one_difference_is_taken_alone_and_the_rest_stays_to_be_taken(
    ws: Workspace, run: int, team: int
) -> None:
    (added,) = _of("items", "added")
    take_version(ws, run, NEW, [added])
    assert [item.item_key for item in _items(ws, run, team)] == [
        "fresh", *(one.key for one in OLD.items)
    ]  # fmt: skip
    now = template_of(ws.read, _run(ws, run))
    assert now is not None
    assert (now.version, _run(ws, run).template_version) == (OLD.version, OLD.version)
    assert differences(now, NEW) == [each for each in ALL if each != added]


def test_what_was_done_or_changed_by_hand_stays(ws: Workspace, run: int, team: int) -> None:
    first, second, *_ = _items(ws, run, team)
    checklist_service.set_state(ws, first.rid, ItemState.DONE)
    checklist_service.set_state(ws, second.rid, ItemState.DONE)
    gone, changed = (_tasks(ws, team)[one.key] for one in OLD.tasks[:2])
    tasks_service.set_state(ws, [gone.rid], TaskState.DONE)
    tasks_service.rename_task(ws, changed.rid, "Omin sanoin")
    take_version(ws, run, NEW, ALL)
    kept = {item.item_key: item for item in _items(ws, run, team)}
    assert kept[first.item_key].state is ItemState.DONE
    assert kept[first.item_key].title == OLD.items[0].title.fi
    assert kept[second.item_key].due == second.due
    assert _tasks(ws, team)[OLD.tasks[0].key].state is TaskState.DONE
    assert _tasks(ws, team)[OLD.tasks[1].key].title == "Omin sanoin"


def test_a_part_that_needs_another_is_refused(ws: Workspace, run: int) -> None:
    task = TemplateTask(
        "after_all", OLD.phases[0].key, OLD.tasks[0].who, _text("Jälkeen"),
        Due("follow_up", 7, after=True),
    )  # fmt: skip
    newer = replace(NEW, tasks=(*NEW.tasks, task))
    (alone,) = [each for each in differences(OLD, newer) if each.key == "after_all"]
    with pytest.raises(UserError, match="needs another one"):
        take_version(ws, run, newer, [alone])
    assert template_of(ws.read, _run(ws, run)) == OLD


def test_an_event_with_a_date_is_not_taken_away(ws: Workspace, run: int) -> None:
    take_version(ws, run, NEW, ALL)
    back = differences(NEW, OLD)
    with pytest.raises(UserError, match="has a date"):
        take_version(ws, run, OLD, back)
    service.move_event(ws, event_of(ws, run, "follow_up").rid, EventDate.open())
    take_version(ws, run, OLD, back)
    assert [event.key for event in events_of(ws, run)] == [event.key for event in OLD.events]


@given(st.sets(st.sampled_from(range(len(ALL)))))
def test_what_is_chosen_is_what_no_longer_differs(chosen: set[int]) -> None:
    picked = [ALL[number] for number in sorted(chosen)]
    rest = [each for each in ALL if each not in picked]
    assert differences(merged(OLD, NEW, picked), NEW) == rest
