"""The tables of days that are held: their blocks, notes, turns and parked lines."""

from coachdesk.kernel.database import Database
from coachdesk.kernel.migrations import Migrations

migrations = Migrations("workshop_day")


@migrations()
def m001_tables(db: Database) -> None:
    """A held day has its own copy of the plan, so that drift is told against the plan as it was.

    `held_on` is the date by the clock on the wall in Finland; `planned_begins` and `fixed_at` are
    minutes from its midnight. Moments (`…_at` else) are in UTC. `stamps`: see `stamps.py`.
    """
    db.execute("""
        CREATE TABLE held_day(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            event_rid INTEGER NOT NULL REFERENCES event(rid) ON DELETE CASCADE,
            day INTEGER NOT NULL CHECK (day >= 1),
            title TEXT NOT NULL DEFAULT '',
            language TEXT NOT NULL,
            held_on TEXT NOT NULL,
            started_at TEXT NOT NULL,
            ended_at TEXT,
            minutes_rid INTEGER REFERENCES meeting(rid) ON DELETE SET NULL,
            UNIQUE (event_rid, day)
        ) STRICT""")
    db.execute("""
        CREATE TABLE held_block(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            held_day_rid INTEGER NOT NULL REFERENCES held_day(rid) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            title TEXT NOT NULL,
            kind TEXT NOT NULL,
            goal TEXT NOT NULL DEFAULT '',
            materials TEXT NOT NULL DEFAULT '',
            instructions TEXT NOT NULL DEFAULT '',
            coach_only INTEGER NOT NULL DEFAULT 0 CHECK (coach_only IN (0, 1)),
            by_team INTEGER NOT NULL DEFAULT 0 CHECK (by_team IN (0, 1)),
            planned_begins INTEGER NOT NULL,
            planned_minutes INTEGER NOT NULL CHECK (planned_minutes >= 0),
            minutes INTEGER NOT NULL CHECK (minutes >= 0),
            fixed_at INTEGER,
            track TEXT NOT NULL DEFAULT '',
            began_at TEXT,
            ended_at TEXT,
            skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped IN (0, 1))
        ) STRICT""")
    db.execute("CREATE INDEX held_block_day ON held_block(held_day_rid)")
    db.execute("""
        CREATE TABLE day_note(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            held_day_rid INTEGER NOT NULL REFERENCES held_day(rid) ON DELETE CASCADE,
            team_rid INTEGER REFERENCES team(rid) ON DELETE CASCADE,
            meeting_rid INTEGER NOT NULL UNIQUE REFERENCES meeting(rid) ON DELETE CASCADE,
            stamps TEXT NOT NULL DEFAULT '[]'
        ) STRICT""")
    db.execute("CREATE INDEX day_note_day ON day_note(held_day_rid)")
    db.execute("CREATE INDEX day_note_team ON day_note(team_rid)")
    db.execute("""
        CREATE TABLE team_turn(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            held_block_rid INTEGER NOT NULL REFERENCES held_block(rid) ON DELETE CASCADE,
            team_rid INTEGER NOT NULL REFERENCES team(rid) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            began_at TEXT,
            ended_at TEXT
        ) STRICT""")
    db.execute("CREATE INDEX team_turn_block ON team_turn(held_block_rid)")
    db.execute("CREATE INDEX team_turn_team ON team_turn(team_rid)")
    db.execute("""
        CREATE TABLE parked_line(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            held_day_rid INTEGER NOT NULL REFERENCES held_day(rid) ON DELETE CASCADE,
            text TEXT NOT NULL,
            written_at TEXT NOT NULL,
            held_block_rid INTEGER REFERENCES held_block(rid) ON DELETE SET NULL,
            team_rid INTEGER REFERENCES team(rid) ON DELETE CASCADE,
            settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1))
        ) STRICT""")
    db.execute("CREATE INDEX parked_line_day ON parked_line(held_day_rid)")
    db.execute("CREATE INDEX parked_line_block ON parked_line(held_block_rid)")
    db.execute("CREATE INDEX parked_line_team ON parked_line(team_rid)")
