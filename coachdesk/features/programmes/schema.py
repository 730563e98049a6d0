"""The tables of programme runs: a run of a template, its events, the teams that take part."""

from coachdesk.kernel.database import Database
from coachdesk.kernel.migrations import Migrations

migrations = Migrations("programmes")


@migrations()
def m001_tables(db: Database) -> None:
    """Runs, events with open or known dates, and participation of teams in runs."""
    db.execute("""
        CREATE TABLE run(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            template_key TEXT NOT NULL,
            template_version TEXT NOT NULL,
            name TEXT NOT NULL,
            area TEXT NOT NULL DEFAULT '',
            archived_on TEXT
        ) STRICT""")
    db.execute("""
        CREATE TABLE event(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            run_rid INTEGER NOT NULL REFERENCES run(rid) ON DELETE CASCADE,
            key TEXT NOT NULL,
            starts_on TEXT,
            days INTEGER NOT NULL DEFAULT 1 CHECK (days BETWEEN 1 AND 30),
            place TEXT NOT NULL DEFAULT '',
            position INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
    db.execute("""
        CREATE TABLE participation(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            run_rid INTEGER NOT NULL REFERENCES run(rid) ON DELETE CASCADE,
            team_rid INTEGER NOT NULL REFERENCES team(rid) ON DELETE CASCADE
        ) STRICT""")
    db.execute("CREATE INDEX event_run ON event(run_rid)")
    db.execute("CREATE INDEX participation_run ON participation(run_rid)")
    db.execute("CREATE INDEX participation_team ON participation(team_rid)")
