"""How ready 100 teams are: from the choice of the page to its paint, each frame of scrolling."""

import datetime as dt
import tempfile
from pathlib import Path

from PySide6.QtCore import (
    QEventLoop,
    QModelIndex,
    QPersistentModelIndex,
    QTimer,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView

from benchmarks import content
from benchmarks.bare import BareTable
from benchmarks.keys import frames, until_painted
from benchmarks.measuring import Figure, at_part, middle
from benchmarks.windows import program_filled
from coachdesk.features.checklists import service as checklists
from coachdesk.features.checklists import store as items
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import find_template
from coachdesk.features.teams import service as teams
from coachdesk.features.teams.model import NewTeam, Role
from coachdesk.kernel.workspace import Workspace
from coachdesk.start import Program
from coachdesk.ui.context import Target

TEAMS, COLUMNS = 100, 15
AREAS = ("Itä-Suomi", "Länsi-Suomi", "Etelä-Suomi", "Pohjois-Suomi", "Sisä-Suomi")
OPEN_GOAL_MS, FRAME_MS = 150.0, 1000 / 60
STEP, ROUNDS = 55, 4
_LONGEST_WAIT = 3.0
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


def fill(ws: Workspace, count: int = TEAMS) -> int:
    """A run with so many teams in five cohorts, at all stages of their pre-work; its rid."""
    groups = ("sairaanhoitaja", "lähihoitaja", "sosiaaliohjaaja", "fysioterapeutti")
    new = [
        NewTeam(
            {"name": f"Osasto {n + 1}, sisätautien poliklinikka", "unit_name": f"Yksikkö {n}"},
            [
                {
                    "name": f"Henkilö {n}.{k}",
                    "occupational_group": groups[(n + k) % 4],
                    "role": Role.SUPERVISOR if k == 0 and n % 4 else Role.MEMBER,
                }
                for k in range(3 + n % 7)
            ],
        )
        for n in range(count)
    ]
    rids = teams.import_teams(ws, new)
    template = find_template("vetoa_ja_pitoa")
    assert template is not None
    cohorts = []
    for number, area in enumerate(AREAS):
        day = content.TODAY + dt.timedelta(days=10 + 9 * number)
        dates = {"workshop_1": EventDate.of(day)}
        own = rids[number :: len(AREAS)]
        cohorts.append(NewCohort(area=area, dates=dates, teams=own))
    run = programmes.start_run(ws, template, "Vetoa ja pitoa 2026", cohorts)
    _work(ws, run)
    return run


def _work(ws: Workspace, run: int) -> None:
    """Some of everything that a cell can show."""
    every = [item for some in items.items_of_run(ws.read, run).values() for item in some]
    for number, state in enumerate((ItemState.DONE, ItemState.IN_PROGRESS)):
        chosen = [item.rid for item in every if (item.rid * 7 + item.team_rid) % 5 == number]
        checklists.set_states(ws, chosen, state)
    with_kind = [item for item in every if item.kind != "plain"]
    template = find_template("vetoa_ja_pitoa")
    for item in with_kind[::3]:
        kind = template.kind(item.kind) if template else None
        if kind is not None:
            stage = kind.stages[item.rid % len(kind.stages)]
            checklists.set_stage(ws, item.rid, kind, stage.key)
            checklists.set_support(ws, item.rid, needed=bool(item.rid % 2))
    for item in every[::11]:
        checklists.set_who(ws, item.rid, f"Henkilö {item.rid}")


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """The figures of the matrix."""
    with tempfile.TemporaryDirectory() as bare, program_filled(fill) as program:
        return _measure(program, Path(bare, "bare.db"), rounds)


def _measure(program: Program, bare_file: Path, rounds: int) -> list[Figure]:
    _rest(program)
    opening = until_painted(program.shell, lambda: program.shell.navigate(Target("prework")))
    frame = program.shell.frame
    assert frame is not None
    from coachdesk.features.checklists.page import PreworkPage

    page = frame.page
    assert isinstance(page, PreworkPage)
    bare = BareTable(bare_file, [("✓ ▲",) * COLUMNS] * TEAMS)
    bare.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    bare.verticalHeader().setDefaultSectionSize(34)
    bare.resize(page.matrix.size())
    bare_opening = until_painted(bare, bare.open)
    again = []

    def read_and_show() -> None:
        page.refresh()
        program.shell.navigate(Target("prework"))

    for _ in range(rounds):
        program.shell.navigate(Target("today"))
        QTest.qWait(100)
        again.append(until_painted(program.shell, read_and_show))
        QTest.qWait(100)
    figures = [
        Figure("page opened, 100 teams", opening, "ms", OPEN_GOAL_MS),
        Figure("page read and shown again, 100 teams", middle(again), "ms", OPEN_GOAL_MS),
        Figure("bare table opened", bare_opening, "ms"),
    ]
    for details in (False, True):
        page.bar.details.setChecked(details)
        QTest.qWait(200)
        ours: list[float] = []
        floor: list[float] = []
        for _ in range(rounds):
            ours += frames(page.matrix, STEP)
            floor += frames(bare, STEP)
        name = "frame of scrolling" + (", who and by when" if details else "")
        dropped = sum(one > FRAME_MS for one in ours)
        figures += [
            Figure(name, middle(ours), "ms", None, middle(floor)),
            Figure(f"{name}, p99", at_part(ours, 0.99), "ms", FRAME_MS),
            Figure(f"{name}, dropped of {len(ours)}", dropped, "", 0.0),
        ]
    bare.close()
    return figures


def _rest(program: Program) -> None:
    """Let the search index of the new file be made; `QTest.qWait` would not let its thread work."""
    while program.shell.jobs.busy:
        wait = QEventLoop()
        QTimer.singleShot(200, wait.quit)
        wait.exec()
