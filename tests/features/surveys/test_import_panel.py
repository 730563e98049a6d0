"""The panel that takes answers in: pasted rows, and columns that are matched by hand."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.features.surveys import service, store
from coachdesk.features.surveys.import_panel import ImportPanel
from coachdesk.features.surveys.model import Answer
from coachdesk.features.surveys.page import SurveysPage
from coachdesk.kernel.workspace import Workspace
from tests.features.surveys.files import presurvey_rows, write_csv
from tests.helpers.workspaces import TODAY

ROWS = "Hyvinvointialue\tVaihe\tTuki\nKainuu\t3\t1\nLappi\t1\t2\n"


@pytest.fixture
def wave(page: SurveysPage, ws: Workspace) -> int:
    rid = service.add_wave(ws, "pre_survey", "Syksy", TODAY)
    page.import_answers()
    return rid


@pytest.fixture
def panel(page: SurveysPage, wave: int) -> ImportPanel:
    assert page.import_panel is not None
    return page.import_panel


def _shown(panel: ImportPanel, bot: QtBot) -> None:
    bot.waitUntil(lambda: panel.columns.isVisible() and not panel.busy.isVisible())


def _say(panel: ImportPanel, bot: QtBot, column: int, question: str) -> None:
    combo = panel.columns.combo(column)
    place = next(n for n in range(combo.count()) if question in combo.itemText(n))
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    _shown(panel, bot)


def test_pasted_rows_are_read_and_their_columns_said(
    panel: ImportPanel, wave: int, ws: Workspace, qtbot: QtBot
) -> None:
    panel.box.setPlainText(ROWS)
    _shown(panel, qtbot)
    assert not panel.box.isVisible()
    assert "Vaihe; Tuki" in panel.note.text()
    texts = [panel.columns.combo(column).currentText() for column in range(3)]
    assert texts == ["1. Which wellbeing services county do you represent?", "not used", "not used"]
    _say(panel, qtbot, 1, "risk assessment?")
    _say(panel, qtbot, 2, "support for the risk assessment?")
    assert "Vaihe" not in panel.note.text()
    assert panel.add_button.text() == "Add 2 answers"
    panel.add_button.click()
    first, second = store.sheets(ws.read, wave)
    assert first.sheet.answers["risk_assessment_stage"] == Answer((3,))
    assert second.sheet.answers["risk_assessment_support"] == Answer((2,))


def test_a_column_said_anew_gives_its_question_free(panel: ImportPanel, qtbot: QtBot) -> None:
    panel.read(ROWS)
    _shown(panel, qtbot)
    _say(panel, qtbot, 1, "Unit or team")
    _say(panel, qtbot, 2, "Unit or team")
    assert panel.columns.combo(1).currentText() == "not used"
    _say(panel, qtbot, 0, "not used")
    assert not panel.add_button.isEnabled()
    _say(panel, qtbot, 0, "county")
    assert panel.add_button.isEnabled()
    assert panel.columns.combo(2).currentText() == "Unit or team"


def test_rows_are_pasted_anywhere_and_files_dropped(
    panel: ImportPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText(ROWS)
    panel.file_button.setFocus()
    QTest.keyClick(panel.file_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    _shown(panel, qtbot)
    assert panel.columns.records.rowCount() == 3
    panel.other_button.click()
    assert panel.box.hasFocus()
    assert not panel.columns.isVisible()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write_csv(tmp_path / "a.csv", presurvey_rows())))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    panel.dropEvent(QDropEvent(QPointF(), action, data, button, Qt.KeyboardModifier.NoModifier))
    _shown(panel, qtbot)
    assert panel.columns.records.rowCount() == 8


def test_enter_goes_to_the_choice_of_a_column_and_tab_to_the_next(
    panel: ImportPanel, qtbot: QtBot
) -> None:
    panel.read(ROWS)
    _shown(panel, qtbot)
    panel.columns.select(1)
    QTest.keyClick(panel.columns, Qt.Key.Key_Return)
    combo = panel.columns.combo(1)
    assert combo.hasFocus()
    QTest.keyClick(combo, Qt.Key.Key_Tab)
    assert panel.columns.combo(2).hasFocus()
    assert combo.accessibleName() == "Column “Vaihe” belongs to"


def test_what_cannot_be_read_leaves_the_box_to_try_again(
    panel: ImportPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "x.csv").write_bytes(bytes(range(256)) * 9)
    panel.read(tmp_path / "x.csv")
    qtbot.waitUntil(panel.problem.isVisible)
    assert panel.box.isVisible()
    assert not panel.add_button.isEnabled()
