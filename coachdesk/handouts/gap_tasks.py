"""A team's tasks until the next workshop, person by person, with room for what is agreed today."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from coachdesk.documents.blocks import Block, Cell, Document, Heading, Table
from coachdesk.features.checklists.readiness import WORKSHOP
from coachdesk.features.printing.model import Choices, Group, Handout, Subject
from coachdesk.features.programmes.model import Event
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import Task, TaskFilter, View
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Team
from coachdesk.handouts.form import PLAIN, PLAIN_LANGUAGE, empty_table, how_to
from coachdesk.handouts.paper import facts, paper
from coachdesk.handouts.programme import Programme, due_words, event_words, programme_of_team
from coachdesk.handouts.task_rows import by_urgency, task_title, who_words
from coachdesk.handouts.wording import Words
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg, plural

_BLANK_ROWS, _PLAIN_ROWS = 18, 14
_FEWEST_BELOW, _MOST_BELOW = 5, 10
_HEADING = 1
_WIDTHS = (2.4, 5.4, 1.9, 1.1)


@dataclass(frozen=True, slots=True)
class GapTasks:
    """A team's unfinished tasks up to the workshop that begins next; of nobody when blank.

    `day` is the one on which they are agreed. `later` is how many are due after that workshop.
    """

    today: dt.date | None = None
    day: dt.date | None = None
    team: Team | None = None
    programme: Programme | None = None
    workshop: Event | None = None
    tasks: tuple[Task, ...] = ()
    later: int = 0
    chosen: frozenset[str] = frozenset()


def collect(db: Database, team_rid: int, today: dt.date, choices: Choices) -> GapTasks | None:
    """Read a team's tasks until the next workshop; None when the team is gone."""
    team = teams.team(db, team_rid)
    if team is None:
        return None
    found = tasks.tasks(db, TaskFilter(View.ALL, team_rid), today)
    unfinished = by_urgency([task for task in found if task.state.is_unfinished], today)
    programme = programme_of_team(db, team_rid, today)
    day = choices.held_on or today
    workshop = _next_to_begin(programme, day)
    end = (workshop and workshop.ends_on) or dt.date.max
    due = tuple(task for task in unfinished if (task.due.on or today) <= end)
    later = len(unfinished) - len(due)
    return GapTasks(today, day, team, programme, workshop, due, later, choices.options)


def _next_to_begin(programme: Programme | None, today: dt.date) -> Event | None:
    """The workshop after the one that may be going on."""
    if programme is None or programme.template is None:
        return None
    workshops = {event.key for event in programme.template.events if event.kind == WORKSHOP}
    coming = [
        event
        for event in programme.events
        if event.key in workshops and event.starts_on and event.starts_on > today
    ]
    return min(coming, key=lambda event: event.starts_on or today, default=None)


def blank(choices: Choices) -> GapTasks:
    """A sheet for nobody yet."""
    return GapTasks(chosen=choices.options)


def compose(data: GapTasks, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The sheet in a language."""
    words = Words(language)
    how = msg(
        "handouts",
        "Agree before you leave: who does what, and by when. Take a picture of the sheet, and tick "
        "each task when it is done.",
    )
    plain = (
        msg("plain", "Agree together before you leave."),
        msg("plain", "Who does what? Write one thing on each row, and the name."),
        msg("plain", "When must it be done? Write the day."),
        msg("plain", "Tick the box when it is done."),
    )
    blocks: list[Block] = how_to(data.chosen, words, how, *plain)
    if data.team is None:
        which = (msg("handouts", "Team"), msg("handouts", "Next workshop"))
        blocks.append(empty_table(words, which, 1, widths=(1, 1)))
    elif data.day and data.workshop and data.programme:
        workshop = event_words(data.workshop, data.programme, data.day, words)
        blocks += facts([(msg("handouts", "Next workshop"), workshop)], words)
    blocks += _tables(data, words)
    if data.later:
        later = plural("handouts", "{count} task due later", "{count} tasks due later", data.later)
        blocks += words.left_out([later])
    name = data.team.name if data.team else ""
    return paper(HANDOUT.title, name, data.today, blocks, words, large_print=large_print)


def _tables(data: GapTasks, words: Words) -> list[Block]:
    heads = (
        msg("handouts", "Who"), msg("handouts", "What"), msg("handouts", "By when"),
        msg("handouts", "Done"),
    )  # fmt: skip
    if not data.tasks:
        rows = _PLAIN_ROWS if PLAIN in data.chosen else _BLANK_ROWS
        return [empty_table(words, heads, rows, widths=_WIDTHS)]
    agreed = Table(
        tuple(words(each) for each in heads),
        tuple(_rows(data, words)),
        widths=_WIDTHS,
        room_to_write=True,
    )
    return [
        agreed,
        Heading(words(msg("handouts", "Agreed today"))),
        empty_table(words, heads, _rows_below(data), widths=_WIDTHS),
    ]


def _rows_below(data: GapTasks) -> int:
    """As many as the page has room for, unless the tasks alone nearly fill it."""
    rows = _PLAIN_ROWS if PLAIN in data.chosen else _BLANK_ROWS
    room = rows - _HEADING - len(data.tasks)
    return min(room, _MOST_BELOW) if room >= _FEWEST_BELOW else _MOST_BELOW


def _rows(data: GapTasks, words: Words) -> Sequence[tuple[Cell, ...]]:
    """Person by person, in the order of names; what nobody does yet comes last."""

    def place(task: Task) -> tuple[bool, tuple[int, ...]]:
        who = who_words(task, words)
        return not who, words.by_name(who)

    return [
        (
            Cell(who_words(task, words), is_header=True),
            Cell(task_title(task, data.programme, words.language)),
            Cell(due_words(task.due, data.programme, words)),
            Cell("☐"),
        )
        for task in sorted(data.tasks, key=place)
    ]


HANDOUT = Handout(
    key="gap_tasks",
    title=msg("handouts", "Tasks until the next workshop"),
    subject=Subject.TEAM,
    collect=collect,
    compose=compose,
    options=(PLAIN_LANGUAGE,),
    blank=blank,
    group=Group.WORKSHOP,
)
