"""The floor of printing: the blocks of a paper set by ReportLab's own means, without tags."""

import io
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from coachdesk.documents import blocks
from coachdesk.kernel.paths import resource

REGULAR, BOLD = "NotoSans-Regular", "NotoSans-Bold"
_WIDTH = 480
_STYLES = {
    "title": ParagraphStyle("title", fontName=BOLD, fontSize=16, leading=22),
    "heading": ParagraphStyle("heading", fontName=BOLD, fontSize=11, leading=16, spaceBefore=6),
    "text": ParagraphStyle("text", fontName=REGULAR, fontSize=9, leading=12, spaceAfter=4),
    "cell": ParagraphStyle("cell", fontName=REGULAR, fontSize=8, leading=10),
}
_RULED = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)


def set_plainly(documents: Sequence[blocks.Document]) -> bytes:
    """The documents as one PDF."""
    for name in (REGULAR, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{name}.ttf"))))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, REGULAR, BOLD)
    flowables: list[Any] = []
    for document in documents:
        title = f"{document.title} – {document.subject}, {document.date_text}"
        flowables += [_paragraph(title, "title"), *_flowables(document.blocks), PageBreak()]
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4, topMargin=50, bottomMargin=50).build(flowables)
    return file.getvalue()


def _flowables(parts: Sequence[blocks.Block]) -> Iterator[Any]:
    for block in parts:
        match block:
            case blocks.Heading():
                yield _paragraph(block.text, "heading")
            case blocks.Para():
                yield _paragraph(block.spans)
            case blocks.LeftOut():
                yield _paragraph(block.text)
            case blocks.BulletList():
                for item in block.items:
                    yield Paragraph(_markup(item), _STYLES["text"], bulletText="•")
            case blocks.KeepTogether():
                yield from _flowables(block.blocks)
            case blocks.PageBreak():
                yield PageBreak()
            case blocks.Fields():
                yield _fields(block)
            case _:
                yield _table_of(block)


def _fields(block: blocks.Fields) -> Table:
    rows = [(_paragraph(each.label, "cell"), each.value) for each in block.fields]
    heights = [each.height * mm for each in block.fields]
    columns = [_WIDTH * block.share, _WIDTH * (1 - block.share)]
    return Table(rows, columns, heights, style=_RULED)


def _table_of(block: blocks.Block) -> Table:
    match block:
        case blocks.Table():
            return _table([block.head, *block.rows], block.widths)
        case blocks.KeyValues():
            return _table(block.pairs)
        case blocks.TickList():
            return _table([_tick_cells(row) for row in block.rows])
        case _:
            raise ValueError(f"the floor has no {type(block).__name__}")


def _tick_cells(row: blocks.TickRow) -> tuple[blocks.Text, ...]:
    return ("x" if row.ticked else "–", row.text, row.detail)


def _table(rows: Sequence[Sequence[Any]], widths: Sequence[float] = ()) -> Table:
    shares = widths or (1.0,) * len(rows[0])
    columns = [_WIDTH * share / sum(shares) for share in shares]
    cells = [
        [_paragraph(c.text if isinstance(c, blocks.Cell) else c, "cell") for c in row]
        for row in rows
    ]
    return Table(cells, columns, style=_RULED, repeatRows=1)


def _paragraph(text: blocks.Text, style: str = "text") -> Paragraph:
    return Paragraph(_markup(text), _STYLES[style])


def _markup(text: blocks.Text) -> str:
    if isinstance(text, str):
        return escape(text)
    spans = (f"<b>{escape(s.text)}</b>" if s.bold else escape(s.text) for s in text)
    return "".join(spans).replace("\n", "<br/>")
