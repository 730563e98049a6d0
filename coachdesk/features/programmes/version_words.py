"""What differs between two versions of a programme, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from coachdesk.features.programmes.due import relative_words
from coachdesk.features.programmes.event_words import distance_words
from coachdesk.features.programmes.template import Due, LocalText, Relation, Template
from coachdesk.features.programmes.versions import ABOUT, Difference, DifferenceKind
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.i18n import current, tr

PARTS: Mapping[str, Message] = {
    ABOUT: msg("programmes", "Programme"),
    "phases": msg("programmes", "Phase"),
    "events": msg("programmes", "Event"),
    "kinds": msg("programmes", "Kind of items"),
    "items": msg("programmes", "Checklist item"),
    "tasks": msg("programmes", "Task"),
    "agendas": msg("programmes", "Agenda"),
    "questions": msg("programmes", "Question"),
    "advice": msg("programmes", "Advice"),
    "roles": msg("programmes", "Role"),
    "fields": msg("programmes", "To be written down"),
    "meetings": msg("programmes", "Recommended meeting"),
    "surveys": msg("programmes", "Survey"),
}
"""What the lists of a programme hold."""
KINDS: Mapping[DifferenceKind, Message] = {
    DifferenceKind.ADDED: msg("programmes", "new"),
    DifferenceKind.CHANGED: msg("programmes", "changed"),
    DifferenceKind.REMOVED: msg("programmes", "left out"),
}
_ASPECTS: Mapping[str, Message] = {
    "name": msg("programmes", "name"),
    "title": msg("programmes", "name"),
    "short": msg("programmes", "short name"),
    "text": msg("programmes", "text"),
    "question": msg("programmes", "question"),
    "support": msg("programmes", "question about support"),
    "description": msg("programmes", "description"),
    "help": msg("programmes", "advice"),
    "contents": msg("programmes", "contents"),
    "duties": msg("programmes", "duties"),
    "source": msg("programmes", "source"),
    "due": msg("programmes", "date"),
    "after": msg("programmes", "date"),
    "every": msg("programmes", "how often"),
    "until": msg("programmes", "how long"),
    "days": msg("programmes", "days"),
    "minutes": msg("programmes", "minutes"),
    "every_weeks": msg("programmes", "how often"),
    "phase": msg("programmes", "phase"),
    "event": msg("programmes", "event"),
    "kind": msg("programmes", "kind"),
    "who": msg("programmes", "who"),
    "stages": msg("programmes", "stages"),
    "start": msg("programmes", "start"),
    "blocks": msg("programmes", "agenda"),
    "handouts": msg("programmes", "hand-outs"),
    "smallest_team": msg("programmes", "size of teams"),
    "largest_team": msg("programmes", "size of teams"),
}


def title_of(each: Difference) -> str:
    """What the part is called in the window's language."""
    record: Any = each.new or each.old
    for name in ("title", "name", "text", "question"):
        text = getattr(record, name, None)
        if isinstance(text, LocalText):
            return text.in_language(current())
    return each.key


def aspects_of(each: Difference) -> str:
    """What of a part has changed, in a few words; empty for one that is new or left out."""
    return ", ".join(dict.fromkeys(tr(_ASPECTS[name]) for name in _changed(each)))


def details_of(each: Difference, template: Template) -> list[str]:
    """How a part was and would be, a line for each aspect that words can tell."""
    lines = []
    for name in _changed(each):
        old, new = (_value(getattr(record, name), template) for record in (each.old, each.new))
        if old != new:
            change = msg(
                "programmes", "{aspect}: {old} → {new}", aspect=_ASPECTS[name],
                old=old or "–", new=new or "–",
            )  # fmt: skip
            lines.append(tr(change))
    return lines


def _changed(each: Difference) -> Iterator[str]:
    """The names of the fields that differ."""
    if each.old is None or each.new is None or not is_dataclass(each.old):
        return
    for one in fields(each.old):
        differs = getattr(each.old, one.name) != getattr(each.new, one.name)
        if one.name in _ASPECTS and differs:
            yield one.name


def _value(value: object, template: Template) -> str:
    if isinstance(value, LocalText):
        return " · ".join(value.in_language(current()).splitlines())
    if isinstance(value, Due):
        event = template.event(value.event)
        name = event.name.in_language(current()) if event else value.event
        return tr(relative_words(-value.days if value.after else value.days, name))
    if isinstance(value, Relation):
        return tr(distance_words(template, value, current()))
    if isinstance(value, int):
        return str(value)
    return str(value.value) if isinstance(value, Enum) else ""
