"""A day that is held: what runs now, how late it is, who speaks. Pure computation over moments.

All moments are in UTC; nothing counts on its own, so sleep, a crash and a restart change nothing.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from coachdesk.features.programmes.template_parts import BlockKind
from coachdesk.features.workshop_day.stamps import Stamp
from coachdesk.kernel.dates.zone import local_minutes, local_time

_SECOND = dt.timedelta(seconds=1)
_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class HeldDay:
    """A day of an event that is being held or has been; `language` is that of its plan.

    `held_on` is the date in Finland. `minutes_rid` is the note with the draft of its minutes.
    """

    rid: int
    uuid: str
    event_rid: int
    day: int
    title: str
    language: str
    held_on: dt.date
    started_at: dt.datetime
    ended_at: dt.datetime | None = None
    minutes_rid: int | None = None


@dataclass(frozen=True, slots=True)
class HeldBlock:
    """A block of the plan as it was when the day began, and what became of it.

    `planned_begins` and `fixed_at` are minutes from midnight; `minutes` is the length as it is
    now intended. One that was skipped while it ran has `began_at` and `ended_at`.
    """

    rid: int
    held_day_rid: int
    position: int
    title: str
    kind: BlockKind
    planned_begins: int
    planned_minutes: int
    minutes: int
    goal: str = ""
    materials: str = ""
    instructions: str = ""
    coach_only: bool = False
    by_team: bool = False
    fixed_at: int | None = None
    track: str = ""
    began_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    skipped: bool = False

    @property
    def planned_ends(self) -> int:
        """Minutes from midnight."""
        return self.planned_begins + self.planned_minutes

    @property
    def runs(self) -> bool:
        """Whether it has begun and not ended."""
        return self.began_at is not None and self.ended_at is None

    @property
    def is_coming(self) -> bool:
        """Whether it has not begun and will."""
        return self.began_at is None and not self.skipped


class BlockState(StrEnum):
    """What has become of a block; one that the day ended without is skipped, too."""

    DONE = "done"
    NOW = "now"
    COMING = "coming"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Row:
    """A block with its times: real ones behind, expected ones ahead (minutes from midnight)."""

    block: HeldBlock
    begins: int
    ends: int
    state: BlockState


@dataclass(frozen=True, slots=True)
class Standing:
    """How a day stands at one moment.

    `remaining_seconds` of the current block, negative when it is over; without a current one,
    the time until the next is planned to begin. `drift_minutes`: late is positive. `ends_at` and
    `planned_ends` are minutes from midnight, None without a plan.
    """

    current: HeldBlock | None
    upcoming: HeldBlock | None
    remaining_seconds: int
    drift_minutes: int
    rows: tuple[Row, ...]
    ends_at: int | None
    planned_ends: int | None


def stages(blocks: Iterable[HeldBlock]) -> list[list[HeldBlock]]:
    """What runs at a time: blocks one by one, neighbours with tracks together."""
    found: list[list[HeldBlock]] = []
    for is_parallel, some in groupby(blocks, key=lambda block: bool(block.track)):
        together = list(some)
        found += [together] if is_parallel else [[block] for block in together]
    return found


def running_stage(blocks: Iterable[HeldBlock]) -> list[HeldBlock]:
    """The blocks that run together now; empty when none does."""
    for stage in stages(blocks):
        running = [block for block in stage if block.runs]
        if running:
            return running
    return []


def begun_after(blocks: Iterable[HeldBlock], now: dt.datetime) -> list[HeldBlock]:
    """The blocks that run and have begun later than now: the computer's clock was set back."""
    return [block for block in blocks if block.runs and block.began_at and block.began_at > now]


def next_stage(blocks: Iterable[HeldBlock]) -> list[HeldBlock]:
    """What begins next; empty when nothing is left."""
    for stage in stages(blocks):
        coming = [block for block in stage if block.is_coming]
        if coming:
            return coming
    return []


def stage_before(blocks: Sequence[HeldBlock]) -> list[HeldBlock]:
    """What ran before the current stage, or last when none runs; empty when nothing did."""
    running = running_stage(blocks)
    found: list[HeldBlock] = []
    for stage in stages(blocks):
        if running and running[0] in stage:
            break
        found = [block for block in stage if block.began_at] or found
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """A block in time; `due` is when it should end, `ends` when it did or is expected to."""

    block: HeldBlock
    begins: dt.datetime
    due: dt.datetime
    ends: dt.datetime
    state: BlockState


def standing(day: HeldDay, blocks: Sequence[HeldBlock], now: dt.datetime) -> Standing:
    """How the day stands at `now`.

    A block that runs over is expected to end now. A fixed time takes up what comes before it:
    lateness as far as there is room, and all earliness. Tracks begin together, and what follows
    them waits for the longest. After the end, all is told as at the end.
    """
    now = day.ended_at or now
    placed = {place.block.rid: place for place in _all_places(day, blocks, now)}
    places = [placed[block.rid] for block in blocks]
    current = _longest([place for place in places if place.state is BlockState.NOW])
    upcoming = _upcoming(places, current)
    expected = [place.ends for place in places if place.state is not BlockState.SKIPPED]
    return Standing(
        current.block if current else None,
        upcoming.block if upcoming else None,
        _remaining(day, current, upcoming, now),
        _drift(day, places, current or upcoming),
        tuple(_row(day, place) for place in places),
        max((local_minutes(day.held_on, moment) for moment in expected), default=None),
        max((block.planned_ends for block in blocks), default=None),
    )


def _longest(places: Sequence[_Place]) -> _Place | None:
    return max(places, key=lambda place: place.due, default=None)


def _upcoming(places: Sequence[_Place], current: _Place | None) -> _Place | None:
    coming = [place for place in places if place.state is BlockState.COMING]
    track = current.block.track if current else ""
    own = [place for place in coming if track and place.block.track == track and _begun(place)]
    return next(iter(own or [place for place in coming if not _begun(place)]), None)


def _begun(place: _Place) -> bool:
    return place.block.began_at is not None


def _remaining(
    day: HeldDay, current: _Place | None, upcoming: _Place | None, now: dt.datetime
) -> int:
    if current:
        return (current.due - now) // _SECOND
    if upcoming:
        return (local_time(day.held_on, upcoming.block.planned_begins) - now) // _SECOND
    return 0


def _drift(day: HeldDay, places: Sequence[_Place], at: _Place | None) -> int:
    if at is None:
        held = [place for place in places if place.state is BlockState.DONE]
        at = max(held, key=lambda place: place.ends, default=None)
    if at is None:
        return 0
    if at.state is BlockState.COMING:
        late = at.begins - local_time(day.held_on, at.block.planned_begins)
    else:
        late = at.ends - local_time(day.held_on, at.block.planned_ends)
    return int(late / _MINUTE)


def _row(day: HeldDay, place: _Place) -> Row:
    begins, ends = (local_minutes(day.held_on, at) for at in (place.begins, place.ends))
    return Row(place.block, begins, ends, place.state)


def _all_places(day: HeldDay, blocks: Sequence[HeldBlock], now: dt.datetime) -> Iterator[_Place]:
    """What was skipped, what has begun, then what is coming, each where it is in time."""
    yield from (_skipped(day, block) for block in blocks if _never_held(day, block))
    held = [block for block in blocks if not _never_held(day, block)]
    free_from: dt.datetime | None = None
    for stage in stages(held):
        begun = [block for block in stage if block.began_at]
        places = _begun_stage(day, begun, now)
        yield from places
        if any(block.runs for block in begun):
            free_from = max(place.ends for place in places)
        elif begun:
            free_from = free_from or now
    yield from _coming_stages(day, held, free_from, now)


def _never_held(day: HeldDay, block: HeldBlock) -> bool:
    return block.began_at is None and (block.skipped or day.ended_at is not None)


def _skipped(day: HeldDay, block: HeldBlock) -> _Place:
    begins, ends = (
        local_time(day.held_on, at) for at in (block.planned_begins, block.planned_ends)
    )
    return _Place(block, begins, ends, ends, BlockState.SKIPPED)


def _begun_stage(day: HeldDay, stage: Sequence[HeldBlock], now: dt.datetime) -> list[_Place]:
    tracks = [
        _in_a_row(day, [block for block in stage if block.track == track], None, now)
        for track in dict.fromkeys(block.track for block in stage)
    ]
    ends = max((track[-1].due for track in tracks), default=now)
    return [
        _as_it_is(place, now, is_last=place is track[-1] and place.due == ends)
        for track in tracks
        for place in track
    ]


def _in_a_row(
    day: HeldDay, blocks: Sequence[HeldBlock], begins: dt.datetime | None, now: dt.datetime
) -> list[_Place]:
    """Blocks one after the other; what has begun by a clock that went wrong begins now."""
    cursor = begins
    found: list[_Place] = []
    for block in blocks:
        if block.began_at is not None and cursor is None:
            cursor = min(block.began_at, block.ended_at or now)
        at = cursor or now
        if block.fixed_at is not None and (found or begins is not None):
            at = max(at, local_time(day.held_on, block.fixed_at))
        length = 0 if block.skipped else block.minutes
        cursor = at + length * _MINUTE
        found.append(_Place(block, at, cursor, cursor, BlockState.COMING))
    return found


def _as_it_is(place: _Place, now: dt.datetime, *, is_last: bool) -> _Place:
    """A place in a stage that has begun, with what has become of it by now."""
    ended = place.block.ended_at
    if ended is not None:
        state = BlockState.SKIPPED if place.block.skipped else BlockState.DONE
        begins = min(place.begins, ended)
        ends = ended if is_last else min(place.due, ended)
        return replace(place, begins=begins, ends=max(begins, ends), state=state)
    if is_last and place.begins <= now:
        return replace(place, ends=max(place.due, now), state=BlockState.NOW)
    if place.due <= now:
        return replace(place, state=BlockState.DONE)
    return replace(place, state=BlockState.NOW if place.begins <= now else BlockState.COMING)


def _coming_stages(
    day: HeldDay, held: Sequence[HeldBlock], free_from: dt.datetime | None, now: dt.datetime
) -> Iterator[_Place]:
    coming = [block for block in held if block.is_coming]
    if not coming:
        return
    cursor = free_from or max(now, local_time(day.held_on, coming[0].planned_begins))
    for stage in stages(coming):
        tracks = [
            _in_a_row(day, [block for block in stage if block.track == track], cursor, now)
            for track in dict.fromkeys(block.track for block in stage)
        ]
        for track in tracks:
            yield from track
        cursor = max(track[-1].ends for track in tracks)


# -- a sharing round ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turn:
    """A team's turn to speak."""

    rid: int
    held_block_rid: int
    team_rid: int
    position: int
    began_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A sharing round at one moment. `seconds_left` of the current turn, negative when over."""

    turns: tuple[Turn, ...]
    current: Turn | None
    upcoming: Turn | None
    seconds_each: int
    seconds_left: int


def sharing_round(block: HeldBlock, turns: Sequence[Turn], now: dt.datetime) -> Round:
    """Who speaks and who is next; the block's length as now intended is divided equally."""
    current = next((turn for turn in turns if turn.began_at and not turn.ended_at), None)
    upcoming = next((turn for turn in turns if turn.began_at is None), None)
    each = block.minutes * 60 // len(turns) if turns else 0
    left = 0
    if current and current.began_at:
        left = each - max(now - current.began_at, dt.timedelta()) // _SECOND
    return Round(tuple(turns), current, upcoming, each, left)


# -- the rest -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parked:
    """A line that belonged to nobody when it was written; assigned or settled later."""

    rid: int
    held_day_rid: int
    text: str
    written_at: dt.datetime
    held_block_rid: int | None = None
    team_rid: int | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class DayNote:
    """A team's note of the day (`team_rid` None: of the whole workshop)."""

    rid: int
    held_day_rid: int
    team_rid: int | None
    meeting_rid: int
    stamps: tuple[Stamp | None, ...] = ()
