"""Calendars in files (iCalendar, RFC 5545): written for other programs, and dates read from them.

Times are those of Finland. icalendar is imported where it is needed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coachdesk.kernel.dates.zone import HELSINKI

if TYPE_CHECKING:
    import icalendar

UID_DOMAIN = "coachdesk"
WEEK_MARK = "X-COACHDESK-WEEK"
"""Our own remark at an event of which only the week is agreed."""

# The rule of the European Union since 1997, which calendars can continue without an end.
_TIME_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Helsinki
BEGIN:DAYLIGHT
DTSTART:19970330T030000
TZNAME:EEST
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19971026T040000
TZNAME:EET
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
"""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Record:
    """What every line of a calendar has. With a grown `sequence` it replaces what was imported.

    `changed_at` is in UTC. A `private` record shows others only that there is something.
    """

    uuid: str
    title: str
    sequence: int
    changed_at: dt.datetime
    place: str = ""
    description: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class WholeDays(Record):
    """Days from `first` to `last`. A `week_only` one is tentative; one not `busy` leaves room."""

    first: dt.date = dt.date.min
    last: dt.date = dt.date.min
    week_only: bool = False
    busy: bool = True


@dataclass(frozen=True, slots=True)
class MovedTime:
    """One of a series, usually on `usual_on`, is `on` another day `at` another time."""

    usual_on: dt.date
    on: dt.date
    at: dt.time


@dataclass(frozen=True, slots=True)
class Repeating(Record):
    """The same weekday each `every_weeks` weeks, from `first` to `last` (usual days both).

    Those `skipped` (usual days) are not held.
    """

    first: dt.date = dt.date.min
    last: dt.date = dt.date.min
    at: dt.time = dt.time()
    minutes: int = 60
    every_weeks: int = 1
    skipped: tuple[dt.date, ...] = ()
    moved: tuple[MovedTime, ...] = ()


def uid_of(uuid: str) -> str:
    """The lasting name of a record in other calendars."""
    return f"{uuid}@{UID_DOMAIN}"


def write_ics(records: Sequence[WholeDays | Repeating], name: str) -> bytes:
    """A calendar file. Equal records give equal bytes."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//CoachDesk//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", HELSINKI.key)
    if any(isinstance(record, Repeating) for record in records):
        calendar.add_component(icalendar.Timezone.from_ical(_TIME_ZONE))
    for record in records:
        if isinstance(record, WholeDays):
            calendar.add_component(_whole_days(record))
            continue
        calendar.add_component(_series(record))
        for moved in record.moved:
            calendar.add_component(_moved(record, moved))
    content: bytes = calendar.to_ical()
    return content


def _component(record: Record) -> icalendar.Event:
    import icalendar

    event = icalendar.Event()
    event.add("uid", uid_of(record.uuid))
    event.add("summary", record.title)
    changed_at = record.changed_at.replace(microsecond=0)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", record.sequence)
    for key, text in (("location", record.place), ("description", record.description)):
        if text:
            event.add(key, text)
    if record.place.startswith(("https://", "http://")):
        event.add("url", record.place)
    if record.private:
        event.add("class", "PRIVATE")
    return event


def _whole_days(record: WholeDays) -> icalendar.Event:
    event = _component(record)
    event.add("dtstart", record.first)
    event.add("dtend", record.last + dt.timedelta(days=1))
    event.add("status", "TENTATIVE" if record.week_only else "CONFIRMED")
    event.add("transp", "OPAQUE" if record.busy and not record.week_only else "TRANSPARENT")
    if record.week_only:
        event.add(WEEK_MARK, "TRUE")
    return event


def _series(record: Repeating) -> icalendar.Event:
    event = _component(record)
    _add_times(event, _local(record.first, record.at), record.minutes)
    rule: dict[str, list[Any]] = {"freq": ["WEEKLY"]}
    if record.every_weeks > 1:
        rule["interval"] = [record.every_weeks]
    rule["until"] = [_local(record.last, record.at).astimezone(dt.UTC)]
    rule["byday"] = [_DAYS[record.first.weekday()]]
    event.add("rrule", rule)
    if record.skipped:
        event.add("exdate", [_local(day, record.at) for day in record.skipped])
    return event


def _moved(record: Repeating, moved: MovedTime) -> icalendar.Event:
    event = _component(record)
    event.add("recurrence-id", _local(moved.usual_on, record.at))
    _add_times(event, _local(moved.on, moved.at), record.minutes)
    return event


def _add_times(event: icalendar.Event, start: dt.datetime, minutes: int) -> None:
    event.add("dtstart", start)
    # An end by the clock would be wrong for one in the night of the clock change.
    event.add("duration", dt.timedelta(minutes=minutes))
    event.add("status", "CONFIRMED")


def _local(day: dt.date, at: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, at, HELSINKI)
