"""A certificate of attendance for everybody who was at a workshop, a page each."""

import datetime as dt
from dataclasses import dataclass, replace

from coachdesk.documents.blocks import (
    Block,
    Cell,
    Display,
    Document,
    PageBreak,
    Signatures,
    Span,
    Table,
    Text,
)
from coachdesk.features.agendas import store as agendas
from coachdesk.features.agendas.model import BlockKind, Plan, plan_of
from coachdesk.features.agendas.places import Workshop
from coachdesk.features.agendas.words import clock_words, length_words
from coachdesk.features.printing.model import Choices, Group, Handout, Option, Subject
from coachdesk.handouts import gathering
from coachdesk.handouts.form import empty_table, fields
from coachdesk.handouts.gathering import Gathering
from coachdesk.handouts.paper import paper
from coachdesk.handouts.presence import Participant, participants
from coachdesk.handouts.wording import Words, joined
from coachdesk.kernel import preferences
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg

HOURS, GUESTS = "hours", "guests"
_BLANK_DAYS = 2
_HEADS = (
    msg("handouts", "Day"), msg("handouts", "Time"), msg("handouts", "Hours without lunch"),
)  # fmt: skip
_WIDTHS = (4, 3, 3)


@dataclass(frozen=True, slots=True)
class Hours:
    """When a day begins and ends for participants, in minutes from midnight; lunch is not work."""

    begins: int
    ends: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Certificates:
    """Who gets a certificate of which workshop; nobody's and none's when it is blank.

    `hours` are those of its planned days; `coaches` sign.
    """

    gathering: Gathering
    people: tuple[Participant, ...] = ()
    hours: tuple[tuple[int, Hours], ...] = ()
    coaches: tuple[str, ...] = ()


def collect(db: Database, event_rid: int, today: dt.date, choices: Choices) -> Certificates | None:
    """Read who was at a workshop, and its hours; None when it is gone."""
    found = gathering.collect(db, event_rid, today, choices)
    if found is None or found.workshop is None:
        return None
    people = [
        one for one in participants(db, found) if not one.is_guest or GUESTS in choices.options
    ]
    plans = ((day.day, plan_of(day, agendas.blocks(db, day.rid))) for day in found.workshop.planned)
    known = ((day, hours_of(plan)) for day, plan in plans)
    hours = tuple((day, hours) for day, hours in known if hours)
    coach = preferences.read(db, preferences.COACH_NAME)
    coaches = found.coaches or ((coach,) if coach else ())
    return Certificates(found, tuple(people), hours, coaches)


def hours_of(plan: Plan) -> Hours | None:
    """The hours of participants: without what is only for coaches, and without lunches."""
    slots = [slot for slot in plan.slots if not slot.block.coach_only]
    if not slots:
        return None
    begins, ends = min(slot.begins for slot in slots), max(slot.ends for slot in slots)
    lunches = [range(s.begins, s.ends) for s in slots if s.block.kind is BlockKind.LUNCH]
    lunch = len(set().union(*lunches))
    return Hours(begins, ends, ends - begins - lunch) if ends > begins else None


def blank(choices: Choices) -> Certificates:
    """One to fill in by hand."""
    return Certificates(gathering.blank(choices))


def compose(data: Certificates, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """A page for each participant, in a language; one to fill in where nobody is known."""
    words = Words(language)
    blocks: list[Block] = []
    for one in data.people:
        blocks += [PageBreak(), *_certificate(data, one, words)]
    if not data.people:
        blocks += _empty(data, words)
    name = data.gathering.name(language)
    document = paper(
        HANDOUT.title, name, data.gathering.today, blocks, words, large_print=large_print
    )
    return replace(document, without_frame=True)


def _certificate(data: Certificates, one: Participant, words: Words) -> list[Block]:
    workshop = data.gathering.workshop
    if workshop is None:
        return []
    took_part = msg("handouts", "took part in this workshop as a member of a development team:")
    was_there = msg("handouts", "took part in this workshop as a guest:")
    about = joined(workshop.place.title(words.language), workshop.event.place, by=" · ")
    return [
        Display(words(HANDOUT.title), "title", 30),
        Display(one.name, "name", 24),
        Display(joined(one.team.name, one.team.unit_name, by=" · "), above=3),
        Display(words(was_there if one.is_guest else took_part), above=16),
        Display(workshop.name(words.language), "subtitle", 7),
        Display(about, above=2),
        *_days(data, workshop, one, words),
        *_signing(data, words),
    ]


def _days(data: Certificates, workshop: Workshop, one: Participant, words: Words) -> list[Block]:
    """The days on which someone was there, with their hours if she wants and they are known."""
    hours = dict(data.hours) if HOURS in data.gathering.chosen else {}
    partly = words(msg("handouts", "part of the day"))
    if not hours:
        lines = [
            joined(_day(workshop, day, words), partly if day in one.partly else "")
            for day in one.days
        ]
        return [Display(line, above=2 if number else 8) for number, line in enumerate(lines)]
    rows = [
        (Cell(_day(workshop, day, words), is_header=True), partly, "")
        if day in one.partly
        else (Cell(_day(workshop, day, words), is_header=True), *_hours(hours.get(day), words))
        for day in one.days
    ]
    if len(one.days) > 1 and not one.partly and hours.keys() >= set(one.days):
        total = words(length_words(sum(hours[day].minutes for day in one.days)))
        rows.append((Cell(words(msg("handouts", "Together")), is_header=True), "", total))
    heads = tuple(words(each) for each in _HEADS)
    return [Display("", above=7), Table(heads, tuple(rows), widths=_WIDTHS)]


def _day(workshop: Workshop, day: int, words: Words) -> str:
    return words.date(workshop.date_of(day), "long") or words(
        workshop.day_words(day, words.language)
    )


def _hours(hours: Hours | None, words: Words) -> tuple[str, str]:
    if hours is None:
        return "", ""
    begins, ends = (clock_words(each, words.language) for each in (hours.begins, hours.ends))
    return f"{begins}–{ends}", words(length_words(hours.minutes))


def _signing(data: Certificates, words: Words) -> list[Block]:
    coach = words(msg("handouts", "Coach"))
    signing: list[Text] = [words(msg("handouts", "Place and date"))]
    signing += [(Span(f"{name}\n"), Span(coach)) for name in data.coaches] or [coach]
    return [Display("", above=8), Signatures(tuple(signing))]


def _empty(data: Certificates, words: Words) -> list[Block]:
    workshop = data.gathering.workshop
    name = workshop.name(words.language) if workshop else ""
    programme = workshop.place.title(words.language) if workshop else ""
    place = workshop.event.place if workshop else ""
    took_part = msg("handouts", "The person named here took part in the workshop on these days:")
    return [
        Display(words(HANDOUT.title), "title", 30),
        Display("", above=8),
        fields(
            words,
            (msg("handouts", "Name"), 16),
            (msg("handouts", "Team"), 12),
            (msg("handouts", "Work unit"), 12),
            (msg("handouts", "Workshop"), 12, None, name),
            (msg("handouts", "Programme"), 12, None, programme),
            (msg("handouts", "Place"), 12, None, place),
        ),
        Display(words(took_part), above=10),
        empty_table(words, _HEADS, _BLANK_DAYS, widths=_WIDTHS),
        *_signing(data, words),
    ]


HANDOUT = Handout(
    key="certificate",
    title=msg("handouts", "Certificate of attendance"),
    subject=Subject.EVENT,
    collect=collect,
    compose=compose,
    options=(
        Option(HOURS, msg("handouts", "Times and hours")),
        Option(GUESTS, msg("handouts", "Guests who were there"), default=False),
    ),
    blank=blank,
    group=Group.WORKSHOP,
)
