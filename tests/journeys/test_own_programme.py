"""A programme of her own, runs of coaching beside it, and her dates in her calendar."""

import datetime as dt
from pathlib import Path
from typing import Any

import icalendar
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from coachdesk.exchange.ics import uid_of
from coachdesk.features.calendar.page import CalendarPage
from coachdesk.features.checklists.page import PreworkPage
from coachdesk.features.editor.form_fields import TextEditor
from coachdesk.features.editor.model import Node
from coachdesk.features.editor.page import ProgrammesPage
from coachdesk.features.overview.team_list import TeamList
from coachdesk.features.programmes import store
from coachdesk.features.programmes.library import own_programmes
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.programmes.template import Template, find_template
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import Task
from coachdesk.features.teams import store as teams
from coachdesk.features.today.page import TodayPage
from coachdesk.kernel.database import rows
from coachdesk.ui.context import Target
from tests.helpers.coach import Coach, type_text
from tests.helpers.coaching import choose_programme
from tests.journeys.returning import finds_everything_again

WARD, HOME_CARE, OUTREACH = "Osasto 4", "Kotihoito", "Etsivä työ"
NAME = "Tiimien valmennus"
ITEM_1, ITEM_2 = Node("items", "reason_to_join"), Node("items", "measurement_data")
TASK = Node("tasks", "first_call")
GOAL, FIGURES = "A goal said aloud together", "Figures"
CALL = "Soita yhteyshenkilölle ja esittäydy"


@pytest.mark.qt_log_ignore("This plugin does not support")  # offers are popups
def test_a_programme_of_her_own(coach: Coach, tmp_path: Path) -> None:
    coach.begins()
    coach.presses("Ctrl+2")
    for name in (WARD, HOME_CARE, OUTREACH):
        type_text(coach.sees(TeamList).add_row, name + "\n")
    _copies_a_programme(coach)
    _changes_two_items_and_a_text(coach)
    _starts_a_run_of_it(coach)
    _coaches_others_beside_it(coach)
    _sends_the_dates_to_her_calendar(coach, tmp_path)
    finds_everything_again(coach, tmp_path / "secret.txt")
    _still_has_it_all(coach)


# -- a programme of her own -----------------------------------------------------------------------


def _copies_a_programme(coach: Coach) -> None:
    coach.shell.navigate(Target("programmes"))
    page = coach.sees_page(ProgrammesPage)
    coach.shell.navigate(Target("programmes", "shipped", extra={"key": "vetoa_ja_pitoa"}))
    QTest.keyClick(page.copy_button, Qt.Key.Key_Space)
    assert page.header.title.text() == "Vetoa ja pitoa (copy)"
    for language in ("fi", "sv", "en"):
        _types_over(_field(page, "name", language), NAME)
    coach.saved()
    assert page.header.title.text() == NAME


def _field(page: ProgrammesPage, name: str, language: str) -> QLineEdit | QPlainTextEdit:
    field = page.form.fields[name]
    assert isinstance(field, TextEditor)
    return field.lines[language]


def _types_over(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    type_text(field, text)


def _changes_two_items_and_a_text(coach: Coach) -> None:
    page = coach.sees_page(ProgrammesPage)
    page.panel.tree.select(ITEM_1)
    _types_over(_field(page, "title", "en"), GOAL)
    page.panel.tree.select(ITEM_2)
    _types_over(_field(page, "short", "en"), FIGURES)
    page.panel.tree.select(TASK)
    title = _field(page, "title", "fi")
    _types_over(title, "")
    QTest.keyClick(title, Qt.Key.Key_Delete)
    coach.saved()
    assert page.tabs.tabText(1) == "▲ To complete: 1"
    assert not page.start_button.isEnabled()
    type_text(title, CALL)
    coach.saved()
    assert page.tabs.tabText(1) == "✓ Complete"
    _require_changed(coach)
    coach.does("edit.undo")
    coach.saved()
    assert _own_task(coach) != CALL
    coach.does("edit.redo")
    coach.saved()
    _require_changed(coach)


def _own(coach: Coach) -> Template | None:
    return next((one.template for one in own_programmes(coach.ws.read)), None)


def _own_task(coach: Coach) -> str:
    own = _own(coach)
    task = own.task(TASK.key) if own else None
    return task.title.fi if task else ""


def _require_changed(coach: Coach) -> None:
    """Her copy has the two items and the text, and all else as it ships."""
    own, shipped = _own(coach), find_template("vetoa_ja_pitoa")
    assert own is not None
    assert shipped is not None
    items = {item.key: item for item in own.items}
    assert items[ITEM_1.key].title.en == GOAL
    assert items[ITEM_2.key].short.en == FIGURES
    assert _own_task(coach) == CALL
    untouched = [item for item in shipped.items if item.key not in (ITEM_1.key, ITEM_2.key)]
    assert [item for item in own.items if item in shipped.items] == untouched
    assert own.events == shipped.events


# -- runs side by side ----------------------------------------------------------------------------


def _starts_a_run_of_it(coach: Coach) -> None:
    page = coach.sees_page(ProgrammesPage)
    QTest.keyClick(page.start_button, Qt.Key.Key_Space)
    _starts(coach, "Omalla mallilla 2027", {WARD}, workshop_1="vko 3/2027")
    assert CALL in [task.title for task in _tasks_of(coach, WARD)]
    coach.presses("Ctrl+4")
    model = coach.sees_page(PreworkPage).model
    heads = [
        str(model.headerData(column, Qt.Orientation.Horizontal, role))
        for column in range(1, model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    ]
    assert any(GOAL in head for head in heads)
    assert any(FIGURES in head for head in heads)


def _starts(coach: Coach, name: str, joining: set[str], **days: str) -> None:
    """Fill the form that starts a run, and start it."""
    page = coach.sees_page(WorkshopsPage)
    form = page.start_form
    assert form.isVisible()
    (cohort,) = form.cohorts
    fields = {row.asked.key: row.day for row in cohort.rows}
    for key, day in days.items():
        type_text(fields[key], f"{day}\n")
    _types_over(form.name, name)
    listed = cohort.picker.list
    for row in range(listed.count()):
        ticked = listed.item(row).checkState() == Qt.CheckState.Checked
        if ticked != (listed.item(row).text() in joining):
            listed.setCurrentRow(row)
            QTest.keyClick(listed, Qt.Key.Key_Space)
    QTest.keyClick(form.go, Qt.Key.Key_Space)
    assert page.place is not None
    assert page.place.run.name == name
    rids = store.team_rids(coach.ws.read, page.place.cohort.rid)
    assert {each.name for each in teams.list_teams(coach.ws.read) if each.rid in rids} == joining


def _tasks_of(coach: Coach, team: str) -> list[Task]:
    rid = next(each.rid for each in teams.list_teams(coach.ws.read) if each.name == team)
    found = rows(coach.ws.read, "SELECT rid FROM task WHERE team_rid = ?", (rid,))
    return tasks.tasks_by_rid(coach.ws.read, [one["rid"] for one in found])


def _coaches_others_beside_it(coach: Coach) -> None:
    for key, name, joining, day in (
        ("team_leader_coaching", "Esihenkilöt 2027", {HOME_CARE, OUTREACH}, "vko 5/2027"),
        ("pdsa_coaching", "PDSA 2027", {OUTREACH}, "15.2.2027"),
    ):
        coach.presses("Ctrl+3")
        page = coach.sees_page(WorkshopsPage)
        QTest.keyClick(page.new_button, Qt.Key.Key_Space)
        choose_programme(page.start_form, key)
        first = page.start_form.cohorts[0].rows[0].asked.key
        _starts(coach, name, joining, **{first: day})
    places = store.places_of_team(coach.ws.read, _team(coach, OUTREACH))
    assert {place.run.name for place in places} == {"Esihenkilöt 2027", "PDSA 2027"}
    coach.presses("Ctrl+7")
    year = coach.sees_page(CalendarPage)
    year.show_day(dt.date(2027, 2, 15))
    model = year.views.year.year_model
    lanes = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
    assert len(lanes) == 4, "holidays and three runs"


def _team(coach: Coach, name: str) -> int:
    return next(team.rid for team in teams.list_teams(coach.ws.read) if team.name == name)


# -- her calendar ---------------------------------------------------------------------------------


def _sends_the_dates_to_her_calendar(coach: Coach, folder: Path) -> None:
    first = _exported(coach, folder / "dates.ics")
    titles = {str(event["SUMMARY"]) for event in first.values()}
    assert "Session 1: forming the team (Esihenkilöt 2027)" in titles
    assert f"Task: {CALL} ({WARD})" in titles
    coach.presses("Ctrl+3")
    page = coach.sees_page(WorkshopsPage)
    pdsa = next(place for place in store.places(coach.ws.read) if place.run.name == "PDSA 2027")
    page.show_run(pdsa.run.rid)
    line = page.run_view.events.lines[0]
    _types_over(line.day, "22.2.2027\n")
    QTest.keyClick(page.run_view.events.move_panel.do, Qt.Key.Key_Return)
    second = _exported(coach, folder / "dates.ics")
    assert set(second) == set(first), "the calendar updates what it has"
    changed = {uid for uid in first if first[uid].to_ical() != second[uid].to_ical()}
    assert uid_of(line.event.uuid) in changed
    assert all(second[uid]["SEQUENCE"] > first[uid]["SEQUENCE"] for uid in changed)
    assert second[uid_of(line.event.uuid)]["DTSTART"].dt == dt.date(2027, 2, 22)
    whose = [str(second[uid]["SUMMARY"]) for uid in changed]
    assert all(title.endswith(("(PDSA 2027)", f"({OUTREACH})")) for title in whose), whose


def _exported(coach: Coach, file: Path) -> dict[str, Any]:
    """The events of the file that she saves, as icalendar reads them, by UID."""
    file.unlink(missing_ok=True)
    coach.presses("Ctrl+7")
    coach.shell.notices.answers.append(file)
    coach.does("calendar.export")
    coach.bot.waitUntil(lambda: file.exists() and not coach.shell.jobs.busy, timeout=10_000)
    found = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return {str(event["UID"]): event for event in found}


def _still_has_it_all(coach: Coach) -> None:
    _require_changed(coach)
    runs = {run.name: run.template_key for run in store.runs(coach.ws.read)}
    own = _own(coach)
    assert own is not None
    assert runs == {
        "Omalla mallilla 2027": own.key,
        "Esihenkilöt 2027": "team_leader_coaching",
        "PDSA 2027": "pdsa_coaching",
    }
    assert coach.sees_page(TodayPage)
