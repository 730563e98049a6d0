"""Documents in, one PDF file out. ReportLab is imported at the first call, not before."""

from collections.abc import Callable, Sequence

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
    from coachdesk.documents.press import Press  # here: ReportLab costs 0.2 s

    def check() -> None:
        if cancelled and cancelled():
            raise Cancelled

    press = Press(documents, check)
    for number, document in enumerate(documents, start=1):
        press.add(document)
        if progress:
            progress(number, len(documents))
    check()
    return press.finish()
