"""New parts of a template: without texts, but otherwise within the format."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from coachdesk.features.editor.keys import STEMS, free_key
from coachdesk.features.editor.model import (
    INNER,
    Changed,
    Group,
    Node,
    listed,
    mark,
    nodes_of,
    part,
    put_part,
    require,
    with_parts,
)
from coachdesk.features.programmes.template import (
    PLAIN,
    Advice,
    Agenda,
    Block,
    BlockKind,
    Field,
    ItemKind,
    LocalText,
    MeetingAdvice,
    Phase,
    Question,
    Role,
    Stage,
    StageMeaning,
    SurveyLink,
    Template,
    TemplateEvent,
    TemplateItem,
    TemplateTask,
    TemplateWho,
)
from coachdesk.features.programmes.template_limits import MOST_DAYS
from coachdesk.features.programmes.template_reading import NO_TEXT
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import LANGUAGES, Message, Texts, msg


def in_all_languages(message: Message) -> LocalText:
    """A message of the program as a text of a template."""
    return LocalText(**{each: Texts.load(each)(message) for each in LANGUAGES})


def add(
    template: Template, place: Group | Node, behind: Node | None = None, survey: str = ""
) -> Changed:
    """A new part without texts in a list, or a block or stage in the part `place`.

    It comes right behind its sibling `behind`, else last. `survey` is the key of a survey to link.
    Raises `UserError` when there is no room: a day for each agenda, a phase with this survey.
    """
    if isinstance(place, Node):
        return _add_inner(template, place, behind)
    new = _NEW[place.section](template, place.under, survey)
    node = Node(place.section, mark(new))
    if part(template, node) is not None:
        raise UserError(msg("editor", "The phase has this survey already."))
    siblings = nodes_of(template, place)
    last = behind if behind in siblings else None
    if last is None and siblings:
        last = siblings[-1]
    parts = listed(template, place.section)
    at = len(parts) if last is None else parts.index(require(template, last)) + 1
    return Changed(with_parts(template, place.section, (*parts[:at], new, *parts[at:])), node)


def _add_inner(template: Template, owner: Node, behind: Node | None) -> Changed:
    found, attribute = require(template, owner), INNER[owner.section]
    parts = getattr(found, attribute)
    key = free_key(STEMS[attribute], [each.key for each in parts])
    if attribute == "blocks":
        new: Block | Stage = Block(key, NO_TEXT, 30, BlockKind.TALK)
    else:
        code = next(n for n in range(MOST_DAYS) if n not in {each.code for each in parts})
        new = Stage(key, code, StageMeaning.IN_PROGRESS, NO_TEXT, NO_TEXT)
    keys = [each.key for each in parts]
    at = keys.index(behind.inner) + 1 if behind and behind.inner in keys else len(parts)
    changed = replace(found, **{attribute: (*parts[:at], new, *parts[at:])})
    return Changed(put_part(template, owner, changed), replace(owner, inner=key))


def _new_key(template: Template, section: str) -> str:
    return free_key(STEMS[section], [each.key for each in listed(template, section)])


def _new_agenda(template: Template, event: str, _survey: str) -> Agenda:
    known = require(template, Node("events", event))
    taken = {agenda.day for agenda in template.agendas_of(event)}
    day = next((n for n in range(1, known.days + 1) if n not in taken), None)
    if day is None:
        raise UserError(
            msg("editor", "Each day of the event has an agenda. Make the event longer first.")
        )
    first = Block("block_1", NO_TEXT, 30, BlockKind.OPENING)
    return Agenda(event, day, dt.time(9), (first,))


def _new_kind(template: Template, _under: str, _survey: str) -> ItemKind:
    stages = (
        Stage(
            "not_started", 0, StageMeaning.NOT_STARTED,
            in_all_languages(msg("editor", "Not started")),
            in_all_languages(msg("editor", "Not started")),
        ),
        Stage(
            "done", 1, StageMeaning.DONE,
            in_all_languages(msg("editor", "Done")), in_all_languages(msg("editor", "Done")),
        ),
    )  # fmt: skip
    return ItemKind(_new_key(template, "kinds"), NO_TEXT, None, stages)


_NEW: Mapping[str, Callable[[Template, str, str], Any]] = {
    "phases": lambda t, _u, _s: Phase(_new_key(t, "phases"), NO_TEXT, NO_TEXT, NO_TEXT, ""),
    "events": lambda t, _u, _s: TemplateEvent(_new_key(t, "events"), "workshop", NO_TEXT, 1),
    "items": lambda t, _u, _s: TemplateItem(
        _new_key(t, "items"), PLAIN, NO_TEXT, NO_TEXT, NO_TEXT, None
    ),
    "kinds": _new_kind,
    "tasks": lambda t, under, _s: TemplateTask(
        _new_key(t, "tasks"), under, TemplateWho.TEAM, NO_TEXT, None
    ),
    "agendas": _new_agenda,
    "questions": lambda t, under, _s: Question(_new_key(t, "questions"), under, NO_TEXT),
    "advice": lambda t, under, _s: Advice(_new_key(t, "advice"), under, NO_TEXT),
    "roles": lambda t, _u, _s: Role(_new_key(t, "roles"), NO_TEXT, NO_TEXT),
    "fields": lambda t, _u, _s: Field(_new_key(t, "fields"), NO_TEXT, NO_TEXT),
    "meetings": lambda t, _u, _s: MeetingAdvice(_new_key(t, "meetings"), NO_TEXT, 2, 60),
    "surveys": lambda _t, under, survey: SurveyLink(survey, under),
}
