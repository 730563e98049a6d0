"""Undo, copy and the like for whatever text has the focus."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from coachdesk.kernel.overriding import override
from coachdesk.ui.focus import focus_changed

Text = QLineEdit | QPlainTextEdit | QTextEdit


class Editing(QObject):
    """Knows the focused widget, and lets Ctrl+Z past a text that has nothing to undo.

    A text widget claims the undo keys even when it can undo nothing; then they should reach the
    verb that undoes the last change of the workspace.
    """

    def __init__(self, window: QWidget, on_focus_changed: Callable[[], object]) -> None:
        """`on_focus_changed` is called when another widget of the program gets the focus."""
        super().__init__(window)
        self._watched: Text | None = None
        self._rests = False
        self._on_focus_changed = on_focus_changed
        focus_changed().connect(self._follow)

    def stop(self) -> None:
        """The window closes: follow the focus no longer."""
        focus_changed().disconnect(self._follow)

    def can_undo(self) -> bool:
        """Whether the focused text has something to undo."""
        text = _focused_text()
        if isinstance(text, QLineEdit):
            return text.isUndoAvailable()
        return text is not None and text.document().isUndoAvailable()

    def can_redo(self) -> bool:
        """Whether the focused text has something to redo."""
        text = _focused_text()
        if isinstance(text, QLineEdit):
            return text.isRedoAvailable()
        return text is not None and text.document().isRedoAvailable()

    def can(self, verb: str) -> bool:
        """Whether the focused widget has this verb: "cut", "copy", "paste", "selectAll"."""
        return callable(getattr(QApplication.focusWidget(), verb, None))

    def do(self, verb: str) -> None:
        """Let the focused widget do it."""
        method = getattr(QApplication.focusWidget(), verb, None)
        if callable(method):
            method()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the text's claim on undo and redo where it has nothing to undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.can_undo()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.can_redo()
            if undo or redo:
                event.ignore()
                return True
        return False

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._let_go(self._watched)
        self._watched = new if isinstance(new, Text) else None
        if self._watched is not None:
            self._watch(self._watched)
        self._on_focus_changed()

    def _watch(self, text: Text) -> None:
        text.installEventFilter(self)
        if not isinstance(text, QLineEdit):
            text.undoAvailable.connect(self._on_undo_available)
            text.textChanged.connect(self._on_text_changed)
            self._rests = False

    def _let_go(self, text: Text) -> None:
        text.removeEventFilter(self)
        if not isinstance(text, QLineEdit):
            text.undoAvailable.disconnect(self._on_undo_available)
            if not self._rests:
                text.textChanged.disconnect(self._on_text_changed)

    def _on_text_changed(self) -> None:
        """Once she writes, undo is the text's until nothing is left: no call for each event."""
        text = self._watched
        if text is not None and not isinstance(text, QLineEdit) and self.can_undo():
            text.removeEventFilter(self)
            text.textChanged.disconnect(self._on_text_changed)
            self._rests = True

    def _on_undo_available(self, available: bool) -> None:  # noqa: FBT001 - Qt's signature
        text = self._watched
        if text is not None and not isinstance(text, QLineEdit) and self._rests and not available:
            text.installEventFilter(self)
            text.textChanged.connect(self._on_text_changed)
            self._rests = False


def _focused_text() -> Text | None:
    widget = QApplication.focusWidget()
    if isinstance(widget, Text) and not widget.isReadOnly():
        return widget
    return None
