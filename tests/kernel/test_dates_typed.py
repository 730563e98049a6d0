"""A date typed alone in a field: forms of three languages, days that do not exist, any text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.kernel.dates import parse_date
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import LANGUAGES

SUNDAY = date(2026, 11, 22)
WEDNESDAY = date(2026, 11, 25)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("24.11.", "2026-11-24"),
        ("24.11", "2026-11-24"),
        (" 24. 11. 2026 ", "2026-11-24"),
        ("24.11.26", "2026-11-24"),
        ("2026-11-24", "2026-11-24"),
        ("24/11", "2026-11-24"),
        ("24/11/2026", "2026-11-24"),
        ("1.3.", "2027-03-01"),
        ("29.2.", "2028-02-29"),
        ("ti 24.11.", "2026-11-24"),
        ("on 2.12.", "2026-12-02"),
        ("tis den 24 november", "2026-11-24"),
        ("3. joulukuuta", "2026-12-03"),
        ("joulukuun 3.", "2026-12-03"),
        ("3 december", "2026-12-03"),
        ("3 Dec 2027", "2027-12-03"),
        ("3rd of December", "2026-12-03"),
        ("March 3, 2027", "2027-03-03"),
        ("den 3:e maj", "2027-05-03"),
    ],
)
def test_days_of_a_month(typed: str, expected: str) -> None:
    assert parse_date(typed, SUNDAY, "fi") == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "typed",
    [
        *["ti", "tiistai", "tiistaina", "TI", "tis", "tisdag", "tisdagen", "tue", "Tuesday"],
        *["på tisdag", "ensi tiistaina", "nästa tisdag", "next tuesday", "tiistaihin mennessä"],
        *["nu på tisdag", "ylihuomenna", "i övermorgon", "the day after tomorrow", "+2"],
        *["kahden päivän päästä", "om 2 dagar", "in two days", "+2d", "om ett par dagar"],
        *["ensi viikon ti", "tisdag nästa vecka", "tuesday next week", "ti vko 48", "+2 pv"],
    ],
)
def test_many_ways_to_say_the_same_tuesday(typed: str) -> None:
    assert parse_date(typed, SUNDAY, "fi") == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ke", "2026-12-02"),
        ("pe", "2026-11-27"),
        ("next friday", "2026-12-04"),
        ("ensi perjantaina", "2026-12-04"),
        ("this friday", "2026-11-27"),
        ("viime tiistaina", "2026-11-24"),
        ("tänään", "2026-11-25"),
        ("i morgon", "2026-11-26"),
        ("yesterday", "2026-11-24"),
        ("tällä viikolla", "2026-11-27"),
        ("ensi viikolla", "2026-12-04"),
        ("viikon päästä", "2026-12-02"),
        ("om två veckor", "2026-12-09"),
        ("kuukauden päästä", "2026-12-25"),
        ("+1m", "2026-12-25"),
        ("in a year", "2027-11-25"),
        ("kuun loppu", "2026-11-30"),
        ("i slutet av nästa månad", "2026-12-31"),
        ("end of the month", "2026-11-30"),
        ("lokakuun lopussa", "2027-10-31"),
        ("vuoden loppuun mennessä", "2026-12-31"),
    ],
)
def test_days_counted_from_a_wednesday(typed: str, expected: str) -> None:
    assert parse_date(typed, WEDNESDAY, "en") == date.fromisoformat(expected)


@pytest.mark.parametrize("typed", ["vko 49", "viikko 49", "v. 49", "v49", "vecka 49", "week 49"])
def test_a_week_means_its_friday(typed: str) -> None:
    assert parse_date(typed, SUNDAY, "sv") == date(2026, 12, 4)


def test_the_week_going_on_ends_on_sunday_and_a_past_week_is_next_years() -> None:
    assert parse_date("vko 47", SUNDAY, "fi") == SUNDAY
    assert parse_date("vko 46", SUNDAY, "fi") == date(2027, 11, 19)


def test_the_53rd_week_exists_only_in_long_years() -> None:
    assert parse_date("vko 53/2026", SUNDAY, "fi") == date(2027, 1, 1)
    with pytest.raises(UserError, match=r"no week 53 in 2027.*1 to 52"):
        parse_date("vko 53/2027", SUNDAY, "fi")
    with pytest.raises(UserError, match="no week 53 in 2027"):
        parse_date("week 53", date(2027, 3, 1), "en")


def test_the_31st_a_month_later_is_the_last_day() -> None:
    assert parse_date("om en månad", date(2027, 1, 31), "sv") == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("30.2.", "no day 30 in month 2"),
        ("31.11.", "no day 31 in month 11: its days go from 1 to 30"),
        ("29.2.2027", "no day 29 in month 2: its days go from 1 to 28"),
        ("0.0.", "no month 0"),
        ("0.5.", "no day 0"),
        ("2026-13-01", "no month 13"),
        ("vko 0", "no week 0"),
        ("1.1.1899", "year 1899"),
        ("1.1.2200", "year 2200"),
        ("in 9999 years", "year"),
        ("ke 24.11.2026", "is “Tuesday”, not “Wednesday”"),
        ("14.45", "no month 45"),
        ("1.2.3", "not a date that is known"),
        ("kesken", "not a date that is known"),
        ("", "Type a date"),
        ("x" * 10_000, r"“x{40}…” is not a date"),
    ],
)
def test_what_cannot_be_a_date_says_why(typed: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        parse_date(typed, SUNDAY, "en")


def test_a_weekday_beside_the_date_tells_the_year() -> None:
    assert parse_date("pe 20.11.", SUNDAY, "fi") == date(2026, 11, 20)


def test_what_may_have_been_looks_back() -> None:
    assert parse_date("20.12.", date(2027, 1, 5), "fi", prefer_future=False) == date(2026, 12, 20)
    assert parse_date("pe", SUNDAY, "fi", prefer_future=False) == date(2026, 11, 20)
    assert parse_date("su", SUNDAY, "fi", prefer_future=False) == SUNDAY
    assert parse_date("vko 46", SUNDAY, "fi", prefer_future=False) == date(2026, 11, 13)


@given(st.text() | st.text("0123456789./-+ vkomtisonen"), days, st.sampled_from(LANGUAGES))
def test_any_text_gives_a_date_or_a_user_error(text: str, today: date, language: str) -> None:
    try:
        day = parse_date(text, today, language)
    except UserError:
        return
    assert 1900 <= day.year <= 2199


@given(days, st.sampled_from(["ti", "ke vko 1", "vko 52", "29.2.", "+99w", "tomorrow", "eilen"]))
def test_the_first_and_last_years_raise_nothing_else(today: date, typed: str) -> None:
    try:
        parse_date(typed, today, "fi")
    except UserError:
        assert today.year in {1900, *range(2189, 2200)}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("vko 49", "2026-11-30"),
        ("v. 49/2027", "2027-12-06"),
        ("nästa vecka", "2026-11-30"),
        ("this week", "2026-11-23"),
        ("to 3.12.", "2026-12-03"),
    ],
)
def test_a_week_in_which_something_begins_is_its_monday(typed: str, expected: str) -> None:
    read = parse_date(typed, WEDNESDAY, "fi", week_start=True)
    assert read == date.fromisoformat(expected)
