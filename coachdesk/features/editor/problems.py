"""A programme that is still being written, with what is missing or wrong, and where."""

from dataclasses import dataclass, replace

from coachdesk.features.editor.model import (
    SECTIONS,
    UNDER,
    Group,
    Node,
    Place,
    listed,
    mark,
)
from coachdesk.features.programmes.template import Template, TemplateError, draft_template
from coachdesk.kernel.text import LANGUAGES, Message


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps a programme from being used: where, in which field and language."""

    place: Place
    field: str
    language: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Draft:
    """A programme as far as it is written, and what is missing or wrong."""

    template: Template
    problems: tuple[Problem, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether a run can be started of it."""
        return not self.problems


def read_draft(text: str, name: str) -> Draft:
    """The programme in a text that is still being written.

    Raises `TemplateError` for a text that is none.
    """
    template, errors = draft_template(text, name)
    return Draft(template, tuple(_problem(template, error) for error in errors))


def _problem(template: Template, error: TemplateError) -> Problem:
    steps = [_step(step) for step in error.place.split(".")]
    section, key = steps[0]
    if section not in (*SECTIONS, *UNDER):
        language = steps[1][0] if len(steps) > 1 else ""
        return Problem(Node(), section, _language(language), error.reason)
    if not key:
        return Problem(Group(section), "", "", error.reason)
    node, rest = Node(section, _mark_at(template, section, key)), steps[1:]
    if rest and rest[0][1]:
        node, rest = replace(node, inner=rest[0][1]), rest[1:]
    names = [name for name, _key in rest] + ["", ""]
    return Problem(node, names[0], _language(names[1]), error.reason)


def _step(text: str) -> tuple[str, str]:
    name, _bracket, key = text.partition("[")
    return name, key.removesuffix("]")


def _mark_at(template: Template, section: str, key: str) -> str:
    """Parts without a key are told by their number."""
    parts = listed(template, section)
    if section in {"agendas", "surveys"} and key.isdecimal() and 0 < int(key) <= len(parts):
        return mark(parts[int(key) - 1])
    return key


def _language(name: str) -> str:
    return name if name in LANGUAGES else ""
