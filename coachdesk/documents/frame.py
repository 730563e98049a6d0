"""The frame of a page: who and what at the top, date and page number at the bottom."""

from dataclasses import dataclass

from reportlab.lib.pagesizes import A3, A4

from coachdesk.documents.blocks import Document
from coachdesk.documents.lines import MUTED, Style, Typesetter, write_lines
from coachdesk.documents.pieces import HAIRLINE, draw_rules
from coachdesk.documents.tagging import TaggedCanvas
from coachdesk.kernel.text import Texts, msg

LEFT = 54.0
"""Where text begins; it ends as far from the other edge."""
_TOP, _BOTTOM = 58.0, 62.0
_HEADER, _FOOTER = 38.0, 36.0
_EDGE = 28.0
_TITLE, _POSTER_TITLE = 17.0, 25.0
_POSTER_SCALE, _LARGE_POSTER_SCALE = 1.8, 2.2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page and the room for text on it; lengths in points, places from the lower left."""

    width: float
    height: float
    above: float = _TOP
    below: float = _BOTTOM

    @property
    def right(self) -> float:
        """Where lines end."""
        return self.width - LEFT

    @property
    def text_width(self) -> float:
        """The length of a line."""
        return self.right - LEFT

    @property
    def top(self) -> float:
        """Where text begins below the header."""
        return self.height - self.above

    @property
    def text_height(self) -> float:
        """The room between header and footer."""
        return self.top - self.below


_UPRIGHT, _TURNED = Sheet(*A4), Sheet(A4[1], A4[0])
_POSTER = Sheet(A3[1], A3[0])
_WITHOUT_FRAME = Sheet(*A4, _EDGE, _EDGE)


def sheet_of(document: Document) -> Sheet:
    """The page that a document is printed on."""
    if document.without_frame:
        return _WITHOUT_FRAME
    if document.poster:
        return _POSTER
    return _TURNED if document.landscape else _UPRIGHT


def letter_size(document: Document, size: float) -> float:
    """The size of letters that are usually of `size`, in points.

    In large print nothing is smaller than 16 points, on a poster all is larger.
    """
    if document.poster:
        return size * (_LARGE_POSTER_SCALE if document.large_print else _POSTER_SCALE)
    return max(16.0, size * 1.6) if document.large_print else size


def title_size(document: Document) -> float:
    """The usual size of the title's letters, in points."""
    return _POSTER_TITLE if document.poster else _TITLE


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
    sheet = sheet_of(document)
    header = sheet.height - _HEADER
    style = Style(12.0 if document.large_print or document.poster else 8.5, 12.0, MUTED)
    if page > 1:
        with canvas.artifact("/Type/Pagination/Subtype/Header"):
            _write(
                canvas, setter, full_title(document), style, sheet, baseline=header, at_right=False
            )
        rule = header - 6
        draw_rules(canvas, [(HAIRLINE, 0.6, LEFT, rule, sheet.right, rule)])
    rule = _FOOTER + 14
    draw_rules(canvas, [(HAIRLINE, 0.6, LEFT, rule, sheet.right, rule)])
    texts = Texts.load(document.language)
    number = texts(msg("print", "page {page}/{count}", page=page, count=count))
    with canvas.artifact("/Type/Pagination/Subtype/Footer"):
        _write(canvas, setter, document.date_text, style, sheet, baseline=_FOOTER, at_right=False)
        _write(canvas, setter, number, style, sheet, baseline=_FOOTER, at_right=True)


def _write(
    canvas: TaggedCanvas,
    setter: Typesetter,
    text: str,
    style: Style,
    sheet: Sheet,
    *,
    baseline: float,
    at_right: bool,
) -> None:
    """One line; a text too long for it ends in dots (the title stands whole on page 1)."""
    line, *rest = setter.wrap(text, style, sheet.text_width * 0.75)
    x = sheet.right - line.width if at_right else LEFT
    write_lines(canvas, [line], style, [x], baseline)
    if rest:
        dots = setter.wrap("…", style, sheet.text_width)
        write_lines(canvas, dots, style, [x + line.width], baseline)
