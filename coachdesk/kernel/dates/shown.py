"""Dates, times and numbers as Finnish, Finland's Swedish and (British) English show them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Literal

from coachdesk.kernel.dates.calendar import iso_week
from coachdesk.kernel.dates.names import MONTHS, MONTHS_SHORT_EN, WEEKDAYS, WEEKDAYS_SHORT
from coachdesk.kernel.text import Message, msg, plural

if TYPE_CHECKING:  # a start shows no numbers
    from decimal import Decimal

Style = Literal["short", "day", "long", "day_month", "weekday", "month", "week"]

_NO_BREAK_SPACE = "\u00a0"
_MINUS = "\u2212"
_WEEK = {"fi": "viikko", "sv": "vecka", "en": "week"}


def format_date(day: date, language: str, style: Style = "short") -> str:
    """A date in words of the language.

    | style | fi | sv | en |
    |---|---|---|---|
    | short | ti 24.11. | tis 24.11 | Tue 24 Nov |
    | day | 24.11.2026 | 24.11.2026 | 24 Nov 2026 |
    | long | tiistai 24.11.2026 | tisdag 24.11.2026 | Tuesday 24 November 2026 |
    | day_month | 24.11. | 24.11 | 24 Nov |
    | weekday | tiistai | tisdag | Tuesday |
    | month | marraskuu 2026 | november 2026 | November 2026 |
    | week | viikko 48 | vecka 48 | week 48 |
    """
    return _STYLES[style](day, language)


def format_range(start: date, end: date, language: str) -> str:
    """Days from `start` to `end`: "to–pe 3.–4.12.", "tors–fre 3–4.12", "Thu–Fri 3–4 Dec".

    Weekdays are named when the days lie within a week, years when they differ.
    Raises `ValueError` when `end` is before `start`.
    """
    if end < start:
        raise ValueError("a range ends before it starts")
    if start == end:
        return _short(start, language)
    names = WEEKDAYS_SHORT[language]
    near = (end - start).days < 7
    weekdays = f"{names[start.weekday()]}–{names[end.weekday()]} " if near else ""
    return weekdays + _span(start, end, language)


def relative_days(day: date, today: date) -> Message:
    """How far a day is from today: "today", "in 11 days", "3 days ago"."""
    distance = (day - today).days
    near = {
        0: msg("dates", "today"),
        1: msg("dates", "tomorrow"),
        -1: msg("dates", "yesterday"),
    }
    if distance in near:
        return near[distance]
    if distance > 0:
        return plural("dates", "in {count} day", "in {count} days", distance)
    return plural("dates", "{count} day ago", "{count} days ago", -distance)


def format_time(moment: time | datetime, language: str) -> str:
    """The time of day in 24 hours: 14.02 in Finnish and Finland's Swedish, 14:02 in English."""
    return moment.strftime("%H:%M" if language == "en" else "%H.%M")


def format_number(value: "float | Decimal", decimals: int, language: str) -> str:
    """A number rounded half up: 12 345,6 in Finnish and Swedish, 12,345.6 in English."""
    from decimal import ROUND_HALF_UP, Decimal

    exact = Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    digits = f"{abs(rounded):,.{decimals}f}"
    minus = "" if rounded >= 0 else "-" if language == "en" else _MINUS
    if language == "en":
        return minus + digits
    return minus + digits.replace(",", _NO_BREAK_SPACE).replace(".", ",")


def format_percent(share: "float | Decimal", decimals: int, language: str) -> str:
    """A share of one as per cent: 0.367 is 36,7 % in Finnish and Swedish, 36.7% in English."""
    from decimal import Decimal

    number = format_number(Decimal(str(share)) * 100, decimals, language)
    return f"{number}%" if language == "en" else f"{number}{_NO_BREAK_SPACE}%"


def _day_month(day: date, language: str) -> str:
    if language == "en":
        return f"{day.day} {MONTHS_SHORT_EN[day.month - 1]}"
    return f"{day.day}.{day.month}." if language == "fi" else f"{day.day}.{day.month}"


def _short(day: date, language: str) -> str:
    return f"{WEEKDAYS_SHORT[language][day.weekday()]} {_day_month(day, language)}"


def _day(day: date, language: str) -> str:
    if language == "en":
        return f"{_day_month(day, language)} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def _long(day: date, language: str) -> str:
    weekday = WEEKDAYS[language][day.weekday()]
    if language == "en":
        return f"{weekday} {day.day} {MONTHS['en'][day.month - 1]} {day.year}"
    return f"{weekday} {_day(day, language)}"


def _weekday(day: date, language: str) -> str:
    return WEEKDAYS[language][day.weekday()]


def _month(day: date, language: str) -> str:
    return f"{MONTHS[language][day.month - 1]} {day.year}"


def _week(day: date, language: str) -> str:
    return f"{_WEEK[language]} {iso_week(day)}"


_STYLES: Mapping[Style, Callable[[date, str], str]] = {
    "short": _short,
    "day": _day,
    "long": _long,
    "day_month": _day_month,
    "weekday": _weekday,
    "month": _month,
    "week": _week,
}


def _span(start: date, end: date, language: str) -> str:
    joint = " – " if language == "en" else "–"
    if start.year != end.year:
        return _day(start, language) + joint + _day(end, language)
    if start.month != end.month:
        return _day_month(start, language) + joint + _day_month(end, language)
    ordinal_dot = "." if language == "fi" else ""
    return f"{start.day}{ordinal_dot}–{_day_month(end, language)}"
