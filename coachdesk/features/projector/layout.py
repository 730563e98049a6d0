"""Laying slides out for a screen: never below 24 points, what has no room is cut and told."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSizeF

from coachdesk.features.projector.chart_layout import lay_chart
from coachdesk.features.projector.model import (
    AgendaSlide,
    BlankSlide,
    ChartSlide,
    ClockSlide,
    Kind,
    OrderSlide,
    Slide,
    State,
    TextSlide,
)
from coachdesk.features.projector.sheet import (
    ELLIPSIS,
    Counts,
    Fitted,
    Line,
    Place,
    Shape,
    Sheet,
    Ticker,
    elided,
    fit_lines,
    fit_paragraphs,
    largest,
    line_height,
    width_of,
)

_ROW = 1.45
"""The height of a row of a list, in sizes of its text."""
_SIGN, _GAP = 1.2, 0.8
"""The width of a sign before a row, and of the gap before its title, in sizes of its text."""
_SIGNS = {State.DONE: "✓", State.NOW: "▶", State.COMING: ""}
_GOAL_GAP = 0.4
"""Between goals, in heights of a line."""
_HOUR = dt.timedelta(hours=1)


def lay_out(slide: Slide, size: QSizeF, moment: dt.datetime) -> Sheet:
    """The slide on a screen of this size, at a moment (UTC)."""
    sheet = Sheet(size)
    _LAYOUTS[type(slide)](slide, sheet, moment)
    return sheet


# -- lists ----------------------------------------------------------------------------------------


def _agenda(slide: AgendaSlide, sheet: Sheet, _moment: dt.datetime) -> None:
    room = _heading(slide.title, sheet)
    rows = [(row.time, row.title, row.state) for row in slide.rows]
    _list(rows, sheet, room)


def _order(slide: OrderSlide, sheet: Sheet, moment: dt.datetime) -> None:
    room = _heading(slide.title, sheet)
    if slide.ends is not None:
        foot = sheet.size.height() / 6
        _time_left(slide.ends, sheet, moment, _below(room, room.height() - foot, foot))
        room = room.adjusted(0, 0, 0, -foot)
    rows = [(f"{n}.", row.name, row.state) for n, row in enumerate(slide.rows, start=1)]
    _list(rows, sheet, room)


def _heading(text: str, sheet: Sheet) -> QRectF:
    """Put a heading at the top; what is left under it."""
    room = sheet.inside
    height = sheet.size.height() / 9
    least = sheet.least
    fitted = fit_paragraphs([text], QSizeF(room.width(), height), least, least * 2, bold=True)
    sheet.is_cut |= fitted.cut
    _put(fitted, _below(room, 0, height), sheet, bold=True)
    return room.adjusted(0, height + sheet.margin / 2, 0, 0)


def _list(rows: Sequence[tuple[str, str, State]], sheet: Sheet, room: QRectF) -> None:
    """Rows of a time or number, a title and a state, as large as there is room."""
    if not rows:
        return
    least = sheet.least
    shown = _around_now(rows, max(1, int(room.height() / (least * _ROW))))
    sheet.is_cut |= len(shown) < len(rows)
    px = _size_of_rows(shown, sheet, room)
    row_height = min(px * _ROW * 1.25, room.height() / len(shown))
    sign, lead = px * _SIGN, _lead(shown, px)
    for place, (first, title, state) in enumerate(shown):
        band = _below(room, place * row_height, row_height)
        is_now = state is State.NOW
        role = {State.NOW: "slide_mark_text", State.DONE: "slide_muted"}.get(state, "slide_text")
        if is_now:
            edge = px * 0.4
            sheet.shapes.append(Shape(band.adjusted(-edge, 0, edge, 0), "slide_mark"))
        cells = (
            (_SIGNS[state], QRectF(band.left(), band.top(), sign, row_height)),
            (first, QRectF(band.left() + sign, band.top(), lead - sign, row_height)),
        )
        sheet.lines += [Line(t, r, px, role, is_now) for t, r in cells if t]
        rest = band.adjusted(lead, 0, 0, 0)
        text = elided(title, px, rest.width(), bold=is_now)
        sheet.is_cut |= text != title
        sheet.lines.append(Line(text, rest, px, role, is_now))


def _size_of_rows(rows: Sequence[tuple[str, str, State]], sheet: Sheet, room: QRectF) -> int:
    def fits(px: int) -> bool:
        widest = max(width_of(title, px, bold=True) for _, title, _ in rows)
        high = len(rows) * px * _ROW
        return high <= room.height() and _lead(rows, px) + widest <= room.width()

    return largest(sheet.least, round(sheet.least * 2.2), fits)


def _lead(rows: Sequence[tuple[str, str, State]], px: int) -> float:
    """The width before the titles: a sign and a time or number."""
    return max(width_of(first, px, bold=True) for first, _, _ in rows) + px * (_SIGN + _GAP)


def _around_now(
    rows: Sequence[tuple[str, str, State]], most: int
) -> Sequence[tuple[str, str, State]]:
    """As many rows as there is room for, from just before the one that runs."""
    if len(rows) <= most:
        return rows
    now = next((i for i, (_, _, state) in enumerate(rows) if state is not State.DONE), 0)
    first = min(max(now - 1, 0), len(rows) - most)
    shown = list(rows[first : first + most])
    if first + most < len(rows) and most > 1:
        shown[-1] = ("", ELLIPSIS, State.COMING)
    return shown


# -- the clock ------------------------------------------------------------------------------------


def _clock(slide: ClockSlide, sheet: Sheet, moment: dt.datetime) -> None:
    room = sheet.inside
    height, least = sheet.size.height(), sheet.least
    top = QSizeF(room.width(), height * 0.17)
    title = fit_paragraphs([slide.title], top, least, round(least * 2.4), bold=True)
    _put(title, _below(room, 0, top.height()), sheet, place=Place.MIDDLE, bold=True)
    foot = QSizeF(room.width() * 0.72, height * 0.12)
    following = fit_paragraphs([slide.next_line], foot, least, round(least * 1.4))
    at_foot = _below(room, room.height() - foot.height(), foot.height())
    middle = room.adjusted(0, top.height(), 0, -foot.height())
    sheet.is_cut |= title.cut or following.cut
    if slide.next_line:
        _put(following, at_foot, sheet, in_middle=True)
    if slide.ends is None:
        _ticker(Counts.TIME, middle, "88.88", sheet)
        return
    _time_left(slide.ends, sheet, moment, middle)
    line = Line("", at_foot, round(least * 1.6), bold=True, place=Place.RIGHT)
    sheet.tickers.append(Ticker(Counts.TIME, line))


def _time_left(ends: dt.datetime, sheet: Sheet, moment: dt.datetime, room: QRectF) -> None:
    """The time left large, with its words beside or below it."""
    template = "8:88:88" if ends - moment >= _HOUR else "88:88"
    if room.height() > sheet.size.height() / 4:
        _ticker(Counts.LEFT, room.adjusted(0, 0, 0, -room.height() / 5), template, sheet)
        words = _below(room, room.height() * 4 / 5, room.height() / 6)
        size, place = round(sheet.least * 1.8), Place.MIDDLE
    else:
        half = room.width() / 2
        _ticker(Counts.LEFT, room.adjusted(0, 0, -half, 0), template, sheet, Place.RIGHT)
        words = room.adjusted(half + sheet.margin / 2, 0, 0, 0)
        size, place = round(sheet.least * 1.4), Place.LEFT
    sheet.tickers.append(Ticker(Counts.LEFT_WORDS, Line("", words, size, place=place)))


def _ticker(
    counts: Counts, room: QRectF, template: str, sheet: Sheet, place: Place = Place.MIDDLE
) -> None:
    most = max(sheet.least, int(room.height() / 1.3))
    px = fit_lines([template], room.size(), sheet.least, most, bold=True).px
    # No wider than it can be, for this is what is painted each second.
    width, height = width_of(template, px, bold=True) * 1.02, min(room.height(), px * 1.2)
    left = (room.width() - width) * (1.0 if place is Place.RIGHT else 0.5)
    rect = QRectF(room.left() + left, room.center().y() - height / 2, width, height)
    sheet.tickers.append(Ticker(counts, Line("", rect, px, bold=True, place=place)))


# -- texts and charts -----------------------------------------------------------------------------


def _text(slide: TextSlide, sheet: Sheet, _moment: dt.datetime) -> None:
    room = _heading(slide.heading, sheet) if slide.heading else sheet.inside
    if slide.kind is Kind.QUESTION:
        most = sheet.least * 4
        fitted = fit_paragraphs(slide.lines, room.size(), sheet.least, most, bold=True)
        _put(fitted, room, sheet, bold=True, place=Place.MIDDLE)
    else:
        texts = room.adjusted(sheet.least * 2, 0, 0, 0)
        most = sheet.least * 2
        fitted = fit_paragraphs(slide.lines, texts.size(), sheet.least, most, gap=_GOAL_GAP)
        _put(fitted, texts, sheet)
        for first in fitted.firsts & frozenset(range(len(fitted.tops))):
            rect = _below(room, fitted.tops[first], line_height(fitted.px))
            sheet.lines.append(Line("•", rect, fitted.px, bold=True))
    sheet.is_cut |= fitted.cut


def _chart(slide: ChartSlide, sheet: Sheet, _moment: dt.datetime) -> None:
    lay_chart(slide.chart, sheet, _heading(slide.title, sheet))


def _blank(_slide: BlankSlide, sheet: Sheet, _moment: dt.datetime) -> None:
    sheet.ground = "slide_blank"


def _put(
    fitted: Fitted, room: QRectF, sheet: Sheet, *, place: Place = Place.LEFT, bold: bool = False,
    in_middle: bool = False,
) -> None:  # fmt: skip
    """Put lines at the top of a room; centred ones, or `in_middle`, into the middle of it."""
    height = line_height(fitted.px)
    spare = max(0.0, room.height() - fitted.height)
    above = spare / 2 if place is Place.MIDDLE or in_middle else 0.0
    for text, top in zip(fitted.lines, fitted.tops, strict=True):
        rect = _below(room, above + top, height)
        sheet.lines.append(Line(text, rect, fitted.px, bold=bold, place=place))


def _below(room: QRectF, top: float, height: float) -> QRectF:
    return QRectF(room.left(), room.top() + top, room.width(), height)


_LAYOUTS: dict[type[Slide], Callable[[Any, Sheet, dt.datetime], None]] = {
    AgendaSlide: _agenda,
    ClockSlide: _clock,
    TextSlide: _text,
    ChartSlide: _chart,
    OrderSlide: _order,
    BlankSlide: _blank,
}
