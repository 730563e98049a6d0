"""The paper as it will be, made anew beside the window after each choice."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from coachdesk.features.printing.model import Order, Subject
from coachdesk.features.printing.service import compose_documents, make_file
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.context import Context
from coachdesk.ui.jobs import Job
from coachdesk.ui.preview import PdfPreview
from coachdesk.ui.widgets.basic import EmptyState

_PAUSE_MS = 30
"""Changes that come together are shown together."""

_HINTS = {
    Subject.TEAM: msg("printing", "Choose at least one team."),
    Subject.RUN: msg("printing", "There is no programme yet. Start one on the page Runs."),
    Subject.MEETING: msg("printing", "There are no meeting notes yet."),
    Subject.SURVEY: msg("printing", "There is no survey yet. Begin one on the page Surveys."),
    Subject.EVENT: msg("printing", "No workshop is planned yet. Make a plan on the page Agenda."),
}


class LivePreview(QStackedWidget):
    """Shows one paper of an order at a time; turning pages leads on to the next paper."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._order: Order | None = None
        self._shown = 0  # which of the order's papers is in sight
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
        before = self._order.subjects[self._shown] if self._order and self._order.subjects else 0
        self._order = order
        self._shown = order.subjects.index(before) if before in order.subjects else 0
        self._pause.start()

    def _render(self) -> None:
        """Make the paper in sight; the answer to an earlier choice is dropped."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        order = self._order
        if order is None or not order.subjects:
            self._say(_HINTS[order.handout.subject if order else Subject.TEAM])
            return
        one = replace(order, subjects=(order.subjects[self._shown],))
        today = self._context.clock.today()

        def work(job: Job[tuple[bytes, str]]) -> tuple[bytes, str]:
            papers = compose_documents(job.reader, one, today)
            document = papers[0].document
            return make_file(papers, "", job.progress).data, document.subject or document.title

        self._job = self._context.jobs.run(
            work, done=self._show_paper, failed=self._on_failed, owner=self
        )

    def _show_paper(self, made: tuple[bytes, str]) -> None:
        self._job = None
        data, name = made
        count = len(self._order.subjects) if self._order else 0
        self.pdf.show_pdf(data, name, before=self._shown > 0, after=self._shown + 1 < count)
        self.setCurrentWidget(self.pdf)

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

    def _turn_over(self, by: int) -> None:
        self._shown += by
        self._render()
