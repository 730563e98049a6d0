"""The tables of working methods: each time one was used, and for which teams."""

from coachdesk.kernel.database import Database
from coachdesk.kernel.migrations import Migrations

migrations = Migrations("methods")


@migrations()
def m001_tables(db: Database) -> None:
    """What came of a method is one text (JSON); people and teams stand in it by their uuid."""
    db.execute("""
        CREATE TABLE method_use(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            event_rid INTEGER REFERENCES event(rid) ON DELETE SET NULL,
            kind TEXT NOT NULL CHECK (kind IN (
                'prioritising', 'sparring', 'groups', 'five_alternatives', 'check_in')),
            title TEXT NOT NULL DEFAULT '',
            made_on TEXT NOT NULL,
            language TEXT NOT NULL DEFAULT 'fi' CHECK (language IN ('fi', 'sv', 'en')),
            data TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX method_use_event ON method_use(event_rid)")
    db.execute("""
        CREATE TABLE method_team(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            use_rid INTEGER NOT NULL REFERENCES method_use(rid) ON DELETE CASCADE,
            team_rid INTEGER NOT NULL REFERENCES team(rid) ON DELETE CASCADE,
            UNIQUE (use_rid, team_rid)
        ) STRICT""")
    db.execute("CREATE INDEX method_team_team ON method_team(team_rid)")
