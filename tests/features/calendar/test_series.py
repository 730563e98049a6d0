"""Meetings that come again: the rule, holidays, single ones agreed otherwise."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coachdesk.features.calendar.series import (
    CANCELLED,
    Cancelled,
    Held,
    Moved,
    Series,
    meetings,
    monday,
    occurrences,
    usual_days,
)
from coachdesk.kernel.dates.holidays import holidays_of_years

DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))
HOLIDAYS = holidays_of_years(range(2023, 2037), "en")


def series(
    first: dt.date, last: dt.date, weekday: int = 1, every: int = 1, at: str = "09:00"
) -> Series:
    return Series(1, "u", 1, "", weekday, every, dt.time.fromisoformat(at), 60, first, last, "")


@st.composite
def any_series(draw: st.DrawFn) -> Series:
    first = draw(DAYS)
    weeks = draw(st.integers(0, 120))
    return series(
        first,
        first + dt.timedelta(weeks=weeks),
        draw(st.integers(0, 6)),
        draw(st.integers(1, 8)),
    )


@st.composite
def with_exceptions(draw: st.DrawFn) -> tuple[Series, dict[dt.date, Moved | Cancelled]]:
    one = draw(any_series())
    agreed: dict[dt.date, Moved | Cancelled] = {}
    for day in usual_days(one):
        kind = draw(st.sampled_from(["usual", "usual", "moved", "cancelled"]))
        if kind == "cancelled":
            agreed[monday(day)] = CANCELLED
        elif kind == "moved":
            to = day + dt.timedelta(days=draw(st.integers(-5, 9)))
            if to not in HOLIDAYS:
                agreed[monday(day)] = Moved(to, dt.time(14))
    return one, agreed


def held_days(one: Series, agreed: dict[dt.date, Moved | Cancelled]) -> list[dt.date]:
    found = occurrences(one, agreed, HOLIDAYS, dt.date(2000, 1, 1), dt.date(2099, 1, 1))
    return [meeting.on for meeting in found]


def test_every_second_week_two_hours() -> None:
    one = series(dt.date(2026, 11, 23), dt.date(2027, 1, 31), weekday=3, every=2)
    days = held_days(one, {})
    assert days == [
        dt.date(2026, 11, 26),
        dt.date(2026, 12, 10),
        dt.date(2027, 1, 7),  # Christmas Eve is skipped and the rhythm stays
        dt.date(2027, 1, 21),
    ]


def test_a_year_with_53_weeks_keeps_the_rhythm() -> None:
    one = series(dt.date(2026, 12, 14), dt.date(2027, 1, 17), weekday=0)
    assert [day.isocalendar().week for day in usual_days(one)] == [51, 52, 53, 1, 2]


def test_a_skipped_meeting_can_be_held_on_another_day() -> None:
    one = series(dt.date(2026, 5, 4), dt.date(2026, 5, 31), weekday=3)
    week = dt.date(2026, 5, 11)  # Thursday is Ascension Day
    assert dt.date(2026, 5, 14) not in held_days(one, {})
    moved = {week: Moved(dt.date(2026, 5, 13), dt.time(8))}
    assert dt.date(2026, 5, 13) in held_days(one, dict(moved))
    assert [m.held for m in meetings(one, {}, HOLIDAYS)] == [
        Held.AS_USUAL,
        Held.HOLIDAY,
        Held.AS_USUAL,
        Held.AS_USUAL,
    ]


@pytest.mark.parametrize(("minutes", "end"), [(60, "10:00"), (120, "11:00")])
def test_a_meeting_ends_after_its_length(minutes: int, end: str) -> None:
    one = series(dt.date(2026, 3, 23), dt.date(2026, 3, 31))
    longer = Series(1, "u", 1, "", 1, 1, one.starts_at, minutes, one.first_on, one.last_on, "")
    assert meetings(longer, {}, {})[0].ends_at == dt.time.fromisoformat(end)


@given(with_exceptions())
@settings(max_examples=60)
def test_no_meeting_is_on_a_holiday(drawn: tuple[Series, dict[dt.date, Moved | Cancelled]]) -> None:
    assert not set(held_days(*drawn)) & set(HOLIDAYS)


@given(any_series())
def test_the_usual_days_have_their_weekday_rhythm_and_limits(one: Series) -> None:
    days = list(usual_days(one))
    assert all(one.first_on <= day <= one.last_on for day in days)
    assert all(day.weekday() == one.weekday for day in days)
    steps = {(b - a).days for a, b in pairwise(days)}
    assert steps <= {7 * one.every_weeks}
    assert len({monday(day) for day in days}) == len(days)


@given(with_exceptions(), DAYS, st.integers(0, 400))
@settings(max_examples=60)
def test_a_window_shows_exactly_what_lies_in_it(
    drawn: tuple[Series, dict[dt.date, Moved | Cancelled]], start: dt.date, length: int
) -> None:
    end = start + dt.timedelta(days=length)
    shown = [m.on for m in occurrences(*drawn, HOLIDAYS, start, end)]
    assert shown == sorted(day for day in held_days(*drawn) if start <= day <= end)


@given(with_exceptions())
@settings(max_examples=60)
def test_every_usual_day_is_told_once_held_or_not(
    drawn: tuple[Series, dict[dt.date, Moved | Cancelled]],
) -> None:
    one, agreed = drawn
    told = meetings(one, agreed, HOLIDAYS)
    assert [m.usual_on for m in told] == list(usual_days(one))
    assert {m.week for m in told if m.held is Held.MOVED} == {
        week for week, what in agreed.items() if isinstance(what, Moved)
    }


@given(any_series(), st.integers(0, 6))
def test_another_weekday_keeps_what_was_agreed_for_a_week(one: Series, weekday: int) -> None:
    days = list(usual_days(one))
    assume(days)
    agreed = {monday(days[0]): CANCELLED}
    other = Series(1, "u", 1, "", weekday, one.every_weeks, one.starts_at, 60,
                   monday(days[0]), one.last_on + dt.timedelta(days=7), "")  # fmt: skip
    assert meetings(other, agreed, {})[0].held is Held.CANCELLED
