"""Restoring a backup, from the unlock view, the first start or the menu."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coachdesk.kernel.backup_file import Reason
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.dates import format_date, format_time
from coachdesk.kernel.dates.zone import wall_time
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.folder_lock import FolderLock
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.jobs import Job, Jobs
from coachdesk.ui.notices import Notices
from coachdesk.ui.session.frame import PassphraseField, SessionFrame
from coachdesk.ui.widgets.basic import button, label
from coachdesk.ui.widgets.fields import FormRow, name_field

_ROWS_SHOWN = 5
REASONS: Mapping[Reason, Message] = {
    "daily": msg("session", "daily"),
    "migration": msg("session", "before an update"),
    "manual": msg("session", "made by hand"),
}
CheckCopy = Callable[[Path, DataKey], object]


class RestoreView(QWidget):
    """Choose a backup and type the passphrase of its time. `restored` carries the data key."""

    restored = Signal(DataKey)
    cancelled = Signal()

    def __init__(
        self, lock: FolderLock, clock: Clock, jobs: Jobs, notices: Notices, check: CheckCopy
    ) -> None:
        super().__init__()
        self._lock = lock
        self._clock = clock
        self._jobs = jobs
        self._notices = notices
        self._check = check
        frame = SessionFrame(
            msg("session", "Restore a backup"),
            msg("session", "What is here now is kept aside in the data folder. Nothing is lost."),
        )
        self.list = QListWidget()
        name_field(self.list, msg("session", "Backups"))
        self.list.setFixedHeight(self.fontMetrics().height() * 2 * _ROWS_SHOWN)
        self._none = label(
            msg("session", "There are no backups in the data folder. Choose a file."), wrap=True
        )
        self._fill()
        other = button(msg("session", "Another file…"), icon="import")
        other.clicked.connect(self._on_other)
        self.field = PassphraseField()
        self.field.returnPressed.connect(self._on_restore)
        self._row = FormRow(msg("session", "Passphrase or recovery code of that time"), self.field)
        self.restore_button = button(msg("session", "Restore"), "primary")
        self.restore_button.clicked.connect(self._on_restore)
        self._state = label("", "muted", wrap=True)
        back = button(msg("session", "Back"), "link")
        back.clicked.connect(self.cancelled)
        for widget in (
            self._none,
            self.list,
            other,
            self._row,
            self.restore_button,
            self._state,
            back,
        ):
            frame.card.add(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self.setFocusProxy(self.list if self.list.count() else other)

    def _fill(self) -> None:
        from coachdesk.kernel.backup import list_backups

        for made in list_backups(self._lock.folder):
            moment = wall_time(made.made_at)
            day = format_date(moment.date(), current(), "day")
            said = msg(
                "session", "{day} at {time} – {reason}", day=day,
                time=format_time(moment, current()), reason=REASONS[made.reason],
            )  # fmt: skip
            self._add(tr(said), made.path)
        self._show_list()
        if self.list.count():
            self.list.setCurrentRow(0)

    def _show_list(self) -> None:
        self._none.setHidden(bool(self.list.count()))
        self.list.setHidden(not self.list.count())

    def _add(self, text: str, path: Path) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, str(path))
        self.list.addItem(item)
        return item

    def _on_other(self) -> None:
        self._notices.choose_file(
            msg("session", "Choose a backup"),
            self._on_chosen,
            [(msg("files", "CoachDesk backup"), "*.coachdesk-backup")],
        )

    def _on_chosen(self, path: Path) -> None:
        self.list.setCurrentItem(self._add(path.name, path))
        self._show_list()
        self.field.setFocus()

    def _on_restore(self) -> None:
        item = self.list.currentItem()
        if item is None:
            self._row.show_problem(msg("session", "Choose a backup first."))
            return
        from coachdesk.kernel.restore import restore

        backup, secret = Path(item.data(Qt.ItemDataRole.UserRole)), self.field.text()
        self.restore_button.setEnabled(False)
        self._state.setText(tr(msg("session", "Checking and restoring…")))

        def work(_job: Job[DataKey]) -> DataKey:
            return restore(backup, secret, self._lock, self._clock, self._check)

        self._jobs.run(work, done=self.restored.emit, failed=self._on_refused, owner=self)

    def _on_refused(self, problem: UserError | EnvironmentProblem) -> None:
        self.restore_button.setEnabled(True)
        self._state.setText(tr(problem.advice) if isinstance(problem, EnvironmentProblem) else "")
        self._row.show_problem(problem.message)
        self.field.setFocus()
