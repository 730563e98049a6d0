"""Dates as people type them and as each language shows them. No Qt.

`parse_date` reads a field that holds a date, `find_date` a date inside a line of a task;
`format_date` and its kin show dates, times and numbers in Finnish, Finland's Swedish and English.
"""

from typing import TYPE_CHECKING

from coachdesk.kernel.dates.calendar import FIRST_YEAR, LAST_YEAR, iso_week
from coachdesk.kernel.dates.shown import (
    Style,
    format_date,
    format_number,
    format_percent,
    format_range,
    format_time,
    relative_days,
)

if TYPE_CHECKING:
    from coachdesk.kernel.dates.typed import FoundDate, date_problem, find_date, parse_date

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "FoundDate",
    "Style",
    "date_problem",
    "find_date",
    "format_date",
    "format_number",
    "format_percent",
    "format_range",
    "format_time",
    "iso_week",
    "parse_date",
    "relative_days",
]


def __getattr__(name: str) -> object:
    """Reading what was typed: its many patterns are not needed to show dates."""
    if name not in __all__:
        raise AttributeError(name)
    from coachdesk.kernel.dates import typed

    return getattr(typed, name)
