"""Paints the matrix and takes its keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from coachdesk.features.checklists.matrix import ITEM_ROLE, STATUS_ROLE, Index, MatrixModel
from coachdesk.features.checklists.model import Item, ItemState
from coachdesk.features.checklists.shown import state_of_key
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.theme import THEME
from coachdesk.ui.widgets.status import Status

_SLANT = 58.0
"""Degrees between a column's title and the line under the titles."""
_LONGEST_TITLE = 128
_NARROWEST, _WIDEST = 30, 56
_TEAM_WIDTH, _PROGRESS_WIDTH = 176, 52
_SIGN = 14.0
_ROLES = {
    ItemState.NOT_STARTED: "muted",
    ItemState.IN_PROGRESS: "soon",
    ItemState.DONE: "done",
    ItemState.NOT_APPLICABLE: "muted",
}


class SlantedHeader(QHeaderView):
    """Titles of narrow columns, slanted so that twelve of them can be read side by side."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(_NARROWEST)
        self.setFont(THEME.small_font())

    @override
    def sizeHint(self) -> QSize:
        """As high as the longest title needs."""
        slant = QLineF.fromPolar(self._longest(), _SLANT)
        height = -slant.dy() + self.fontMetrics().height() + theme.S
        return QSize(super().sizeHint().width(), round(height))

    def overhang(self) -> int:
        """How far the last title reaches beyond its column."""
        return round(QLineF.fromPolar(self._longest(), _SLANT).dx())

    def _longest(self) -> int:
        titles = (self._title(section) for section in range(1, self.count()))
        return max((self.fontMetrics().horizontalAdvance(title) for title in titles), default=0)

    def _title(self, section: int) -> str:
        text = str(self.model().headerData(section, self.orientation()) or "")
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _LONGEST_TITLE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The titles on the slant; the first column's stands straight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), THEME.colour("card"))
        painter.setFont(self.font())
        painter.setPen(THEME.colour("muted"))
        height, gap = self.viewport().height(), theme.XS
        for section in range(self.count()):
            left, width = self.sectionViewportPosition(section), self.sectionSize(section)
            if section == 0:
                box = QRectF(left, 0, width, height - gap)
                aligned = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
                painter.drawText(box, int(aligned), self._title(section))
                continue
            with _kept(painter):
                painter.translate(left + width / 2 + gap, height - gap)
                painter.rotate(-_SLANT)
                painter.drawText(QPointF(0, 0), self._title(section))
        painter.setPen(THEME.colour("border"))
        painter.drawLine(0, height - 1, self.viewport().width(), height - 1)


class NamesHeader(QHeaderView):
    """The teams at the left, in the body font; long names end in … and have a tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setFixedWidth(_TEAM_WIDTH)
        self.setDefaultSectionSize(theme.ROW)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One name; the row of the cursor is marked."""
        view = cast("MatrixView", self.parent())
        chosen = view.currentIndex().row() == logicalIndex
        with _kept(painter):
            painter.fillRect(rect, THEME.colour("selection" if chosen else "card"))
            painter.setPen(THEME.colour("border"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            painter.setPen(THEME.colour("text"))
            painter.setFont(view.font())
            inner = rect.adjusted(theme.S, 0, -theme.S, 0)
            name = str(self.model().headerData(logicalIndex, self.orientation()))
            shown = view.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, inner.width())
            left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(inner, left, shown)


class CellDelegate(QStyledItemDelegate):
    """Paints the sign of a cell; what is late gets a corner, the cursor a frame."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        view = cast("MatrixView", option.widget)
        options: Any = option  # the stubs lack `rect` and `font`
        rect = QRectF(options.rect)
        status = index.data(STATUS_ROLE)
        item = cast("Item | None", index.data(ITEM_ROLE))
        with _kept(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _paint_ground(painter, rect, view, index)
            if item is not None:
                _paint_sign(painter, rect.center(), item.state, late=status is Status.LATE)
            else:
                font = options.font
                font.setBold(status in (Status.LATE, Status.DONE))
                painter.setFont(font)
                painter.setPen(THEME.colour(status.value if status else "muted"))
                centred = int(Qt.AlignmentFlag.AlignCenter)
                painter.drawText(rect, centred, str(index.data() or ""))


def _paint_ground(painter: QPainter, rect: QRectF, view: "MatrixView", index: Index) -> None:
    if view.selectionModel().isSelected(index):
        painter.fillRect(rect, THEME.colour("selection"))
    painter.setPen(THEME.colour("border"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if view.hasFocus() and index == view.currentIndex():
        painter.setPen(QPen(THEME.colour("focus"), 2))
        painter.drawRoundedRect(rect.adjusted(2, 2, -2, -3), theme.XS, theme.XS)


def _paint_sign(painter: QPainter, at: QPointF, state: ItemState, *, late: bool) -> None:
    """○ ◐ ✓ – drawn, for not every font has them; ▲ beside them says late."""
    colour = THEME.colour("late" if late else _ROLES[state])
    box = QRectF(0, 0, _SIGN, _SIGN)
    box.moveCenter(at)
    pen = QPen(colour, 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if state is ItemState.DONE:
        painter.drawPolyline(_points(box, (0.1, 0.55), (0.4, 0.85), (0.95, 0.2)))
    elif state is ItemState.NOT_APPLICABLE:
        painter.drawPolyline(_points(box, (0.25, 0.5), (0.75, 0.5)))
    else:
        painter.drawEllipse(box)
        if state is ItemState.IN_PROGRESS:
            painter.setBrush(colour)
            painter.drawPie(box, 90 * 16, 180 * 16)
    if late:
        _paint_late(painter, box, colour)


def _paint_late(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(_points(box, (1.08, 0.15), (1.52, 0.15), (1.3, -0.25)))


def _points(box: QRectF, *shares: tuple[float, float]) -> QPolygonF:
    return QPolygonF(
        [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in shares]
    )


@contextmanager
def _kept(painter: QPainter) -> Iterator[None]:
    painter.save()
    yield
    painter.restore()


class MatrixView(QTableView):
    """The matrix. Arrows move, Space and Enter give the next state, digits a certain one."""

    next_asked = Signal()
    state_asked = Signal(ItemState)
    chosen = Signal()
    """The cursor moved."""

    def __init__(self, model: MatrixModel) -> None:
        super().__init__()
        self.setHorizontalHeader(SlantedHeader(self))
        self.setVerticalHeader(NamesHeader(self))
        self.setModel(model)
        model.setParent(self)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(tr(msg("checklists", "Teams and their items")))
        self._name_parts()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda _index: self.next_asked.emit())
        model.modelReset.connect(self.fit_columns)

    def _name_parts(self) -> None:
        self.horizontalHeader().setAccessibleName(tr(msg("checklists", "Items")))
        self.verticalHeader().setAccessibleName(tr(msg("checklists", "Teams")))
        corner = self.findChild(QAbstractButton)  # Qt's, between the headers
        if corner is not None:
            corner.setAccessibleName(tr(msg("checklists", "Select all")))

    def fit_columns(self) -> None:
        """Share the width among the items, so that a dozen fit a small window."""
        count = self.model().columnCount()
        if count < 2:
            return
        header = cast("SlantedHeader", self.horizontalHeader())
        header.updateGeometry()
        room = self.viewport().width() - _PROGRESS_WIDTH - header.overhang()
        width = min(max(room // (count - 1), _NARROWEST), _WIDEST)
        self.setColumnWidth(0, _PROGRESS_WIDTH)
        for column in range(1, count):
            self.setColumnWidth(column, width)

    def chosen_items(self) -> list[Item]:
        """The items of the selected cells, row by row; the one with the cursor first."""
        indexes = sorted(self.selectedIndexes(), key=lambda i: (i != self.currentIndex(), i.row()))
        found = (index.data(ITEM_ROLE) for index in indexes or [self.currentIndex()])
        return [item for item in found if item is not None]

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
        self.fit_columns()

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
