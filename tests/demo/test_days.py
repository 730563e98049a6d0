"""Days of the demo fall where work is done, and on the side of today where they belong."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.demo.days import day_of, free_day, holiday_from
from coachdesk.kernel.dates.holidays import is_holiday

TODAY = dt.date(2026, 11, 22)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))


@given(DAYS, st.integers(-200, 200), st.integers(1, 5))
def test_days_of_the_demo_are_working_days_on_their_side(
    today: dt.date, offset: int, days: int
) -> None:
    first = day_of(today, offset, days)
    if offset == 0:
        assert first == today
        return
    assert first.weekday() + days - 1 <= 4
    assert (first < today) == (offset < 0)
    assert abs((first - today).days - offset) <= 6


def test_an_event_of_two_days_begins_when_both_fit() -> None:
    assert day_of(TODAY, 11, 2) == dt.date(2026, 12, 3)
    assert day_of(TODAY, 12, 2) == dt.date(2026, 12, 7)
    assert day_of(TODAY, -23, 2) == dt.date(2026, 10, 29)


@given(DAYS)
def test_a_free_day_is_near_and_a_holiday_within_half_a_year(day: dt.date) -> None:
    free, holiday = free_day(day), holiday_from(day)
    assert day <= free <= day + dt.timedelta(days=7)
    assert free.weekday() < 5
    assert not is_holiday(free)
    assert day <= holiday <= day + dt.timedelta(days=215)
    assert holiday.weekday() < 5
    assert is_holiday(holiday)


def test_the_coming_holidays_on_working_days() -> None:
    assert free_day(dt.date(2027, 3, 26)) == dt.date(2027, 3, 30)
    assert holiday_from(dt.date(2027, 5, 1)) == dt.date(2027, 5, 6)
