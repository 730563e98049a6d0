"""Where the work lies on the disk, and its backups."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractItemView, QProgressBar

from coachdesk.features.settings import offered
from coachdesk.kernel.backup import Backup, export_backup, list_backups, make_backup
from coachdesk.kernel.dates import format_date, format_number, format_time
from coachdesk.kernel.dates.zone import local_day, wall_time
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.jobs import Job
from coachdesk.ui.session.restore import REASONS
from coachdesk.ui.widgets.basic import Card, button, label, row_of
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_ROWS_SHOWN = 5
_MEGABYTE = 1_000_000


class FolderCard(Card):
    """The data folder."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("settings", "Data folder"))
        self._folder = context.ws.folder
        self._notices = context.notices
        self.path = label(str(self._folder), wrap=True)
        self.path.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        hint = msg(
            "settings",
            "All that you write is here, encrypted. Don't move it into a folder that is synced; "
            "use Save a backup to… instead.",
        )
        self.open_button = button(msg("settings", "Open the folder"))
        self.open_button.clicked.connect(self._on_open)
        self.add(self.path)
        self.add(label(hint, "small", "muted", wrap=True))
        self.body.addLayout(row_of(self.open_button, None))

    def _on_open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self._notices.error(msg("settings", "This system cannot show the folder."))


class BackupCard(Card):
    """The backups there are, and making another one."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("settings", "Backups"))
        self._context = context
        self.model = RecordModel(_columns(), identity=lambda made: made.path)
        self.table = TableView(self.model, msg("settings", "Backups"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setFixedHeight(self.table.verticalHeader().defaultSectionSize() * _ROWS_SHOWN)
        self.state = label("", "small", "muted", wrap=True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr(msg("settings", "The backup is being made")))
        self.progress.hide()
        self.now_button = button(msg("settings", "Back up now"))
        self.now_button.clicked.connect(self._on_now)
        self.export_button = button(msg("settings", "Save a backup to…"), icon="export")
        self.export_button.clicked.connect(self._on_export)
        self.restore_button = button(msg("settings", "Restore…"))
        self.restore_button.clicked.connect(self._on_restore)
        self.restore_button.setVisible(offered.RESTORE is not None)
        for widget in (self.table, self.state, self.progress):
            self.add(widget)
        self.body.addLayout(row_of(self.now_button, self.export_button, self.restore_button, None))

    def refresh(self) -> None:
        """Look what backups there are."""
        folder = self._context.ws.folder
        self._context.jobs.run(
            lambda _job: list_backups(folder), done=self._show_backups, owner=self
        )

    def _show_backups(self, backups: list[Backup]) -> None:
        self.model.set_records(backups)
        self.table.setVisible(bool(backups))
        if not backups:
            words = msg("settings", "There are no backups yet. One is made every day of work.")
        else:
            words = msg(
                "settings",
                "One a day is made by itself; the last ten are kept. Each is opened and checked "
                "when it is made, last {day} at {time}.",
                day=_day(backups[0]), time=_time(backups[0]),
            )  # fmt: skip
        self.state.setText(tr(words))

    def _on_now(self) -> None:
        ws, clock = self._context.ws, self._context.clock
        self._run(
            lambda _job: make_backup(ws.folder, ws.key, clock, "manual"),
            msg("settings", "The backup was made and checked."),
        )

    def _on_export(self) -> None:
        self._context.notices.choose_save(
            msg("settings", "Save a backup"), self._export,
            [(msg("files", "CoachDesk backup"), "*.coachdesk-backup")],
            f"CoachDesk-{self._context.clock.today().isoformat()}.coachdesk-backup",
        )  # fmt: skip

    def _export(self, target: Path) -> None:
        ws, clock = self._context.ws, self._context.clock
        self._run(
            lambda _job: export_backup(ws.folder, ws.key, clock, target),
            msg("settings", "The backup was saved and checked."),
        )

    def _run(self, work: Callable[[Job[Backup]], Backup], told: Message) -> None:
        self._context.drafts.flush_all()
        self._show_busy(busy=True)

        def done(_made: Backup) -> None:
            self._show_busy(busy=False)
            self._context.notices.info(told)
            self.refresh()

        self._context.jobs.run(work, done=done, failed=self._on_failed, owner=self)

    def _on_failed(self, problem: UserError | EnvironmentProblem) -> None:
        self._show_busy(busy=False)
        self._context.notices.error(problem)

    def _show_busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        for each in (self.now_button, self.export_button, self.restore_button):
            each.setEnabled(not busy)

    def _on_restore(self) -> None:
        if offered.RESTORE is not None:
            offered.RESTORE()


def _columns() -> list[Column[Backup]]:
    return [
        Column(msg("settings", "Day"), _day),
        Column(msg("settings", "Time"), _time),
        Column(msg("settings", "Made"), lambda made: tr(REASONS[made.reason]), stretch=True),
        Column(msg("settings", "Size"), _size, muted=True),
    ]


def _day(made: Backup) -> str:
    return format_date(local_day(made.made_at), current(), "day")


def _time(made: Backup) -> str:
    return format_time(wall_time(made.made_at), current())


def _size(made: Backup) -> str:
    return f"{format_number(made.size / _MEGABYTE, 1, current())} MB"
