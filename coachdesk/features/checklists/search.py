"""What the search finds of checklists: remarks, who takes care, and items that she added."""

import datetime as dt
from collections.abc import Iterator, Sequence

from coachdesk.features.checklists import store
from coachdesk.features.checklists.model import title_of
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.library import template_of
from coachdesk.features.teams import store as teams
from coachdesk.kernel.database import Database
from coachdesk.kernel.search.indexer import Entry, Source

_NO_DAY = dt.date(2000, 1, 1)
"""Items have no day of their own; among themselves the latest added comes first."""


def _read(db: Database, rids: Sequence[int]) -> Iterator[Entry]:
    for item in store.items_by_rid(db, rids):
        words = (item.remark, item.support_remark, item.who)
        if not (item.title or any(words)):
            continue
        run, team = programmes.run(db, item.run_rid), teams.team(db, item.team_rid)
        template = template_of(db, run) if run else None
        title = title_of(template, item, team.language if team else "")
        yield Entry(item.rid, _NO_DAY, title, "\n".join(filter(None, words)))


SOURCES = (Source("checklist_item", "checklist_item", _read),)
