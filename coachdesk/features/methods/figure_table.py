"""A table in which figures are typed with one key: rating, scoring, giving dots."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message
from coachdesk.ui import theme
from coachdesk.ui.theme import THEME
from coachdesk.ui.widgets.table import RecordModel, TableView

Range = tuple[int, int]
_FIGURE, _WIDEST = 72, 144
"""The least and the greatest width of a column of figures; the whole title is its tooltip."""
Index = QModelIndex | QPersistentModelIndex


class FigureTable(TableView):
    """The arrows go from cell to cell; a digit in a column of figures sets that figure.

    + and − step (`stepped`), Backspace empties a figure, Del removes the rows (`removed`), F2 and
    Enter edit the words.
    """

    figure_typed = Signal(object, int, object)
    """The record, the column, and the figure or None."""
    stepped = Signal(int)
    removed = Signal()

    def __init__(
        self, model: RecordModel[Any], name: Message, figures: Mapping[int, Range], words: int
    ) -> None:
        """`figures` tells the lowest and highest of columns; `words` is the column of the text."""
        super().__init__(model, name)
        self._figures = dict(figures)
        self._words = words
        self.setWordWrap(True)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setMinimumSectionSize(rows.defaultSectionSize())
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in figures:
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self._share_room()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Half of the room is for the figures, as far as their titles need it."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        columns = self.horizontalHeader()
        most = self.viewport().width() // 2 // max(len(self._figures), 1)
        for column in self._figures:
            wanted = min(columns.sectionSizeHint(column), most, _WIDEST)
            columns.resizeSection(column, max(wanted, _FIGURE))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of figures; all others are the table's."""
        editing = self.state() == self.State.EditingState  # the editor has had its turn already
        passed_on = editing or self.current() is None or event.modifiers() & ~_NEUTRAL
        if passed_on or not self._on_key(event):
            super().keyPressEvent(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key, typed, column = event.key(), event.text(), self.currentIndex().column()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit(self.records.index(self.currentIndex().row(), self._words))
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif typed in {"+", "-", "−"}:
            self.stepped.emit(1 if typed == "+" else -1)
        elif column in self._figures and key == Qt.Key.Key_Backspace:
            self.figure_typed.emit(self.current(), column, None)
        elif column in self._figures and typed.isdecimal():
            low, high = self._figures[column]
            if low <= int(typed) <= high:
                self.figure_typed.emit(self.current(), column, int(typed))
        else:
            return False
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark the cell under the cursor where a digit would go."""
        super().paintEvent(event)
        index = self.currentIndex()
        if index.column() in self._figures and self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(THEME.colour("focus"), 2))
            cell = self.visualRect(index).adjusted(2, 3, -3, -4)
            painter.drawRoundedRect(cell, theme.XS, theme.XS)
            painter.end()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        """The mark goes along."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        self.setCurrentIndex(self.records.index(row, column))


_NEUTRAL = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
