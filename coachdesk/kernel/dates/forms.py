"""The forms in which people type dates, each a pattern and a rule that gives the date.

Patterns see lower-case text (`fold`). Weekdays count from Monday = 0.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache

from coachdesk.kernel.dates import names
from coachdesk.kernel.dates.calendar import (
    FRIDAY,
    MONDAY,
    SUNDAY,
    later,
    month_end,
    occurrences,
    real_day,
    same_week,
    week_day,
    within_limits,
)
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg


class Standing(Enum):
    """Where a form counts as a date inside a line of other words."""

    ANYWHERE = "anywhere"
    SIGNALLED = "signalled"  # after a word such as "by", before "mennessä", or at the line's end
    GLUED = "glued"  # only with such a word
    TYPED = "typed"  # never in a line, only in a field of its own


@dataclass(frozen=True, slots=True)
class Setting:
    """What a typed date is understood against."""

    today: date
    language: str
    prefer_future: bool = True
    week_start: bool = False

    @property
    def day_of_week(self) -> int:
        """The weekday that a week without one means."""
        return MONDAY if self.week_start else FRIDAY


Rule = Callable[[re.Match[str], Setting], date]


@dataclass(frozen=True, slots=True)
class Form:
    """One way of typing a date; the groups `before` and `after` hold words such as "by"."""

    pattern: re.Pattern[str]
    rule: Rule
    standing: Standing


# 14.45 is a time, not a day; a day that no month has (30.2.) is still meant as one.
_DAY_MONTH = r"(?P<day>[0-3]?[0-9])\.(?P<month>0?[1-9]|1[0-2])"
_ANY_TWO_NUMBERS = r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.?"
_SLASHED = r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_COUNT = rf"(?P<count>[0-9]{{1,4}}|{'|'.join(names.NUMBERS)})"
_THE = r"(?:den\s+|the\s+)?"
_START = r"(?<![\w.,:/+'’-])"
_END = r"(?![\w'’]|[.,:/][0-9]|\s?[%€]|\s?[–-]\s?[\w])"


@cache
def forms(languages: tuple[str, ...]) -> tuple[Form, ...]:
    """All forms; what is short and easily mistaken is as in these languages only."""
    short = names.short_weekdays(languages)
    weekday = _any_of({**short, **names.long_weekdays(), **names.inflected_weekdays()})
    before = rf"(?:(?P<weekday>{weekday})\.?,?\s+)"
    after = rf"(?:,?\s+(?P<weekday_after>{weekday}))?"
    return (
        *_numeric_forms(before, Standing.GLUED if languages == ("en",) else Standing.SIGNALLED),
        *_month_name_forms(before),
        *_week_forms(before, after),
        *_weekday_forms(weekday, short),
        *_distance_forms(),
        *_end_forms(),
    )


def fold(text: str) -> str:
    """Lower case that keeps every character's place."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _numeric_forms(before: str, bare: Standing) -> list[Form]:
    maybe = f"{before}?{_THE}"
    return [
        _form(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})", _calendar_day),
        _form(
            rf"{maybe}{_DAY_MONTH}\.(?:{_YEAR}|\s(?P<spaced>(?:19|2[01])[0-9]{{2}}))", _calendar_day
        ),
        _form(rf"{maybe}{_SLASHED}/{_YEAR}", _calendar_day),
        _form(rf"{maybe}{_DAY_MONTH}\.", _calendar_day),
        _form(rf"{before}{_THE}(?:{_DAY_MONTH})", _calendar_day),
        _form(rf"{before}{_THE}(?:{_SLASHED})", _calendar_day),
        _form(rf"{_THE}{_DAY_MONTH}", _calendar_day, bare),
        _form(rf"{_THE}{_SLASHED}", _calendar_day, Standing.GLUED),
        _form(rf"{maybe}{_ANY_TWO_NUMBERS}{_YEAR}?", _calendar_day, Standing.TYPED),
    ]


def _month_name_forms(before: str) -> list[Form]:
    month = rf"(?P<name>{_any_of(names.months())})\.?"
    year = r"(?:,?\s+(?P<year>[0-9]{4}))?"
    number = r"(?P<day>[0-9]{1,2})"
    return [
        _form(
            rf"{before}?{_THE}{number}(?:\.|st|nd|rd|th|:e|:a)?\s+(?:of\s+)?{month}{year}",
            _calendar_day,
        ),
        _form(
            rf"{before}?{month}\s+{number}(?:\.|st|nd|rd|th)?{year}",
            _calendar_day,
            Standing.SIGNALLED,
        ),
    ]


def _week_forms(before: str, after: str) -> list[Form]:
    number = r"(?P<week>[0-9]{1,2})(?:\s?/\s?(?P<year>[0-9]{4}))?"
    leading = rf"{before}?(?:på\s+|i\s+|in\s+|of\s+|during\s+|under\s+)?"
    strong = r"(?:(?:vko|vk)\.?|v\.|viikolla|viikoksi|viikkoon)\s?"
    weak = r"(?:viikko|viikon|vecka|veckan|week|wk\.?)\s?"
    next_week = (
        r"(?P<next>(?:ensi|seuraavalla)\s+viik(?:ko|olla|on|oksi|koon)|nästa\s+vecka|next\s+week)"
    )
    this_week = r"tällä\s+viikolla|tämän\s+viikon|denna\s+vecka|den\s+här\s+veckan|this\s+week"
    return [
        _form(leading + strong + number + after, _numbered_week),
        _form(leading + weak + number + after, _numbered_week, Standing.SIGNALLED),
        _form(rf"{leading}[vw]\s?{number}{after}", _numbered_week, Standing.TYPED),
        _form(rf"{leading}(?:{next_week}|{this_week}){after}", _near_week),
    ]


def _weekday_forms(weekday: str, short: Mapping[str, int]) -> list[Form]:
    day = rf"(?P<weekday>{weekday})\.?"
    plain = short.keys() - names.EVERYDAY_WORDS
    everyday = short.keys() & names.EVERYDAY_WORDS
    coming = r"(?:tänä|tulevana|nu\s+på|this|coming|kommande)"
    rows: list[Form] = [
        _form(rf"(?:ensi|seuraavana|nästa|next)\s+{day}", _weekday_next_week),
        _form(rf"{coming}\s+{day}", _coming_weekday),
        _form(rf"(?:viime|förra|last)\s+{day}", _past_weekday, Standing.TYPED),
        _form(_weekday_of(names.inflected_weekdays()), _coming_weekday),
        _form(_weekday_of(names.long_weekdays()), _coming_weekday, Standing.SIGNALLED),
        _form(_weekday_of(plain), _coming_weekday, Standing.SIGNALLED),
    ]
    if everyday:
        rows.append(_form(_weekday_of(everyday), _coming_weekday, Standing.GLUED))
    return rows


def _distance_forms() -> list[Form]:
    units = _any_of(names.UNITS)
    return [
        _form(rf"(?P<near>{_any_of(names.NEAR_DAYS)})", _near_day),
        _form(rf"(?P<near>{_any_of(names.PAST_DAYS)})", _near_day, Standing.TYPED),
        _form(
            rf"(?:{_COUNT}\s+)?(?P<unit>päivän|viikon|kuukauden|vuoden)"
            r"\s+(?:päästä|kuluttua|sisällä|kuluessa)",
            _after_a_while,
        ),
        _form(rf"(?:om|inom|in|within)\s+{_COUNT}\s+(?P<unit>{units})", _after_a_while),
        _form(rf"\+\s?(?P<count>[0-9]{{1,3}})\s?(?P<unit>{units})", _after_a_while),
        _form(r"\+(?P<count>[0-9]{1,2})", _after_a_while, Standing.SIGNALLED),
        _form(r"\+\s?(?P<count>[0-9]{1,4})", _after_a_while, Standing.TYPED),
    ]


def _end_forms() -> list[Form]:
    finnish_months = "|".join(f"{name}n" for name in names.MONTHS["fi"])
    other_months = "|".join((*names.MONTHS["sv"], *(n.lower() for n in names.MONTHS["en"])))
    finnish_end = r"lop(?:pu|puun|ussa|ulla)"
    finnish = rf"(?:tämän\s+|(?P<next>ensi\s+))?kuun\s+{finnish_end}"
    swedish = r"(?:i\s+)?(?:slutet\s+av\s+(?:månaden|(?P<next>nästa\s+månad))|månadens\s+slut)"
    english = r"(?:the\s+)?end\s+of\s+(?:(?:the\s+|this\s+)?|(?P<next>next\s+))month|eom"
    year = (
        rf"vuoden\s+{finnish_end}|(?:i\s+)?slutet\s+av\s+året|årets\s+slut"
        r"|(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?year|eoy"
    )
    return [
        *(_form(pattern, _end_of_month) for pattern in (finnish, swedish, english)),
        _form(rf"(?P<name>{finnish_months})\s+{finnish_end}", _end_of_named_month),
        _form(
            rf"(?:(?:i\s+)?slutet\s+av|(?:the\s+)?end\s+of)\s+(?P<name>{other_months})",
            _end_of_named_month,
        ),
        _form(year, lambda _match, setting: real_day(setting.today.year, 12, 31)),
    ]


def _form(core: str, rule: Rule, standing: Standing = Standing.ANYWHERE) -> Form:
    glue = rf"(?P<before>(?:(?:{_any_of(names.GLUE_BEFORE)}):?\s+)*)"
    tail = rf"(?P<after>(?:\s+(?:{_any_of(names.GLUE_AFTER)})(?!\w))?)"
    return Form(re.compile(f"{_START}{glue}(?:{core}){_END}{tail}"), rule, standing)


def _weekday_of(words: Collection[str]) -> str:
    return rf"(?P<weekday>{_any_of(words)})"


def _any_of(words: Collection[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


def _group(match: re.Match[str], name: str) -> str | None:
    value = match.groupdict().get(name)
    return None if value is None else " ".join(value.split())


@cache
def _weekday_numbers() -> dict[str, int]:
    short = names.short_weekdays(("fi", "sv", "en"))
    return short | names.long_weekdays() | names.inflected_weekdays()


@cache
def _month_numbers() -> dict[str, int]:
    return names.months()


def _weekday(match: re.Match[str]) -> int | None:
    word = _group(match, "weekday") or _group(match, "weekday_after")
    return None if word is None else _weekday_numbers()[word]


def _calendar_day(match: re.Match[str], setting: Setting) -> date:
    name = _group(match, "name")
    month = _month_numbers()[name] if name else int(match["month"])
    day = int(match["day"])
    year = _group(match, "year") or _group(match, "spaced")
    weekday = _weekday(match)
    if year is None:
        return _yearless_day(day, month, weekday, setting)
    whole_year = int(year) + (2000 if len(year) == 2 else 0)
    return _checked_weekday(real_day(whole_year, month, day), weekday, setting)


def _yearless_day(day: int, month: int, weekday: int | None, setting: Setting) -> date:
    around = occurrences(month, day, setting.today)
    coming = [found for found in around if found >= setting.today]
    nearest = min(around, key=lambda found: abs((found - setting.today).days))
    best = coming[0] if setting.prefer_future and coming else nearest
    if weekday is None or best.weekday() == weekday:
        return best
    # "pe 20.11." the day after: the weekday tells that this year's day is meant.
    return _checked_weekday(nearest, weekday, setting)


def _checked_weekday(day: date, weekday: int | None, setting: Setting) -> date:
    if weekday is None or day.weekday() == weekday:
        return day
    weekdays = names.WEEKDAYS[setting.language]
    raise UserError(
        msg(
            "dates",
            "Weekday and date differ: {day}.{month}.{year} is “{right}”, not “{typed}”.",
            day=day.day,
            month=day.month,
            year=day.year,
            right=weekdays[day.weekday()],
            typed=weekdays[weekday],
        )
    )


def _numbered_week(match: re.Match[str], setting: Setting) -> date:
    week, year, weekday = int(match["week"]), _group(match, "year"), _weekday(match)
    if year:
        return week_day(int(year), week, setting.day_of_week if weekday is None else weekday)
    this_year = setting.today.isocalendar().year
    friday = week_day(this_year, week, FRIDAY)
    if setting.prefer_future and same_week(friday, SUNDAY) < setting.today:
        friday = week_day(this_year + 1, week, FRIDAY)
    return _day_of_week(friday, weekday, setting)


def _near_week(match: re.Match[str], setting: Setting) -> date:
    weeks = 1 if _group(match, "next") else 0
    friday = same_week(later(setting.today, weeks, "w"), FRIDAY)
    return _day_of_week(friday, _weekday(match), setting)


def _day_of_week(friday: date, weekday: int | None, setting: Setting) -> date:
    """The weekday of Friday's week; without one its Friday (at its week-end the Sunday)."""
    if weekday is not None or setting.week_start:
        return same_week(friday, setting.day_of_week if weekday is None else weekday)
    sunday = same_week(friday, SUNDAY)
    return sunday if setting.prefer_future and friday < setting.today <= sunday else friday


def _coming_weekday(match: re.Match[str], setting: Setting) -> date:
    if not setting.prefer_future:
        ahead = (_weekday(match) or 0) - setting.today.weekday()
        return within_limits(setting.today + timedelta(days=ahead if ahead <= 0 else ahead - 7))
    ahead = ((_weekday(match) or 0) - setting.today.weekday() - 1) % 7 + 1
    return later(setting.today, ahead, "d")


def _past_weekday(match: re.Match[str], setting: Setting) -> date:
    back = (setting.today.weekday() - (_weekday(match) or 0) - 1) % 7 + 1
    return within_limits(setting.today - timedelta(days=back))


def _weekday_next_week(match: re.Match[str], setting: Setting) -> date:
    return same_week(later(setting.today, 1, "w"), _weekday(match) or 0)


def _near_day(match: re.Match[str], setting: Setting) -> date:
    word = " ".join(match["near"].split())
    return later(setting.today, {**names.NEAR_DAYS, **names.PAST_DAYS}[word], "d")


def _after_a_while(match: re.Match[str], setting: Setting) -> date:
    count = _group(match, "count") or "1"
    number = int(count) if count.isdecimal() else names.NUMBERS[count]
    return later(setting.today, number, names.UNITS[_group(match, "unit") or "d"])


def _end_of_month(match: re.Match[str], setting: Setting) -> date:
    day = later(setting.today, 1, "m") if _group(match, "next") else setting.today
    return month_end(day.year, day.month)


def _end_of_named_month(match: re.Match[str], setting: Setting) -> date:
    month = _month_numbers()[match["name"]]
    year = setting.today.year
    ends = [month_end(y, month) for y in (year, year + 1)]
    return ends[1] if setting.prefer_future and ends[0] < setting.today else ends[0]
