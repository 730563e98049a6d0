"""Pictures of every page and PDFs of every hand-out of the demo, where there is no display."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication

from coachdesk.demo.folder import remove_demo
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.settings import Settings
from coachdesk.start import Program, StartOptions, application, demo_place, make_program
from coachdesk.ui.context import Target

SIZE = QSize(1280, 800)
_SETTLE_MS = 900


def write(options: argparse.Namespace) -> int:
    """Write the pictures into a folder and name it; the exit status."""
    folder = options.pictures or Path(tempfile.mkdtemp(prefix="coachdesk-pictures-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    start = StartOptions(
        demo=True, language=options.language or "fi", theme=options.theme or "light",
        today=options.today,
    )  # fmt: skip
    with_program(start, SIZE, folder, handouts=True)
    sys.stdout.write(f"Pictures of every page and all hand-outs of the demo are in {folder}\n")
    return 0


def with_program(start: StartOptions, size: QSize, folder: Path, *, handouts: bool) -> None:
    """Open the demo's window at `size` and grab every page into `folder`."""
    app = application()
    clock = Clock(start.today)
    data, key = demo_place(clock)
    program = make_program(app, data, Settings(data / "settings.json"), clock, start)
    program.shell.resize(size)
    program.shell.show()
    wait = QEventLoop()
    program.session.opened.connect(wait.quit)
    program.session.begin(key)
    wait.exec()
    for number, (name, target) in enumerate(_places(program), start=1):
        program.shell.navigate(target)
        _settle(app)
        program.shell.grab().save(str(folder / f"{number:02}-{name}.png"))
    if handouts and program.session.ws is not None:
        from coachdesk import cli_print

        cli_print.write_all(program.session.ws, folder)
    program.shell.close()
    remove_demo(data)


def _places(program: Program) -> Iterator[tuple[str, Target]]:
    """Every page, and the tabs of the first team."""
    frame = program.shell.frame
    if frame is None:
        return
    for key in frame.page_keys():
        yield key, Target(key)
    from coachdesk.features.teams import store as teams

    assert program.session.ws is not None  # noqa: S101 - it has just been opened
    first = teams.list_teams(program.session.ws.read)[0]
    for tab in ("overview", "prework", "tasks", "notes", "members", "details"):
        yield f"team-{tab}", Target("teams", "team", first.rid, {"tab": tab})


def _settle(app: QApplication) -> None:
    """Let jobs and timers of the page come to rest."""
    wait = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, wait.quit)
    wait.exec()
    app.processEvents()
