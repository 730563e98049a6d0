"""The paper as it will be, made anew beside the window after each choice."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from coachdesk.documents.render import render
from coachdesk.features.printing.model import Order, Subject
from coachdesk.features.printing.service import compose_documents, on_paper
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.context import Context
from coachdesk.ui.jobs import Job
from coachdesk.ui.preview import PdfPreview
from coachdesk.ui.widgets.basic import EmptyState

if TYPE_CHECKING:
    import datetime as dt

    from coachdesk.documents.blocks import Document
    from coachdesk.kernel.database import Database

_PAUSE_MS = 30
"""Changes that come together are shown together."""

_HINTS = {
    Subject.TEAM: msg("printing", "Choose at least one team."),
    Subject.RUN: msg("printing", "There is no programme yet. Start one on the page Runs."),
    Subject.MEETING: msg("printing", "There are no meeting notes yet."),
    Subject.SURVEY: msg("printing", "There is no survey yet. Begin one on the page Surveys."),
    Subject.EVENT: msg("printing", "There is no workshop yet. Start a run on the page Runs."),
    Subject.METHOD: msg("printing", "No method has been used yet. Begin one on the page Methods."),
}


class ShownPaper(NamedTuple):
    """A paper to look at: what tells it from others, what it is called, how it is composed."""

    key: Hashable
    compose: Callable[[Database], Document]
    name: str = ""
    """Empty where the paper itself tells whom or what it is about."""


class LivePreview(QStackedWidget):
    """Shows one of several papers at a time; turning pages leads on to the next paper."""

    settled = Signal()
    """What was chosen is in sight."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._papers: Sequence[ShownPaper] = ()
        self._hint = _HINTS[Subject.TEAM]
        self._shown = 0  # which of the papers is in sight
        self._job: Job[tuple[bytes, str]] | None = None
        self.pdf = PdfPreview()
        self.pdf.turned_over.connect(self._turn_over)
        self.addWidget(self.pdf)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._render)

    @property
    def busy(self) -> bool:
        """Whether a paper is being made."""
        return self._job is not None or self._pause.isActive()

    def show_order(self, order: Order) -> None:
        """Show the papers of an order soon; the paper in sight stays in sight if it is in it."""
        today = self._context.clock.today()
        papers = [ShownPaper(rid, partial(_compose, order, rid, today)) for rid in order.subjects]
        self.show_papers(papers, _HINTS[order.handout.subject])

    def show_papers(
        self, papers: Sequence[ShownPaper], hint: Message, at: Hashable | None = None
    ) -> None:
        """Show papers soon: the one with the key `at`, else the one in sight if it is among them.

        Where there is none, show the hint.
        """
        before = self._papers[self._shown].key if self._papers else None
        keys = [paper.key for paper in papers]
        wanted = at if at in keys else before
        self._papers, self._hint = papers, hint
        self._shown = keys.index(wanted) if wanted in keys else 0
        self._pause.start()

    def _render(self) -> None:
        """Make the paper in sight; the answer to an earlier choice is dropped."""
        if self._context.jobs.reader_factory is None:
            return  # the workspace was closed during the pause
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if not self._papers:
            self._say(self._hint)
            return
        paper = self._papers[self._shown]

        def work(job: Job[tuple[bytes, str]]) -> tuple[bytes, str]:
            def ask() -> bool:
                job.progress(0, 1)
                return False

            document = paper.compose(job.reader)
            name = paper.name or document.subject or document.title
            return render([on_paper(document)], cancelled=ask), name

        self._job = self._context.jobs.run(
            work, done=self._show_paper, failed=self._on_failed, owner=self
        )

    def _show_paper(self, made: tuple[bytes, str]) -> None:
        self._job = None
        data, name = made
        after = self._shown + 1 < len(self._papers)
        self.pdf.show_pdf(data, name, before=self._shown > 0, after=after)
        self.setCurrentWidget(self.pdf)
        self.settled.emit()

    def _on_failed(self, problem: UserError | EnvironmentProblem) -> None:
        self._job = None
        self._say(problem.message)

    def _say(self, hint: Message) -> None:
        self.pdf.show_nothing()
        old = self.currentWidget()
        self.setCurrentIndex(self.addWidget(EmptyState("print", hint)))
        if old is not None and old is not self.pdf:
            self.removeWidget(old)
            old.deleteLater()
        self.settled.emit()

    def _turn_over(self, by: int) -> None:
        self._shown += by
        self._render()


def _compose(order: Order, rid: int, today: dt.date, db: Database) -> Document:
    (paper,) = compose_documents(db, replace(order, subjects=(rid,)), today)
    return paper.document
