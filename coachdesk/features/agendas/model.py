"""The plan of a workshop day: blocks, and when each of them is. Pure arithmetic."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from coachdesk.features.programmes.template_parts import MINUTES_OF_DAY, BlockKind, minutes_of
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg

__all__ = ["MINUTES_OF_DAY", "BlockKind", "minutes_of"]

LONG_DAY = 12 * 60
"""Minutes from which a day is worth a word."""
STEP = 5
"""Minutes by which a key makes a block longer or shorter."""

KIND_NAMES: Mapping[BlockKind, Message] = {
    BlockKind.OPENING: msg("agendas", "Opening"),
    BlockKind.TALK: msg("agendas", "Talk"),
    BlockKind.GROUP_WORK: msg("agendas", "Group work"),
    BlockKind.SHARING: msg("agendas", "Sharing"),
    BlockKind.SPARRING: msg("agendas", "Sparring"),
    BlockKind.EXERCISE: msg("agendas", "Exercise"),
    BlockKind.BREAK: msg("agendas", "Break"),
    BlockKind.LUNCH: msg("agendas", "Lunch"),
    BlockKind.CLOSING: msg("agendas", "Closing"),
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What a block is.

    `instructions` are for the coach; a block that is `coach_only` is left out of what teams see.
    A block `by_team` divides its time among the teams. `fixed_at` is the time it begins whatever
    comes before. Neighbours with a `track` (a room, a group) run side by side.
    """

    title: str
    minutes: int
    kind: BlockKind = BlockKind.GROUP_WORK
    goal: str = ""
    materials: str = ""
    instructions: str = ""
    coach_only: bool = False
    by_team: bool = False
    fixed_at: dt.time | None = None
    track: str = ""

    def minutes_each(self, teams: int) -> int | None:
        """How many minutes each team has; None where the time is not divided."""
        return self.minutes // teams if self.by_team and teams > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBlock(Contents):
    """A block of a plan."""

    rid: int
    uuid: str
    day_rid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnBlock(Contents):
    """A block that the coach keeps for other plans."""

    rid: int
    uuid: str


@dataclass(frozen=True, slots=True)
class PlanDay:
    """The plan of one day of an event; `day` counts from 1, `language` is that of its texts.

    `ends_at` is when it should be over, None while that is not agreed.
    """

    rid: int
    uuid: str
    event_rid: int
    day: int
    title: str
    language: str
    starts_at: dt.time
    ends_at: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """When a block is: minutes from the midnight before the day.

    `gap` is how many minutes are free before a block with a fixed time; negative: by how much what
    is before it runs over. `waits` is how long its track then waits for the longest one.
    """

    block: PlanBlock
    begins: int
    ends: int
    gap: int = 0
    waits: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A day worked out.

    `free` and `over` are the minutes of all gaps and overruns before fixed times; `left` is how
    many minutes remain until the agreed end (negative: beyond it), None without one.
    """

    slots: tuple[Slot, ...]
    begins: int
    ends: int
    free: int
    over: int
    left: int | None

    @property
    def total(self) -> int:
        """Minutes from the first to the last."""
        return self.ends - self.begins

    def slot(self, block_rid: int) -> Slot | None:
        """When a block is."""
        return next((slot for slot in self.slots if slot.block.rid == block_rid), None)


def plan_of(day: PlanDay, blocks: Iterable[PlanBlock]) -> Plan:
    """Work a day out: each block begins where the one before ends, or at its fixed time.

    Neighbours with tracks begin together, track by track; what follows waits for the longest.
    """
    begins = now = latest = minutes_of(day.starts_at)
    slots: list[Slot] = []
    for is_parallel, some in groupby(blocks, key=lambda block: bool(block.track)):
        together = list(some)
        found = _side_by_side(together, now) if is_parallel else _in_a_row(together, now)
        slots += found
        now = max(slot.ends for slot in found) if is_parallel else found[-1].ends
        latest = max(latest, *(slot.ends for slot in found))
    return Plan(
        tuple(slots), begins, latest,
        sum(max(slot.gap, 0) for slot in slots), sum(max(-slot.gap, 0) for slot in slots),
        None if day.ends_at is None else minutes_of(day.ends_at) - latest,
    )  # fmt: skip


def _in_a_row(blocks: Iterable[PlanBlock], now: int) -> list[Slot]:
    slots = []
    for block in blocks:
        begins = now if block.fixed_at is None else minutes_of(block.fixed_at)
        slots.append(Slot(block, begins, begins + block.minutes, begins - now))
        now = begins + block.minutes
    return slots


def _side_by_side(blocks: Sequence[PlanBlock], now: int) -> list[Slot]:
    tracks = dict.fromkeys(block.track for block in blocks)
    rows = [_in_a_row((b for b in blocks if b.track == track), now) for track in tracks]
    over = max(row[-1].ends for row in rows)
    by_rid: dict[int, Slot] = {}
    for row in rows:
        *others, last = row
        waiting = Slot(last.block, last.begins, last.ends, last.gap, over - last.ends)
        by_rid |= {slot.block.rid: slot for slot in (*others, waiting)}
    return [by_rid[block.rid] for block in blocks]


def moved(order: Sequence[int], rids: Iterable[int], by: int) -> list[int]:
    """The order with these one or more places up (negative) or down, as far as there is room.

    They keep their order among each other; what stands at the edge already stays there.
    """
    chosen, result = set(rids), list(order)
    for _ in range(abs(by)):
        result = _one_down(result, chosen) if by > 0 else _one_up(result, chosen)
    return result


def _one_up(order: Sequence[int], chosen: set[int]) -> list[int]:
    result = list(order)
    for place in range(1, len(result)):
        if result[place] in chosen and result[place - 1] not in chosen:
            result[place - 1], result[place] = result[place], result[place - 1]
    return result


def _one_down(order: Sequence[int], chosen: set[int]) -> list[int]:
    return _one_up(list(order)[::-1], chosen)[::-1]


def placed(order: Sequence[int], rids: Iterable[int], row: int) -> list[int]:
    """The order with these dropped before what now stands in `row`; at the end beyond the last."""
    chosen = set(rids)
    going = [rid for rid in order if rid in chosen]
    before = [rid for rid in order[:row] if rid not in chosen]
    after = [rid for rid in order[row:] if rid not in chosen]
    return [*before, *going, *after]


_LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,3})\s*(?:h|t|tim|hours?)\.?|(?P<clock>\d{1,3}):(?=\d\d))?"
    r"\s*(?:(?P<minutes>\d{1,4})\s*(?:m|min|minutes?)?\.?)?",
    re.IGNORECASE,
)


def parse_length(text: str) -> int:
    """Minutes as people type them: "45", "45 min", "1 h 15", "1:15".

    Raises `UserError` that says what can be typed.
    """
    found = _LENGTH.fullmatch(text.strip())
    if found is None or not text.strip():
        raise UserError(msg("agendas", "Type a length such as 45, 90 min or 1 h 30."))
    hours = int(found["hours"] or found["clock"] or 0)
    return checked_length(hours * 60 + int(found["minutes"] or 0))


def checked_length(minutes: int) -> int:
    """The minutes. Raises `UserError` for a block of more than a day, or of less than nothing."""
    if not 0 <= minutes <= MINUTES_OF_DAY:
        raise UserError(msg("agendas", "A block lasts from 0 minutes to 24 hours."))
    return minutes
