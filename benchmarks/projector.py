"""What a running workshop day costs each second, with the big clock on the projector."""

import datetime as dt
from time import process_time

from PySide6.QtCore import QEventLoop, QTimer

from benchmarks import content
from benchmarks.measuring import Figure
from benchmarks.windows import program_filled
from coachdesk.features.agendas import service as agendas
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import find_template
from coachdesk.features.teams import service as teams
from coachdesk.features.workshop_day import service as days
from coachdesk.kernel.workspace import Workspace
from coachdesk.start import Program
from coachdesk.ui.context import Target

TEAMS, SECONDS = 8, 120
GOAL_PERCENT = 0.5
_SCREEN = (1920, 1080)
_SETTLE_MS = 8_000


def fill(ws: Workspace) -> None:
    """A workshop of eight teams today, whose day has begun."""
    template = find_template("vetoa_ja_pitoa")
    assert template is not None
    rids = [teams.add_team(ws, f"Osasto {number + 1}") for number in range(TEAMS)]
    run = programmes.start_run(ws, template, "Vetoa ja pitoa", [NewCohort(teams=rids)])
    event = _event(ws, run)
    programmes.move_event(ws, event, EventDate.of(content.TODAY))
    agendas.make_from_programme(ws, event, "fi")
    days.next_block(ws, days.start_day(ws, event, 1))  # the first is for coaches only


def _event(ws: Workspace, run: int) -> int:
    (cohort,) = store.cohorts(ws.read, run)
    return next(each.rid for each in store.events(ws.read, cohort.rid) if each.key == "workshop_1")


def measure(seconds: int = SECONDS) -> list[Figure]:
    """The part of a core that passes for ticking, the projector on and off."""
    with program_filled(fill) as program:
        return _measure(program, seconds)


def _measure(program: Program, seconds: int) -> list[Figure]:
    from coachdesk.features.projector.controller import Projector
    from coachdesk.features.projector.made import MADE
    from coachdesk.features.projector.model import Choice, Kind
    from coachdesk.features.projector.sheet import Counts

    shell, ws = program.shell, program.session.ws
    assert ws is not None
    _wait(_SETTLE_MS)
    at_rest = _percent(seconds // 2)
    shell.registry.run("workshop.project")
    projector: Projector = MADE[0]
    projector.choose(Choice(Kind.CLOCK))
    projector.show(shell.screen())
    assert projector.window is not None
    projector.window.showNormal()
    projector.window.resize(*_SCREEN)
    _wait(1_000)
    panel = _percent(seconds // 2)
    shell.navigate(Target("day"))
    _wait(1_000)
    day = _percent(seconds)
    assert any(each.counts is Counts.LEFT for each in projector.window.canvas.sheet.tickers)
    return [
        Figure("a window at rest on Today: of a core", at_rest, "%"),
        Figure("the projector's clock with its panel in sight: of a core", panel, "%"),
        Figure("the workshop day with the projector's clock: of a core", day, "%", GOAL_PERCENT),
    ]


def _percent(seconds: int) -> float:
    """What part of a core this process takes in so many seconds of waiting."""
    began = process_time()
    _wait(dt.timedelta(seconds=seconds) // dt.timedelta(milliseconds=1))
    return (process_time() - began) / seconds * 100


def _wait(milliseconds: int) -> None:
    """Let the program run without anything of our own beside it."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
