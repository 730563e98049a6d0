"""The styles of a Word document: what a person changes once to change it everywhere."""

from typing import cast

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from coachdesk.documents.blocks import Document
from coachdesk.documents.frame import letter_size, title_size
from coachdesk.documents.word_xml import (
    LANGUAGES,
    border_paragraph,
    in_points,
    raw,
    set_font,
)

PETROL, MUTED, BLACK = RGBColor(11, 93, 102), RGBColor(74, 89, 92), RGBColor(26, 33, 36)
TICKS, CELL, SMALL, WARNING, LEFT_OUT, PLAIN, SPACE, LINE = (
    "Tick list", "Table text", "Small", "Warning", "Left out", "Plain language",
    "Space after table", "Line to write on",
)  # fmt: skip
MUTED_TEXT = "Muted"
_FONT = "Calibri"
_HEADINGS = {1: 13.5, 2: 12.0, 3: 11.0}
_BODY = 11.0


def set_styles(file: WordFile, first: Document) -> None:
    """Fonts, sizes and colours as on the papers, in letters as large as those of the first."""
    _set_language(file, first.language)
    normal = style(file, "Normal")
    set_font(normal, _FONT)
    _look(normal, letter_size(first, _BODY))
    _space(normal, 0, 5)
    title = style(file, "Title")
    set_font(title, _FONT)
    border_paragraph(title, None)
    _look(title, letter_size(first, title_size(first)), PETROL, bold=True)
    for level, size in _HEADINGS.items():
        heading = style(file, f"Heading {level}")
        set_font(heading, _FONT)
        _look(heading, letter_size(first, size), PETROL, bold=True)
        _space(heading, 12, 4)
    caption = style(file, "Caption")
    _look(caption, letter_size(first, 10), BLACK, bold=True)
    caption.paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        _look(style(file, name), 12 if first.large_print else 9, MUTED)
        style(file, name).paragraph_format.tab_stops.clear_all()
    _space(style(file, "List Bullet"), 0, 2)
    _add_own(file, first)


def style(file: WordFile, name: str) -> ParagraphStyle:
    """A paragraph style by its name."""
    return cast("ParagraphStyle", file.styles[name])


def ids(file: WordFile) -> dict[str, str]:
    """What paragraphs call the styles, by their names."""
    return {one.name: one.style_id for one in file.styles if one.name}


def _set_language(file: WordFile, language: str) -> None:
    defaults = file.styles.element.find(".//" + qn("w:lang"))
    defaults.set(qn("w:val"), LANGUAGES[language])
    theme = file.settings.element.find(qn("w:themeFontLang"))
    theme.attrib.clear()
    theme.set(qn("w:val"), LANGUAGES[language])


def _add_own(file: WordFile, first: Document) -> None:
    ticks = _add(file, TICKS, letter_size(first, _BODY), after=2)
    ticks.paragraph_format.left_indent = Pt(18)
    ticks.paragraph_format.first_line_indent = Pt(-18)
    _add(file, CELL, letter_size(first, 10), after=0)
    _add(file, SMALL, letter_size(first, 9), after=5)
    _look(_add(file, MUTED_TEXT, letter_size(first, _BODY), after=5), None, MUTED)
    warning = _add(file, WARNING, letter_size(first, _BODY), after=6)
    warning.font.bold = True
    border_paragraph(warning, "left", 2.4, "1A2124")
    left_out = _add(file, LEFT_OUT, letter_size(first, 10), after=6)
    _look(left_out, None, MUTED)
    left_out.font.italic = True
    border_paragraph(left_out, "left", 0.8, "4A595C")
    plain = _add(file, PLAIN, letter_size(first, 13), after=8)
    plain.paragraph_format.line_spacing = 1.4
    plain.paragraph_format.keep_with_next = True
    _add(file, SPACE, 5, after=0)
    line = _add(file, LINE, letter_size(first, 14), after=0)
    border_paragraph(line, "bottom", 0.6, "737F7F")


def _add(file: WordFile, name: str, size: float, *, after: float) -> ParagraphStyle:
    made = cast("ParagraphStyle", file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    made.base_style = style(file, "Normal")
    made.quick_style = True
    _look(made, size)
    _space(made, 0, after)
    return made


def _look(
    of: ParagraphStyle, size: float | None, colour: RGBColor | None = None, *, bold: bool = False
) -> None:
    if size is not None:
        of.font.size = in_points(size)
    if colour is not None:
        raw(of).get_or_add_rPr()
        of.font.color.rgb = colour
    if bold:
        of.font.bold = True


def _space(of: ParagraphStyle, before: float, after: float) -> None:
    of.paragraph_format.space_before = Pt(before)
    of.paragraph_format.space_after = Pt(after)
    of.paragraph_format.line_spacing = 1.1
