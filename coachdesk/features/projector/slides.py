"""Slides made from a workshop's day. What is not for the room is left out before they are made."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coachdesk.features.agendas import store
from coachdesk.features.agendas.model import plan_of
from coachdesk.features.agendas.places import Workshop, workshop
from coachdesk.features.agendas.words import clock_words
from coachdesk.features.programmes import store as programmes
from coachdesk.features.projector import offered
from coachdesk.features.projector.model import (
    BLANK,
    FOLLOWS_DAY,
    AgendaRow,
    AgendaSlide,
    ChartSlide,
    Choice,
    ClockSlide,
    DayBlock,
    Kind,
    Mask,
    Now,
    OrderRow,
    OrderSlide,
    ShownTeam,
    Slide,
    State,
    TextSlide,
    at_minute,
    coming,
    for_the_room,
    running,
)
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Team
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates.zone import local_day, local_minutes, local_time
from coachdesk.kernel.text import Texts, msg

_GOALS = msg("projector", "Goals of the day")
_LEFT = msg("projector", "time left")
_UP = msg("projector", "The time is up")
_SEPARATOR = "/"


@dataclass(frozen=True, slots=True)
class Material:
    """What slides of a day are made from; nothing else is read for them.

    `blocks` are those for the room, names kept off the projector are replaced everywhere. `ends`
    is when (UTC) the block that runs should end; `is_on` while the day is held, and on its date.
    """

    title: str
    language: str
    blocks: tuple[DayBlock, ...]
    teams: tuple[ShownTeam, ...]
    mask: Mask
    ends: dt.datetime | None = None
    is_on: bool = False
    order: tuple[int, ...] = ()
    speaking: int | None = None
    turn_ends: dt.datetime | None = None
    questions: tuple[str, ...] = ()


# -- reading --------------------------------------------------------------------------------------


def read(
    db: Database, event_rid: int, day: int, now: Now | None, moment: dt.datetime
) -> Material | None:
    """The material of a day of a workshop at a moment (UTC); None when the workshop is gone.

    `now` is the day as it is held, if it is this one; without it the plan tells what there is, and
    on its date also what runs.
    """
    found = workshop(db, event_rid)
    if found is None:
        return None
    is_held = now is not None and (now.event_rid, now.day) == (event_rid, day)
    blocks, language = _planned(db, found, day)
    shown, mask = shown_teams(_teams(db, found), language)
    title = Texts.load(language)(found.day_words(day, language))
    material = Material(
        mask.text(f"{found.name(language)} · {title}"), language, (), shown, mask,
        order=tuple(team.rid for team in shown), questions=_questions(found, language),
    )  # fmt: skip
    if now is not None and is_held:
        return held(material, now)
    return planned(material, blocks, found.date_of(day), moment)


def held(material: Material, now: Now) -> Material:
    """The material with the day as it is held; a block for coaches only leaves no trace."""
    blocks = material.mask.blocks(for_the_room(now.blocks))
    return replace(
        material, blocks=blocks, ends=now.ends if running(blocks) else None, is_on=True,
        order=now.order or material.order, speaking=now.speaking, turn_ends=now.turn_ends,
    )  # fmt: skip


def planned(
    material: Material, blocks: Sequence[DayBlock], date: dt.date | None, moment: dt.datetime
) -> Material:
    """The material with the day as it is planned; on its `date` the plan tells what runs."""
    is_on = date is not None and date == local_day(moment)
    minute = local_minutes(date, moment) if date is not None else None
    at_now = material.mask.blocks(at_minute(for_the_room(blocks), minute))
    block = running(at_now)
    ends = local_time(date, block.ends) if date is not None and block is not None else None
    return replace(material, blocks=at_now, ends=ends, is_on=is_on)


def _planned(db: Database, found: Workshop, day: int) -> tuple[list[DayBlock], str]:
    planned_day = store.day_at(db, found.event.rid, day)
    if planned_day is None:
        return [], _usual_language(db, found)
    plan = plan_of(planned_day, store.blocks(db, planned_day.rid))
    blocks = [
        DayBlock(
            slot.block.title, slot.begins, slot.ends, slot.block.goal, slot.block.coach_only,
            slot.block.track,
        )
        for slot in plan.slots
    ]  # fmt: skip
    return blocks, planned_day.language


def _usual_language(db: Database, found: Workshop) -> str:
    """That of the event's other days, else of the first team."""
    named = store.language_of_event(db, found.event.rid)
    return named or next((team.language for team in _teams(db, found)), "fi")


def _teams(db: Database, found: Workshop) -> list[Team]:
    rids = programmes.team_rids(db, found.place.cohort.rid)
    by_rid = {team.rid: team for team in teams.teams(db, rids)}
    return [by_rid[rid] for rid in rids if rid in by_rid]


def shown_teams(found: Sequence[Team], language: str) -> tuple[tuple[ShownTeam, ...], Mask]:
    """Teams as the room sees them, and what replaces the names that stay off the projector."""
    texts = Texts.load(language)
    numbered = {
        team.rid: texts(msg("projector", "Team {number}", number=number))
        for number, team in enumerate(found, start=1)
    }
    mask = Mask({team.name: numbered[team.rid] for team in found if team.off_projector})
    shown = tuple(
        ShownTeam(
            team.rid, numbered[team.rid] if team.off_projector else mask.text(team.name)
        )
        for team in found
    )  # fmt: skip
    return shown, mask


def _questions(found: Workshop, language: str) -> tuple[str, ...]:
    if found.template is None:
        return ()
    return tuple(each.text.in_language(language) for each in found.template.questions)


def charts_of(db: Database, event_rid: int, language: str) -> tuple[offered.OfferedChart, ...]:
    """The charts that there are for a workshop; each source is asked, which may take a moment."""
    return tuple(
        offered.OfferedChart(f"{source.name}{_SEPARATOR}{chart.key}", chart.title)
        for source in offered.CHARTS
        for chart in source.charts(db, event_rid, language)
    )


# -- making ---------------------------------------------------------------------------------------


def slide_of(choice: Choice, material: Material) -> Slide:
    """The slide that was chosen; blank where there is nothing to show, and for a chart."""
    if choice.kind in FOLLOWS_DAY:
        return _DAY_SLIDES[choice.kind](material)
    if choice.kind is Kind.QUESTION:
        return _text_slide(Kind.QUESTION, choice.text, material)
    if choice.kind is Kind.GOALS:
        goals = "\n".join(dict.fromkeys(block.goal for block in material.blocks if block.goal))
        return _text_slide(Kind.GOALS, choice.text.strip() or goals, material)
    return BLANK


def _agenda(material: Material) -> Slide:
    rows = tuple(
        AgendaRow(
            clock_words(block.begins, material.language),
            ": ".join(filter(None, (block.track, block.title))), block.state,
        )
        for block in material.blocks
    )  # fmt: skip
    return AgendaSlide(material.title, rows, material.language)


def _clock(material: Material) -> Slide:
    texts = Texts.load(material.language)
    now, following = running(material.blocks), coming(material.blocks)
    next_line = ""
    if following is not None and material.is_on:
        time = clock_words(following.begins, material.language)
        next_line = texts(msg("projector", "Next {time}: {title}", time=time,
                              title=following.title))  # fmt: skip
    title = now.title if now is not None else material.title
    return ClockSlide(
        title, material.ends, texts(_LEFT), texts(_UP), next_line, material.language
    )  # fmt: skip


def _order(material: Material) -> Slide:
    texts = Texts.load(material.language)
    names = {team.rid: team.name for team in material.teams}
    rows = tuple(
        OrderRow(names[rid], _state_in_order(place, material.speaking))
        for place, rid in enumerate(material.order)
        if rid in names
    )
    title = texts(msg("projector", "The order of the teams"))
    ends = material.turn_ends if material.speaking is not None else None
    return OrderSlide(title, rows, ends, texts(_LEFT), texts(_UP), material.language)


def _state_in_order(place: int, speaking: int | None) -> State:
    if speaking is None or place > speaking:
        return State.COMING
    return State.NOW if place == speaking else State.DONE


_DAY_SLIDES = {Kind.AGENDA: _agenda, Kind.CLOCK: _clock, Kind.ORDER: _order}


def _text_slide(kind: Kind, text: str, material: Material) -> Slide:
    lines = [line.strip() for line in material.mask.text(text).splitlines()]
    if not any(lines):
        return BLANK
    heading = Texts.load(material.language)(_GOALS) if kind is Kind.GOALS else ""
    return TextSlide(kind, heading, tuple(filter(None, lines)), material.language)


def chart_slide(chart: offered.OfferedChart, material: Material, db: Database) -> Slide:
    """The slide of a chart; blank when it is gone."""
    name, _, key = chart.key.partition(_SEPARATOR)
    source = next((each for each in offered.CHARTS if each.name == name), None)
    made = source.chart(db, key, material.language) if source else None
    if made is None:
        return BLANK
    return ChartSlide(chart.title, made, material.language).masked(material.mask)
