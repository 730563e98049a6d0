"""The public holidays of Finland, with the eves of Christmas and Midsummer.

The library behind this is imported at the first question (it costs a tenth of a second): a window
asks for the years it shows in a job, `are_known` tells whether that is needed.
"""

import datetime as dt
import threading
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from coachdesk.kernel.dates.calendar import check_year
from coachdesk.kernel.text import known_language

Holidays = Mapping[dt.date, str]
"""The name of each holiday by its day."""

_LIBRARY_LANGUAGES = {"fi": "fi", "sv": "sv_FI", "en": "en_US"}
_known: dict[tuple[int, str], Holidays] = {}
_lock = threading.Lock()  # a job may ask while the window does


def holidays_of(year: int, language: str) -> Holidays:
    """The holidays of a year in time order, named in `language` (fi, sv or en).

    The library tells none after 2100. Raises `UserError` for a year that dates cannot have here.
    """
    language = known_language(language)
    with _lock:
        if (year, language) not in _known:
            _known[year, language] = _read(year, language)
        return _known[year, language]


def holidays_of_years(years: Iterable[int], language: str) -> Holidays:
    """The holidays of several years in one mapping."""
    return {day: name for year in years for day, name in holidays_of(year, language).items()}


def are_known(years: Iterable[int], language: str) -> bool:
    """Whether the holidays of all these years can be told at once, without reading anything."""
    return all((year, known_language(language)) in _known for year in years)


def is_holiday(day: dt.date) -> bool:
    """Whether a day is a public holiday or one of the two eves."""
    return day in holidays_of(day.year, "fi")


def _read(year: int, language: str) -> Holidays:
    check_year(year)
    from holidays.countries.finland import Finland

    found = Finland(years=year, language=_LIBRARY_LANGUAGES[language])  # type: ignore[no-untyped-call]  # no types
    return MappingProxyType(dict(sorted(found.items())))
