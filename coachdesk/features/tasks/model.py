"""Between-workshop tasks: who does what by when, and the pure rules of being late or soon."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import Event
from coachdesk.kernel.text import Message, msg

SOON_DAYS = 7
"""A task due within so many days is shown as due soon."""


class TaskState(StrEnum):
    """How far a task is."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_unfinished(self) -> bool:
        """Whether there is still something to do."""
        return self in {TaskState.OPEN, TaskState.IN_PROGRESS}


STATE_NAMES: Mapping[TaskState, Message] = {
    TaskState.OPEN: msg("tasks", "Open"),
    TaskState.IN_PROGRESS: msg("tasks", "In progress"),
    TaskState.DONE: msg("tasks", "Done"),
    TaskState.DROPPED: msg("tasks", "Dropped"),
}


class WhoKind(StrEnum):
    """Whose task it is; `OTHER` is free text."""

    NOBODY = "nobody"
    COACH = "coach"
    MEMBER = "member"
    OTHER = "other"


class Source(StrEnum):
    """Where a task came from."""

    TYPED = "typed"
    TEMPLATE = "template"
    NOTE = "note"


class Urgency(StrEnum):
    """What the due date means today."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    NO_DATE = "no_date"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Who:
    """Whose task it is. `name` is the member's name or the free text; empty for the coach."""

    kind: WhoKind = WhoKind.NOBODY
    member_rid: int | None = None
    name: str = ""


class RepeatUnit(StrEnum):
    """In what the time to the next one is counted."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A task that comes again when it is done, so much later, as long as an event has not begun."""

    unit: RepeatUnit
    count: int
    until_rid: int | None = None

    def after(self, day: dt.date) -> dt.date:
        """The day of the next one; the last of a month where the month is too short."""
        import calendar

        if self.unit is RepeatUnit.WEEK:
            return day + dt.timedelta(weeks=self.count)
        months = day.year * 12 + day.month - 1 + self.count
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(day.day, last))


class Task(NamedTuple):
    """An agreed piece of work. `first_phase_key` is the phase in which it was agreed."""

    rid: int
    uuid: str
    team_rid: int | None
    team_name: str
    title: str
    who: Who
    due: Due
    phase_key: str
    first_phase_key: str
    state: TaskState
    done_on: dt.date | None
    remark: str
    source: Source
    source_key: str
    meeting_uuid: str
    place: int
    """Where it stands in lists: see `schema.py`."""
    run_rid: int | None = None
    """The run whose template it came with."""
    repeat: Repeat | None = None

    @property
    def is_carried_over(self) -> bool:
        """Whether it was left unfinished in an earlier phase."""
        return self.phase_key != self.first_phase_key

    def urgency(self, today: dt.date) -> Urgency:
        """Late, due within a week, later, without a date, or finished."""
        if not self.state.is_unfinished:
            return Urgency.FINISHED
        if self.due.on is None:
            return Urgency.NO_DATE
        if self.due.on < today:
            return Urgency.LATE
        if (self.due.on - today).days <= SOON_DAYS:
            return Urgency.SOON
        return Urgency.LATER


def due_again(
    due: Due, repeat: Repeat, event: Event | None, until: Event | None, today: dt.date
) -> Due | None:
    """When the next one is due; None when the event that ends the series would have begun.

    What follows `event` goes on following it, so that an open date stays open; a month then
    counts as 30 days.
    """
    limit = until.starts_on if until else None
    day = repeat.after(due.on) if due.on else None
    if limit is not None and (day or today) > limit:
        return None
    if due.kind is not DueKind.BEFORE_EVENT or event is None:
        return replace(due, on=day)
    days = (day - due.on).days if day and due.on else _usual_days(repeat)
    place = (-due.days_before if due.days_before >= 0 else event.days - 1 - due.days_before) + days
    if 0 < place < event.days and day:
        return Due(DueKind.DATE, day)
    before = -place if place <= 0 else min(event.days - 1 - place, -1)
    return replace(due, on=day, days_before=before)


def _usual_days(repeat: Repeat) -> int:
    return repeat.count * (7 if repeat.unit is RepeatUnit.WEEK else 30)


class View(StrEnum):
    """The ready-made views of the task page. `MINE` is what the coach promised.

    All but `ALL` show unfinished tasks only.
    """

    UNFINISHED = "unfinished"
    MINE = "mine"
    LATE = "late"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks to list; without a team, those of all teams that are not archived.

    `text` are words, or parts of words of three letters and more, of title, team and person.
    """

    view: View = View.UNFINISHED
    team_rid: int | None = None
    phase_key: str = ""
    text: str = ""


def carried_to(first: str, now: str, order: Sequence[str]) -> str:
    """The phase in which an unfinished task stands: its own, or the present one if that is later.

    Phases are keys; a phase that is not in `order` (another programme's) stays.
    """
    if first not in order or now not in order:
        return first
    return max(first, now, key=order.index)


def is_before(task: Task, event_rid: int, starts_on: dt.date | None, phase_key: str) -> bool:
    """Whether a task belongs to the time up to an event, in the phase that is now.

    Unfinished ones due by its first day or with it, those of the phase without a date, and what
    was finished in the phase.
    """
    if not task.state.is_unfinished:
        return task.phase_key == phase_key
    if task.due.event_rid == event_rid and task.due.days_before >= 0:
        return True
    if task.due.on is None:
        return task.due.kind is DueKind.NONE and task.phase_key in {phase_key, ""}
    return starts_on is not None and task.due.on <= starts_on
