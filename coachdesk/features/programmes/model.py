"""A run of a programme, its cohorts and events, and the pure rules of phases and dates."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import NamedTuple, Self

from coachdesk.features.programmes.outline import Outline, Phase
from coachdesk.features.teams.counties import area_in_language
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg


class Run(NamedTuple):
    """A programme held in certain years, for one or more cohorts of teams.

    `programme_rid` is the text of its template as it was taken; None where only the key is known.
    """

    rid: int
    uuid: str
    template_key: str
    template_version: str
    name: str
    first_year: int | None
    last_year: int | None
    archived: bool
    programme_rid: int | None = None


class Cohort(NamedTuple):
    """Teams of a run that meet on the same days; `area` is the Finnish name of their area.

    `name` is empty for the only cohort of a run, or for one that its area names.
    """

    rid: int
    uuid: str
    run_rid: int
    name: str
    area: str
    coaches: tuple[str, ...]
    position: int

    def title(self, language: str) -> str:
        """Its own name, else its area; empty when it has neither."""
        return self.name or area_in_language(self.area, language)


class Place(NamedTuple):
    """A cohort with its run; `alone` when the run has no other cohort."""

    run: Run
    cohort: Cohort
    alone: bool = True

    def title(self, language: str) -> str:
        """The name of the run, with the cohort's where there are several."""
        of_cohort = "" if self.alone else self.cohort.title(language)
        return " · ".join(filter(None, (self.run.name, of_cohort)))


class Timing(StrEnum):
    """How firmly an event stands in time."""

    OPEN = "open"
    DAY = "day"
    WEEK = "week"
    FOLLOWS = "follows"


class EventDate(NamedTuple):
    """When an event is: open, from a day on, some time in a week, or following another event.

    Made by its class methods. `day` is the first day, or the Monday of the week; `days` is the
    new length if that is told too.
    """

    timing: Timing
    day: dt.date | None = None
    days: int | None = None

    @classmethod
    def open(cls) -> Self:
        """Not agreed."""
        return cls(Timing.OPEN)

    @classmethod
    def of(cls, day: dt.date | None) -> Self:
        """From this day on; open without one."""
        return cls(Timing.DAY, day) if day else cls(Timing.OPEN)

    @classmethod
    def between(cls, first: dt.date, last: dt.date) -> Self:
        """From the first to the last day. Raises `UserError` when it ends before it begins."""
        if last < first:
            raise UserError(msg("programmes", "An event cannot end before it begins."))
        return cls(Timing.DAY, first, (last - first).days + 1)

    @classmethod
    def in_week(cls, year: int, week: int) -> Self:
        """Some time in this ISO week. Raises `UserError` for a week that the year does not have."""
        try:
            return cls(Timing.WEEK, dt.date.fromisocalendar(year, week, 1))
        except ValueError:
            raise UserError(
                msg("programmes", "The year {year} has no week {week}.", year=year, week=week)
            ) from None

    @classmethod
    def following(cls) -> Self:
        """As the template says, counted from another event."""
        return cls(Timing.FOLLOWS)


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a cohort.

    `starts_on` is None while its date is open; with `Timing.WEEK` it is that week's Monday, and
    only the week is agreed.
    """

    rid: int
    uuid: str
    cohort_rid: int
    key: str
    timing: Timing
    starts_on: dt.date | None
    days: int
    place: str

    @property
    def ends_on(self) -> dt.date | None:
        """The last day, or None while the date is open."""
        if self.starts_on is None:
            return None
        return self.starts_on + dt.timedelta(days=self.days - 1)


def dated(event: Event, date: EventDate) -> Event:
    """The event at this date; one that follows another keeps its day until `followed`."""
    starts_on = event.starts_on if date.timing is Timing.FOLLOWS else date.day
    return replace(event, timing=date.timing, starts_on=starts_on, days=date.days or event.days)


def followed(template: Outline, events: Iterable[Event]) -> list[Event]:
    """The events, with the days of those that follow another one counted from it.

    The distance goes from first day to first day. What follows an open event is open too; an
    event that the template does not tie to another one keeps its day.
    """
    by_key = {event.key: event for event in events}
    placed: dict[str, Event] = {}
    for key in by_key:
        _place(template, by_key, placed, key)
    return [placed[key] for key in by_key]


def _place(
    template: Outline, by_key: Mapping[str, Event], placed: dict[str, Event], key: str
) -> Event:
    if key in placed:
        return placed[key]
    event, known = by_key[key], template.event(key)
    relation = known.after if known else None
    if event.timing is Timing.FOLLOWS and relation and relation.event in by_key:
        cause = _place(template, by_key, placed, relation.event)
        event = replace(event, starts_on=_later(cause.starts_on, relation.days))
    placed[key] = event
    return event


def _later(day: dt.date | None, days: int) -> dt.date | None:
    return None if day is None else day + dt.timedelta(days=days)


class PhaseStatus(Enum):
    """Where today stands against a phase."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


class PhaseStep(NamedTuple):
    """One cell of the phase bar."""

    phase: Phase
    status: PhaseStatus


class PhaseState(NamedTuple):
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


def current_phase(template: Outline, events: Iterable[Event], today: dt.date) -> PhaseState:
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
    template: Outline, events: Iterable[Event], today: dt.date, kind: str = ""
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


def _in_programme_order(template: Outline, events: Iterable[Event], kind: str) -> Sequence[Event]:
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
