"""What python-docx has no word for: borders, fields, languages, the heads of tables."""

from collections.abc import Collection
from typing import Literal

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

Edge = Literal["top", "left", "bottom", "right", "insideH", "insideV"]
LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
HAIRLINE = "B8C2C2"
_EIGHTHS = 8
_EDGES: tuple[Edge, ...] = ("top", "left", "bottom", "right", "insideH", "insideV")
_AFTER_TABLE_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption")
_AFTER_PARAGRAPH_BORDERS = (
    "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr",
    "w:sectPr",
)  # fmt: skip


def raw(thing: Paragraph | Run | Table | _Row | _Cell | ParagraphStyle) -> BaseOxmlElement:
    """The XML element behind an object."""
    return thing._element  # noqa: SLF001 - python-docx offers no other way


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """An element such as `w:lang`, with its attributes."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def in_points(size: float) -> Length:
    """A size of letters; Word counts it in half points."""
    return Pt(round(size * 2) / 2)


# -- paragraphs ---------------------------------------------------------------------------------


def set_style(paragraph: Paragraph, style_id: str) -> None:
    """The paragraph's style; python-docx itself looks through all styles each time."""
    raw(paragraph).style = style_id


def set_font(style: ParagraphStyle, name: str) -> None:
    """One font for all scripts, instead of that of the theme."""
    fonts = raw(style).get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def border_paragraph(
    paragraph: Paragraph | ParagraphStyle,
    edge: Edge | None,
    width: float = 0.5,
    colour: str = HAIRLINE,
) -> None:
    """A line at one edge, `width` points thick, or none, in place of those that there are."""
    properties = raw(paragraph).get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if edge is not None:
        borders = element("w:pBdr")
        borders.append(_border(edge, width, colour))
        properties.insert_element_before(borders, *_AFTER_PARAGRAPH_BORDERS)


def _border(edge: Edge, width: float, colour: str, space: int = 4) -> BaseOxmlElement:
    size = str(round(width * _EIGHTHS))
    return element(f"w:{edge}", val="single", sz=size, space=str(space), color=colour)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """A number that Word works out, such as PAGE."""
    field, run, text = (
        element("w:fldSimple", instr=f" {instruction} "), element("w:r"), element("w:t")
    )  # fmt: skip
    text.text = "1"
    run.append(text)
    field.append(run)
    raw(paragraph).append(field)


def set_language(run: Run, language: str) -> None:
    """A run in another language than the file's."""
    raw(run).get_or_add_rPr().append(element("w:lang", val=LANGUAGES[language]))


# -- tables -------------------------------------------------------------------------------------


def border_table(table: Table, edges: Collection[Edge]) -> None:
    """Hairlines at these edges of the table or, `inside`, of its cells."""
    borders = element("w:tblBorders")
    for edge in _EDGES:
        if edge in edges:
            borders.append(_border(edge, 0.5, HAIRLINE, 0))
    raw(table).tblPr.insert_element_before(borders, *_AFTER_TABLE_BORDERS)


def fill_width(table: Table) -> None:
    """As wide as the lines of text."""
    width = raw(table).tblPr.find(qn("w:tblW"))
    width.set(qn("w:type"), "pct")
    width.set(qn("w:w"), "5000")


def mark_heads(table: Table, *, first_row: bool, first_column: bool) -> None:
    """Tell readers which cells are heads; a head row is repeated on each page."""
    look = raw(table).tblPr.find(qn("w:tblLook"))
    look.attrib.clear()
    flags = {"firstRow": first_row, "lastRow": False, "firstColumn": first_column,
             "lastColumn": False, "noHBand": True, "noVBand": True}  # fmt: skip
    for name, is_on in flags.items():
        look.set(qn(f"w:{name}"), "1" if is_on else "0")
    if first_row:
        raw(table.rows[0]).get_or_add_trPr().append(element("w:tblHeader"))


def describe_table(table: Table, caption: str) -> None:
    """What the table is about, for those who hear it."""
    raw(table).tblPr.append(element("w:tblCaption", val=caption))


def keep_whole(row: _Row) -> None:
    """The row is not divided between pages."""
    raw(row).get_or_add_trPr().append(element("w:cantSplit"))


def let_width_follow(cell: _Cell) -> None:
    """The cell asks for no width."""
    width = raw(cell).get_or_add_tcPr().get_or_add_tcW()
    width.set(qn("w:type"), "auto")
    width.set(qn("w:w"), "0")


def set_upright(cell: _Cell) -> None:
    """The cell's text runs from its bottom to its top."""
    raw(cell).get_or_add_tcPr().append(element("w:textDirection", val="btLr"))


# -- sections -----------------------------------------------------------------------------------


def count_pages_anew(section: Section) -> None:
    """The first page of a section is page 1."""
    properties: BaseOxmlElement = section._sectPr  # noqa: SLF001 - python-docx offers no other way
    properties.remove_all("w:pgNumType")
    properties.insert_element_before(
        element("w:pgNumType", start="1"), "w:cols", "w:titlePg", "w:docGrid"
    )
