"""When the data folder cannot be used: why, and the ways out."""

import shutil
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.kernel.atomic import file_problems
from coachdesk.kernel.data_key import KEY_FILE, KEY_FILE_COPY, has_key_file
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind, UserError
from coachdesk.kernel.location import check_folder
from coachdesk.kernel.text import msg
from coachdesk.ui.jobs import Job, Jobs
from coachdesk.ui.notices import Notices
from coachdesk.ui.session.frame import SessionFrame
from coachdesk.ui.widgets.basic import button, label

_COPIED = (KEY_FILE, KEY_FILE_COPY, "coachdesk.db", "coachdesk.db-wal", "backups")


class FolderView(QWidget):
    """Tells what is in the way of a folder. `chosen` carries one that can be used."""

    chosen = Signal(Path)

    def __init__(
        self,
        folder: Path,
        problem: EnvironmentProblem,
        safe_folder: Path,
        jobs: Jobs,
        notices: Notices,
    ) -> None:
        """`safe_folder` is offered for a copy of the data when `folder` is not a safe place."""
        super().__init__()
        self._folder, self._safe = folder, safe_folder
        self._jobs, self._notices = jobs, notices
        frame = SessionFrame(problem.message, problem.advice)
        place = msg("session", "Data folder: {folder}", folder=str(folder))
        frame.card.add(label(place, "small", "muted", wrap=True))
        self.copy_button = button(msg("session", "Copy my data to a safe folder"), "primary")
        self.copy_button.clicked.connect(self._on_copy)
        is_elsewhere = safe_folder != folder and not has_key_file(safe_folder)
        can_copy = problem.kind is ProblemKind.UNSAFE_FOLDER and has_key_file(folder)
        self.copy_button.setVisible(can_copy and is_elsewhere)
        self.choose_button = button(msg("session", "Choose another folder…"))
        self.choose_button.clicked.connect(self._on_choose)
        again = button(msg("session", "Try again"), "link")
        again.clicked.connect(lambda: self._use(folder))
        for widget in (self.copy_button, self.choose_button, again):
            frame.card.add(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self.setFocusProxy(self.copy_button if can_copy and is_elsewhere else self.choose_button)

    def _on_choose(self) -> None:
        self._notices.choose_folder(msg("session", "Choose the data folder"), self._use)

    def _use(self, folder: Path) -> None:
        try:
            check_folder(folder)
        except EnvironmentProblem as problem:
            self._notices.error(problem)
            return
        self.chosen.emit(folder)

    def _on_copy(self) -> None:
        self.copy_button.setEnabled(False)
        self._jobs.run(self._copy, done=self.chosen.emit, failed=self._on_refused, owner=self)

    def _copy(self, _job: Job[Path]) -> Path:
        """Copy beside the target first, so that a copy is whole or not there."""
        check_folder(self._safe)
        new = self._safe.with_name(self._safe.name + ".new")
        with file_problems():
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir(parents=True)
            for name in _COPIED:
                source = self._folder / name
                if source.is_dir():
                    shutil.copytree(source, new / name)
                elif source.exists():
                    shutil.copy2(source, new / name)
            if self._safe.exists():
                self._safe.rmdir()
            new.rename(self._safe)
        return self._safe

    def _on_refused(self, problem: UserError | EnvironmentProblem) -> None:
        self.copy_button.setEnabled(True)
        self._notices.error(problem)
