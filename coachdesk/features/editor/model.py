"""The outline of a programme's template: which part stands where, and by what name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from coachdesk.features.programmes.template import (
    Advice,
    Agenda,
    Block,
    Field,
    ItemKind,
    LocalText,
    MeetingAdvice,
    Phase,
    Question,
    Role,
    Stage,
    SurveyLink,
    Template,
    TemplateEvent,
    TemplateItem,
    TemplateTask,
)
from coachdesk.features.programmes.template_reading import NO_TEXT
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import LANGUAGES, msg

Part = (
    Template
    | Phase
    | TemplateEvent
    | ItemKind
    | Stage
    | TemplateItem
    | TemplateTask
    | Agenda
    | Block
    | Question
    | Advice
    | Role
    | Field
    | MeetingAdvice
    | SurveyLink
)

INNER: Mapping[str, str] = {"kinds": "stages", "agendas": "blocks"}
"""The sections whose parts hold parts themselves, and what these are called."""
UNDER: Mapping[str, str] = {
    "tasks": "phase",
    "questions": "phase",
    "advice": "phase",
    "surveys": "phase",
    "agendas": "event",
}
"""The sections that are shown below the parts of another one, and the field that says which."""
OF_PHASES = ("tasks", "questions", "advice", "surveys")
SECTIONS = ("phases", "events", "items", "kinds", "roles", "fields", "meetings")
"""The sections that stand side by side."""


@dataclass(frozen=True, slots=True)
class Node:
    """The name of a part: its section and key; with `inner` the block or stage inside that part.

    Without a section it is the programme itself. An agenda is called by its event and day, a
    survey by its phase and key.
    """

    section: str = ""
    key: str = ""
    inner: str = ""

    @property
    def kind(self) -> str:
        """What kind of part it is: its section, or `stages` and `blocks`."""
        return INNER[self.section] if self.inner else self.section


@dataclass(frozen=True, slots=True)
class Group:
    """The name of a list of parts, of the whole programme or `under` a phase or an event."""

    section: str
    under: str = ""


Place = Node | Group


@dataclass(frozen=True, slots=True)
class TextAt:
    """The name of a text: of which part, in which field and language."""

    node: Node
    field: str
    language: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A template after a change, and the part that is in hand now."""

    template: Template
    node: Node


Operation = Callable[[Template], Changed]


def part(template: Template, node: Node) -> Part | None:
    """The part with this name."""
    if not node.section:
        return template
    found = next((each for each in listed(template, node.section) if mark(each) == node.key), None)
    if found is None or not node.inner:
        return found
    inner: Iterable[Stage | Block] = getattr(found, INNER[node.section])
    return next((each for each in inner if each.key == node.inner), None)


def listed(template: Template, section: str) -> tuple[Any, ...]:
    """The parts of a section, in their order."""
    parts: tuple[Any, ...] = getattr(template, section)
    return parts


def mark(one: Part) -> str:
    """By what a part is called in its section."""
    if isinstance(one, Agenda):
        return f"{one.event}:{one.day}"
    if isinstance(one, SurveyLink):
        return f"{one.phase}:{one.survey}"
    return one.key


def nodes_of(template: Template, group: Group) -> list[Node]:
    """The parts of a list in the order in which they are shown."""
    parts = listed(template, group.section)
    if group.under:
        parts = tuple(one for one in parts if getattr(one, UNDER[group.section]) == group.under)
    if group.section == "agendas":
        parts = tuple(sorted(parts, key=lambda agenda: agenda.day))
    return [Node(group.section, mark(one)) for one in parts]


def inner_nodes(template: Template, node: Node) -> list[Node]:
    """The blocks or stages of a part."""
    found = part(template, node)
    if node.inner or node.section not in INNER or found is None:
        return []
    return [replace(node, inner=one.key) for one in getattr(found, INNER[node.section])]


def group_of(template: Template, node: Node) -> Group:
    """The list that a part stands in."""
    found = part(template, node)
    under = UNDER.get(node.section)
    return Group(node.section, getattr(found, under) if under and found else "")


def title_field(kind: str) -> str:
    """The field that a part of this kind is called by; empty for an agenda and a survey."""
    return _TITLES.get(kind, "")


_TITLES: Mapping[str, str] = {
    "": "name",
    "phases": "name",
    "events": "name",
    "items": "title",
    "kinds": "question",
    "stages": "label",
    "tasks": "title",
    "blocks": "title",
    "questions": "text",
    "advice": "text",
    "roles": "name",
    "fields": "title",
    "meetings": "title",
}


def title_of(one: Part, kind: str, language: str) -> str:
    """What a part is called in a language, or in another one where it has no title there."""
    field = title_field(kind)
    if not field:
        return ""
    title: LocalText = getattr(one, field)
    texts = (title.in_language(each) for each in (language, *LANGUAGES))
    return next(filter(None, texts), "")


def texts_of(one: Part) -> dict[str, LocalText]:
    """The texts of a part by field."""
    values = {field.name: getattr(one, field.name) for field in fields(one)}
    return {name: value for name, value in values.items() if isinstance(value, LocalText)}


def with_text(text: LocalText | None, language: str, words: str) -> LocalText:
    """A text with other words in one language."""
    values: dict[str, str] = {each: (text or NO_TEXT).in_language(each) for each in LANGUAGES}
    values[language] = words
    return LocalText(**values)


def require(template: Template, node: Node) -> Any:  # noqa: ANN401 - a part of any kind
    """The part with this name. Raises `UserError` when it is gone."""
    found = part(template, node)
    if found is None:
        raise UserError(msg("editor", "This part of the programme is not there any more."))
    return found


# -- putting together -----------------------------------------------------------------------------


def with_parts(template: Template, section: str, parts: Iterable[Any]) -> Template:
    """The template with other parts in a section."""
    changes: dict[str, Any] = {section: tuple(parts)}
    return replace(template, **changes)


def put_part(template: Template, node: Node, changed: Any) -> Template:  # noqa: ANN401 - a part of any kind
    """The template with another part under a name."""
    if not node.section:
        whole: Template = changed
        return whole
    if node.inner:
        owner = replace(node, inner="")
        found, attribute = require(template, owner), INNER[node.section]
        inner = (changed if each.key == node.inner else each for each in getattr(found, attribute))
        return put_part(template, owner, replace(found, **{attribute: tuple(inner)}))
    parts = (changed if mark(one) == node.key else one for one in listed(template, node.section))
    return with_parts(template, node.section, parts)
