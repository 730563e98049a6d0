"""A small subject for tests of the kernel: shelves with books."""

from coachdesk.kernel.database import Database
from coachdesk.kernel.migrations import Migrations

notebook_migrations = Migrations("notebook")


@notebook_migrations()
def m001_tables(db: Database) -> None:
    db.execute(
        "CREATE TABLE shelf(rid INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, "
        "name TEXT NOT NULL) STRICT"
    )
    db.execute(
        "CREATE TABLE book(rid INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, "
        "shelf_rid INTEGER NOT NULL REFERENCES shelf(rid) ON DELETE CASCADE, "
        "lent_rid INTEGER REFERENCES shelf(rid) ON DELETE SET NULL, "
        "title TEXT NOT NULL, price REAL) STRICT"
    )
