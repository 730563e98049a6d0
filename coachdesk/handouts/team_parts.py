"""What several papers tell of a team."""

import datetime as dt
from collections.abc import Iterable

from coachdesk.documents.blocks import Block, Heading, Para, Table
from coachdesk.features.notes.model import Decision
from coachdesk.features.teams.model import Team
from coachdesk.handouts.programme import Programme, next_workshop
from coachdesk.handouts.wording import Words, joined
from coachdesk.kernel.text import Message, msg

Pair = tuple[Message, str]


def head_pairs(
    team: Team, programme: Programme | None, today: dt.date, words: Words
) -> tuple[Pair, ...]:
    """Who the team is and where it stands in its programme, for the head of a paper."""
    return (
        (msg("handouts", "Programme"), programme.run.name if programme else ""),
        (msg("handouts", "Next workshop"), next_workshop(programme, today, words)),
        (msg("handouts", "Work unit"), joined(team.unit_name, team.unit_description, by=" – ")),
        (msg("handouts", "Place"), team.site),
    )


def why_it_joins(team: Team) -> Pair:
    """Why the team joins, under its heading."""
    return msg("handouts", "Why the team joins"), team.reason


def what_it_expects(team: Team) -> Pair:
    """What the team expects, under its heading."""
    return msg("handouts", "What the team expects"), team.expectations


def texts(pairs: Iterable[Pair], words: Words) -> list[Block]:
    """Headings with their texts; those without one are left out."""
    blocks: list[Block] = []
    for title, text in pairs:
        if text:
            blocks += [Heading(words(title)), Para(text)]
    return blocks


def decision_table(decisions: Iterable[Decision], words: Words) -> list[Block]:
    """Decisions with their days under a heading; nothing without any."""
    rows = tuple((words.date(each.held_on, "day"), each.text) for each in decisions)
    if not rows:
        return []
    head = (words(msg("handouts", "Day")), words(msg("handouts", "Decision")))
    heading = Heading(words(msg("handouts", "Decisions")))
    return [heading, Table(head, rows, widths=(1.4, 8.0))]
