"""A workshop on which hundreds of dates hang is moved, and the program is killed meanwhile."""

import datetime as dt
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from coachdesk.app import open_workspace
from coachdesk.features.checklists import service as checklists
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.moving import preview_move
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import find_template
from coachdesk.features.tasks import service as tasks
from coachdesk.features.tasks.model import TaskState
from coachdesk.features.teams import service as teams
from coachdesk.kernel import keys
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import Database, rows
from coachdesk.kernel.folder_lock import FolderLock
from coachdesk.kernel.workspace import Workspace
from tests.faults import oracle
from tests.faults.children import Child
from tests.helpers.keys import CHEAP, PASSPHRASE
from tests.helpers.workspaces import TODAY

KILLS = 18
TEAMS = 16
HUNDREDS = 300
CLOCK = Clock(TODAY)
OLD, NEW = EventDate.of(dt.date(2027, 1, 19)), EventDate.of(dt.date(2027, 1, 26))


@pytest.mark.timeout(180)
def test_a_killed_move_has_moved_all_or_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    key, _code = keys.create(folder, PASSPHRASE, CHEAP)
    old, new, seconds = _states(folder, key)
    assert _rows_that_differ(old, new) > HUNDREDS
    seen = []
    for number in range(KILLS):
        commits, part = number % 3, number // 3 / (KILLS // 3)
        child = Child(move_for_ever, folder, bytes(key.material()))
        child.listen(most=1 + commits)
        child.listen(part * seconds)
        child.kill()
        assert child.messages[:1] == ["open"]
        assert not [told for told in child.messages[1:] if told not in {"moved", "undone"}]
        seen.append(_state_after(folder, key))
        assert seen[-1] in (old, new), "half of a move"
    assert old in seen
    assert new in seen
    _check_at_last(folder, key)


def _states(folder: Path, key: DataKey) -> tuple[oracle.State, oracle.State, float]:
    """Make a run with much work: all before the move and after it, and how long the move takes."""
    ws = open_workspace(folder, oracle.copy_of(key), CLOCK)
    rids = [teams.add_team(ws, f"Osasto {number}") for number in range(TEAMS)]
    template = find_template("vetoa_ja_pitoa")
    assert template is not None
    cohort = NewCohort(area="Itä-Suomi", teams=rids, dates={"workshop_1": OLD})
    service.start_run(ws, template, "Vetoa ja pitoa 2027", [cohort])
    items = rows(ws.read, "SELECT rid FROM checklist_item")
    checklists.set_states(ws, [item["rid"] for item in items], ItemState.DONE)
    found = rows(ws.read, "SELECT rid FROM task WHERE repeat_unit = '' ORDER BY rid")
    tasks.set_state(ws, [task["rid"] for task in found[::2]], TaskState.DONE)
    assert len(preview_move(ws.read, _workshop(ws.read), NEW).dates) > HUNDREDS // 4
    old = oracle.state_of(ws.read)
    began = time.monotonic()
    service.move_event(ws, _workshop(ws.read), NEW)
    seconds = time.monotonic() - began
    new = oracle.state_of(ws.read)
    ws.undo()
    assert oracle.state_of(ws.read) == old
    ws.close()
    return old, new, seconds


def _workshop(db: Database) -> int:
    (events,) = store.events_of_cohorts(db).values()
    return next(event.rid for event in events if event.key == "workshop_1")


def _rows_that_differ(old: oracle.State, new: oracle.State) -> int:
    return sum(row != new[table][rid] for table, found in old.items() for rid, row in found.items())


def move_for_ever(connection: Connection, folder: Path, material: bytes) -> None:
    """Move the workshop and undo it until killed, telling each when it is done."""
    try:
        with FolderLock.acquire(folder):
            _move_for_ever(connection, open_workspace(folder, DataKey(material), CLOCK))
    except BaseException:
        connection.send(traceback.format_exc())
        raise


def _move_for_ever(connection: Connection, ws: Workspace) -> None:
    connection.send("open")
    workshop = _workshop(ws.read)
    if (moved := store.event(ws.read, workshop)) and moved.starts_on == NEW.day:
        ws.undo()
    while True:
        service.move_event(ws, workshop, NEW)
        connection.send("moved")
        ws.undo()
        connection.send("undone")


def _state_after(folder: Path, key: DataKey) -> oracle.State:
    """What a new start finds, sound in itself."""
    with FolderLock.acquire(folder):
        ws = open_workspace(folder, oracle.copy_of(key), CLOCK)
        state = oracle.check_content(ws)
        ws.close()
    return state


def _check_at_last(folder: Path, key: DataKey) -> None:
    ws = open_workspace(folder, oracle.copy_of(key), CLOCK)
    oracle.check_folder(ws)
    oracle.there_and_back(ws, steps=3)
    ws.close()
