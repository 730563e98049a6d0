"""Import of teams or members: paste, drop or choose a file, see every row's fate, then add all."""

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QProgressBar

from coachdesk.features.teams import service, store
from coachdesk.features.teams.importing import (
    Existing,
    ImportPreview,
    PreviewRow,
    Verdict,
    preview,
)
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
_ROWS_WRAPPED = 200
"""So many rows show their remarks in full; in longer tables the tooltip does."""
_STATUS = {
    Verdict.ADDED: Status.DONE,
    Verdict.ADDED_WITH_REMARKS: Status.SOON,
    Verdict.KNOWN: Status.NOT_APPLICABLE,
    Verdict.REFUSED: Status.LATE,
}
_WORDS = {
    Verdict.ADDED: msg("teams", "will be added"),
    Verdict.ADDED_WITH_REMARKS: msg("teams", "will be added in part"),
    Verdict.KNOWN: msg("teams", "is here already"),
    Verdict.REFUSED: msg("teams", "cannot be added"),
}


class ImportPanel(Card):
    """Reads tables in a job and adds what can be added in one undo step. `closed` ends it."""

    closed = Signal()

    def __init__(self, context: Context, into: int | None = None) -> None:
        """`into` is the team that all rows are people of; None for rows of teams."""
        super().__init__(
            msg("teams", "Import teams") if into is None else msg("teams", "Import members")
        )
        self._context = context
        self._into = into
        self._job: Job[ImportPreview] | None = None
        self._preview: ImportPreview | None = None
        self.setAcceptDrops(True)
        self.box = PasteBox()
        self._model = RecordModel(_columns(with_team=into is None), identity=lambda row: row.number)
        self.table = TableView(self._model, msg("teams", "What becomes of each row"))
        self.table.setWordWrap(True)
        self._note = label("", "muted", wrap=True)
        self._problem = label("", "problem", wrap=True)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setAccessibleName(tr(msg("teams", "Reading the table")))
        self._stop = button(msg("teams", "Stop reading"))
        self.file_button = button(msg("teams", "Choose a file…"), icon="import")
        self.add_button = button(msg("teams", "Add"), "primary")
        self.cancel_button = button(msg("teams", "Cancel"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._arrange()
        self._connect()
        self._show(None)

    def _arrange(self) -> None:
        teach = msg(
            "teams",
            "Copy rows from a spreadsheet and paste them here (Ctrl+V), drop a file, or choose "
            "one (.xlsx, .csv). Column titles in Finnish, Swedish or English are recognised.",
        )
        words = label(teach, "muted", wrap=True)
        name_field(self.box, msg("teams", "Pasted rows"), words)
        self.add(words)
        self.add(self.box)
        self.body.addLayout(row_of(self._busy, self._stop))
        self.add(self._problem)
        self.add(self._note)
        self.add(self.table, 1)
        self.body.addLayout(row_of(self.file_button, None, self.cancel_button, self.add_button))
        self.body.addStretch(0)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._on_pause)
        self.box.textChanged.connect(self._pause.start)
        self.box.file_dropped.connect(self.read_file)
        self.file_button.clicked.connect(self._on_choose)
        self.add_button.clicked.connect(self._on_add)
        self.cancel_button.clicked.connect(self._on_cancel)
        self._stop.clicked.connect(self._on_stop)

    def start(self, text: str = "") -> None:
        """Put the focus where one pastes, or on the button when `text` is there already."""
        self.box.setFocus()
        if text:
            self.box.setPlainText(text)

    def read_file(self, path: Path) -> None:
        """Read a file in a job and show what it would add."""
        self._pause.stop()
        self._read(path)

    # -- reading --------------------------------------------------------------------------------

    def _on_pause(self) -> None:
        text = self.box.toPlainText()
        if text.strip():
            self._read(text)
        else:
            self._stop_reading()
            self._show(None)

    def _read(self, source: Path | str) -> None:
        self._stop_reading()
        self._show(None)
        self._set_busy(busy=True)
        work = partial(_look, source, self._into, self._context.clock.today(), current())
        self._job = self._context.jobs.run(
            work, done=self._on_read, failed=self._on_failed, owner=self
        )

    def _on_read(self, found: ImportPreview) -> None:
        self._set_busy(busy=False)
        self._show(found)

    def _on_failed(self, problem: UserError | EnvironmentProblem) -> None:
        self._set_busy(busy=False)
        self._show(None)
        self._problem.setText(tr(problem.message))
        self._problem.show()

    def _on_stop(self) -> None:
        self._stop_reading()
        self.box.setFocus()

    def _stop_reading(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._set_busy(busy=False)

    def _set_busy(self, *, busy: bool) -> None:
        if not busy:
            self._job = None
        self._busy.setVisible(busy)
        self._stop.setVisible(busy)

    # -- showing --------------------------------------------------------------------------------

    def _show(self, found: ImportPreview | None) -> None:
        self._preview = found
        self._problem.hide()
        rows = found.rows if found else ()
        self._model.set_records(rows)
        if len(rows) <= _ROWS_WRAPPED:
            self.table.resizeRowsToContents()
        self.table.setVisible(found is not None)
        notes = [tr(note) for note in _notes(found)] if found else []
        self._note.setText(" ".join(notes))
        self._note.setVisible(bool(notes))
        self.add_button.setText(tr(_add_label(found)))
        self.add_button.setEnabled(found is not None and bool(found.new))

    # -- acts -----------------------------------------------------------------------------------

    def _on_choose(self) -> None:
        filters = [
            (msg("teams", "Tables"), "*.xlsx *.csv *.txt *.tsv"),
            (msg("teams", "All files"), "*"),
        ]
        self._context.notices.choose_file(
            msg("teams", "Choose a table"), self.read_file, filters=filters
        )

    def _on_add(self) -> None:
        found = self._preview
        if found is None:
            return
        try:
            service.import_teams(self._context.ws, found.new)
        except UserError as problem:
            self._problem.setText(tr(problem.message))
            self._problem.show()
            return
        self._context.tell_done(_added(found))
        self.closed.emit()

    def _on_cancel(self) -> None:
        self._stop_reading()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel()
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and text are welcome anywhere on the panel."""
        if dropped_file(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Take a file or text."""
        path = dropped_file(event.mimeData())
        if path:
            self.read_file(path)
        else:
            self.box.setPlainText(event.mimeData().text())
        event.acceptProposedAction()


def _look(
    source: Path | str, into: int | None, today: dt.date, language: str, job: Job[ImportPreview]
) -> ImportPreview:
    """Read the table and compare it with what is there (in the job's thread)."""
    from coachdesk.exchange.reading import read_table

    table = read_table(source)
    if job.cancelled:
        raise Cancelled
    teams = store.list_teams(job.reader, archived=None)
    members = store.members_of(job.reader, [team.rid for team in teams])
    team = next((team for team in teams if team.rid == into), None)
    return preview(table, Existing(teams, members, today, language), team)


def _columns(*, with_team: bool) -> list[Column[PreviewRow]]:
    columns: list[Column[PreviewRow]] = [
        Column(msg("teams", "Row"), lambda row: str(row.number), muted=True),
        Column(msg("teams", "Team"), lambda row: row.team, stretch=True),
        Column(msg("teams", "Member"), lambda row: row.person, stretch=True),
        Column(
            msg("teams", "What becomes of it"),
            lambda row: tr(_WORDS[row.verdict]),
            status=lambda row: _STATUS[row.verdict],
            describe=lambda row: tr(_WORDS[row.verdict]),
        ),
        Column(
            msg("teams", "Remarks"),
            lambda row: " ".join(tr(remark) for remark in row.remarks),
            stretch=True,
        ),
    ]
    return columns if with_team else [columns[0], *columns[2:]]


def _notes(found: ImportPreview) -> list[Message]:
    notes = list(found.warnings)
    if found.unused:
        columns = ", ".join(found.unused)
        notes.append(msg("teams", "Columns not used: {columns}.", columns=columns))
    if not found.new:
        notes.append(msg("teams", "There is nothing new to add."))
    return notes


def _teams_and_members(found: ImportPreview) -> tuple[Message, Message]:
    teams = plural("teams", "{count} team", "{count} teams", found.teams)
    return teams, plural("teams", "{count} member", "{count} members", found.people)


def _add_label(found: ImportPreview | None) -> Message:
    if found is None or not found.new:
        return msg("teams", "Add")
    teams, members = _teams_and_members(found)
    if found.teams and found.people:
        return msg("teams", "Add {teams} and {members}", teams=teams, members=members)
    return msg("teams", "Add {what}", what=teams if found.teams else members)


def _added(found: ImportPreview) -> Message:
    teams, members = _teams_and_members(found)
    if found.teams and found.people:
        return msg("teams", "Added: {teams} and {members}", teams=teams, members=members)
    return msg("teams", "Added: {what}", what=teams if found.teams else members)
