"""The tables of plans: days of events with their blocks, and the coach's own blocks."""

from coachdesk.kernel.database import Database
from coachdesk.kernel.migrations import Migrations

migrations = Migrations("agendas")


@migrations()
def m001_tables(db: Database) -> None:
    """A day belongs to an event; its blocks stand in the order of `position`.

    Times of day are written as "09:00". Texts are plain, in the day's language.
    """
    contents = """
            title TEXT NOT NULL,
            minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
            kind TEXT NOT NULL,
            goal TEXT NOT NULL DEFAULT '',
            materials TEXT NOT NULL DEFAULT '',
            instructions TEXT NOT NULL DEFAULT '',
            coach_only INTEGER NOT NULL DEFAULT 0 CHECK (coach_only IN (0, 1)),
            by_team INTEGER NOT NULL DEFAULT 0 CHECK (by_team IN (0, 1))"""
    db.execute("""
        CREATE TABLE agenda_day(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            event_rid INTEGER NOT NULL REFERENCES event(rid) ON DELETE CASCADE,
            day INTEGER NOT NULL CHECK (day >= 1),
            title TEXT NOT NULL DEFAULT '',
            language TEXT NOT NULL,
            starts_at TEXT NOT NULL,
            ends_at TEXT,
            UNIQUE (event_rid, day)
        ) STRICT""")
    db.execute(f"""
        CREATE TABLE agenda_block(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            day_rid INTEGER NOT NULL REFERENCES agenda_day(rid) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            fixed_at TEXT,
            track TEXT NOT NULL DEFAULT '',
            {contents}
        ) STRICT""")
    db.execute(f"""
        CREATE TABLE own_block(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            {contents}
        ) STRICT""")
    db.execute("CREATE INDEX agenda_block_day ON agenda_block(day_rid)")
