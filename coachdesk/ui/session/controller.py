"""From the start to the work and back: first start, unlock, open, lock, restore."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey, has_key_file
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.folder_lock import FolderLock
from coachdesk.kernel.settings import Settings
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import LANGUAGE
from coachdesk.ui.preferences import AUTO_LOCK_MINUTES, REMEMBER_KEY
from coachdesk.ui.session.watch import LockWatch
from coachdesk.ui.shell import Shell

if TYPE_CHECKING:
    from coachdesk.kernel.workspace import Workspace
    from coachdesk.ui.frame import WindowParts


class Composition(Protocol):
    """What the composition root offers; imported when it is first needed."""

    def open_workspace(self, folder: Path, key: DataKey, clock: Clock) -> Workspace:
        """Open the encrypted file with all migrations; runs in a job's thread."""

    def check_copy(self, path: Path, key: DataKey) -> None:
        """Refuse a backup that this program cannot open."""

    def build_index(self, ws: Workspace) -> None:
        """Make the search index of a workspace now."""

    def parts(self, context: Context, session: SessionController) -> WindowParts:
        """The pages, verbs and providers of the window."""

    def on_opened(self, context: Context) -> None:
        """Start what follows the opening: index, daily backup, carrying over."""

    def on_closing(self) -> None:
        """Let go of what was made for the workspace and of all words read from it."""

    def recovery_sheet(self, code: str) -> bytes:
        """The recovery sheet as a PDF in the window language."""


class SessionController(QObject):
    """Owns the folder's lock and the open workspace.

    `closing` goes out before anything else when the work is put away: what shows it elsewhere than
    in the window goes dark at once.
    """

    opened = Signal()
    closing = Signal()

    def __init__(
        self,
        shell: Shell,
        lock: FolderLock,
        clock: Clock,
        settings: Settings,
        composition: Callable[[], Composition],
    ) -> None:
        super().__init__(shell)
        self._shell = shell
        self._lock = lock
        self._clock = clock
        self._settings = settings
        self._composition = composition
        self._rebuild_view: Callable[[], None] | None = None
        self.ws: Workspace | None = None
        self.watch = LockWatch(clock)
        self.watch.lock_due.connect(self.lock)
        shell.lock_requested.connect(self.lock)
        shell.closed.connect(self.close)
        LANGUAGE.language_changed.connect(self._on_language)

    @property
    def shell(self) -> Shell:
        """The window."""
        return self._shell

    def recovery_sheet(self, code: str) -> bytes:
        """The sheet for a recovery code, as a PDF in the window language."""
        return self._composition().recovery_sheet(code)

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._lock.folder

    def begin(self, key: DataKey | None = None) -> None:
        """Open with `key` if there is one, else ask for what is needed."""
        if key is None and self._settings.get(REMEMBER_KEY):
            from coachdesk.kernel import keyring_store

            key = keyring_store.recall(self.folder)
        if key is not None:
            self._open(key)
        elif has_key_file(self.folder):
            self.show_unlock()
        else:
            self.show_first_start()

    # -- the views before the work ------------------------------------------------------------

    def show_unlock(self) -> None:
        """Ask for the passphrase."""
        from coachdesk.ui.session.unlock import UnlockView

        view = UnlockView(self.folder, self._clock, self._shell.jobs)
        view.unlocked.connect(self._open)
        view.restore_wanted.connect(self.show_restore)
        self._cover(view, self.show_unlock)

    def show_first_start(self) -> None:
        """Welcome a new coach."""
        from coachdesk.ui.session.first_start import FirstStartView

        view = FirstStartView(
            self.folder,
            self._shell.jobs,
            self._shell.notices,
            self.recovery_sheet,
        )
        view.created.connect(self._open)
        view.restore_wanted.connect(self.show_restore)
        self._cover(view, self.show_first_start)

    def show_restore(self) -> None:
        """Choose a backup to restore; an open workspace is closed first."""
        from coachdesk.ui.session.restore import RestoreView

        self._close_workspace()
        view = RestoreView(
            self._lock, self._clock, self._shell.jobs, self._shell.notices, self._check_copy
        )
        view.restored.connect(self._open)
        view.cancelled.connect(self.begin)
        self._cover(view, self.show_restore)

    def _check_copy(self, path: Path, key: DataKey) -> None:
        self._composition().check_copy(path, key)

    def _cover(self, view: QWidget, again: Callable[[], None]) -> None:
        self._rebuild_view = again
        self._shell.cover(view)

    def _on_language(self) -> None:
        if self._rebuild_view is not None:
            self._rebuild_view()

    # -- opening ------------------------------------------------------------------------------

    def _open(self, key: DataKey) -> None:
        # No rebuilding from here on: a view with a new recovery code is gone for good.
        self._rebuild_view = None
        self._shell.jobs.run(
            lambda _job: self._composition().open_workspace(self.folder, key, self._clock),
            done=self._on_opened,
            failed=self._on_not_opened,
            owner=self,
        )

    def _on_opened(self, ws: Workspace) -> None:
        self.ws = ws
        shell = self._shell
        context = Context(
            ws, self._clock, self._settings, shell.registry, shell.notices, shell.jobs,
            shell.drafts, shell.navigate, shell.search_for,
        )  # fmt: skip
        composition = self._composition()
        shell.open(context, composition.parts(context, self))
        composition.on_opened(context)
        self.watch.start(self._settings.get(AUTO_LOCK_MINUTES))
        self.opened.emit()

    def _on_not_opened(self, problem: UserError | EnvironmentProblem) -> None:
        self.show_unlock()
        self._shell.notices.error(problem)

    # -- locking and closing ------------------------------------------------------------------

    def lock(self) -> None:
        """Store what is typed, forget the key and all that was read, ask for the passphrase."""
        if self.ws is None:
            return
        self._close_workspace()
        self.show_unlock()

    def close(self) -> None:
        """The window has gone."""
        self._close_workspace()
        self._shell.jobs.cancel_all()
        self._shell.jobs.wait_all()
        self._lock.release()

    def _close_workspace(self) -> None:
        self.watch.stop()
        if self.ws is None:
            return
        self.closing.emit()
        self._shell.close_workspace()
        self._composition().on_closing()
        self.ws.close()
        self.ws = None
        gc.collect()
