"""Lines in the middle of a page and lines to sign on, for papers that are handed over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coachdesk.documents.blocks import Display, Signatures
from coachdesk.documents.frame import LEFT
from coachdesk.documents.lines import BLACK, MUTED, PETROL, Style
from coachdesk.documents.pieces import Column, Piece, Row, draw_rules
from coachdesk.documents.signs import fitting
from coachdesk.documents.tagging import Element, TaggedCanvas
from coachdesk.kernel.overriding import override

if TYPE_CHECKING:
    from coachdesk.documents.compose import Composer

_MILLIMETRE = 72 / 25.4
_NAME_SIZES = (44, 38, 32, 28, 24, 20, 16)
_SIZES = {"title": 30.0, "subtitle": 20.0, "body": 14.0}
_LEADING = 1.36
_LARGE_PRINT = 16.0
_SIGNING_ROOM = 16 * _MILLIMETRE
_BETWEEN = 28.0
_RULE = "0.45 0.5 0.5"


def compose_display(composer: "Composer", block: Display, parent: Element) -> Piece:
    """A centred line with room above it, also at the top of a page."""
    width = composer.sheet.text_width
    if block.style == "name":
        lines, style = fitting(composer.setter, block.text, _NAME_SIZES, width)
    else:
        style = _style(composer, block)
        lines = composer.setter.wrap(block.text, style, width)
    role = "H1" if block.style == "title" else "P"
    element = composer.canvas.element(role, parent)
    column = Column(lines, LEFT, style, element, composer.sheet.right, 0.5)
    row = composer.row([column], style, gap=0)
    row.pad = block.above * _MILLIMETRE
    row.heights = [row.heights[0] + row.pad, *row.heights[1:]]
    row.keeps_next = True
    return row


def _style(composer: "Composer", block: Display) -> Style:
    """Large already, so that large print makes a difference to small ones only."""
    size = _SIZES[block.style]
    if composer.is_large_print:
        size = max(size, _LARGE_PRINT)
    colour = PETROL if block.style == "title" else BLACK
    return Style(size, round(size * _LEADING, 1), colour, bold=block.style != "body")


@dataclass(slots=True, kw_only=True)
class _SigningRow(Row):
    """Texts side by side, each below a line to write on."""

    signing: Sequence[tuple[float, float]]

    @override
    def draw(self, canvas: TaggedCanvas, top: float, first: int, last: int) -> None:
        Row.draw(self, canvas, top, first, last)
        height = top - self.pad + 2
        draw_rules(
            canvas, [(_RULE, 0.8, left, height, right, height) for left, right in self.signing]
        )


def compose_signatures(composer: "Composer", block: Signatures, parent: Element) -> Iterator[Piece]:
    """Rows of two lines to sign on."""
    style = composer.style(10, MUTED)
    width = (composer.sheet.text_width - _BETWEEN) / 2
    lefts = (LEFT, LEFT + width + _BETWEEN)
    for start in range(0, len(block.labels), 2):
        labels = block.labels[start : start + 2]
        columns = [
            Column(
                composer.setter.wrap(label, style, width), left, style,
                composer.canvas.element("P", parent),
            )
            for label, left in zip(labels, lefts, strict=False)
        ]  # fmt: skip
        plain = composer.row(columns, style, gap=0)
        yield _SigningRow(
            heights=[plain.heights[0] + _SIGNING_ROOM, *plain.heights[1:]],
            columns=columns,
            leading=style.leading,
            left=plain.left,
            right=plain.right,
            pad=_SIGNING_ROOM,
            is_whole=True,
            signing=[(left, left + width) for left in lefts[: len(labels)]],
        )
