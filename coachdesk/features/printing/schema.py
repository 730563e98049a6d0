"""The log of what was printed and saved, for the coach's own check. Not part of undo."""

from coachdesk.kernel.database import Database
from coachdesk.kernel.migrations import Migrations

migrations = Migrations("printing")


@migrations()
def m001_tables(db: Database) -> None:
    """One row for each paper that left the program; it names its subject, so no content is kept."""
    db.execute("""
        CREATE TABLE _print_log(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            at TEXT NOT NULL,
            handout TEXT NOT NULL,
            subject_kind TEXT NOT NULL CHECK (subject_kind IN ('team', 'run', 'meeting')),
            subject_uuid TEXT NOT NULL,
            language TEXT NOT NULL,
            way TEXT NOT NULL CHECK (way IN ('printed', 'saved'))
        ) STRICT""")


@migrations()
def m002_surveys(db: Database) -> None:
    """Papers about surveys and groups of a run, and tables that were exported."""
    _make_anew(db, "'team', 'run', 'cohort', 'meeting', 'survey'")


@migrations()
def m003_events(db: Database) -> None:
    """Papers about a workshop."""
    _make_anew(db, "'team', 'run', 'cohort', 'meeting', 'survey', 'event'")


@migrations()
def m004_word(db: Database) -> None:
    """Papers about the use of a working method, and papers saved as Word documents."""
    kinds = "'team', 'run', 'cohort', 'meeting', 'survey', 'event', 'method'"
    _make_anew(db, kinds, "'printed', 'saved', 'word', 'exported'")


def _make_anew(db: Database, kinds: str, ways: str = "'printed', 'saved', 'exported'") -> None:
    """Let the log take other kinds of subjects and other ways out.

    It has neither triggers nor an index, and nothing refers to it, so it is copied.
    """
    db.execute("ALTER TABLE _print_log RENAME TO _print_log_before")
    db.execute(f"""
        CREATE TABLE _print_log(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            at TEXT NOT NULL,
            handout TEXT NOT NULL,
            subject_kind TEXT NOT NULL CHECK (subject_kind IN ({kinds})),
            subject_uuid TEXT NOT NULL,
            language TEXT NOT NULL,
            way TEXT NOT NULL CHECK (way IN ({ways}))
        ) STRICT""")
    db.execute("""
        INSERT INTO _print_log(rid, uuid, at, handout, subject_kind, subject_uuid, language, way)
        SELECT rid, uuid, at, handout, subject_kind, subject_uuid, language, way
        FROM _print_log_before""")
    db.execute("DROP TABLE _print_log_before")
