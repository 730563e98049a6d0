"""What the parts of a template say of each other: each reference leads somewhere, days add up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from coachdesk.features.programmes.template_parts import (
    MINUTES_OF_DAY,
    PLAIN,
    Agenda,
    Template,
    TemplateTask,
    minutes_of,
)
from coachdesk.kernel.text import Message, msg

Fail = Callable[[str, Message], None]
"""Takes the place in the file, and the reason."""


@dataclass(frozen=True, slots=True)
class Known:
    """The keys that may be referred to; also those of parts that have a slip of their own."""

    phases: frozenset[str]
    events: frozenset[str]
    kinds: frozenset[str]


def check_references(template: Template, known: Known, fail: Fail) -> None:
    """Call `fail` for each reference that leads nowhere and each order of days that cannot be."""
    _check_phases(template, known, fail)
    _check_events(template, known, fail)
    for item in template.items:
        place = f"items[{item.key}]"
        _check_known(f"{place}.kind", item.kind, {PLAIN, *known.kinds}, fail)
        if item.due:
            _check_known(f"{place}.due.event", item.due.event, known.events, fail)
    for task in template.tasks:
        _check_task(task, known, fail)
    _check_agendas(template, known, fail)
    for name, parts in (("questions", template.questions), ("advice", template.advice)):
        for part in parts:
            _check_known(f"{name}[{part.key}].phase", part.phase, known.phases, fail)
    for number, link in enumerate(template.surveys, start=1):
        _check_known(f"surveys[{number}].phase", link.phase, known.phases, fail)
        if link in template.surveys[: number - 1]:
            reason = msg("programmes", "The phase has this survey already.")
            fail(f"surveys[{number}].survey", reason)


def _check_phases(template: Template, known: Known, fail: Fail) -> None:
    if not known.phases:
        fail("phases", msg("programmes", "A programme needs at least one phase."))
    taken: set[str] = set()
    for phase in template.phases:
        if not phase.event:
            continue
        place = f"phases[{phase.key}].event"
        if phase.event in taken:
            fail(place, msg("programmes", "Two phases are the days of the same event."))
        _check_known(place, phase.event, known.events, fail)
        taken.add(phase.event)


def _check_events(template: Template, known: Known, fail: Fail) -> None:
    causes = {event.key: event.after.event for event in template.events if event.after}
    for key, cause in causes.items():
        place = f"events[{key}].after.event"
        _check_known(place, cause, known.events, fail)
        chain = [key]
        while chain[-1] in causes and causes[chain[-1]] not in chain:
            chain.append(causes[chain[-1]])
        if causes.get(chain[-1]) == key:
            circle = " → ".join([*chain, key])
            fail(place, msg("programmes", "The events follow each other: {circle}", circle=circle))


def _check_task(task: TemplateTask, known: Known, fail: Fail) -> None:
    place = f"tasks[{task.key}]"
    _check_known(f"{place}.phase", task.phase, known.phases, fail)
    if task.due:
        _check_known(f"{place}.due.event", task.due.event, known.events, fail)
    elif task.every:
        fail(f"{place}.every", msg("programmes", "A task that comes again needs a due date."))
    if task.until:
        _check_known(f"{place}.until", task.until, known.events, fail)
        if not task.every:
            reason = msg("programmes", "Only a task that comes again (every) has an end (until).")
            fail(f"{place}.until", reason)


def _check_agendas(template: Template, known: Known, fail: Fail) -> None:
    taken: set[tuple[str, int]] = set()
    for number, agenda in enumerate(template.agendas, start=1):
        place = f"agendas[{number}]"
        _check_known(f"{place}.event", agenda.event, known.events, fail)
        event = template.event(agenda.event)
        if event and agenda.day > event.days:
            reason = msg("programmes", "The event has fewer days: {days}.", days=event.days)
            fail(f"{place}.day", reason)
        if (agenda.event, agenda.day) in taken:
            fail(f"{place}.day", msg("programmes", "This day has an agenda already."))
        taken.add((agenda.event, agenda.day))
        _check_times(agenda, place, fail)


def _check_times(agenda: Agenda, place: str, fail: Fail) -> None:
    if not agenda.blocks:
        fail(f"{place}.blocks", msg("programmes", "An agenda needs at least one block."))
    for slot in agenda.slots():
        here = f"{place}.blocks[{slot.block.key}]"
        if slot.begins < minutes_of(agenda.start):
            fail(f"{here}.at", msg("programmes", "This time is before the day begins."))
        if slot.ends > MINUTES_OF_DAY:
            fail(f"{here}.minutes", msg("programmes", "The agenda does not end on its day."))
            return


def _check_known(place: str, key: str, known: Iterable[str], fail: Fail) -> None:
    if key not in known:
        fail(place, msg("programmes", "Nothing with the key “{key}” is defined.", key=key))
