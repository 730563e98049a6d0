"""Pictures of every page and PDFs of every hand-out of the demo, where there is no display."""

import argparse
import datetime as dt
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication

from coachdesk.demo.folder import remove_demo
from coachdesk.kernel.database import Database
from coachdesk.kernel.settings import Settings
from coachdesk.start import Program, StartOptions, application, clock_of, demo_place, make_program
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
    with_program(start._replace(rehearsal=True), SIZE, folder, handouts=False)
    sys.stdout.write(f"Pictures of every page and all hand-outs of the demo are in {folder}\n")
    return 0


def with_program(start: StartOptions, size: QSize, folder: Path, *, handouts: bool) -> None:
    """Open the demo's window at `size` and grab every page into `folder`.

    Of a rehearsal only the pages that belong to a workshop day are grabbed.
    """
    app = application()
    clock = clock_of(start)
    data, key = demo_place(clock, start)
    program = make_program(app, data, Settings(data / "settings.json"), clock, start)
    program.shell.resize(size)
    program.shell.show()
    wait = QEventLoop()
    program.session.opened.connect(wait.quit)
    program.session.begin(key)
    wait.exec()
    places = _of_the_day(program) if start.rehearsal else _places(program)
    for number, (name, target) in enumerate(places, start=len(list(folder.glob("*.png"))) + 1):
        program.shell.navigate(target)
        _settle(app)
        program.shell.grab().save(str(folder / f"{number:02}-{name}.png"))
    if handouts and program.session.ws is not None:
        from coachdesk import cli_print

        cli_print.write_all(program.session.ws, folder)
    program.shell.close()
    remove_demo(data)


def _places(program: Program) -> Iterator[tuple[str, Target]]:
    """Every page, the tabs of the first team, and what else pages can show."""
    frame, ws = program.shell.frame, program.session.ws
    if frame is None or ws is None:
        return
    keys = frame.page_keys()
    for key in keys:
        yield key, Target(key)
    yield "teams-all-runs", Target("teams", "all_runs")
    yield "print-pack", Target("print", extra={"pack": "yes"})
    yield from _tabs(ws.read)
    yield from _calendar(ws.clock.today())
    yield from _each_run_and_survey(ws.read)
    yield from _each_method(ws.read)
    if "programmes" in keys:
        yield from _each_own_programme(ws.read)


def _of_the_day(program: Program) -> Iterator[tuple[str, Target]]:
    """The workshop day that is under way, what prepares and shows it, and how it comes to Today."""
    for key in ("day", "projector", "agenda", "today"):
        yield f"day-{key}", Target(key)


def _tabs(db: Database) -> Iterator[tuple[str, Target]]:
    from coachdesk.features.overview.tabs import TAB_CLASSES
    from coachdesk.features.teams import store as teams

    first = teams.list_teams(db)[0]
    for tab in TAB_CLASSES:
        yield f"team-{tab.key}", Target("teams", "team", first.rid, {"tab": tab.key})


def _calendar(today: dt.date) -> Iterator[tuple[str, Target]]:
    from coachdesk.features.calendar.period import Shape

    for shape in Shape:
        yield f"calendar-{shape.value}", Target("calendar", extra={"shape": shape.value})
    new_year = {"shape": Shape.YEAR.value, "day": f"{today.year + 1}-02-01"}
    yield "calendar-next-year", Target("calendar", extra=new_year)


def _each_run_and_survey(db: Database) -> Iterator[tuple[str, Target]]:
    from coachdesk.features.programmes import store as programmes
    from coachdesk.features.surveys import store as surveys
    from coachdesk.features.surveys.wave_view import PARTS

    for run in programmes.runs(db):
        yield f"run-{run.template_key}", Target("workshops", "run", run.rid)
    for row in surveys.waves(db):
        for part in PARTS:
            target = Target("surveys", "survey", row.wave.rid, {"tab": part.key})
            yield f"{row.wave.survey_key}-{part.key}", target


def _each_method(db: Database) -> Iterator[tuple[str, Target]]:
    from coachdesk.features.methods import store as methods

    for row in methods.newest(db):
        yield f"method-{row.use.kind}", Target("methods", "method", row.use.rid)


def _each_own_programme(db: Database) -> Iterator[tuple[str, Target]]:
    from coachdesk.features.programmes.library import own_programmes

    for own in own_programmes(db):
        yield f"programme-{own.key}", Target("programmes", "own", own.rid)


def _settle(app: QApplication) -> None:
    """Let jobs and timers of the page come to rest."""
    wait = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, wait.quit)
    wait.exec()
    app.processEvents()
