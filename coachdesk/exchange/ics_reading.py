"""Reads dates from calendar files of other programs; says of each line why it cannot be used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from coachdesk.exchange.ics import WEEK_MARK
from coachdesk.kernel.dates.calendar import within_limits
from coachdesk.kernel.dates.zone import HELSINKI
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line
from coachdesk.kernel.text import Message, msg

_Part = Mapping[str, Any]
"""A component of a calendar: its properties by name."""
MOST_BYTES = 5_000_000
_LONGEST_SHOWN = 200
_REPEATS = ("RRULE", "RDATE", "RECURRENCE-ID", "EXRULE")
_MIDNIGHT = dt.time()


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event of the file: its days in Finland; `remark` says what was made of its times."""

    uid: str
    title: str
    first: dt.date
    last: dt.date
    place: str = ""
    week_only: bool = False
    remark: Message | None = None


@dataclass(frozen=True, slots=True)
class RefusedEvent:
    """An event of the file that cannot be used, and why."""

    title: str
    reason: Message


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What a calendar file holds, in its order."""

    events: tuple[FoundEvent, ...]
    refused: tuple[RefusedEvent, ...]


class _Refusal(Exception):  # noqa: N818 - a reason for one line, not an error of the program
    def __init__(self, reason: Message) -> None:
        super().__init__()
        self.reason = reason


def read_ics(data: bytes) -> CalendarFile:
    """The events of a calendar file.

    Of two lines with one UID the newer one counts. Raises `UserError` for what is no calendar.
    """
    import icalendar

    if len(data) > MOST_BYTES:
        raise UserError(msg("calendar", "The calendar file is too large."))
    try:
        calendars = icalendar.Calendar.from_ical(data, multiple=True)
    except (ValueError, IndexError, KeyError, TypeError, RecursionError) as error:
        raise UserError(_no_calendar()) from error
    parts = [cast("_Part", part) for calendar in calendars for part in calendar.walk("VEVENT")]
    if not any(calendar.name == "VCALENDAR" for calendar in calendars):
        raise UserError(_no_calendar())
    return _sorted_out(parts)


def _no_calendar() -> Message:
    return msg("calendar", "The file is not a calendar that can be read (.ics).")


def _sorted_out(parts: Sequence[_Part]) -> CalendarFile:
    events: dict[str, tuple[tuple[int, str], FoundEvent]] = {}
    refused: list[RefusedEvent] = []
    for part in parts:
        try:
            found = _event(part)
        except _Refusal as refusal:
            refused.append(RefusedEvent(_text(part, "SUMMARY"), refusal.reason))
            continue
        version, known = _version(part), events.get(found.uid)
        if known is None:
            events[found.uid] = version, found
            continue
        older, newer = sorted((known, (version, found)), key=lambda one: one[0])
        events[found.uid] = newer
        reason = msg("calendar", "The file has a newer version of the same event.")
        refused.append(RefusedEvent(older[1].title, reason))
    return CalendarFile(tuple(event for _, event in events.values()), tuple(refused))


def _event(part: _Part) -> FoundEvent:
    if any(key in part for key in _REPEATS):
        raise _Refusal(msg("calendar", "It repeats; an event of a programme has one date."))
    if _text(part, "STATUS").upper() == "CANCELLED":
        raise _Refusal(msg("calendar", "It has been cancelled."))
    uid = _text(part, "UID")
    if not uid:
        raise _Refusal(msg("calendar", "It has no UID, so it could not be known again later."))
    first, last, remark = _days(part)
    return FoundEvent(
        uid=uid,
        title=_text(part, "SUMMARY"),
        first=first,
        last=last,
        place=_text(part, "LOCATION"),
        week_only=_text(part, WEEK_MARK).upper() == "TRUE",
        remark=remark,
    )


def _days(part: _Part) -> tuple[dt.date, dt.date, Message | None]:
    if "DTSTART" not in part:
        raise _Refusal(msg("calendar", "It has no date."))
    try:
        start: dt.date = part["DTSTART"].dt
        end = _end(part, start)
        first, last = _local(start), _local(end)
        if last < first:
            raise _Refusal(msg("calendar", "It ends before it begins."))
        first_day, last_day = _day(first), _day(last)
        if last > first and _ends_at_midnight(last):
            last_day = max(last_day - dt.timedelta(days=1), first_day)
        within_limits(first_day)
        within_limits(last_day)
    except UserError as problem:
        raise _Refusal(problem.message) from problem
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise _Refusal(msg("calendar", "Its date cannot be read.")) from error
    return first_day, last_day, _zone_remark(part, start)


def _end(part: _Part, start: dt.date) -> dt.date:
    if "DTEND" in part:
        end: dt.date = part["DTEND"].dt
    elif "DURATION" in part:
        end = start + part["DURATION"].dt
    else:
        end = start
    if isinstance(start, dt.datetime) and not isinstance(end, dt.datetime):
        return dt.datetime.combine(end, _MIDNIGHT, start.tzinfo)
    if isinstance(end, dt.datetime) and not isinstance(start, dt.datetime):
        return end.date() + dt.timedelta(days=end.time() > _MIDNIGHT)
    return end


def _local(moment: dt.date) -> dt.date:
    """A time as the clock in Finland shows it; a day, or a time of no zone, as it is."""
    if isinstance(moment, dt.datetime) and moment.tzinfo is not None:
        return moment.astimezone(HELSINKI).replace(tzinfo=None)
    return moment


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _ends_at_midnight(end: dt.date) -> bool:
    return not isinstance(end, dt.datetime) or end.time() == _MIDNIGHT


def _zone_remark(part: _Part, start: dt.date) -> Message | None:
    if not isinstance(start, dt.datetime):
        return None
    zone = str(part["DTSTART"].params.get("TZID", ""))
    if start.tzinfo is None:
        if not zone:
            return None
        return msg("calendar", "The time zone {zone} is not known here; its times were taken as "
                   "those of Finland.", zone=zone)  # fmt: skip
    name = getattr(start.tzinfo, "key", "") or start.tzname() or zone
    if name == HELSINKI.key:
        return None
    return msg("calendar", "Converted from the time zone {zone} to that of Finland.", zone=name)


def _version(part: _Part) -> tuple[int, str]:
    try:
        sequence = int(part.get("SEQUENCE", 0))
    except (ValueError, TypeError):
        sequence = 0
    stamp = part.get("LAST-MODIFIED") or part.get("DTSTAMP")
    return sequence, stamp.to_ical().decode() if stamp is not None else ""


def _text(part: _Part, key: str) -> str:
    """The first such text of an event as one line, cut where it is too long to be shown."""
    value = part.get(key, "")
    text = str(value[0] if isinstance(value, list) and value else value)
    return clean_line(text[:_LONGEST_SHOWN])
