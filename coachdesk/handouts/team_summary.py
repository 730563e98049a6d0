"""The team summary: who the team is and where it stands, on paper that leaves the house.

Meeting notes are confidential: only those picked are on it.
"""

import datetime as dt
from dataclasses import dataclass

from coachdesk.documents.blocks import (
    Block,
    BulletList,
    Document,
    Heading,
    Para,
    Table,
)
from coachdesk.features.checklists import store as checklists
from coachdesk.features.checklists.model import Item
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.model import Decision, Meeting
from coachdesk.features.printing.model import Choices, Handout, Option, Subject
from coachdesk.features.tasks import store as task_store
from coachdesk.features.tasks.model import Task, TaskFilter, TaskState, Urgency, View
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.counties import county
from coachdesk.features.teams.model import ROLE_NAMES, Member, Team, composition, findings
from coachdesk.handouts.item_rows import done_words, item_table
from coachdesk.handouts.paper import facts, paper
from coachdesk.handouts.picked_notes import picked_blocks, picked_notes
from coachdesk.handouts.programme import Programme, programme_of_team
from coachdesk.handouts.task_rows import by_urgency, finished_left_out, task_table
from coachdesk.handouts.team_parts import (
    decision_table,
    head_pairs,
    texts,
    what_it_expects,
    why_it_joins,
)
from coachdesk.handouts.wording import Words, joined
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import Message, msg, plural

BACKGROUND, MEMBERS, CHECKLIST, TASKS = "background", "members", "checklist", "tasks"
FINISHED, DECISIONS, REMARKS = "finished", "decisions", "remarks"
MOST_DECISIONS = 20


@dataclass(frozen=True, slots=True)
class Summary:
    """All that a team summary tells."""

    today: dt.date
    chosen: frozenset[str]
    team: Team
    members: tuple[Member, ...]
    programme: Programme | None
    items: tuple[Item, ...]
    tasks: tuple[Task, ...]
    decisions: tuple[Decision, ...]
    notes: tuple[Meeting, ...]
    unpicked_notes: int


def collect(db: Database, team_rid: int, today: dt.date, choices: Choices) -> Summary | None:
    """Read what the summary of a team needs; None when the team is gone."""
    team = teams.team(db, team_rid)
    if team is None:
        return None
    programme = programme_of_team(db, team_rid, today)
    picked = picked_notes(db, team_rid, choices.notes)
    return Summary(
        today=today,
        chosen=choices.options,
        team=team,
        members=tuple(m for m in teams.members(db, team_rid) if m.is_active(today)),
        programme=programme,
        items=tuple(checklists.items(db, programme.run.rid, team_rid)) if programme else (),
        tasks=tuple(by_urgency(task_store.tasks(db, TaskFilter(View.ALL, team_rid), today), today)),
        decisions=tuple(notes.decisions_of_team(db, team_rid, limit=-1)),
        notes=picked,
        unpicked_notes=notes.count_of_team(db, team_rid) - len(picked),
    )


def compose(data: Summary, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The summary in a language."""
    words = Words(language)
    blocks: list[Block] = [*_head(data, words), *_composition(data, words)]
    if BACKGROUND in data.chosen:
        blocks += texts([why_it_joins(data.team), what_it_expects(data.team)], words)
    if CHECKLIST in data.chosen:
        blocks += _checklist(data, words)
    if TASKS in data.chosen:
        blocks += _tasks(data, words)
    if DECISIONS in data.chosen:
        blocks += decision_table(data.decisions[:MOST_DECISIONS], words)
    blocks += picked_blocks(data.notes, words)
    blocks += words.left_out(_left_out(data))
    return paper(HANDOUT.title, data.team.name, data.today, blocks, words, large_print=large_print)


def _head(data: Summary, words: Words) -> list[Block]:
    team, programme = data.team, data.programme
    known = county(team.county_code) if team.county_code is not None else None
    pairs = (
        *head_pairs(team, programme, data.today, words),
        (msg("handouts", "County"), known.name.in_language(words.language) if known else ""),
        (msg("handouts", "Contact person"), joined(team.contact_name, team.contact_position)),
    )
    blocks = facts(pairs, words)
    if programme is None:
        none = msg("handouts", "The team does not take part in a programme at present.")
        blocks.append(Para(words(none), "muted"))
    return blocks


def _composition(data: Summary, words: Words) -> list[Block]:
    made_up = composition(data.members, data.today)
    template = data.programme.template if data.programme else None
    size = (template.smallest_team, template.largest_team) if template else None
    noticed = (
        findings(data.team, data.members, data.today, size)
        if size
        else findings(data.team, data.members, data.today)
    )
    blocks: list[Block] = [Heading(words(msg("handouts", "Team")))]
    if made_up.members:
        people = plural("handouts", "{count} member", "{count} members", made_up.members)
        groups = plural(
            "handouts", "{count} occupational group", "{count} occupational groups", made_up.groups
        )
        blocks.append(Para(joined(words(people), words(groups) if made_up.groups else "")))
    if MEMBERS in data.chosen and data.members:
        blocks.append(_members(data, words))
    if noticed:
        blocks.append(BulletList(tuple(words(finding.message) for finding in noticed)))
    return blocks


def _members(data: Summary, words: Words) -> Block:
    head = (
        words(msg("handouts", "Name")),
        words(msg("handouts", "Occupational group")),
        words(msg("handouts", "Role")),
    )
    rows = tuple(
        (member.name, member.occupational_group, words(ROLE_NAMES[member.role]))
        for member in data.members
    )
    return Table(head, rows, widths=(4.0, 4.0, 3.0))


def _checklist(data: Summary, words: Words) -> list[Block]:
    if not data.items:
        return []
    return [
        Heading(words(msg("handouts", "Pre-work"))),
        Para(done_words(data.items, words)),
        item_table(data.items, data.programme, words, data.today, remarks=REMARKS in data.chosen),
    ]


def _tasks(data: Summary, words: Words) -> list[Block]:
    blocks: list[Block] = [Heading(words(msg("handouts", "Tasks")))]
    shown = [task for task in data.tasks if _is_shown(task, data)]
    if not shown:
        return [*blocks, Para(words(msg("handouts", "No tasks have been agreed.")), "muted")]
    late = sum(task.urgency(data.today) is Urgency.LATE for task in data.tasks)
    unfinished = sum(task.state.is_unfinished for task in data.tasks)
    counts = joined(
        words(plural("handouts", "{count} unfinished", "{count} unfinished", unfinished)),
        words(plural("handouts", "{count} late", "{count} late", late)) if late else "",
    )
    remarks = REMARKS in data.chosen
    table = task_table(shown, data.programme, words, data.today, remarks=remarks)
    return [*blocks, Para(counts), table]


def _is_shown(task: Task, data: Summary) -> bool:
    return task.state.is_unfinished or (task.state is TaskState.DONE and FINISHED in data.chosen)


def _left_out(data: Summary) -> list[Message]:
    """What there is and is not on the paper."""
    chosen, parts = data.chosen, list[Message]()
    if MEMBERS not in chosen and data.members:
        parts.append(msg("handouts", "names of the members"))
    if BACKGROUND not in chosen and (data.team.reason or data.team.expectations):
        parts.append(msg("handouts", "why the team joins and what it expects"))
    if CHECKLIST not in chosen and data.items:
        parts.append(msg("handouts", "the pre-work"))
    parts += _left_out_tasks(data)
    older = len(data.decisions) - (MOST_DECISIONS if DECISIONS in chosen else 0)
    if older > 0:
        parts.append(plural("handouts", "{count} decision", "{count} decisions", older))
    if REMARKS not in chosen and _remarks(data):
        parts.append(msg("handouts", "remarks"))
    if data.unpicked_notes > 0:
        count = data.unpicked_notes
        parts.append(plural("handouts", "{count} meeting note", "{count} meeting notes", count))
    return parts


def _left_out_tasks(data: Summary) -> list[Message]:
    if TASKS not in data.chosen:
        count = len(data.tasks)
        tasks = plural("handouts", "{count} task", "{count} tasks", count)
        return [tasks] if count else []
    return finished_left_out(task for task in data.tasks if not _is_shown(task, data))


def _remarks(data: Summary) -> bool:
    of_items = (item.remark or item.support_remark for item in data.items)
    of_tasks = (task.remark for task in data.tasks if _is_shown(task, data))
    return (CHECKLIST in data.chosen and any(of_items)) or (TASKS in data.chosen and any(of_tasks))


HANDOUT = Handout(
    key="team_summary",
    title=msg("handouts", "Team summary"),
    subject=Subject.TEAM,
    collect=collect,
    compose=compose,
    options=(
        Option(MEMBERS, msg("handouts", "Names of the members")),
        Option(BACKGROUND, msg("handouts", "Why the team joins, what it expects")),
        Option(CHECKLIST, msg("handouts", "Pre-work")),
        Option(TASKS, msg("handouts", "Tasks")),
        Option(FINISHED, msg("handouts", "Tasks that are done")),
        Option(DECISIONS, msg("handouts", "Decisions")),
        Option(REMARKS, msg("handouts", "Remarks"), default=False),
    ),
    picks_notes=True,
)
