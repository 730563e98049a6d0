"""A team's tasks until the next workshop, person by person, with room for what is agreed today."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from coachdesk.documents.blocks import Block, Cell, Document, Heading, Table
from coachdesk.features.printing.model import Choices, Group, Handout, Subject
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import Task, TaskFilter, View
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Team
from coachdesk.handouts.form import advice, empty_table
from coachdesk.handouts.paper import facts, paper
from coachdesk.handouts.programme import Programme, due_words, next_workshop, programme_of_team
from coachdesk.handouts.task_rows import by_urgency, task_title, who_words
from coachdesk.handouts.wording import Words
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg

_BLANK_ROWS, _ROWS_BELOW = 18, 6
_WIDTHS = (2.4, 5.4, 1.9, 1.1)


@dataclass(frozen=True, slots=True)
class GapTasks:
    """The unfinished tasks of a team, the most urgent first; of nobody when blank."""

    today: dt.date | None = None
    team: Team | None = None
    programme: Programme | None = None
    tasks: tuple[Task, ...] = ()


def collect(db: Database, team_rid: int, today: dt.date, _: Choices) -> GapTasks | None:
    """Read the unfinished tasks of a team; None when the team is gone."""
    team = teams.team(db, team_rid)
    if team is None:
        return None
    found = tasks.tasks(db, TaskFilter(View.ALL, team_rid), today)
    unfinished = by_urgency([task for task in found if task.state.is_unfinished], today)
    return GapTasks(today, team, programme_of_team(db, team_rid, today), tuple(unfinished))


def blank(_: Choices) -> GapTasks:
    """A sheet for nobody yet."""
    return GapTasks()


def compose(data: GapTasks, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The sheet in a language."""
    words = Words(language)
    how = msg(
        "handouts",
        "Agree before you leave: who does what, and by when. Take a picture of the sheet, and tick "
        "each task when it is done.",
    )
    blocks: list[Block] = [advice(how, words)]
    if data.team is None:
        which = (msg("handouts", "Team"), msg("handouts", "Next workshop"))
        blocks.append(empty_table(words, which, 1, widths=(1, 1)))
    elif data.today is not None:
        workshop = next_workshop(data.programme, data.today, words)
        blocks += facts([(msg("handouts", "Next workshop"), workshop)], words)
    blocks += _tables(data, words)
    name = data.team.name if data.team else ""
    return paper(HANDOUT.title, name, data.today, blocks, words, large_print=large_print)


def _tables(data: GapTasks, words: Words) -> list[Block]:
    heads = (
        msg("handouts", "Who"), msg("handouts", "What"), msg("handouts", "By when"),
        msg("handouts", "Done"),
    )  # fmt: skip
    if not data.tasks:
        return [empty_table(words, heads, _BLANK_ROWS, widths=_WIDTHS)]
    agreed = Table(
        tuple(words(each) for each in heads),
        tuple(_rows(data, words)),
        widths=_WIDTHS,
        room_to_write=True,
    )
    return [
        agreed,
        Heading(words(msg("handouts", "Agreed today"))),
        empty_table(words, heads, _ROWS_BELOW, widths=_WIDTHS),
    ]


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
    blank=blank,
    group=Group.WORKSHOP,
)
