"""A run of two areas by week numbers: the year, a move, a survey, how ready the teams are."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from coachdesk.features.calendar.page import CalendarPage
from coachdesk.features.checklists import store as checklists
from coachdesk.features.checklists.matrix_rows import Heading
from coachdesk.features.checklists.page import PreworkPage
from coachdesk.features.checklists.readiness import Sort
from coachdesk.features.overview.team_list import TeamList
from coachdesk.features.programmes import store
from coachdesk.features.programmes.model import Event
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.programmes.start_cohort import CohortForm
from coachdesk.features.surveys import store as surveys
from coachdesk.features.surveys.page import SurveysPage
from coachdesk.features.tasks import store as task_store
from coachdesk.features.tasks.page import TasksPage
from coachdesk.features.tasks.table import Cell
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.import_panel import ImportPanel
from coachdesk.kernel.database import rows
from coachdesk.kernel.dates.holidays import holidays_of_years
from tests.features.surveys.files import presurvey_rows, write_csv
from tests.helpers.coach import Coach, type_text
from tests.helpers.coaching import choose_programme
from tests.journeys.returning import finds_everything_again

RUN = "Vetoa ja pitoa 2027"
EAST, INNER = "Itä-Suomi", "Sisä-Suomi"
WARD, HOME_CARE, CLINIC, DESK = "Osasto 4", "Kotihoito, etelä", "Äitiysneuvola", "Päivystys"
SPREADSHEET = (
    "Tiimi\tHyvinvointialue\n"
    f"{WARD}\tPohjois-Savo\n{HOME_CARE}\tPohjois-Savo\n"
    f"{CLINIC}\tPirkanmaa\n{DESK}\tPirkanmaa\n"
)
FIXED = "Järjestä sijaiset, matkat ja majoitus työpajaan 2"
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.qt_log_ignore("This plugin does not support")  # offers are popups
def test_a_run_of_two_areas(coach: Coach, tmp_path: Path) -> None:
    coach.begins()
    _adds_teams(coach)
    _starts_a_run_in_two_areas(coach)
    _sees_the_year(coach)
    _fixes_a_task_by_hand(coach)
    _moves_a_workshop(coach)
    _takes_answers_in(coach, tmp_path)
    _compares_how_ready_teams_are(coach)
    finds_everything_again(coach, tmp_path / "secret.txt")


# -- a run of two areas --------------------------------------------------------------------------


def _adds_teams(coach: Coach) -> None:
    coach.presses("Ctrl+2")
    QGuiApplication.clipboard().setText(SPREADSHEET)
    coach.sees(TeamList).table.paste_asked.emit()
    panel = coach.sees(ImportPanel)
    coach.bot.waitUntil(panel.add_button.isEnabled, timeout=10_000)
    QTest.keyClick(panel.add_button, Qt.Key.Key_Space)
    areas = {team.name: team.area for team in teams.list_teams(coach.ws.read)}
    assert areas == {WARD: EAST, HOME_CARE: EAST, CLINIC: INNER, DESK: INNER}


def _starts_a_run_in_two_areas(coach: Coach) -> None:
    coach.presses("Ctrl+3")
    page = coach.sees_page(WorkshopsPage)
    form = page.start_form
    choose_programme(form)
    QTest.keyClick(form.add_button, Qt.Key.Key_Space)
    east, inner = form.cohorts
    _fills(east, EAST, workshop_1="vko 3/2027")
    _fills(inner, INNER, workshop_1="vko 6/2027", workshop_2="vko 53/2027")
    QTest.keyClick(form.go, Qt.Key.Key_Space)
    assert store.runs(coach.ws.read) == [], "2027 has no week 53"
    refused = _day_field(inner, "workshop_2")
    assert "no week 53 in 2027" in refused.accessibleDescription()
    _types_over(refused, "vko 21/2027\n")
    assert form.name.text() == RUN
    QTest.keyClick(form.go, Qt.Key.Key_Space)
    in_areas = {
        place.cohort.area: {
            team.name for team in teams.list_teams(coach.ws.read)
            if team.rid in store.team_rids(coach.ws.read, place.cohort.rid)
        }
        for place in store.places(coach.ws.read)
    }  # fmt: skip
    assert in_areas == {EAST: {WARD, HOME_CARE}, INNER: {CLINIC, DESK}}
    assert page.header.title.text() == RUN


def _fills(form: CohortForm, area: str, **days: str) -> None:
    _types_over(form.area.field, area + "\n")
    type_text(form.coaches, "Maija Meri, Olli Oja")
    for key, typed in days.items():
        type_text(_day_field(form, key), typed + "\n")


def _day_field(form: CohortForm, key: str) -> QLineEdit:
    return next(row.day for row in form.rows if row.asked.key == key)


def _types_over(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    type_text(field, text)


def _sees_the_year(coach: Coach) -> None:
    page = _at_the_year(coach, dt.date(2027, 5, 3))
    model = page.views.year.year_model
    vertical = Qt.Orientation.Vertical
    lanes = [model.headerData(row, vertical) for row in range(model.rowCount())]
    assert lanes == ["Public holidays", EAST, INNER]
    assert model.columnCount() == 52
    week = [str(model.index(row, 17).data(SPOKEN)) for row in range(3)]
    assert week[0].startswith("week 18, Mon–Sun 3–9 May")
    assert "Ascension Day" in week[0]
    assert week[1].startswith(f"{EAST}, week 18")
    assert "Workshop 2" in week[1]
    assert "Workshop 2" not in week[2]
    assert "Workshop 2" in str(model.index(2, 20).data(SPOKEN))
    assert "week 21" in str(model.index(2, 20).data(SPOKEN))


def _at_the_year(coach: Coach, day: dt.date) -> CalendarPage:
    holidays_of_years(range(2026, 2029), "en")  # known at once, as after the first look
    coach.presses("Ctrl+7")
    page = coach.sees_page(CalendarPage)
    page.show_day(day)
    return page


# -- a move --------------------------------------------------------------------------------------


def _fixes_a_task_by_hand(coach: Coach) -> None:
    coach.presses("Ctrl+5")
    page = coach.sees_page(TasksPage)
    ward = _team(coach, WARD)
    page.team_filter.setCurrentIndex(page.team_filter.findData(ward))
    type_text(page.search, FIXED)
    (task,) = page.board.table.records.records
    page.board.table.setCurrentIndex(page.board.table.records.index(0, Cell.DUE))
    QTest.keyClick(page.board.table, Qt.Key.Key_F2)
    editor = page.board.table.viewport().findChild(QLineEdit)
    assert editor is not None
    _types_over(editor, "1.4.2027\n")
    assert _due_of(coach, task.rid) == "2027-04-01"
    page.search.clear()


def _team(coach: Coach, name: str) -> int:
    return next(team.rid for team in teams.list_teams(coach.ws.read) if team.name == name)


def _due_of(coach: Coach, task: int) -> str:
    (found,) = rows(coach.ws.read, "SELECT due_on FROM task WHERE rid = ?", (task,))
    return str(found["due_on"])


def _moves_a_workshop(coach: Coach) -> None:
    before = _all_dates(coach)
    _looks_at_the_move_and_leaves_it(coach)
    assert _all_dates(coach) == before
    page = _at_the_year(coach, dt.date(2027, 5, 3))
    grid = page.views.year
    grid.setFocus()
    assert page.views.selection.records.records, "the workshop is told under the year"
    QTest.keyClick(grid, Qt.Key.Key_Right, CTRL)
    said = page.panel.effects.text()
    assert "Moves along: " in said
    assert "2 events that follow it move too." in said
    assert f"1 date fixed by hand stays: {FIXED} ({WARD})" in said
    assert _all_dates(coach) == before, "it is only shown yet"
    QTest.keyClick(grid, Qt.Key.Key_Return)
    after = _all_dates(coach)
    assert _event(coach, EAST, "workshop_2").starts_on == dt.date(2027, 5, 10)
    moved = {place for place in before if before[place] != after[place]}
    assert {after[place] - before[place] for place in moved} == {dt.timedelta(7)}
    assert {table for table, _rid in moved} == {"event", "task"}
    coach.does("edit.undo")
    assert _all_dates(coach) == before
    coach.does("edit.redo")
    assert _all_dates(coach) == after


def _looks_at_the_move_and_leaves_it(coach: Coach) -> None:
    coach.presses("Ctrl+3")
    page = coach.sees_page(WorkshopsPage)
    page.show_cohort(_cohort(coach, EAST))
    line = next(one for one in page.run_view.events.lines if one.event.key == "workshop_2")
    _types_over(line.day, "vko 19/2027\n")
    panel = page.run_view.events.move_panel
    assert panel.isVisible()
    (stays,) = (one for one in panel.model.records if one.stays)
    assert (stays.title, stays.team) == (FIXED, WARD)
    followers = [one.title for one in panel.model.records if one.key[0] == "event"]
    assert followers == ["Workshop 3", "Spreading event"]
    QTest.keyClick(panel.do, Qt.Key.Key_Escape)
    assert line.day.text() != "vko 19/2027"


def _cohort(coach: Coach, area: str) -> int:
    found = store.places(coach.ws.read)
    return next(place.cohort.rid for place in found if place.cohort.area == area)


def _event(coach: Coach, area: str, key: str) -> Event:
    events = store.events(coach.ws.read, _cohort(coach, area))
    return next(event for event in events if event.key == key)


def _all_dates(coach: Coach) -> dict[tuple[str, int], dt.date]:
    """Every date that is agreed or counted, by its table and row."""
    db = coach.ws.read
    dates: dict[tuple[str, int], dt.date] = {}
    for event in (event for events in store.events_of_cohorts(db).values() for event in events):
        if event.starts_on:
            dates["event", event.rid] = event.starts_on
    tasks = task_store.tasks_by_rid(db, _rids(coach, "task"))
    items = checklists.items_by_rid(db, _rids(coach, "checklist_item"))
    dates |= {("task", task.rid): task.due.on for task in tasks if task.due.on}
    dates |= {("checklist_item", item.rid): item.due.on for item in items if item.due.on}
    return dates


def _rids(coach: Coach, table: str) -> list[int]:
    return [found["rid"] for found in rows(coach.ws.read, f"SELECT rid FROM {table}")]


# -- a survey, and how ready teams are ------------------------------------------------------------


def _takes_answers_in(coach: Coach, folder: Path) -> None:
    coach.presses("Ctrl+9")
    page = coach.sees_page(SurveysPage)
    coach.presses("Ins")
    form = page.new_wave
    form.survey.setCurrentIndex(form.survey.findData("pre_survey"))
    _types_over(form.name, "Ennakkokysely, kevät 2027\n")
    file = write_csv(folder / "vastaukset.csv", presurvey_rows())
    coach.shell.notices.answers.append(file)
    coach.does("surveys.import")
    panel = page.import_panel
    assert panel is not None
    QTest.keyClick(panel.file_button, Qt.Key.Key_Space)
    coach.bot.waitUntil(panel.add_button.isEnabled, timeout=10_000)
    assert panel.add_button.text() == "Add 42 answers"
    assert "1 answer is none of the options" in panel.note.text()
    QTest.keyClick(panel.add_button, Qt.Key.Key_Space)
    _reads_the_table(page)
    (row,) = surveys.waves(coach.ws.read)
    assert row.wave.run_rid == store.runs(coach.ws.read)[0].rid
    assert len(surveys.sheets(coach.ws.read, row.wave.rid)) == 42


def _reads_the_table(page: SurveysPage) -> None:
    """The published table, in the order of the form, rows of zero kept."""
    table = page.view.results.tables["county"]
    assert table.isVisible()
    model = table.model()
    cells = [[str(model.index(row, column).data()) for column in (0, 2, 3)] for row in range(24)]
    assert cells[0] == ["Etelä-Karjalan hyvinvointialue (1)", "0", "0.00%"]
    assert cells[9] == ["Keski-Suomen hyvinvointialue (10)", "8", "19.05%"]
    assert cells[23][1] == "42"


def _compares_how_ready_teams_are(coach: Coach) -> None:
    coach.presses("Ctrl+4")
    page = coach.sees_page(PreworkPage)
    headings = [one.name for one in page.model.shown.lines if isinstance(one, Heading)]
    assert headings == [EAST, INNER]
    page.matrix.setCurrentIndex(page.model.index(_row(page, WARD), 1))
    for key in (Qt.Key.Key_3, Qt.Key.Key_Right, Qt.Key.Key_Space):
        QTest.keyClick(page.matrix, key)
    page.bar.sorts.setCurrentIndex(page.bar.sorts.findData(Sort.CALLS.value))
    calls = [row.team.name for row in page.model.rows]
    assert calls[:2] == [HOME_CARE, WARD], "the next workshop first, there the least ready"
    assert set(calls[2:]) == {CLINIC, DESK}
    assert page.matrix.names.with_cohorts
    said = [str(page.model.index(_row(page, WARD), column).data(SPOKEN)) for column in (1, 2)]
    assert all(WARD in words for words in said)
    assert "done" in said[0]
    assert "in progress" in said[1]


def _row(page: PreworkPage, name: str) -> int:
    team = next(row.team.rid for row in page.model.rows if row.team.name == name)
    row = page.model.row_of(team)
    assert row is not None
    return row
