"""What the parts of a template say of each other is kept in step when one is renamed or removed."""

from dataclasses import replace
from typing import Any

from coachdesk.features.editor.model import OF_PHASES, listed
from coachdesk.features.programmes.template import PLAIN, Template, TemplateTask


def repoint(template: Template, section: str, old: str, new: str | None) -> Template:
    """What refers to the part `old` of a section refers to `new`, or to nothing."""
    if section == "phases":
        return _repoint_phase(template, old, new)
    if section == "events":
        return _repoint_event(template, old, new)
    if section == "kinds":
        items = (
            replace(item, kind=new or PLAIN) if item.kind == old else item
            for item in template.items
        )
        return replace(template, items=tuple(items))
    return template


def _repoint_phase(template: Template, old: str, new: str | None) -> Template:
    lists: dict[str, Any] = {
        section: tuple(
            replace(one, phase=new) if one.phase == old else one
            for one in listed(template, section)
            if new is not None or one.phase != old
        )
        for section in OF_PHASES
    }
    return replace(template, **lists)


def _repoint_event(template: Template, old: str, new: str | None) -> Template:
    def pointed(one: Any, field: str) -> Any:  # noqa: ANN401 - what it is depends on the part
        value = getattr(one, field)
        if value is None or value.event != old:
            return value
        return replace(value, event=new) if new else None

    def key(value: str) -> str:
        return (new or "") if value == old else value

    def task(one: TemplateTask) -> TemplateTask:
        due, until = pointed(one, "due"), key(one.until)
        every = one.every if due else None
        return replace(one, due=due, every=every, until=until if every else "")

    return replace(
        template,
        phases=tuple(replace(one, event=key(one.event)) for one in template.phases),
        events=tuple(replace(one, after=pointed(one, "after")) for one in template.events),
        items=tuple(replace(one, due=pointed(one, "due")) for one in template.items),
        tasks=tuple(map(task, template.tasks)),
        agendas=tuple(
            replace(one, event=key(one.event))
            for one in template.agendas
            if new is not None or one.event != old
        ),
    )
