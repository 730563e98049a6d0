"""How ready 100 teams are: from the choice of the page to its paint, each frame of scrolling."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEventLoop,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget
from sqlcipher3 import dbapi2
from typing_extensions import override

from benchmarks import content
from benchmarks.keys import PaintWatch
from benchmarks.measuring import Figure, at_part, middle
from benchmarks.windows import program_with
from coachdesk.app import MIGRATIONS
from coachdesk.features.checklists import service as checklists
from coachdesk.features.checklists import store as items
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import find_template
from coachdesk.features.teams import service as teams
from coachdesk.features.teams.model import NewTeam, Role
from coachdesk.kernel import keys
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.keyfile import KdfCost
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


class _BareModel(QAbstractTableModel):
    """Rows as they come from the file."""

    def __init__(self, rows: list[list[str]]) -> None:
        super().__init__()
        self.rows = rows

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return len(self.rows)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return COLUMNS

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.rows[index.row()][index.column()] if role == 0 else None


class _BareTable(QTableView):
    """A table of Qt's own that shows as many cells of an encrypted file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = dbapi2.connect(str(path), isolation_level=None)
        self._file.execute(f"PRAGMA key = \"x'{'ab' * 48}'\"")
        self._file.execute("CREATE TABLE cell(team, state)")
        for number in range(TEAMS * COLUMNS):
            self._file.execute("INSERT INTO cell VALUES (?, ?)", (number // COLUMNS, "✓ ▲"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(34)

    def open(self) -> None:
        """Read all and show it."""
        rows: list[list[str]] = [[] for _ in range(TEAMS)]
        for team, state in self._file.execute("SELECT team, state FROM cell").fetchall():
            rows[team].append(state)
        self.setModel(_BareModel(rows))
        self.show()


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """The figures of the matrix."""
    folder = Path(tempfile.mkdtemp(prefix="coachdesk-benchmark-"))
    try:
        key, _code = keys.create(folder, content.PASSPHRASE, KdfCost())
        ws = Workspace.open(
            folder, DataKey(bytes(key.material())), MIGRATIONS, Clock(content.TODAY)
        )
        fill(ws)
        ws.close()
        with program_with(folder) as program:
            return _measure(program, folder / "bare.db", rounds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(program: Program, bare_file: Path, rounds: int) -> list[Figure]:
    _rest(program)
    opening = _until_painted(program.shell, lambda: program.shell.navigate(Target("prework")))
    frame = program.shell.frame
    assert frame is not None
    from coachdesk.features.checklists.page import PreworkPage

    page = frame.page
    assert isinstance(page, PreworkPage)
    bare = _BareTable(bare_file)
    bare.resize(page.matrix.size())
    bare_opening = _until_painted(bare, bare.open)
    again = []

    def read_and_show() -> None:
        page.refresh()
        program.shell.navigate(Target("prework"))

    for _ in range(rounds):
        program.shell.navigate(Target("today"))
        QTest.qWait(100)
        again.append(_until_painted(program.shell, read_and_show))
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
            ours += _frames(page.matrix)
            floor += _frames(bare)
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


def _until_painted(shown: QWidget, work: Callable[[], object]) -> float:
    """Milliseconds from `work` to the end of the paint that follows it."""
    watch = PaintWatch(shown)
    began = perf_counter()
    work()
    while not watch.count:
        QApplication.processEvents()
        if perf_counter() - began > _LONGEST_WAIT:
            raise RuntimeError("nothing was painted")
    QApplication.processEvents()
    return (perf_counter() - began) * 1000


def _frames(table: QTableView) -> list[float]:
    """Milliseconds of each frame while the table is scrolled to its end and back."""
    bar, times = table.verticalScrollBar(), []
    down = list(range(0, bar.maximum(), STEP))
    for value in (*down, *reversed(down)):
        watch = PaintWatch(table.viewport())
        began = perf_counter()
        bar.setValue(value)
        while not watch.count and bar.value() != value:
            QApplication.processEvents()
        QApplication.processEvents()
        times.append((perf_counter() - began) * 1000)
        table.viewport().removeEventFilter(watch)
        watch.deleteLater()
    return times
