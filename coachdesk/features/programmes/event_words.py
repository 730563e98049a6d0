"""When events are, as typed and as shown: a day, an ISO week, open, or following another event."""

import datetime as dt
import re

from coachdesk.features.programmes.model import Event, EventDate, Timing
from coachdesk.features.programmes.service import check_days
from coachdesk.features.programmes.template import Relation, Template
from coachdesk.kernel.dates import format_date, format_range, parse_date, relative_days
from coachdesk.kernel.text import Message, msg, plural

_SATURDAY = 5
_DAYS_OF_WEEK = 7
_RANGE = re.compile(
    r"(?P<day>\d{1,2})(?:\.|\.(?P<month>\d{1,2})\.?(?P<year>\d{4})?)?\s*[–-]\s*(?P<last>.+)"
)


def typed_date(text: str, today: dt.date, language: str) -> EventDate:
    """What a person typed for an event; nothing typed leaves it open.

    A day, several ("23.–24.1.2027"), or an ISO week ("vko 4", "week 4/2027"). Raises `UserError`
    for what is no date, a week that the year does not have, an end before the beginning, and more
    days than an event may last.
    """
    text = " ".join(text.split())
    if not text:
        return EventDate.open()
    several = _RANGE.fullmatch(text)
    if several:
        return _typed_range(several, today, language)
    day = parse_date(text, today, language, week_start=True)
    if day == parse_date(text, today, language):
        return EventDate.of(day)
    week = day.isocalendar()
    return EventDate.in_week(week.year, week.week)


def _typed_range(found: re.Match[str], today: dt.date, language: str) -> EventDate:
    last = parse_date(found["last"], today, language)
    day, month = int(found["day"]), int(found["month"] or last.month)
    turns = not found["year"] and found["month"] and (month, day) > (last.month, last.day)
    year = int(found["year"] or last.year) - bool(turns)
    first = parse_date(f"{day}.{month}.{year}", today, language)
    date = EventDate.between(first, last)
    check_days(date.days)
    return date


def shown_date(date: EventDate, language: str) -> str:
    """A date as it stands in a field, where it can be typed again."""
    if date.day is None:
        return ""
    if date.timing is Timing.WEEK:
        return f"{format_date(date.day, language, 'week')}/{date.day.isocalendar().year}"
    return format_date(date.day, language, "day")


def date_of(event: Event) -> EventDate:
    """The date of an event as it stands."""
    return EventDate(event.timing, event.starts_on, event.days)


def event_name(template: Template | None, event: Event, language: str) -> str:
    """What an event is called; its key where the template is missing."""
    known = template.event(event.key) if template else None
    return known.name.in_language(language) if known else event.key


def relation_of(template: Template | None, event: Event) -> Relation | None:
    """What an event usually follows."""
    known = template.event(event.key) if template else None
    return known.after if known else None


def cause_name(template: Template, relation: Relation, language: str) -> str:
    """What the event is called that another one follows."""
    known = template.event(relation.event)
    return known.name.in_language(language) if known else relation.event


def distance_words(template: Template, relation: Relation, language: str) -> Message:
    """How far an event usually is from the one it follows: "15 weeks after Workshop 1"."""
    cause = cause_name(template, relation, language)
    if relation.days % _DAYS_OF_WEEK:
        return plural(
            "programmes", "{count} day after {event}", "{count} days after {event}",
            relation.days, event=cause,
        )  # fmt: skip
    return plural(
        "programmes", "{count} week after {event}", "{count} weeks after {event}",
        relation.days // _DAYS_OF_WEEK, event=cause,
    )  # fmt: skip


def days_words(event: Event, language: str) -> Message | str:
    """On which days an event is, with the year: "Thu–Fri 10–11 Dec 2026", "week 4/2027", "open"."""
    if event.starts_on is None or event.ends_on is None:
        return msg("programmes", "open")
    if event.timing is Timing.WEEK:
        return shown_date(date_of(event), language)
    days = format_range(event.starts_on, event.ends_on, language)
    year = event.ends_on.year
    return days if event.starts_on.year != year else f"{days} {year}"


def when_words(event: Event, today: dt.date, language: str) -> Message:
    """The days, the ISO week, and how far it is; "open" while there is no date."""
    if event.starts_on is None or event.ends_on is None:
        return msg("programmes", "open")
    week = format_date(event.starts_on, language, "week")
    if event.timing is Timing.WEEK:
        return _when_in_week(event.starts_on, today, week)
    days = format_range(event.starts_on, event.ends_on, language)
    if event.starts_on <= today <= event.ends_on:
        return msg("programmes", "{days} · {week} · now", days=days, week=week)
    distance = relative_days(event.starts_on if event.starts_on > today else event.ends_on, today)
    if event.starts_on > today and _meets_weekend(event.starts_on, event.ends_on):
        return msg(
            "programmes", "{days} · {week} · {distance} · on a weekend",
            days=days, week=week, distance=distance,
        )  # fmt: skip
    return msg(
        "programmes", "{days} · {week} · {distance}", days=days, week=week, distance=distance
    )


def _when_in_week(monday: dt.date, today: dt.date, week: str) -> Message:
    sunday = monday + dt.timedelta(days=_DAYS_OF_WEEK - 1)
    if monday <= today <= sunday:
        return msg("programmes", "{week}, day open · this week", week=week)
    distance = relative_days(monday if monday > today else sunday, today)
    return msg("programmes", "{week}, day open · {distance}", week=week, distance=distance)


def _meets_weekend(first: dt.date, last: dt.date) -> bool:
    days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return any(day.weekday() >= _SATURDAY for day in days)
