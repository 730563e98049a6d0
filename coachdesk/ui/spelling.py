"""Spell checking in an editor: wavy lines in pauses of writing, suggestions by F7 or the menu.

Nothing is looked up while keys come. A little after the last one the lines in sight are looked
through, a few milliseconds at a time.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit

from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.settings import Setting
from coachdesk.kernel.spelling.checker import Checker
from coachdesk.kernel.spelling.personal import add_word, personal_words
from coachdesk.kernel.spelling.words import Names
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context
from coachdesk.ui.focus import focus_changed
from coachdesk.ui.i18n import tr
from coachdesk.ui.theme import THEME

SPELLING = Setting("spelling", default=True)
"""Whether misspelt words are marked."""
FINNISH_NEEDS_VOIKKO = msg(
    "spelling", "Finnish spelling is checked when Voikko is installed on this computer."
)
_NO_DICTIONARY = msg("spelling", "There is no dictionary of this language on this computer.")
_ADD = msg("spelling", "Add to my words")
_IGNORE = msg("spelling", "Ignore until the window locks")
_PAUSE_MS = 350
_SLICE_SECONDS = 0.004


class _Switch(QObject):
    """Tells open editors of the setting."""

    turned = Signal()


_SWITCH = _Switch()


def switch_spelling(context: Context, *, on: bool) -> None:
    """Mark misspelt words from now on, or no longer; open editors follow at once."""
    context.settings.set(SPELLING, on)
    _SWITCH.turned.emit()


class SpellingMarks(QObject):
    """Marks the misspelt words of an editor and offers better ones.

    `language` and `names` (people whose names are no mistakes) are asked at each look at the text.
    The editor's extra selections and its context menu belong to this object. Dictionaries are
    loaded when they are first needed, and go when the editor goes.
    """

    def __init__(
        self,
        editor: QPlainTextEdit,
        context: Context,
        language: Callable[[], str],
        names: Callable[[], Iterable[str]] = tuple,
        checker: Checker | None = None,
    ) -> None:
        super().__init__(editor)
        self._editor = editor
        self._context = context
        self._language = language
        self._names = names
        self.checker = checker or Checker()
        self._unread: Iterator[QTextBlock] = iter(())
        self._found: list[QTextCursor] = []
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._begin_to_look)
        self._slices = QTimer(self, singleShot=True, interval=0)
        self._slices.timeout.connect(self._look_on)
        self._connect()
        self._on_words_changed()

    def _connect(self) -> None:
        editor = self._editor
        # From signal to slot inside Qt: a key costs no call into Python.
        editor.textChanged.connect(self._slices.stop)
        editor.textChanged.connect(self._pause.start)
        editor.cursorPositionChanged.connect(self._pause.start)
        _SWITCH.turned.connect(self._pause.start)
        THEME.theme_changed.connect(self._show_again)
        for moved in (editor.verticalScrollBar().valueChanged, focus_changed()):
            moved.connect(self._on_moved)
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(self._on_menu_asked)
        self.destroyed.connect(self._context.ws.subscribe(self._on_change))
        self.destroyed.connect(self.checker.forget)

    # -- marks --------------------------------------------------------------------------------

    def marked(self) -> list[str]:
        """The words that are marked now, from top to bottom."""
        return [one.cursor.selectedText() for one in self._editor.extraSelections()]

    def _on_moved(self) -> None:
        self._pause.start()

    def _begin_to_look(self) -> None:
        if not self._context.settings.get(SPELLING):
            self._show([])
        elif self._editor.isVisible():
            self._found = []
            self._unread = _blocks_in_sight(self._editor)
            self._slices.start()

    def _look_on(self) -> None:
        """Look through some more lines; the marks change when all in sight have been read."""
        until = time.monotonic() + _SLICE_SECONDS
        language, names = self._language(), Names(self._names())
        for block in self._unread:
            for word in self.checker.misspelt(block.text(), language, names):
                self._found.append(_cursor_over(block, word.start, word.end))
            if time.monotonic() > until:
                self._slices.start()
                return
        self._show([found for found in self._found if not self._is_being_written(found)])

    def _is_being_written(self, word: QTextCursor) -> bool:
        """Whether the cursor is at a word that has no mark yet: she may not have finished it."""
        here = self._editor.textCursor().position()
        if not self._editor.hasFocus() or not word.anchor() < here <= word.position():
            return False
        return _place(word) not in map(_place_of_selection, self._editor.extraSelections())

    def _show(self, words: list[QTextCursor]) -> None:
        if list(map(_place, words)) != list(
            map(_place_of_selection, self._editor.extraSelections())
        ):
            self._editor.setExtraSelections([_mark(word) for word in words])

    def _show_again(self) -> None:
        """Draw the marks in the colours of another theme."""
        shown = self._editor.extraSelections()
        self._editor.setExtraSelections([_mark(one.cursor) for one in shown])

    # -- words of her own ---------------------------------------------------------------------

    def _on_change(self, change_set: ChangeSet) -> None:
        if change_set.touches("preference"):
            self._on_words_changed()

    def _on_words_changed(self) -> None:
        self.checker.set_personal(personal_words(self._context.ws.read))
        self._pause.start()

    def _add(self, word: str) -> None:
        try:
            add_word(self._context.ws, word)
        except (UserError, EnvironmentProblem) as problem:
            self._context.notices.error(problem)
        else:
            told = msg("spelling", "“{word}” is one of your words now.", word=word)
            self._context.tell_done(told)

    def _ignore(self, word: str) -> None:
        self.checker.ignore(word)
        self._pause.start()

    # -- suggestions --------------------------------------------------------------------------

    def action(self, enabled: Callable[[], bool] | None = None) -> Action:
        """The verb that goes to the next misspelt word."""
        label = msg("spelling", "Next misspelt word")
        return Action(
            "spelling.next", label, self.go_to_next, shortcut="F7", menu="edit", enabled=enabled
        )

    def go_to_next(self) -> None:
        """Select the next misspelt word, from the top again after the end, and offer better ones.

        Raises `UserError` when the language of the text cannot be checked on this computer.
        """
        language = self._language()
        if not self.checker.knows(language):
            raise UserError(FINNISH_NEEDS_VOIKKO if language == "fi" else _NO_DICTIONARY)
        word = self._next()
        if word is None:
            self._context.notices.info(msg("spelling", "There are no misspelt words here."))
            return
        self._editor.setTextCursor(word)
        self._editor.setFocus()
        menu = QMenu(self._editor)
        self._fill(menu, word)
        self._pop_up(menu, self._editor.cursorRect().bottomLeft())
        menu.setActiveAction(menu.actions()[0])

    def _next(self) -> QTextCursor | None:
        here = self._editor.textCursor().selectionEnd()
        first: QTextCursor | None = None
        for word in self._misspelt():
            if word.anchor() >= here:
                return word
            first = first or word
        return first

    def _misspelt(self) -> Iterator[QTextCursor]:
        language, names = self._language(), Names(self._names())
        block = self._editor.document().begin()
        while block.isValid():
            for word in self.checker.misspelt(block.text(), language, names):
                yield _cursor_over(block, word.start, word.end)
            block = block.next()

    def _on_menu_asked(self, place: QPoint) -> None:
        menu = self._editor.createStandardContextMenu(place)
        at = self._editor.cursorForPosition(place)
        language, names = self._language(), Names(self._names())
        for word in self.checker.misspelt(at.block().text(), language, names):
            over = _cursor_over(at.block(), word.start, word.end)
            if over.anchor() <= at.position() <= over.position():
                self._fill(menu, over)
        self._pop_up(menu, place)

    def _fill(self, menu: QMenu, word: QTextCursor) -> None:
        """Put what can be done about a word before what the menu has."""
        text = word.selectedText()
        suggestions = self.checker.suggestions(text, self._language())
        items = [
            _item(menu, suggestion, partial(word.insertText, suggestion))
            for suggestion in suggestions
        ]
        if not items:
            items.append(_item(menu, tr(msg("spelling", "No suggestions")), None))
        items += [
            _line(menu),
            _item(menu, tr(_ADD), partial(self._add, text)),
            _item(menu, tr(_IGNORE), partial(self._ignore, text)),
            _line(menu),
        ]
        others = menu.actions()
        if others:
            menu.insertActions(others[0], items)
        else:
            menu.addActions(items[:-1])

    def _pop_up(self, menu: QMenu, place: QPoint) -> None:
        menu.setAccessibleName(tr(msg("spelling", "Spelling")))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._editor.viewport().mapToGlobal(place))


def _item(menu: QMenu, text: str, run: Callable[[], object] | None) -> QAction:
    action = QAction(text.replace("&", "&&"), menu)
    action.setEnabled(run is not None)
    if run is not None:
        action.triggered.connect(lambda _checked, do=run: do())
    return action


def _line(menu: QMenu) -> QAction:
    line = QAction(menu)
    line.setSeparator(True)
    return line


def _blocks_in_sight(editor: QPlainTextEdit) -> Iterator[QTextBlock]:
    block = editor.cursorForPosition(QPoint(0, 0)).block()
    corner = editor.viewport().rect().bottomRight()
    last = editor.cursorForPosition(corner).blockNumber()
    while block.isValid() and block.blockNumber() <= last:
        yield block
        block = block.next()


def _cursor_over(block: QTextBlock, start: int, end: int) -> QTextCursor:
    """A cursor that selects characters of a line and stays on them while others are typed."""
    text = block.text()
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + _units(text[:start]))
    cursor.setPosition(block.position() + _units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
    cursor.setKeepPositionOnInsert(True)
    return cursor


def _units(text: str) -> int:
    """The length as Qt counts it: an emoji is two."""
    return len(text) + sum(character > "\uffff" for character in text)


def _place(word: QTextCursor) -> tuple[int, int]:
    return word.anchor(), word.position()


def _place_of_selection(selection: QTextEdit.ExtraSelection) -> tuple[int, int]:
    return _place(selection.cursor)


def _mark(word: QTextCursor) -> QTextEdit.ExtraSelection:
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
    look.setUnderlineColor(THEME.colour("late"))
    selection = QTextEdit.ExtraSelection()
    selection.cursor = word
    selection.format = look
    return selection
