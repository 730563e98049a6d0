"""The dates that a run of a template would have, from the day of its first event on."""

import datetime as dt
from dataclasses import dataclass

from coachdesk.features.editor.model import Node
from coachdesk.features.programmes.due import (
    due_at,
    due_from_template,
    relative_words,
)
from coachdesk.features.programmes.model import Event, Timing, followed
from coachdesk.features.programmes.template import Due, Every, Template, TemplateEvent, TemplateTask
from coachdesk.kernel.text import Message, msg, plural


@dataclass(frozen=True, slots=True)
class DateLine:
    """When a part falls: from `first` to `last`, None while that is open; and what says so."""

    node: Node
    first: dt.date | None
    last: dt.date | None
    why: Message | None


def first_event(template: Template) -> TemplateEvent | None:
    """The event whose day the others are counted from: the first that follows none."""
    return next((event for event in template.events if event.after is None), None)


def dates_of_run(template: Template, start: dt.date | None, language: str) -> list[DateLine]:
    """All dates of a run whose first event begins on `start`, in order; open ones come last.

    `language` is that of the names of events in the reasons.
    """
    events = {event.key: event for event in _events(template, start)}
    names = {event.key: event.name.in_language(language) for event in template.events}
    lines = [_of_event(template, event, names) for event in events.values()]
    lines += [
        _of_due(Node("items", item.key), item.due, events, names)
        for item in template.items
        if item.due
    ]
    for task in template.tasks:
        if task.due:
            line = _of_due(Node("tasks", task.key), task.due, events, names)
            lines.append(DateLine(line.node, line.first, line.last, _of_task(task, line, names)))
    return sorted(lines, key=lambda line: line.first or dt.date.max)


def _events(template: Template, start: dt.date | None) -> list[Event]:
    anchor = first_event(template)
    events = [
        Event(
            rid=number,
            uuid="",
            cohort_rid=0,
            key=event.key,
            timing=Timing.FOLLOWS if event.after else Timing.OPEN,
            starts_on=start if event is anchor else None,
            days=event.days,
            place="",
        )
        for number, event in enumerate(template.events, start=1)
    ]
    return followed(template, events)


def _of_event(template: Template, event: Event, names: dict[str, str]) -> DateLine:
    known = template.event(event.key)
    why = None
    if known and known.after:
        why = distance_words(known.after.days, names.get(known.after.event, known.after.event))
    return DateLine(Node("events", event.key), event.starts_on, event.ends_on, why)


def distance_words(days: int, name: str) -> Message:
    """How long after the event called `name` another one begins."""
    if days % 7:
        return plural(
            "editor", "{count} day after {event} began", "{count} days after {event} began",
            days, event=name,
        )  # fmt: skip
    return plural(
        "editor", "{count} week after {event} began", "{count} weeks after {event} began",
        days // 7, event=name,
    )  # fmt: skip


def _of_due(node: Node, due: Due, events: dict[str, Event], names: dict[str, str]) -> DateLine:
    relative = due_from_template(due, events)
    event = events.get(due.event)
    day = due_at(relative.days_before, event) if event else None
    why = relative_words(relative.days_before, names.get(due.event, due.event))
    return DateLine(node, day, day, why)


def repeat_words(every: Every) -> Message:
    """How often a task comes again."""
    if every.unit == "week":
        return plural("editor", "every week", "every {count} weeks", every.count)
    return plural("editor", "every month", "every {count} months", every.count)


def _of_task(task: TemplateTask, line: DateLine, names: dict[str, str]) -> Message | None:
    if task.every is None or line.why is None:
        return line.why
    again = repeat_words(task.every)
    if not task.until:
        return msg("editor", "{first}, then {again}", first=line.why, again=again)
    return msg(
        "editor", "{first}, then {again} until {event}",
        first=line.why, again=again, event=names.get(task.until, task.until),
    )  # fmt: skip
