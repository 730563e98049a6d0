"""The stretch of time on screen: an ISO year, or a month with the weeks that it lies in. Pure."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from coachdesk.features.calendar.series import WEEK, monday
from coachdesk.kernel.dates.calendar import FIRST_YEAR, LAST_YEAR

MONTH_WEEKS = 6
"""A month touches six weeks at most."""


class Shape(Enum):
    """How the calendar is looked at."""

    YEAR = "year"
    MONTH = "month"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Year:
    """An ISO year: from the Monday of its week 1, for 52 or 53 weeks."""

    number: int

    @classmethod
    def of(cls, day: dt.date) -> "Year":
        """The ISO year of a day: 1 January may belong to the year before."""
        return cls(min(max(day.isocalendar().year, FIRST_YEAR + 1), LAST_YEAR - 1))

    @property
    def first(self) -> dt.date:
        """Its first Monday."""
        return dt.date.fromisocalendar(self.number, 1, 1)

    @property
    def middle(self) -> dt.date:
        """A day in its midst."""
        return dt.date(self.number, 7, 1)

    @property
    def last(self) -> dt.date:
        """Its last Sunday."""
        return self.first + self.weeks * WEEK - dt.timedelta(days=1)

    @property
    def weeks(self) -> int:
        """How many weeks it has: 53 in about every sixth year."""
        return dt.date(self.number, 12, 28).isocalendar().week

    def step(self, by: int) -> "Year":
        """So many years later; it stays within the years there are."""
        return Year.of(dt.date(self.number + by, 7, 1))

    def years(self) -> tuple[int, ...]:
        """The calendar years that its days lie in."""
        return tuple(sorted({self.first.year, self.number, self.last.year}))


@dataclass(frozen=True, slots=True)
class Month:
    """A month; the grid shows six whole weeks from the Monday on or before its first day."""

    start: dt.date

    @classmethod
    def of(cls, day: dt.date) -> "Month":
        """The month of a day."""
        return cls(day.replace(day=1))

    @property
    def first(self) -> dt.date:
        """The first day of the grid."""
        return monday(self.start)

    @property
    def last(self) -> dt.date:
        """The last day of the grid."""
        return self.first + MONTH_WEEKS * WEEK - dt.timedelta(days=1)

    def step(self, by: int) -> "Month":
        """So many months later; it stays within the years there are."""
        count = self.start.year * 12 + self.start.month - 1 + by
        least, most = (FIRST_YEAR + 1) * 12, LAST_YEAR * 12 - 1
        count = min(max(count, least), most)
        return Month(dt.date(count // 12, count % 12 + 1, 1))

    def holds(self, day: dt.date) -> bool:
        """Whether a day belongs to the month itself."""
        return (day.year, day.month) == (self.start.year, self.start.month)
