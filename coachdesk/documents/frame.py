"""The frame of a page: A4, who and what at the top, date and page number at the bottom."""

from reportlab.lib.pagesizes import A4

from coachdesk.documents.blocks import Document
from coachdesk.documents.lines import MUTED, Style, Typesetter, write_lines
from coachdesk.documents.pieces import HAIRLINE, draw_rules
from coachdesk.documents.tagging import TaggedCanvas
from coachdesk.kernel.text import Texts, msg

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT = 54.0
RIGHT = PAGE_WIDTH - 54.0
TEXT_WIDTH = RIGHT - LEFT
TOP = PAGE_HEIGHT - 58.0
BOTTOM = 62.0
TEXT_HEIGHT = TOP - BOTTOM
_HEADER_BASELINE = PAGE_HEIGHT - 38.0
_FOOTER_BASELINE = 36.0


def full_title(document: Document) -> str:
    """What the paper is about and what it is, in one line."""
    if not document.subject:
        return document.title
    texts = Texts.load(document.language)
    return texts(
        msg("print", "{subject} – {title}", subject=document.subject, title=document.title)
    )


def draw_frame(
    canvas: TaggedCanvas, setter: Typesetter, document: Document, page: int, count: int
) -> None:
    """Header (from the second page on; the first has the title) and footer, as artifacts."""
    style = Style(12.0 if document.large_print else 8.5, 12.0, MUTED)
    if page > 1:
        with canvas.artifact("/Type/Pagination/Subtype/Header"):
            _write(canvas, setter, full_title(document), style, _HEADER_BASELINE, at_right=False)
        rule = _HEADER_BASELINE - 6
        draw_rules(canvas, [(HAIRLINE, 0.6, LEFT, rule, RIGHT, rule)])
    rule = _FOOTER_BASELINE + 14
    draw_rules(canvas, [(HAIRLINE, 0.6, LEFT, rule, RIGHT, rule)])
    texts = Texts.load(document.language)
    number = texts(msg("print", "page {page}/{count}", page=page, count=count))
    with canvas.artifact("/Type/Pagination/Subtype/Footer"):
        _write(canvas, setter, document.date_text, style, _FOOTER_BASELINE, at_right=False)
        _write(canvas, setter, number, style, _FOOTER_BASELINE, at_right=True)


def _write(
    canvas: TaggedCanvas,
    setter: Typesetter,
    text: str,
    style: Style,
    baseline: float,
    *,
    at_right: bool,
) -> None:
    """One line; a text too long for it ends in dots (the title stands whole on page 1)."""
    line, *rest = setter.wrap(text, style, TEXT_WIDTH * 0.75)
    x = RIGHT - line.width if at_right else LEFT
    write_lines(canvas, [line], style, [x], baseline)
    if rest:
        dots = setter.wrap("…", style, TEXT_WIDTH)
        write_lines(canvas, dots, style, [x + line.width], baseline)
