"""Bringing a file up to date: backup first, foreign keys checked after, newer files refused."""

import uuid as uuids
from collections.abc import Callable, Sequence

from sqlite_utils.migrations import Migrations

from coachdesk.kernel import journal
from coachdesk.kernel.database import Database, rows
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind

kernel_migrations = Migrations("kernel")


@kernel_migrations()
def m001_journal(db: Database) -> None:
    """The journal, the workspace's identity, and the preferences that travel with the work."""
    for statement in journal.SCHEMA.split(";"):
        if statement.strip():
            db.execute(statement)
    db.execute("CREATE TABLE _meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
    db.execute("INSERT INTO _meta VALUES ('workspace', ?)", (str(uuids.uuid4()),))
    db.execute(
        "CREATE TABLE preference(rid INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, "
        "name TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT"
    )


def upgrade(
    db: Database,
    migration_sets: Sequence[Migrations],
    before_migration: Callable[[], object] | None,
) -> None:
    """Apply what is pending. An older file is first given to `before_migration` for a backup.

    Raises `EnvironmentProblem` (NEWER_FILE) when the file knows migrations that we do not.
    """
    refuse_newer(db, migration_sets)
    sets = [kernel_migrations, *migration_sets]
    pending = [s for s in sets if s.pending(db)]
    if not pending:
        return
    is_new = not rows(db, "SELECT name FROM sqlite_master WHERE name = 'journal'")
    if not is_new and before_migration:
        before_migration()
    # SQLite's way to change tables copies them; with foreign keys on that would cascade.
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        for migration_set in pending:
            migration_set.apply(db)
        if rows(db, "PRAGMA foreign_key_check"):
            raise EnvironmentProblem(ProblemKind.CORRUPT)
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def refuse_newer(db: Database, migration_sets: Sequence[Migrations]) -> None:
    """Raise `EnvironmentProblem` (NEWER_FILE) for a file that knows migrations we do not."""
    if not rows(db, "SELECT name FROM sqlite_master WHERE name = '_sqlite_migrations'"):
        return
    nothing_applied = Database(memory=True)
    known = {
        (s.name, m.name)
        for s in (kernel_migrations, *migration_sets)
        for m in s.pending(nothing_applied)
    }
    nothing_applied.close()
    for entry in rows(db, "SELECT migration_set, name FROM _sqlite_migrations"):
        if (entry["migration_set"], entry["name"]) not in known:
            raise EnvironmentProblem(ProblemKind.NEWER_FILE)
