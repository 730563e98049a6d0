"""Shows the matrix and takes its keys."""

from typing import cast

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QTableView,
)

from coachdesk.features.checklists.matrix import ITEM_ROLE, Index, MatrixModel
from coachdesk.features.checklists.matrix_headers import NARROWEST, NamesHeader, SlantedHeader
from coachdesk.features.checklists.matrix_paint import StripPainter
from coachdesk.features.checklists.matrix_rows import Heading
from coachdesk.features.checklists.model import Item, ItemState
from coachdesk.features.checklists.shown import state_of_key
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.theme import THEME

_WIDEST = 56
_WITH_DETAILS = 84
_PROGRESS_WIDTH, _END_WIDTH = 52, 44


class MatrixView(QTableView):
    """The matrix. Arrows move, Space and Enter give the next state, digits a certain one."""

    next_asked = Signal()
    state_asked = Signal(ItemState)
    chosen = Signal()
    """The cursor moved."""

    def __init__(self, model: MatrixModel) -> None:
        super().__init__()
        self.matrix = model
        self.details = False
        """Whether cells tell who does it and by when."""
        self.titles, self.names = SlantedHeader(self), NamesHeader(self)
        self.setHorizontalHeader(self.titles)
        self.setVerticalHeader(self.names)
        self.setModel(model)
        model.setParent(self)
        self._headings: set[int] = set()
        self.strips = StripPainter(self.font(), model)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr(msg("checklists", "Teams and their items")))
        self._name_parts()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda _index: self.next_asked.emit())
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self._repaint)

    def _name_parts(self) -> None:
        self.horizontalHeader().setAccessibleName(tr(msg("checklists", "Items")))
        self.verticalHeader().setAccessibleName(tr(msg("checklists", "Teams")))
        corner = self.findChild(QAbstractButton)  # Qt's, between the headers
        if corner is not None:
            corner.setAccessibleName(tr(msg("checklists", "Select all")))

    def show_details(self, *, shown: bool) -> None:
        """Let cells tell who does it and by when, or not."""
        self.details = shown
        self.fit()

    def show_cohorts(self, *, shown: bool) -> None:
        """Let each team's cohort stand under its name, or not."""
        self.names.with_cohorts = shown
        self.fit()

    def fit(self) -> None:
        """Share the width among the items, so that a dozen fit a small window."""
        extra = self.strips.cells.detail_height if self.details else 0
        below = theme.S if self.names.with_cohorts else 0
        height, count = theme.ROW + max(extra, below), self.model().columnCount()
        self.names.setDefaultSectionSize(height)
        lines = self.matrix.shown.lines
        headings = {row for row, line in enumerate(lines) if isinstance(line, Heading)}
        for row in self._headings - headings:
            self.setRowHeight(row, height)
        for row in headings:
            self.setRowHeight(row, theme.ROW)
        self._headings = headings
        self._fit_columns(count)
        self._repaint()

    def _fit_columns(self, count: int) -> None:
        items = len(self.matrix.items)
        if not items:
            return
        self.titles.updateGeometry()
        ends = _PROGRESS_WIDTH + (count - 1 - items) * _END_WIDTH
        room = self.viewport().width() - ends - self.titles.overhang(_END_WIDTH)
        width = min(max(room // items, NARROWEST), _WIDEST)
        self.setColumnWidth(0, _PROGRESS_WIDTH)
        for column in range(1, count):
            inner = max(width, _WITH_DETAILS) if self.details else width
            self.setColumnWidth(column, inner if column <= items else _END_WIDTH)

    def chosen_items(self) -> list[Item]:
        """The items of the selected cells, row by row; the one with the cursor first."""
        indexes = sorted(self.selectedIndexes(), key=lambda i: (i != self.currentIndex(), i.row()))
        found = (index.data(ITEM_ROLE) for index in indexes or [self.currentIndex()])
        return [cast("Item", item) for item in found if item is not None]

    def _repaint(self) -> None:
        self.strips.forget()
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows as pictures, kept: while one scrolls, only those that come into sight are made."""
        rect, viewport = event.rect(), self.viewport()
        painter = QPainter(viewport)
        painter.fillRect(rect, THEME.colour("card"))
        widths = [self.columnWidth(column) for column in range(self.model().columnCount())]
        if not widths or not self.matrix.shown.lines:
            return
        for index in self.selectedIndexes():
            painter.fillRect(self._cell(index.row(), index.column()), THEME.colour("selection"))
        row, start = self.rowAt(rect.top()), self.columnViewportPosition(0)
        while 0 <= row < len(self.matrix.shown.lines):
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            if top > rect.bottom():
                break
            scale = viewport.devicePixelRatioF()
            strip = self.strips.strip(row, height, widths, scale, details=self.details)
            painter.drawPixmap(start, top, strip)
            row += 1
        self._paint_cursor(painter)

    def _paint_cursor(self, painter: QPainter) -> None:
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(THEME.colour("focus"), 2))
            box = self._cell(current.row(), current.column()).adjusted(2, 2, -2, -3)
            painter.drawRoundedRect(box, theme.XS, theme.XS)

    def _cell(self, row: int, column: int) -> QRect:
        left, top = self.columnViewportPosition(column), self.rowViewportPosition(row)
        return QRect(left, top, self.columnWidth(column), self.rowHeight(row))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the page."""
        super().currentChanged(current, previous)
        self.verticalHeader().viewport().update()
        self.chosen.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._fit_columns(self.model().columnCount())
        self._repaint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that change a cell; the others move."""
        state = state_of_key(event)
        if state is not None:
            self.state_asked.emit(state)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)
