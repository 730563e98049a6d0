"""A chart of a method on the page: bars, or points between axes. Its figures stand beside it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coachdesk.documents.blocks import BarChart, Scatter
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message
from coachdesk.ui import theme
from coachdesk.ui.i18n import say
from coachdesk.ui.theme import THEME

_LABELS = 0.4
"""The part of the width that labels of bars take at most."""
_BAR = 0.6
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignLeft, _MIDDLE | Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignCenter
_CORNER = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class ChartView(QWidget):
    """Draws one chart; its words in place of the picture are the accessible description."""

    def __init__(self, name: Message) -> None:
        super().__init__()
        self.chart: BarChart | Scatter | None = None
        self.setAccessibleName(say(name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        THEME.theme_changed.connect(self.update)

    def show_chart(self, chart: BarChart | Scatter | None) -> None:
        """Show another chart, or none."""
        self.chart = chart
        self.setAccessibleDescription(_said(chart) if chart else "")
        self.setToolTip(chart.alternative if chart else "")
        self.setVisible(chart is not None)
        self.updateGeometry()
        self.update()

    def _row(self) -> int:
        return self.fontMetrics().height() + theme.S

    @override
    def sizeHint(self) -> QSize:
        """Bars are as high as their number; points want a square."""
        if isinstance(self.chart, BarChart):
            return QSize(theme.READABLE // 2, self._row() * len(self.chart.bars))
        return QSize(theme.READABLE // 2, theme.READABLE // 2)

    @override
    def minimumSizeHint(self) -> QSize:
        """Small, for a low window."""
        return QSize(theme.SIDEBAR, min(self.sizeHint().height(), theme.SIDEBAR))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        del event  # it is painted as a whole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(self.chart, BarChart):
            self._paint_bars(painter, self.chart)
        elif self.chart is not None:
            self._paint_points(painter, self.chart)
        painter.end()

    def _paint_bars(self, painter: QPainter, chart: BarChart) -> None:
        measure, row = self.fontMetrics(), self.height() / len(chart.bars)
        names = max(measure.horizontalAdvance(bar.label) for bar in chart.bars)
        labels = min(names + 1, round(self.width() * _LABELS))
        figures = max(measure.horizontalAdvance(bar.figure) for bar in chart.bars) + theme.S
        left = labels + theme.S
        longest = max(bar.length for bar in chart.bars) or 1.0
        for place, bar in enumerate(chart.bars):
            top = place * row
            shown = measure.elidedText(bar.label, Qt.TextElideMode.ElideRight, labels)
            painter.setPen(THEME.colour("text"))
            painter.drawText(QRectF(0, top, labels, row), _RIGHT, shown)
            length = (self.width() - left - figures) * max(bar.length, 0.0) / longest
            high = row * _BAR
            painter.fillRect(
                QRectF(left, top + (row - high) / 2, length, high), THEME.colour("accent")
            )
            end = QRectF(left + length + theme.XS, top, figures, row)
            painter.drawText(end, _LEFT, bar.figure)
        painter.setPen(QPen(THEME.colour("outline"), 1))
        painter.drawLine(QPointF(left, 0), QPointF(left, self.height()))

    def _paint_points(self, painter: QPainter, chart: Scatter) -> None:
        high = self.fontMetrics().height()
        field = QRectF(high + theme.S, 1, self.width() - high - theme.S - 1,
                       self.height() - high - theme.S)  # fmt: skip
        self._paint_axes(painter, chart, field)
        bold = self.font()
        bold.setBold(True)
        painter.setFont(bold)
        for point in chart.points:
            wide = max(high * 1.3, painter.fontMetrics().horizontalAdvance(point.label) + theme.M)
            half = QPointF(wide / 2, high * 0.65)
            x = field.left() + half.x() + point.x * (field.width() - wide)
            y = field.bottom() - half.y() - point.y * (field.height() - 2 * half.y())
            capsule = QRectF(QPointF(x, y) - half, QPointF(x, y) + half)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(THEME.colour("accent"))
            painter.drawRoundedRect(capsule, half.y(), half.y())
            painter.setPen(THEME.colour("accent_text"))
            painter.drawText(capsule, _CENTRE, point.label)

    def _paint_axes(self, painter: QPainter, chart: Scatter, field: QRectF) -> None:
        centre, high = field.center(), self.fontMetrics().height()
        painter.setPen(QPen(THEME.colour("border"), 1))
        painter.drawLine(QPointF(centre.x(), field.top()), QPointF(centre.x(), field.bottom()))
        painter.drawLine(QPointF(field.left(), centre.y()), QPointF(field.right(), centre.y()))
        painter.setPen(QPen(THEME.colour("outline"), 1))
        painter.drawLine(field.bottomLeft(), field.topLeft())
        painter.drawLine(field.bottomLeft(), field.bottomRight())
        painter.setPen(THEME.colour("muted"))
        half = field.width() / 2 - 2 * theme.S
        painter.setFont(THEME.small_font())
        for number, name in enumerate(chart.quarters):
            x = field.left() if number % 2 == 0 else centre.x()
            y = field.top() if number < 2 else centre.y()
            corner = QRectF(x + theme.S, y + theme.XS, half, 2 * high)
            painter.drawText(corner, int(_CORNER), name)
        painter.setFont(self.font())
        painter.setPen(THEME.colour("text"))
        below = QRectF(field.left(), field.bottom() + theme.XS, field.width(), high)
        painter.drawText(below, _RIGHT, f"{chart.x_axis} →")
        painter.save()
        painter.translate(0, field.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, field.height(), high), _RIGHT, f"{chart.y_axis} →")
        painter.restore()


def _said(chart: BarChart | Scatter) -> str:
    """What it shows in words, with every figure of bars."""
    if isinstance(chart, Scatter):
        return chart.alternative
    figures = "; ".join(f"{bar.label}: {bar.figure}" for bar in chart.bars)
    return f"{chart.alternative} {figures}"
