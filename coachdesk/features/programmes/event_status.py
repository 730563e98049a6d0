"""How an event stands today, as a sign and a colour."""

import datetime as dt

from coachdesk.features.programmes.model import Event, Timing
from coachdesk.ui.widgets.status import Status

_SOON_DAYS = 7
_WEEK = dt.timedelta(days=6)


def event_status(event: Event, today: dt.date) -> Status:
    """Done when it is over, soon in the week before and during it, else open."""
    if event.starts_on is None or event.ends_on is None:
        return Status.OPEN
    last = event.starts_on + _WEEK if event.timing is Timing.WEEK else event.ends_on
    if last < today:
        return Status.DONE
    return Status.SOON if (event.starts_on - today).days <= _SOON_DAYS else Status.OPEN
