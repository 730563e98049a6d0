"""Paints the cells of the matrix. Signs and whole rows are drawn once and kept as pictures."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
)

from coachdesk.features.checklists.matrix import MatrixModel
from coachdesk.features.checklists.matrix_rows import CellLook, Heading, MatrixCell
from coachdesk.features.checklists.model import ItemState
from coachdesk.ui import theme
from coachdesk.ui.theme import THEME
from coachdesk.ui.widgets.status import Status

PICTURE = QSizeF(30, 30)
"""The room of a sign with its marks; it fits the narrowest column."""
_SIGN = 14.0
_ROLES = {
    ItemState.NOT_STARTED: "muted",
    ItemState.IN_PROGRESS: "soon",
    ItemState.DONE: "done",
    ItemState.NOT_APPLICABLE: "muted",
}
_MOST_KEPT = 4_000
_MOST_STRIPS = 60


@contextmanager
def kept(painter: QPainter) -> Iterator[None]:
    """Leave the painter as it was."""
    painter.save()
    yield
    painter.restore()


class Elider:
    """Cuts texts to a width with … and remembers them: measuring is slower than painting."""

    def __init__(self, font: QFont) -> None:
        self._measures = QFontMetrics(font)
        self._cut: dict[tuple[str, int], str] = {}

    def __call__(self, text: str, width: int) -> str:
        """The text as it fits."""
        known = self._cut.get((text, width))
        if known is None:
            if len(self._cut) >= _MOST_KEPT:
                self._cut.clear()
            known = self._measures.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._cut[text, width] = known
        return known

    def width(self, text: str) -> int:
        """How wide the whole text is."""
        return self._measures.horizontalAdvance(text)


class CellPainter:
    """Paints signs and texts of cells in the colours of the theme in force."""

    def __init__(self, font: QFont) -> None:
        self.font, self.small = QFont(font), THEME.small_font()
        self.bold = QFont(font)
        self.bold.setBold(True)
        self._elide = Elider(self.small)
        self._pictures: dict[tuple[CellLook, float], QPixmap] = {}
        self._colours: dict[str, QColor] = {}
        self._line = QFontMetrics(self.small).height()

    def forget(self) -> None:
        """The colours have changed."""
        self._pictures.clear()
        self._colours.clear()

    def colour(self, role: str) -> QColor:
        """The colour of a role."""
        known = self._colours.get(role)
        if known is None:
            known = self._colours[role] = THEME.colour(role)
        return known

    @property
    def detail_height(self) -> int:
        """The room that who and by when need under a sign."""
        return 2 * self._line + theme.S

    def paint(self, painter: QPainter, rect: QRectF, cell: MatrixCell, *, details: bool) -> None:
        """A cell; with `details` also who does it and by when."""
        if details and (cell.who or cell.day):
            self._write_details(painter, rect, cell)
            rect = rect.adjusted(0, 0, 0, -self.detail_height)
        if cell.look.state is not None or cell.look.changed:
            self._paint_picture(painter, rect, cell.look)
        if cell.look.state is None and cell.text:
            strong = cell.look.status in {Status.LATE, Status.DONE}
            painter.setFont(self.bold if strong else self.font)
            painter.setPen(self.colour(cell.look.status.value))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), cell.text)

    def _write_details(self, painter: QPainter, rect: QRectF, cell: MatrixCell) -> None:
        painter.setFont(self.small)
        late = cell.look.status is Status.LATE
        middle = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        room = int(rect.width()) - theme.XS
        box = QRectF(rect.left(), rect.bottom() - self.detail_height, rect.width(), self._line)
        for text, role in ((cell.who, "text"), (cell.day, "late" if late else "muted")):
            painter.setPen(self.colour(role))
            painter.drawText(box, middle, self._elide(text, room))
            box.translate(0, self._line)

    def _paint_picture(self, painter: QPainter, rect: QRectF, look: CellLook) -> None:
        scale = painter.device().devicePixelRatio()
        picture = self._pictures.get((look, scale))
        if picture is None:
            picture = self._pictures[look, scale] = self._draw(look, scale)
        at = rect.center() - QPointF(PICTURE.width() / 2, PICTURE.height() / 2)
        painter.drawPixmap(QPointF(round(at.x()), round(at.y())), picture)

    def _draw(self, look: CellLook, scale: float) -> QPixmap:
        picture = QPixmap((PICTURE * scale).toSize())
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look.state is not None:
            box = QRectF(0, 0, _SIGN, _SIGN)
            box.moveCenter(QRectF(QPointF(0, 0), PICTURE).center())
            self._draw_sign(painter, box, look.state, late=look.status is Status.LATE)
        self._draw_marks(painter, look)
        painter.end()
        return picture

    def _draw_sign(self, painter: QPainter, box: QRectF, state: ItemState, *, late: bool) -> None:
        """○ ◐ ✓ –, for not every font has them; ▲ beside them says late."""
        colour = self.colour("late" if late else _ROLES[state])
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
            _fill(painter, _points(box, (1.08, 0.15), (1.52, 0.15), (1.3, -0.25)), colour)

    def _draw_marks(self, painter: QPainter, look: CellLook) -> None:
        """Support needed above at the left, changed below it, the stage at the right."""
        edge, low = PICTURE.width(), PICTURE.height()
        if look.support:
            painter.setPen(QPen(self.colour("accent"), 2.0))
            painter.drawLine(QPointF(4, 1.5), QPointF(4, 8.5))
            painter.drawLine(QPointF(0.5, 5), QPointF(7.5, 5))
        if look.changed:
            box = QRectF(0, low - 9, 8, 8)
            points = _points(box, (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5))
            _fill(painter, points, self.colour("accent"))
        if look.code:
            font = QFont(self.small)
            font.setPointSizeF(font.pointSizeF() * 0.85)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(self.colour("text"))
            box = QRectF(edge - 10, low - 13, 10, 13)
            corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            painter.drawText(box, int(corner), look.code)


class StripPainter:
    """Draws a row as one picture on a transparent ground, and keeps the latest ones."""

    def __init__(self, font: QFont, model: MatrixModel) -> None:
        self.cells = CellPainter(font)
        self._model = model
        self._strips: dict[int, QPixmap] = {}
        THEME.theme_changed.connect(self._on_theme)

    def forget(self) -> None:
        """Rows look different, or have another size."""
        self._strips.clear()

    def _on_theme(self) -> None:
        self.cells.forget()
        self.forget()

    def strip(
        self, row: int, height: int, widths: Sequence[int], scale: float, *, details: bool
    ) -> QPixmap:
        """The picture of a row."""
        known = self._strips.get(row)
        if known is None:
            if len(self._strips) >= _MOST_STRIPS:
                self._strips.clear()
            known = self._strips[row] = self._draw(row, height, widths, scale, details=details)
        return known

    def _draw(
        self, row: int, height: int, widths: Sequence[int], scale: float, *, details: bool
    ) -> QPixmap:
        whole = QRectF(0, 0, sum(widths), height)
        picture = QPixmap((whole.size() * scale).toSize())
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setPen(self.cells.colour("border"))
        painter.drawLine(QPointF(0, height - 1), QPointF(whole.width(), height - 1))
        line = self._model.line(row)
        if isinstance(line, Heading):
            painter.setPen(self.cells.colour("muted"))
            painter.setFont(self.cells.font)
            left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(whole.adjusted(theme.S, 0, 0, 0), left, line.about)
        else:
            start = 0
            for column, width in enumerate(widths):
                cell = self._model.cell(row, column)
                self.cells.paint(painter, QRectF(start, 0, width, height), cell, details=details)
                start += width
        painter.end()
        return picture


def _fill(painter: QPainter, points: QPolygonF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(points)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _points(box: QRectF, *shares: tuple[float, float]) -> QPolygonF:
    return QPolygonF(
        [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in shares]
    )
