"""Charts as papers have them, laid out for a screen."""

from PySide6.QtCore import QRectF, QSizeF

from coachdesk.documents.blocks import BarChart, Scatter
from coachdesk.features.projector.model import Chart
from coachdesk.features.projector.sheet import (
    Form,
    Line,
    Place,
    Shape,
    Sheet,
    elided,
    fit_lines,
    line_height,
    width_of,
)

_LABELS, _MOST_LABELS, _ROW = 0.42, 0.6, 1.6
"""The part of the width that labels of bars have; the height of a bar's row, in text sizes."""
_DOT, _POINTS = 0.6, 1.25
"""The size of a sign in sizes of its label, and of that in sizes of the smallest text."""


def lay_chart(chart: Chart, sheet: Sheet, room: QRectF) -> None:
    """Put a chart into a room of the sheet."""
    if isinstance(chart, BarChart):
        _bars(chart, sheet, room)
    else:
        _scatter(chart, sheet, room)


def _bars(chart: BarChart, sheet: Sheet, room: QRectF) -> None:
    most = max(1, int(room.height() / (sheet.least * _ROW)))
    bars = chart.bars[:most]
    if not bars:
        return
    widest = max(width_of(bar.label, sheet.least) for bar in bars) / room.width()
    labels = QSizeF(room.width() * min(max(_LABELS, widest), _MOST_LABELS), room.height())
    fitted = fit_lines(
        [bar.label for bar in bars], labels, sheet.least, round(sheet.least * 1.5), row=_ROW
    )
    sheet.is_cut |= fitted.cut or len(bars) < len(chart.bars)
    px = fitted.px
    row = min(room.height() / len(bars), px * 2.4)
    figures = max(width_of(bar.figure, px, bold=True) for bar in bars) + px
    long = room.width() - labels.width() - figures - px
    longest = max(bar.length for bar in bars) or 1.0
    left = room.left() + labels.width() + px
    for place, (bar, label) in enumerate(zip(bars, fitted.lines, strict=True)):
        top = room.top() + place * row
        beside = QRectF(room.left(), top, labels.width(), row)
        sheet.lines.append(Line(label, beside, px, place=Place.RIGHT))
        length = long * max(bar.length, 0.0) / longest
        sheet.shapes.append(Shape(QRectF(left, top + row / 6, length, row * 2 / 3), "slide_text"))
        end = QRectF(left + length + px / 3, top, figures, row)
        sheet.lines.append(Line(bar.figure, end, px, bold=True))


def _scatter(chart: Scatter, sheet: Sheet, room: QRectF) -> None:
    px = round(sheet.least * _POINTS)
    axis = line_height(sheet.least)
    field = room.adjusted(0, axis, 0, -axis)
    _axes(chart, sheet, room, field)
    for point in chart.points:
        x = field.left() + field.width() * point.x
        y = field.bottom() - field.height() * point.y
        size = px * _DOT
        dot = QRectF(x - size / 2, y - size / 2, size, size)
        sheet.shapes.append(Shape(dot, "slide_text", Form.DOT))
        wide = width_of(point.label, px, bold=True) + 1
        beside = x + size if x + size + wide <= field.right() else x - size - wide
        label = QRectF(beside, y - px, wide, px * 2)
        sheet.lines.append(Line(point.label, label, px, bold=True))


def _axes(chart: Scatter, sheet: Sheet, room: QRectF, field: QRectF) -> None:
    """The frame, the lines through its middle, the names of axes and quarters."""
    px, thin = sheet.least, max(2.0, sheet.size.height() / 540)
    axis, centre = line_height(px), field.center()
    sheet.shapes += [
        Shape(field, "slide_text", Form.FRAME),
        Shape(QRectF(field.left(), centre.y(), field.width(), thin), "slide_muted"),
        Shape(QRectF(centre.x(), field.top(), thin, field.height()), "slide_muted"),
    ]
    below = QRectF(room.left(), field.bottom(), room.width(), axis)
    above = QRectF(room.left(), room.top(), room.width(), axis)
    _name(f"↑ {chart.y_axis}", above, sheet, Place.LEFT)
    _name(f"{chart.x_axis} →", below, sheet, Place.RIGHT)
    edge = px * 0.4
    half = QSizeF(field.width() / 2 - 2 * edge, axis)
    for number, name in enumerate(chart.quarters):
        x = (field.left() if number % 2 == 0 else centre.x()) + edge
        y = field.top() if number < 2 else field.bottom() - axis
        rect = QRectF(x, y, half.width(), half.height())
        _name(name, rect, sheet, Place.LEFT if number % 2 == 0 else Place.RIGHT)


def _name(text: str, rect: QRectF, sheet: Sheet, place: Place) -> None:
    px = sheet.least
    shown = elided(text, px, rect.width())
    sheet.is_cut |= shown != text
    sheet.lines.append(Line(shown, rect, px, "slide_muted", place=place))
