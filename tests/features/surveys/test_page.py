"""The page Surveys in a real window."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coachdesk.features.printing.model import Way
from coachdesk.features.printing.service import print_log
from coachdesk.features.surveys import service, store
from coachdesk.features.surveys.model import Answer, Sheet
from coachdesk.features.surveys.page import SurveysPage
from coachdesk.features.surveys.search import SOURCES
from coachdesk.features.teams import service as teams
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from tests.features.surveys.files import persons_rows, presurvey_rows, write_csv, write_xlsx
from tests.helpers.workspaces import TODAY

KEYS = {digit: Qt.Key(Qt.Key.Key_0 + int(digit)) for digit in "0123456789"}


def press(widget: QWidget, *keys: Qt.Key | str) -> None:
    for key in keys:
        QTest.keyClick(widget, KEYS[key] if isinstance(key, str) else key)


def begin(page: SurveysPage, key: str = "pre_survey") -> int:
    page.begin_wave()
    page.new_wave.survey.setCurrentIndex(page.new_wave.survey.findData(key))
    page.new_wave.start()
    assert page.row is not None
    return page.row.wave.rid


def take_in(page: SurveysPage, path: Path, bot: QtBot) -> None:
    page.import_answers()
    panel = page.import_panel
    assert panel is not None
    panel.read(path)
    bot.waitUntil(lambda: panel.note.isVisible() or panel.problem.isVisible())


def test_an_empty_page_teaches_and_begins_a_survey(page: SurveysPage, ws: Workspace) -> None:
    assert page.right.currentWidget() is page._empty
    rid = begin(page)
    assert store.wave(ws.read, rid) is not None
    assert page.list.model_of_waves.rowCount() == 1
    assert page.view.currentWidget() is page.view.entry
    ws.undo()
    assert page.right.currentWidget() is page._empty


def test_a_file_is_looked_at_then_taken_in(
    page: SurveysPage, ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    rid = begin(page)
    take_in(page, write_xlsx(tmp_path / "a.xlsx", presurvey_rows()), qtbot)
    panel = page.import_panel
    assert panel is not None
    assert panel.columns.records.rowCount() == 8
    assert panel.rows.rowCount() == 1
    assert "1 answer is none of the options" in panel.note.text()
    assert panel.add_button.text() == "Add 42 answers"
    panel.add_button.click()
    assert len(store.sheets(ws.read, rid)) == 42
    assert page.import_panel is None
    table = page.view.results.tables["county"].model()
    cells = [str(table.index(9, column).data()) for column in (0, 2, 3)]
    assert cells == ["Keski-Suomen hyvinvointialue (10)", "8", "19.05%"]
    assert table.index(23, 2).data() == "42"
    ws.undo()
    assert page.view.currentWidget() is page.view._nothing


def test_the_same_file_again_is_asked_about_and_can_be_added(
    page: SurveysPage, ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    rid = begin(page)
    take_in(page, write_csv(tmp_path / "a.csv", presurvey_rows()), qtbot)
    assert page.import_panel is not None
    page.import_panel.add_button.click()
    take_in(page, write_xlsx(tmp_path / "b.xlsx", presurvey_rows()), qtbot)
    panel = page.import_panel
    assert panel is not None
    panel.add_button.click()
    assert "taken in already" in panel.problem.text()
    assert len(store.sheets(ws.read, rid)) == 42
    panel.add_button.click()
    assert len(store.sheets(ws.read, rid)) == 84


def test_a_file_that_does_not_fit_says_why(page: SurveysPage, tmp_path: Path, qtbot: QtBot) -> None:
    begin(page)
    take_in(page, write_csv(tmp_path / "x.csv", [["Nimi", "Ikä"], ["Aino", "4"]]), qtbot)
    panel = page.import_panel
    assert panel is not None
    assert "No column of this table" in panel.note.text()
    assert not panel.add_button.isEnabled()
    assert not panel.row_table.isVisible()
    press(panel, Qt.Key.Key_Escape)
    assert page.import_panel is None


def test_reading_can_be_stopped(page: SurveysPage, tmp_path: Path) -> None:
    begin(page)
    page.import_answers()
    panel = page.import_panel
    assert panel is not None
    panel.read(write_csv(tmp_path / "a.csv", presurvey_rows()))
    panel.stop()
    page.context.jobs.wait_all()
    assert not panel.add_button.isEnabled()
    assert panel.columns.records.rowCount() == 0


def test_a_unit_is_typed_by_keyboard_alone(page: SurveysPage, ws: Workspace) -> None:
    rid = begin(page)
    form = page.view.entry.form
    form.unit.setFocus()
    QTest.keyClicks(form.unit, "Ward 4")
    press(form.unit, Qt.Key.Key_Return)
    press(form.options, "1", "2", Qt.Key.Key_Return)  # county 12
    press(form.options, "3", Qt.Key.Key_Return)
    press(form.options, Qt.Key.Key_Return)  # skipped
    press(form.options, "9", "2", Qt.Key.Key_Backspace)  # no such option, then back and forth
    press(form.options, Qt.Key.Key_Return, Qt.Key.Key_Return)
    press(form.options, "2", Qt.Key.Key_Return)
    press(form.options, "3", Qt.Key.Key_Return)
    assert form.words.hasFocus()
    QTest.keyClicks(form.words, "More time")
    press(form.words, Qt.Key.Key_Return)
    (stored,) = store.sheets(ws.read, rid)
    assert stored.sheet.unit == "Ward 4"
    assert stored.sheet.answers == {
        "county": Answer((12,)),
        "risk_assessment_stage": Answer((3,)),
        "workplace_survey_stage": Answer((2,)),
        "workplace_survey_support": Answer((2,)),
        "follow_up_plans": Answer((3,)),
        "wishes": Answer(words="More time"),
    }
    assert form.unit.text() == ""
    assert form.unit.hasFocus()
    ws.undo()
    assert store.sheets(ws.read, rid) == []


def test_a_typed_unit_can_be_corrected_and_deleted(page: SurveysPage, ws: Workspace) -> None:
    rid = begin(page)
    sheet = service.save_sheet(ws, rid, None, Sheet({"county": Answer((10,))}, "A"))
    table, form = page.view.entry.list.table, page.view.entry.form
    table.select(sheet)
    press(table, Qt.Key.Key_Return)
    assert form.options.codes == (10,)
    press(form.options, "3")
    stored = store.sheet(ws.read, sheet)
    assert stored is not None
    assert stored.sheet.answers["county"] == Answer((3,))
    press(table, Qt.Key.Key_Delete)
    assert store.sheets(ws.read, rid) == []
    assert not form.options.codes


def test_counts_of_persons_are_added_and_not_shown_again(page: SurveysPage, ws: Workspace) -> None:
    rid = begin(page, "staff_pulse")
    form = page.view.counts
    form.team.setText("Ward 4")
    model = form.model
    for row, count in enumerate(["0", "1", "2", "3", "6"]):
        model.setData(model.index(row, 2), count)
    form.add_button.click()
    tally = store.groups(ws.read, rid)["recovery"]["Ward 4"]
    assert (tally.answered, tally.counts) == (12, {2: 1, 3: 2, 4: 3, 5: 6})
    assert all(line.count is None for line in model.records)
    model.setData(model.index(0, 2), "x")
    assert "Type a number" in form.problem.text()
    form.add_button.click()
    assert "at least one count" in form.problem.text()
    form.words.setText("Rest")
    press(form.words, Qt.Key.Key_Return)
    assert store.texts(ws.read, rid)["one_thing"] == ("Rest",)


@pytest.mark.parametrize(("size", "words"), [(4, "Fewer than 5 answers"), (7, "5–9 answers")])
def test_nothing_of_few_persons_is_on_screen(
    page: SurveysPage, ws: Workspace, tmp_path: Path, qtbot: QtBot, size: int, words: str
) -> None:
    begin(page, "staff_pulse")
    take_in(page, write_csv(tmp_path / "p.csv", persons_rows(ward=size)), qtbot)
    assert page.import_panel is not None
    page.import_panel.add_button.click()
    notes = [note.text() for note in page.view.results._notes]
    assert words in notes[0]
    assert all(table.model().rowCount() == 0 for table in page.view.results.tables.values())
    for place in range(1, len(page.view.parts)):
        page.tabs.setCurrentIndex(place)
    assert page.view.texts.model.rowCount() == 0
    assert page.view.places.view is None
    shown = page.list.model_of_waves.index(0, 2).data()
    assert shown in {"under 5", "5–9"}


def test_breakdown_and_comparison(
    page: SurveysPage, ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    begin(page)
    take_in(page, write_csv(tmp_path / "a.csv", presurvey_rows()), qtbot)
    assert page.import_panel is not None
    page.import_panel.add_button.click()
    page.tabs.setCurrentIndex(page.view.place_of("places"))
    places = page.view.places
    assert places.view is not None
    header = places.view.model().headerData(1, Qt.Orientation.Horizontal)
    assert header == "Etelä-Suomi"
    places.by.setCurrentIndex(1)
    assert places.view.model().columnCount() == 13  # 11 counties and the total
    page.tabs.setCurrentIndex(page.view.place_of("waves"))
    assert page.view.waves.view is None
    service.add_wave(ws, "pre_survey", "Next", TODAY)
    page.tabs.setCurrentIndex(0)
    page.tabs.setCurrentIndex(page.view.place_of("waves"))
    assert page.view.waves.view is not None
    assert page.view.waves.view.model().columnCount() == 3


def test_export_is_protected_and_logged(
    page: SurveysPage, ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    begin(page, "staff_pulse")
    take_in(page, write_csv(tmp_path / "p.csv", persons_rows(ward=12, home=3)), qtbot)
    assert page.import_panel is not None
    page.import_panel.add_button.click()
    path = tmp_path / "out.xlsx"
    page.context.notices.answers.append(path)
    page.export()
    qtbot.waitUntil(lambda: bool(print_log(ws.read)))
    book = load_workbook(path)
    assert book.sheetnames == ["Results", "Open answers"]  # teams of 12 and 3 are one block
    (entry,) = print_log(ws.read)
    assert (entry.way, entry.subject) == (Way.EXPORTED, "Staff-experience pulse 2026")


def test_a_wave_is_renamed_and_deleted(page: SurveysPage, ws: Workspace) -> None:
    rid = begin(page)
    page.tabs.setCurrentIndex(page.view.place_of("about"))
    about = page.view.about
    about.name.selectAll()
    QTest.keyClicks(about.name, "Spring")
    press(about.name, Qt.Key.Key_Return)
    found = store.wave(ws.read, rid)
    assert found is not None
    assert found.name == "Spring"
    about.ask_to_delete()
    page.context.notices.answer("delete")
    assert store.waves(ws.read) == []
    ws.undo()
    assert page.list.model_of_waves.rowCount() == 1


def test_places_to_go_and_what_search_finds(page: SurveysPage, ws: Workspace) -> None:
    teams.add_team(ws, "A")
    rid = service.add_wave(ws, "pre_survey", "One", TODAY)
    typed = Sheet({"wishes": Answer(words="Vuosikello")}, "A")
    sheet = service.save_sheet(ws, rid, None, typed)
    service.add_wave(ws, "pre_survey", "Two", TODAY)
    (source,) = SOURCES
    (entry,) = source.read(ws.read, [sheet])
    assert (entry.title, entry.body) == ("A", "Vuosikello")
    page.open_target(Target("surveys", "survey_sheet", sheet))
    assert page.row is not None
    assert page.row.wave.rid == rid
    assert page.view.entry.form._sheet == sheet
    assert page.current_target() == Target("surveys", "survey", rid, {"tab": "answers"})
    page.open_target(Target("surveys", "survey", rid, {"tab": "waves"}))
    assert page.view.currentWidget() is page.view.waves


def test_every_field_and_table_has_a_name(page: SurveysPage, ws: Workspace) -> None:
    begin(page)
    for place in range(len(page.view.parts)):
        page.tabs.setCurrentIndex(place)
        for widget in page.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and widget.isVisible() and not widget.objectName().startswith("qt_"):
                assert widget.accessibleName() or getattr(widget, "text", str)(), widget
