"""Meetings of a team that come again: one an agreed number of weeks, agreed far ahead. Pure."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Series:
    """A team meets on `weekday` (Monday = 0) each `every_weeks` weeks from `first_on` to `last_on`.

    Times are those of the clock on the wall in Finland. `place` may be a room or a link.
    """

    rid: int
    uuid: str
    team_rid: int
    title: str
    weekday: int
    every_weeks: int
    starts_at: dt.time
    minutes: int
    first_on: dt.date
    last_on: dt.date
    place: str

    @property
    def first_slot(self) -> dt.date:
        """The first day of the series: that weekday on or after `first_on`."""
        return self.first_on + dt.timedelta(days=(self.weekday - self.first_on.weekday()) % 7)


@dataclass(frozen=True, slots=True)
class Moved:
    """What was agreed for the meeting of one week: another day and time."""

    on: dt.date
    at: dt.time


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The meeting of one week is not held."""


CANCELLED = Cancelled()
Exceptions = Mapping[dt.date, Moved | Cancelled]
"""What was agreed otherwise, by the Monday of the week that the meeting belongs to.

A series has at most one meeting a week, so this lasts when the series gets another weekday.
"""


class Held(Enum):
    """How a meeting of a series stands."""

    AS_USUAL = "as_usual"
    MOVED = "moved"
    CANCELLED = "cancelled"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a series; `week` names it within the series.

    `usual_on` is its day by the series. `on` and `at` say when it is, or would have been.
    """

    series: Series
    usual_on: dt.date
    on: dt.date
    at: dt.time
    held: Held

    @property
    def week(self) -> dt.date:
        """The Monday of the week that it belongs to."""
        return monday(self.usual_on)

    @property
    def takes_place(self) -> bool:
        """Whether it is held at all."""
        return self.held in {Held.AS_USUAL, Held.MOVED}

    @property
    def ends_at(self) -> dt.time:
        """When it ends by the clock on the wall."""
        end = dt.datetime.combine(dt.date.min, self.at) + dt.timedelta(minutes=self.series.minutes)
        return end.time()


def monday(day: dt.date) -> dt.date:
    """The Monday of the ISO week of a day."""
    return day - dt.timedelta(days=day.weekday())


def meetings(
    series: Series, exceptions: Exceptions, holidays: Collection[dt.date]
) -> list[Meeting]:
    """All meetings of a series in the order of their usual days, also those not held.

    A usual day that is a holiday is skipped, unless that meeting was moved elsewhere.
    """
    return [_meeting(series, day, exceptions, holidays) for day in usual_days(series)]


def occurrences(
    series: Series,
    exceptions: Exceptions,
    holidays: Collection[dt.date],
    start: dt.date,
    end: dt.date,
) -> list[Meeting]:
    """The meetings that are held from `start` to `end` (both included), in time order."""
    held = (one for one in meetings(series, exceptions, holidays) if one.takes_place)
    return sorted((one for one in held if start <= one.on <= end), key=lambda m: (m.on, m.at))


def usual_days(series: Series) -> Iterator[dt.date]:
    """The days of the series by its rule alone."""
    day = series.first_slot
    while day <= series.last_on:
        yield day
        day += series.every_weeks * WEEK


def years_of(several: Iterable[Series]) -> set[int]:
    """The years whose holidays these series need."""
    return {
        year for series in several for year in range(series.first_on.year, series.last_on.year + 1)
    }


def _meeting(
    series: Series, day: dt.date, exceptions: Exceptions, holidays: Collection[dt.date]
) -> Meeting:
    agreed = exceptions.get(monday(day))
    if isinstance(agreed, Moved):
        return Meeting(series, day, agreed.on, agreed.at, Held.MOVED)
    if isinstance(agreed, Cancelled):
        held = Held.CANCELLED
    else:
        held = Held.HOLIDAY if day in holidays else Held.AS_USUAL
    return Meeting(series, day, day, series.starts_at, held)
