"""The unlock view: passphrase or recovery code, a growing delay, and restoring a backup."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coachdesk.kernel.attempts import Attempts
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.jobs import Jobs
from coachdesk.ui.session.frame import PassphraseField, SessionFrame
from coachdesk.ui.widgets.basic import button, label
from coachdesk.ui.widgets.fields import FormRow

_TICK_MS = 250


class UnlockView(QWidget):
    """Asks for the passphrase. `unlocked` carries the data key."""

    unlocked = Signal(DataKey)
    restore_wanted = Signal()

    def __init__(self, folder: Path, clock: Clock, jobs: Jobs) -> None:
        super().__init__()
        self._folder = folder
        self._clock = clock
        self._jobs = jobs
        self._attempts = Attempts.load(folder)
        self._working = False
        frame = SessionFrame(
            msg("session", "Your notes are locked"),
            msg("session", "Type your passphrase. The recovery code opens them too."),
        )
        self.field = PassphraseField()
        self.field.returnPressed.connect(self._on_unlock)
        self._row = FormRow(msg("session", "Passphrase or recovery code"), self.field)
        self.open_button = button(msg("session", "Unlock"), "primary")
        self.open_button.clicked.connect(self._on_unlock)
        self._state = label("", "muted", wrap=True)
        self.restore_button = button(msg("session", "Restore a backup…"), "link")
        self.restore_button.clicked.connect(self.restore_wanted)
        for widget in (self._row, self.open_button, self._state, self.restore_button):
            frame.card.add(widget)
        frame.card.add(_folder_line(folder))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self.setFocusProxy(self.field)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show_wait)
        self._show_wait()

    def _wait(self) -> float:
        return self._attempts.wait(self._clock.now())

    def _on_unlock(self) -> None:
        secret = self.field.text()
        if self._working or not secret or self._wait() > 0:
            return
        self._working = True
        self._row.show_problem(None)
        self._show_wait()
        folder = self._folder
        self._jobs.run(
            lambda _job: _unlock(folder, secret),
            done=self._on_unlocked,
            failed=self._on_refused,
            owner=self,
        )

    def _on_unlocked(self, key: DataKey) -> None:
        self._working = False
        self._attempts.succeeded()
        self.field.clear()
        self.unlocked.emit(key)

    def _on_refused(self, problem: UserError | EnvironmentProblem) -> None:
        self._working = False
        self._row.show_problem(problem.message)
        if isinstance(problem, EnvironmentProblem):
            self._state.setText(tr(problem.advice))
        else:
            self._attempts.failed(self._clock.now())
            self._show_wait()
            self.field.selectAll()
        self.field.setFocus()

    def _show_wait(self) -> None:
        """Count down while another attempt is not yet allowed."""
        seconds = self._wait()
        waiting = seconds > 0
        self.open_button.setEnabled(not waiting and not self._working)
        self._state.setText(tr(self._said(seconds)) if waiting or self._working else "")
        self._state.setVisible(bool(self._state.text()))
        if waiting:
            self._tick.start()
        else:
            self._tick.stop()

    def _said(self, seconds: float) -> Message:
        if self._working:
            return msg("session", "Opening…")
        return plural(
            "session",
            "You can try again in {count} second.",
            "You can try again in {count} seconds.",
            int(seconds) + 1,
        )


def _unlock(folder: Path, secret: str) -> DataKey:
    from coachdesk.kernel import keys

    return keys.unlock(folder, secret)


def _folder_line(folder: Path) -> QLabel:
    line = label(
        msg("session", "Data folder: {folder}", folder=str(folder)), "small", "muted", wrap=True
    )
    line.setContentsMargins(0, theme.S, 0, 0)
    return line
