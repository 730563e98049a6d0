"""The plain editor of a note: lists go on by themselves, names and tags are offered."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from coachdesk.features.notes import markup
from coachdesk.features.notes.completion import (
    CompletionList,
    begun_word,
    matching_names,
)
from coachdesk.features.notes.highlighter import NoteHighlighter
from coachdesk.features.notes.model import Person
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import current, tr

_MYSELF = {"fi": "minä", "sv": "jag", "en": "me"}
_WITH_A_LETTER = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
_PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff"})


class NoteEditor(QPlainTextEdit):
    """Writes a note in light Markdown.

    `people` and `tags` (which begin with some letters) are asked when they are needed.
    """

    pictures_given = Signal(list)
    """Pictures pasted or dropped: a list of `bytes` (from the clipboard) and `Path`s."""
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.people: Callable[[], Sequence[Person]] = list
        self.tags: Callable[[str], Sequence[str]] = list
        self.setAccessibleName(tr(msg("notes", "Note")))
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.highlighter = NoteHighlighter(self.document(), self.font())
        self.completion = CompletionList(self)
        self.completion.chosen.connect(self._complete)
        self.verticalScrollBar().valueChanged.connect(self.completion.hide)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Cover what is behind, so that a key does not have all of that painted too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.viewport().setAutoFillBackground(True)

    # -- the text -----------------------------------------------------------------------------

    def text(self) -> str:
        """The text with line feeds; non-breaking blanks stay what they are."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_text(self, text: str) -> None:
        """Show a text that changed elsewhere; the cursor stays in its line and column."""
        cursor = self.textCursor()
        place = (cursor.blockNumber(), cursor.positionInBlock())
        scrolled = self.verticalScrollBar().value()
        self.completion.hide()
        self.setPlainText(text)
        self.place_cursor(*place)
        self.verticalScrollBar().setValue(scrolled)

    def place_cursor(self, line: int, column: int) -> None:
        """Put the cursor there, or as near as the text goes."""
        block = self.document().findBlockByNumber(min(line, self.blockCount() - 1))
        cursor = self.textCursor()
        cursor.setPosition(block.position() + min(column, block.length() - 1))
        self.setTextCursor(cursor)

    def cursor_place(self) -> tuple[int, int]:
        """The line and column of the cursor, from 0."""
        cursor = self.textCursor()
        return cursor.blockNumber(), cursor.positionInBlock()

    def show_line(self, text: str) -> bool:
        """Put the cursor on the first line that contains `text`; tells whether there is one."""
        found = self.document().find(text)
        if found.isNull():
            return False
        found.clearSelection()
        self.setTextCursor(found)
        self.centerCursor()
        return True

    def toggle_line(self, text: str) -> bool:
        """Tick the task line with this text, or empty its box; tells whether there is one."""
        block = self.document().begin()
        while block.isValid():
            line = markup.read_line(block.text())
            if line.kind is markup.LineKind.TASK and line.text.strip() == text:
                return self._toggle(QTextCursor(block))
            block = block.next()
        return False

    def _toggle(self, cursor: QTextCursor) -> bool:
        changed = markup.toggled(cursor.block().text())
        if changed is None:
            return False
        mark = changed.index("[")
        old_end = cursor.block().text().index("]", mark)
        cursor.setPosition(cursor.block().position() + mark)
        cursor.setPosition(cursor.block().position() + old_end + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(changed[mark : changed.index("]", mark) + 1])
        return True

    # -- keys ---------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters, keys of the offers, then Enter in lists, Ctrl+Enter, Ctrl+B and Esc."""
        letter = event.text()
        if letter and letter.isprintable() and event.modifiers() in _WITH_A_LETTER:
            super().keyPressEvent(event)
            self._offer()
        elif not self.completion.take_key(event):
            self._press(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Ends here: else all widgets around the editor would be asked at every key."""
        event.accept()

    def _press(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and control:
            self._toggle(self.textCursor())
        elif enter:
            self._new_line()
        elif event.matches(QKeySequence.StandardKey.Bold):
            self._embolden()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
            if event.text():
                self._offer()
            elif self.completion.isVisible():
                self.completion.hide()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No offers for one who is elsewhere."""
        self.completion.hide()
        super().focusOutEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab takes an offer while there are some."""
        return not self.completion.isVisible() and super().focusNextPrevChild(next)

    def _new_line(self) -> None:
        cursor = self.textCursor()
        line = cursor.block().text()
        before = line[: cursor.positionInBlock()]
        mark = None if cursor.hasSelection() else markup.continuation(line)
        if mark and markup.continuation(before) is None:
            mark = None  # before or inside the mark: an ordinary new line
        cursor.beginEditBlock()
        if mark == "":
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.removeSelectedText()
        else:
            cursor.insertBlock()
            cursor.insertText(mark or "")
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _embolden(self) -> None:
        cursor = self.textCursor()
        words = cursor.selectedText()
        if "\u2029" in words:
            return
        bold = len(words) > 4 and words.startswith("**") and words.endswith("**")
        start = cursor.selectionStart()
        cursor.insertText(words[2:-2] if bold else f"**{words}**")
        if not words:
            cursor.setPosition(start + 2)
        self.setTextCursor(cursor)

    # -- offers -------------------------------------------------------------------------------

    def _offer(self) -> None:
        cursor = self.textCursor()
        line = cursor.block().text()
        begun = None
        if "@" in line or "#" in line:
            begun = begun_word(line[: cursor.positionInBlock()])
        if begun is None:
            if self.completion.isVisible():
                self.completion.hide()
            return
        sign, typed = begun
        if sign == "@":
            offers = matching_names(typed, self.people(), _MYSELF[current()])
        else:
            offers = list(self.tags(typed.lower()))
        if [offer.casefold() for offer in offers] == [typed.casefold()]:
            offers = []
        view = self.viewport()
        here = self.cursorRect().translated(view.pos())
        self.completion.offer(offers, here, view.geometry())

    def _complete(self, word: str) -> None:
        cursor = self.textCursor()
        begun = begun_word(cursor.block().text()[: cursor.positionInBlock()])
        if begun is None:
            return
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(begun[1])
        )
        cursor.insertText(f"{word} ")
        self.setTextCursor(cursor)

    # -- pictures -----------------------------------------------------------------------------

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, pictures and files of pictures."""
        return source.hasImage() or bool(_picture_files(source)) or source.hasText()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pictures are told to the page; all else is inserted as plain text."""
        files = _picture_files(source)
        if files:
            self.pictures_given.emit(files)
        elif source.hasImage() and not source.hasText():
            self.pictures_given.emit([_png(QImage(source.imageData()))])
        elif source.hasText():
            self.insertPlainText(source.text())


def _picture_files(source: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in _PICTURE_ENDINGS]


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt wants text
    return bytes(buffer.data().data())
