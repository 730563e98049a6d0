"""What can be projected: slides without anything that is not for the room. Pure."""

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from coachdesk.documents.blocks import BarChart, Scatter
from coachdesk.kernel.text import Message, msg

Chart = BarChart | Scatter


class State(StrEnum):
    """Where something stands in the course of the day."""

    DONE = "done"
    NOW = "now"
    COMING = "coming"


class Kind(StrEnum):
    """The kinds of slides, in the order in which they are offered."""

    AGENDA = "agenda"
    CLOCK = "clock"
    QUESTION = "question"
    GOALS = "goals"
    CHART = "chart"
    ORDER = "order"
    BLANK = "blank"


KIND_NAMES: Mapping[Kind, Message] = {
    Kind.AGENDA: msg("projector", "Agenda with now"),
    Kind.CLOCK: msg("projector", "Big clock"),
    Kind.QUESTION: msg("projector", "A question"),
    Kind.GOALS: msg("projector", "Goals"),
    Kind.CHART: msg("projector", "A chart"),
    Kind.ORDER: msg("projector", "The teams’ order"),
    Kind.BLANK: msg("projector", "Blank"),
}


# -- what the day tells ---------------------------------------------------------------------------


class DayBlock(NamedTuple):
    """A block of a day, from its plan or as it is held; minutes from the midnight of the day."""

    title: str
    begins: int
    ends: int
    goal: str = ""
    coach_only: bool = False
    track: str = ""
    state: State = State.COMING


class Now(NamedTuple):
    """A day that is being held, as the clock of the workshop day tells it.

    `ends` is when (UTC) the block that runs should end, None while none runs or it has no end.
    `order` is the teams (rids) of a sharing round in their order, `speaking` the place of the one
    that speaks and `turn_ends` when (UTC) its time is up. Handed in anew at each change, not at
    each tick.
    """

    event_rid: int
    day: int
    blocks: tuple[DayBlock, ...]
    ends: dt.datetime | None = None
    order: tuple[int, ...] = ()
    speaking: int | None = None
    turn_ends: dt.datetime | None = None


_STEADY = dt.timedelta(seconds=2)


def steadied(now: Now | None, before: Now | None) -> Now | None:
    """The day with the ends that it had before where they moved by less than two seconds.

    Ends worked out from whole seconds left differ a little each time; a clock must not jump.
    """
    if now is None or before is None:
        return now
    return now._replace(
        ends=_steady(now.ends, before.ends), turn_ends=_steady(now.turn_ends, before.turn_ends)
    )


def _steady(ends: dt.datetime | None, before: dt.datetime | None) -> dt.datetime | None:
    if ends is not None and before is not None and abs(ends - before) < _STEADY:
        return before
    return ends


class ShownTeam(NamedTuple):
    """A team as the room may see it: without its name where that is kept off the projector."""

    rid: int
    name: str


def for_the_room(blocks: Iterable[DayBlock]) -> tuple[DayBlock, ...]:
    """The blocks that are not for coaches only."""
    return tuple(block for block in blocks if not block.coach_only)


def at_minute(blocks: Iterable[DayBlock], minute: int | None) -> tuple[DayBlock, ...]:
    """The blocks with their states at a minute of the day; all to come without one."""
    return tuple(block._replace(state=_state(block, minute)) for block in blocks)


def _state(block: DayBlock, minute: int | None) -> State:
    if minute is None or minute < block.begins:
        return State.COMING
    return State.NOW if minute < block.ends else State.DONE


def running(blocks: Iterable[DayBlock]) -> DayBlock | None:
    """The first block that runs now."""
    return next((block for block in blocks if block.state is State.NOW), None)


def coming(blocks: Iterable[DayBlock]) -> DayBlock | None:
    """The first block still to come."""
    return next((block for block in blocks if block.state is State.COMING), None)


# -- names that stay off the projector ------------------------------------------------------------


class Mask:
    """Puts "Team 3" in the place of names that are kept off the projector, wherever they stand."""

    def __init__(self, private: Mapping[str, str]) -> None:
        """`private` tells by what each name is replaced."""
        names = sorted(filter(str.strip, private), key=len, reverse=True)
        self._instead = {_plain(name): private[name] for name in names}
        alternatives = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
        whole = rf"(?<!\w)(?:{alternatives})(?!\w)"
        self._pattern = re.compile(whole, re.IGNORECASE) if names else None

    def text(self, text: str) -> str:
        """The text without those names; a name inside another word is none."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._put(found[0]), text)

    def _put(self, found: str) -> str:
        return self._instead.get(_plain(found), "…")

    def texts(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Several texts."""
        return tuple(self.text(each) for each in texts)

    def blocks(self, blocks: Iterable[DayBlock]) -> tuple[DayBlock, ...]:
        """Blocks with their titles, goals and tracks."""
        return tuple(
            block._replace(
                title=self.text(block.title), goal=self.text(block.goal),
                track=self.text(block.track),
            )
            for block in blocks
        )  # fmt: skip

    def chart(self, chart: Chart) -> Chart:
        """A chart with its labels."""
        alternative = self.text(chart.alternative)
        if isinstance(chart, BarChart):
            bars = tuple(replace(bar, label=self.text(bar.label)) for bar in chart.bars)
            return replace(chart, bars=bars, alternative=alternative)
        points = tuple(replace(each, label=self.text(each.label)) for each in chart.points)
        return replace(chart, points=points, alternative=alternative)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


# -- slides ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A line of an agenda."""

    time: str
    title: str
    state: State = State.COMING


@dataclass(frozen=True, slots=True)
class AgendaSlide:
    """The blocks of the day with the one that runs."""

    title: str
    rows: tuple[AgendaRow, ...]
    language: str


@dataclass(frozen=True, slots=True)
class ClockSlide:
    """What is going on, the time left until `ends` (UTC) and the time of day; what comes next.

    Without an end the time of day stands in the middle. `left` and `up` are the words beside the
    time left, and once it is over.
    """

    title: str
    ends: dt.datetime | None
    left: str
    up: str
    next_line: str
    language: str


@dataclass(frozen=True, slots=True)
class TextSlide:
    """A question, or goals one a line under a heading."""

    kind: Kind
    heading: str
    lines: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class ChartSlide:
    """A chart; `alternative` of the chart says it in words."""

    title: str
    chart: Chart
    language: str

    def masked(self, mask: Mask) -> "ChartSlide":
        """Without names that are kept off the projector."""
        return replace(self, title=mask.text(self.title), chart=mask.chart(self.chart))


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A team in its place."""

    name: str
    state: State = State.COMING


@dataclass(frozen=True, slots=True)
class OrderSlide:
    """The teams in their order, with the one that speaks and its time left until `ends` (UTC)."""

    title: str
    rows: tuple[OrderRow, ...]
    ends: dt.datetime | None
    left: str
    up: str
    language: str


@dataclass(frozen=True, slots=True)
class BlankSlide:
    """Nothing."""


Slide = AgendaSlide | ClockSlide | TextSlide | ChartSlide | OrderSlide | BlankSlide
BLANK = BlankSlide()


class Choice(NamedTuple):
    """What the coach wants to show: a kind, the text she typed for it, or the key of a chart."""

    kind: Kind
    text: str = ""
    chart: str = ""


FOLLOWS_DAY = frozenset({Kind.AGENDA, Kind.CLOCK, Kind.ORDER})
"""Kinds that go on following the day once they are shown."""


# -- words ----------------------------------------------------------------------------------------


def count_down(seconds: float) -> str:
    """The time left as it is counted: "0:59", "12:00", "1:05:00"; never below nothing."""
    minutes, rest = divmod(max(0, math.ceil(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def words_of(slide: Slide) -> Sequence[str]:
    """All that can be read on a slide, but for what a clock counts."""
    if isinstance(slide, AgendaSlide):
        return [slide.title, *(f"{row.time} {row.title}" for row in slide.rows)]
    if isinstance(slide, ClockSlide):
        return list(filter(None, (slide.title, slide.next_line)))
    if isinstance(slide, TextSlide):
        return [*filter(None, [slide.heading]), *slide.lines]
    if isinstance(slide, ChartSlide):
        return [slide.title, slide.chart.alternative]
    if isinstance(slide, OrderSlide):
        rows = (f"{place}. {row.name}" for place, row in enumerate(slide.rows, start=1))
        return [slide.title, *rows]
    return []
