"""A programme that is still being written, with what is missing or wrong, and where."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from coachdesk.features.editor.model import (
    SECTIONS,
    UNDER,
    Group,
    Node,
    Place,
    listed,
    mark,
    part,
    texts_of,
)
from coachdesk.features.programmes.template import Template, TemplateError, draft_template
from coachdesk.features.programmes.template_reading import NO_TEXT
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


@dataclass(frozen=True, slots=True)
class Slip:
    """The problems of one field together: in which `languages` its text is missing or wrong.

    `is_empty` when nothing is written there.
    """

    place: Place
    field: str
    languages: tuple[str, ...]
    reason: Message
    is_empty: bool = False


def slips(draft: Draft) -> list[Slip]:
    """What is missing or wrong, a line for each field and reason, in the order of the file."""
    found: dict[tuple[Place, str, Message], list[str]] = {}
    for problem in draft.problems:
        languages = found.setdefault((problem.place, problem.field, problem.reason), [])
        if problem.language:
            languages.append(problem.language)
    return [
        Slip(
            place, field, tuple(languages), reason,
            is_empty=_is_empty(draft.template, place, field, languages),
        )
        for (place, field, reason), languages in found.items()
    ]  # fmt: skip


def _is_empty(template: Template, place: Place, field: str, languages: Sequence[str]) -> bool:
    found = part(template, place) if isinstance(place, Node) else None
    text = texts_of(found).get(field) if found else None
    return text is not None and not any(map(text.in_language, languages))


@lru_cache(maxsize=4)
def read_draft(text: str, name: str) -> Draft:
    """The programme in a text that is still being written; the last few are remembered.

    One that cannot be read at all has no key, and the reason is its problem.
    """
    try:
        template, errors = draft_template(text, name)
    except TemplateError as error:
        nothing = Template("", "", NO_TEXT, NO_TEXT, NO_TEXT, 1, 1, ())
        return Draft(nothing, (Problem(Node(), "", "", error.reason),))
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
