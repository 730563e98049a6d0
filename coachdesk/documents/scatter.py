"""Scatter pictures composed into figures: labelled points in four quarters between two axes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coachdesk.documents.blocks import Scatter, ScatterPoint
from coachdesk.documents.frame import LEFT
from coachdesk.documents.lines import (
    BLACK,
    MUTED,
    PETROL,
    Style,
    Typesetter,
    write_lines,
    write_upright,
)
from coachdesk.documents.pieces import BASELINE, HAIRLINE, Piece
from coachdesk.documents.tagging import Element, TaggedCanvas, text_string
from coachdesk.kernel.overriding import override

if TYPE_CHECKING:
    from coachdesk.documents.compose import Composer

_SHAPE = 0.52
"""The height of a picture, as a part of its width."""
_MOST = 0.9
"""The part of a page's height that a picture takes at most."""
_ARROW = 3.0
_PAD = 5.0
_WHITE = "1 1 1"


@dataclass(slots=True, kw_only=True)
class ScatterPiece(Piece):
    """The picture; the area of its points begins right of `left` and ends at `right`."""

    scatter: Scatter
    left: float
    right: float
    setter: Typesetter
    style: Style
    element: Element

    @override
    def draw(self, canvas: TaggedCanvas, top: float, first: int, last: int) -> None:
        bottom = top - sum(self.heights)
        self.element.source += (
            f"/A<</O/Layout/Placement/Block"
            f"/BBox[{LEFT:.2f} {bottom:.2f} {self.right:.2f} {top:.2f}]>>"
        )
        low = bottom + self.style.leading * 1.4
        with canvas.content(self.element):
            self._draw_axes(canvas, low, top)
            self._draw_quarters(canvas, low, top)
            for point in self.scatter.points:
                self._draw_point(canvas, point, low, top)

    def _draw_axes(self, canvas: TaggedCanvas, low: float, top: float) -> None:
        middle_x, middle_y = (self.left + self.right) / 2, (low + top) / 2
        _lines(canvas, HAIRLINE, ((middle_x, low, middle_x, top),
                                  (self.left, middle_y, self.right, middle_y)))  # fmt: skip
        _lines(canvas, BLACK, (
            (self.left, low, self.right, low), (self.left, low, self.left, top),
            (self.right, low, self.right - _ARROW, low + _ARROW),
            (self.right, low, self.right - _ARROW, low - _ARROW),
            (self.left, top, self.left - _ARROW, top - _ARROW),
            (self.left, top, self.left + _ARROW, top - _ARROW),
        ))  # fmt: skip
        words = self.setter.wrap(self.scatter.x_axis, self.style, self.right - self.left)[:1]
        starts = [(self.left + self.right - line.width) / 2 for line in words]
        write_lines(canvas, words, self.style, starts, low - self.style.leading)
        upright = self.setter.wrap(self.scatter.y_axis, self.style, top - low)[:1]
        start = middle_y - sum(line.width for line in upright) / 2
        places = [LEFT + self.style.leading * BASELINE] * len(upright)
        write_upright(canvas, upright, self.style, places, start)

    def _draw_quarters(self, canvas: TaggedCanvas, low: float, top: float) -> None:
        middle_x, middle_y = (self.left + self.right) / 2, (low + top) / 2
        quiet = replace(self.style, colour=MUTED)
        room = (self.right - self.left) / 2 - 2 * _PAD
        places = ((self.left, top), (middle_x, top), (self.left, middle_y), (middle_x, middle_y))
        for text, (x, y) in zip(self.scatter.quarters, places, strict=True):
            lines = self.setter.wrap(text, quiet, room)
            baseline = y - _PAD - quiet.leading * BASELINE
            write_lines(canvas, lines, quiet, [x + _PAD] * len(lines), baseline)

    def _draw_point(
        self, canvas: TaggedCanvas, point: ScatterPoint, low: float, top: float
    ) -> None:
        style = replace(self.style, colour=_WHITE, bold=True)
        lines = self.setter.wrap(point.label, style, (self.right - self.left) / 3)[:1]
        width = max((line.width for line in lines), default=0.0)
        half_height = style.leading * 0.62
        half_width = max(half_height, width / 2 + _PAD)
        x = _between(point.x, self.left + half_width, self.right - half_width)
        y = _between(point.y, low + half_height, top - half_height)
        canvas.addLiteral(f"{PETROL} rg {_capsule(x, y, half_width, half_height)} f")
        baseline = y - style.size * 0.36
        write_lines(canvas, lines, style, [x - width / 2] * len(lines), baseline)


def compose_scatter(
    composer: "Composer", block: Scatter, parent: Element
) -> Iterator[ScatterPiece]:
    """The picture as one figure as wide as the text, lower where the page is."""
    sheet, style = composer.sheet, composer.cell
    height = min(sheet.text_width * _SHAPE, sheet.text_height * _MOST)
    source = f"/Alt{text_string(block.alternative)}"
    yield ScatterPiece(
        heights=[height],
        gap=8,
        is_whole=True,
        scatter=block,
        left=LEFT + style.leading * 1.4,
        right=sheet.right,
        setter=composer.setter,
        style=style,
        element=composer.canvas.element("Figure", parent, source),
    )


def _between(part: float, low: float, high: float) -> float:
    return low + min(max(part, 0.0), 1.0) * (high - low)


def _lines(
    canvas: TaggedCanvas, colour: str, ends: Sequence[tuple[float, float, float, float]]
) -> None:
    paths = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in ends)
    canvas.addLiteral(f"{colour} RG 0.8 w {paths} S")


def _capsule(x: float, y: float, half_width: float, half_height: float) -> str:
    """A path: a rectangle with round ends, a circle where it is as wide as high."""
    straight, bend = half_width - half_height, half_height * 0.5523
    left, right, low, high = x - straight, x + straight, y - half_height, y + half_height
    return (
        f"{left:.2f} {low:.2f} m {right:.2f} {low:.2f} l "
        f"{right + bend:.2f} {low:.2f} {right + half_height:.2f} {y - bend:.2f} "
        f"{right + half_height:.2f} {y:.2f} c "
        f"{right + half_height:.2f} {y + bend:.2f} {right + bend:.2f} {high:.2f} "
        f"{right:.2f} {high:.2f} c {left:.2f} {high:.2f} l "
        f"{left - bend:.2f} {high:.2f} {left - half_height:.2f} {y + bend:.2f} "
        f"{left - half_height:.2f} {y:.2f} c "
        f"{left - half_height:.2f} {y - bend:.2f} {left - bend:.2f} {low:.2f} "
        f"{left:.2f} {low:.2f} c h"
    )
