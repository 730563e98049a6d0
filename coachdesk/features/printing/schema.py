"""The log of what was printed and saved, for the coach's own check. Not part of undo."""

from sqlite_utils.migrations import Migrations

from coachdesk.kernel.database import Database

migrations = Migrations("printing")


@migrations()
def m001_tables(db: Database) -> None:
    """One row for each document that left the program."""
    db.execute("""
        CREATE TABLE _print_log(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            at TEXT NOT NULL,
            handout TEXT NOT NULL,
            subject TEXT NOT NULL,
            language TEXT NOT NULL,
            way TEXT NOT NULL CHECK (way IN ('printed', 'saved', 'opened')),
            pages INTEGER NOT NULL
        ) STRICT""")
