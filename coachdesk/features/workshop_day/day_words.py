"""What the page of the day says of times, people and turns."""

import datetime as dt
from collections.abc import Mapping

from coachdesk.features.agendas.words import clock_words
from coachdesk.features.workshop_day.model import BlockState, HeldBlock, Row, Standing
from coachdesk.features.workshop_day.stamped_editor import Mark
from coachdesk.features.workshop_day.stamps import Stamp
from coachdesk.kernel.dates import format_time
from coachdesk.kernel.dates.zone import HELSINKI
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.i18n import current
from coachdesk.ui.widgets.status import Status

SOON_SECONDS = 120
"""So long before a block ends its clock changes colour."""

MUCH = 15
"""Minutes of delay that no coffee break makes good."""


def seconds_words(seconds: int) -> str:
    """A length to the second: "18.40", "1.02.05", "−0.30"; with colons in English."""
    hours, rest = divmod(abs(seconds), 3600)
    minutes, second = divmod(rest, 60)
    mark = ":" if current() == "en" else "."
    parts = [f"{hours}", f"{minutes:02}"] if hours else [f"{minutes}"]
    return ("−" if seconds < 0 else "") + mark.join([*parts, f"{second:02}"])


def wall_clock(moment: dt.datetime) -> str:
    """The time of day in Finland."""
    return format_time(moment.astimezone(HELSINKI), current())


def urgency(standing: Standing) -> Status:
    """How the end of the current block stands."""
    if standing.current is None or not standing.current.minutes:
        return Status.OPEN
    if standing.remaining_seconds < 0:
        return Status.LATE
    return Status.SOON if standing.remaining_seconds <= SOON_SECONDS else Status.OPEN


def now_words(standing: Standing) -> Message:
    """What runs, or what will."""
    if standing.current is not None:
        return msg("workshop_day", "Now: {title}", title=standing.current.title)
    if standing.upcoming is not None:
        return msg("workshop_day", "Begins soon: {title}", title=standing.upcoming.title)
    if standing.rows:
        return msg("workshop_day", "The plan has come to its end")
    return msg("workshop_day", "A day without a plan")


def left_words(standing: Standing) -> Message:
    """What the big number means, and what comes next."""
    if standing.current is None and standing.upcoming is None:
        return msg("workshop_day", "the time now; notes and attendance go on")
    if standing.current is None:
        return msg("workshop_day", "until it begins by the plan")
    following = standing.upcoming
    row = next((row for row in standing.rows if row.block == following), None)
    over = standing.remaining_seconds < 0
    if row is None:
        return msg("workshop_day", "over time") if over else msg("workshop_day", "left")
    at = clock_words(row.begins, current())
    if over:
        return msg("workshop_day", "over time · next {title}", title=row.block.title)
    return msg("workshop_day", "left · next {title} {time}", title=row.block.title, time=at)


def drift_words(minutes: int) -> Message:
    """How far the day is from its plan."""
    if minutes > 0:
        return msg("workshop_day", "{minutes} min late", minutes=minutes)
    if minutes < 0:
        return msg("workshop_day", "{minutes} min early", minutes=-minutes)
    return msg("workshop_day", "on time")


def drift_status(minutes: int) -> Status:
    """Being late is worth a colour, more than a quarter of an hour another; early is not."""
    if minutes > MUCH:
        return Status.LATE
    return Status.SOON if minutes > 0 else Status.OPEN


_STATES = {
    BlockState.DONE: msg("workshop_day", "done"),
    BlockState.NOW: msg("workshop_day", "now"),
    BlockState.COMING: msg("workshop_day", "coming"),
    BlockState.SKIPPED: msg("workshop_day", "skipped"),
}


def state_word(row: Row) -> Message:
    """What has become of a block."""
    return _STATES[row.state]


def block_name(block: HeldBlock) -> str:
    """The title, with the track where several run side by side."""
    return f"{block.title} ({block.track})" if block.track else block.title


def stamp_mark(stamp: Stamp, titles: Mapping[int, str]) -> Mark:
    """A stamp as the margin shows it."""
    title = titles.get(stamp.block_rid, "") if stamp.block_rid is not None else ""
    return Mark(wall_clock(dt.datetime.fromisoformat(stamp.minute)), title)
