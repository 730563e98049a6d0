"""Bar charts composed into figures: vector bars that black-and-white printers keep apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coachdesk.documents.blocks import BarChart
from coachdesk.documents.frame import LEFT
from coachdesk.documents.lines import PETROL, Line, Style, write_lines
from coachdesk.documents.pieces import BASELINE, HAIRLINE, Piece
from coachdesk.documents.tagging import Element, TaggedCanvas, text_string
from coachdesk.kernel.overriding import override

if TYPE_CHECKING:
    from coachdesk.documents.compose import Composer

_LABELS = 0.46
"""The part of the width that labels may take at most."""
_BETWEEN = 8.0
_PAD = 2.0
_BAR = 0.62
"""The height of a bar, in lines of text."""
_MOST = 0.9
"""A chart that takes more of a page's height is divided into several figures."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar ready to be drawn: the lines of its label, its width and the figure at its end."""

    label: Sequence[Line]
    width: float
    figure: Sequence[Line]
    height: float


@dataclass(slots=True, kw_only=True)
class Chart(Piece):
    """Bars of one figure, drawn from a common line at `axis`."""

    bars: Sequence[_Row]
    axis: float
    right: float
    style: Style
    element: Element

    @override
    def draw(self, canvas: TaggedCanvas, top: float, first: int, last: int) -> None:
        bottom = top - sum(self.heights)
        self.element.source += (
            f"/A<</O/Layout/Placement/Block"
            f"/BBox[{LEFT:.2f} {bottom:.2f} {self.right:.2f} {top:.2f}]>>"
        )
        with canvas.content(self.element):
            for bar in self.bars:
                self._draw_bar(canvas, bar, top)
                top -= bar.height
            canvas.addLiteral(
                f"{HAIRLINE} RG 0.8 w {self.axis:.2f} {bottom:.2f} m "
                f"{self.axis:.2f} {bottom + sum(self.heights):.2f} l S"
            )

    def _draw_bar(self, canvas: TaggedCanvas, bar: _Row, top: float) -> None:
        leading = self.style.leading
        baseline = top - _PAD - leading * BASELINE
        starts = [self.axis - _BETWEEN - line.width for line in bar.label]
        write_lines(canvas, bar.label, self.style, starts, baseline)
        high = leading * _BAR
        low = top - _PAD - (leading + high) / 2
        if bar.width:
            canvas.addLiteral(
                f"{PETROL} rg {self.axis:.2f} {low:.2f} {bar.width:.2f} {high:.2f} re f"
            )
        end = self.axis + bar.width + _BETWEEN / 2
        write_lines(canvas, bar.figure, self.style, [end] * len(bar.figure), baseline)


def compose_chart(composer: "Composer", block: BarChart, parent: Element) -> Iterator[Chart]:
    """The chart as one figure, or several where it is higher than a page."""
    if not block.bars:
        return
    style = composer.cell
    setter = composer.setter
    names = max(setter.natural_widths(bar.label, style)[1] for bar in block.bars)
    figures = max(setter.natural_widths(bar.figure, style)[1] for bar in block.bars)
    sheet = composer.sheet
    labels = min(names + 1, sheet.text_width * _LABELS)
    room = sheet.text_width - labels - figures - 2 * _BETWEEN
    longest = max(bar.length for bar in block.bars) or 1.0
    rows = []
    for bar in block.bars:
        lines = setter.wrap(bar.label, style, labels)
        height = max(1, len(lines)) * style.leading + 2 * _PAD
        width = room * max(bar.length, 0.0) / longest
        rows.append(_Row(lines, width, setter.wrap(bar.figure, style, figures + 1), height))
    for some in _divided(rows, sheet.text_height * _MOST):
        source = f"/Alt{text_string(block.alternative)}"
        yield Chart(
            heights=[row.height for row in some],
            gap=6,
            is_whole=True,
            bars=some,
            axis=LEFT + labels + _BETWEEN,
            right=sheet.right,
            style=style,
            element=composer.canvas.element("Figure", parent, source),
        )


def _divided(rows: Sequence[_Row], most: float) -> Iterator[list[_Row]]:
    some: list[_Row] = []
    for row in rows:
        if some and sum(one.height for one in some) + row.height > most:
            yield some
            some = []
        some.append(row)
    yield some
