"""How tasks are written in the window: who, by when, in which phase."""

import datetime as dt
from collections.abc import Iterator

from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.library import read_so_far
from coachdesk.features.programmes.template import Template, available_templates
from coachdesk.features.tasks.model import STATE_NAMES, Task, TaskState, Urgency, Who, WhoKind
from coachdesk.features.tasks.people import ME
from coachdesk.kernel.dates import format_date, relative_days
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.status import Status

_STATUS = {
    Urgency.LATE: Status.LATE,
    Urgency.SOON: Status.SOON,
    Urgency.LATER: Status.OPEN,
    Urgency.NO_DATE: Status.OPEN,
    Urgency.FINISHED: Status.NOT_APPLICABLE,
}
_FAR = 300
"""Days from today beyond which a date is shown with its year."""


def phase_name(key: str) -> str:
    """The short name of a phase; the key itself if no programme here has it."""
    phases = (template.phase(key) for template in _templates())
    return next((phase.short.in_language(current()) for phase in phases if phase), key)


def event_name(key: str) -> str:
    """The name of an event; the key itself if no programme here has it."""
    events = (template.event(key) for template in _templates())
    return next((event.name.in_language(current()) for event in events if event), key)


def _templates() -> Iterator[Template]:
    """Those of runs first; the ones that ship only if the name is in none of these."""
    yield from read_so_far()
    yield from available_templates()


def who_text(who: Who) -> str:
    """Whose task it is: "me" for the coach, empty for nobody."""
    return tr(ME) if who.kind is WhoKind.COACH else who.name


def event_text(due: Due) -> str:
    """The event that a due date follows: "before Workshop 2"; empty for others."""
    if due.kind is not DueKind.BEFORE_EVENT:
        return ""
    name = event_name(due.event_key)
    if due.days_before < 0:
        return tr(msg("tasks", "after {event}", event=name))
    return tr(msg("tasks", "before {event}", event=name))


def day_text(day: dt.date, today: dt.date) -> str:
    """A day with its weekday; far from today with its year."""
    far = abs((day - today).days) > _FAR
    return format_date(day, current(), "day" if far else "short")


def due_text(task: Task, today: dt.date) -> str:
    """By when, and what that means today: "Fri 20 Nov · late", "Thu 3 Dec · before Workshop 2"."""
    if not task.state.is_unfinished:
        return _finished_text(task, today)
    if task.due.on is None:
        event = event_text(task.due)
        return " · ".join(filter(None, (event, event and tr(msg("tasks", "date open")))))
    urgency = task.urgency(today)
    more = event_text(task.due)
    if urgency is Urgency.LATE:
        more = tr(Status.LATE.word)
    elif urgency is Urgency.SOON and not more:
        more = tr(relative_days(task.due.on, today))
    return " · ".join(filter(None, (day_text(task.due.on, today), more)))


def _finished_text(task: Task, today: dt.date) -> str:
    if task.state is TaskState.DROPPED or task.done_on is None:
        return tr(STATE_NAMES[task.state])
    return tr(msg("tasks", "done {day}", day=day_text(task.done_on, today)))


def due_said(task: Task, today: dt.date) -> str:
    """All of the due date, for a screen reader and the tooltip."""
    text, status = due_text(task, today), due_status(task, today)
    word = tr(status.word) if status in (Status.LATE, Status.SOON) else ""
    more = (part for part in (word, event_text(task.due)) if part not in text)
    return ", ".join((text, *more))


def due_status(task: Task, today: dt.date) -> Status:
    """Late, due soon, open, or nothing to heed any more."""
    return _STATUS[task.urgency(today)]


def phase_text(task: Task) -> str:
    """The phase; for a task carried over, where it comes from."""
    if task.is_carried_over and task.first_phase_key:
        earlier = phase_name(task.first_phase_key)
        return tr(msg("tasks", "carried over from {phase}", phase=earlier))
    return phase_name(task.phase_key) if task.phase_key else ""


def phase_said(task: Task) -> str:
    """The phase in full: "Gap 2, carried over from Gap 1"."""
    if not task.phase_key:
        return ""
    return ", ".join(dict.fromkeys((phase_name(task.phase_key), phase_text(task))))
