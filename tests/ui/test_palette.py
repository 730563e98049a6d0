"""Search and commands in one box."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.kernel.text import msg
from coachdesk.ui.context import Target
from coachdesk.ui.header import SearchBox
from coachdesk.ui.palette import Palette
from coachdesk.ui.palette_list import RESULT_ROLE
from coachdesk.ui.results import Result, Section
from tests.ui.conftest import Window


def _open(window: Window, text: str) -> tuple[SearchBox, Palette]:
    assert window.shell.frame is not None
    box, palette = window.shell.frame.header.search, window.shell.frame.palette_list
    window.shell.focus_search()
    QTest.keyClicks(box, text)
    window.shell.jobs.wait_all()
    return box, palette


def _titles(palette: Palette) -> list[str]:
    return [str(palette.model.index(i).data()) for i in range(palette.model.rowCount())]


def test_commands_come_first_and_then_what_is_found(window: Window) -> None:
    _box, palette = _open(window, "t")
    assert palette.isVisible()
    titles = _titles(palette)
    assert titles[:4] == ["Commands", "Show or hide the sidebar", "Today", "Thing"]
    assert titles[4:6] == ["Tasks", "Työpaikkaselvityksen tulokset tiimille, Osasto 4"]


def test_a_command_is_found_by_the_first_letters_of_its_words(window: Window) -> None:
    _box, palette = _open(window, "hide sh")
    assert _titles(palette) == ["Commands", "Show or hide the sidebar"]
    palette.close_list()
    _box, palette = _open(window, "ock")
    assert "Commands" not in _titles(palette)


def test_arrows_skip_headings_and_enter_goes_there(window: Window) -> None:
    box, palette = _open(window, "helmi")
    assert palette.list.currentIndex().data(RESULT_ROLE).target == Target("thing", "thing", 3)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert window.page().current_target() == Target("thing", "thing", 3)
    assert not palette.isVisible()
    assert box.text() == ""


def test_a_command_is_run(window: Window) -> None:
    box, palette = _open(window, "settings")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert window.page().key == "settings"
    box, palette = _open(window, "no such thing at all")
    assert _titles(palette) == []
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert window.page().key == "settings"


def test_down_in_the_empty_box_lists_all_commands(window: Window) -> None:
    box, palette = _open(window, "")
    assert not palette.isVisible()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert {"New note", "Today", "Lock", "Shortcuts"} <= set(_titles(palette))


def test_esc_empties_the_box_and_leaves_it(window: Window) -> None:
    box, palette = _open(window, "ti")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), palette.isVisible(), box.hasFocus()) == ("", False, False)


def test_only_the_last_query_is_answered(window: Window) -> None:
    _box, palette = _open(window, "sovi")
    found = [title for title in _titles(palette) if "," in title]
    assert found == ["Sovi tapaamisajat helmikuulle asti, Kotihoito, etelä"]


def test_what_is_chosen_stays_chosen_while_results_stream_in(window: Window) -> None:
    box, palette = _open(window, "s")
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Down)
    chosen = palette.list.currentIndex().data(RESULT_ROLE)
    palette._on_found(7, [Section(msg("sample", "More"), [Result("late answer")])])
    assert "late answer" in _titles(palette)
    assert palette.list.currentIndex().data(RESULT_ROLE) == chosen


def test_found_words_are_marked_also_after_letters_outside_the_basic_plane(window: Window) -> None:
    _box, palette = _open(window, "x")
    spans = ((2, 3),)
    palette._on_found(0, [Section(msg("sample", "Notes"), [Result("😀 työ", "😀 työ", "notes",
                      None, None, spans, spans)])])  # fmt: skip
    assert not palette.grab().isNull()
