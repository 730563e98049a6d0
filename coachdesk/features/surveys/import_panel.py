"""Import of answers: choose, drop or paste, see what fits and what does not, then take all in."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QProgressBar

from coachdesk.exchange.tables import Table
from coachdesk.features.surveys import service
from coachdesk.features.surveys.columns import UNIT_COLUMN, ByHand
from coachdesk.features.surveys.import_columns import ColumnTable
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
from coachdesk.ui.widgets.fields import name_field
from coachdesk.ui.widgets.paste import PasteBox, dropped_file
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_PAUSE_MS = 150
_ROWS_SHOWN = 500
"""So many rows with remarks are listed; the note counts them all."""
_FILTERS = (
    (msg("surveys", "Tables"), "*.xlsx *.csv *.txt *.tsv"),
    (msg("surveys", "All files"), "*"),
)
_TEACH = msg(
    "surveys",
    "Copy rows from a spreadsheet and paste them here (Ctrl+V), drop a file, or choose one (.xlsx, "
    ".csv). Columns are recognised by the question’s title in Finnish, Swedish or English, a short "
    "title, its key or its number; answers by their label, their code or both.",
)


class ImportPanel(Card):
    """Reads a table of answers in a job and takes it in as one undo step. `closed` ends it."""

    closed = Signal()

    def __init__(self, context: Context, wave: Wave, survey: Survey) -> None:
        super().__init__(msg("surveys", "Import answers into “{wave}”", wave=wave.name))
        self._context, self._wave, self._survey = context, wave, survey
        self._job: Job[tuple[Table, Reading]] | None = None
        self._table: Table | None = None
        self._reading: Reading | None = None
        self._by_hand: dict[int, str] = {}
        self._again = False
        self.setAcceptDrops(True)
        self.teach = label(_TEACH, "muted", wrap=True)
        self.box = PasteBox()
        self.columns = ColumnTable(survey)
        self.rows: RecordModel[ReadRow] = RecordModel(_row_columns(), lambda row: row.number)
        self.row_table = TableView(self.rows, msg("surveys", "Rows with remarks"))
        self.row_table.setWordWrap(True)
        self.note = label("", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.busy = QProgressBar()
        self.busy.setAccessibleName(tr(msg("surveys", "Reading the answers")))
        self.stop_button = button(msg("surveys", "Stop reading"))
        self.file_button = button(msg("surveys", "Choose a file…"), icon="import")
        self.other_button = button(msg("surveys", "Paste other rows"))
        self.add_button = button(msg("surveys", "Add the answers"), "primary")
        self.cancel_button = button(msg("surveys", "Cancel"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._fit = QTimer(self, singleShot=True, interval=0)
        """Rows are as high as their remarks once the table has its width."""
        self._arrange()
        self._connect()
        self._show(None)
        self._set_busy(busy=False)

    def _arrange(self) -> None:
        name_field(self.box, msg("surveys", "Pasted rows"), self.teach)
        for part in (self.teach, self.box):
            self.add(part)
        self.body.addLayout(row_of(self.busy, self.stop_button))
        self.add(self.problem)
        self.add(self.note)
        self.add(self.columns, 2)
        self.add(self.row_table, 3)
        self.body.addLayout(
            row_of(self.file_button, self.other_button, None, self.cancel_button, self.add_button)
        )
        self.body.addStretch(0)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._on_pause)
        self._fit.timeout.connect(self.row_table.resizeRowsToContents)
        self.box.textChanged.connect(self._pause.start)
        self.box.file_dropped.connect(self.read)
        self.columns.said.connect(self.say_column)
        self.file_button.clicked.connect(self.choose)
        self.other_button.clicked.connect(self.begin_anew)
        self.stop_button.clicked.connect(self.stop)
        self.add_button.clicked.connect(self.add_answers)
        self.cancel_button.clicked.connect(self._close)

    def choose(self) -> None:
        """Ask for a file."""
        title = msg("surveys", "Choose a table of answers")
        self._context.notices.choose_file(title, self.read, filters=_FILTERS)

    def begin_anew(self) -> None:
        """Forget what was read and show where one pastes."""
        self.stop()
        self.box.clear()
        self._pause.stop()
        self._show(None)
        self.box.setFocus()

    # -- reading --------------------------------------------------------------------------------

    def read(self, source: Path | str) -> None:
        """Read a file or pasted rows in a job and show what they would add."""
        self._pause.stop()
        self._by_hand = {}
        self._show(None)
        self._look(source, self._on_read)

    def say_column(self, column: int, what: str) -> None:
        """Take her word for a column, and read all anew."""
        if self._table is None:
            return
        self._by_hand.pop(column, None)
        if what == UNIT_COLUMN:
            self._by_hand = {n: one for n, one in self._by_hand.items() if one != UNIT_COLUMN}
        self._by_hand[column] = what
        self.add_button.setEnabled(False)
        self._look(self._table, self._on_read_again)

    def _look(
        self, source: Path | str | Table, done: Callable[[tuple[Table, Reading]], object]
    ) -> None:
        self.stop()
        self._set_busy(busy=True)
        self._job = self._context.jobs.run(
            partial(_read, source, self._survey, dict(self._by_hand)),
            done=done,
            failed=self._on_failed,
            progress=self._on_progress,
            owner=self,
        )

    def _on_pause(self) -> None:
        text = self.box.toPlainText()
        if text.strip():
            self.read(text)

    def stop(self) -> None:
        """Give the reading up; nothing has been added."""
        if self._job is not None:
            self._job.cancel()
        self._set_busy(busy=False)

    def _on_progress(self, done: int, total: int) -> None:
        self.busy.setRange(0, total)
        self.busy.setValue(done)

    def _on_read(self, found: tuple[Table, Reading]) -> None:
        self._on_read_again(found)
        (self.add_button if self.add_button.isEnabled() else self.columns).setFocus()

    def _on_read_again(self, found: tuple[Table, Reading]) -> None:
        self._set_busy(busy=False)
        self._table = found[0]
        self._show(found[1])

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
        self.columns.show_reading(reading)
        remarked = [row for row in reading.rows if row.remarks] if reading else []
        if reading is not None and not reading.columns:
            remarked = []  # nothing fits yet, as the note says; no row needs to
        self.rows.set_records(remarked[:_ROWS_SHOWN])
        self._fit.start()
        for begin in (self.teach, self.box, self.file_button):
            begin.setVisible(reading is None)
        for found in (self.columns, self.note, self.other_button):
            found.setVisible(reading is not None)
        self.row_table.setVisible(bool(remarked))
        self.note.setText("\n".join(tr(one) for one in _notes(reading)) if reading else "")
        self._show_count(len(reading.sheets) if reading else 0)

    def _show_count(self, count: int) -> None:
        counted = plural("surveys", "Add {count} answer", "Add {count} answers", count)
        self.add_button.setText(tr(counted if count else msg("surveys", "Add the answers")))
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
        """Esc closes; rows are pasted anywhere."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.read(text)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and text are welcome anywhere on the panel."""
        if dropped_file(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Read a file or text."""
        event.acceptProposedAction()
        self.read(dropped_file(event.mimeData()) or event.mimeData().text())


def _read(
    source: Path | str | Table,
    survey: Survey,
    by_hand: ByHand,
    job: Job[tuple[Table, Reading]],
) -> tuple[Table, Reading]:
    """Read the table, and the answers in it (in the job's thread)."""
    from coachdesk.exchange.reading import read_table

    table = source if isinstance(source, Table) else read_table(source)
    if job.cancelled:
        raise Cancelled
    return table, read_answers(table, survey, job.progress, by_hand)


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


def _notes(reading: Reading) -> Sequence[Message]:
    notes = list(reading.warnings)
    if not reading.columns:
        notes.append(
            msg(
                "surveys",
                "If there are answers below, choose what each column is. The first row is taken as "
                "the titles.",
            )
        )
    elif reading.unasked:
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
