"""Reading a Word document as others do: its paragraphs and tables in order, its raw parts."""

from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document as WordFile
from docx.table import Table
from docx.text.paragraph import Paragraph

SPACE = "Space after table"


def opened(data: bytes) -> WordFile:
    return docx.Document(BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def outline(data: bytes) -> str:
    """Each paragraph with its style, each row of a table with bars; a head row is underlined."""
    lines: list[str] = []
    for part in opened(data).iter_inner_content():
        lines += _rows(part) if isinstance(part, Table) else _line(part)
    return "\n".join(lines) + "\n"


def _line(paragraph: Paragraph) -> list[str]:
    style = paragraph.style.name if paragraph.style else ""
    words = paragraph.text.replace("\n", "⏎").replace("\t", "→")
    return [] if style == SPACE else [f"{style}: {words}".rstrip()]


def _rows(table: Table) -> list[str]:
    lines = []
    for row in table.rows:
        lines.append("| " + " | ".join(cell.text.replace("\n", "⏎") for cell in row.cells) + " |")
        if row._tr.xpath("w:trPr/w:tblHeader"):
            lines.append("|---" * len(row.cells) + "|")
    return lines


def texts(data: bytes) -> str:
    """All words of the document on one line."""
    return " ".join(outline(data).split())
