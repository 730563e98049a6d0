"""Bringing a file up to date: backup first, foreign keys checked after, newer files refused.

sqlite-utils applies the migrations. It takes 50 to 70 ms to import, so that is done only
when a file has something pending.
"""

import sys
from collections.abc import Callable, Sequence

import sqlcipher3

from coachdesk.kernel import journal
from coachdesk.kernel.database import Database, new_uuid, rows
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind

Migration = Callable[[Database], None]


class Migrations:
    """The migrations of one subject in their order; `@migrations()` adds a function to them."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
        self.steps: dict[str, Migration] = {}

    def __call__(self) -> Callable[[Migration], Migration]:
        """Add the decorated function under its name. Raises `ValueError` for a name in use."""

        def add(step: Migration) -> Migration:
            if step.__name__ in self.steps:
                raise ValueError(f"{self.subject} has a migration {step.__name__} already")
            self.steps[step.__name__] = step
            return step

        return add

    def names(self) -> set[tuple[str, str]]:
        """Subject and name of each, as a file records what was applied."""
        return {(self.subject, name) for name in self.steps}


kernel_migrations = Migrations("kernel")


@kernel_migrations()
def m001_journal(db: Database) -> None:
    """The journal, the workspace's identity, and the preferences that travel with the work."""
    for statement in journal.SCHEMA.split(";"):
        if statement.strip():
            db.execute(statement)
    db.execute("CREATE TABLE _meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
    db.execute("INSERT INTO _meta VALUES ('workspace', ?)", (new_uuid(),))
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
    applied = _applied(db)
    pending = [each for each in (kernel_migrations, *migration_sets) if each.names() - applied]
    if not pending:
        return
    is_new = not rows(db, "SELECT name FROM sqlite_master WHERE name = 'journal'")
    if not is_new and before_migration:
        before_migration()
    # SQLite's way to change tables copies them; with foreign keys on that would cascade.
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        _apply(db, pending)
        if rows(db, "PRAGMA foreign_key_check"):
            raise EnvironmentProblem(ProblemKind.CORRUPT)
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def refuse_newer(db: Database, migration_sets: Sequence[Migrations]) -> None:
    """Raise `EnvironmentProblem` (NEWER_FILE) for a file that knows migrations we do not."""
    known = {name for each in (kernel_migrations, *migration_sets) for name in each.names()}
    if _applied(db) - known:
        raise EnvironmentProblem(ProblemKind.NEWER_FILE)


def _applied(db: Database) -> set[tuple[str, str]]:
    if not rows(db, "SELECT name FROM sqlite_master WHERE name = '_sqlite_migrations'"):
        return set()
    found = rows(db, "SELECT migration_set, name FROM _sqlite_migrations")
    return {(each["migration_set"], each["name"]) for each in found}


def _apply(db: Database, migration_sets: Sequence[Migrations]) -> None:
    # sqlite-utils catches the exceptions of `pysqlite3` when it can be imported, else those of
    # `sqlite3`. SQLCipher raises its own, so it is registered under that name.
    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)
    import sqlite_utils
    import sqlite_utils.migrations

    library = sqlite_utils.Database(db, execute_plugins=False)
    for migration_set in migration_sets:
        by_library = sqlite_utils.migrations.Migrations(migration_set.subject)
        for name, step in migration_set.steps.items():
            by_library(name=name)(lambda _library, step=step: step(db))
        by_library.apply(library)
