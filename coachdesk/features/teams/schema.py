"""The tables of teams and their members."""

from coachdesk.kernel.database import Database
from coachdesk.kernel.migrations import Migrations

migrations = Migrations("teams")


@migrations()
def m001_tables(db: Database) -> None:
    """Teams, and members with the time they belonged to the team."""
    db.execute("""
        CREATE TABLE team(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            unit_name TEXT NOT NULL DEFAULT '',
            unit_description TEXT NOT NULL DEFAULT '',
            county_code INTEGER,
            area TEXT NOT NULL DEFAULT '',
            site TEXT NOT NULL DEFAULT '',
            language TEXT NOT NULL DEFAULT 'fi' CHECK (language IN ('fi', 'sv', 'en')),
            contact_name TEXT NOT NULL DEFAULT '',
            contact_position TEXT NOT NULL DEFAULT '',
            contact_phone TEXT NOT NULL DEFAULT '',
            contact_email TEXT NOT NULL DEFAULT '',
            reason TEXT NOT NULL DEFAULT '',
            expectations TEXT NOT NULL DEFAULT '',
            archived_on TEXT
        ) STRICT""")
    db.execute("""
        CREATE TABLE member(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            team_rid INTEGER NOT NULL REFERENCES team(rid) ON DELETE CASCADE,
            name TEXT NOT NULL,
            occupational_group TEXT NOT NULL DEFAULT '',
            role TEXT NOT NULL DEFAULT 'member'
                CHECK (role IN ('supervisor', 'member', 'service_user_developer', 'contact')),
            phone TEXT NOT NULL DEFAULT '',
            email TEXT NOT NULL DEFAULT '',
            active_from TEXT,
            active_to TEXT,
            position INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
    db.execute("CREATE INDEX member_team ON member(team_rid)")


@migrations()
def m002_off_projector(db: Database) -> None:
    """A team can ask that its name is not projected in a workshop."""
    db.execute(
        "ALTER TABLE team ADD COLUMN off_projector INTEGER NOT NULL DEFAULT 0 "
        "CHECK (off_projector IN (0, 1))"
    )
