"""Documents in, one Word file (.docx) out, which can be edited: the same blocks as on paper."""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shared import Pt

from coachdesk.documents.blocks import Badges, Document, FoldedSign
from coachdesk.documents.frame import LEFT, full_title, sheet_of
from coachdesk.documents.press import file_title
from coachdesk.documents.render import Cancelled
from coachdesk.documents.tagging import printable
from coachdesk.documents.word_blocks import Writer, blocks_in
from coachdesk.documents.word_styles import set_styles
from coachdesk.documents.word_xml import LANGUAGES, add_field, border_paragraph, count_pages_anew
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Texts, msg

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_UNUSED = ("thumbnail", "customXml", "stylesWithEffects", "extended-properties")
"""Parts of python-docx's template that say nothing, or that a Macintosh made it."""
_PAGE, _COUNT = "\x01", "\x02"


def render_docx(
    documents: Sequence[Document],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """The documents as one Word file; equal documents give equal bytes.

    Each starts on a new page and counts its own pages. The file tells its title and its languages,
    no person and no time. Drawings are said in words: what they show stands in tables. Raises
    `UserError` for name signs, which are cut and folded, and otherwise as `render` does.
    """
    if not documents:
        raise ValueError("there is no document to render")
    for document in documents:
        _check(document)
    file = docx.Document()
    set_styles(file, documents[0])
    _set_properties(file, file_title(documents), documents[0].language)
    for number, document in enumerate(documents, start=1):
        if cancelled and cancelled():
            raise Cancelled
        section = file.sections[0] if number == 1 else file.add_section(WD_SECTION.NEW_PAGE)
        _set_frame(section, document, is_one=len(documents) == 1)
        Writer(file, document, documents[0].language).write()
        if progress:
            progress(number, len(documents))
    return _packed(file)


def _check(document: Document) -> None:
    if any(isinstance(block, FoldedSign | Badges) for block in blocks_in(document.blocks)):
        raise UserError(
            msg(
                "print",
                "“{title}” cannot be a Word document, since it is cut or folded. Save it as PDF.",
                title=document.title,
            )
        )


def _set_properties(file: WordFile, title: str, language: str) -> None:
    properties = file.core_properties
    for known in list(properties._element):  # noqa: SLF001 - the template's author and dates
        properties._element.remove(known)  # noqa: SLF001 - as above
    properties.title = printable(title)[:255]
    properties.language = LANGUAGES[language]
    preview = qn("w:savePreviewPicture")  # Word would put a picture of page 1 into the file
    file.settings.element.remove(file.settings.element.find(preview))
    for holder in (file.part.package, file.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _UNUSED:
                del holder.rels[key]


# -- the frame of the pages ---------------------------------------------------------------------


def _set_frame(section: Section, document: Document, *, is_one: bool) -> None:
    """The page, its header (from the second page on; the first has the title) and its footer."""
    sheet = sheet_of(document)
    section.page_width, section.page_height = Pt(sheet.width), Pt(sheet.height)
    turned = sheet.width > sheet.height
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Pt(LEFT)
    section.top_margin, section.bottom_margin = Pt(sheet.above), Pt(sheet.below)
    section.header_distance = section.footer_distance = Pt(28)
    section.different_first_page_header_footer = True
    count_pages_anew(section)
    for part in (section.header, section.first_page_header, section.footer,
                 section.first_page_footer):  # fmt: skip
        part.is_linked_to_previous = False
    if document.without_frame:
        return
    header = section.header.paragraphs[0]
    header.add_run(_line(full_title(document)))
    border_paragraph(header, "bottom")
    for footer in (section.footer, section.first_page_footer):
        _fill_footer(footer, document, sheet.text_width, "NUMPAGES" if is_one else "SECTIONPAGES")


def _fill_footer(footer: _Footer, document: Document, width: float, count: str) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT)
    border_paragraph(paragraph, "top")
    paragraph.add_run(f"{_line(document.date_text)}\t")
    texts = Texts.load(document.language)
    words = texts(msg("print", "page {page}/{count}", page=_PAGE, count=_COUNT))
    for part in re.split(f"([{_PAGE}{_COUNT}])", words):
        if part in (_PAGE, _COUNT):
            add_field(paragraph, "PAGE" if part == _PAGE else count)
        else:
            paragraph.add_run(part)


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _packed(file: WordFile) -> bytes:
    """The file's parts in a zip that tells no time."""
    saved, packed = BytesIO(), BytesIO()
    file.save(saved)
    with ZipFile(saved) as before, ZipFile(packed, "w") as after:
        for part in before.infolist():
            info = ZipInfo(part.filename, _EARLIEST)
            info.compress_type = ZIP_DEFLATED
            after.writestr(info, before.read(part))
    return packed.getvalue()
