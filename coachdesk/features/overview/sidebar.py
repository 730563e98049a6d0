"""The teams under the pages at the left, with how they stand at one glance."""

import datetime as dt

from coachdesk.features.overview import store
from coachdesk.features.overview.model import Glance, Standing
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import LANGUAGE, tr
from coachdesk.ui.sidebar import SideList, SideRow
from coachdesk.ui.widgets.status import Status

_STATUS = {
    Glance.LATE: Status.LATE,
    Glance.BEHIND: Status.OPEN,
    Glance.READY: Status.DONE,
    Glance.NOTHING: Status.OPEN,
}
SIDE_TABLES = ("team", "member", "run", "event", "participation", "checklist_item", "task")
"""What the list is made of."""


def side_list(db: Database, today: dt.date) -> SideList:
    """The teams at work in the window language: those of the newest run first, then by name."""
    found = store.standings(db, today)
    key = LANGUAGE.texts.collation_key
    found.sort(key=lambda each: (-each.run.rid if each.run else 0, key(each.team.name)))
    return SideList(_title(found), [_row(each) for each in found])


def _title(found: list[Standing]) -> str:
    runs = {each.run for each in found}
    run = next(iter(runs)) if len(runs) == 1 else None
    if run is None:
        return tr(msg("overview", "Teams")) if found else ""
    return tr(msg("overview", "Teams · {run}", run=run.name))


def _row(standing: Standing) -> SideRow:
    status = _STATUS[standing.glance]
    words = standing.in_words
    return SideRow(
        standing.team.name,
        Target("teams", "team", standing.team.rid),
        status.mark(standing.badge) if status is Status.LATE else standing.badge,
        status,
        tr(words) if words else "",
    )
