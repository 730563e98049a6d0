"""The tables of meetings: the note, its teams, attendance, decisions, tags, pictures."""

from coachdesk.kernel.database import Database
from coachdesk.kernel.migrations import Migrations

migrations = Migrations("notes")


@migrations()
def m001_tables(db: Database) -> None:
    """Meetings and what hangs on them; the bytes of pictures lie outside the journal.

    A team's row repeats the day of the meeting, so that a team's newest notes are found at once.
    """
    db.execute("""
        CREATE TABLE meeting(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            held_on TEXT NOT NULL,
            kind TEXT NOT NULL DEFAULT 'visit'
                CHECK (kind IN ('visit', 'video', 'phone', 'workshop', 'other')),
            title TEXT NOT NULL DEFAULT '',
            body TEXT NOT NULL DEFAULT '',
            created_at TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX meeting_held ON meeting(held_on, rid)")
    db.execute("CREATE INDEX meeting_kind ON meeting(kind, held_on, rid)")
    db.execute("""
        CREATE TABLE meeting_team(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            meeting_rid INTEGER NOT NULL REFERENCES meeting(rid) ON DELETE CASCADE,
            team_rid INTEGER NOT NULL REFERENCES team(rid) ON DELETE CASCADE,
            held_on TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX meeting_team_meeting ON meeting_team(meeting_rid)")
    db.execute("CREATE INDEX meeting_team_team ON meeting_team(team_rid, held_on, meeting_rid)")
    db.execute("""
        CREATE TABLE attendance(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            meeting_rid INTEGER NOT NULL REFERENCES meeting(rid) ON DELETE CASCADE,
            member_rid INTEGER REFERENCES member(rid) ON DELETE CASCADE,
            name TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT 'present'
                CHECK (state IN ('present', 'late', 'left_early', 'absent'))
        ) STRICT""")
    db.execute("CREATE INDEX attendance_meeting ON attendance(meeting_rid)")
    db.execute("CREATE INDEX attendance_member ON attendance(member_rid)")
    db.execute("""
        CREATE TABLE decision(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            meeting_rid INTEGER NOT NULL REFERENCES meeting(rid) ON DELETE CASCADE,
            text TEXT NOT NULL,
            line TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX decision_meeting ON decision(meeting_rid)")
    db.execute("""
        CREATE TABLE tag(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            meeting_rid INTEGER NOT NULL REFERENCES meeting(rid) ON DELETE CASCADE,
            name TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX tag_meeting ON tag(meeting_rid)")
    db.execute("CREATE INDEX tag_name ON tag(name)")
    db.execute("""
        CREATE TABLE picture(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            meeting_rid INTEGER NOT NULL REFERENCES meeting(rid) ON DELETE CASCADE,
            sha256 TEXT NOT NULL,
            caption TEXT NOT NULL DEFAULT '',
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            position INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
    db.execute("CREATE INDEX picture_meeting ON picture(meeting_rid)")
    db.execute("CREATE TABLE _picture_bytes(sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT")


@migrations()
def m002_times(db: Database) -> None:
    """When someone came late or left early ("09:40" by the clock on the wall), and in whose place.

    What was done before can still be undone: its rows have no such times.
    """
    db.execute("ALTER TABLE attendance ADD COLUMN came_at TEXT")
    db.execute("ALTER TABLE attendance ADD COLUMN left_at TEXT")
    db.execute(
        "ALTER TABLE attendance ADD COLUMN stands_in_for INTEGER "
        "REFERENCES member(rid) ON DELETE SET NULL"
    )
    db.execute("CREATE INDEX attendance_stands_in ON attendance(stands_in_for)")
