"""Moving an event: what moves with it, what was fixed by hand and stays, and what is odd then.

Subjects above this one, whose work hangs on events, fill `hooks.HANGING` (the composition root
does). Finished work keeps the date it had.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from coachdesk.features.programmes import hooks, store
from coachdesk.features.programmes.due import Due, DueKind, due_at
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import Event, EventDate, Timing, dated, followed
from coachdesk.features.programmes.template import LocalText, Template
from coachdesk.kernel.database import Database
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg


@dataclass(frozen=True, slots=True)
class Hanging:
    """A task or checklist item whose date follows an event, or would if it were not fixed by hand.

    `table` and `rid` name its row.
    """

    table: str
    rid: int
    team_rid: int | None
    team: str
    title: LocalText
    due: Due
    done: bool


@dataclass(frozen=True, slots=True)
class Moving:
    """Events of a cohort that are about to move, as they are now."""

    run_rid: int
    template: Template | None
    team_rids: Sequence[int]
    events: Sequence[Event]


@dataclass(frozen=True, slots=True)
class HangingWork:
    """A subject whose work hangs on events.

    `read` tells what follows the events, also finished work, and what the template ties to them
    but was fixed by hand (its due is a date); `keep_done` makes finished work keep its date;
    `relink` gives a team's work that follows one event to another, by their rids.
    """

    read: Callable[[Database, Moving], list[Hanging]]
    keep_done: Callable[[Database, int], None]
    relink: Callable[[Database, int, Mapping[int, int]], None]


def hanging_work() -> list[HangingWork]:
    """The subjects whose work hangs on events."""
    return [load() for load in hooks.HANGING]


@dataclass(frozen=True, slots=True)
class EventMove:
    """An event before and after."""

    old: Event
    new: Event


@dataclass(frozen=True, slots=True)
class DateMove:
    """A due date that moves; None where it is open."""

    what: Hanging
    old: dt.date | None
    new: dt.date | None


class FindingKind(Enum):
    """What is odd about the dates after a move."""

    OVERLAPS = "overlaps"
    OUT_OF_ORDER = "out_of_order"


@dataclass(frozen=True, slots=True)
class MoveFinding:
    """Two events of the cohort: they meet, or `event` begins before `earlier`, its forerunner."""

    kind: FindingKind
    earlier: Event
    event: Event


@dataclass(frozen=True, slots=True)
class MovePreview:
    """What moving an event would do; nothing has been done yet.

    `events` has the event itself first, then those that follow it. `fixed` stays where it was put
    by hand; `done` counts finished work, which keeps its date.
    """

    events: tuple[EventMove, ...]
    dates: tuple[DateMove, ...]
    fixed: tuple[Hanging, ...]
    done: int
    findings: tuple[MoveFinding, ...]


def preview_move(db: Database, event_rid: int, date: EventDate) -> MovePreview:
    """What would move if the event were given this date.

    Raises `UserError` when it is to follow another one and the template names none.
    """
    before, after, moving = _plan(db, event_rid, date)
    moves = moves_of(before, after)
    moves.sort(key=lambda move: move.old.rid != event_rid)
    new = {move.old.rid: move.new for move in moves}
    subjects = hanging_work() if moves else []
    work = [each for subject in subjects for each in subject.read(db, moving)]
    following = [each for each in work if not each.done and each.due.kind is DueKind.BEFORE_EVENT]
    dates = tuple(
        DateMove(each, each.due.on, due_at(each.due.days_before, new[each.due.event_rid]))
        for each in following
        if each.due.event_rid in new
    )
    return MovePreview(
        tuple(moves),
        tuple(move for move in dates if move.old != move.new),
        tuple(each for each in work if not each.done and each.due.kind is DueKind.DATE),
        sum(each.done for each in work),
        tuple(_findings(after, new)),
    )


def move(db: Database, event_rid: int, date: EventDate) -> None:
    """Give the event this date, inside a change; events that follow it and due dates go along."""
    before, after, _moving = _plan(db, event_rid, date)
    apply(db, moves_of(before, after))


def apply(db: Database, moves: Iterable[EventMove]) -> None:
    """Store moved events; finished work keeps the date it had."""
    moves = list(moves)
    for each in moves:
        for subject in hanging_work():
            subject.keep_done(db, each.old.rid)
    for each in moves:
        store.save_date(db, each.new)


def moves_of(before: Iterable[Event], after: Iterable[Event]) -> list[EventMove]:
    """The events that differ."""
    pairs = zip(before, after, strict=True)
    return [EventMove(old, new) for old, new in pairs if old != new]


def _plan(db: Database, event_rid: int, date: EventDate) -> tuple[list[Event], list[Event], Moving]:
    """The events of the cohort before and after, and what is needed to find what hangs on them."""
    event = store.event(db, event_rid)
    place = store.place(db, event.cohort_rid) if event else None
    if place is None:
        return [], [], Moving(0, None, (), ())
    template = template_of(db, place.run)
    known = template.event(event.key) if template and event else None
    if date.timing is Timing.FOLLOWS and not (known and known.after):
        raise UserError(
            msg("programmes", "The programme does not say which event this one follows.")
        )
    before = store.events(db, place.cohort.rid)
    after = [dated(each, date) if each.rid == event_rid else each for each in before]
    if template is not None:
        after = followed(template, after)
    moved = [each.old for each in moves_of(before, after)]
    teams = store.team_rids(db, place.cohort.rid)
    return before, after, Moving(place.run.rid, template, teams, moved)


def _findings(events: Sequence[Event], moved: Mapping[int, Event]) -> Iterable[MoveFinding]:
    """Events, in the programme's order, that meet or have changed places because of the move."""
    for index, earlier in enumerate(events):
        for event in events[index + 1 :]:
            if not {earlier.rid, event.rid} & moved.keys():
                continue
            if earlier.starts_on is None or event.starts_on is None:
                continue
            if event.starts_on < earlier.starts_on:
                yield MoveFinding(FindingKind.OUT_OF_ORDER, earlier, event)
            elif earlier.ends_on is not None and event.starts_on <= earlier.ends_on:
                yield MoveFinding(FindingKind.OVERLAPS, earlier, event)


def lengthened(event: Event, days: int) -> Event:
    """The event with another length."""
    return replace(event, days=days)
