"""One file in the making: its documents are composed, placed on pages and drawn in turn."""

from collections.abc import Callable, Sequence

from coachdesk.documents.blocks import Document
from coachdesk.documents.compose import Composer
from coachdesk.documents.frame import draw_frame, full_title, sheet_of
from coachdesk.documents.lines import Typesetter
from coachdesk.documents.pages import paginate
from coachdesk.documents.tagging import TaggedCanvas, text_string


class Press:
    """Prints documents into one file."""

    def __init__(self, documents: Sequence[Document], check: Callable[[], None]) -> None:
        """`check` is called at every page and may raise to give up."""
        self._canvas = TaggedCanvas(_file_title(documents), documents[0].language)
        self._setter = Typesetter()
        self._check = check
        self._is_one = len(documents) == 1

    def add(self, document: Document) -> None:
        """Draw the pages of a document."""
        self._check()
        parent = self._canvas.document
        if not self._is_one:
            language = f"/Lang{text_string(document.language)}"
            parent = self._canvas.element("Part", parent, language)
        pieces = Composer(self._canvas, self._setter, document, parent).compose()
        sheet = sheet_of(document)
        self._canvas.setPageSize((sheet.width, sheet.height))
        pages = paginate(pieces, sheet.text_height)
        for number, page in enumerate(pages, start=1):
            self._check()
            page.draw(self._canvas, sheet.top)
            if not document.without_frame:
                draw_frame(self._canvas, self._setter, document, number, len(pages))
            self._canvas.showPage()
        self._canvas.end_part()

    def finish(self) -> bytes:
        """The file's bytes."""
        return self._canvas.finish()


def _file_title(documents: Sequence[Document]) -> str:
    if len(documents) == 1:
        return full_title(documents[0])
    return ", ".join(dict.fromkeys(document.title for document in documents))
