"""How many pages and sheets of paper a pack takes, counted beside the window."""

import datetime as dt

from PySide6.QtWidgets import QLabel

from coachdesk.features.printing.pack import Extent, Pack
from coachdesk.features.printing.pack_service import Contents, PageCounts
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.jobs import Job
from coachdesk.ui.notices import Problem
from coachdesk.ui.theme import set_class


class PackEstimate(QLabel):
    """A line that follows the choices of a pack."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        set_class(self, "strong")
        self.setWordWrap(True)
        self.setContentsMargins(theme.L, theme.S, theme.L, 0)
        self._context = context
        self._counts = PageCounts()
        self._job: Job[Extent] | None = None
        self.extent: Extent | None = None
        """What was counted last; None while it is counted."""

    @property
    def is_told(self) -> bool:
        """Whether the pages are counted, or it is under way."""
        return self.extent is not None or self._job is not None

    def forget(self) -> None:
        """The data have changed: all papers are to be counted anew."""
        self._counts = PageCounts()

    def show_pack(self, pack: Pack, contents: Contents) -> None:
        """Count a pack; an earlier count is given up."""
        self.stop()
        today: dt.date = self._context.clock.today()
        counts = self._counts

        def work(job: Job[Extent]) -> Extent:
            return counts.extent(job.reader, pack, contents, today, job.progress)

        if not contents.papers:
            self._show(Extent())
            return
        self.setText(tr(msg("printing", "Counting the pages…")))
        self._job = self._context.jobs.run(
            work,
            done=self._show,
            failed=self._on_failed,
            progress=self._show_progress,
            owner=self,
        )

    def stop(self) -> None:
        """Count no more."""
        self.extent = None
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show(self, found: Extent) -> None:
        self._job, self.extent = None, found
        self.setText(tr(extent_words(found)))

    def _show_progress(self, done: int, total: int) -> None:
        part = round(100 * done / total)
        if part % 10 == 0:
            words = msg("printing", "Counting the pages… {part} %", part=part)
            self.setText(tr(words))

    def _on_failed(self, problem: Problem) -> None:
        self._job = None
        self.setText(tr(problem.message))


def extent_words(found: Extent) -> Message:
    """Pages and sheets: "84 pages on 46 sheets of paper, 8 backs stay blank"."""
    if not found.pages:
        return msg("printing", "Nothing to print yet: tick a paper.")
    pages = plural("printing", "{count} page", "{count} pages", found.pages - found.blank_backs)
    sheets = plural("printing", "{count} sheet", "{count} sheets", found.sheets)
    if not found.blank_backs:
        return msg("printing", "{pages} on {sheets} of paper", pages=pages, sheets=sheets)
    return plural(
        "printing",
        "{pages} on {sheets} of paper; {count} back stays blank",
        "{pages} on {sheets} of paper; {count} backs stay blank",
        found.blank_backs, pages=pages, sheets=sheets,
    )  # fmt: skip
