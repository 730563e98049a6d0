"""Moving an event that 1,000 dates hang on, with the commit, and telling beforehand what moves."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from benchmarks.measuring import Figure, at_part, middle, milliseconds
from coachdesk.app import MIGRATIONS
from coachdesk.features.checklists import store as checklists
from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.moving import preview_move
from coachdesk.features.programmes.template import find_template
from coachdesk.features.tasks import store as tasks
from coachdesk.features.teams import service as teams
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import Database, connect, count_referring
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace

TEAMS = 40
DATES = 1_000
MOVES = 60
_FIRST = dt.date(2027, 1, 11)


def measure(moves: int = MOVES) -> list[Figure]:
    """The figures of moving an event back and forth."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with _work(folder) as (ws, event_rid), closing(_bare_file(folder / "bare.db")) as bare:
            ours: list[float] = []
            told: list[float] = []
            floor: list[float] = []
            for number in range(moves):
                day = _FIRST + dt.timedelta(weeks=1 + number % 2)
                date = EventDate.of(day)
                told.append(milliseconds(partial(preview_move, ws.read, event_rid, date)))
                pair = [
                    (ours, partial(service.move_event, ws, event_rid, date)),
                    (floor, partial(_move_bare, bare, day)),
                ]
                for times, move in reversed(pair) if number % 2 else pair:
                    times.append(milliseconds(move))
    name = f"moving an event that {DATES:,} dates hang on"
    return [
        Figure(name, middle(ours), "ms", 100),
        Figure(f"{name}, p95", at_part(ours, 0.95), "ms", 100),
        Figure("  against as many bare updates", middle(ours), "ms", None, middle(floor)),
        Figure("telling beforehand what would move", middle(told), "ms", 100),
    ]


@contextmanager
def _work(folder: Path) -> Iterator[tuple[Workspace, int]]:
    """Teams in a run, half of the dates in their tasks and half in their checklists."""
    ws = Workspace.open(folder, DataKey.random(), MIGRATIONS, Clock(dt.date(2026, 11, 22)))
    template = find_template("vetoa_ja_pitoa")
    if template is None:
        raise LookupError("vetoa_ja_pitoa")
    rids = [teams.add_team(ws, f"Team {number}") for number in range(TEAMS)]
    dates = {event.key: EventDate.open() for event in template.events}
    dates["workshop_1"] = EventDate.of(_FIRST)
    cohort = service.NewCohort(dates=dates, teams=rids)
    run_rid = service.start_run(ws, template, "Run", [cohort])
    (made,) = store.cohorts(ws.read, run_rid)
    (event,) = (e for e in store.events(ws.read, made.rid) if e.key == "workshop_1")
    with ws.change(msg("demo", "Bring the tasks up to date")) as db:
        _fill(db, run_rid, event.rid, rids)
    yield ws, event.rid
    ws.close()


def _fill(db: Database, run_rid: int, event_rid: int, rids: list[int]) -> None:
    follows: dict[str, str | int] = {"due_kind": "before_event", "event_rid": event_rid}
    number = sum(count_referring(db, "event", event_rid).values())
    while number < DATES:
        number += 1
        common = {**follows, "team_rid": rids[number % TEAMS], "title": f"Work {number}"}
        if number % 2:
            checklists.add_item(db, {**common, "run_rid": run_rid, "days_before": number % 30})
        else:
            stamp = "2026-11-01T10:00:00.000Z"
            tasks.add_task(db, {**common, "days_before": number % 30, "created_at": stamp})


def _bare_file(path: Path) -> Database:
    """A file whose dates are written in each row."""
    db: Database = connect(path, DataKey.random())
    db.execute("CREATE TABLE due(id INTEGER PRIMARY KEY, event INTEGER, days INTEGER, day TEXT)")
    db.execute("CREATE INDEX due_event ON due(event)")
    for number in range(DATES):
        db.execute("INSERT INTO due(event, days) VALUES (1, ?)", (number % 30,))
    db.commit()
    return db


def _move_bare(db: Database, day: dt.date) -> None:
    db.execute("BEGIN IMMEDIATE")
    for (number,) in db.execute("SELECT id FROM due WHERE event = 1").fetchall():
        db.execute(
            "UPDATE due SET day = date(?, -days || ' days') WHERE id = ?", (day.isoformat(), number)
        )
    db.execute("COMMIT")
