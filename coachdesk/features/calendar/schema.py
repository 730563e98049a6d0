"""The tables of team meetings that come again, and of what was agreed otherwise for one of them."""

from coachdesk.kernel.database import Database
from coachdesk.kernel.migrations import Migrations

migrations = Migrations("calendar")


@migrations()
def m001_tables(db: Database) -> None:
    """Series of a team; `meeting_exception.week` is the Monday of the meeting's own week."""
    db.execute("""
        CREATE TABLE meeting_series(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            team_rid INTEGER NOT NULL REFERENCES team(rid) ON DELETE CASCADE,
            title TEXT NOT NULL,
            weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
            every_weeks INTEGER NOT NULL CHECK (every_weeks BETWEEN 1 AND 8),
            starts_at TEXT NOT NULL,
            minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
            first_on TEXT NOT NULL,
            last_on TEXT NOT NULL,
            place TEXT NOT NULL DEFAULT ''
        ) STRICT""")
    db.execute("""
        CREATE TABLE meeting_exception(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            series_rid INTEGER NOT NULL REFERENCES meeting_series(rid) ON DELETE CASCADE,
            week TEXT NOT NULL,
            moved_on TEXT,
            moved_at TEXT,
            CHECK ((moved_on IS NULL) = (moved_at IS NULL)),
            UNIQUE (series_rid, week)
        ) STRICT""")
    db.execute("CREATE INDEX meeting_series_team ON meeting_series(team_rid)")
