"""The table of filters that the coach has given names to."""

from coachdesk.kernel.database import Database
from coachdesk.kernel.migrations import Migrations

migrations = Migrations("overview")


@migrations()
def m001_tables(db: Database) -> None:
    """A saved filter; `criteria` is what `Criteria.as_json` writes."""
    db.execute("""
        CREATE TABLE saved_filter(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            criteria TEXT NOT NULL
        ) STRICT""")
