"""Workspaces with notes that are backed up and restored in tests."""

import datetime as dt
from pathlib import Path

from coachdesk.kernel import keys
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import insert, rows
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.helpers.keys import CHEAP, PASSPHRASE
from tests.kernel.notebook import notebook_migrations

DAY = dt.date(2026, 11, 22)


def clock_on(day: int) -> Clock:
    """A clock some days after the first."""
    return Clock(DAY + dt.timedelta(days=day))


def new_workspace(folder: Path, *shelves: str) -> tuple[DataKey, str]:
    """A closed workspace with shelves; its key and recovery code."""
    key, code = keys.create(folder, PASSPHRASE, CHEAP)
    add_shelves(folder, key, *shelves)
    return key, code


def add_shelves(folder: Path, key: DataKey, *shelves: str) -> None:
    ws = Workspace.open(folder, key.copy(), [notebook_migrations])
    with ws.change(msg("test", "Add")) as db:
        for name in shelves:
            insert(db, "shelf", {"name": name})
    ws.close()


def shelves_in(folder: Path, key: DataKey) -> list[str]:
    ws = Workspace.open(folder, key.copy(), [notebook_migrations])
    names = [r["name"] for r in rows(ws.read, "SELECT name FROM shelf ORDER BY rid")]
    ws.close()
    return names
