"""Timelines composed into figures: bars and signs over a scale of months and weeks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from coachdesk.documents.blocks import Timeline, TimelineBar, TimelineRow
from coachdesk.documents.frame import LEFT
from coachdesk.documents.lines import MUTED, PETROL, Line, Style, Typesetter, write_lines
from coachdesk.documents.pieces import BASELINE, HAIRLINE, Piece
from coachdesk.documents.tagging import Element, TaggedCanvas, text_string
from coachdesk.kernel.overriding import override

if TYPE_CHECKING:
    from coachdesk.documents.compose import Composer

_LABELS = 0.16
"""The part of the width that the names of the rows take."""
_PAD, _GAP = 2.5, 3.0
_PALE = "0.89 0.93 0.93"
_MOST = 0.9
"""A timeline that takes more of a page's height is divided into several figures."""
_SHORTEST = 3
"""Words cut shorter than that say nothing."""


@dataclass(slots=True, kw_only=True)
class TimelinePiece(Piece):
    """The scale and some rows of a timeline, drawn between `left` and `right`."""

    timeline: Timeline
    rows: Sequence[TimelineRow]
    labels: Sequence[Sequence[Line]]
    left: float
    right: float
    setter: Typesetter
    style: Style
    small: Style
    element: Element

    @override
    def draw(self, canvas: TaggedCanvas, top: float, first: int, last: int) -> None:
        bottom = top - sum(self.heights)
        self.element.source += (
            f"/A<</O/Layout/Placement/Block"
            f"/BBox[{LEFT:.2f} {bottom:.2f} {self.right:.2f} {top:.2f}]>>"
        )
        with canvas.content(self.element):
            self._draw_scale(canvas, top, bottom)
            top -= self.heights[0]
            for row, label, height in zip(self.rows, self.labels, self.heights[1:], strict=True):
                self._draw_row(canvas, row, label, top)
                top -= height
                _rule(canvas, HAIRLINE, (LEFT, top), (self.right, top))

    def _x(self, part: float) -> float:
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)

    def _write(self, canvas: TaggedCanvas, text: str, style: Style, x: float, top: float) -> None:
        lines = self.setter.wrap(text, style, self.right)
        write_lines(canvas, lines[:1], style, [x], top - style.leading * BASELINE)

    def _draw_scale(self, canvas: TaggedCanvas, top: float, bottom: float) -> None:
        for mark in self.timeline.lines:
            canvas.addLiteral("[1 2] 0 d")
            _rule(canvas, HAIRLINE, (self._x(mark), top - self.heights[0]), (self._x(mark), bottom))
            canvas.addLiteral("[] 0 d")
        for bar in self.timeline.scale:
            x = self._x(bar.start)
            _rule(canvas, HAIRLINE, (x, top), (x, bottom))
            text = self._fitting(bar.text, self.style, self._x(bar.end) - x - 2 * _GAP)
            self._write(canvas, text, self.style, x + _GAP, top)
        end = float("-inf")
        for tick in self.timeline.ticks:
            width = self._width(tick.text, self.small)
            x = (self._x(tick.start) + self._x(tick.end) - width) / 2
            if x > end + _GAP / 2:
                self._write(canvas, tick.text, self.small, x, top - self.style.leading)
                end = x + width
        under = top - self.heights[0]
        _rule(canvas, PETROL, (LEFT, under), (self.right, under))

    def _draw_row(
        self, canvas: TaggedCanvas, row: TimelineRow, label: Sequence[Line], top: float
    ) -> None:
        starts = [LEFT] * len(label)
        write_lines(canvas, label, self.style, starts, top - _PAD - self.style.leading * BASELINE)
        leading = self.small.leading
        for bar in row.bars:
            self._draw_bar(canvas, bar, top - _PAD, leading)
        edges = [*(self._x(mark.at) for mark in row.marks), self.right]
        for mark, (x, end) in zip(row.marks, pairwise(edges), strict=True):
            y = top - _PAD - leading - leading * 0.55
            size = self.small.size * 0.42
            paint = "S" if mark.is_open else "f"
            canvas.addLiteral(
                f"{PETROL} rg {PETROL} RG 0.8 w {x:.2f} {y:.2f} m {x + size:.2f} {y + size:.2f} l "
                f"{x + 2 * size:.2f} {y:.2f} l {x + size:.2f} {y - size:.2f} l h {paint}"
            )
            words = x + 2 * size + 1.5
            text = self._fitting(mark.text, self.small, end - words - 1.5)
            self._write(canvas, text, self.small, words, top - _PAD - leading)

    def _draw_bar(self, canvas: TaggedCanvas, bar: TimelineBar, top: float, height: float) -> None:
        x, end = self._x(bar.start), self._x(bar.end)
        colour = PETROL if bar.is_strong else _PALE
        width = max(end - x - 0.5, 1.2)
        canvas.addLiteral(
            f"{colour} rg {x:.2f} {top - height:.2f} {width:.2f} {height - 1:.2f} re f"
        )
        if not bar.is_strong:
            text = self._fitting(bar.text, self.small, width - 2 * _GAP)
            self._write(canvas, text, replace(self.small, colour=MUTED), x + _GAP, top)

    def _width(self, text: str, style: Style) -> float:
        return self.setter.natural_widths(text, style)[1]

    def _fitting(self, text: str, style: Style, room: float) -> str:
        if self._width(text, style) <= room:
            return text
        for length in range(len(text) - 1, _SHORTEST - 1, -1):
            cut = f"{text[:length].rstrip()}…"
            if self._width(cut, style) <= room:
                return cut
        return ""


def compose_timeline(
    composer: "Composer", block: Timeline, parent: Element
) -> Iterator[TimelinePiece]:
    """The timeline as one figure, or several where it is higher than a page."""
    style, small = composer.style(8.5), composer.style(7)
    sheet = composer.sheet
    room = sheet.text_width * _LABELS
    labels = [composer.setter.wrap(row.label, style, room - 2 * _GAP) for row in block.rows]
    heights = [max(2 * small.leading, len(label) * style.leading) + 2 * _PAD for label in labels]
    head = style.leading + small.leading + 2 * _GAP
    for start, end in _divided(heights, sheet.text_height * _MOST - head):
        source = f"/Alt{text_string(block.alternative)}"
        yield TimelinePiece(
            heights=[head, *heights[start:end]],
            gap=6,
            is_whole=True,
            timeline=block,
            rows=block.rows[start:end],
            labels=labels[start:end],
            left=LEFT + room,
            right=sheet.right,
            setter=composer.setter,
            style=style,
            small=small,
            element=composer.canvas.element("Figure", parent, source),
        )


def _divided(heights: Sequence[float], most: float) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(heights) + 1):
        if index == len(heights) or sum(heights[start : index + 1]) > most:
            yield start, index
            start = index


def _rule(
    canvas: TaggedCanvas, colour: str, start: tuple[float, float], end: tuple[float, float]
) -> None:
    (x, y), (right, top) = start, end
    canvas.addLiteral(f"{colour} RG 0.5 w {x:.2f} {y:.2f} m {right:.2f} {top:.2f} l S")
