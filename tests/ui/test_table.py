"""Tables of records."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester

from coachdesk.ui.context import Target
from coachdesk.ui.theme import THEME
from tests.helpers.sample_window import add_thing, things, tick_thing
from tests.ui.conftest import Window

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_model_keeps_qts_rules(window: Window, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(window.today().model)  # type: ignore[no-untyped-call]  # pytest-qt's


def test_a_cell_says_its_status_in_sign_word_and_colour(window: Window) -> None:
    due = window.today().model.index(0, 3)
    assert due.data() == "▲ pe 20.11."
    assert due.data(Qt.ItemDataRole.AccessibleTextRole) == "pe 20.11., late"
    assert due.data(Qt.ItemDataRole.ForegroundRole) == THEME.colour("late")


def test_space_ticks_all_selected_rows_from_any_column(window: Window) -> None:
    table = window.today().table
    window.focus_on(table)
    table.setCurrentIndex(table.records.index(1, 1))
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert [thing.done for thing in things(window.ws.read)] == [False, True, True, False, False]
    assert [thing.rid for thing in table.selected()] == [2, 3]


def test_space_ticks_the_box_under_the_cursor(window: Window) -> None:
    table = window.today().table
    window.focus_on(table)
    table.setCurrentIndex(table.records.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert things(window.ws.read)[0].done
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert not things(window.ws.read)[0].done


def test_enter_opens_the_record(window: Window) -> None:
    table = window.today().table
    window.focus_on(table)
    table.select(3)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert window.page().current_target() == Target("thing", "thing", 3)


def test_copy_gives_rows_that_a_spreadsheet_takes(window: Window) -> None:
    table = window.today().table
    window.focus_on(table)
    QTest.keyClick(table, Qt.Key.Key_A, CTRL)
    QTest.keyClick(table, Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 5
    assert lines[2].split("\t") == [
        "", "Sovi tapaamisajat helmikuulle asti", "Kotihoito, etelä", "ti 24.11.",
    ]  # fmt: skip


def test_the_cursor_stays_on_its_record_when_others_come_and_change(window: Window) -> None:
    page = window.today()
    page.table.select(4)
    add_thing(window.ws, "Another")
    assert page.table.current().rid == 4
    tick_thing(window.ws, 4, done=True)
    assert page.table.current().done


def test_an_unchanged_list_is_not_read_as_a_new_one(window: Window) -> None:
    page = window.today()
    with window.bot.assertNotEmitted(page.model.modelReset):
        tick_thing(window.ws, 2, done=True)
    with window.bot.waitSignal(page.model.modelReset):
        add_thing(window.ws, "Another")
