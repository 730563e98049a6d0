"""A storyboard for the wall of the spreading event: a team's way from its start to what is next."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coachdesk.documents.blocks import Block, Cell, Document, Span, Table
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.model import Decision
from coachdesk.features.printing.model import Choices, Group, Handout, Option, Subject
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Member, Role, Team
from coachdesk.handouts.form import FILLABLE, ON_A_COMPUTER
from coachdesk.handouts.paper import paper
from coachdesk.handouts.picked_notes import picked_notes
from coachdesk.handouts.programme import Programme, programme_of_team
from coachdesk.handouts.wording import Words, joined
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import Message, msg

BACKGROUND, MEMBERS = "background", "members"
_HEIGHTS, _LARGE_PRINT_HEIGHTS = (88.0, 80.0), (77.0, 72.0)


@dataclass(frozen=True, slots=True)
class Storyboard:
    """What is known for a team's storyboard; nothing when it is blank.

    `decisions` are those of the notes that were picked, the oldest first.
    """

    today: dt.date | None = None
    chosen: frozenset[str] = frozenset()
    team: Team | None = None
    members: tuple[Member, ...] = ()
    programme: Programme | None = None
    decisions: tuple[Decision, ...] = ()


def collect(db: Database, team_rid: int, today: dt.date, choices: Choices) -> Storyboard | None:
    """Read what is known of a team; None when it is gone."""
    team = teams.team(db, team_rid)
    if team is None:
        return None
    members = tuple(
        one
        for one in teams.members(db, team_rid)
        if one.is_active(today) and one.role is not Role.CONTACT
    )
    picked = reversed(picked_notes(db, team_rid, choices.notes))
    decisions = tuple(each for one in picked for each in notes.decisions(db, one.rid))
    programme = programme_of_team(db, team_rid, today)
    return Storyboard(today, choices.options, team, members, programme, decisions)


def blank(choices: Choices) -> Storyboard:
    """A storyboard for nobody yet."""
    return Storyboard(chosen=choices.options)


def compose(data: Storyboard, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The storyboard in a language."""
    words = Words(language)
    with_background = data.team is not None and BACKGROUND in data.chosen
    reason = data.team.reason if data.team and with_background else ""
    expectations = data.team.expectations if data.team and with_background else ""
    decided = "\n".join(
        joined(words.date(one.held_on, "day"), one.text, by=": ") for one in data.decisions
    )
    blocks: list[Block] = [_head(data, words)]
    upper = (
        _Box(msg("handouts", "Starting point"), msg("handouts", "How was it before?"), reason),
        _Box(msg("handouts", "Goal"), msg("handouts", "What did we want to reach?"), expectations),
        _Box(msg("handouts", "Experiments"), msg("handouts", "What did we try?"), decided),
        _Box(msg("handouts", "Measures"), msg("handouts", "How did we see the change?")),
    )
    lower = (
        _Box(msg("handouts", "Results"), msg("handouts", "What happened? What do figures tell?")),
        _Box(msg("handouts", "What we learned"), msg("handouts", "What surprised us?")),
        _Box(msg("handouts", "Next steps"), msg("handouts", "What do we keep, spread or try?")),
    )
    heights = _LARGE_PRINT_HEIGHTS if large_print else _HEIGHTS
    blocks += [_row(row, each, words) for row, each in zip((upper, lower), heights, strict=True)]
    name = data.team.name if data.team else ""
    title = msg("handouts", "Storyboard")
    document = paper(title, name, data.today, blocks, words, large_print=large_print)
    return replace(document, poster=True, fillable=FILLABLE in data.chosen)


@dataclass(frozen=True, slots=True)
class _Box:
    """A part of the storyboard: what is known for it, else what it asks."""

    title: Message
    asked: Message
    known: str = ""


def _row(boxes: Sequence[_Box], height: float, words: Words) -> Table:
    cells = tuple(
        Cell(box.known) if box.known else Cell((Span(words(box.asked), muted=True),))
        for box in boxes
    )
    return Table(
        tuple(words(box.title) for box in boxes),
        (cells,),
        widths=(1.0,) * len(boxes),
        room_to_write=True,
        row_height=height,
    )


def _head(data: Storyboard, words: Words) -> Table:
    heads = (
        msg("handouts", "Team"), msg("handouts", "Work unit"), msg("handouts", "Programme"),
    )  # fmt: skip
    team, programme = data.team, data.programme
    names = joined(*(one.name for one in data.members)) if MEMBERS in data.chosen else ""
    cells = (
        joined(team.name, names, by="\n") if team else "",
        joined(team.unit_name, team.site) if team else "",
        programme.run.name if programme else "",
    )
    titles = tuple(words(each) for each in heads)
    return Table(titles, (cells,), widths=(1.0, 1.0, 1.0), room_to_write=True)


HANDOUT = Handout(
    key="storyboard",
    title=msg("handouts", "Storyboard, a poster in A3"),
    subject=Subject.TEAM,
    collect=collect,
    compose=compose,
    options=(
        Option(BACKGROUND, msg("handouts", "Why the team joins, what it expects")),
        Option(MEMBERS, msg("handouts", "Names of the members"), default=False),
        ON_A_COMPUTER,
    ),
    picks_notes=True,
    blank=blank,
    group=Group.BY_HAND,
)
