"""500 teams of ten years in one table: from the key to its paint, and each key of the filter."""

import datetime as dt
import random
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtTest import QTest

from benchmarks import content
from benchmarks.bare import BareTable
from benchmarks.keys import Typist, until_painted
from benchmarks.measuring import Figure, at_part, middle, milliseconds
from benchmarks.windows import program_with
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.notes import store_writes as notes
from coachdesk.features.overview import cross_run_store
from coachdesk.features.overview.cross_run_view import CrossRunView
from coachdesk.features.overview.view_switch import ALL_RUNS
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import Template, find_template
from coachdesk.features.tasks.model import TaskState
from coachdesk.features.teams import service as teams
from coachdesk.features.teams.model import NewTeam
from coachdesk.kernel.database import Database, insert
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from coachdesk.start import Program
from coachdesk.ui.context import Target

TEAMS, YEARS = 500, 10
NOTES, TASKS = 20, 20
"""Of a team in a year."""
OPEN_GOAL_MS = 150.0
ROUNDS = 8
KEYS = "47\b\b"
_VERSION = 1
_PRESENT_YEARS = 2
_PROGRAMMES = ("vetoa_ja_pitoa", "breakthrough_collaborative")
_AREAS = ("Itä-Suomi", "Länsi-Suomi", "Etelä-Suomi", "Pohjois-Suomi", "Sisä-Suomi")
_COLUMNS = 9


# -- the work of ten years ------------------------------------------------------------------------


def folder() -> Path:
    """A data folder with all of it, built once; passphrase `content.PASSPHRASE`."""
    place = Path(tempfile.gettempdir()) / f"coachdesk-benchmarks-cross-run-{_VERSION}"
    if not place.exists():
        made = content.new_folder()
        _build(made)
        shutil.move(made, place)
    return place


def _build(made: Path) -> None:
    ws = content.new_workspace(made)
    new = [
        NewTeam({"name": f"Osasto {n + 1}, poliklinikka", "county_code": 1 + n % 21}, [])
        for n in range(TEAMS)
    ]
    rids = teams.import_teams(ws, new)
    for year in range(YEARS):
        _hold_run(ws, content.TODAY.year - YEARS + 1 + year, year, rids)
    for number, rid in enumerate(rids):
        with ws.change(msg("benchmarks", "Fill")) as db:
            _work_of_team(db, number, rid)
    with ws.change(msg("benchmarks", "Fill")) as db:
        _finish_old_work(db)
    content.bring_index_up_to_date(ws)
    ws.checkpoint()
    ws.close()


def _hold_run(ws: Workspace, year: int, place: int, rids: Sequence[int]) -> None:
    """A tenth of the teams joins each year; a third of last year's comes along."""
    size = TEAMS // YEARS
    joining = [*rids[place * size : (place + 1) * size]]
    joining += rids[max(0, place - 1) * size : place * size : 3]
    first = content.TODAY.replace(year=year) + dt.timedelta(days=12)
    template = _template(_PROGRAMMES[place % len(_PROGRAMMES)])
    start = next(event.key for event in template.events if event.after is None)
    cohorts = [
        NewCohort(area=area, dates={start: EventDate.of(first + dt.timedelta(weeks=n))},
                  teams=joining[n :: len(_AREAS)])
        for n, area in enumerate(_AREAS)
    ]  # fmt: skip
    run = programmes.start_run(ws, template, f"{template.name.fi} {year}", cohorts)
    if place < YEARS - _PRESENT_YEARS:
        programmes.archive_run(ws, run)


def _template(key: str) -> Template:
    found = find_template(key)
    if found is None:
        raise LookupError(key)
    return found


def _work_of_team(db: Database, number: int, rid: int) -> None:
    chance = random.Random(number)
    for count in range(NOTES * YEARS):
        day = content.TODAY - dt.timedelta(days=chance.randrange(10, 365 * YEARS))
        stamp = f"{day.isoformat()}T10:00:00+00:00"
        note = {"held_on": day.isoformat(), "title": f"Tapaaminen {count}", "created_at": stamp}
        notes.add_meeting(db, {**note, "body": f"Sovittiin asiasta {count}."}, [rid])
    for count in range(TASKS * YEARS):
        values = content.task_values(count + number * TASKS * YEARS, rid)
        done = {"state": TaskState.DONE.value, "done_on": values["due_on"]}
        insert(db, "task", {**values, **(done if count % 40 else {})})


def _finish_old_work(db: Database) -> None:
    archived = "(SELECT rid FROM run WHERE archived_on IS NOT NULL)"
    db.execute(
        f"UPDATE task SET state = ?, done_on = '2025-01-01' WHERE run_rid IN {archived} "
        "AND rid % 20", (TaskState.DONE.value,)
    )  # fmt: skip
    db.execute("UPDATE checklist_item SET state = ? WHERE rid % 4", (ItemState.DONE.value,))


# -- measuring ------------------------------------------------------------------------------------


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """The figures of the table."""
    with tempfile.TemporaryDirectory() as bare, program_with(folder()) as program:
        return _measure(program, Path(bare, "bare.db"), rounds)


def _measure(program: Program, bare_file: Path, rounds: int) -> list[Figure]:
    shell = program.shell
    shell.navigate(Target("teams"))
    QTest.qWait(300)
    first = until_painted(shell, lambda: shell.registry.run("teams.all_runs"))
    assert shell.frame is not None
    assert shell.frame.page is not None
    view = shell.frame.page.findChild(CrossRunView)
    assert isinstance(view, CrossRunView)
    count = len(view.table.records.records)
    cells = [tuple(f"Osasto {row}, {column}" for column in range(_COLUMNS)) for row in range(count)]
    bare = BareTable(bare_file, cells)
    bare.resize(view.table.size())
    again, floor, read = [], [], []
    ws = program.session.ws
    assert ws is not None
    for _ in range(rounds):
        shell.navigate(Target("today"))
        bare.hide()
        QTest.qWait(100)
        again.append(until_painted(shell, lambda: shell.navigate(ALL_RUNS)))
        floor.append(until_painted(bare, bare.open))
        read.append(milliseconds(lambda: cross_run_store.teams_in_runs(ws.read, content.TODAY)))
    bare.close()
    typed = _type(view, rounds)
    sorting = [until_painted(view.table.viewport(), view.reverse) for _ in range(rounds)]
    name = f"all runs, {count} rows of {TEAMS} teams, {YEARS} years"
    return [
        Figure(f"{name}: opened first", first, "ms", OPEN_GOAL_MS),
        Figure(f"{name}: opened", middle(again), "ms", OPEN_GOAL_MS),
        Figure(f"{name}: opened, p95", at_part(again, 0.95), "ms", OPEN_GOAL_MS),
        Figure("  against a bare table", middle(again), "ms", None, middle(floor)),
        Figure("  of that, reading", middle(read), "ms"),
        Figure("a key to the filtered rows", middle(typed), "ms", OPEN_GOAL_MS),
        Figure("the order turned round", middle(sorting), "ms", OPEN_GOAL_MS),
    ]


def _type(view: CrossRunView, rounds: int) -> list[float]:
    typist = Typist(view.bar.search, view.table.viewport())
    times = []
    for _ in range(rounds):
        for key in KEYS:
            times.append(typist.press(key))
            typist.pause(80)
    return times
