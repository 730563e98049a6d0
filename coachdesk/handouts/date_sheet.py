"""The dates of a team: its workshops, its meetings, and what is to be ready by when."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coachdesk.documents.blocks import Block, Cell, Document, Heading, Para, Table
from coachdesk.features.calendar import store as calendar
from coachdesk.features.calendar.contents import Row, rows_of
from coachdesk.features.calendar.model import Entry
from coachdesk.features.calendar.series import Held, Meeting, Series, meetings, years_of
from coachdesk.features.checklists import store as checklists
from coachdesk.features.checklists.model import Item, missing
from coachdesk.features.printing.model import Choices, Handout, Option, Subject
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import Task, TaskFilter
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Team
from coachdesk.handouts.event_days import entry_days, opened_words
from coachdesk.handouts.item_rows import item_title
from coachdesk.handouts.paper import facts, paper
from coachdesk.handouts.programme import Programme, next_workshop, programme_of_team
from coachdesk.handouts.task_rows import task_title, who_words
from coachdesk.handouts.wording import Words, joined
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_date, format_time
from coachdesk.kernel.dates.holidays import holidays_of_years
from coachdesk.kernel.dates.names import WEEKDAYS
from coachdesk.kernel.text import LANGUAGES, Message, msg

MEETINGS, DEADLINES = "meetings", "deadlines"


@dataclass(frozen=True, slots=True)
class DateSheet:
    """A team's dates; the row of its cohort as each language names it."""

    today: dt.date
    chosen: frozenset[str]
    team: Team
    programme: Programme | None
    rows: Mapping[str, Row]
    meetings: tuple[tuple[Series, tuple[Meeting, ...]], ...]
    tasks: tuple[Task, ...]
    items: tuple[Item, ...]


def collect(db: Database, team_rid: int, today: dt.date, choices: Choices) -> DateSheet | None:
    """Read the dates of a team; None when the team is gone."""
    team = teams.team(db, team_rid)
    if team is None:
        return None
    programme = programme_of_team(db, team_rid, today)
    rows: dict[str, Row] = {}
    items: list[Item] = []
    if programme is not None:
        rows = {each: rows_of(db, each, [programme.place])[0] for each in LANGUAGES}
        items = missing(checklists.items(db, programme.run.rid, team_rid))
    due = tasks.tasks(db, TaskFilter(team_rid=team_rid), today)
    return DateSheet(
        today, choices.options, team, programme, rows, _meetings(db, team_rid),
        tuple(task for task in due if task.due.on), tuple(item for item in items if item.due.on),
    )  # fmt: skip


def _meetings(db: Database, team_rid: int) -> tuple[tuple[Series, tuple[Meeting, ...]], ...]:
    found = calendar.series_of_team(db, team_rid)
    agreed = calendar.exceptions(db, [each.rid for each in found])
    holidays = holidays_of_years(years_of(found), "en")
    return tuple((each, tuple(meetings(each, agreed[each.rid], holidays))) for each in found)


def compose(data: DateSheet, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The date sheet in a language."""
    words = Words(language)
    workshop = next_workshop(data.programme, data.today, words)
    blocks = facts([(msg("handouts", "Next workshop"), workshop)], words)
    row = data.rows.get(words.language)
    blocks += _events(row, words) if row else []
    if MEETINGS in data.chosen:
        blocks += _meeting_blocks(data, words)
    if DEADLINES in data.chosen:
        blocks += _deadlines(data, words)
    if not blocks:
        blocks.append(Para(words(msg("handouts", "Nothing has a date yet.")), "muted"))
    blocks += words.left_out(_left_out(data))
    return paper(HANDOUT.title, data.team.name, data.today, blocks, words, large_print=large_print)


def _events(row: Row, words: Words) -> list[Block]:
    entries = sorted(row.events, key=lambda one: one.first)
    blocks: list[Block] = []
    if entries:
        head = (
            msg("handouts", "Days"), msg("handouts", "Week"), msg("handouts", "What"),
            msg("handouts", "Where"),
        )  # fmt: skip
        rows = tuple(_event_row(one, words) for one in entries)
        blocks += [
            Heading(words(msg("handouts", "Workshops and other events"))),
            Table(tuple(words(each) for each in head), rows),
        ]
    return [*blocks, *opened_words(row.undated, words)]


def _event_row(one: Entry, words: Words) -> tuple[str | Cell, ...]:
    return (
        entry_days(one, words), str(one.first.isocalendar().week), Cell(one.title, is_header=True),
        one.place,
    )  # fmt: skip


def _meeting_blocks(data: DateSheet, words: Words) -> list[Block]:
    blocks: list[Block] = []
    for series, told in data.meetings:
        coming = [one for one in told if one.on >= data.today]
        if not coming:
            continue
        title = series.title or words(msg("handouts", "Team meetings"))
        blocks += [Heading(title), Para(_rule_words(series, words))]
        head = (msg("handouts", "Day"), msg("handouts", "Week"), msg("handouts", "Time"),
                msg("handouts", "Remark"))  # fmt: skip
        rows = tuple(_meeting_row(one, words) for one in coming)
        blocks.append(Table(tuple(words(each) for each in head), rows))
    return blocks


def _rule_words(series: Series, words: Words) -> str:
    day = WEEKDAYS[words.language][series.weekday]
    start = format_time(series.starts_at, words.language)
    often = (
        msg("handouts", "Every week, {day} {start}", day=day, start=start)
        if series.every_weeks == 1
        else msg("handouts", "Every {count} weeks, {day} {start}",
                 count=series.every_weeks, day=day, start=start)
    )  # fmt: skip
    length = words(msg("handouts", "{minutes} minutes", minutes=series.minutes))
    return joined(words(often), length, series.place)


def _meeting_row(one: Meeting, words: Words) -> tuple[str, ...]:
    start, end = (format_time(each, words.language) for each in (one.at, one.ends_at))
    weekday = format_date(one.on, words.language).split(" ", 1)[0]
    remark: Message | None = None
    if one.held is Held.MOVED:
        usual = words.date(one.usual_on)
        remark = msg("handouts", "moved from {day}", day=usual)
    elif one.held is Held.CANCELLED:
        remark = msg("handouts", "cancelled")
    elif one.held is Held.HOLIDAY:
        holidays = holidays_of_years([one.on.year], words.language)
        remark = msg("handouts", "no meeting: {holiday}", holiday=holidays[one.on])
    time = f"{start}–{end}" if one.takes_place else ""
    return (
        f"{weekday} {words.date(one.on, 'day')}", str(one.on.isocalendar().week), time,
        words(remark) if remark else "",
    )  # fmt: skip


def _deadlines(data: DateSheet, words: Words) -> list[Block]:
    due = [
        *((one.due.on, task_title(one, data.programme, words.language), who_words(one, words))
          for one in data.tasks),
        *((one.due.on, item_title(one, data.programme, words), one.who) for one in data.items),
    ]  # fmt: skip
    if not due:
        return []
    head = (msg("handouts", "By when"), msg("handouts", "What"), msg("handouts", "Who"))
    rows = tuple(
        (f"{'▲ ' if on < data.today else ''}{words.date(on)}", title, who)
        for on, title, who in sorted((on, title, who) for on, title, who in due if on)
    )
    return [
        Heading(words(msg("handouts", "To be ready"))),
        Table(tuple(words(each) for each in head), rows),
    ]


def _left_out(data: DateSheet) -> Sequence[Message]:
    parts = []
    if MEETINGS not in data.chosen:
        parts.append(msg("handouts", "regular meetings"))
    if DEADLINES not in data.chosen:
        parts.append(msg("handouts", "what is to be ready by when"))
    return parts


HANDOUT = Handout(
    key="date_sheet",
    title=msg("handouts", "Date sheet"),
    subject=Subject.TEAM,
    collect=collect,
    compose=compose,
    options=(
        Option(MEETINGS, msg("handouts", "Regular meetings")),
        Option(DEADLINES, msg("handouts", "What is to be ready by when")),
    ),
)
