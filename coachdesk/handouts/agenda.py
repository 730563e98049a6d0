"""The agenda of a workshop: one paper for coaches, with instructions, and one for participants."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from coachdesk.documents.blocks import (
    Block,
    BulletList,
    Cell,
    Document,
    Heading,
    KeepTogether,
    PageBreak,
    Para,
    Span,
    Table,
    TickList,
    TickRow,
)
from coachdesk.features.agendas import store
from coachdesk.features.agendas.languages import plan_in_language
from coachdesk.features.agendas.model import KIND_NAMES, Plan, PlanDay, Slot, plan_of
from coachdesk.features.agendas.places import Workshop, workshop, workshops
from coachdesk.features.agendas.words import (
    clock_words,
    day_title,
    gap_words,
    is_beyond,
    length_words,
    slack_words,
)
from coachdesk.features.printing.model import (
    Choices,
    Group,
    Handout,
    OfferedSubject,
    Option,
    Subject,
)
from coachdesk.features.programmes import store as programmes
from coachdesk.features.teams import store as teams
from coachdesk.handouts.paper import facts, paper
from coachdesk.handouts.wording import Words, joined
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import Message, msg

GOALS, OVERVIEW, INSTRUCTIONS, MATERIALS = "goals", "overview", "instructions", "materials"


@dataclass(frozen=True, slots=True)
class AgendaPaper:
    """The plans of a workshop's days; `teams` is how many teams take part."""

    today: dt.date
    chosen: frozenset[str]
    workshop: Workshop
    days: tuple[tuple[PlanDay, Plan], ...]
    teams: int


def collect(db: Database, event_rid: int, today: dt.date, choices: Choices) -> AgendaPaper | None:
    """Read the plans of a workshop; None when it is gone."""
    found = workshop(db, event_rid)
    if found is None:
        return None
    days = tuple((day, plan_of(day, store.blocks(db, day.rid))) for day in found.planned)
    teams = len(programmes.team_rids(db, found.place.cohort.rid))
    return AgendaPaper(today, choices.options, found, days, teams)


# -- for participants -----------------------------------------------------------------------------


def compose(data: AgendaPaper, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """What participants see, in a language."""
    words = Words(language)
    blocks = _head(data, words)
    for day, plan in _days(data, language):
        slots = [slot for slot in plan.slots if not slot.block.coach_only]
        blocks.append(Heading(_day_words(data, day, words)))
        blocks.append(_course(slots, words, with_goals=GOALS in data.chosen))
    return _paper(HANDOUT.title, data, blocks, words, large_print=large_print)


def _course(slots: Sequence[Slot], words: Words, *, with_goals: bool) -> Block:
    if not slots:
        return Para(words(_NOTHING), "muted")
    head = (words(msg("handouts", "Time")), words(msg("handouts", "What")))
    rows = tuple(
        (Cell(_times(slot, words), is_header=True), Cell(_what(slot, with_goal=with_goals)))
        for slot in slots
    )
    return Table(head, rows, widths=(2.2, 7.8))


def _what(slot: Slot, *, with_goal: bool) -> tuple[Span, ...]:
    block = slot.block
    spans = [Span(joined(block.track, block.title, by=": "), bold=True)]
    if with_goal and block.goal:
        spans.append(Span(f"\n{block.goal}"))
    return tuple(spans)


# -- for coaches ----------------------------------------------------------------------------------


def compose_for_coaches(data: AgendaPaper, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """What coaches need, in a language: overview, each block, what to bring."""
    words = Words(language)
    blocks = _head(data, words)
    for number, (day, plan) in enumerate(_days(data, language)):
        if number:
            blocks.append(PageBreak())
        blocks.append(Heading(_day_words(data, day, words)))
        blocks.append(Para(_sums(day, plan, words), "warning" if is_beyond(plan) else "body"))
        if OVERVIEW in data.chosen:
            blocks.append(_overview(plan, words))
        if MATERIALS in data.chosen:
            blocks += _to_bring(plan, words)
        if INSTRUCTIONS in data.chosen and plan.slots:
            blocks.append(Heading(words(msg("handouts", "Block by block")), 2))
            blocks += [_whole(slot, data.teams, words) for slot in plan.slots]
    blocks += words.left_out([label for key, label in _LEFT_OUT.items() if key not in data.chosen])
    return _paper(FOR_COACHES.title, data, blocks, words, large_print=large_print)


def _sums(day: PlanDay, plan: Plan, words: Words) -> str:
    begins, ends = (clock_words(each, words.language) for each in (plan.begins, plan.ends))
    total = words(length_words(plan.total))
    agreed = ""
    if day.ends_at is not None:
        time = clock_words(day.ends_at.hour * 60 + day.ends_at.minute, words.language)
        agreed = words(msg("handouts", "should end at {time}", time=time))
    return joined(f"{begins}–{ends}", total, agreed, words(slack_words(plan)))


def _overview(plan: Plan, words: Words) -> Block:
    if not plan.slots:
        return Para(words(_NOTHING), "muted")
    head = (
        msg("handouts", "Time"), msg("handouts", "Length, min"), msg("handouts", "What"),
        msg("handouts", "Remark"),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(_times(slot, words), is_header=True),
            Cell(str(slot.block.minutes), align="right"),
            Cell(_what(slot, with_goal=False)),
            Cell(_remark(slot, words)),
        )
        for slot in plan.slots
    )
    return Table(tuple(words(each) for each in head), rows, widths=(2.1, 1.7, 4.4, 2.4))


def _remark(slot: Slot, words: Words) -> str:
    parts = []
    gap = gap_words(slot)
    if gap is not None:
        sign = "▲" if slot.gap < 0 else "●"
        parts.append(f"{sign} {words(gap)}")
    if slot.block.coach_only:
        parts.append(words(_ONLY_COACHES))
    return joined(*parts)


def _to_bring(plan: Plan, words: Words) -> list[Block]:
    rows = tuple(
        TickRow(" ".join(slot.block.materials.split()), detail=slot.block.title)
        for slot in plan.slots
        if slot.block.materials
    )
    if not rows:
        return []
    return [Heading(words(msg("handouts", "What to have at hand")), 2), TickList(rows)]


def _whole(slot: Slot, teams: int, words: Words) -> Block:
    block = slot.block
    title = f"{_times(slot, words)}  {joined(block.track, block.title, by=': ')}"
    each = block.minutes_each(teams)
    about = joined(
        words(length_words(block.minutes)),
        "" if each is None
        else words(msg("handouts", "{teams} × {each} min", teams=teams, each=each)),
        words(KIND_NAMES[block.kind]),
        words(_ONLY_COACHES) if block.coach_only else "",
        by=" · ",
    )  # fmt: skip
    parts: list[Block] = [Heading(title, 3), Para(about, "small")]
    parts += facts(
        [
            (msg("handouts", "Goal"), block.goal),
            (msg("handouts", "Materials"), block.materials),
        ],
        words,
    )
    lines = tuple(line.strip() for line in block.instructions.splitlines() if line.strip())
    if lines:
        parts.append(BulletList(lines))
    return KeepTogether(tuple(parts))


# -- both -----------------------------------------------------------------------------------------

_NOTHING = msg("handouts", "Nothing is planned yet.")
_ONLY_COACHES = msg("handouts", "only for coaches")
_LEFT_OUT = {
    OVERVIEW: msg("handouts", "the overview of the day"),
    MATERIALS: msg("handouts", "what to have at hand"),
    INSTRUCTIONS: msg("handouts", "goals and instructions block by block"),
}


def _head(data: AgendaPaper, words: Words) -> list[Block]:
    event = data.workshop.event
    blocks = facts(
        [
            (msg("handouts", "Where"), event.place),
            (msg("handouts", "Programme"), data.workshop.place.title(words.language)),
        ],
        words,
    )
    if not data.days:
        blocks.append(Para(words(_NOTHING), "muted"))
    return blocks


def _days(data: AgendaPaper, language: str) -> list[tuple[PlanDay, Plan]]:
    template = data.workshop.template
    return [
        (day, plan_in_language(plan, template, day.language, language)) for day, plan in data.days
    ]


def _day_words(data: AgendaPaper, day: PlanDay, words: Words) -> str:
    on = data.workshop.date_of(day.day)
    return joined(words(day_title(day)), words.date(on, "long"), by=" · ")


def _times(slot: Slot, words: Words) -> str:
    begins, ends = (clock_words(each, words.language) for each in (slot.begins, slot.ends))
    return begins if slot.begins == slot.ends else f"{begins}–{ends}"


def _paper(
    title: Message, data: AgendaPaper, blocks: Sequence[Block], words: Words, *, large_print: bool
) -> Document:
    name = data.workshop.name(words.language)
    return paper(title, name, data.today, blocks, words, large_print=large_print)


def _is_unplanned(data: AgendaPaper) -> bool:
    return not any(plan.slots for _, plan in data.days)


HANDOUT = Handout(
    key="agenda",
    title=msg("handouts", "Agenda"),
    subject=Subject.EVENT,
    collect=collect,
    compose=compose,
    options=(Option(GOALS, msg("handouts", "Goals of the parts")),),
    group=Group.WORKSHOP,
    is_empty=_is_unplanned,
)
FOR_COACHES = Handout(
    key="agenda_coach",
    title=msg("handouts", "Agenda for coaches"),
    subject=Subject.EVENT,
    collect=collect,
    compose=compose_for_coaches,
    options=(
        Option(OVERVIEW, msg("handouts", "Overview of the day")),
        Option(MATERIALS, msg("handouts", "What to have at hand")),
        Option(INSTRUCTIONS, msg("handouts", "Goals and instructions block by block")),
    ),
    group=Group.WORKSHOP,
    is_empty=_is_unplanned,
)


def _choices(db: Database) -> list[tuple[int, str]]:
    return [(one.event.rid, _title(db, one)) for one in workshops(db)]


def _title(db: Database, one: Workshop) -> str:
    """In the language of the plan, else in that of the first team."""
    if one.planned:
        return one.title(one.planned[0].language)
    first = teams.teams(db, programmes.team_rids(db, one.place.cohort.rid)[:1])
    return one.title(first[0].language if first else _WITHOUT_TEAMS)


_WITHOUT_TEAMS = "fi"


def _name_of(db: Database, uuid: str) -> str:
    rid = store.event_of_uuid(db, uuid)
    one = workshop(db, rid) if rid is not None else None
    return _title(db, one) if one else ""


SUBJECT = OfferedSubject(
    kind=Subject.EVENT,
    table="event",
    title=msg("printing", "Which workshop"),
    field_name=msg("printing", "Workshop to print for"),
    choices=_choices,
    name_of=_name_of,
)
