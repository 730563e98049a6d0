"""Starting the window: one program per folder, the look, the first paint, then the rest."""

import datetime as dt
import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind, UserError
from coachdesk.kernel.folder_lock import FolderLock
from coachdesk.kernel.location import check_folder
from coachdesk.kernel.paths import default_data_folder, settings_file
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.text import LANGUAGES
from coachdesk.ui import crash
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import set_language
from coachdesk.ui.preferences import DATA_FOLDER, THEME_SCHEME, WINDOW_LANGUAGE
from coachdesk.ui.session.controller import SessionController
from coachdesk.ui.shell import Shell
from coachdesk.ui.theme import SCHEMES, THEME

if TYPE_CHECKING:
    from coachdesk.ui.session.controller import Composition

SECOND_START = 0
CANNOT_START = 1
_STARTED_MS = 3_000
_PAINTED_MS = 250
"""So long after the start the first view stands."""


class StartOptions(NamedTuple):
    """What the command line asked for."""

    data_folder: Path | None = None
    demo: bool = False
    passphrase: str | None = None
    language: str = ""
    theme: str = ""
    today: dt.date | None = None
    rehearsal: bool = False
    at: dt.time | None = None
    """The time of day at which the clock begins, in a rehearsal that of its story if None."""
    speed: int = 1


class Program:
    """The running program: application, window, session. Tests make one and drive it."""

    def __init__(
        self, shell: Shell, session: SessionController, instances: object | None = None
    ) -> None:
        """Use `make_program`."""
        self.shell = shell
        self.session = session
        self.instances = instances


def run(options: StartOptions) -> int:
    """Show the window and stay until it is closed; the exit status."""
    app = application()
    settings = Settings(settings_file())
    clock = clock_of(options)
    folder, key = demo_place(clock, options) if options.demo else (_folder(options, settings), None)
    launcher = Launcher(app, settings, clock, options)
    try:
        if not launcher.begin(folder, key):
            return SECOND_START
        QTimer.singleShot(_STARTED_MS, gc.enable)  # paused by the command
        return app.exec()
    except (UserError, EnvironmentProblem) as problem:
        sys.stderr.write(f"coachdesk: {problem}\n")
        return CANNOT_START
    finally:
        if options.demo:
            from coachdesk.demo.folder import remove_demo

            remove_demo(folder)


class Launcher:
    """Gets from a data folder to an open program, by way of another folder if need be."""

    def __init__(
        self, app: QApplication, settings: Settings, clock: Clock, options: StartOptions
    ) -> None:
        self._app, self._settings, self._clock, self._options = app, settings, clock, options
        self.refusal: Shell | None = None
        self.program: Program | None = None

    def begin(self, folder: Path, key: DataKey | None = None) -> bool:
        """Open the window on `folder`; False when another program had it and came to the fore."""
        try:
            if not self._options.demo:
                check_folder(folder)
            program = make_program(self._app, folder, self._settings, self._clock, self._options)
        except EnvironmentProblem as problem:
            return self._refused(folder, problem)
        if key is None and self._options.passphrase is not None:
            from coachdesk.kernel import keys

            key = keys.unlock(folder, self._options.passphrase)
        self.program = program
        if self._options.rehearsal:
            program.session.opened.connect(partial(program.shell.navigate, Target("day")))
        program.session.begin(key)
        program.shell.show()
        if self.refusal is not None:
            self.refusal.close()
        QTimer.singleShot(_PAINTED_MS, program.shell, lambda: _listen(program, folder))
        QTimer.singleShot(_PAINTED_MS, program.shell, crash.start_log)
        return True

    def _refused(self, folder: Path, problem: EnvironmentProblem) -> bool:
        from coachdesk.ui.session.folder import FolderView
        from coachdesk.ui.session.instance import raise_first_window

        if problem.kind is ProblemKind.LOCKED and raise_first_window(folder):
            return False
        if self.refusal is None:
            _give_look(self._app, self._settings, self._options)
            self.refusal = Shell(self._settings)
            crash.install(self.refusal.notices)
        shell = self.refusal
        view = FolderView(folder, problem, default_data_folder(), shell.jobs, shell.notices)
        view.chosen.connect(self._on_chosen)
        shell.cover(view)
        shell.show()
        return True

    def _on_chosen(self, folder: Path) -> None:
        if self._options.data_folder is None:
            self._settings.set(DATA_FOLDER, str(folder))
        self.begin(folder)


def application() -> QApplication:
    """The one application object."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        # As an argument: `setStyle` gives the style back, whose wrapper takes 8 ms to make.
        app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("CoachDesk")
    app.setDesktopFileName("coachdesk")
    return app


def make_program(
    app: QApplication, folder: Path, settings: Settings, clock: Clock, options: StartOptions
) -> Program:
    """Lock the folder and make the window, not yet shown.

    Raises `EnvironmentProblem` (LOCKED) when another program has the folder open.
    """
    from coachdesk.kernel.restore import finish_restore

    _give_look(app, settings, options)
    lock = FolderLock.acquire(folder)
    finish_restore(folder)
    shell = Shell(settings)
    crash.install(shell.notices)
    session = SessionController(shell, lock, clock, settings, _composition)
    return Program(shell, session)


def system_language() -> str:
    """The first of the system's languages that we have; English if there is none."""
    wished = [name.partition("-")[0] for name in QLocale.system().uiLanguages()]
    return next((name for name in wished if name in LANGUAGES), "en")


def _give_look(app: QApplication, settings: Settings, options: StartOptions) -> None:
    set_language(options.language or settings.get(WINDOW_LANGUAGE) or system_language())
    scheme = options.theme or settings.get(THEME_SCHEME)
    THEME.apply(app, next((known for known in SCHEMES if known == scheme), "system"))


def _folder(options: StartOptions, settings: Settings) -> Path:
    chosen = settings.get(DATA_FOLDER)
    return options.data_folder or (Path(chosen) if chosen else default_data_folder())


def clock_of(options: StartOptions) -> Clock:
    """The clock of the program; a rehearsal's begins where its story is."""
    at = options.at
    if options.rehearsal and at is None:
        from coachdesk.demo.rehearsal import load_rehearsal

        at = load_rehearsal().at
    return Clock(options.today, at, options.speed)


def demo_place(clock: Clock, options: StartOptions | None = None) -> tuple[Path, DataKey]:
    """A new folder with the demo, and its key."""
    from coachdesk.demo.folder import demo_workspace

    return demo_workspace(
        clock,
        lambda *place: _composition().open_workspace(*place),
        lambda ws: _composition().build_index(ws),
        rehearsal=options is not None and options.rehearsal,
    )


def _composition() -> "Composition":
    from coachdesk import app

    return app.COMPOSITION


def _listen(program: Program, folder: Path) -> None:
    from coachdesk.ui.session.instance import InstanceServer

    server = InstanceServer(folder)

    def show() -> None:
        program.shell.showNormal()
        program.shell.raise_()
        program.shell.activateWindow()

    server.raise_requested.connect(show)
    program.instances = server
