"""What the search finds of tasks."""

import datetime as dt
from collections.abc import Iterator, Sequence

from coachdesk.features.tasks import store
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates.zone import local_day
from coachdesk.kernel.search.indexer import Entry, Source


def _read_tasks(db: Database, rids: Sequence[int]) -> Iterator[Entry]:
    for one in store.search_texts(db, rids):
        day = local_day(dt.datetime.fromisoformat(one["created_at"]))
        body = "\n".join(filter(None, (one["who"], one["remark"])))
        yield Entry(one["rid"], day, one["title"], body)


SOURCES = (Source("task", "task", _read_tasks),)
