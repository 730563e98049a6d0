"""What of the notes the search finds."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence

from coachdesk.kernel.database import Database, rows
from coachdesk.kernel.search.indexer import Entry, Source


def _notes(db: Database, rids: Sequence[int]) -> Iterator[Entry]:
    found = rows(
        db,
        "SELECT rid, held_on, title, body FROM meeting "
        "WHERE rid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(rids)),),
    )
    for one in found:
        day = dt.date.fromisoformat(one["held_on"])
        yield Entry(one["rid"], day, one["title"], one["body"])


def _decisions(db: Database, rids: Sequence[int]) -> Iterator[Entry]:
    found = rows(
        db,
        "SELECT d.rid, m.held_on, d.text FROM decision d JOIN meeting m ON m.rid = d.meeting_rid "
        "WHERE d.rid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(rids)),),
    )
    for one in found:
        yield Entry(one["rid"], dt.date.fromisoformat(one["held_on"]), one["text"])


notes_source = Source("note", "meeting", _notes)
decisions_source = Source("decision", "decision", _decisions)

SOURCES = (notes_source, decisions_source)
