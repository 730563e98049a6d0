"""A run of a programme, its events, and the pure rules of phases and relative dates."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from coachdesk.features.programmes.template import Phase, Template


@dataclass(frozen=True, slots=True)
class Run:
    """A programme held for certain teams; `area` is the Finnish name of the collaborative area."""

    rid: int
    uuid: str
    template_key: str
    template_version: str
    name: str
    area: str
    archived: bool


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a run; `starts_on` is None while its date is open."""

    rid: int
    uuid: str
    run_rid: int
    key: str
    starts_on: dt.date | None
    days: int
    place: str

    @property
    def ends_on(self) -> dt.date | None:
        """The last day, or None while the date is open."""
        if self.starts_on is None:
            return None
        return self.starts_on + dt.timedelta(days=self.days - 1)


class PhaseStatus(Enum):
    """Where today stands against a phase."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One cell of the phase bar."""

    phase: Phase
    status: PhaseStatus


@dataclass(frozen=True, slots=True)
class PhaseState:
    """Where a run stands: every phase in order, and the next event with the days to it.

    `days_to_next` is 0 during the event, and None when there is no next event or its date is open.
    """

    steps: tuple[PhaseStep, ...]
    next_event: Event | None
    days_to_next: int | None

    @property
    def current(self) -> Phase | None:
        """The phase that is now; None when the whole programme is over."""
        return next((step.phase for step in self.steps if step.status is PhaseStatus.NOW), None)


def current_phase(template: Template, events: Iterable[Event], today: dt.date) -> PhaseState:
    """Which phase is now, from the dates that are known.

    The last phase in the programme's order whose event has begun decides: during the event that
    phase is now, afterwards the one that follows it. An event with an open date has not begun.
    """
    events = list(events)
    dated = {event.key: event for event in events if event.starts_on is not None}
    now = 0
    for index, phase in enumerate(template.phases):
        event = dated.get(phase.event)
        if event and _has_begun(event, today):
            now = index + 1 if _is_over(event, today) else index
    steps = tuple(
        PhaseStep(phase, _status(index, now)) for index, phase in enumerate(template.phases)
    )
    coming = next_event(template, events, today)
    return PhaseState(steps, coming, _days_to(coming, today))


def next_event(
    template: Template, events: Iterable[Event], today: dt.date, kind: str = ""
) -> Event | None:
    """The event that is running or comes next, of `kind` if one is given.

    An open date is never next while a dated event lies ahead; with no date ahead it is the first
    open event that follows, in the programme's order, all events that have begun.
    """
    ordered = _in_programme_order(template, events, kind)
    ahead = [event for event in ordered if event.starts_on and not _is_over(event, today)]
    if ahead:
        return min(ahead, key=_start)
    begun = [index for index, event in enumerate(ordered) if _has_begun(event, today)]
    return next(iter(ordered[max(begun, default=-1) + 1 :]), None)


def _in_programme_order(template: Template, events: Iterable[Event], kind: str) -> Sequence[Event]:
    keys = [event.key for event in template.events if kind in {"", event.kind}]
    return sorted(
        (event for event in events if event.key in keys), key=lambda event: keys.index(event.key)
    )


def _start(event: Event) -> dt.date:
    return event.starts_on or dt.date.max


def _has_begun(event: Event, today: dt.date) -> bool:
    return event.starts_on is not None and event.starts_on <= today


def _is_over(event: Event, today: dt.date) -> bool:
    return event.ends_on is not None and event.ends_on < today


def _days_to(event: Event | None, today: dt.date) -> int | None:
    if event is None or event.starts_on is None:
        return None
    return max(0, (event.starts_on - today).days)


def _status(index: int, now: int) -> PhaseStatus:
    if index == now:
        return PhaseStatus.NOW
    return PhaseStatus.DONE if index < now else PhaseStatus.LATER
