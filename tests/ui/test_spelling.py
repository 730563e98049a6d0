"""Marks and suggestions in a real editor, with the dictionaries that ship, driven by keys."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.spelling.checker import Checker
from coachdesk.kernel.spelling.personal import personal_words
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.actions import ActionRegistry
from coachdesk.ui.context import Context
from coachdesk.ui.drafts import Drafts
from coachdesk.ui.jobs import Jobs
from coachdesk.ui.notices import Notice, Notices
from coachdesk.ui.spelling import (
    FINNISH_NEEDS_VOIKKO,
    SPELLING,
    SpellingMarks,
    switch_spelling,
)
from coachdesk.ui.theme import THEME
from tests.helpers.workspaces import open_workspace

# Menus that pop up where there is no screen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@dataclass
class Desk:
    """An editor with marks, and what is told beside it."""

    editor: QPlainTextEdit
    marks: SpellingMarks
    context: Context
    bot: QtBot
    told: list[Notice] = field(default_factory=list)
    language: str = "en"

    @property
    def ws(self) -> Workspace:
        return self.context.ws

    def type(self, text: str) -> None:
        QTest.keyClicks(self.editor, text)

    def key(self, key: Qt.Key) -> None:
        """Press a key in the menu that is open, else in the editor."""
        QTest.keyClick(QApplication.activePopupWidget() or self.editor, key)

    def see(self, *words: str) -> None:
        """Wait until just these words are marked."""
        self.bot.waitUntil(lambda: self.marks.marked() == list(words))

    def menu(self) -> list[str]:
        """The lines of the open menu."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return [action.text() for action in menu.actions()]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    ws = open_workspace(tmp_path / "data")
    notices = Notices()
    registry = ActionRegistry(report=notices.error)
    context = Context(
        ws=ws, clock=ws.clock, settings=Settings(tmp_path / "settings.json"), actions=registry,
        notices=notices, jobs=Jobs(), drafts=Drafts(notices), navigate=lambda _target: None,
    )  # fmt: skip
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    names = ["Zoe Qwist"]
    marks = SpellingMarks(editor, context, lambda: made.language, lambda: names)
    made = Desk(editor, marks, context, qtbot)
    notices.notice_raised.connect(made.told.append)
    editor.resize(500, 300)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    yield made
    ws.close()


def test_marks_come_in_a_pause_and_go_with_the_mistake(desk: Desk) -> None:
    desk.type("We recieve Qwists wrod for it")
    desk.see("recieve", "wrod")
    for _ in range(len("d for it")):
        desk.key(Qt.Key.Key_Left)
    desk.key(Qt.Key.Key_Backspace)
    desk.key(Qt.Key.Key_Left)
    desk.type("o")
    desk.see("recieve")


def test_no_mark_while_a_word_is_being_written(desk: Desk) -> None:
    desk.type("wrod and recie")
    desk.see("wrod")
    desk.type(" ")
    desk.see("wrod", "recie")


def test_a_mark_stays_on_its_word_while_keys_come(desk: Desk) -> None:
    desk.type("good wrod")
    desk.key(Qt.Key.Key_Home)
    desk.see("wrod")
    desk.type("very ")
    assert desk.marks.marked() == ["wrod"]
    desk.key(Qt.Key.Key_End)
    desk.type(" too")
    assert desk.marks.marked() == ["wrod"]


def test_a_word_behind_an_emoji_is_marked_at_its_place(desk: Desk) -> None:
    desk.editor.setPlainText("\U0001f600 ok \U0001f600 wrod ok")
    desk.see("wrod")


def test_only_the_lines_in_sight_are_looked_through(desk: Desk) -> None:
    desk.editor.setPlainText("\n".join(["frist", *["fine"] * 200, "lsat"]))
    desk.see("frist")
    desk.editor.verticalScrollBar().setValue(desk.editor.verticalScrollBar().maximum())
    desk.see("lsat")


def test_marks_are_wavy_in_the_colour_of_the_theme(desk: Desk, qapp: QApplication) -> None:
    desk.editor.setPlainText("wrod here")
    desk.see("wrod")
    for scheme in ("dark", "light"):
        THEME.apply(qapp, "dark" if scheme == "dark" else "light")
        (mark,) = desk.editor.extraSelections()
        look = mark.format
        assert look.underlineStyle() == QTextCharFormat.UnderlineStyle.SpellCheckUnderline
        assert look.underlineColor() == THEME.colour("late")


def test_f7_goes_round_and_takes_the_first_suggestion_by_enter(desk: Desk) -> None:
    desk.type("Teh staff recieve it.")
    run = desk.marks.action().run
    run()
    assert desk.editor.textCursor().selectedText() == "Teh"
    desk.key(Qt.Key.Key_Escape)
    run()
    assert desk.editor.textCursor().selectedText() == "recieve"
    assert desk.menu()[0] == "receive"
    desk.key(Qt.Key.Key_Return)
    assert desk.editor.toPlainText() == "Teh staff receive it."
    desk.editor.undo()
    assert desk.editor.toPlainText() == "Teh staff recieve it."


def test_f7_finds_what_is_out_of_sight_and_without_marks(desk: Desk) -> None:
    switch_spelling(desk.context, on=False)
    desk.editor.setPlainText("\n".join(["fine"] * 300 + ["the lsat line"]))
    desk.marks.action().run()
    assert desk.editor.textCursor().selectedText() == "lsat"
    desk.key(Qt.Key.Key_Escape)


def test_f7_says_when_all_is_well(desk: Desk) -> None:
    desk.type("All is well")
    desk.marks.action().run()
    assert len(desk.told) == 1
    assert QApplication.activePopupWidget() is None


def test_own_words_are_kept_and_can_be_undone(desk: Desk) -> None:
    desk.type("zzyx and zzyx. ")
    desk.see("zzyx", "zzyx")
    desk.marks.action().run()
    _choose(desk, "Add to my words")
    desk.see()
    assert personal_words(desk.ws.read) == ["zzyx"]
    assert desk.told[-1].undo is not None
    desk.told[-1].undo()
    desk.see("zzyx", "zzyx")


def test_ignored_words_are_not_kept(desk: Desk) -> None:
    desk.type("zzyx it is ")
    desk.see("zzyx")
    desk.marks.action().run()
    _choose(desk, "Ignore until the window locks")
    desk.see()
    assert personal_words(desk.ws.read) == []


def _choose(desk: Desk, line: str) -> None:
    """Go down to a line of the open menu and take it."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _ in menu.actions():
        if menu.activeAction().text() == line:
            break
        desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return)


def test_the_context_menu_offers_better_words_before_cut_and_paste(desk: Desk) -> None:
    desk.type("We recieve it")
    desk.see("recieve")
    assert "receive" not in _context_menu(desk, 1)
    lines = _context_menu(desk, 5)
    assert lines[0] == "receive"
    assert any(line.startswith("&Copy") for line in lines)


def _context_menu(desk: Desk, column: int) -> list[str]:
    cursor = desk.editor.textCursor()
    cursor.setPosition(column)
    desk.editor.setTextCursor(cursor)
    place = desk.editor.cursorRect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, place, desk.editor.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(desk.editor.viewport(), event)
    lines = desk.menu()
    desk.key(Qt.Key.Key_Escape)
    return lines


def test_turned_off_and_on_at_once(desk: Desk) -> None:
    desk.type("a wrod ")
    desk.see("wrod")
    switch_spelling(desk.context, on=False)
    desk.see()
    assert desk.context.settings.get(SPELLING) is False
    switch_spelling(desk.context, on=True)
    desk.see("wrod")


def test_the_language_is_asked_at_each_look(desk: Desk) -> None:
    desk.editor.setPlainText("meeting")
    desk.language = "sv"
    desk.see("meeting")
    desk.language = "en"
    desk.editor.setPlainText("meeting")
    desk.see()


def test_without_voikko_finnish_is_left_alone_and_f7_says_why(
    qtbot: QtBot, tmp_path: Path, desk: Desk
) -> None:
    editor = QPlainTextEdit("xqzwv on virhe")
    qtbot.addWidget(editor)
    marks = SpellingMarks(
        editor, desk.context, lambda: "fi", checker=Checker(voikko_folders=(tmp_path,))
    )
    with qtbot.waitExposed(editor):
        editor.show()
    qtbot.waitUntil(lambda: marks.checker.is_loaded("fi"))
    assert marks.marked() == []
    with pytest.raises(UserError) as told:
        marks.action().run()
    assert told.value.message == FINNISH_NEEDS_VOIKKO


def test_dictionaries_are_loaded_only_for_an_editor_that_is_seen(qtbot: QtBot, desk: Desk) -> None:
    editor = QPlainTextEdit("wrod")
    qtbot.addWidget(editor)
    hidden = SpellingMarks(editor, desk.context, lambda: "en")
    desk.type("wrod ")
    desk.see("wrod")
    assert not hidden.checker.is_loaded("en")
