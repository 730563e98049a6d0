"""What stands on a page: pieces made of slices between which a page may end."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.utils import ImageReader

from coachdesk.documents.form_fields import Place, TextField, TickField
from coachdesk.documents.lines import BOX, Line, OnBox, Style, write_lines, write_upright
from coachdesk.documents.tagging import Element, TaggedCanvas
from coachdesk.kernel.overriding import override

HAIRLINE = "0.72 0.76 0.76"
BASELINE = 0.76
"""Where in its leading a line's baseline is, from the top."""
_BOX_EDGE = 0.1
"""The room at either side of a box to tick, as a part of its width; it stands on its baseline."""


@dataclass(slots=True, kw_only=True)
class Piece:
    """Something of a height, in slices from top to bottom; lengths are in points.

    `gap` is the space above it, which falls away at the top of a page. A piece that `keeps_next`
    stands on the page where the next one starts, so that one cannot start a page. `repeated` are
    drawn above it, as decoration, when it starts or continues on a new page.
    """

    heights: Sequence[float]
    gap: float = 0.0
    keeps_next: bool = False
    is_whole: bool = False
    starts_page: bool = False
    repeated: "Sequence[Piece]" = ()

    def may_break(self, index: int) -> bool:
        """Whether a page may end before this slice: never after or before a single one."""
        return not self.is_whole and 2 <= index <= len(self.heights) - 2

    def draw(self, canvas: TaggedCanvas, top: float, first: int, last: int) -> None:
        """Draw slices `first` to `last` (exclusive) below `top`, as content of the piece."""

    def draw_again(self, canvas: TaggedCanvas, top: float) -> None:
        """Draw the whole piece once more, as decoration."""


@dataclass(slots=True, kw_only=True)
class Landmark(Piece):
    """A place in the bookmarks, of which nothing is seen."""

    title: str = ""

    @override
    def draw(self, canvas: TaggedCanvas, top: float, first: int, last: int) -> None:
        if first == 0:
            canvas.bookmark(self.title, 0, top)


@dataclass(slots=True)
class Column:
    """Lines of a row from `x` on, `drop` points below its top.

    With a right edge `share` of the room that a line leaves is before it: all, or half to centre
    it. Upright lines stand between both edges and run from the bottom of the row to its top.

    With a `field` the lines are its value; where they are what is asked, it is below them. `ticks`
    are for the boxes in the lines, in their order.
    """

    lines: Sequence[Line]
    x: float
    style: Style
    element: Element
    right_edge: float | None = None
    share: float = 1.0
    drop: float = 0.0
    is_upright: bool = False
    field: TextField | None = None
    is_asked: bool = False
    ticks: Sequence[TickField] = ()

    def starts(self) -> list[float]:
        """The x of each line."""
        if self.right_edge is None:
            return [self.x] * len(self.lines)
        room = self.right_edge - self.x
        if self.is_upright:
            leading = self.style.leading
            first = self.x + (room - len(self.lines) * leading) / 2 + leading * BASELINE
            return [first + number * leading for number in range(len(self.lines))]
        return [self.x + (room - line.width) * self.share for line in self.lines]


@dataclass(slots=True, kw_only=True)
class Row(Piece):
    """Columns of text side by side that share their line height: a paragraph, a table's row.

    `rule` (colour and width) is drawn below; `edges` are vertical lines; `bar` a thick one.
    """

    columns: Sequence[Column]
    leading: float
    left: float
    right: float
    pad: float = 0.0
    rule: tuple[str, float] | None = None
    rule_above: tuple[str, float] | None = None
    edges: Sequence[float] = ()
    bar: tuple[str, float] | None = None
    bookmark: tuple[str, int] | None = None

    @override
    def draw(self, canvas: TaggedCanvas, top: float, first: int, last: int) -> None:
        if self.bookmark and first == 0:
            canvas.bookmark(*self.bookmark, top)
        self._draw_rules(canvas, top, first, last)
        for column in self.columns:
            if column.field is None or column.is_asked:
                self._write(canvas, column, top, first, last, element=column.element)
            if column.field is not None and first == 0:
                self._draw_field(canvas, column, column.field, top, sum(self.heights[:last]))

    def _draw_field(
        self, canvas: TaggedCanvas, column: Column, field: TextField, top: float, height: float
    ) -> None:
        lines = [] if column.is_asked else column.lines
        taken = len(column.lines) * self.leading if column.is_asked else 0.0
        place = Place(field.left, top - height, field.right, top - taken)
        baseline = top - self.pad - self.leading * BASELINE
        start = (column.x, baseline)
        field.draw(canvas, column.element, place, style=column.style, lines=lines, start=start)

    @override
    def draw_again(self, canvas: TaggedCanvas, top: float) -> None:
        last = len(self.heights)
        self._draw_rules(canvas, top, 0, last)
        with canvas.artifact("/Type/Pagination"):
            for column in self.columns:
                self._write(canvas, column, top, 0, last)

    def _write(
        self,
        canvas: TaggedCanvas,
        column: Column,
        top: float,
        first: int,
        last: int,
        *,
        element: Element | None = None,
    ) -> None:
        lines = column.lines[first:last]
        if not any(line.fragments for line in lines):
            return
        starts = column.starts()[first:last]
        pad = self.pad if first == 0 else 0.0
        if column.is_upright:
            bottom = top - sum(self.heights) + pad
            write_upright(canvas, lines, column.style, starts, bottom, element=element)
            return
        baseline = top - pad - column.drop - self.leading * BASELINE
        on_box = self._on_box(canvas, column, first) if element and column.ticks else None
        write_lines(canvas, lines, column.style, starts, baseline, element=element, on_box=on_box)

    @staticmethod
    def _on_box(canvas: TaggedCanvas, column: Column, first: int) -> OnBox:
        """Puts a field over each box, beginning with the first one of a line."""
        before = sum(f.run.text.count(BOX) for line in column.lines[:first] for f in line.fragments)
        ticks = iter(column.ticks[before:])

        def put(element: Element, x: float, baseline: float, width: float) -> None:
            edge, top = width * _BOX_EDGE, baseline + width * (1 - 2 * _BOX_EDGE)
            next(ticks).draw(canvas, element, Place(x + edge, baseline, x + width - edge, top))

        return put

    def _draw_rules(self, canvas: TaggedCanvas, top: float, first: int, last: int) -> None:
        bottom = top - sum(self.heights[first:last])
        lines: list[tuple[str, float, float, float, float, float]] = []
        if self.rule and last == len(self.heights):
            lines.append((*self.rule, self.left, bottom, self.right, bottom))
        if self.rule_above and first == 0:
            lines.append((*self.rule_above, self.left, top, self.right, top))
        lines += [(HAIRLINE, 0.6, x, top, x, bottom) for x in self.edges]
        if self.bar:
            lines.append((*self.bar, self.left + 1, top, self.left + 1, bottom))
        draw_rules(canvas, lines)


def draw_rules(
    canvas: TaggedCanvas, rules: Sequence[tuple[str, float, float, float, float, float]]
) -> None:
    """Draw lines (colour, width, x1, y1, x2, y2) as decoration."""
    if not rules:
        return
    with canvas.artifact():
        for colour, width, x1, y1, x2, y2 in rules:
            canvas.addLiteral(f"{colour} RG {width:g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")


@dataclass(slots=True, kw_only=True)
class RuledLines(Piece):
    """Empty lines to write on."""

    left: float
    right: float

    @override
    def may_break(self, index: int) -> bool:
        return not self.is_whole

    @override
    def draw(self, canvas: TaggedCanvas, top: float, first: int, last: int) -> None:
        rules = []
        for height in self.heights[first:last]:
            top -= height
            rules.append(("0.45 0.5 0.5", 0.6, self.left, top, self.right, top))
        draw_rules(canvas, rules)


@dataclass(slots=True, kw_only=True)
class Image(Piece):
    """A picture in its place."""

    data: bytes
    left: float
    width: float
    element: Element

    @override
    def draw(self, canvas: TaggedCanvas, top: float, first: int, last: int) -> None:
        height = self.heights[0]
        box = (self.left, top - height, self.left + self.width, top)
        numbers = " ".join(f"{value:.2f}" for value in box)
        self.element.source += f"/A<</O/Layout/Placement/Block/BBox[{numbers}]>>"
        with canvas.content(self.element):
            reader = ImageReader(BytesIO(self.data))
            canvas.drawImage(reader, self.left, top - height, self.width, height, mask="auto")
