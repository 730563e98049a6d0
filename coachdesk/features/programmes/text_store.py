"""The SQL of texts of programmes: those that runs have taken, and the coach's own."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from coachdesk.kernel.database import Database, insert, rows, value


class ProgrammeText(NamedTuple):
    """The text of a programme's template: taken by runs, or one of the coach's own."""

    rid: int
    uuid: str
    key: str
    version: str
    text: str
    own: bool


def programme_texts(db: Database, rids: Iterable[int]) -> list[ProgrammeText]:
    """These texts, as far as they exist."""
    wanted = json.dumps(list(rids))
    return _texts(db, "rid IN (SELECT value FROM json_each(?))", wanted)


def own_texts(db: Database) -> list[ProgrammeText]:
    """The coach's own programmes, the oldest first."""
    return _texts(db, "own = ?", 1)


def _texts(db: Database, condition: str, parameter: str | int) -> list[ProgrammeText]:
    found = rows(db, f"SELECT * FROM programme WHERE {condition} ORDER BY rid", (parameter,))
    return [
        ProgrammeText(
            r["rid"], r["uuid"], r["key"], r["version"], r["text"], own=bool(r["own"])
        )
        for r in found
    ]  # fmt: skip


def keep_text(db: Database, key: str, version: str, text: str) -> int:
    """The row that keeps this text for runs; a new one unless a run has taken it already."""
    kept = value(
        db, "SELECT rid FROM programme WHERE key = ? AND own = 0 AND text = ?", (key, text)
    )
    if kept is not None:
        return int(kept)
    return insert(db, "programme", {"key": key, "version": version, "text": text})


def add_own_text(db: Database, key: str, version: str, text: str) -> int:
    """A new programme of the coach's own."""
    return insert(db, "programme", {"key": key, "version": version, "text": text, "own": 1})


def forget_unused_texts(db: Database) -> None:
    """Delete kept texts that no run refers to any more."""
    db.execute(
        "DELETE FROM programme WHERE own = 0 "
        "AND NOT EXISTS (SELECT 1 FROM run WHERE programme_rid = programme.rid)"
    )
