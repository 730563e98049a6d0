"""What must be true of a data folder at any time, whatever happened to the program before."""

import json
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from coachdesk.cli import _index_is_sound
from coachdesk.features.notes import markup, store
from coachdesk.kernel import keys
from coachdesk.kernel.backup import list_backups, verify_database
from coachdesk.kernel.backup_file import extract_database, read_trailer
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import Database, rows, value
from coachdesk.kernel.journal import journaled_tables
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace

State = dict[str, dict[int, dict[str, Any]]]
"""Rows by table and rid."""
Touched = dict[str, dict[int, dict[str, Any] | None]]
"""Rows after a commit; None for one that is gone."""


def state_of(db: Database) -> State:
    return {table: read_rows(db, table) for table in journaled_tables(db)}


def read_rows(
    db: Database, table: str, rids: Iterable[int] | None = None
) -> dict[int, dict[str, Any]]:
    only = "" if rids is None else f"WHERE rid IN ({', '.join(str(rid) for rid in rids)})"
    return {found["rid"]: found for found in rows(db, f'SELECT * FROM "{table}" {only}')}


def follow(state: State, touched: Touched) -> None:
    """Bring `state` forward by a commit."""
    for table, found in touched.items():
        for rid, row in found.items():
            if row is None:
                state[table].pop(rid, None)
            else:
                state[table][rid] = row


def sequence_of(db: Database) -> int:
    return int(value(db, "SELECT coalesce(max(sequence), 0) FROM change"))


def check_folder(ws: Workspace) -> None:
    """All that `coachdesk check` looks at, and that every backup is whole."""
    verify_database(ws.path, ws.key)
    assert keys.belongs(ws.folder, ws.key)
    assert _index_is_sound(ws)
    for number, backup in enumerate(list_backups(ws.folder)):
        copy = ws.folder.with_name(f"backup-{number}.db")
        extract_database(backup.path, read_trailer(backup.path)[1], copy)
        verify_database(copy, ws.key)


def check_content(ws: Workspace) -> State:
    """The whole state, once it is known to be consistent in itself."""
    with closing(ws.open_reader()) as db:
        assert rows(db, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        assert rows(db, "PRAGMA foreign_key_check") == []
        state = state_of(db)
        check_journal(db, state)
        check_notes(db, ws)
    return state


def check_journal(db: Database, state: State) -> None:
    """Replayed from its first entry to its last, the journal ends at what is in the tables."""
    reached: dict[tuple[str, str], str | None] = {}
    erased = set()
    for entry in rows(db, "SELECT * FROM journal ORDER BY sequence, rid"):
        place = (entry["table_name"], entry["row_uuid"])
        if entry["before"] is None and entry["after"] is None:
            erased.add(place)
        if place in erased:
            continue
        assert entry["before"] == reached.get(place), f"a gap in the journal of {place}"
        reached[place] = entry["after"]
    assert not any(reached.get(place) for place in erased)
    replayed = {(table, uuid): json.loads(text) for (table, uuid), text in reached.items() if text}
    present = {
        (table, row["uuid"]): row for table, found in state.items() for row in found.values()
    }
    assert replayed == present


def check_notes(db: Database, ws: Workspace) -> None:
    """A note and the tasks, decisions and tags written in it were saved together."""
    for found in rows(db, "SELECT rid FROM meeting"):
        meeting = store.meeting(db, found["rid"])
        assert meeting is not None
        written = markup.parse(meeting.body, ws.clock.today(), "fi", store.people(db, meeting.rid))
        decided = [one.text for one in store.decisions(db, meeting.rid)]
        assert sorted(decided) == sorted(written.decisions)
        tags = rows(db, "SELECT name FROM tag WHERE meeting_rid = ?", (meeting.rid,))
        assert sorted(one["name"] for one in tags) == sorted(written.tags)


def there_and_back(ws: Workspace, steps: int = 3) -> None:
    """Undoing and redoing ends where it began."""
    before = state_of(ws.read)
    taken = 0
    while taken < steps and ws.undo():
        taken += 1
    for _ in range(taken):
        assert ws.redo() is not None
    assert state_of(ws.read) == before


LABEL = msg("test", "Change")


def copy_of(key: DataKey) -> DataKey:
    return DataKey(bytes(key.material()))
