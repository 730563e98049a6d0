"""The tables of pre-work items, one list for each team of a run, and of visits to the page."""

from coachdesk.kernel.database import Database
from coachdesk.kernel.migrations import Migrations

migrations = Migrations("checklists")


@migrations()
def m001_tables(db: Database) -> None:
    """Items; `title` is empty while the template's text (by `item_key`) is used."""
    db.execute("""
        CREATE TABLE checklist_item(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            team_rid INTEGER NOT NULL REFERENCES team(rid) ON DELETE CASCADE,
            run_rid INTEGER NOT NULL REFERENCES run(rid) ON DELETE CASCADE,
            item_key TEXT NOT NULL DEFAULT '',
            title TEXT NOT NULL DEFAULT '',
            kind TEXT NOT NULL DEFAULT 'plain',
            state TEXT NOT NULL DEFAULT 'not_started'
                CHECK (state IN ('not_started', 'in_progress', 'done', 'not_applicable')),
            stage TEXT NOT NULL DEFAULT '',
            support_needed INTEGER CHECK (support_needed IN (0, 1)),
            support_remark TEXT NOT NULL DEFAULT '',
            member_rid INTEGER REFERENCES member(rid) ON DELETE SET NULL,
            who TEXT NOT NULL DEFAULT '',
            due_kind TEXT NOT NULL DEFAULT 'none'
                CHECK (due_kind IN ('none', 'date', 'before_event')),
            due_on TEXT,
            event_rid INTEGER REFERENCES event(rid) ON DELETE SET NULL,
            days_before INTEGER NOT NULL DEFAULT 0,
            remark TEXT NOT NULL DEFAULT '',
            position INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
    db.execute("CREATE INDEX checklist_item_team ON checklist_item(team_rid)")
    db.execute("CREATE INDEX checklist_item_run ON checklist_item(run_rid)")
    db.execute("CREATE INDEX checklist_item_event ON checklist_item(event_rid)")
    db.execute("CREATE INDEX checklist_item_member ON checklist_item(member_rid)")


@migrations()
def m002_visits(db: Database) -> None:
    """When the coach last saw how ready a cohort is; outside journal and undo."""
    db.execute("""
        CREATE TABLE _cohort_visit(
            cohort_uuid TEXT PRIMARY KEY,
            sequence INTEGER NOT NULL,
            at TEXT NOT NULL
        ) STRICT""")
