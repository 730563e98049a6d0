"""The blocks of one paper, written into a Word document."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import singledispatchmethod
from io import BytesIO

from docx.document import Document as WordFile
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from coachdesk.documents import word_styles as styles
from coachdesk.documents.blocks import (
    BarChart,
    Block,
    BulletList,
    Cell,
    Display,
    Document,
    Fields,
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
    Span,
    Table,
    Text,
    TickList,
    TickRow,
    Timeline,
)
from coachdesk.documents.frame import full_title, letter_size, sheet_of
from coachdesk.documents.lines import NEW_LINE, TICK_SIGNS
from coachdesk.documents.pictures import size_on, unreadable
from coachdesk.documents.tagging import printable
from coachdesk.documents.word_xml import (
    Edge,
    border_paragraph,
    border_table,
    describe_table,
    fill_width,
    in_points,
    keep_whole,
    let_width_follow,
    mark_heads,
    set_language,
    set_style,
    set_upright,
)
from coachdesk.kernel.text import Texts

_PARAGRAPHS = {
    "body": "Normal", "muted": styles.MUTED_TEXT, "small": styles.SMALL, "warning": styles.WARNING,
    "plain": styles.PLAIN,
}  # fmt: skip
_DISPLAYED = {"title": ("Title", 30.0), "name": ("Normal", 40.0), "subtitle": ("Normal", 20.0),
              "body": ("Normal", 14.0)}  # fmt: skip
_INSIDE: tuple[Edge, ...] = ("bottom", "insideH")
_ALL_EDGES: tuple[Edge, ...] = ("top", "left", "bottom", "right", "insideH", "insideV")
_WRITING_HEIGHT = 9.0
_LETTER_WIDTH, _LONGEST_UPRIGHT = 0.6, 12.4
"""As parts of the size of letters: of a letter about, of an upright head at most."""
_KEYS, _DETAILS = 0.3, 0.68
"""Parts of the width: of names before what they stand for, of what stands before a detail."""


class Writer:
    """Writes a paper at the end of a file."""

    def __init__(self, file: WordFile, document: Document, language: str) -> None:
        """`language` is that of the file, in which the paper's texts need no mark."""
        self._file = file
        self._document = document
        self._language = "" if document.language == language else document.language
        self._texts = Texts.load(document.language)
        self._styles = styles.ids(file)
        self._sheet = sheet_of(document)
        self._level = 0
        self._turns_page = False
        self._is_first = True

    def write(self) -> None:
        """The title and all blocks."""
        if not self._document.without_frame:
            self._paragraph(full_title(self._document), "Title")
        for block in self._document.blocks:
            self._block(block)

    # -- texts --------------------------------------------------------------------------------

    def _paragraph(self, text: Text, style: str) -> Paragraph:
        paragraph = self._file.add_paragraph()
        set_style(paragraph, self._styles[style])
        if self._turns_page and not self._is_first:
            paragraph.paragraph_format.page_break_before = True
        self._turns_page = self._is_first = False
        self._fill(paragraph, text)
        return paragraph

    def _fill(self, paragraph: Paragraph, text: Text, *, bold: bool = False) -> None:
        """Append a text to a paragraph; line breaks are kept, runs of blanks count as one."""
        for span in (Span(text),) if isinstance(text, str) else text:
            if not span.text:
                continue
            lines = NEW_LINE.split(printable(span.text))
            run = paragraph.add_run("\n".join(re.sub("[ \t]+", " ", line) for line in lines))
            run.bold = True if bold or span.bold else None
            run.italic = True if span.italic else None
            if span.muted:
                run.font.color.rgb = styles.MUTED
            if self._language:
                set_language(run, self._language)

    # -- blocks -------------------------------------------------------------------------------

    @singledispatchmethod
    def _block(self, block: Block) -> None:
        raise TypeError(f"{type(block).__name__} cannot be written into a Word document")

    @_block.register
    def _heading(self, block: Heading) -> None:
        self._level = min(block.level, self._level + 1)
        self._paragraph(block.text, f"Heading {self._level}")

    @_block.register
    def _para(self, block: Para) -> None:
        self._paragraph(block.spans, _PARAGRAPHS[block.style])

    @_block.register
    def _left_out(self, block: LeftOut) -> None:
        self._paragraph(block.text, styles.LEFT_OUT)

    @_block.register
    def _bullets(self, block: BulletList) -> None:
        for item in block.items:
            self._paragraph(item, "List Bullet")

    @_block.register
    def _tick_row(self, block: TickRow) -> None:
        paragraph = self._paragraph("", styles.TICKS)
        paragraph.add_run(f"{TICK_SIGNS[block.ticked]}\t")
        self._fill(paragraph, block.text)
        if block.detail:
            stop = Pt(self._sheet.text_width * _DETAILS)
            paragraph.paragraph_format.tab_stops.add_tab_stop(stop)
            paragraph.add_run("\t")
            self._fill(paragraph, (Span(block.detail, muted=True),))

    @_block.register
    def _ticks(self, block: TickList) -> None:
        for row in block.rows:
            self._tick_row(row)

    @_block.register
    def _lines(self, block: Lines) -> None:
        if block.label:
            label = self._paragraph((Span(block.label, muted=True),), "Normal")
            label.paragraph_format.keep_with_next = True
        for _ in range(block.count):
            self._paragraph("", styles.LINE)

    @_block.register
    def _picture(self, block: Picture) -> None:
        size = size_on(self._sheet, block.data)
        if size is None:
            self._paragraph(self._texts(unreadable(block)), styles.LEFT_OUT)
            return
        paragraph = self._paragraph("", "Normal")
        width, height = size
        shape = paragraph.add_run().add_picture(BytesIO(block.data), Pt(width), Pt(height))
        shape._inline.docPr.set("descr", printable(block.alternative))  # noqa: SLF001 - no other way
        if block.caption:
            paragraph.paragraph_format.keep_with_next = True
            self._paragraph((Span(block.caption, muted=True),), styles.SMALL)

    @_block.register(BarChart)
    @_block.register(Scatter)
    @_block.register(Timeline)
    def _drawing(self, block: BarChart | Scatter | Timeline) -> None:
        """A drawing only repeats what stands in a table beside it; here it is said."""
        self._paragraph(block.alternative, styles.MUTED_TEXT)

    @_block.register
    def _display(self, block: Display) -> None:
        style, size = _DISPLAYED[block.style]
        paragraph = self._paragraph("", style)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Mm(block.above)
        self._fill(paragraph, block.text, bold=block.style != "body")
        for run in paragraph.runs:
            run.font.size = in_points(max(size, letter_size(self._document, 10)))

    @_block.register
    def _signatures(self, block: Signatures) -> None:
        for start in range(0, len(block.labels), 2):
            labels = block.labels[start : start + 2]
            table = self._table(1, 2, ())
            for cell, label in zip(table.rows[0].cells, labels, strict=False):
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_before = Mm(16)
                border_paragraph(paragraph, "top", 0.6, "737F7F")
                self._fill(paragraph, label)
            self._after_table()

    @_block.register
    def _page_break(self, _: PageBreak) -> None:
        self._turns_page = True

    @_block.register
    def _together(self, block: KeepTogether) -> None:
        before = len(self._body())
        for inner in block.blocks:
            self._block(inner)
        for part in self._body()[before:-1]:
            for paragraph in part.iter(qn("w:p")):
                paragraph.get_or_add_pPr().keepNext_val = True

    def _body(self) -> list[BaseOxmlElement]:
        return [each for each in self._file.element.body if each.tag != qn("w:sectPr")]

    # -- tables -------------------------------------------------------------------------------

    @_block.register
    def _key_values(self, block: KeyValues) -> None:
        rows = [(Cell(key, is_header=True), Cell(value)) for key, value in block.pairs]
        self._write_rows(rows, (_KEYS, 1 - _KEYS), ())

    @_block.register
    def _fields(self, block: Fields) -> None:
        rows = [(Cell(one.label, is_header=True), Cell(one.value)) for one in block.fields]
        heights = [max(_WRITING_HEIGHT, one.height) for one in block.fields]
        self._write_rows(rows, (block.share, 1 - block.share), _ALL_EDGES, heights)

    def _write_rows(
        self,
        rows: Sequence[tuple[Cell, Cell]],
        shares: tuple[float, float],
        edges: Collection[Edge],
        heights: Sequence[float] = (),
    ) -> None:
        """Rows of a table whose heads are at the left."""
        if not rows:
            return
        table = self._table(len(rows), 2, edges)
        mark_heads(table, first_row=False, first_column=True)
        self._set_widths(table, shares)
        for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            for place, cell in zip(row.cells, cells, strict=True):
                self._write_cell(place, cell)
            keep_whole(row)
            if heights:
                row.height, row.height_rule = Mm(heights[number]), WD_ROW_HEIGHT_RULE.AT_LEAST
        self._after_table()

    @_block.register
    def _plain_table(self, block: Table) -> None:
        if block.caption:
            self._paragraph(block.caption, "Caption")
        edges = _ALL_EDGES if block.room_to_write or block.upright_head else _INSIDE
        table = self._table(len(block.rows) + 1, len(block.head), edges)
        has_names = any(isinstance(row[0], Cell) and row[0].is_header for row in block.rows)
        mark_heads(table, first_row=True, first_column=has_names)
        if block.caption:
            describe_table(table, printable(block.caption))
        if block.widths:
            self._set_widths(table, block.widths)
        self._write_table_head(table, block)
        for row, cells in zip(list(table.rows)[1:], block.rows, strict=True):
            for place, cell in zip(row.cells, cells, strict=True):
                self._write_cell(place, cell if isinstance(cell, Cell) else Cell(cell))
                if not block.widths:
                    let_width_follow(place)
            if block.room_to_write:
                keep_whole(row)
                row.height = Mm(max(_WRITING_HEIGHT, block.row_height))
                row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        self._after_table()

    def _write_table_head(self, table: WordTable, block: Table) -> None:
        row = table.rows[0]
        keep_whole(row)
        for number, (place, text) in enumerate(zip(row.cells, block.head, strict=True)):
            right = any(_is_right(cells[number]) for cells in block.rows)
            self._write_cell(place, Cell(text, is_header=True, align="right" if right else "left"))
            place.paragraphs[0].paragraph_format.keep_with_next = True
            if not block.widths:
                let_width_follow(place)
            if block.upright_head and number:
                set_upright(place)
                letters = min(max(map(len, block.head)) * _LETTER_WIDTH, _LONGEST_UPRIGHT)
                row.height = Pt(letters * letter_size(self._document, 10))
                row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST

    def _write_cell(self, place: _Cell, cell: Cell) -> None:
        paragraph = place.paragraphs[0]
        set_style(paragraph, self._styles[styles.CELL])
        if cell.align == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._fill(paragraph, cell.text, bold=cell.is_header)

    def _table(self, rows: int, columns: int, edges: Collection[Edge]) -> WordTable:
        if self._turns_page:
            self._paragraph("", styles.SPACE)
        self._is_first = False
        table: WordTable = self._file.add_table(rows, columns)
        fill_width(table)
        border_table(table, edges)
        return table

    def _after_table(self) -> None:
        """Tables that follow each other would grow together."""
        self._paragraph("", styles.SPACE)

    def _set_widths(self, table: WordTable, shares: Sequence[float]) -> None:
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            width = Pt(self._sheet.text_width * share / sum(shares))
            column.width = width
            for place in column.cells:
                place.width = width


def _is_right(cell: str | Cell) -> bool:
    return isinstance(cell, Cell) and cell.align == "right"


def blocks_in(blocks: Sequence[Block]) -> Iterator[Block]:
    """All blocks, also those that are kept together."""
    for block in blocks:
        yield block
        if isinstance(block, KeepTogether):
            yield from blocks_in(block.blocks)
