"""The main window: going places, undo, languages, locking, closing."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from coachdesk.kernel.text import LANGUAGES
from coachdesk.ui import theme
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import LANGUAGE, set_language
from coachdesk.ui.notices import Question
from coachdesk.ui.overlay import Overlay
from coachdesk.ui.shell import GEOMETRY, Shell
from coachdesk.ui.sidebar import NavButton
from tests.helpers.sample_window import (
    PARTS,
    ThingPage,
    TodayPage,
    add_thing,
    make_context,
    open_workspace,
    things,
)
from tests.ui.conftest import Window

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def _names(window: Window) -> list[str]:
    return [thing.name for thing in things(window.ws.read)]


def test_number_keys_go_to_the_pages_in_order(window: Window) -> None:
    QTest.keyClick(window.shell, Qt.Key.Key_2, CTRL)
    assert isinstance(window.page(), ThingPage)
    QTest.keyClick(window.shell, Qt.Key.Key_1, CTRL)
    assert isinstance(window.page(), TodayPage)


def test_back_and_forward_return_to_the_same_record(window: Window) -> None:
    window.thing(2)
    window.today()
    QTest.keyClick(window.shell, Qt.Key.Key_Left, ALT)
    assert window.page().current_target() == Target("thing", "thing", 2)
    QTest.keyClick(window.shell, Qt.Key.Key_Right, ALT)
    assert isinstance(window.page(), TodayPage)
    assert not window.shell.can_step(1)


def test_a_change_reaches_the_page_in_sight_and_later_the_others(window: Window) -> None:
    today = window.today()
    window.thing(1)
    add_thing(window.ws, "Later")
    assert "Later" not in [thing.name for thing in today.model.records]
    window.today()
    assert "Later" in [thing.name for thing in today.model.records]


def test_undo_takes_typed_letters_back_first_and_then_the_last_change(window: Window) -> None:
    add_thing(window.ws, "Sixth")
    page = window.thing(1)
    before = page.name.text()
    window.focus_on(page.name)
    QTest.keyClicks(page.name, "x")
    QTest.keyClick(page.name, Qt.Key.Key_Z, CTRL)
    assert page.name.text() == before
    assert "Sixth" in _names(window)
    QTest.keyClick(page.name, Qt.Key.Key_Z, CTRL)
    assert "Sixth" not in _names(window)
    window.focus_on(window.today().table)
    QTest.keyClick(window.today().table, Qt.Key.Key_Y, CTRL)
    assert "Sixth" in _names(window)


def test_the_undo_verb_says_what_it_takes_back(window: Window) -> None:
    window.today()
    window.shell.registry.refresh_now()
    assert window.shell.registry.qt("edit.undo").iconText() == "Undo: Add thing"
    assert not window.shell.registry.qt("edit.redo").isEnabled()


def test_leaving_a_page_stores_what_was_typed_on_it(window: Window) -> None:
    page = window.thing(1)
    window.focus_on(page.name)
    page.name.selectAll()
    QTest.keyClicks(page.name, "Renamed")
    window.today()
    assert _names(window)[0] == "Renamed"


def test_the_sidebar_shows_the_rows_and_marks_the_one_in_hand(window: Window) -> None:
    window.thing(1)
    marked = [b for b in window.shell.findChildren(NavButton) if b.is_here]
    assert {b.accessibleName() for b in marked} == {"Thing", "Osasto 4, 2 tasks late"}


def test_lines_stand_closer_in_a_low_window(window: Window) -> None:
    assert window.shell.frame is not None
    sidebar = window.shell.frame.sidebar
    lines = sidebar.findChildren(NavButton)
    for height, line in ((640, theme.LOW_ROW), (800, theme.ROW), (640, theme.LOW_ROW)):
        sidebar.hide()
        window.shell.resize(1280, height)
        sidebar.show()
        assert {each.minimumHeight() for each in lines} == {line}


def test_the_rows_of_the_sidebar_have_their_names_from_the_start(window: Window) -> None:
    rows = [b for b in window.shell.findChildren(NavButton) if b.icon().isNull()]
    assert [b.text().strip() for b in rows if b.text().startswith("Perhe")] == ["Perhetiimi"]
    assert all(b.text().strip() for b in rows)


def test_a_small_window_shows_icons_only_until_asked(window: Window) -> None:
    assert window.shell.frame is not None
    sidebar = window.shell.frame.sidebar
    wide = sidebar.width()
    window.shell.resize(860, 600)
    window.bot.waitUntil(lambda: sidebar.width() < wide)
    window.shell.registry.run("go.sidebar")
    window.bot.waitUntil(lambda: sidebar.width() == wide)
    window.shell.resize(1280, 800)
    assert sidebar.width() == wide
    window.shell.registry.run("go.sidebar")
    window.bot.waitUntil(lambda: sidebar.width() < wide)


def test_the_window_fits_an_old_laptop(window: Window) -> None:
    window.shell.resize(1024, 640)
    window.bot.waitUntil(lambda: window.shell.width() == 1024)
    assert window.shell.minimumSizeHint().width() <= 1024
    assert window.shell.minimumSizeHint().height() <= 640


def test_another_language_is_spoken_at_once_at_the_same_place(window: Window) -> None:
    window.thing(3)
    LANGUAGE.language_changed.emit()
    assert window.page().current_target() == Target("thing", "thing", 3)
    assert set(LANGUAGES) == {"fi", "sv", "en"}
    set_language("en")


def test_locking_lets_go_of_all_pages_and_unlocking_returns_to_the_cursor(
    window: Window,
) -> None:
    page = window.thing(2)
    window.focus_on(page.name)
    page.name.setCursorPosition(5)
    with window.bot.waitSignal(window.shell.lock_requested):
        QTest.keyClick(window.shell, Qt.Key.Key_L, CTRL)
    with window.bot.waitSignal(page.destroyed):
        window.shell.close_workspace()
        cover = QPushButton("Unlock")
        window.shell.cover(cover)
    assert not window.shell.registry.run("go.search")
    assert window.shell.menuBar().isHidden()
    assert window.shell.windowTitle() == "CoachDesk"
    window.shell.open(make_context(window.shell, window.ws), PARTS)
    back = window.page()
    assert isinstance(back, ThingPage)
    assert (back.rid, back.cursor_restored) == (2, 5)
    assert not window.shell.menuBar().isHidden()


def test_the_title_names_the_page_and_never_content(window: Window) -> None:
    window.thing(1)
    assert window.shell.windowTitle() == "Thing – CoachDesk"


def test_closing_stores_what_is_typed_and_remembers_the_window(window: Window) -> None:
    page = window.thing(1)
    window.focus_on(page.name)
    QTest.keyClicks(page.name, "zz")
    with window.bot.waitSignal(window.shell.closed):
        window.shell.close()
    assert _names(window)[0].endswith("zz")
    assert window.shell.settings.get(GEOMETRY)


def test_closing_asks_first_when_something_cannot_be_stored(window: Window) -> None:
    page = window.thing(1)
    window.focus_on(page.name)
    page.name.selectAll()
    QTest.keyClicks(page.name, " ")
    window.shell.close()
    assert window.shell.isVisible()
    assert isinstance(window.shell.notices.asked[-1], Question)
    window.shell.notices.answer("stay")
    assert window.shell.isVisible()
    window.shell.close()
    with window.bot.waitSignal(window.shell.closed):
        window.shell.notices.answer("close")


def test_f1_lists_the_shortcuts_and_esc_gives_the_focus_back(window: Window) -> None:
    page = window.thing(1)
    window.focus_on(page.name)
    QTest.keyClick(page.name, Qt.Key.Key_F1)
    sheet = window.shell.findChild(Overlay)
    assert sheet is not None
    words = {label.text() for label in sheet.findChildren(QWidget) if hasattr(label, "text")}
    assert {"Ctrl+K", "New note", "Ctrl+N", "Ctrl+1"} <= words
    focused = window.shell.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert page.name.hasFocus()


def test_geometry_is_restored_in_the_next_window(window: Window) -> None:
    window.shell.resize(800, 600)  # the offscreen screen is small
    window.shell.close()
    again = Shell(window.shell.settings)
    window.bot.addWidget(again)
    assert (again.width(), again.height()) == (800, 600)


def test_the_other_doors_of_a_search_box(window: Window) -> None:
    QTest.keyClick(window.shell, Qt.Key.Key_K, CTRL)
    assert isinstance(window.shell.focusWidget(), QLineEdit)


def test_opening_another_file_after_closing_one(window: Window, tmp_path: Path) -> None:
    window.shell.close_workspace()
    other = open_workspace(tmp_path / "other")
    window.shell.open(make_context(window.shell, other), PARTS)
    assert window.today().model.records == []
    window.shell.close_workspace()
    other.close()
