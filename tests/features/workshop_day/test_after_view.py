"""What is left to do after a day, done in a real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coachdesk.features.notes import service as notes
from coachdesk.features.notes.page import NotesPage
from coachdesk.features.printing import offered
from coachdesk.features.printing.page import PrintPage
from coachdesk.features.surveys.page import SurveysPage
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import TaskState
from coachdesk.features.workshop_day import after_work, service, store
from coachdesk.features.workshop_day.after_view import AfterView
from coachdesk.features.workshop_day.page import DayPage
from coachdesk.handouts import minutes as minutes_paper
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.page import Page
from coachdesk.ui.shell import Shell
from tests.features.workshop_day.days import plan, workshop
from tests.helpers.clocks import HandClock
from tests.helpers.coaching import window
from tests.helpers.shown import bring_up


@pytest.fixture
def day(ws: Workspace, clock: HandClock) -> int:
    """A day that has ended, with two tasks, one of them the coach's, and a parked line."""
    event = workshop(ws)
    plan(ws, event)
    clock.pass_time(10)
    rid = service.start_day(ws, event.rid, 1)
    team = store.teams_of_day(ws.read, rid)[0]
    meeting = service.note_of(ws, rid, team.rid)
    notes.save_body(ws, meeting, "[ ] order tape\n[ ] @me book a room 14.12.2026", "en")
    service.park(ws, rid, "Who pays?")
    clock.pass_time(120)
    service.end_day(ws, rid)
    return rid


@pytest.fixture
def shell(ws: Workspace, day: int, tmp_path: Path, qtbot: QtBot) -> Iterator[Shell]:
    del day
    before = list(offered.HANDOUTS)
    offered.HANDOUTS[:] = [minutes_paper.HANDOUT]
    found = window(ws, tmp_path, (NotesPage, SurveysPage, PrintPage, DayPage))
    bring_up(found, qtbot)
    yield found
    found.close_workspace()
    offered.HANDOUTS[:] = before


def page(shell: Shell) -> Page:
    assert shell.frame is not None
    assert shell.frame.page is not None
    return shell.frame.page


@pytest.fixture
def view(shell: Shell, ws: Workspace, day: int) -> AfterView:
    held = store.day(ws.read, day)
    assert held
    shell.navigate(Target("day", "event", held.event_rid, {"day": "1"}))
    found = page(shell)
    assert isinstance(found, DayPage)
    assert found.after.isVisible()
    return found.after


def minutes(ws: Workspace, day: int) -> int | None:
    held = store.day(ws.read, day)
    assert held
    return held.minutes_rid


def test_the_minutes_are_drafted_and_opened_in_notes(
    shell: Shell, view: AfterView, ws: Workspace, day: int
) -> None:
    assert not view.open_minutes.isVisible()
    assert not view.paper.isVisible()
    view.draft.click()
    first = minutes(ws, day)
    assert first
    target = page(shell).current_target()
    assert (target.page, target.rid) == ("notes", first)


def test_the_menu_drafts_the_minutes_once_and_then_opens_them(
    shell: Shell, view: AfterView, ws: Workspace, day: int
) -> None:
    here = page(shell).current_target()
    shell.registry.run("day.minutes")
    first = minutes(ws, day)
    assert first
    shell.navigate(here)
    shell.registry.run("day.minutes")
    assert minutes(ws, day) == first
    assert page(shell).current_target().rid == first


def test_the_minutes_are_shown_as_a_paper(
    shell: Shell, view: AfterView, ws: Workspace, day: int, qtbot: QtBot
) -> None:
    rid = after_work.make_minutes(ws, day)
    view.paper.click()
    printing = page(shell)
    assert isinstance(printing, PrintPage)
    assert printing.current_target() == Target("print", "meeting", rid, {"handout": "minutes"})
    qtbot.waitUntil(lambda: not printing.live.busy)


def test_a_second_draft_is_made_only_after_a_question(
    shell: Shell, view: AfterView, ws: Workspace, day: int
) -> None:
    first = after_work.make_minutes(ws, day)
    assert view.open_minutes.isVisible()
    assert not view.draft.isVisible()
    view.redraft.click()
    assert minutes(ws, day) == first
    shell.notices.answer("keep")
    assert minutes(ws, day) == first
    view.redraft.click()
    shell.notices.answer("draft")
    assert minutes(ws, day) not in {None, first}
    notes.delete(ws, first)
    assert minutes(ws, day)


def test_tasks_without_a_date_get_the_next_event(view: AfterView, ws: Workspace, day: int) -> None:
    assert view.about_tasks.text() == "1 unfinished task of the day has no date."
    assert view.carry.text() == "Due when Workshop 2 begins"
    view.carry.click()
    assert after_work.undated(ws.read, day) == []
    assert not view.carry.isVisible()
    ws.undo()
    assert view.carry.isVisible()


def test_a_promise_is_ticked_where_it_stands(view: AfterView, ws: Workspace, day: int) -> None:
    (promise,) = view.promised.records
    view.table.model().setData(
        view.promised.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
    )
    task = tasks.task(ws.read, promise.rid)
    assert task
    assert task.state is TaskState.DONE
    assert view.promised.records[0].state is TaskState.DONE


def test_the_plan_goes_to_the_next_event_once(view: AfterView, ws: Workspace, day: int) -> None:
    view.copy.click()
    assert not after_work.can_copy_plan(ws.read, day)
    assert not view.copy.isVisible()


def test_feedback_is_counted_in_a_survey_of_the_day(
    shell: Shell, view: AfterView, ws: Workspace, day: int
) -> None:
    view.feedback.click()
    wave = after_work.feedback_wave(ws, day)
    target = page(shell).current_target()
    assert (target.page, target.rid, target.extra["tab"]) == ("surveys", wave, "answers")


def test_parked_lines_are_settled_here_too(view: AfterView, ws: Workspace, day: int) -> None:
    assert view.parking.isVisible()
    assert not view.parking.to_note.isVisible()
    (line,) = view.parking.table.records.records
    view.parking.settle(line, settled=True)
    assert store.parked(ws.read, day)[0].settled
