"""Documents in, one PDF file out. ReportLab is imported at the first call, not before."""

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from coachdesk.documents.blocks import Document


class Cancelled(Exception):  # noqa: N818 - not an error: the person asked for it
    """The rendering was given up on request."""


def render(
    documents: Sequence[Document],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """The documents as one tagged PDF (PDF/UA-1); equal documents give equal bytes.

    Each document starts on a new page and counts its own pages. `progress` is called with the
    number of documents done and of all; `cancelled` is asked at every page, and the rendering
    raises `Cancelled` when it says yes. Raises `ValueError` without any document.
    """
    if not documents:
        raise ValueError("there is no document to render")
    _load_reportlab()
    from coachdesk.documents.press import Press, file_title

    title, language = file_title(documents), documents[0].language
    check = _checking(cancelled)
    press = Press(title, language, check, in_parts=len(documents) > 1)
    for number, document in enumerate(documents, start=1):
        press.add(document)
        if progress:
            progress(number, len(documents))
    check()
    return press.finish()


def render_in_turn(
    title: str,
    language: str,
    documents: Iterable[Document],
    *,
    fill_sheets: bool = False,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """As `render`, for documents that are taken one by one as they come and not kept.

    With `fill_sheets` each begins on a right-hand page when both sides are printed: an odd number
    of pages is followed by a blank back, and so is each page of what is cut, folded or handed out
    page by page (`without_frame`). Raises `ValueError` when no document comes.
    """
    _load_reportlab()
    from coachdesk.documents.press import Press

    check = _checking(cancelled)
    press = Press(title, language, check, in_parts=True)
    for document in documents:
        press.add(document, fill_sheet=fill_sheets)
    check()
    if not press.pages:
        raise ValueError("there is no document to render")
    return press.finish()


class Measure(NamedTuple):
    """How many pages a document has, and how many sheets it takes when both sides are printed."""

    pages: int = 0
    sheets: int = 0


def measure(document: Document) -> Measure:
    """How much paper a document takes, found without drawing it."""
    _load_reportlab()
    from coachdesk.documents.press import pages_and_sheets

    return Measure(*pages_and_sheets(document))


_loading = threading.Lock()


def _load_reportlab() -> None:
    """It costs 0.2 s, so at the first call; one thread does it, for its parts import each other."""
    with _loading:
        import coachdesk.documents.press  # noqa: F401 - to be there


def _checking(cancelled: Callable[[], bool] | None) -> Callable[[], None]:
    def check() -> None:
        if cancelled and cancelled():
            raise Cancelled

    return check
