"""What of held days the search finds: parked lines. What is written is found among the notes."""

import datetime as dt
from collections.abc import Iterator, Sequence

from coachdesk.features.workshop_day import store
from coachdesk.kernel.database import Database
from coachdesk.kernel.search.indexer import Entry, Source


def _parked(db: Database, rids: Sequence[int]) -> Iterator[Entry]:
    for one in store.parked_texts(db, rids):
        yield Entry(one["rid"], dt.date.fromisoformat(one["held_on"]), one["text"], "")


SOURCES = (Source("parked_line", "parked_line", _parked),)
