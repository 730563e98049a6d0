"""The real window over a real file, for benchmarks that drive it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtTest import QTest

from benchmarks import content
from coachdesk.kernel import keys
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.workspace import Workspace
from coachdesk.start import Program, StartOptions, application, make_program

REST_MS = 3_000


@contextmanager
def program_with(folder: Path) -> Iterator[Program]:
    """CoachDesk with the work in `folder` open, at rest on Today."""
    app = application()
    with TemporaryDirectory(prefix="coachdesk-benchmark-") as home:
        settings = Settings(Path(home, "settings.json"))
        options = StartOptions(language="en", theme="light")
        program = make_program(app, folder, settings, Clock(content.TODAY), options)
        program.shell.resize(1280, 800)
        program.shell.show()
        program.session.begin(keys.unlock(folder, content.PASSPHRASE))
        while program.session.ws is None:
            QTest.qWait(20)
        program.shell.activateWindow()
        QTest.qWait(REST_MS)
        try:
            yield program
        finally:
            program.shell.close()
            QTest.qWait(50)


@contextmanager
def program_filled(fill: Callable[[Workspace], object]) -> Iterator[Program]:
    """CoachDesk over a new file with what `fill` puts into it, at rest on Today."""
    folder = content.new_folder()
    try:
        ws = content.new_workspace(folder)
        fill(ws)
        ws.close()
        with program_with(folder) as program:
            yield program
    finally:
        shutil.rmtree(folder, ignore_errors=True)
