"""Tables composed into rows: one structure element over all its pages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from coachdesk.documents.blocks import Cell, Fields, Table
from coachdesk.documents.form_fields import TextField
from coachdesk.documents.frame import LEFT
from coachdesk.documents.lines import Style, plain_text
from coachdesk.documents.pieces import HAIRLINE, Column, Row
from coachdesk.documents.tagging import Element
from coachdesk.kernel.text import msg

if TYPE_CHECKING:
    from coachdesk.documents.compose import Composer

_SPACE_BETWEEN = 10.0
_NARROW_INSET = 1.0
"""Beside the contents of a column with an upright head."""
_LONGEST_UPRIGHT = 12.4
"""Heads longer than that many times their size stand in several lines."""
_UNBROKEN_ROW = 14
"""Rows of at most so many lines are not divided between pages."""
_SHORT_ROW = 8
"""Longer ones are not filled in on a computer."""
_WRITING_HEIGHT = 2.1
"""In lines of text, for one written by hand."""
_MILLIMETRE = 72 / 25.4
_STRONG = "0.25 0.3 0.31"


def compose_table(composer: "Composer", table: Table, parent: Element) -> Iterator[Row]:
    """The caption, the head (repeated on each page) and the rows of a table."""
    element = composer.canvas.element("Table", parent)
    gap = 6.0
    if table.caption:
        caption = _caption(composer, table.caption, element)
        yield caption
        gap = 2.0
    writer = _TableWriter(composer, table, element)
    head = writer.row(table.head, in_head=True)
    head.gap, head.keeps_next, head.is_whole = gap, True, True
    yield head
    for number, cells in enumerate(table.rows, start=1):
        row = writer.row(cells, number=number)
        row.repeated = (head,)
        yield row


def compose_fields(composer: "Composer", block: Fields, parent: Element) -> Iterator[Row]:
    """Each field as a row of a table whose heads are at the left."""
    if not block.fields:
        return
    rows = tuple((Cell(each.label, is_header=True), Cell(each.value)) for each in block.fields)
    widths = (block.share, 1 - block.share)
    table = Table(("", ""), rows, widths=widths, room_to_write=True)
    writer = _TableWriter(composer, table, composer.canvas.element("Table", parent))
    for number, (cells, each) in enumerate(zip(rows, block.fields, strict=True)):
        row = writer.row(cells, least=each.height)
        row.gap = 0.0 if number else 6.0
        row.rule_above = (HAIRLINE, 0.6)  # also where a page begins with it
        yield row


def _caption(composer: "Composer", text: str, table: Element) -> Row:
    style = replace(composer.cell, bold=True)
    lines = composer.setter.wrap(text, style, composer.sheet.text_width)
    element = composer.canvas.element("Caption", table)
    row = composer.row([Column(lines, LEFT, style, element)], style, gap=6)
    row.keeps_next = row.is_whole = True
    return row


class _TableWriter:
    def __init__(self, composer: "Composer", table: Table, element: Element) -> None:
        self._composer = composer
        self._element = element
        self._table = table
        self._plain = composer.cell
        self._bold = replace(composer.cell, bold=True)
        self._inset = 4.0 if table.room_to_write else 0.0
        widths = self._widths()
        self._edges = [LEFT, *accumulate(widths, initial=LEFT)][1:]

    def row(
        self,
        cells: Sequence[str | Cell],
        *,
        in_head: bool = False,
        least: float = 0.0,
        number: int = 0,
    ) -> Row:
        """A row of the table with its elements; to write in it is `least` millimetres high."""
        tr = self._composer.canvas.element("TR", self._element)
        full = [cell if isinstance(cell, Cell) else Cell(cell) for cell in cells]
        columns = [
            self._column(place, cell, tr, in_head=in_head) for place, cell in enumerate(full)
        ]
        if self._composer.is_fillable and not in_head:
            self._make_fillable(columns, full, number)
        row = self._composer.row(columns, self._plain, gap=0)
        row.pad = 2.5
        if self._table.upright_head:
            row.edges = self._edges[1:-1]
            if in_head:
                self._raise(row)
        row.is_whole = len(row.heights) <= _UNBROKEN_ROW
        below = 2.5
        if self._table.room_to_write:
            row.edges = self._edges
            row.rule_above = (HAIRLINE, 0.6) if in_head else None
            least = max(least, self._table.row_height) * _MILLIMETRE
            height = max(_WRITING_HEIGHT * self._plain.leading, least)
            below = max(below, 0 if in_head else height - sum(row.heights) - row.pad)
        row.heights = [
            height + row.pad * (n == 0) + below * (n == len(row.heights) - 1)
            for n, height in enumerate(row.heights)
        ]
        row.rule = (_STRONG, 0.9) if in_head else (HAIRLINE, 0.6)
        return row

    def _column(self, number: int, cell: Cell, tr: Element, *, in_head: bool) -> Column:
        scope = "Column" if in_head else "Row"
        is_header = in_head or cell.is_header
        is_narrow = self._is_narrow(number)
        source = f"/A<</O/Table/Scope/{scope}>>" if is_header else ""
        element = self._composer.canvas.element("TH" if is_header else "TD", tr, source)
        style = self._bold if is_header else self._plain
        inset = _NARROW_INSET if is_narrow else self._inset
        left = self._edges[number] + inset
        right = self._edges[number + 1] - (inset or _SPACE_BETWEEN)
        if number == len(self._table.head) - 1:
            right = self._composer.sheet.right - inset
        if is_narrow:
            room = _LONGEST_UPRIGHT * style.size if in_head else right - left
            lines = self._composer.setter.wrap(cell.text, style, room)
            return Column(lines, left, style, element, right, 0.5, is_upright=in_head)
        lines = self._composer.setter.wrap(cell.text, style, right - left)
        ends = right if self._right(number, cell, in_head=in_head) else None
        return Column(lines, left, style, element, ends)

    def _make_fillable(self, columns: Sequence[Column], cells: Sequence[Cell], number: int) -> None:
        """Fields for the row's boxes and, in a table to write in, for its room to write.

        A long text stays on the paper, since its end would not be seen in a field.
        """
        is_short = max(len(column.lines) for column in columns) <= _SHORT_ROW
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            asked = self._asked(place, cells, number)
            column.ticks = [
                replace(tick, label=tick.label or asked) for tick in self._composer.ticks(cell.text)
            ]
            if column.ticks or cell.is_header or not (self._table.room_to_write and is_short):
                continue
            left, right = self._edges[place], self._edges[place + 1]
            column.is_asked = not isinstance(cell.text, str)
            value = "" if column.is_asked else plain_text(cell.text)
            column.field = TextField(asked, left, right, value)

    def _asked(self, place: int, cells: Sequence[Cell], number: int) -> str:
        """What a cell is asked for: by the heads of its row and of its column."""
        names = (" – ".join(plain_text(cell.text).split("\n")) for cell in cells if cell.is_header)
        row, head, thing = " · ".join(names), self._table.head[place], self._table.head[0]
        if not row and len(self._table.rows) > 1:
            row = f"{thing} {number}".strip()
        if not row or not head or (place == 0 and not cells[0].is_header and row):
            return row or head or self._composer.texts(msg("print", "To fill in"))
        return self._composer.texts(msg("print", "{row}: {head}", row=row, head=head))

    def _is_narrow(self, number: int) -> bool:
        return self._table.upright_head and number > 0

    @staticmethod
    def _raise(row: Row) -> None:
        """Make the head as high as its longest upright line; what lies stands at its bottom."""
        longest = [line.width for c in row.columns if c.is_upright for line in c.lines]
        height = max([*longest, sum(row.heights)])
        for column in row.columns:
            if not column.is_upright:
                column.drop = height - len(column.lines) * row.leading
        count = len(row.heights)  # as many slices as lines, or lines would be left out
        row.heights = [height / count] * count

    def _right(self, number: int, cell: Cell, *, in_head: bool) -> bool:
        """Whether a cell ends at the right; a head does so above a column that does."""
        if not in_head or not self._table.rows:
            return cell.align == "right"
        first = self._table.rows[0][number]
        return isinstance(first, Cell) and first.align == "right"

    def _widths(self) -> list[float]:
        """Column widths in points: as asked, or by content, with room for the longest words."""
        count = len(self._table.head)
        measured = [self._measure(number) for number in range(count)]
        room = self._composer.sheet.text_width
        words = _levelled([word for word, _ in measured], room)
        wanted = self._table.widths or _levelled([line for _, line in measured], room)
        shares = [room * each / sum(wanted) for each in wanted]
        return _with_least(shares, words)

    def _measure(self, number: int) -> tuple[float, float]:
        words, lines = [0.0], [0.0]
        margin = 2 * self._inset or _SPACE_BETWEEN
        cells = [row[number] for row in self._table.rows]
        if self._is_narrow(number):
            margin = 2 * _NARROW_INSET
            words.append(self._bold.leading + margin)
        else:
            cells.append(Cell(self._table.head[number], is_header=True))
        for cell in cells:
            full = cell if isinstance(cell, Cell) else Cell(cell)
            style: Style = self._bold if full.is_header else self._plain
            word, line = self._composer.setter.natural_widths(full.text, style)
            words.append(word + margin)
            lines.append(line + margin)
        return max(words), max(lines)


def _levelled(widths: Sequence[float], left: float) -> list[float]:
    """Widths that fit the page together: only the widest give way, down to the same width."""
    level = left
    for taken, width in enumerate(sorted(widths)):
        level = left / (len(widths) - taken)
        if width > level:
            break
        left -= width
    return [min(width, level) for width in widths]


def _with_least(shares: Sequence[float], least: Sequence[float]) -> list[float]:
    """Shares of the same sum, none below its least while others can give."""
    lacking = sum(max(0.0, low - share) for share, low in zip(shares, least, strict=True))
    spare = sum(max(0.0, share - low) for share, low in zip(shares, least, strict=True))
    given = min(1.0, lacking / spare) if spare else 0.0
    return [
        low if share < low else share - (share - low) * given
        for share, low in zip(shares, least, strict=True)
    ]
