"""Days that exist, and clear words about those that do not."""

from datetime import date, timedelta

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg

FIRST_YEAR, LAST_YEAR = 1900, 2199
MONDAY, FRIDAY, SUNDAY = 0, 4, 6
_LEAP_CYCLE = 8  # years within which 29 February comes again, also over a century


def iso_week(day: date) -> int:
    """The ISO 8601 week number, as calendars in Finland print it."""
    return day.isocalendar().week


def within_limits(day: date) -> date:
    """The day itself. Raises `UserError` when its year is beyond what is kept."""
    check_year(day.year)
    return day


def check_year(year: int) -> None:
    """Raise `UserError` when the year is not one that dates may have."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UserError(
            msg(
                "dates",
                "The year {year} is not possible here; years go from {first} to {last}.",
                year=year,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        )


def real_day(year: int, month: int, day: int) -> date:
    """The date. Raises `UserError` saying why when there is no such day."""
    check_year(year)
    _check_month(month)
    length = _length(year, month)
    if not 1 <= day <= length:
        raise _no_such_day(day, month, length)
    return date(year, month, day)


def occurrences(month: int, day: int, today: date) -> list[date]:
    """Earlier and coming days with this day and month around today, in order.

    Raises `UserError` when no year has such a day.
    """
    _check_month(month)
    longest = 29 if month == 2 else _length(FIRST_YEAR, month)
    if not 1 <= day <= longest:
        raise _no_such_day(day, month, longest)
    first = max(FIRST_YEAR, today.year - _LEAP_CYCLE)
    last = min(LAST_YEAR, today.year + _LEAP_CYCLE)
    return [
        date(year, month, day) for year in range(first, last + 1) if day <= _length(year, month)
    ]


def month_end(year: int, month: int) -> date:
    """The last day of the month."""
    check_year(year)
    return date(year, month, _length(year, month))


def week_day(year: int, week: int, weekday: int) -> date:
    """A day of an ISO week. Raises `UserError` when that year has no such week."""
    check_year(year)
    weeks = date(year, 12, 28).isocalendar().week
    if not 1 <= week <= weeks:
        raise UserError(
            msg(
                "dates",
                "There is no week {week} in {year}: its weeks go from 1 to {weeks}.",
                week=week,
                year=year,
                weeks=weeks,
            )
        )
    return within_limits(date.fromisocalendar(year, week, weekday + 1))


def same_week(day: date, weekday: int) -> date:
    """The given weekday (Monday = 0) of the ISO week of `day`."""
    return within_limits(day + timedelta(days=weekday - day.weekday()))


def later(day: date, number: int, unit: str) -> date:
    """The day `number` days (d), weeks (w), months (m) or years (y) later.

    The 31st becomes the last day of a shorter month. Raises `UserError` beyond the last year.
    """
    if unit in {"m", "y"}:
        months = day.year * 12 + day.month - 1 + number * (12 if unit == "y" else 1)
        end = month_end(months // 12, months % 12 + 1)
        return end.replace(day=min(day.day, end.day))
    days = number * (7 if unit == "w" else 1)
    if days > (date(LAST_YEAR, 12, 31) - day).days:
        check_year(LAST_YEAR + 1)
    return within_limits(day + timedelta(days=days))


def _check_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise UserError(
            msg("dates", "There is no month {month}: months go from 1 to 12.", month=month)
        )


def _no_such_day(day: int, month: int, length: int) -> UserError:
    return UserError(
        msg(
            "dates",
            "There is no day {day} in month {month}: its days go from 1 to {length}.",
            day=day,
            month=month,
            length=length,
        )
    )


def _length(year: int, month: int) -> int:
    from calendar import monthrange

    return monthrange(year, month)[1]
