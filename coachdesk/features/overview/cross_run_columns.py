"""What the table of all runs tells in its columns, and by which order each is sorted."""

import datetime as dt
from collections.abc import Callable, Sequence

from coachdesk.features.overview.cross_run import Order, TeamInRun
from coachdesk.features.overview.model import county_words
from coachdesk.features.programmes.event_words import days_words, event_name, when_words
from coachdesk.features.programmes.model import Event, Timing
from coachdesk.features.tasks.model import SOON_DAYS
from coachdesk.kernel.dates import format_date, relative_days
from coachdesk.kernel.text import msg, plural
from coachdesk.ui.i18n import current, say, tr
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column

ORDERS: Sequence[Order] = (
    Order.TEAM, Order.RUN, Order.AREA, Order.PHASE, Order.PROGRESS, Order.LATE, Order.CONTACT,
    Order.EVENT, Order.COUNTY,
)  # fmt: skip
"""Of the columns, in their order."""
SHARES: Sequence[int] = (18, 18, 11, 12, 12, 9, 16, 22, 13)
"""How the columns share the room, in about as many letters."""

_YEAR_SHOWN = 300
"""From so many days on a date needs its year."""


def columns(today: Callable[[], dt.date]) -> Sequence[Column[TeamInRun]]:
    """The columns; `today` is asked when a cell is shown."""
    return (
        Column(msg("overview", "Team"), lambda row: row.team, strong=True,
               describe=_team_words),
        Column(msg("overview", "Run"), lambda row: row.place.run.name),
        Column(msg("overview", "Cohort or area"), lambda row: row.cohort_title(current()),
               muted=True),
        Column(msg("overview", "Phase"), _phase, status=_phase_status, describe=_phase),
        Column(msg("overview", "Pre-work"), lambda row: str(row.progress or ""),
               status=_progress_status, describe=_progress_words),
        Column(msg("overview", "Late"), lambda row: str(row.late or ""),
               status=lambda row: Status.LATE if row.late else Status.OPEN,
               describe=_late_words),
        Column(msg("overview", "Last contact"), _contact,
               describe=lambda row: _contact_words(row, today())),
        Column(msg("overview", "Next event"), _event, status=_event_status,
               describe=lambda row: _event_words(row, today())),
        Column(msg("overview", "County"), lambda row: row.county_name(current()), muted=True,
               describe=lambda row: county_words(row.county_code, current())),
    )  # fmt: skip


def _team_words(row: TeamInRun) -> str:
    parts = [row.team, row.unit]
    if row.team_archived:
        parts.append(tr(msg("overview", "archived team")))
    return " · ".join(filter(None, parts))


def _phase(row: TeamInRun) -> str:
    if row.place.run.archived:
        return tr(msg("overview", "archived"))
    return tr(msg("overview", "over")) if row.is_over else row.phase_name(current())


def _phase_status(row: TeamInRun) -> Status:
    return Status.OPEN if row.phase else Status.NOT_APPLICABLE


def _progress_status(row: TeamInRun) -> Status:
    done = row.progress
    return Status.DONE if done and done.applicable and done.is_complete else Status.OPEN


def _progress_words(row: TeamInRun) -> str:
    if row.progress is None:
        return ""
    done, every = row.progress.done, row.progress.applicable
    return tr(msg("overview", "pre-work {done} of {all} done", done=done, all=every))


def _late_words(row: TeamInRun) -> str:
    if not row.late:
        return tr(msg("overview", "nothing late"))
    return tr(plural("overview", "{count} task late", "{count} tasks late", row.late))


def _contact(row: TeamInRun) -> str:
    return format_date(row.last_contact, current(), "day") if row.last_contact else "–"


def _contact_words(row: TeamInRun, today: dt.date) -> str:
    if row.last_contact is None:
        return tr(msg("overview", "no meeting yet"))
    day = format_date(row.last_contact, current(), "long")
    return f"{day}, {tr(relative_days(row.last_contact, today))}"


def _event(row: TeamInRun) -> str:
    event = row.next_event
    if event is None:
        return ""
    parts = [_event_day(event, row.days_to_next)]
    if row.days_to_next is not None:
        parts.append(_days(row.days_to_next))
    return " · ".join((*parts, event_name(row.template, event, current())))


def _event_day(event: Event, days: int | None) -> str:
    if event.starts_on is None or event.timing is Timing.WEEK:
        return say(days_words(event, current()))
    needs_year = days is not None and days > _YEAR_SHOWN
    return format_date(event.starts_on, current(), "day" if needs_year else "day_month")


def _event_words(row: TeamInRun, today: dt.date) -> str:
    event = row.next_event
    if event is None:
        return ""
    name = event_name(row.template, event, current())
    return f"{name}: {tr(when_words(event, today, current()))}"


def _days(days: int) -> str:
    return tr(msg("overview", "{days} d", days=days) if days else msg("overview", "now"))


def _event_status(row: TeamInRun) -> Status:
    near = row.days_to_next is not None and row.days_to_next <= SOON_DAYS
    return Status.SOON if near else Status.OPEN
