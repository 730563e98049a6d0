"""The year clock of a run: its phases and events over the year, on a sheet for the wall."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coachdesk.documents.blocks import (
    Block,
    Document,
    Heading,
    Para,
    Table,
    Timeline,
    TimelineBar,
    TimelineMark,
    TimelineRow,
)
from coachdesk.features.calendar.contents import Row, rows_of
from coachdesk.features.calendar.model import DAY, Entry
from coachdesk.features.calendar.series import WEEK, monday
from coachdesk.features.printing.model import Choices, Handout, Option, Subject
from coachdesk.features.programmes import store as programmes
from coachdesk.handouts.event_days import entry_days, landscape, opened_words
from coachdesk.handouts.paper import paper
from coachdesk.handouts.wording import Words
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates.holidays import Holidays, holidays_of_years
from coachdesk.kernel.dates.names import short_month
from coachdesk.kernel.text import LANGUAGES, msg

DATES, HOLIDAYS = "dates", "holidays"
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class YearClock:
    """The cohorts of a run as each language names them."""

    today: dt.date
    chosen: frozenset[str]
    run_name: str
    rows: Mapping[str, tuple[Row, ...]]


def collect(db: Database, run_rid: int, today: dt.date, choices: Choices) -> YearClock | None:
    """Read the cohorts of a run; None when the run is gone."""
    places = programmes.places_of_run(db, run_rid)
    if not places:
        return None
    rows: dict[str, tuple[Row, ...]] = {}
    for language in LANGUAGES:
        rows[language] = rows_of(db, language, places, brief=True)
    return YearClock(today, choices.options, places[0].run.name, rows)


def compose(data: YearClock, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The year clock in a language: a drawing of each year, and the dates as a table."""
    words = Words(language)
    rows = data.rows[words.language]
    entries = sorted((e for row in rows for e in row.events), key=lambda one: one.first)
    blocks: list[Block] = []
    starts = year_starts(entries)
    holidays = _holidays(starts, words) if starts else {}
    several = len(rows) > 1
    for start in starts:
        if len(starts) > 1:
            blocks.append(Heading(_year_words(start, words)))
        blocks.append(_timeline(rows, start, holidays, words))
    if not entries:
        blocks.append(Para(words(msg("handouts", "No event has a date yet.")), "muted"))
    if DATES in data.chosen and entries:
        blocks += [Heading(words(msg("handouts", "Dates"))), _table(entries, words, several)]
    blocks += opened_words([each for row in rows for each in row.undated], words, several=several)
    if HOLIDAYS in data.chosen and starts:
        blocks += _holiday_words(starts, holidays, words)
    left_out = {DATES: msg("handouts", "the dates as a list"),
                HOLIDAYS: msg("handouts", "the names of public holidays")}  # fmt: skip
    blocks += words.left_out([left_out[key] for key in left_out if key not in data.chosen])
    document = paper(
        HANDOUT.title, data.run_name, data.today, blocks, words, large_print=large_print
    )
    return landscape(document)


def year_starts(entries: Sequence[Entry]) -> list[dt.date]:
    """The first days of the years to draw.

    Twelve months from the first event's month when all fit in them, else calendar years.
    """
    if not entries:
        return []
    first, last = min(e.first for e in entries), max(e.last for e in entries)
    start = first.replace(day=1)
    if last.year > first.year and last < _later_year(start):
        return [start]
    return [dt.date(year, 1, 1) for year in range(first.year, last.year + 1)]


def _later_year(day: dt.date) -> dt.date:
    return day.replace(year=day.year + 1)


def _month_starts(start: dt.date) -> list[dt.date]:
    months = (start.month - 1 + number for number in range(_MONTHS + 1))
    return [dt.date(start.year + month // 12, month % 12 + 1, 1) for month in months]


def _holidays(starts: Sequence[dt.date], words: Words) -> Holidays:
    years = range(starts[0].year, _later_year(starts[-1]).year + 1)
    return holidays_of_years(years, words.language)


def _year_words(start: dt.date, words: Words) -> str:
    if start.month == 1:
        return str(start.year)
    last = _later_year(start) - DAY
    return f"{words.date(start, 'month')} – {words.date(last, 'month')}"


def _timeline(rows: Sequence[Row], start: dt.date, holidays: Holidays, words: Words) -> Timeline:
    months = _month_starts(start)
    end = months[-1]
    whole = (end - start).days

    def part(day: dt.date) -> float:
        return (day - start).days / whole

    def bar(first: dt.date, last: dt.date, text: str, *, strong: bool = False) -> TimelineBar:
        return TimelineBar(part(max(first, start)), part(min(last + DAY, end)), text, strong)

    scale = tuple(
        bar(one, following - DAY, short_month(one.month, words.language))
        for one, following in pairwise(months)
    )
    return Timeline(
        scale=scale,
        ticks=tuple(
            TimelineBar(part(week), part(week + WEEK), str(week.isocalendar().week))
            for week in _weeks(start, end)
        ),
        rows=tuple(
            TimelineRow(
                row.place.cohort.title(words.language) or row.place.run.name,
                tuple(
                    bar(one.first, one.last, one.short, strong=one.is_event)
                    for one in row.bars
                    if one.first < end and one.last >= start
                ),
                tuple(
                    TimelineMark(part(one.first), one.title, one.week_only)
                    for one in sorted(row.events, key=lambda e: e.first)
                    if start <= one.first < end
                ),
            )
            for row in rows
        ),
        alternative=words(
            msg("handouts", "The phases and events of the programme in the year {year}. The dates "
                "are told in the list.", year=_year_words(start, words))
        ),
        lines=tuple(part(day) for day in holidays if start <= day < end),
    )  # fmt: skip


def _weeks(start: dt.date, end: dt.date) -> Iterable[dt.date]:
    week = monday(start) if start.weekday() == 0 else monday(start) + WEEK
    while week < end:
        yield week
        week += WEEK


def _table(entries: Sequence[Entry], words: Words, several: bool) -> Table:  # noqa: FBT001 - private
    head = [
        msg("handouts", "Days"), msg("handouts", "Week"), msg("handouts", "What"),
        msg("handouts", "Where"),
    ]  # fmt: skip
    if several:
        head.insert(3, msg("handouts", "Whose"))
    rows = []
    for one in entries:
        cells = [entry_days(one, words), str(one.first.isocalendar().week), one.title, one.place]
        if several:
            cells.insert(3, one.group)
        rows.append(tuple(cells))
    return Table(tuple(words(each) for each in head), tuple(rows))


def _holiday_words(starts: Sequence[dt.date], holidays: Holidays, words: Words) -> list[Block]:
    shown = (
        f"{words.date(day, 'day')} {name}"
        for day, name in holidays.items()
        if starts[0] <= day < _later_year(starts[-1])
    )
    heading = Heading(words(msg("handouts", "Public holidays")))
    return [heading, Para(" · ".join(shown), "small")]


HANDOUT = Handout(
    key="year_clock",
    title=msg("handouts", "Year clock"),
    subject=Subject.RUN,
    collect=collect,
    compose=compose,
    options=(
        Option(DATES, msg("handouts", "The dates as a list")),
        Option(HOLIDAYS, msg("handouts", "Names of public holidays")),
    ),
)
