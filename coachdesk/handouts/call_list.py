"""Whom to call before the teams meet: what is still missing, by team, the worst first."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from coachdesk.documents.blocks import (
    Block,
    BulletList,
    Document,
    Heading,
    KeepTogether,
    Lines,
    Para,
    Span,
    TickList,
    TickRow,
)
from coachdesk.features.checklists.model import Item, missing
from coachdesk.features.checklists.readiness import urgency
from coachdesk.features.checklists.readiness_reading import read_teams
from coachdesk.features.printing.model import Choices, Handout, Option, Subject
from coachdesk.features.programmes import store as programmes
from coachdesk.features.teams.model import Member, Role, Team
from coachdesk.handouts.item_rows import done_words, gap_standing, is_late, item_text
from coachdesk.handouts.paper import facts, paper
from coachdesk.handouts.programme import Programme, due_words, meeting_fact, programme_of_cohort
from coachdesk.handouts.wording import Words, joined
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import Message, msg, plural

ROOM, REMARKS = "room", "remarks"
_ROOM_LINES = 2


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone to call."""

    name: str
    position: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One team: whom to call and what about."""

    team: Team
    contact: Contact | None
    items: tuple[Item, ...]
    meets_on: dt.date | None = None

    def weight(self, today: dt.date) -> tuple[int, int]:
        """How many things are late, how many missing."""
        gaps = missing(self.items)
        return sum(is_late(item, today) for item in gaps), len(gaps)


@dataclass(frozen=True, slots=True)
class Calls:
    """The teams of a run, and its cohorts."""

    today: dt.date
    chosen: frozenset[str]
    programmes: tuple[Programme, ...]
    calls: tuple[Call, ...]

    @property
    def programme(self) -> Programme:
        """The run with its first cohort; names and texts are the same for all."""
        return self.programmes[0]


def collect(db: Database, run_rid: int, today: dt.date, choices: Choices) -> Calls | None:
    """Read what the teams of a run are missing; None when the run is gone."""
    cohorts = programmes.places_of_run(db, run_rid)
    if not cohorts:
        return None
    found, people = read_teams(db, cohorts, today)
    calls = tuple(
        Call(one.team, _contact(one.team, people[one.team.rid], today), one.items, one.meets_on)
        for one in found
    )
    known = tuple(programme_of_cohort(db, place) for place in cohorts)
    return Calls(today, choices.options, known, calls)


def _contact(team: Team, members: Sequence[Member], today: dt.date) -> Contact | None:
    """The first who has a number of: contact person, contact in the team, supervisor."""
    first = Contact(
        team.contact_name, team.contact_position, team.contact_phone, team.contact_email
    )
    others = (
        Contact(member.name, member.occupational_group, member.phone, member.email)
        for role in (Role.CONTACT, Role.SUPERVISOR)
        for member in members
        if member.role is role and member.is_active(today)
    )
    known = [one for one in (first, *others) if one.name or one.phone]
    return next((one for one in known if one.phone), known[0] if known else None)


def compose(data: Calls, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The call list in a language."""
    words = Words(language)
    by_name = sorted(data.calls, key=lambda call: words.by_name(call.team.name))
    worst_first = sorted(by_name, key=lambda call: urgency(call.items, call.meets_on, data.today))
    behind = [call for call in worst_first if missing(call.items)]
    blocks = facts([_next_workshop(one, data.today, words) for one in data.programmes], words)
    if not data.calls:
        none = msg("handouts", "No team takes part in the programme yet.")
        blocks.append(Para(words(none), "muted"))
    for call in behind:
        blocks += _call(call, data, words, whole=not large_print)
    blocks += _others([call for call in by_name if call not in behind], words)
    if REMARKS not in data.chosen and any(
        item.remark or item.support_remark for call in behind for item in missing(call.items)
    ):
        blocks += words.left_out([msg("handouts", "remarks")])
    return paper(
        HANDOUT.title, data.programme.run.name, data.today, blocks, words, large_print=large_print
    )


def _next_workshop(programme: Programme, today: dt.date, words: Words) -> tuple[Message, str]:
    """When the next workshop is, with the cohort where there are several."""
    label, when = meeting_fact(programme, today, words)
    if not programme.place.alone:
        cohort = programme.place.cohort.title(words.language)
        label = msg("handouts", "{event}, {cohort}", event=label, cohort=cohort)
    return label, when


def _call(call: Call, data: Calls, words: Words, *, whole: bool) -> list[Block]:
    """One team; `whole` keeps it on one page, which large print would leave half empty."""
    late, gaps = call.weight(data.today)
    counts = joined(
        words(plural("handouts", "{count} missing", "{count} missing", gaps)),
        words(plural("handouts", "▲ {count} late", "▲ {count} late", late)) if late else "",
    )
    head = (
        Heading(call.team.name),
        Para(_contact_words(call.contact, words)),
        Para(joined(counts, done_words(call.items, words), by=" · "), "muted"),
    )
    rows = TickList(tuple(_row(item, data, words) for item in missing(call.items)))
    blocks: list[Block] = [KeepTogether((*head, rows))] if whole else [KeepTogether(head), rows]
    if ROOM in data.chosen:
        room = Lines(_ROOM_LINES, words(msg("handouts", "Agreed in the call")))
        blocks.append(KeepTogether((room,)))
    return blocks


def _contact_words(contact: Contact | None, words: Words) -> tuple[Span, ...]:
    if contact is None:
        return (Span(words(msg("handouts", "No contact person is known.")), muted=True),)
    who = joined(contact.name, contact.position)
    reach = joined(contact.phone, contact.email)
    if not reach:
        reach = words(msg("handouts", "no phone number"))
    return (Span(joined(who, reach, by=" · "), bold=True),)


def _row(item: Item, data: Calls, words: Words) -> TickRow:
    detail = joined(
        gap_standing(item, data.programme, words, data.today),
        due_words(item.due, data.programme, words),
        item.who,
    )
    text = item_text(item, data.programme, words, remark=REMARKS in data.chosen)
    return TickRow(text, ticked=False, detail=detail)


def _others(calls: Sequence[Call], words: Words) -> list[Block]:
    groups = (
        (msg("handouts", "Nothing is missing"), [call for call in calls if call.items]),
        (msg("handouts", "No checklist yet"), [call for call in calls if not call.items]),
    )
    blocks: list[Block] = []
    for title, group in groups:
        if group:
            names = BulletList(tuple(call.team.name for call in group))
            blocks.append(KeepTogether((Heading(words(title)), names)))
    return blocks


HANDOUT = Handout(
    key="call_list",
    title=msg("handouts", "Call list"),
    subject=Subject.RUN,
    collect=collect,
    compose=compose,
    options=(
        Option(REMARKS, msg("handouts", "Remarks")),
        Option(ROOM, msg("handouts", "Room to write")),
    ),
)
