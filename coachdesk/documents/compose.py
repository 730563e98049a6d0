"""Blocks composed into pieces, each with its place in the structure tree."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import singledispatchmethod

from coachdesk.documents.blocks import (
    Badges,
    BarChart,
    Block,
    BulletList,
    Display,
    Document,
    Fields,
    FoldedSign,
    Heading,
    KeepTogether,
    KeyValues,
    LeftOut,
    Lines,
    PageBreak,
    Para,
    Picture,
    Scatter,
    Signatures,
    Table,
    Text,
    TickList,
    TickRow,
    Timeline,
)
from coachdesk.documents.charts import compose_chart
from coachdesk.documents.display import compose_display, compose_signatures
from coachdesk.documents.form_fields import TickField, tick_fields
from coachdesk.documents.frame import LEFT, full_title, letter_size, sheet_of, title_size
from coachdesk.documents.lines import (
    BLACK,
    BOX,
    MUTED,
    PETROL,
    TICK_SIGNS,
    Style,
    Typesetter,
    plain_text,
)
from coachdesk.documents.pictures import size_on, unreadable
from coachdesk.documents.pieces import HAIRLINE, Column, Image, Landmark, Piece, Row, RuledLines
from coachdesk.documents.scatter import compose_scatter
from coachdesk.documents.signs import compose_badges, compose_folded
from coachdesk.documents.tables import compose_fields, compose_table
from coachdesk.documents.tagging import Element, TaggedCanvas, text_string
from coachdesk.documents.timelines import compose_timeline
from coachdesk.kernel.text import Texts

_HEADING_SIZES = {1: 12.5, 2: 11.0, 3: 10.0}
_PLAIN_LEADING = 1.5


class Composer:
    """Composes the blocks of one document into pieces."""

    def __init__(
        self, canvas: TaggedCanvas, setter: Typesetter, document: Document, parent: Element
    ) -> None:
        """Elements become children of `parent`, in the order of composing."""
        self.canvas = canvas
        self.setter = setter
        self._document = document
        self.sheet = sheet_of(document)
        self._parent = parent
        self.texts = Texts.load(document.language)
        self.is_fillable = document.fillable
        self._outline = 0
        self.body = self.style(10)
        self.cell = self.style(9.5)

    def style(
        self, size: float, colour: str = BLACK, *, bold: bool = False, italic: bool = False
    ) -> Style:
        """A style; in large print nothing is smaller than 16 points, on a poster all is larger."""
        size = letter_size(self._document, size)
        return Style(size, round(size * 1.36, 1), colour, bold, italic)

    @property
    def is_large_print(self) -> bool:
        """Whether all is set in large letters."""
        return self._document.large_print

    def compose(self) -> list[Piece]:
        """The title and all blocks as pieces, in reading order."""
        pieces = list(self._mark() if self._document.without_frame else self._title())
        for block in self._document.blocks:
            pieces += self._block(block)
        return pieces

    def _mark(self) -> Iterator[Piece]:
        """A bookmark in place of a title, which would be in the way."""
        yield Landmark(heights=[0.0], keeps_next=True, title=full_title(self._document))

    def _title(self) -> Iterator[Piece]:
        title = full_title(self._document)
        style = self.style(title_size(self._document), PETROL, bold=True)
        row = self._text_row("H1", title, style)
        yield replace(row, keeps_next=True, is_whole=True, bookmark=(title, 0))

    def _text_row(
        self, role: str, text: Text, style: Style, *, left: float = LEFT, gap: float = 0.0
    ) -> Row:
        lines = self.setter.wrap(text, style, self.sheet.right - left)
        column = Column(lines, left, style, self.canvas.element(role, self._parent))
        column.ticks = self.ticks(text)
        return self.row([column], style, gap=gap)

    def ticks(self, text: Text) -> Sequence[TickField]:
        """What is put over the boxes of a text."""
        return tick_fields(text) if self.is_fillable else ()

    def row(self, columns: Sequence[Column], style: Style, *, gap: float) -> Row:
        """Columns side by side, as high as the longest."""
        count = max(1, *(len(column.lines) for column in columns))
        return Row(
            heights=[style.leading] * count,
            gap=gap,
            columns=columns,
            leading=style.leading,
            left=LEFT,
            right=self.sheet.right,
        )

    @singledispatchmethod
    def _block(self, block: Block) -> Iterator[Piece]:
        raise TypeError(f"{type(block).__name__} is not a block")

    @_block.register
    def _heading(self, block: Heading) -> Iterator[Piece]:
        level = min(block.level, self._outline + 1)
        self._outline = level
        style = self.style(_HEADING_SIZES[block.level], PETROL, bold=True)
        row = self._text_row(f"H{level + 1}", block.text, style, gap=style.leading * 0.9)
        row.keeps_next = row.is_whole = True
        row.bookmark = (block.text, level)
        if block.level == 1:
            row.rule = (PETROL, 0.8)
            row.heights = padded(row.heights, 0, 2.5)
        yield row

    @_block.register
    def _para(self, block: Para) -> Iterator[Piece]:
        styles = {
            "body": self.body,
            "muted": self.style(10, MUTED),
            "small": self.style(8.5),
            "warning": self.style(10, bold=True),
            "plain": self._plain_style(),
        }
        warning = block.style == "warning"
        left = LEFT + 10 * warning
        row = self._text_row("P", block.spans, styles[block.style], left=left, gap=5)
        row.bar = (BLACK, 2.4) if warning else None
        row.keeps_next = block.style == "plain"
        yield row

    def _plain_style(self) -> Style:
        style = self.style(12)
        return replace(style, leading=style.size * _PLAIN_LEADING)

    @_block.register
    def _left_out(self, block: LeftOut) -> Iterator[Piece]:
        style = self.style(9.5, MUTED, italic=True)
        row = self._text_row("P", block.text, style, left=LEFT + 10, gap=6)
        row.bar = (MUTED, 0.8)
        yield row

    @_block.register
    def _bullets(self, block: BulletList) -> Iterator[Piece]:
        indent = self.body.size * 1.3
        holder = self.canvas.element("L", self._parent) if block.items else self._parent
        for number, item in enumerate(block.items):
            label, body = self._list_item(holder)
            columns = [
                Column(self.setter.wrap("•", self.body, indent), LEFT + 3, self.body, label),
                Column(
                    self.setter.wrap(item, self.body, self.sheet.text_width - indent),
                    LEFT + indent,
                    self.body,
                    body,
                ),
            ]
            yield self.row(columns, self.body, gap=2 if number else 5)

    def _list_item(self, holder: Element) -> tuple[Element, Element]:
        item = self.canvas.element("LI", holder)
        return self.canvas.element("Lbl", item), self.canvas.element("LBody", item)

    @_block.register
    def _tick_row(self, block: TickRow) -> Iterator[Piece]:
        yield from self._ticks(TickList((block,)))

    @_block.register
    def _ticks(self, block: TickList) -> Iterator[Piece]:
        holder = self.canvas.element("L", self._parent) if block.rows else self._parent
        has_details = any(row.detail for row in block.rows)
        for number, row in enumerate(block.rows):
            yield self._tick(row, holder, has_details=has_details, gap=0 if number else 4)

    def _tick(self, row: TickRow, holder: Element, *, has_details: bool, gap: float) -> Piece:
        style, indent = self.cell, self.cell.size * 1.9
        end = LEFT + self.sheet.text_width * 0.68 if has_details else self.sheet.right
        muted = replace(style, colour=MUTED)
        label, body = self._list_item(holder)
        is_box = self.is_fillable and row.ticked is not None
        sign = BOX if is_box else TICK_SIGNS[row.ticked]
        ticks = [TickField(plain_text(row.text), bool(row.ticked))] if is_box else ()
        box = self.setter.wrap(sign, style, indent)
        text = self.setter.wrap(row.text, style, end - LEFT - indent)
        columns = [
            Column(box, LEFT + 3, style, label, ticks=ticks),
            Column(text, LEFT + indent, style, body),
        ]
        if row.detail:
            detail = self.setter.wrap(row.detail, muted, self.sheet.right - end - 8)
            columns.append(Column(detail, end + 8, muted, body))
        piece = self.row(columns, style, gap=gap)
        piece.pad = 2.5
        piece.heights = padded(piece.heights, 2.5, 2.5)
        piece.rule = (HAIRLINE, 0.5)
        return piece

    @_block.register
    def _table(self, block: Table) -> Iterator[Piece]:
        yield from compose_table(self, block, self._parent)

    @_block.register
    def _fields(self, block: Fields) -> Iterator[Piece]:
        yield from compose_fields(self, block, self._parent)

    @_block.register
    def _key_values(self, block: KeyValues) -> Iterator[Piece]:
        if not block.pairs:
            return
        table = self.canvas.element("Table", self._parent)
        bold = replace(self.cell, bold=True)
        widths = [self.setter.natural_widths(key, bold)[1] for key, _ in block.pairs]
        key_width = min(max(widths) + 1, self.sheet.text_width * 0.4)
        start = LEFT + key_width + 12
        for number, (key, value) in enumerate(block.pairs):
            row = self.canvas.element("TR", table)
            name = self.canvas.element("TH", row, "/A<</O/Table/Scope/Row>>")
            cell = self.canvas.element("TD", row)
            columns = [
                Column(self.setter.wrap(key, bold, key_width), LEFT, bold, name),
                Column(
                    self.setter.wrap(value, self.cell, self.sheet.right - start),
                    start,
                    self.cell,
                    cell,
                ),
            ]
            yield self.row(columns, self.cell, gap=2 if number else 5)

    @_block.register
    def _lines(self, block: Lines) -> Iterator[Piece]:
        if block.label:
            row = self._text_row("P", block.label, self.style(9.5, MUTED), gap=6)
            row.keeps_next = True
            yield row
        if block.count > 0:
            pitch = 25.0 if not self._document.large_print else 32.0
            yield RuledLines(heights=[pitch] * block.count, left=LEFT, right=self.sheet.right)

    @_block.register
    def _picture(self, block: Picture) -> Iterator[Piece]:
        size = size_on(self.sheet, block.data)
        if size is None:
            yield from self._unreadable(block)
            return
        width, height = size
        source = f"/Alt{text_string(block.alternative)}"
        figure = self.canvas.element("Figure", self._parent, source)
        yield Image(
            heights=[height],
            gap=8,
            keeps_next=bool(block.caption),
            data=block.data,
            left=LEFT,
            width=width,
            element=figure,
        )
        if block.caption:
            yield self._text_row("P", block.caption, self.style(8.5, MUTED), gap=3)

    def _unreadable(self, block: Picture) -> Iterator[Piece]:
        yield from self._left_out(LeftOut(self.texts(unreadable(block))))

    @_block.register
    def _chart(self, block: BarChart) -> Iterator[Piece]:
        yield from compose_chart(self, block, self._parent)

    @_block.register
    def _scatter(self, block: Scatter) -> Iterator[Piece]:
        yield from compose_scatter(self, block, self._parent)

    @_block.register
    def _timeline(self, block: Timeline) -> Iterator[Piece]:
        yield from compose_timeline(self, block, self._parent)

    @_block.register
    def _folded_sign(self, block: FoldedSign) -> Iterator[Piece]:
        yield compose_folded(self, block.sign, self._parent)

    @_block.register
    def _badges(self, block: Badges) -> Iterator[Piece]:
        yield from compose_badges(self, block.signs, self._parent)

    @_block.register
    def _display(self, block: Display) -> Iterator[Piece]:
        yield compose_display(self, block, self._parent)

    @_block.register
    def _signatures(self, block: Signatures) -> Iterator[Piece]:
        yield from compose_signatures(self, block, self._parent)

    @_block.register
    def _page_break(self, _: PageBreak) -> Iterator[Piece]:
        yield Piece(heights=[0.0], starts_page=True)

    @_block.register
    def _together(self, block: KeepTogether) -> Iterator[Piece]:
        pieces = [piece for inner in block.blocks for piece in self._block(inner)]
        if sum(piece.gap + sum(piece.heights) for piece in pieces) <= self.sheet.text_height:
            for piece in pieces:
                piece.is_whole = True
                piece.keeps_next = piece.keeps_next or piece is not pieces[-1]
        yield from pieces


def padded(heights: Sequence[float], above: float, below: float) -> list[float]:
    """Heights with room added above the first and below the last."""
    result = list(heights)
    result[0] += above
    result[-1] += below
    return result
