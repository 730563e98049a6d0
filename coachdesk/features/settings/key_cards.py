"""The secrets that open the work: passphrase, recovery code, the system's keyring."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from coachdesk.features.settings import offered
from coachdesk.kernel import keyring_store, keys
from coachdesk.kernel.attempts import Attempts
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import msg, plural
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.jobs import Job
from coachdesk.ui.preferences import REMEMBER_KEY
from coachdesk.ui.session.frame import PassphraseField
from coachdesk.ui.session.new_passphrase import NewPassphrase
from coachdesk.ui.widgets.basic import Card, button, label, row_of
from coachdesk.ui.widgets.fields import FormRow, name_shown

Problem = UserError | EnvironmentProblem


class PresentSecret(FormRow):
    """Asks for the present passphrase before a secret is changed. `entered` follows Enter."""

    entered = Signal()

    def __init__(self, context: Context) -> None:
        self.secret = PassphraseField()
        super().__init__(msg("settings", "Present passphrase or recovery code"), self.secret)
        self._context = context
        self.secret.returnPressed.connect(self.entered)

    def check(self, then: Callable[[], object]) -> None:
        """Call `then` if it is right; else say so. It is not kept."""
        typed = self.secret.text()
        waiting = self._attempts().wait(self._context.clock.now())
        if waiting > 0:
            self.show_problem(
                plural(
                    "settings", "You can try again in {count} second.",
                    "You can try again in {count} seconds.", int(waiting) + 1,
                )
            )  # fmt: skip
            return
        folder = self._context.ws.folder
        self.setEnabled(False)
        self._context.jobs.run(
            lambda _job: keys.unlock(folder, typed).wipe(),
            done=lambda _nothing: self._on_right(then),
            failed=self._on_wrong,
            owner=self,
        )

    def _attempts(self) -> Attempts:
        """Wrong ones count together with those of the unlock window."""
        return Attempts.load(self._context.ws.folder)

    def _on_right(self, then: Callable[[], object]) -> None:
        self.setEnabled(True)
        self._attempts().succeeded()
        self.secret.clear()
        self.show_problem(None)
        then()

    def _on_wrong(self, problem: Problem) -> None:
        self.setEnabled(True)
        if isinstance(problem, UserError):
            self._attempts().failed(self._context.clock.now())
        self.show_problem(problem.message)
        self.secret.selectAll()
        self.secret.setFocus()


class PassphraseCard(Card):
    """Another passphrase."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("settings", "Passphrase"))
        self._context = context
        self.present = PresentSecret(context)
        self.new = NewPassphrase(
            msg("settings", "New passphrase"), msg("settings", "New passphrase again")
        )
        self.change_button = button(msg("settings", "Change the passphrase"))
        self.change_button.clicked.connect(self._on_change)
        self.present.entered.connect(self.new.first.setFocus)
        self.new.submitted.connect(self._on_change)
        hint = msg(
            "settings",
            "The recovery code stays as it is. Backups made earlier open with the passphrase of "
            "their time.",
        )
        self.add(self.present)
        self.add(self.new)
        self.add(label(hint, "small", "muted", wrap=True))
        self.body.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_change(self) -> None:
        if self.change_button.isEnabled() and self.new.passphrase() is not None:
            self.present.check(self._change)

    def _change(self) -> None:
        ws, typed = self._context.ws, self.new.first.text()
        self.change_button.setEnabled(False)
        self._context.jobs.run(
            lambda _job: keys.change_passphrase(ws.folder, ws.key, typed),
            done=self._on_changed,
            failed=self._on_refused,
            owner=self,
        )

    def _on_changed(self, _nothing: None) -> None:
        self.change_button.setEnabled(True)
        self.new.clear()
        self._context.notices.info(msg("settings", "The passphrase was changed."))

    def _on_refused(self, problem: Problem) -> None:
        self.change_button.setEnabled(True)
        if isinstance(problem, UserError):
            self.new.refuse(problem.message)
        else:
            self._context.notices.error(problem)


class RecoveryCard(Card):
    """Another recovery code, shown once, for a sheet on paper or in a file."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("settings", "Recovery code"))
        self._context = context
        hint = msg(
            "settings",
            "Make a new code if the sheet is lost or someone may have seen it. The earlier code "
            "then no longer opens your notes.",
        )
        self.add(label(hint, "small", "muted", wrap=True))
        self.present = PresentSecret(context)
        self.present.entered.connect(self._on_make)
        self.make_button = button(msg("settings", "Make a new recovery code"))
        self.make_button.clicked.connect(self._on_make)
        self.add(self.present)
        self.body.addWidget(self.make_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.sheet = self._build_sheet()
        self.add(self.sheet)
        self.sheet.hide()

    def _build_sheet(self) -> QWidget:
        self.code = label("", "heading", wrap=True)
        name_shown(self.code, msg("settings", "Recovery code"))
        self.save_button = button(msg("settings", "Save as PDF…"), "primary")
        self.save_button.clicked.connect(self._on_save)
        self.save_button.setVisible(offered.MAKE_RECOVERY_SHEET is not None)
        self.print_button = button(msg("settings", "Print…"), icon="print")
        self.print_button.clicked.connect(self._on_print)
        self.print_button.setVisible(None not in (offered.PRINT_SHEET, offered.MAKE_RECOVERY_SHEET))
        self.hide_button = button(msg("settings", "Hide the code"))
        self.hide_button.clicked.connect(self._on_hide)
        sheet = Card(msg("settings", "Your new recovery code"))
        sheet.add(self.code)
        sheet.body.addLayout(row_of(self.save_button, self.print_button, self.hide_button, None))
        return sheet

    def _on_make(self) -> None:
        if self.make_button.isEnabled():
            self.present.check(self._make)

    def _make(self) -> None:
        ws = self._context.ws
        self.make_button.setEnabled(False)
        self._context.jobs.run(
            lambda _job: keys.new_recovery_code(ws.folder, ws.key),
            done=self._on_made,
            failed=self._on_failed,
            owner=self,
        )

    def _on_made(self, code: str) -> None:
        self.make_button.setEnabled(True)
        self.code.setText(code)
        self.sheet.show()
        (self.hide_button if self.save_button.isHidden() else self.save_button).setFocus()

    def _on_failed(self, problem: Problem) -> None:
        self.make_button.setEnabled(True)
        self._context.notices.error(problem)

    def _on_save(self) -> None:
        self._context.notices.choose_save(
            msg("settings", "Save the recovery sheet"), self._save,
            [(msg("files", "PDF file"), "*.pdf")], "CoachDesk-recovery.pdf",
        )  # fmt: skip

    def _save(self, path: Path) -> None:
        if offered.MAKE_RECOVERY_SHEET is None:
            return
        notices = self._context.notices
        try:
            path.write_bytes(offered.MAKE_RECOVERY_SHEET(self.code.text()))
        except OSError:
            notices.error(msg("settings", "The file could not be written. Choose another place."))
            return
        notices.info(msg("settings", "The recovery sheet was saved."))

    def _on_print(self) -> None:
        if offered.MAKE_RECOVERY_SHEET is not None and offered.PRINT_SHEET is not None:
            offered.PRINT_SHEET(offered.MAKE_RECOVERY_SHEET(self.code.text()))

    def _on_hide(self) -> None:
        self.code.clear()
        self.sheet.hide()
        self.make_button.setFocus()


class KeyringCard(Card):
    """Whether the system's keyring may open the work without the passphrase."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("settings", "Without a passphrase on this computer"))
        self._context = context
        self.box = QCheckBox(tr(msg("settings", "Let the system's keyring remember the key")))
        self.box.setChecked(context.settings.get(REMEMBER_KEY))
        self.box.setEnabled(False)
        self.box.clicked.connect(self._on_clicked)
        self.state = label(msg("settings", "Looking for a keyring…"), "small", "muted", wrap=True)
        self.add(self.box)
        self.add(self.state)
        context.jobs.run(lambda _job: keyring_store.available(), done=self._on_looked, owner=self)

    def _on_looked(self, available: bool) -> None:  # noqa: FBT001 - a job's answer
        self.box.setEnabled(available or self.box.isChecked())
        words = (
            msg(
                "settings",
                "CoachDesk then opens for whoever is logged in on this computer. Leave it off if "
                "others use your account.",
            )
            if available
            else msg("settings", "This system has no keyring that keeps secrets.")
        )
        self.state.setText(tr(words))
        self.box.setAccessibleDescription(self.state.text())

    def _on_clicked(self, wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        folder, key = self._context.ws.folder, self._context.ws.key
        self.box.setEnabled(False)

        def work(_job: Job[bool]) -> bool:
            return keyring_store.remember(folder, key) if wanted else keyring_store.forget(folder)

        self._context.jobs.run(
            work, done=lambda worked: self._on_set(wanted=wanted, worked=worked), owner=self
        )

    def _on_set(self, *, wanted: bool, worked: bool) -> None:
        self.box.setEnabled(True)
        if worked:
            self._context.settings.set(REMEMBER_KEY, wanted)
            return
        self.box.setChecked(not wanted)
        self._context.notices.error(
            msg("settings", "The keyring did not answer. Nothing was changed.")
        )
