"""Preferences that belong to the work and travel with it, in the database.

Those of one computer are in `settings.py`.
"""

from coachdesk.kernel.database import Database, delete, insert, row, update

COACH_NAME = "coach_name"
"""The coach's name as papers show it."""


def read(db: Database, name: str) -> str:
    """The value of a preference; empty until one is chosen."""
    found = row(db, "SELECT value FROM preference WHERE name = ?", (name,))
    return str(found["value"]) if found else ""


def write(db: Database, name: str, value: str) -> None:
    """Keep a value, inside a change; an empty one is taken away."""
    found = row(db, "SELECT rid FROM preference WHERE name = ?", (name,))
    if found and value:
        update(db, "preference", found["rid"], {"value": value})
    elif found:
        delete(db, "preference", found["rid"])
    elif value:
        insert(db, "preference", {"name": name, "value": value})
