"""The fields that each kind of part has: what they are called, what they hold, their limits."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from coachdesk.features.editor.keys import key_from
from coachdesk.features.editor.model import Node, listed
from coachdesk.features.programmes.template import (
    PLAIN,
    Due,
    Every,
    LocalText,
    Relation,
    Template,
)
from coachdesk.features.programmes.template_limits import (
    LARGEST_TEAM,
    LONGEST_EVENT,
    LONGEST_LINES,
    LONGEST_SHORT,
    LONGEST_STAGE,
    LONGEST_TITLE,
    MOST_DAYS,
    MOST_MINUTES,
    MOST_WEEKS,
)
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import LINE_LIMIT, clean_line, clean_text
from coachdesk.kernel.text import LANGUAGES, Message, msg

MOST_DISTANCE = MOST_WEEKS * 7
"""The most days between an event and one that follows it."""


class Shape(Enum):
    """What a field holds."""

    LINE = auto()
    LINES = auto()
    NUMBER = auto()
    CHOICE = auto()
    REFERENCE = auto()
    WORD = auto()
    FLAG = auto()
    CLOCK = auto()
    DUE = auto()
    AFTER = auto()
    EVERY = auto()
    PAPERS = auto()
    SURVEY = auto()


@dataclass(frozen=True, slots=True)
class Spec:
    """A field: its name in the template, what it is called, and what it may hold.

    A text has at most `most` characters in each language; a number lies between `least` and
    `most`. A reference leads `to` a section. What is `optional` may be left out.
    """

    name: str
    label: Message
    shape: Shape
    least: int = 0
    most: int = 0
    to: str = ""
    optional: bool = False
    hint: Message | None = None


def _line(name: str, label: Message, most: int = LINE_LIMIT, hint: Message | None = None) -> Spec:
    return Spec(name, label, Shape.LINE, most=most, hint=hint)


def _lines(name: str, label: Message, *, optional: bool = True) -> Spec:
    hint = msg("editor", "A point on each line.")
    return Spec(name, label, Shape.LINES, most=LONGEST_LINES, optional=optional, hint=hint)


def _number(name: str, label: Message, least: int, most: int) -> Spec:
    return Spec(name, label, Shape.NUMBER, least, most)


_SHORT_HINT = msg(
    "editor", "At most {most} characters: it heads a narrow column.", most=LONGEST_SHORT
)
_TITLE = msg("editor", "Title")
_NAME = msg("editor", "Name")
_HELP = msg("editor", "Help")
_PHASE = Spec("phase", msg("editor", "Phase"), Shape.REFERENCE, to="phases")
_DUE = Spec("due", msg("editor", "Due"), Shape.DUE, most=MOST_DAYS, optional=True)

SPECS: Mapping[str, Sequence[Spec]] = {
    "": (
        _line("name", _NAME, LONGEST_TITLE),
        _line("description", msg("editor", "Description")),
        _line("source", msg("editor", "Source"), hint=msg("editor", "Whose method it is.")),
        _number("smallest_team", msg("editor", "Smallest team"), 1, LARGEST_TEAM),
        _number("largest_team", msg("editor", "Largest team"), 1, LARGEST_TEAM),
    ),
    "phases": (
        _line("name", _NAME, LONGEST_TITLE),
        _line("short", msg("editor", "Short name"), LONGEST_SHORT, _SHORT_HINT),
        _line("description", msg("editor", "Description")),
        Spec(
            "event", msg("editor", "It is the days of the event"), Shape.REFERENCE,
            to="events", optional=True,
        ),
        Spec("handouts", msg("editor", "Papers that are useful in it"), Shape.PAPERS),
    ),
    "events": (
        _line("name", _NAME, LONGEST_TITLE),
        Spec(
            "kind", msg("editor", "Kind"), Shape.WORD,
            hint=msg("editor", "Events of one kind are treated alike: workshop, info, visit…"),
        ),
        _number("days", msg("editor", "Days"), 1, LONGEST_EVENT),
        Spec(
            "after", msg("editor", "Usually comes after"), Shape.AFTER,
            most=MOST_DISTANCE, optional=True,
        ),
        _lines("contents", msg("editor", "What it is about")),
    ),
    "items": (
        _line("title", _TITLE, LONGEST_TITLE),
        _line("short", msg("editor", "Short name"), LONGEST_SHORT, _SHORT_HINT),
        Spec("kind", msg("editor", "Its stages"), Shape.REFERENCE, to="kinds"),
        _DUE,
        _line("help", _HELP),
    ),
    "kinds": (
        _line("question", msg("editor", "Question")),
        Spec(
            "support", msg("editor", "Question about support"), Shape.LINE,
            most=LINE_LIMIT, optional=True,
        ),
    ),
    "stages": (
        _line("label", msg("editor", "Stage")),
        _line("short", msg("editor", "Short name"), LONGEST_STAGE),
        _number("code", msg("editor", "Number in the pre-survey"), 0, MOST_DAYS),
        Spec("meaning", msg("editor", "What it says of the item"), Shape.CHOICE),
    ),
    "tasks": (
        _line("title", _TITLE, LONGEST_TITLE),
        Spec("who", msg("editor", "Whose work"), Shape.CHOICE),
        _PHASE,
        _DUE,
        Spec("every", msg("editor", "Comes again"), Shape.EVERY, 1, MOST_WEEKS, optional=True),
        Spec(
            "until", msg("editor", "Until the event"), Shape.REFERENCE,
            to="events", optional=True,
        ),
    ),
    "agendas": (
        _number("day", msg("editor", "Day"), 1, LONGEST_EVENT),
        Spec("start", msg("editor", "Begins at"), Shape.CLOCK),
    ),
    "blocks": (
        _line("title", _TITLE, LONGEST_TITLE),
        Spec("kind", msg("editor", "Kind"), Shape.CHOICE),
        _number("minutes", msg("editor", "Minutes"), 1, MOST_MINUTES),
        Spec("at", msg("editor", "At a fixed time"), Shape.CLOCK, optional=True),
        Spec("coach_only", msg("editor", "Only for the coach"), Shape.FLAG),
        Spec("goal", msg("editor", "Goal"), Shape.LINE, most=LINE_LIMIT, optional=True),
        Spec("materials", msg("editor", "Materials"), Shape.LINE, most=LINE_LIMIT, optional=True),
        _lines("instructions", msg("editor", "Instructions for the coach")),
    ),
    "questions": (_line("text", msg("editor", "Question")), _PHASE),
    "advice": (_line("text", msg("editor", "Advice")), _PHASE),
    "roles": (
        _line("name", _NAME, LONGEST_TITLE),
        _lines("duties", msg("editor", "Responsible for"), optional=False),
    ),
    "fields": (_line("title", _TITLE, LONGEST_TITLE), _line("help", _HELP)),
    "meetings": (
        _line("title", _TITLE, LONGEST_TITLE),
        _number("every_weeks", msg("editor", "Every how many weeks"), 1, MOST_WEEKS),
        _number("minutes", msg("editor", "Minutes"), 1, MOST_MINUTES),
    ),
    "surveys": (Spec("survey", msg("editor", "Survey"), Shape.SURVEY), _PHASE),
}  # fmt: skip
"""The fields of each kind of part in the order of the form."""


def spec_of(kind: str, field: str) -> Spec:
    """The field with this name."""
    return next(spec for spec in SPECS[kind] if spec.name == field)


def check_value(template: Template, node: Node, found: Any, field: str, value: Any) -> Any:  # noqa: ANN401 - of any field
    """The value as the field can hold it. Raises `UserError` for one that does not fit."""
    spec = spec_of(node.kind, field)
    if value is None or (spec.shape is Shape.REFERENCE and not value):
        if not spec.optional:
            raise UserError(msg("editor", "This cannot be left out."))
        return "" if spec.shape is Shape.REFERENCE else None
    if spec.shape in _CLEANED:
        return _CLEANED[spec.shape](value)
    _check_fit(template, node, spec, value)
    _check_sense(found, field, value)
    return value.replace(second=0, microsecond=0) if isinstance(value, dt.time) else value


def _check_fit(template: Template, node: Node, spec: Spec, value: Any) -> None:  # noqa: ANN401 - of any field
    if spec.shape is Shape.NUMBER:
        _within(value, spec)
        if spec.name == "code":
            _check_code(template, node, value)
    elif spec.shape is Shape.REFERENCE:
        _check_known(template, spec.to, value)
    elif spec.shape in {Shape.DUE, Shape.AFTER, Shape.EVERY}:
        _check_date(template, node, spec, value)


def _check_sense(found: Any, field: str, value: Any) -> None:  # noqa: ANN401 - a part of any kind
    if field == "every" and found.due is None:
        raise UserError(msg("editor", "Give the task a due date first, then it can come again."))
    if field == "until" and value and found.every is None:
        raise UserError(msg("editor", "Only a task that comes again has an end."))


def _clean(text: LocalText, clean: Callable[[str], str]) -> LocalText:
    return LocalText(**{each: clean(text.in_language(each)) for each in LANGUAGES})


def _clean_lines(text: str) -> str:
    clean = clean_text(text).strip("\n")
    return clean if clean.strip() else ""


def _word(text: str) -> str:
    word = key_from(text)
    if not word or not word[0].isalpha():
        raise UserError(msg("editor", "Write a word that begins with a letter."))
    return word


_CLEANED: Mapping[Shape, Callable[[Any], Any]] = {
    Shape.LINE: lambda text: _clean(text, clean_line),
    Shape.LINES: lambda text: _clean(text, _clean_lines),
    Shape.WORD: _word,
}


def _within(value: int, spec: Spec) -> None:
    if not spec.least <= value <= spec.most:
        raise UserError(
            msg(
                "editor", "This is a whole number from {least} to {most}.",
                least=spec.least, most=spec.most,
            )
        )  # fmt: skip


def _check_code(template: Template, node: Node, code: int) -> None:
    kind = template.kind(node.key)
    if kind and any(stage.code == code for stage in kind.stages if stage.key != node.inner):
        raise UserError(msg("editor", "Another stage has this number."))


def _check_known(template: Template, section: str, key: str) -> None:
    keys = {one.key for one in listed(template, section)}
    if key not in keys and not (section == "kinds" and key == PLAIN):
        raise UserError(msg("editor", "What it should refer to is not there any more."))


def _check_date(template: Template, node: Node, spec: Spec, value: Due | Relation | Every) -> None:
    if isinstance(value, Every):
        _within(value.count, spec)
        return
    _within(value.days, spec)
    _check_known(template, "events", value.event)
    if isinstance(value, Relation) and value.event not in may_follow(template, node.key):
        raise UserError(msg("editor", "The events would follow each other in a circle."))


def may_follow(template: Template, key: str) -> list[str]:
    """The events that an event may follow: not itself, nor what follows it."""
    causes = {event.key: event.after.event for event in template.events if event.after}

    def leads_back(event: str) -> bool:
        seen: set[str] = set()
        while event != key and event in causes and event not in seen:
            seen.add(event)
            event = causes[event]
        return event == key

    return [event.key for event in template.events if not leads_back(event.key)]
