"""The real window over a real file, for benchmarks that drive it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtTest import QTest

from benchmarks import content
from coachdesk.kernel import keys
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.settings import Settings
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
