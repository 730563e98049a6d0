"""The clock on the wall in Finland, whatever zone the computer is in."""

import datetime as dt
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
_MINUTE = dt.timedelta(minutes=1)


def local_time(day: dt.date, minutes: int) -> dt.datetime:
    """The moment, in UTC, at so many minutes by the wall clock from the midnight of a day.

    More than 1440 minutes lead into the next day. An hour that the clock shows twice is the first
    one; one that it leaps over counts on from before the leap.
    """
    wall = dt.datetime.combine(day, dt.time()) + minutes * _MINUTE
    return wall.replace(tzinfo=HELSINKI).astimezone(dt.UTC)


def local_minutes(day: dt.date, moment: dt.datetime) -> int:
    """The whole minutes by the wall clock from the midnight of a day to a moment (with a zone)."""
    wall = moment.astimezone(HELSINKI).replace(tzinfo=None)
    return (wall - dt.datetime.combine(day, dt.time())) // _MINUTE


def local_day(moment: dt.datetime) -> dt.date:
    """The date in Finland at a moment (with a zone)."""
    return wall_time(moment).date()


def wall_time(moment: dt.datetime) -> dt.datetime:
    """A moment (with a zone) as calendar and clock in Finland show it."""
    return moment.astimezone(HELSINKI)
