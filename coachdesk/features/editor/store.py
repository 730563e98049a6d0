"""The SQL of the coach's own programmes; each is one row with its whole text."""

from coachdesk.features.programmes.text_store import ProgrammeText, add_own_text, own_texts
from coachdesk.kernel.database import Database, delete, row, update, value

__all__ = [
    "ProgrammeText",
    "add_own_text",
    "delete_own",
    "is_in_use",
    "is_taken",
    "own_text",
    "own_texts",
    "save_own",
]


def own_text(db: Database, rid: int) -> ProgrammeText | None:
    """One of the coach's own programmes."""
    found = row(db, "SELECT * FROM programme WHERE rid = ? AND own = 1", (rid,))
    if found is None:
        return None
    return ProgrammeText(
        found["rid"], found["uuid"], found["key"], found["version"], found["text"], own=True
    )


def save_own(db: Database, rid: int, version: str, text: str) -> None:
    """Keep another text of an own programme."""
    update(db, "programme", rid, {"version": version, "text": text})


def delete_own(db: Database, rid: int) -> None:
    """Delete an own programme; runs keep the text that they have taken."""
    delete(db, "programme", rid)


def is_taken(db: Database, key: str) -> bool:
    """Whether a programme with this key is kept, her own or one of a run."""
    found = value(
        db,
        "SELECT EXISTS (SELECT 1 FROM programme WHERE key = ?) "
        "OR EXISTS (SELECT 1 FROM run WHERE template_key = ?)",
        (key, key),
    )
    return bool(found)


def is_in_use(db: Database, key: str, version: str) -> bool:
    """Whether a run has taken this version of a programme."""
    found = value(
        db,
        "SELECT EXISTS (SELECT 1 FROM run WHERE template_key = ? AND template_version = ?)",
        (key, version),
    )
    return bool(found)
