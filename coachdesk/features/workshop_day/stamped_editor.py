"""The editor of a note of the day: in its margin stands when, and in which block, a line began."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QResizeEvent, QTextBlock
from PySide6.QtWidgets import QToolTip, QWidget

from coachdesk.features.notes.editor import NoteEditor
from coachdesk.kernel.overriding import override
from coachdesk.ui import theme
from coachdesk.ui.theme import THEME

_WIDE, _NARROW = 112, 48
_NARROW_EDITOR = 480
"""Below this width of the editor only the time stands in the margin."""


class Mark(NamedTuple):
    """A stamp in words: the time of day, and the title of the block."""

    time: str
    block: str


class StampedEditor(NoteEditor):
    """A note with a margin; `show_marks` tells the stamp of each line."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: list[Mark] = []
        self.margin = _Margin(self)
        self._fit_margin()
        self.updateRequest.connect(self._on_update)
        THEME.theme_changed.connect(self.margin.update)

    def show_marks(self, marks: Iterable[Mark | None]) -> None:
        """Show the stamps of the lines, the first first.

        A stamp goes with its line while the text is edited; new lines have none until the next
        call.
        """
        number: dict[Mark, int] = {}
        block = self.document().begin()
        for mark in marks:
            if not block.isValid():
                break
            state = -1 if mark is None else number.setdefault(mark, len(number))
            if block.userState() != state:
                block.setUserState(state)
            block = block.next()
        while block.isValid():
            block.setUserState(-1)
            block = block.next()
        self._marks = list(number)
        self.margin.update()

    def mark_of(self, block: QTextBlock) -> Mark | None:
        """The stamp of a line."""
        state = block.userState()
        return self._marks[state] if 0 <= state < len(self._marks) else None

    def margin_words(self, block: QTextBlock) -> str:
        """What stands in the margin beside a line: of its stamp what the line above has not.

        Empty lines above do not count; a narrow margin never has the block.
        """
        mark = self.mark_of(block)
        above = block.previous()
        while above.isValid() and self.mark_of(above) is None:
            above = above.previous()
        before = self.mark_of(above) if above.isValid() else None
        if mark is None or mark == before:
            return ""
        same_block = before is not None and before.block == mark.block
        if same_block or self.margin_width() == _NARROW:
            return mark.time
        return f"{mark.time} {mark.block}".strip()

    def margin_width(self) -> int:
        """Room for the time, and in a wide editor for the block."""
        return _NARROW if self.width() < _NARROW_EDITOR else _WIDE

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The margin is as high as the text."""
        super().resizeEvent(event)
        self._fit_margin()

    def _fit_margin(self) -> None:
        if self.viewportMargins().left() != self.margin_width():
            self.setViewportMargins(self.margin_width(), 0, 0, 0)
        view = self.viewport().geometry()
        left = view.left() - self.margin_width()
        self.margin.setGeometry(left, view.top(), self.margin_width(), view.height())

    def _on_update(self, area: QRect, scrolled: int) -> None:
        if scrolled:
            self.margin.scroll(0, scrolled)
        else:
            self.margin.update(0, area.y(), self.margin.width(), area.height())

    def lines_in_sight(self) -> list[tuple[QTextBlock, int]]:
        """The lines that can be seen, each with the height at which it begins."""
        found = []
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= self.viewport().height():
            found.append((block, round(top)))
            top += self.blockBoundingRect(block).height()
            block = block.next()
        return found


class _Margin(QWidget):
    """Paints the stamps; small and quiet, they are no part of the text."""

    def __init__(self, editor: StampedEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(THEME.small_font())
        painter.setPen(THEME.colour("muted"))
        metrics = QFontMetrics(THEME.small_font())
        lower = QFontMetrics(self._editor.font()).ascent() - metrics.ascent()
        for block, top in self._editor.lines_in_sight():
            words = self._editor.margin_words(block)
            room = self.width() - theme.S
            fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(0, top + lower + metrics.ascent() + 1, fitting)

    @override
    def event(self, event: QEvent) -> bool:
        """Pointing at a stamp tells the whole of it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._mark_at(event.pos())
            QToolTip.showText(event.globalPos(), f"{mark.time} {mark.block}" if mark else "", self)
            return True
        return super().event(event)

    def _mark_at(self, place: QPoint) -> Mark | None:
        above = [block for block, top in self._editor.lines_in_sight() if top <= place.y()]
        return self._editor.mark_of(above[-1]) if above else None
