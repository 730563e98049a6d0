"""Public holidays of Finland in three languages."""

import datetime as dt
import subprocess
import sys

import pytest

from coachdesk.kernel.dates import holidays
from coachdesk.kernel.errors import UserError


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fi", ["Helatorstai", "Juhannusaatto", "Jouluaatto", "Vappu"]),
        ("sv", ["Kristi himmelsfärdsdag", "Midsommarafton", "Julafton", "Första maj"]),
        ("en", ["Ascension Day", "Midsummer Eve", "Christmas Eve", "May Day"]),
    ],
)
def test_holidays_and_eves_have_names_in_each_language(language: str, names: list[str]) -> None:
    days = [dt.date(2026, 5, 14), dt.date(2026, 6, 19), dt.date(2026, 12, 24), dt.date(2026, 5, 1)]
    found = holidays.holidays_of(2026, language)
    assert [found[day] for day in days] == names


def test_a_language_that_is_not_ours_is_english() -> None:
    assert holidays.holidays_of(2026, "de") == holidays.holidays_of(2026, "en")


def test_the_days_are_the_same_in_every_language() -> None:
    for year in range(2020, 2035):
        days = [list(holidays.holidays_of(year, language)) for language in ("fi", "sv", "en")]
        assert days[0] == days[1] == days[2] == sorted(days[0])


def test_movable_feasts_move() -> None:
    assert holidays.is_holiday(dt.date(2027, 3, 26))  # Good Friday
    assert not holidays.is_holiday(dt.date(2026, 3, 26))
    assert not holidays.is_holiday(dt.date(2026, 11, 23))


def test_several_years_in_one() -> None:
    found = holidays.holidays_of_years([2026, 2027], "en")
    assert found[dt.date(2027, 1, 1)] == found[dt.date(2026, 1, 1)] == "New Year's Day"
    assert holidays.are_known([2026, 2027], "en")
    assert not holidays.are_known([2026, 2091], "en")


def test_a_year_beyond_the_limits_is_refused() -> None:
    with pytest.raises(UserError):
        holidays.holidays_of(3000, "fi")


def test_the_library_comes_with_the_first_question_only() -> None:
    code = (
        "import sys\n"
        "from coachdesk.kernel.dates import holidays\n"
        "assert 'holidays' not in sys.modules\n"
        "holidays.holidays_of(2026, 'fi')\n"
        "assert 'holidays' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
