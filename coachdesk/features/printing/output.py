"""Printing and saving from the window: jobs, dialogs, the log, progress and cancel."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from coachdesk.features.printing.model import FilePlan, Medium, PaperFile, Parcel, Way
from coachdesk.features.printing.service import log_entries, save_as, save_into
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import printer
from coachdesk.ui.context import Context
from coachdesk.ui.jobs import Job
from coachdesk.ui.notices import Choice, Problem, Question

_KINDS = {
    Medium.PDF.suffix: (msg("printing", "Save as PDF"), msg("printing", "PDF file")),
    Medium.WORD.suffix: (
        msg("printing", "Save as Word document"), msg("printing", "Word document")
    ),
}  # fmt: skip


class Output(QObject):
    """Sends one parcel at a time out of the program."""

    busy_changed = Signal()
    progressed = Signal(int, int)

    def __init__(self, context: Context, window: QWidget) -> None:
        """`window` is the parent of the print dialog; the output ends with it."""
        super().__init__(window)
        self._context, self._window = context, window
        self._job: Job[Any] | None = None
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

    def save(self, parcel: Parcel) -> None:
        """Ask for a name and save all of it as one file."""
        try:
            (plan,) = parcel.plan(self._context.ws.read, in_one_file=True)
        except UserError as problem:
            self._context.notices.error(problem)
            return
        suffix = Path(plan.name).suffix
        title, kind = _KINDS[suffix]
        self._context.notices.choose_save(
            title,
            lambda path: self._save_one(plan, path if path.suffix else path.with_suffix(suffix)),
            ((kind, f"*{suffix}"),),
            plan.name,
        )

    def save_each(self, parcel: Parcel) -> None:
        """Ask for a folder and save its files one after the other."""
        self._context.notices.choose_folder(
            msg("printing", "Folder for the files"),
            lambda folder: self._save_each(parcel, folder),
        )

    def _save_one(self, plan: FilePlan, path: Path) -> None:
        saved = msg("printing", "Saved: {name}", name=path.name)
        self._make(plan, 0, plan.papers, lambda file: self._write(
            file, lambda: save_as(file, path), lambda: self._tell(saved)
        ))  # fmt: skip

    def _save_each(self, parcel: Parcel, folder: Path) -> None:
        try:
            plans = parcel.plan(self._context.ws.read, in_one_file=False)
        except UserError as problem:
            self._context.notices.error(problem)
            return
        self._save_next(plans, 0, folder)

    def _save_next(self, plans: list[FilePlan], place: int, folder: Path) -> None:
        """One file at a time is made and written: a full disk spares those before it."""
        if place == len(plans):
            self._tell(_saved_in(folder, place))
            return
        before, total = sum(one.papers for one in plans[:place]), sum(one.papers for one in plans)

        def failed(problem: Problem) -> None:
            if place:
                self._context.notices.info(_saved_in(folder, place))
            self._on_failed(problem)

        self._make(plans[place], before, total, lambda file: self._write(
            file,
            lambda: save_into([file], folder),
            lambda: self._save_next(plans, place + 1, folder),
            failed,
        ), failed)  # fmt: skip

    def _write(
        self,
        file: PaperFile,
        write: Callable[[], object],
        then: Callable[[], object],
        failed: Callable[[Problem], object] | None = None,
    ) -> None:
        """Write what is finished; this is short, and once begun it is not given up."""

        def done(_: object) -> None:
            log_entries(self._context.ws, file.entries, file.way)
            self._writing = False
            then()

        self._job = None
        self._writing = True
        self.busy_changed.emit()
        self._context.jobs.run(
            lambda _: write(), done=done, failed=failed or self._on_failed, owner=self
        )

    # -- printing -----------------------------------------------------------------------------

    def print(self, parcel: Parcel) -> None:
        """Open the print dialog for all of it; without a printer offer to save it."""
        if not printer.has_printer():
            self._context.notices.ask(_no_printer(), lambda key: self._on_no_printer(key, parcel))
            return
        try:
            (plan,) = parcel.plan(self._context.ws.read, in_one_file=True)
        except UserError as problem:
            self._context.notices.error(problem)
            return
        self._make(plan, 0, plan.papers, self._choose_printer)

    def _on_no_printer(self, key: str, parcel: Parcel) -> None:
        if key == "save":
            self.save(parcel)

    def _choose_printer(self, file: PaperFile) -> None:
        self._over()
        pages = printer.count_pages(file.data)
        printer.choose_printer(
            self._window,
            msg("printing", "Print"),
            pages,
            lambda chosen: self.print_on(chosen, file),
            on_both_sides=file.fills_sheets,
        )

    def print_on(self, chosen: QPrinter, file: PaperFile) -> None:
        """Print a finished file on a printer; it is logged as soon as a page has gone."""
        run = printer.PrintRun(file.data, chosen, self)
        run.progressed.connect(self.progressed)
        run.progressed.connect(lambda page, _: self._on_page(page, file))
        run.failed.connect(self._on_failed)
        run.done.connect(self._on_printed)
        self._run = run
        self.busy_changed.emit()

    def _on_page(self, page: int, file: PaperFile) -> None:
        if page == 1:
            log_entries(self._context.ws, file.entries, Way.PRINTED)

    def _on_printed(self) -> None:
        self._tell(msg("printing", "Sent to the printer."))

    # -----------------------------------------------------------------------------------------

    def _make(
        self,
        plan: FilePlan,
        before: int,
        total: int,
        made: Callable[[PaperFile], object],
        failed: Callable[[Problem], object] | None = None,
    ) -> None:
        """Make a file beside the window; `before` papers of `total` are made already."""

        def work(job: Job[PaperFile]) -> PaperFile:
            return plan.make(job.reader, lambda done, _: job.progress(before + done, total))

        self._job = self._context.jobs.run(
            work,
            done=made,
            failed=failed or self._on_failed,
            progress=self.progressed.emit,
            owner=self,
        )
        self.busy_changed.emit()

    def _tell(self, message: Message) -> None:
        self._over()
        self._context.notices.info(message)

    def _on_failed(self, problem: Problem) -> None:
        self._over()
        self._context.notices.error(problem)

    def _over(self) -> None:
        if self._run is not None:
            self._run.deleteLater()
        self._job = self._run = None
        self._writing = False
        self.busy_changed.emit()


def _saved_in(folder: Path, count: int) -> Message:
    return plural(
        "printing",
        "{count} file saved in {folder}",
        "{count} files saved in {folder}",
        count,
        folder=folder.name or str(folder),
    )


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
