"""The clock on the wall in Finland, over the changes to summer time and back."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.kernel.dates.zone import local_day, local_minutes, local_time

DAY = dt.date(2026, 12, 10)
SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)


def utc(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), dt.UTC)


@pytest.mark.parametrize(
    ("day", "minutes", "moment"),
    [
        (DAY, 9 * 60, utc(DAY, 7)),
        (DAY, 26 * 60, utc(dt.date(2026, 12, 11), 0)),
        (dt.date(2026, 7, 1), 9 * 60, utc(dt.date(2026, 7, 1), 6)),
        (SPRING, 2 * 60 + 59, utc(SPRING, 0, 59)),
        (SPRING, 4 * 60, utc(SPRING, 1)),
        (AUTUMN, 3 * 60 + 30, utc(AUTUMN, 0, 30)),
        (AUTUMN, 4 * 60, utc(AUTUMN, 2)),
    ],
)
def test_a_time_of_day_is_a_moment(day: dt.date, minutes: int, moment: dt.datetime) -> None:
    assert local_time(day, minutes) == moment
    assert local_minutes(day, moment) == minutes


def test_the_hour_that_spring_leaps_over_counts_on() -> None:
    assert local_minutes(SPRING, local_time(SPRING, 3 * 60 + 30)) == 4 * 60 + 30


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)).filter(lambda d: d.month not in {3, 10}),
    st.integers(0, 3 * 24 * 60 - 1),
)
def test_minutes_come_back(day: dt.date, minutes: int) -> None:
    moment = local_time(day, minutes)
    if day.month not in {2, 9} or day.day < 25:
        assert local_minutes(day, moment) == minutes
        assert local_day(moment) == day + dt.timedelta(days=minutes // 1440)
