"""Times and lengths of a plan in words, and what is to be said of it. No Qt: papers use it too."""

import datetime as dt

from coachdesk.features.agendas.model import (
    LONG_DAY,
    MINUTES_OF_DAY,
    Plan,
    PlanDay,
    Slot,
)
from coachdesk.features.programmes.model import Event, Timing
from coachdesk.kernel.dates import format_time
from coachdesk.kernel.text import Message, msg


def clock_words(minutes: int, language: str) -> str:
    """The time of day so many minutes after midnight; "(+1)" on the next day."""
    days, rest = divmod(minutes, MINUTES_OF_DAY)
    time = format_time(dt.time(rest // 60, rest % 60), language)
    return f"{time} (+{days})" if days else time


def length_words(minutes: int) -> Message:
    """So many minutes: "45 min", "2 h", "1 h 15 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return msg("agendas", "{minutes} min", minutes=rest)
    if not rest:
        return msg("agendas", "{hours} h", hours=hours)
    return msg("agendas", "{hours} h {minutes} min", hours=hours, minutes=rest)


def short_gap_words(slot: Slot) -> Message | None:
    """As `gap_words`, for a narrow column."""
    if slot.gap < 0:
        return msg("agendas", "{length} over", length=length_words(-slot.gap))
    free = slot.gap or slot.waits
    return msg("agendas", "{length} free", length=length_words(free)) if free else None


def gap_words(slot: Slot) -> Message | None:
    """What is free before a fixed time, or runs over it; nothing where all fits."""
    if slot.gap < 0:
        return msg("agendas", "{length} too late before this", length=length_words(-slot.gap))
    if slot.gap > 0:
        return msg("agendas", "{length} free before", length=length_words(slot.gap))
    if slot.waits > 0:
        return msg("agendas", "{length} free after", length=length_words(slot.waits))
    return None


def slack_words(plan: Plan) -> Message:
    """How the day fits: overruns first, then what is free."""
    if plan.over:
        return msg("agendas", "{length} over at a fixed time", length=length_words(plan.over))
    if plan.left is not None and plan.left < 0:
        return msg("agendas", "{length} past the end", length=length_words(-plan.left))
    free = plan.free + (plan.left or 0)
    if free:
        return msg("agendas", "{length} free", length=length_words(free))
    if plan.left is None:
        return msg("agendas", "no gaps")
    return msg("agendas", "fits exactly")


def remark(plan: Plan) -> Message | None:
    """A calm word about a day that can hardly be meant so."""
    if plan.slots and not plan.total:
        return msg("agendas", "No block has a length yet: give them minutes, and the times follow.")
    if plan.total > MINUTES_OF_DAY:
        return msg(
            "agendas",
            "The day lasts {length}, more than a day has. The times go on after midnight; look at "
            "the lengths.",
            length=length_words(plan.total),
        )
    if plan.total > LONG_DAY:
        return msg("agendas", "The day lasts {length}. Is a length too long?",
                   length=length_words(plan.total))  # fmt: skip
    return None


def date_of_day(event: Event, day: int) -> dt.date | None:
    """The date of a day of an event; None while it is open."""
    if event.starts_on is None or event.timing is Timing.WEEK:
        return None
    return event.starts_on + dt.timedelta(days=day - 1)


def is_beyond(plan: Plan) -> bool:
    """Whether something does not fit."""
    return bool(plan.over) or (plan.left or 0) < 0


def day_title(day: PlanDay) -> Message:
    """The number of the day, with its own title if it has one."""
    if day.title:
        return msg("agendas", "Day {number}: {title}", number=day.day, title=day.title)
    return msg("agendas", "Day {number}", number=day.day)
