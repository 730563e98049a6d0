"""Dates, ranges, times and numbers in the words of each language."""

from datetime import date, time
from decimal import Decimal

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.kernel.dates import (
    Style,
    format_date,
    format_number,
    format_percent,
    format_range,
    format_time,
    iso_week,
    parse_date,
    relative_days,
)
from coachdesk.kernel.dates.names import MONTHS, MONTHS_SHORT_EN, WEEKDAYS, WEEKDAYS_SHORT
from coachdesk.kernel.text import LANGUAGES, Texts

TUESDAY = date(2026, 11, 24)
# The last days of 2199 belong to a week of a year that is not taken.
days = st.dates(date(1900, 1, 1), date(2199, 12, 29))
languages = st.sampled_from(LANGUAGES)


@pytest.mark.parametrize(
    ("style", "fi", "sv", "en"),
    [
        ("short", "ti 24.11.", "tis 24.11", "Tue 24 Nov"),
        ("day", "24.11.2026", "24.11.2026", "24 Nov 2026"),
        ("long", "tiistai 24.11.2026", "tisdag 24.11.2026", "Tuesday 24 November 2026"),
        ("day_month", "24.11.", "24.11", "24 Nov"),
        ("weekday", "tiistai", "tisdag", "Tuesday"),
        ("month", "marraskuu 2026", "november 2026", "November 2026"),
        ("week", "viikko 48", "vecka 48", "week 48"),
    ],
)
def test_styles(style: Style, fi: str, sv: str, en: str) -> None:
    assert [format_date(TUESDAY, language, style) for language in LANGUAGES] == [fi, sv, en]


@pytest.mark.parametrize(
    ("start", "end", "fi", "sv", "en"),
    [
        ("2026-12-03", "2026-12-04", "to–pe 3.–4.12.", "tors–fre 3–4.12", "Thu–Fri 3–4 Dec"),
        (
            "2026-11-30",
            "2026-12-01",
            "ma–ti 30.11.–1.12.",
            "mån–tis 30.11–1.12",
            "Mon–Tue 30 Nov – 1 Dec",
        ),
        ("2026-11-02", "2026-11-30", "2.–30.11.", "2–30.11", "2–30 Nov"),
        (
            "2026-12-31",
            "2027-01-01",
            "to–pe 31.12.2026–1.1.2027",
            "tors–fre 31.12.2026–1.1.2027",
            "Thu–Fri 31 Dec 2026 – 1 Jan 2027",
        ),
        ("2026-11-24", "2026-11-24", "ti 24.11.", "tis 24.11", "Tue 24 Nov"),
    ],
)
def test_ranges(start: str, end: str, fi: str, sv: str, en: str) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert [format_range(first, last, language) for language in LANGUAGES] == [fi, sv, en]


def test_a_range_backwards_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        format_range(date(2026, 12, 4), date(2026, 12, 3), "fi")


@given(days, days, languages, st.sampled_from(["day", "long"]))
def test_what_is_shown_with_a_year_is_read_back(
    day: date, today: date, language: str, style: Style
) -> None:
    assert parse_date(format_date(day, language, style), today, language) == day


@given(st.dates(date(1910, 1, 1), date(2180, 12, 31)), st.integers(0, 364), languages)
def test_what_is_shown_without_a_year_is_read_as_the_coming_day(
    today: date, ahead: int, language: str
) -> None:
    day = date.fromordinal(today.toordinal() + ahead)
    assert parse_date(format_date(day, language, "short"), today, language) == day


@given(days, languages)
def test_a_shown_week_is_read_as_that_week(day: date, language: str) -> None:
    assert iso_week(parse_date(format_date(day, language, "week"), day, language)) == iso_week(day)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_those_of_the_common_locale_data(language: str) -> None:
    locale = Locale.parse("en_GB" if language == "en" else language)
    wide = locale.days["stand-alone"]["wide"]
    assert WEEKDAYS[language] == tuple(wide[number] for number in range(7))
    months = locale.months["stand-alone"]["wide"]
    assert MONTHS[language] == tuple(months[number] for number in range(1, 13))
    short = locale.days["format"]["abbreviated"]
    assert WEEKDAYS_SHORT[language] == tuple(short[number] for number in range(7))


def test_short_english_months_are_three_letters() -> None:
    assert [name[:3] for name in MONTHS["en"]] == list(MONTHS_SHORT_EN)


@pytest.mark.parametrize(
    ("distance", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (11, "in 11 days"),
        (-3, "3 days ago"),
    ],
)
def test_distance_from_today(distance: int, said: str) -> None:
    day = date.fromordinal(TUESDAY.toordinal() + distance)
    assert Texts.load("en")(relative_days(day, TUESDAY)) == said


def test_time_of_day() -> None:
    moments = [format_time(time(14, 2), language) for language in LANGUAGES]
    assert moments == ["14.02", "14.02", "14:02"]


@pytest.mark.parametrize(
    ("value", "decimals", "fi", "en"),
    [
        (36.65, 1, "36,7", "36.7"),
        (1234567.891, 2, "1\u00a0234\u00a0567,89", "1,234,567.89"),
        (-1.5, 1, "\u22121,5", "-1.5"),
        (-0.01, 1, "0,0", "0.0"),
        (2.5, 0, "3", "3"),
        (Decimal("0.125"), 2, "0,13", "0.13"),
        (40, 0, "40", "40"),
    ],
)
def test_numbers(value: float | Decimal, decimals: int, fi: str, en: str) -> None:
    shown = [format_number(value, decimals, language) for language in LANGUAGES]
    assert shown == [fi, fi, en]


def test_per_cent() -> None:
    shown = [format_percent(0.367, 1, language) for language in LANGUAGES]
    assert shown == ["36,7\u00a0%", "36,7\u00a0%", "36.7%"]
