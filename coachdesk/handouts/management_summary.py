"""A summary for a team's management: it leaves the team, so it holds only what is chosen."""

import datetime as dt
from dataclasses import dataclass

from coachdesk.documents.blocks import Block, Cell, Document, Heading, Para, Table
from coachdesk.features.checklists import store as checklists
from coachdesk.features.checklists.model import Item
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.model import Decision, Meeting
from coachdesk.features.printing.model import Choices, Handout, Option, Subject
from coachdesk.features.tasks import store as task_store
from coachdesk.features.tasks.model import Task, TaskFilter, TaskState, Urgency, View
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Team
from coachdesk.handouts.item_rows import done_words, item_standing, item_title
from coachdesk.handouts.paper import facts, paper
from coachdesk.handouts.picked_notes import picked_blocks, picked_notes
from coachdesk.handouts.programme import Programme, programme_of_team
from coachdesk.handouts.team_parts import (
    decision_table,
    head_pairs,
    texts,
    what_it_expects,
    why_it_joins,
)
from coachdesk.handouts.wording import Words
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg

FACTS, REASON, GOALS = "facts", "reason", "goals"
CHECKLIST, TASKS, DECISIONS = "checklist", "tasks", "decisions"


@dataclass(frozen=True, slots=True)
class ForManagement:
    """What was chosen for a team's management; all else is not even read."""

    today: dt.date
    chosen: frozenset[str]
    team: Team
    programme: Programme | None
    items: tuple[Item, ...]
    tasks: tuple[Task, ...]
    decisions: tuple[Decision, ...]
    notes: tuple[Meeting, ...]


def collect(db: Database, team_rid: int, today: dt.date, choices: Choices) -> ForManagement | None:
    """Read what was chosen; None when the team is gone."""
    team = teams.team(db, team_rid)
    if team is None:
        return None
    chosen = choices.options
    programme = programme_of_team(db, team_rid, today)
    with_items = CHECKLIST in chosen and programme
    every_task = TaskFilter(View.ALL, team_rid)
    return ForManagement(
        today=today,
        chosen=chosen,
        team=team,
        programme=programme,
        items=tuple(checklists.items(db, with_items.run.rid, team_rid)) if with_items else (),
        tasks=tuple(task_store.tasks(db, every_task, today)) if TASKS in chosen else (),
        decisions=(
            tuple(notes.decisions_of_team(db, team_rid, limit=-1)) if DECISIONS in chosen else ()
        ),
        notes=picked_notes(db, team_rid, choices.notes),
    )


def compose(data: ForManagement, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The summary in a language."""
    words = Words(language)
    what = msg(
        "handouts",
        "This summary is for the management of the team. It holds only what was chosen for it, and "
        "does not tell everything that is known of the team.",
    )
    blocks: list[Block] = [Para(words(what), "warning")]
    if FACTS in data.chosen:
        blocks += facts(head_pairs(data.team, data.programme, data.today, words), words)
    if REASON in data.chosen:
        blocks += texts([why_it_joins(data.team)], words)
    if GOALS in data.chosen:
        blocks += texts([what_it_expects(data.team)], words)
    blocks += _checklist(data, words)
    if TASKS in data.chosen:
        blocks += _tasks(data, words)
    blocks += decision_table(data.decisions, words)
    blocks += picked_blocks(data.notes, words)
    return paper(HANDOUT.title, data.team.name, data.today, blocks, words, large_print=large_print)


def _checklist(data: ForManagement, words: Words) -> list[Block]:
    """How far each item is, without the names of those who do it and without remarks."""
    if not data.items:
        return []
    head = (words(msg("handouts", "What")), words(msg("handouts", "State")))
    rows = tuple(
        (
            Cell(item_title(item, data.programme, words), is_header=True),
            item_standing(item, data.programme, words, data.today),
        )
        for item in data.items
    )
    return [
        Heading(words(msg("handouts", "Pre-work"))),
        Para(done_words(data.items, words)),
        Table(head, rows, widths=(6.0, 4.0)),
    ]


def _tasks(data: ForManagement, words: Words) -> list[Block]:
    states = [task.state for task in data.tasks]
    late = sum(task.urgency(data.today) is Urgency.LATE for task in data.tasks)
    unfinished = sum(state.is_unfinished for state in states)
    counts = [
        (msg("handouts", "Done"), str(states.count(TaskState.DONE))),
        (msg("handouts", "Unfinished"), str(unfinished)),
        (msg("handouts", "Late"), str(late)),
    ]
    return [Heading(words(msg("handouts", "Tasks"))), *facts(counts, words)]


HANDOUT = Handout(
    key="management_summary",
    title=msg("handouts", "Summary for the management"),
    subject=Subject.TEAM,
    collect=collect,
    compose=compose,
    options=(
        Option(FACTS, msg("handouts", "Programme, next workshop, work unit")),
        Option(REASON, msg("handouts", "Why the team joins"), default=False),
        Option(GOALS, msg("handouts", "What the team expects"), default=False),
        Option(CHECKLIST, msg("handouts", "How far the pre-work is"), default=False),
        Option(TASKS, msg("handouts", "How many tasks are done"), default=False),
        Option(DECISIONS, msg("handouts", "Decisions"), default=False),
    ),
    picks_notes=True,
)
