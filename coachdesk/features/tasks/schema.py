"""The table of between-workshop tasks."""

from sqlite_utils.migrations import Migrations

from coachdesk.kernel.database import Database

migrations = Migrations("tasks")


@migrations()
def m001_tables(db: Database) -> None:
    """Tasks. A due date is fixed (`due_on`) or follows an event (`event_rid`, `days_before`).

    A task written in a note keeps the meeting's uuid and its line, by which it follows edits.
    `first_phase_key` is the phase it was agreed in; `phase_key` the one it was carried to.
    """
    db.execute("""
        CREATE TABLE task(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            team_rid INTEGER REFERENCES team(rid) ON DELETE CASCADE,
            title TEXT NOT NULL,
            who_kind TEXT NOT NULL DEFAULT 'nobody'
                CHECK (who_kind IN ('nobody', 'coach', 'member', 'other')),
            member_rid INTEGER REFERENCES member(rid) ON DELETE SET NULL,
            who TEXT NOT NULL DEFAULT '',
            due_kind TEXT NOT NULL DEFAULT 'none'
                CHECK (due_kind IN ('none', 'date', 'before_event')),
            due_on TEXT,
            event_rid INTEGER REFERENCES event(rid) ON DELETE SET NULL,
            days_before INTEGER NOT NULL DEFAULT 0,
            phase_key TEXT NOT NULL DEFAULT '',
            first_phase_key TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT 'open'
                CHECK (state IN ('open', 'in_progress', 'done', 'dropped')),
            done_on TEXT,
            remark TEXT NOT NULL DEFAULT '',
            source TEXT NOT NULL DEFAULT 'typed' CHECK (source IN ('typed', 'template', 'note')),
            source_key TEXT NOT NULL DEFAULT '',
            meeting_uuid TEXT NOT NULL DEFAULT '',
            line TEXT NOT NULL DEFAULT '',
            created_at TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX task_team ON task(team_rid)")
    db.execute("CREATE INDEX task_member ON task(member_rid)")
    db.execute("CREATE INDEX task_event ON task(event_rid)")
    db.execute("CREATE INDEX task_meeting ON task(meeting_uuid) WHERE meeting_uuid <> ''")
    db.execute("CREATE INDEX task_open ON task(due_on) WHERE state IN ('open', 'in_progress')")
