"""Printing and saving an order from the window: jobs, dialogs, the log, progress and cancel."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from coachdesk.features.printing.model import Order, Paper, PdfFile, Way, file_name
from coachdesk.features.printing.service import (
    compose_documents,
    log_printed,
    make_file,
    make_files,
    save_as,
    save_into,
    suggested_name,
)
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import printer
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.jobs import Job
from coachdesk.ui.notices import Choice, Problem, Question

PDF_FILTER = ((msg("printing", "PDF file"), "*.pdf"),)


class Output(QObject):
    """Sends one order at a time out of the program."""

    busy_changed = Signal()
    progressed = Signal(int, int)

    def __init__(self, context: Context, window: QWidget) -> None:
        """`window` is the parent of the print dialog; the output ends with it."""
        super().__init__(window)
        self._context, self._window = context, window
        self._job: Job[list[PdfFile]] | None = None
        self._run: printer.PrintRun | None = None
        self._writing = False

    @property
    def busy(self) -> bool:
        """Whether something is being made, saved or printed."""
        return self._writing or self.can_cancel

    @property
    def can_cancel(self) -> bool:
        """Whether what is under way can be given up."""
        return self._job is not None or self._run is not None

    def cancel(self) -> None:
        """Give up what is under way; files are either whole or not there."""
        if self._job is not None:
            self._job.cancel()
        if self._run is not None:
            self._run.cancel()
        self._over()
        self._context.notices.info(msg("printing", "Cancelled. Nothing more is printed or saved."))

    # -- saving -------------------------------------------------------------------------------

    def save(self, order: Order) -> None:
        """Ask for a name and save the whole order as one PDF."""
        self._context.notices.choose_save(
            msg("printing", "Save as PDF"),
            lambda path: self._save_one(order, path),
            PDF_FILTER,
            self._suggested(order),
        )

    def save_each(self, order: Order) -> None:
        """Ask for a folder and save each paper as a PDF of its own."""
        self._context.notices.choose_folder(
            msg("printing", "Folder for the PDF files"),
            lambda folder: self._save_each(order, folder),
        )

    def _suggested(self, order: Order) -> str:
        if len(order.subjects) > 1:
            return file_name(tr(order.handout.title))
        papers = compose_documents(self._context.ws.read, order, self._context.clock.today())
        return suggested_name(papers)

    def _save_one(self, order: Order, path: Path) -> None:
        path = path if path.suffix else path.with_suffix(".pdf")
        saved = msg("printing", "Saved: {name}", name=path.name)
        self._make(
            lambda job: [make_file(self._papers(job, order), path.name, job.progress)],
            lambda files: self._write(order, files, lambda: save_as(files[0], path), saved),
        )

    def _save_each(self, order: Order, folder: Path) -> None:
        saved = plural(
            "printing",
            "{count} PDF file saved in {folder}",
            "{count} PDF files saved in {folder}",
            len(order.subjects),
            folder=folder.name or str(folder),
        )
        self._make(
            lambda job: make_files(self._papers(job, order), job.progress),
            lambda files: self._write(order, files, lambda: save_into(files, folder), saved),
        )

    def _papers(self, job: Job[list[PdfFile]], order: Order) -> list[Paper]:
        return compose_documents(job.reader, order, self._context.clock.today())

    def _write(
        self, order: Order, files: list[PdfFile], write: Callable[[], object], saved: Message
    ) -> None:
        """Write what is finished; this is short, and once begun it is not given up."""

        def done(_: object) -> None:
            papers = [paper for file in files for paper in file.papers]
            log_printed(self._context.ws, order, papers, Way.SAVED)
            self._over()
            self._context.notices.info(saved)

        self._job = None
        self._writing = True
        self.busy_changed.emit()
        self._context.jobs.run(lambda _: write(), done=done, failed=self._on_failed, owner=self)

    # -- printing -----------------------------------------------------------------------------

    def print(self, order: Order) -> None:
        """Open the print dialog for the whole order; without a printer offer to save it."""
        if not printer.has_printer():
            self._context.notices.ask(_no_printer(), lambda key: self._on_no_printer(key, order))
            return

        self._make(
            lambda job: [make_file(self._papers(job, order), "", job.progress)],
            lambda files: self._choose_printer(order, files[0]),
        )

    def _on_no_printer(self, key: str, order: Order) -> None:
        if key == "save":
            self.save(order)

    def _choose_printer(self, order: Order, file: PdfFile) -> None:
        pages = printer.count_pages(file.data)
        printer.choose_printer(
            self._window,
            msg("printing", "Print"),
            pages,
            lambda chosen: self.print_on(chosen, order, file),
        )

    def print_on(self, chosen: QPrinter, order: Order, file: PdfFile) -> None:
        """Print a finished file on a printer; it is logged as soon as a page has gone."""
        run = printer.PrintRun(file.data, chosen, self)
        run.progressed.connect(self.progressed)
        run.progressed.connect(lambda page, _: self._on_page(page, order, file))
        run.failed.connect(self._on_failed)
        run.done.connect(self._on_printed)
        self._run = run
        self.busy_changed.emit()

    def _on_page(self, page: int, order: Order, file: PdfFile) -> None:
        if page == 1:
            log_printed(self._context.ws, order, file.papers, Way.PRINTED)

    def _on_printed(self) -> None:
        self._over()
        self._context.notices.info(msg("printing", "Sent to the printer."))

    # -----------------------------------------------------------------------------------------

    def _make(
        self,
        work: Callable[[Job[list[PdfFile]]], list[PdfFile]],
        made: Callable[[list[PdfFile]], object],
    ) -> None:
        def done(files: list[PdfFile]) -> None:
            self._over()
            made(files)

        self._job = self._context.jobs.run(
            work, done=done, failed=self._on_failed, progress=self.progressed.emit, owner=self
        )
        self.busy_changed.emit()

    def _on_failed(self, problem: Problem) -> None:
        self._over()
        self._context.notices.error(problem)

    def _over(self) -> None:
        if self._run is not None:
            self._run.deleteLater()
        self._job = self._run = None
        self._writing = False
        self.busy_changed.emit()


def _no_printer() -> Question:
    return Question(
        msg("printing", "This computer has no printer."),
        (
            Choice("cancel", msg("printing", "Not now")),
            Choice("save", msg("printing", "Save as PDF…")),
        ),
        safe="cancel",
        detail=msg("printing", "Connect one in the system's settings, or save a PDF to print it."),
    )
