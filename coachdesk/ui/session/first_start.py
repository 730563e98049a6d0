"""The first start: language, passphrase, and a recovery sheet on paper or in a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QStackedLayout, QWidget

from coachdesk.kernel import keys
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.i18n import tr
from coachdesk.ui.jobs import Jobs
from coachdesk.ui.notices import Notices
from coachdesk.ui.session.frame import SessionFrame
from coachdesk.ui.session.new_passphrase import NewPassphrase
from coachdesk.ui.widgets.basic import button, label, row_of
from coachdesk.ui.widgets.fields import name_shown

MakeSheet = Callable[[str], bytes]
"""The recovery sheet for a code, as PDF bytes in the window language."""


class FirstStartView(QWidget):
    """Makes the key of a new workspace. `created` carries it when the sheet is taken care of."""

    created = Signal(DataKey)
    restore_wanted = Signal()

    def __init__(self, folder: Path, jobs: Jobs, notices: Notices, make_sheet: MakeSheet) -> None:
        super().__init__()
        self._folder = folder
        self._jobs = jobs
        self._notices = notices
        self._make_sheet = make_sheet
        self._key: DataKey | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._build_passphrase())
        self.setFocusProxy(self.first)

    # -- the passphrase -----------------------------------------------------------------------

    def _build_passphrase(self) -> QWidget:
        frame = SessionFrame(
            msg("session", "Welcome"),
            msg("session", "CoachDesk keeps your notes on this computer, encrypted. Choose a "
                "passphrase; three or four words that only you would put together are good."),
        )  # fmt: skip
        self.new = NewPassphrase(msg("session", "Passphrase"), msg("session", "Passphrase again"))
        self.first, self.second = self.new.first, self.new.second
        self.new.submitted.connect(self._on_continue)
        self.continue_button = button(msg("session", "Continue"), "primary")
        self.continue_button.clicked.connect(self._on_continue)
        restore = button(msg("session", "I have a backup…"), "link")
        restore.clicked.connect(self.restore_wanted)
        place = msg("session", "Data folder: {folder}", folder=str(self._folder))
        for widget in (
            self.new,
            self.continue_button,
            restore,
            label(place, "small", "muted", wrap=True),
        ):
            frame.card.add(widget)
        return frame

    def _on_continue(self) -> None:
        folder, passphrase = self._folder, self.new.passphrase()
        if passphrase is None:
            return
        self.continue_button.setEnabled(False)
        self._jobs.run(
            lambda _job: _create(folder, passphrase),
            done=self._on_created,
            failed=self._on_refused,
            owner=self,
        )

    def _on_refused(self, problem: UserError | EnvironmentProblem) -> None:
        self.continue_button.setEnabled(True)
        if isinstance(problem, UserError):
            self.new.refuse(problem.message)
        else:
            self._notices.error(problem)

    def _on_created(self, made: tuple[DataKey, str]) -> None:
        self._key, code = made
        self.new.clear()
        self._stack.addWidget(self._build_sheet(code))
        self._stack.setCurrentIndex(1)
        self.setFocusProxy(self.code_label)
        self.save_button.setFocus()

    # -- the recovery sheet -------------------------------------------------------------------

    def _build_sheet(self, code: str) -> QWidget:
        frame = SessionFrame(
            msg("session", "Your recovery sheet"),
            msg("session", "If you forget the passphrase, only this code opens your notes; nobody "
                "else can. Print it or save it, and keep it where you keep your passport, not "
                "with the laptop."),
            with_language=False,
        )  # fmt: skip
        self.code_label = label(code, "heading", wrap=True)
        name_shown(self.code_label, msg("session", "Recovery code"))
        self.save_button = button(msg("session", "Save as PDF…"), icon="save")
        self.save_button.clicked.connect(lambda: self._on_save(code))
        self.print_button = button(msg("session", "Print…"), icon="print")
        self.print_button.clicked.connect(lambda: self._on_print(code))
        self.kept = QCheckBox(tr(msg("session", "I have put the code in a safe place")))
        self.start_button = button(msg("session", "Start working"), "primary")
        self.start_button.setEnabled(False)
        self.kept.toggled.connect(self.start_button.setEnabled)
        self.start_button.clicked.connect(self._on_start)
        frame.card.add(self.code_label)
        buttons = QWidget()
        buttons.setLayout(row_of(self.save_button, self.print_button))
        for widget in (buttons, self.kept, self.start_button):
            frame.card.add(widget)
        return frame

    def _on_save(self, code: str) -> None:
        def save(path: Path) -> None:
            try:
                path.write_bytes(self._make_sheet(code))
            except OSError:
                self._notices.error(_not_written())
                return
            self.kept.setChecked(True)
            self._notices.info(msg("session", "The recovery sheet was saved."))

        self._notices.choose_save(
            msg("session", "Save the recovery sheet"), save,
            [(msg("files", "PDF file"), "*.pdf")], "CoachDesk-recovery.pdf",
        )  # fmt: skip

    def _on_print(self, code: str) -> None:
        from coachdesk.ui.printer import print_pdf

        title = msg("settings", "Print the recovery sheet")
        print_pdf(self, self._notices, title, self._make_sheet(code))

    def _on_start(self) -> None:
        if self._key is not None:
            self.code_label.clear()
            self.created.emit(self._key)


def _create(folder: Path, passphrase: str) -> tuple[DataKey, str]:
    from coachdesk.kernel.location import check_folder

    check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return keys.create(folder, passphrase)


def _not_written() -> Message:
    return msg("session", "The file could not be written. Choose another place.")
