"""Import of answers: choose or drop a file, see what fits and what does not, then take all in."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QProgressBar

from coachdesk.features.surveys import service
from coachdesk.features.surveys.model import Survey, Wave
from coachdesk.features.surveys.reading import Reading, ReadRow, read_answers
from coachdesk.features.surveys.service import AnswersTwice
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.jobs import Cancelled, Job
from coachdesk.ui.widgets.basic import Card, button, label, row_of
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_ROWS_SHOWN = 500
"""So many rows with remarks are listed; the note counts them all."""
_FILTERS = (
    (msg("surveys", "Tables"), "*.xlsx *.csv *.txt *.tsv"),
    (msg("surveys", "All files"), "*"),
)

Match = tuple[str, str]
"""The title of a column, and the question it belongs to."""


class ImportPanel(Card):
    """Reads a table of answers in a job and takes it in as one undo step. `closed` ends it."""

    closed = Signal()

    def __init__(self, context: Context, wave: Wave, survey: Survey) -> None:
        super().__init__(msg("surveys", "Import answers into “{wave}”", wave=wave.name))
        self._context, self._wave, self._survey = context, wave, survey
        self._job: Job[Reading] | None = None
        self._reading: Reading | None = None
        self._again = False
        self.setAcceptDrops(True)
        self.columns: RecordModel[Match] = RecordModel(
            [
                Column(msg("surveys", "Column"), lambda pair: pair[0], stretch=True),
                Column(
                    msg("surveys", "Belongs to"),
                    lambda pair: pair[1] or tr(msg("surveys", "not used")),
                    status=lambda pair: Status.DONE if pair[1] else Status.NOT_APPLICABLE,
                    describe=lambda pair: pair[1] or tr(msg("surveys", "not used")),
                    stretch=True,
                ),
            ]
        )
        self.column_table = TableView(self.columns, msg("surveys", "Columns of the file"))
        self.rows: RecordModel[ReadRow] = RecordModel(_row_columns(), lambda row: row.number)
        self.row_table = TableView(self.rows, msg("surveys", "Rows with remarks"))
        self.row_table.setWordWrap(True)
        self.note = label("", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.busy = QProgressBar()
        self.busy.setAccessibleName(tr(msg("surveys", "Reading the answers")))
        self.stop_button = button(msg("surveys", "Stop reading"))
        self.file_button = button(msg("surveys", "Choose a file…"), icon="import")
        self.add_button = button(msg("surveys", "Add the answers"), "primary")
        self.cancel_button = button(msg("surveys", "Cancel"))
        self._arrange()
        self._connect()
        self._show(None)
        self._set_busy(busy=False)

    def _arrange(self) -> None:
        teach = msg(
            "surveys",
            "Choose a file (.xlsx, .csv) or drop it here. Columns are recognised by the question's "
            "title in Finnish, Swedish or English, its key or its number; answers by their label, "
            "their code or both.",
        )
        self.add(label(teach, "muted", wrap=True))
        self.body.addLayout(row_of(self.busy, self.stop_button))
        self.add(self.problem)
        self.add(self.note)
        self.add(self.column_table, 2)
        self.add(self.row_table, 3)
        self.body.addLayout(row_of(self.file_button, None, self.cancel_button, self.add_button))
        self.body.addStretch(0)

    def _connect(self) -> None:
        self.file_button.clicked.connect(self.choose)
        self.stop_button.clicked.connect(self.stop)
        self.add_button.clicked.connect(self.add_answers)
        self.cancel_button.clicked.connect(self._close)

    def choose(self) -> None:
        """Ask for a file."""
        title = msg("surveys", "Choose a table of answers")
        self._context.notices.choose_file(title, self.read_file, filters=_FILTERS)

    # -- reading --------------------------------------------------------------------------------

    def read_file(self, path: Path) -> None:
        """Read a file in a job and show what it would add."""
        self.stop()
        self._show(None)
        self._set_busy(busy=True)
        self._job = self._context.jobs.run(
            partial(_read, path, self._survey),
            done=self._on_read,
            failed=self._on_failed,
            progress=self._on_progress,
            owner=self,
        )

    def stop(self) -> None:
        """Give the reading up; nothing has been added."""
        if self._job is not None:
            self._job.cancel()
        self._set_busy(busy=False)

    def _on_progress(self, done: int, total: int) -> None:
        self.busy.setRange(0, total)
        self.busy.setValue(done)

    def _on_read(self, reading: Reading) -> None:
        self._set_busy(busy=False)
        self._show(reading)
        self.add_button.setFocus()

    def _on_failed(self, problem: UserError | EnvironmentProblem) -> None:
        self._set_busy(busy=False)
        self._show(None)
        self._tell(problem)

    def _set_busy(self, *, busy: bool) -> None:
        if not busy:
            self._job = None
        self.busy.setRange(0, 0)
        self.busy.setVisible(busy)
        self.stop_button.setVisible(busy)

    # -- showing --------------------------------------------------------------------------------

    def _show(self, reading: Reading | None) -> None:
        self._reading, self._again = reading, False
        self.problem.hide()
        self.columns.set_records(_matches(reading) if reading else [])
        remarked = [row for row in reading.rows if row.remarks] if reading else []
        self.rows.set_records(remarked[:_ROWS_SHOWN])
        self.row_table.resizeRowsToContents()
        self.column_table.setVisible(reading is not None)
        self.row_table.setVisible(bool(remarked))
        self.note.setText(" ".join(tr(one) for one in _notes(reading)) if reading else "")
        self.note.setVisible(reading is not None)
        count = len(reading.sheets) if reading else 0
        self.add_button.setText(
            tr(plural("surveys", "Add {count} answer", "Add {count} answers", count))
            if count
            else tr(msg("surveys", "Add the answers"))
        )
        self.add_button.setEnabled(count > 0)

    def _tell(self, problem: UserError | EnvironmentProblem) -> None:
        self.problem.setText(tr(problem.message))
        self.problem.show()

    # -- acts -----------------------------------------------------------------------------------

    def add_answers(self) -> None:
        """Take the answers in; those that are there already only when asked a second time."""
        if self._reading is None:
            return
        ws = self._context.ws
        try:
            count = service.import_answers(ws, self._wave.rid, self._reading, again=self._again)
        except AnswersTwice as problem:
            self._again = True
            self._tell(problem)
            self.add_button.setText(tr(msg("surveys", "Add them all the same")))
            return
        except UserError as problem:
            self._tell(problem)
            return
        self._context.tell_done(
            plural("surveys", "{count} answer added.", "{count} answers added.", count)
        )
        self.closed.emit()

    def _close(self) -> None:
        self.stop()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file is welcome anywhere on the panel."""
        if _dropped_file(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file."""
        path = _dropped_file(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.read_file(path)


def _read(path: Path, survey: Survey, job: Job[Reading]) -> Reading:
    """Read the file (in the job's thread)."""
    from coachdesk.exchange.reading import read_table

    table = read_table(path)
    if job.cancelled:
        raise Cancelled
    return read_answers(table, survey, job.progress)


def _row_columns() -> list[Column[ReadRow]]:
    return [
        Column(msg("surveys", "Row"), lambda row: str(row.number), muted=True),
        Column(
            msg("surveys", "What becomes of it"),
            lambda row: tr(_becomes(row)),
            status=lambda row: Status.SOON if row.sheet else Status.LATE,
            describe=lambda row: tr(_becomes(row)),
        ),
        Column(
            msg("surveys", "Remarks"),
            lambda row: " ".join(tr(remark) for remark in row.remarks),
            stretch=True,
        ),
    ]


def _becomes(row: ReadRow) -> Message:
    return msg("surveys", "is added") if row.sheet else msg("surveys", "is left out")


def _matches(reading: Reading) -> list[Match]:
    by_column: dict[int, str] = {}
    for one in reading.columns:
        title = one.question.title.in_language(current())
        option = one.option.label.in_language(current()) if one.option else ""
        by_column[one.column] = f"{title} [{option}]" if option else title
    if reading.unit is not None:
        by_column[reading.unit] = tr(msg("surveys", "Unit or team"))
    return [
        (text, by_column.get(column, ""))
        for column, text in enumerate(reading.header)
        if text or column in by_column
    ]


def _notes(reading: Reading) -> Sequence[Message]:
    notes = list(reading.warnings)
    if reading.unasked:
        titles = ", ".join(one.title.in_language(current()) for one in reading.unasked)
        notes.append(msg("surveys", "No column for: {questions}", questions=titles))
    if reading.others:
        notes.append(
            plural(
                "surveys",
                "{count} answer is none of the options; it is kept and counted as other.",
                "{count} answers are none of the options; they are kept and counted as other.",
                reading.others,
            )
        )
    if not notes:
        notes.append(msg("surveys", "Every column and every answer was recognised."))
    return notes


def _dropped_file(data: QMimeData) -> Path | None:
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(files[0]) if files else None
