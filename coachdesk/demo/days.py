"""Days of the demo: counted from the day it is looked at, and never on a weekend."""

import datetime as dt

from coachdesk.kernel.dates.holidays import is_holiday

FAR = 1000
"""No day of the demo is farther away."""
_SATURDAY = 5
_DAY = dt.timedelta(days=1)


def day_of(today: dt.date, offset: int, days: int = 1) -> dt.date:
    """The working day `offset` days from `today` on which something of `days` days can begin.

    What would touch a weekend moves back when it is past and on when it is to come; today itself
    stays as it is.
    """
    day = today + offset * _DAY
    step = -_DAY if offset < 0 else _DAY
    while offset and not _fits_week(day, days):
        day += step
    return day


def free_day(day: dt.date) -> dt.date:
    """The first day from `day` on that is neither on a weekend nor a public holiday."""
    while not _fits_week(day, 1) or is_holiday(day):
        day += _DAY
    return day


def holiday_from(day: dt.date) -> dt.date:
    """The first public holiday from `day` on that is not on a weekend."""
    while not (_fits_week(day, 1) and is_holiday(day)):
        day += _DAY
    return day


def _fits_week(day: dt.date, days: int) -> bool:
    return day.weekday() + min(days, _SATURDAY) <= _SATURDAY
