"""The journal: each row before and after, under the change that touched it.

TEMP triggers on every table of the features write it, so nobody can forget to. Within one change
a row has one entry, its net effect: `before` is NULL for a new row, `after` for a deleted one.
Tables whose names start with `_` are left out (logs, picture bytes).
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from coachdesk.kernel.database import Database, rows

KERNEL_TABLES = frozenset({"change", "journal"})

SCHEMA = """
CREATE TABLE change(
    rid INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    label TEXT NOT NULL,
    merge_key TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'erase')),
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'kept')),
    sequence INTEGER NOT NULL
) STRICT;
CREATE INDEX change_done ON change(rid) WHERE state = 'done';
CREATE INDEX change_undone ON change(rid) WHERE state = 'undone';
CREATE INDEX change_erase ON change(sequence) WHERE kind = 'erase';
CREATE TABLE journal(
    rid INTEGER PRIMARY KEY,
    change_rid INTEGER NOT NULL REFERENCES change(rid),
    table_name TEXT NOT NULL,
    row_rid INTEGER NOT NULL,
    row_uuid TEXT NOT NULL,
    before TEXT,
    after TEXT,
    sequence INTEGER NOT NULL,
    UNIQUE (change_rid, table_name, row_rid)
) STRICT;
CREATE INDEX journal_row ON journal(row_uuid);
CREATE INDEX journal_sequence ON journal(sequence);
"""


class Version(NamedTuple):
    """One state of a record: what a change left of it (`after`, None if deleted)."""

    change_rid: int
    at: str
    label: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def journaled_tables(db: Database) -> list[str]:
    """The tables under the journal: all but the kernel's own and those starting with `_`."""
    names = [r["name"] for r in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [
        name for name in names if name not in KERNEL_TABLES and not name.startswith(("_", "sqlite"))
    ]


def refuse_writes(db: Database) -> None:
    """Let this connection write nothing until `watch`, which takes time, is called."""
    db.execute("PRAGMA query_only = ON")


def watch(db: Database) -> None:
    """Watch every journaled table on this connection; all of it or, when that fails, nothing.

    A write outside a change fails from then on, for `_current_change` is empty.
    """
    db.execute("PRAGMA query_only = OFF")
    try:
        db.execute("BEGIN")
        _create_triggers(db)
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        refuse_writes(db)
        raise


def _create_triggers(db: Database) -> None:
    db.execute("CREATE TEMP TABLE _current_change(change_rid INTEGER, sequence INTEGER)")
    for table in journaled_tables(db):
        columns = rows(db, f'PRAGMA table_info("{table}")')
        if any(c["type"] == "BLOB" for c in columns):
            raise ValueError(f"{table}: bytes belong in a table whose name starts with _")
        for sql in _trigger_sql(table, [c["name"] for c in columns]):
            db.execute(sql)


def _trigger_sql(table: str, columns: list[str]) -> Iterable[str]:
    old, new = (_as_json(side, columns) for side in ("OLD", "NEW"))
    changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in columns)
    yield _trigger(table, "INSERT", "", side="NEW", before="NULL", after=new)
    yield _trigger(table, "UPDATE", f"WHEN {changed}", side="NEW", before=old, after=new)
    yield _trigger(table, "DELETE", "", side="OLD", before=old, after="NULL")


def _as_json(side: str, columns: list[str]) -> str:
    pairs = ", ".join(f"'{c}', {side}.\"{c}\"" for c in columns)
    return f"json_object({pairs})"


def _trigger(table: str, event: str, condition: str, *, side: str, before: str, after: str) -> str:
    return f"""
        CREATE TEMP TRIGGER "journal_{table}_{event}" AFTER {event} ON main."{table}" {condition}
        BEGIN
            INSERT INTO journal(change_rid, table_name, row_rid, row_uuid, before, after, sequence)
            SELECT (SELECT change_rid FROM _current_change), '{table}', {side}.rid, {side}.uuid,
                   {before}, {after}, (SELECT sequence FROM _current_change)
            WHERE true
            ON CONFLICT(change_rid, table_name, row_rid)
            DO UPDATE SET after = excluded.after, sequence = excluded.sequence;
        END"""


def begin(db: Database, change_rid: int, sequence: int) -> None:
    """Name the change that the following writes belong to."""
    db.execute("INSERT INTO _current_change VALUES (?, ?)", (change_rid, sequence))


def end(db: Database) -> None:
    """No change is current any more."""
    db.execute("DELETE FROM _current_change")


def apply(db: Database, change_rid: int, *, forward: bool) -> None:
    """Set every row of a change to its state before it, or (`forward`) after it.

    Deletions go first: what they take along by foreign keys is in the same change and comes back.
    """
    wanted = "after" if forward else "before"
    entries = rows(
        db,
        f"SELECT table_name, row_rid, {wanted} AS state FROM journal WHERE change_rid = ?",
        (change_rid,),
    )
    db.execute("PRAGMA defer_foreign_keys = ON")
    for entry in entries:
        if entry["state"] is None:
            db.execute(f'DELETE FROM "{entry["table_name"]}" WHERE rid = ?', (entry["row_rid"],))
    known: dict[str, list[str]] = {}
    for entry in entries:
        if entry["state"] is not None:
            table = entry["table_name"]
            if table not in known:
                known[table] = [c["name"] for c in rows(db, f'PRAGMA table_info("{table}")')]
            _put(db, table, known[table], json.loads(entry["state"]))


def is_touched_later(db: Database, change_rid: int) -> bool:
    """Whether a later change touched a row that this one touched."""
    found = rows(
        db,
        "SELECT 1 FROM journal own JOIN journal later "
        "ON later.table_name = own.table_name AND later.row_rid = own.row_rid "
        "WHERE own.change_rid = ? AND later.change_rid > own.change_rid LIMIT 1",
        (change_rid,),
    )
    return bool(found)


def reaches_further(db: Database, change_rid: int, target_rid: int) -> bool:
    """Whether a change touched rows that the target did not touch (they went along)."""
    found = rows(
        db,
        "SELECT table_name, row_rid FROM journal WHERE change_rid = ? "
        "EXCEPT SELECT table_name, row_rid FROM journal WHERE change_rid = ?",
        (change_rid, target_rid),
    )
    return bool(found)


def _put(db: Database, table: str, known: list[str], state: dict[str, Any]) -> None:
    """Write a whole row; columns that a later migration dropped are passed over."""
    columns = [name for name in state if name in known]
    names = ", ".join(f'"{c}"' for c in columns)
    places = ", ".join(f":{c}" for c in columns)
    updates = ", ".join(f'"{c}" = excluded."{c}"' for c in columns if c != "rid")
    db.execute(
        f'INSERT INTO "{table}" ({names}) VALUES ({places}) '
        f"ON CONFLICT(rid) DO UPDATE SET {updates}",
        {c: state[c] for c in columns},
    )


def history(db: Database, table: str, uuid: str) -> list[Version]:
    """The versions of one record, newest first; erased ones are not among them."""
    found = rows(
        db,
        "SELECT c.rid, c.at, c.label, j.before, j.after FROM journal j "
        "JOIN change c ON c.rid = j.change_rid "
        "WHERE j.row_uuid = ? AND j.table_name = ? "
        "AND (j.before IS NOT NULL OR j.after IS NOT NULL) ORDER BY c.rid DESC",
        (uuid, table),
    )
    return [
        Version(r["rid"], r["at"], r["label"], _loaded(r["before"]), _loaded(r["after"]))
        for r in found
    ]


def _loaded(text: str | None) -> Mapping[str, Any] | None:
    return json.loads(text) if text else None


def scrub(db: Database, change_rid: int) -> None:
    """Empty every entry, of any time, of the rows that a change touched and of all that are gone.

    What was deleted before, a member of the team or a line of the note, may tell the same.
    """
    alive = " UNION ALL ".join(f'SELECT uuid FROM "{table}"' for table in journaled_tables(db))
    for which, parameters in (
        ("change_rid = ?", (change_rid,)),
        (f"row_uuid NOT IN ({alive})", ()),
    ):
        db.execute(
            "UPDATE journal SET before = NULL, after = NULL WHERE row_uuid IN "
            f"(SELECT row_uuid FROM journal WHERE {which}) "
            "AND coalesce(before, after) IS NOT NULL",
            parameters,
        )
