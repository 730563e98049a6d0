"""Dates of events as they are typed and shown."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.programmes.event_words import (
    days_words,
    shown_date,
    typed_date,
    when_words,
)
from coachdesk.features.programmes.model import Event, EventDate, Timing
from coachdesk.features.programmes.years import shown_years, typed_years
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import LANGUAGES, Message, Texts
from tests.helpers.workspaces import TODAY

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1))
languages = st.sampled_from(LANGUAGES)


def _event(date: EventDate) -> Event:
    return Event(1, "", 1, "workshop_1", date.timing, date.day, date.days or 1, "")


def _said(words: Message | str) -> str:
    return words if isinstance(words, str) else Texts.load("en")(words)


@given(DAYS, languages)
def test_a_day_in_a_field_can_be_typed_again(day: dt.date, language: str) -> None:
    date = EventDate.of(day)
    assert typed_date(shown_date(date, language), TODAY, language) == date


@given(DAYS, languages)
def test_a_week_in_a_field_can_be_typed_again(day: dt.date, language: str) -> None:
    week = day.isocalendar()
    date = EventDate.in_week(week.year, week.week)
    assert typed_date(shown_date(date, language), TODAY, language) == date


@pytest.mark.parametrize(
    ("text", "first", "days"),
    [
        ("23.–24.1.2027", dt.date(2027, 1, 23), 2),
        ("23-24.1.2027", dt.date(2027, 1, 23), 2),
        ("30.1. – 2.2.2027", dt.date(2027, 1, 30), 4),
        ("30.12.–2.1.2027", dt.date(2026, 12, 30), 4),
        ("7–8 Feb 2027", dt.date(2027, 2, 7), 2),
    ],
)
def test_several_days_tell_the_length_too(text: str, first: dt.date, days: int) -> None:
    assert typed_date(text, TODAY, "en") == EventDate(Timing.DAY, first, days)


def test_nothing_typed_is_open_and_a_weekday_of_a_week_is_a_day() -> None:
    assert typed_date("  ", TODAY, "fi") == EventDate.open()
    assert typed_date("ti vko 4", TODAY, "fi") == EventDate.of(dt.date(2027, 1, 26))
    assert typed_date("vko 4", TODAY, "fi") == EventDate.in_week(2027, 4)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("vko 53/2027", "no week 53"),
        ("24.–23.1.2027", "cannot end before it begins"),
        ("30.–31.2.2027", "no day 31"),
        ("joskus", "not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(UserError) as refused:
        typed_date(text, TODAY, "en")
    assert reason in _said(refused.value.message)


def test_a_week_says_that_its_day_is_open() -> None:
    def words(days: int) -> str:
        monday = dt.date(2027, 1, 25)
        event = _event(EventDate.in_week(2027, 4))
        return _said(when_words(event, monday + dt.timedelta(days), "en"))

    assert words(-5) == "week 4, day open · in 5 days"
    assert words(3) == "week 4, day open · this week"
    assert words(8) == "week 4, day open · 2 days ago"
    assert _said(days_words(_event(EventDate.in_week(2027, 4)), "fi")) == "viikko 4/2027"


def test_days_are_told_with_their_year_once() -> None:
    date = EventDate(Timing.DAY, dt.date(2026, 12, 30), 4)
    assert _said(days_words(_event(date), "fi")).count("2027") == 1
    assert _said(days_words(_event(EventDate.of(TODAY)), "fi")) == "su 22.11. 2026"
    assert _said(days_words(_event(EventDate.open()), "en")) == "open"


@given(st.integers(1900, 2199), st.integers(0, 5))
def test_years_in_a_field_can_be_typed_again(first: int, more: int) -> None:
    assert typed_years(shown_years(first, first + more)) == (first, first + more)


def test_years_are_typed_short_or_not_at_all() -> None:
    assert typed_years("2026–27") == (2026, 2027)
    assert typed_years("") is None
    assert shown_years(None, None) == ""
    with pytest.raises(UserError):
        typed_years("ensi vuonna")
