"""The workspace: the coach's encrypted file, and the only way to write to it.

One change is one transaction, one undo step, one message to the open pages, and already saved.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2

from coachdesk.kernel import journal, migrations
from coachdesk.kernel.atomic import file_problems
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import (
    Database,
    connect,
    new_uuid,
    open_database,
    problems,
    row,
    rows,
    value,
)
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind, UserError
from coachdesk.kernel.journal import Version
from coachdesk.kernel.migrations import Migrations
from coachdesk.kernel.text import Message, msg

DATABASE_NAME = "coachdesk.db"
INDEX_NAME = "search.db"
UNDO_STEPS = 500
MERGE_SECONDS = 120


class ChangeSet(NamedTuple):
    """What one commit touched: table names and the `rid`s in them."""

    change_rid: int
    label: Message
    kind: str
    at: str
    rows: Mapping[str, frozenset[int]]

    def touches(self, *tables: str) -> bool:
        """Whether a row of any of these tables was added, changed or deleted."""
        return any(table in self.rows for table in tables)


Subscriber = Callable[[ChangeSet], None]


class _Started(NamedTuple):
    """The change under way; `merged` when it goes on with the one before."""

    rid: int
    sequence: int
    label: str
    kind: str
    at: str
    merged: bool


class Workspace:
    """An open workspace. Made by `Workspace.open`; used from one thread at a time."""

    def __init__(self, folder: Path, key: DataKey, writer: Database, clock: Clock) -> None:
        """Take over an opened and migrated database."""
        self.folder = folder
        self.path = folder / DATABASE_NAME
        """The encrypted database file."""
        self.key = key
        self.clock = clock
        self._writer = writer
        self._subscribers: list[Subscriber] = []
        self._in_change = self._is_watched = False
        self._place = self.path.stat()
        with problems(self.path):
            journal.refuse_writes(writer)
            self.read = self.open_reader()

    @classmethod
    def open(
        cls,
        folder: Path,
        key: DataKey,
        migration_sets: Sequence[Migrations],
        clock: Clock | None = None,
        before_migration: Callable[[], object] | None = None,
    ) -> "Workspace":
        """Open (or make) the workspace in `folder` and bring it up to date.

        `before_migration` is called before an older file is changed, to make a backup; if it
        raises, nothing has been changed. Raises `EnvironmentProblem`: wrong key, damaged file,
        a file made by a newer program, a folder that cannot be written to.
        """
        path = folder / DATABASE_NAME
        with file_problems():
            folder.mkdir(parents=True, exist_ok=True)
        if path.exists():
            # The last writer to close moves the log into the file; a damaged one stays as it is.
            connect(path, key, read_only=True).close()
        with problems(path):
            writer = open_database(path, key)
            try:
                migrations.upgrade(writer, migration_sets, before_migration)
                return cls(folder, key, writer, clock or Clock())
            except BaseException:
                writer.close()
                raise

    @property
    def identity(self) -> str:
        """A random name that stays with this workspace and its copies."""
        return str(value(self.read, "SELECT value FROM _meta WHERE key = 'workspace'"))

    def open_reader(self) -> Database:
        """A read-only connection of its own, for one job's thread; close it when done."""
        return open_database(self.path, self.key, read_only=True)

    def close(self) -> None:
        """Close the file and wipe the key. Readers handed out must be closed before."""
        self._subscribers.clear()
        self.read.close()
        self._writer.close()
        self.key.wipe()

    # -- writing ------------------------------------------------------------------------------

    @contextmanager
    def change(self, label: Message, *, merge_key: str = "") -> Iterator[Database]:
        """One transaction under one label; an exception rolls all of it back.

        Successive changes with the same `merge_key` (typing in one field) become one undo step
        as long as no more than two minutes lie between. The label must not contain content.
        Raises `EnvironmentProblem` when the disk is full, the file locked and the like.
        """
        with self._transaction() as finish:
            started = self._start(label, "do", merge_key)
            yield self._writer
            finish(started)

    @contextmanager
    def _transaction(self) -> Iterator[Callable[[_Started], ChangeSet | None]]:
        """Yield a function that finishes a change and tells what it touched.

        That goes out to the subscribers after the commit.
        """
        if self._in_change:
            raise RuntimeError("a change is already open; services share one through the store")
        self._in_change = True
        finished: list[ChangeSet] = []

        def finish(started: _Started) -> ChangeSet | None:
            change_set = self._finish(started)
            if change_set:
                finished.append(change_set)
            return change_set

        try:
            self._require_in_place()
            with problems(self.path):
                self._require_journal()
                self._writer.execute("BEGIN IMMEDIATE")
                try:
                    yield finish
                    self._writer.execute("COMMIT")
                except BaseException:
                    self._writer.rollback()
                    raise
        finally:
            self._in_change = False
        for change_set in finished:
            for subscriber in list(self._subscribers):
                subscriber(change_set)

    def _require_in_place(self) -> None:
        """A file that was moved or deleted takes writes all the same, and they would be lost."""
        try:
            in_place = os.path.samestat(self.path.stat(), self._place)
        except OSError:
            in_place = False
        if not in_place:
            raise EnvironmentProblem(ProblemKind.MISSING)

    def _require_journal(self) -> None:
        """A start is spared the triggers, 9 ms; until then nothing can be written."""
        if not self._is_watched:
            journal.watch(self._writer)
            self._is_watched = True

    def _start(self, label: Message, kind: str, merge_key: str = "") -> _Started:
        """Open a change, or go on with the last one; from here on the journal writes under it."""
        db, now = self._writer, self.clock.stamp()
        last = row(db, "SELECT * FROM change ORDER BY rid DESC LIMIT 1")
        sequence = last["sequence"] + 1 if last else 1
        if last and merge_key and self._merges(last, merge_key, now):
            db.execute(
                "UPDATE change SET at = ?, sequence = ? WHERE rid = ?", (now, sequence, last["rid"])
            )
            started = _Started(last["rid"], sequence, last["label"], kind, now, merged=True)
        else:
            started = self._add_change(label.to_json(), kind, merge_key, now, sequence)
        journal.begin(db, started.rid, sequence)
        return started

    def _add_change(
        self, label: str, kind: str, merge_key: str, now: str, sequence: int
    ) -> _Started:
        db = self._writer
        state = "done" if kind == "do" else "kept"
        cursor = db.execute(
            "INSERT INTO change(uuid, at, label, merge_key, kind, state, sequence) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (new_uuid(), now, label, merge_key, kind, state, sequence),
        )
        if kind == "do":
            db.execute(
                "UPDATE change SET state = 'kept' WHERE state = 'done' AND rid <= (SELECT rid "
                "FROM change WHERE state = 'done' ORDER BY rid DESC LIMIT 1 OFFSET ?)",
                (UNDO_STEPS,),
            )
        return _Started(int(cursor.lastrowid or 0), sequence, label, kind, now, merged=False)

    @staticmethod
    def _merges(last: Mapping[str, str], merge_key: str, now: str) -> bool:
        if last["merge_key"] != merge_key or last["state"] != "done":
            return False
        pause = dt.datetime.fromisoformat(now) - dt.datetime.fromisoformat(last["at"])
        return pause.total_seconds() <= MERGE_SECONDS

    def _finish(self, started: _Started) -> ChangeSet | None:
        db, change_rid = self._writer, started.rid
        journal.end(db)
        touched: dict[str, set[int]] = {}
        for entry in rows(
            db,
            "SELECT table_name, row_rid FROM journal WHERE change_rid = ? AND sequence = ?",
            (change_rid, started.sequence),
        ):
            touched.setdefault(entry["table_name"], set()).add(entry["row_rid"])
        db.execute(
            "DELETE FROM journal WHERE change_rid = ? AND before IS after AND sequence = ?",
            (change_rid, started.sequence),
        )
        if not touched:
            db.execute(
                "DELETE FROM change WHERE rid = ? "
                "AND NOT EXISTS (SELECT 1 FROM journal WHERE change_rid = change.rid)",
                (change_rid,),
            )
            return None
        # Typing that goes on comes right after its own change: nothing waits for redo then.
        if started.kind == "do" and not started.merged:
            db.execute("UPDATE change SET state = 'kept' WHERE state = 'undone'")
        return ChangeSet(
            change_rid,
            Message.from_json(started.label),
            started.kind,
            started.at,
            {table: frozenset(rids) for table, rids in touched.items()},
        )

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` after each commit; the returned function ends it."""
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return unsubscribe

    # -- undo and history ---------------------------------------------------------------------

    def undo_label(self) -> Message | None:
        """What `undo` would take back."""
        return self._label_of(self._next("done"))

    def redo_label(self) -> Message | None:
        """What `redo` would do again."""
        return self._label_of(self._next("undone"))

    def undo(self) -> ChangeSet | None:
        """Take back the newest change, also one of an earlier session; None if there is none."""
        return self._travel("done", "undone", "undo")

    def redo(self) -> ChangeSet | None:
        """Do again what was taken back last."""
        return self._travel("undone", "done", "redo")

    def way_back(self) -> Callable[[], ChangeSet | None]:
        """A function that takes back the change that is the newest now, and nothing else.

        It may be called after further changes, which stay. It returns None when the change has
        been taken back already, and raises `UserError` when later changes rest on it.
        """
        target = self._next("done")
        return lambda: self._take_back(target)

    def _take_back(self, target: int | None) -> ChangeSet | None:
        state = value(self._writer, "SELECT state FROM change WHERE rid = ?", (target,))
        if target is None or state != "done":
            return None
        if journal.is_touched_later(self._writer, target):
            raise _resting()
        try:
            return self._reverse(target, "undone", "undo", alone=True)
        except dbapi2.IntegrityError as error:  # rows of later changes refer to its rows
            raise _resting() from error

    def _next(self, state: str) -> int | None:
        order = "DESC" if state == "done" else "ASC"
        found = value(
            self._writer,
            f"SELECT rid FROM change WHERE state = ? ORDER BY rid {order} LIMIT 1",
            (state,),
        )
        return None if found is None else int(found)

    def _label_of(self, change_rid: int | None) -> Message | None:
        if change_rid is None:
            return None
        label = value(self._writer, "SELECT label FROM change WHERE rid = ?", (change_rid,))
        return Message.from_json(label)

    def _travel(self, from_state: str, to_state: str, kind: str) -> ChangeSet | None:
        target = self._next(from_state)
        return None if target is None else self._reverse(target, to_state, kind)

    def _reverse(
        self, target: int, to_state: str, kind: str, *, alone: bool = False
    ) -> ChangeSet | None:
        db = self._writer
        label = Message.from_json(value(db, "SELECT label FROM change WHERE rid = ?", (target,)))
        with self._transaction() as finish:
            started = self._start(label, kind)
            journal.apply(db, target, forward=kind == "redo")
            if alone and journal.reaches_further(db, started.rid, target):
                raise _resting()
            db.execute("UPDATE change SET state = ? WHERE rid = ?", (to_state, target))
            return finish(started)

    def history(self, table: str, uuid: str) -> list[Version]:
        """The versions of one record, newest first."""
        return journal.history(self.read, table, uuid)

    def erase(
        self,
        doomed: Mapping[str, Sequence[int]],
        first: Callable[[Database], object] | None = None,
    ) -> None:
        """Delete rows for good: from their tables, the journal and the free pages.

        `first` may write before that, in the same transaction. Earlier changes can no longer be
        undone afterwards, for they may rest on what is gone; so what they deleted goes, too.
        """
        with self._transaction() as finish:
            started = self._start(msg("workspace", "Erase for good"), "erase")
            if first is not None:
                first(self._writer)
            for table, rids in doomed.items():
                for rid in rids:
                    self._writer.execute(f'DELETE FROM "{table}" WHERE rid = ?', (rid,))
            finish(started)
            journal.scrub(self._writer, started.rid)
            self._merge_indexes()
            self._writer.execute("UPDATE change SET state = 'kept' WHERE state <> 'kept'")
        self.checkpoint()

    def _merge_indexes(self) -> None:
        """Drop what full-text indexes keep of earlier states until they are merged."""
        tables = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"
        for entry in rows(self._writer, tables):
            name = entry["name"]
            self._writer.execute(f'INSERT INTO "{name}"("{name}") VALUES (\'optimize\')')

    def checkpoint(self) -> None:
        """Move all from the write-ahead log into the file and empty the log."""
        with problems(self.path):
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _resting() -> UserError:
    return UserError(
        msg(
            "workspace",
            "Something that was done later rests on this. Undo step by step with Ctrl+Z.",
        )
    )
