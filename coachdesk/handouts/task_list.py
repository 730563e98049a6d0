"""The tasks of a team, by person or by date, to tick off on a wall."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from coachdesk.documents.blocks import (
    Block,
    Document,
    Heading,
    Para,
    TickList,
    TickRow,
)
from coachdesk.features.printing.model import Choices, Handout, Option, Subject
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import Task, TaskFilter, TaskState, View
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Team
from coachdesk.handouts.paper import facts, paper
from coachdesk.handouts.programme import (
    Programme,
    due_words,
    next_workshop,
    programme_of_team,
)
from coachdesk.handouts.task_rows import (
    by_urgency,
    finished_left_out,
    standing,
    task_table,
    task_text,
    who_words,
)
from coachdesk.handouts.wording import Words, joined
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import Message, msg

BY_PERSON, FINISHED, REMARKS = "by_person", "finished", "remarks"


@dataclass(frozen=True, slots=True)
class TaskList:
    """The tasks of a team, the most urgent first."""

    today: dt.date
    chosen: frozenset[str]
    team: Team
    programme: Programme | None
    tasks: tuple[Task, ...]


def collect(db: Database, team_rid: int, today: dt.date, choices: Choices) -> TaskList | None:
    """Read the tasks of a team; None when the team is gone."""
    team = teams.team(db, team_rid)
    if team is None:
        return None
    found = by_urgency(tasks.tasks(db, TaskFilter(View.ALL, team_rid), today), today)
    return TaskList(
        today, choices.options, team, programme_of_team(db, team_rid, today), tuple(found)
    )


def compose(data: TaskList, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The task list in a language."""
    words = Words(language)
    unfinished = [task for task in data.tasks if task.state.is_unfinished]
    workshop = next_workshop(data.programme, data.today, words)
    blocks = facts([(msg("handouts", "Next workshop"), workshop)], words)
    if not unfinished:
        blocks.append(Para(words(msg("handouts", "No unfinished tasks.")), "muted"))
    elif BY_PERSON in data.chosen:
        blocks += _by_person(unfinished, data, words)
    else:
        remarks = REMARKS in data.chosen
        blocks.append(task_table(unfinished, data.programme, words, data.today, remarks=remarks))
    blocks += _finished(data, words)
    blocks += words.left_out(_left_out(data, unfinished))
    return paper(HANDOUT.title, data.team.name, data.today, blocks, words, large_print=large_print)


def _by_person(unfinished: Sequence[Task], data: TaskList, words: Words) -> list[Block]:
    people: dict[str, list[Task]] = {}
    for task in unfinished:
        people.setdefault(who_words(task, words), []).append(task)
    blocks: list[Block] = []
    for person in sorted(people, key=lambda name: (not name, words.by_name(name))):
        nobody = words(msg("handouts", "Not agreed who"))
        rows = tuple(_row(task, data, words) for task in people[person])
        blocks += [Heading(_capital(person) or nobody), TickList(rows)]
    return blocks


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _row(task: Task, data: TaskList, words: Words) -> TickRow:
    text = task_text(task, data.programme, words, remark=REMARKS in data.chosen)
    due = due_words(task.due, data.programme, words)
    return TickRow(text, ticked=False, detail=joined(due, standing(task, words, data.today)))


def _finished(data: TaskList, words: Words) -> list[Block]:
    done = [task for task in data.tasks if task.state is TaskState.DONE]
    if FINISHED not in data.chosen or not done:
        return []
    rows = tuple(
        TickRow(
            task_text(task, data.programme, words, remark=REMARKS in data.chosen),
            ticked=True,
            detail=joined(who_words(task, words), words.date(task.done_on, "day_month")),
        )
        for task in done
    )
    return [Heading(words(msg("handouts", "Done"))), TickList(rows)]


def _left_out(data: TaskList, unfinished: Sequence[Task]) -> list[Message]:
    shown = {TaskState.DONE} if FINISHED in data.chosen else set()
    parts = finished_left_out(task for task in data.tasks if task.state not in shown)
    if REMARKS not in data.chosen and any(task.remark for task in unfinished):
        parts.append(msg("handouts", "remarks"))
    return parts


HANDOUT = Handout(
    key="task_list",
    title=msg("handouts", "Task list"),
    subject=Subject.TEAM,
    collect=collect,
    compose=compose,
    options=(
        Option(BY_PERSON, msg("handouts", "By person")),
        Option(FINISHED, msg("handouts", "Tasks that are done"), default=False),
        Option(REMARKS, msg("handouts", "Remarks"), default=False),
    ),
)
