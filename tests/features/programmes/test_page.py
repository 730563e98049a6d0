"""The page of runs in a real window."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.features.checklists import store as checklists
from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.event_words import when_words
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.programmes.page_events import EventLine
from coachdesk.features.teams import service as team_service
from coachdesk.kernel.database import count_referring
from coachdesk.kernel.text import Texts
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.notices import Notice, Question
from tests.helpers.coaching import (
    RUN_NAME,
    WORKSHOP_1,
    add_teams,
    choose_programme,
    event_of,
    start_run,
)
from tests.helpers.workspaces import TODAY

Opener = Callable[[], WorkshopsPage]


def _line(page: WorkshopsPage, key: str = "workshop_1") -> EventLine:
    return next(line for line in page.run_view.events.lines if line.event.key == key)


def _type(line: EventLine, text: str) -> None:
    line.day.setFocus()
    line.day.selectAll()
    QTest.keyClicks(line.day, text)
    QTest.keyClick(line.day, Qt.Key.Key_Return)


def _shown_notices(page: WorkshopsPage) -> list[Notice]:
    raised: list[Notice] = []
    page.context.notices.notice_raised.connect(raised.append)
    return raised


def test_an_empty_page_starts_a_run_with_one_click(ws: Workspace, opened: Opener) -> None:
    one, other = add_teams(ws, "Osasto 4", "Kotihoito")
    page = opened()
    choose_programme(page.start_form)
    assert page.start_form.name.text() == RUN_NAME
    assert page.start_form.cancel.isHidden()
    QTest.mouseClick(page.start_form.go, Qt.MouseButton.LeftButton)
    (run,) = store.runs(ws.read)
    assert run.name == RUN_NAME
    assert [each.area for each in store.cohorts(ws.read, run.rid)] == ["Itä-Suomi"]
    assert set(store.teams_of_run(ws.read, run.rid)) == {one, other}
    assert page.header.title.text() == RUN_NAME
    assert len(page.run_view.events.lines) == 5


def test_a_team_can_be_left_out_and_the_name_follows_the_area(
    ws: Workspace, opened: Opener
) -> None:
    add_teams(ws, "Osasto 4", "Kotihoito")
    page = opened()
    form = page.start_form
    choose_programme(form)
    form.cohorts[0].area.setEditText("Lappi")
    assert form.name.text() == "Vetoa ja pitoa 2026, Lappi"
    form.name.setText("Oma nimi")
    form.cohorts[0].area.setEditText("")
    assert form.name.text() == "Oma nimi"
    form.cohorts[0].picker.list.setCurrentRow(0)
    QTest.keyClick(form.cohorts[0].picker.list, Qt.Key.Key_Space)
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    (run,) = store.runs(ws.read)
    assert run.name == "Oma nimi"
    assert len(store.teams_of_run(ws.read, run.rid)) == 1


def test_an_empty_name_is_told_at_the_field(ws: Workspace, opened: Opener) -> None:
    page = opened()
    page.start_form.name.setText("  ")
    QTest.mouseClick(page.start_form.go, Qt.MouseButton.LeftButton)
    assert store.runs(ws.read) == []
    assert page.start_form.name.accessibleDescription() == "Give the programme a name."


def test_a_typed_date_moves_what_follows_and_says_so(ws: Workspace, opened: Opener) -> None:
    run = start_run(ws, add_teams(ws, "Osasto 4"))
    page = opened()
    raised = _shown_notices(page)
    assert _line(page).day.text() == ""
    assert _line(page).when.text() == "open"
    assert _line(page).rule.text() == "follows: 10 weeks after Info session"
    _type(_line(page), "10.12.2026")
    assert event_of(ws, run).starts_on == WORKSHOP_1
    assert _line(page).when.text() == "Thu–Fri 10–11 Dec · week 50 · in 18 days"
    counts = count_referring(ws.read, "event", event_of(ws, run).rid)
    said = Texts.load("en")(raised[-1].message)
    assert said.startswith("Workshop 1: Thu–Fri 10–11 Dec 2026. ")
    assert int(said.split(". ")[1].split()[0]) >= counts["task"] + counts["checklist_item"]
    assert raised[-1].undo is not None
    raised[-1].undo()
    assert event_of(ws, run).starts_on is None
    assert _line(page).day.text() == ""


def test_what_is_no_date_is_refused_and_nothing_moves(ws: Workspace, opened: Opener) -> None:
    run = start_run(ws, [])
    page = opened()
    raised = _shown_notices(page)
    _type(_line(page), "31.11.2026")
    assert raised[-1].problem
    assert event_of(ws, run).starts_on is None


def test_length_and_place_are_stored(ws: Workspace, opened: Opener) -> None:
    run = start_run(ws, [])
    page = opened()
    line = _line(page)
    line.days.setFocus()
    QTest.keyClick(line.days, Qt.Key.Key_Down)
    line.place.setFocus()
    QTest.keyClicks(line.place, "Kuopio")
    QTest.keyClick(line.place, Qt.Key.Key_Return)
    event = event_of(ws, run)
    assert (event.days, event.place) == (3, "Kuopio")
    assert _line(page) is line


def test_the_bar_shows_the_phase_and_the_days_to_the_next_event(
    ws: Workspace, opened: Opener
) -> None:
    run = start_run(ws, [])
    service.move_event(ws, event_of(ws, run).rid, EventDate.of(TODAY + dt.timedelta(11)))
    page = opened()
    assert "Pre-work · 11 d" in page.run_view.phases.accessibleName()


def test_teams_are_shown_with_what_others_count(ws: Workspace, opened: Opener) -> None:
    start_run(ws, add_teams(ws, "Osasto 4"))
    page = opened()
    model = page.run_view.teams.model
    shown = [model.index(0, column).data() for column in range(model.columnCount())]
    assert shown[0] == "Osasto 4"
    assert shown[3] == "0/12"
    assert model.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole) == "Pre-work: 0 of 12 done"


def test_teams_are_added_and_removed_with_a_way_back(ws: Workspace, opened: Opener) -> None:
    first, second = add_teams(ws, "Osasto 4", "Kotihoito")
    run = start_run(ws, [first])
    page = opened()
    card = page.run_view.teams
    QTest.mouseClick(card.add_button, Qt.MouseButton.LeftButton)
    assert card.picker.offered() == {second}
    QTest.keyClick(card.picker.list, Qt.Key.Key_Space)
    QTest.mouseClick(card.join, Qt.MouseButton.LeftButton)
    assert len(checklists.items(ws.read, run, second)) == 12
    assert len(card.model.records) == 2
    card.table.select(second)
    QTest.keyClick(card.table, Qt.Key.Key_Delete)
    assert store.team_rids(ws.read, run) == [first]
    ws.undo()
    assert len(card.model.records) == 2


def test_deleting_asks_and_the_safe_answer_keeps_all(ws: Workspace, opened: Opener) -> None:
    start_run(ws, add_teams(ws, "Osasto 4"))
    page = opened()
    page.run_view.about.ask_to_delete()
    question = page.context.notices.asked[-1]
    assert isinstance(question, Question)
    assert question.detail is not None
    assert "checklist items: 12" in Texts.load("en")(question.detail)
    page.context.notices.answer("keep")
    assert len(store.runs(ws.read)) == 1
    page.run_view.about.ask_to_delete()
    page.context.notices.answer("delete")
    assert store.runs(ws.read) == []
    assert page.header.title.text() == "Start a programme"
    ws.undo()
    assert page.header.title.text() == RUN_NAME


def test_an_archived_run_can_be_looked_at_and_brought_back(ws: Workspace, opened: Opener) -> None:
    run = start_run(ws, [])
    page = opened()
    page.run_view.about.archive()
    assert not page.run_view.archived.isHidden()
    QTest.mouseClick(page.run_view.restore_button, Qt.MouseButton.LeftButton)
    assert [each.rid for each in store.runs(ws.read)] == [run]
    assert page.run_view.archived.isHidden()


def test_renaming_is_stored_when_the_focus_leaves(ws: Workspace, opened: Opener) -> None:
    start_run(ws, [])
    page = opened()
    name = page.run_view.about.name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Uusi nimi")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert store.runs(ws.read)[0].name == "Uusi nimi"
    assert page.header.title.text() == "Uusi nimi"


def test_a_team_that_is_new_meanwhile_is_offered_and_ticks_stay(
    ws: Workspace, opened: Opener
) -> None:
    (first,) = add_teams(ws, "Osasto 4")
    page = opened()
    QTest.keyClick(page.start_form.cohorts[0].picker.list, Qt.Key.Key_Space)
    new = team_service.add_team(ws, "Perhetiimi")
    assert page.start_form.cohorts[0].picker.offered() == {first, new}
    assert page.start_form.cohorts[0].picker.chosen() == [new]


def test_words_of_when_in_three_languages(ws: Workspace) -> None:
    run = start_run(ws, [])
    service.move_event(ws, event_of(ws, run).rid, EventDate.of(dt.date(2026, 12, 3)))
    event = event_of(ws, run)
    for language, days in (("fi", "to–pe 3.–4.12."), ("sv", "tors–fre 3–4.12")):
        assert Texts.load("en")(when_words(event, TODAY, language)).startswith(days)
    weekend = when_words(event, TODAY, "en")
    assert "weekend" not in Texts.load("en")(weekend)
    service.move_event(ws, event.rid, EventDate.of(dt.date(2026, 12, 4)))
    assert "weekend" in Texts.load("en")(when_words(event_of(ws, run), TODAY, "en"))
