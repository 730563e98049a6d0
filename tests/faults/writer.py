"""A program that writes through the services for ever and tells of each commit."""

import random
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from coachdesk.app import open_workspace
from coachdesk.features.notes import service as notes
from coachdesk.features.notes.search import decisions_source, notes_source
from coachdesk.features.tasks import search as tasks_search
from coachdesk.features.tasks import service as tasks
from coachdesk.features.tasks.model import TaskState
from coachdesk.features.teams import search as teams_search
from coachdesk.features.teams import service as teams
from coachdesk.kernel import keys
from coachdesk.kernel.backup import make_backup
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import rows
from coachdesk.kernel.folder_lock import FolderLock
from coachdesk.kernel.search.indexer import Indexer, open_index
from coachdesk.kernel.workspace import ChangeSet, Workspace
from tests.faults.oracle import Touched, read_rows, sequence_of
from tests.helpers.keys import CHEAP
from tests.helpers.workspaces import TODAY

PASSPHRASES = ("kolme pientä sanaa", "neljä suurta lausetta")
MOST_NOTES = 25
_LINES = (
    "Sovittiin seuraavasta tapaamisesta.", "[] Kutsu kehittäjäasiakas @me 24.11.",
    "! Kokeillaan lyhyempää raporttia", "#palaute kiitos työparille", "- äitiyslomat ja sijaiset",
)  # fmt: skip


def write_for_ever(connection: Connection, folder: Path, material: bytes, seed: int) -> None:
    """Open the folder as the program does and write until killed.

    Sends `"open"`, then for each commit its sequence and the rows it touched as they are now.
    An exception is sent as text.
    """
    try:
        _write(connection, folder, material, seed)
    except BaseException:
        connection.send(traceback.format_exc())
        raise


def _write(connection: Connection, folder: Path, material: bytes, seed: int) -> None:
    with FolderLock.acquire(folder):
        ws = open_workspace(folder, DataKey(material), Clock(TODAY))
        ws.subscribe(lambda change_set: connection.send(confirmation(ws, change_set)))
        connection.send("open")
        writer = Writer(ws, random.Random(seed))
        while True:
            writer.step()


def confirmation(ws: Workspace, change_set: ChangeSet) -> tuple[int, Touched]:
    """The sequence of a commit, and the rows it touched as they are now; None for one gone."""
    now = {
        table: {**dict.fromkeys(rids), **read_rows(ws.read, table, rids)}
        for table, rids in change_set.rows.items()
    }
    return sequence_of(ws.read), now


class Writer:
    """Does what a coach does, in any order."""

    def __init__(self, ws: Workspace, chance: random.Random) -> None:
        self.ws = ws
        self.chance = chance
        self._verbs: dict[Callable[[], object], int] = {
            self.write: 50, self.add_note: 8, self.add_task: 10, self.set_state: 8,
            self.delete_tasks: 3, self.undo: 10, self.redo: 6, self.erase: 2,
            self.checkpoint: 3, self.back_up: 1, self.index: 2, self.change_passphrase: 1,
        }  # fmt: skip

    def step(self) -> None:
        """One verb."""
        (verb,) = self.chance.choices(list(self._verbs), list(self._verbs.values()))
        verb()

    def write(self) -> None:
        rid = self._one("meeting")
        if rid is None:
            return self.add_note()
        body = str(rows(self.ws.read, "SELECT body FROM meeting WHERE rid = ?", (rid,))[0]["body"])
        lines = body.splitlines()
        if lines and self.chance.random() < 0.2:
            del lines[self.chance.randrange(len(lines))]
        line = f"{self.chance.choice(_LINES)} {self.chance.randrange(1000)}"
        lines.insert(self.chance.randint(0, len(lines)), line)
        notes.save_body(self.ws, rid, "\n".join(lines[-40:]), "fi")
        return None

    def add_note(self) -> None:
        if len(rows(self.ws.read, "SELECT rid FROM meeting")) >= MOST_NOTES:
            return self.erase()
        team = self._one("team") or teams.add_team(self.ws, "Osasto 4")
        notes.create(self.ws, [team], title="Käynti", body="Läsnä: kaikki")
        return None

    def add_task(self) -> None:
        tasks.add_task(self.ws, f"Soita {self.chance.randrange(1000)}", self._one("team"))

    def set_state(self) -> None:
        rid = self._one("task")
        if rid:
            tasks.set_state(self.ws, [rid], self.chance.choice(list(TaskState)))

    def delete_tasks(self) -> None:
        found = rows(self.ws.read, "SELECT rid FROM task WHERE meeting_uuid IS NULL")
        tasks.delete_tasks(self.ws, [one["rid"] for one in found[: self.chance.randint(1, 20)]])

    def undo(self) -> None:
        for _ in range(self.chance.randint(1, 3)):
            self.ws.undo()

    def redo(self) -> None:
        self.ws.redo()

    def erase(self) -> None:
        rid = self._one("meeting")
        if rid:
            notes.erase(self.ws, rid)

    def checkpoint(self) -> None:
        self.ws.checkpoint()

    def back_up(self) -> None:
        make_backup(self.ws.folder, self.ws.key, self.ws.clock, "manual")

    def index(self) -> None:
        sources = (notes_source, decisions_source, *tasks_search.SOURCES, *teams_search.SOURCES)
        index = open_index(self.ws.folder, self.ws.key)
        Indexer(index, sources, self.ws.identity).follow(self.ws.read)
        index.close()

    def change_passphrase(self) -> None:
        passphrase = self.chance.choice(PASSPHRASES)
        keys.change_passphrase(self.ws.folder, self.ws.key, passphrase, CHEAP)

    def _one(self, table: str) -> int | None:
        found = rows(self.ws.read, f"SELECT rid FROM {table}")
        return int(self.chance.choice(found)["rid"]) if found else None
