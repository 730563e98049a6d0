"""One file in the making: its documents are composed, placed on pages and drawn in turn."""

from collections.abc import Callable, Sequence

from coachdesk.documents.blocks import Document
from coachdesk.documents.compose import Composer
from coachdesk.documents.frame import Sheet, draw_frame, full_title, sheet_of
from coachdesk.documents.lines import Typesetter
from coachdesk.documents.pages import Page, paginate
from coachdesk.documents.tagging import Element, TaggedCanvas, text_string


class Press:
    """Prints documents into one file."""

    def __init__(
        self, title: str, language: str, check: Callable[[], None], *, in_parts: bool
    ) -> None:
        """`check` is called at every page and may raise to give up.

        `in_parts` makes each document a part of the file, in a language of its own.
        """
        self._canvas = TaggedCanvas(title, language)
        self._setter = Typesetter()
        self._check = check
        self._in_parts = in_parts
        self.pages = 0
        """How many pages there are so far."""

    def add(self, document: Document, *, fill_sheet: bool = False) -> None:
        """Draw the pages of a document; with `fill_sheet` the last sheet has a back, a blank one.

        What has no frame is cut, folded or handed out page by page: each page has a blank back.
        """
        self._check()
        parent = self._canvas.document
        if self._in_parts:
            language = f"/Lang{text_string(document.language)}"
            parent = self._canvas.element("Part", parent, language)
        sheet, pages = _laid_out(self._canvas, self._setter, document, parent)
        self._canvas.setPageSize((sheet.width, sheet.height))
        for number, page in enumerate(pages, start=1):
            self._check()
            page.draw(self._canvas, sheet.top)
            if not document.without_frame:
                draw_frame(self._canvas, self._setter, document, number, len(pages))
            self._end_page()
            is_alone = document.without_frame or (number == len(pages) and number % 2)
            if fill_sheet and is_alone:
                self._add_blank_back()
        self._canvas.end_part()

    def _add_blank_back(self) -> None:
        with self._canvas.artifact("/Type/Page"):
            pass
        self._end_page()

    def _end_page(self) -> None:
        self._canvas.showPage()
        self.pages += 1

    def finish(self) -> bytes:
        """The file's bytes."""
        return self._canvas.finish()


def pages_and_sheets(document: Document) -> tuple[int, int]:
    """How many pages a document has, and how many sheets it takes when both sides are printed."""
    canvas = TaggedCanvas(document.title, document.language)
    _sheet, pages = _laid_out(canvas, Typesetter(), document, canvas.document)
    count = len(pages)
    return count, count if document.without_frame else -(-count // 2)


def _laid_out(
    canvas: TaggedCanvas, setter: Typesetter, document: Document, parent: Element
) -> tuple[Sheet, list[Page]]:
    pieces = Composer(canvas, setter, document, parent).compose()
    sheet = sheet_of(document)
    return sheet, paginate(pieces, sheet.text_height)


def file_title(documents: Sequence[Document]) -> str:
    """What a file of these documents is called."""
    if len(documents) == 1:
        return full_title(documents[0])
    return ", ".join(dict.fromkeys(document.title for document in documents))
