"""What a programme's template is made of. Reading a file into it is in `template_reading`."""

from dataclasses import dataclass
from datetime import time
from enum import Enum
from typing import Literal

from coachdesk.features.programmes.outline import Outline, with_key
from coachdesk.kernel.datafile import LocalText

PLAIN = "plain"
MINUTES_OF_DAY = 24 * 60


class StageMeaning(Enum):
    """What reaching a stage says of the checklist item."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class TemplateWho(Enum):
    """Whose work a task of a template is."""

    TEAM = "team"
    COACH = "coach"


class BlockKind(Enum):
    """What is done in a block of an agenda."""

    OPENING = "opening"
    TALK = "talk"
    GROUP_WORK = "group_work"
    SHARING = "sharing"
    SPARRING = "sparring"
    EXERCISE = "exercise"
    BREAK = "break"
    LUNCH = "lunch"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Due:
    """A date relative to an event: `days` before its first day, or after its last."""

    event: str
    days: int
    after: bool


@dataclass(frozen=True, slots=True)
class Every:
    """How often a task comes again: every `count` weeks or months."""

    unit: Literal["week", "month"]
    count: int


@dataclass(frozen=True, slots=True)
class Stage:
    """How far an item of a kind has come; `code` is its number in the pre-survey."""

    key: str
    code: int
    meaning: StageMeaning
    label: LocalText
    short: LocalText


@dataclass(frozen=True, slots=True)
class ItemKind:
    """Items that have stages of their own; `support` asks whether support is needed, or is None."""

    key: str
    question: LocalText
    support: LocalText | None
    stages: tuple[Stage, ...]

    def stage(self, key: str) -> Stage | None:
        """The stage with this key."""
        return with_key(self.stages, key)


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """A checklist item; `kind` is the key of an `ItemKind`, or `PLAIN`."""

    key: str
    kind: str
    title: LocalText
    short: LocalText
    help: LocalText
    due: Due | None


@dataclass(frozen=True, slots=True)
class TemplateTask:
    """Work that every team of a run has in a phase.

    With `every` it comes again once it is done, as long as the event `until` (a key; empty: as
    long as the run) has not begun. A task that comes again always has a first `due`.
    """

    key: str
    phase: str
    who: TemplateWho
    title: LocalText
    due: Due | None
    every: Every | None = None
    until: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a workshop day; `at` is its fixed time, None when it follows the one before.

    `instructions` are for the coach; a block that is `coach_only` is left out of what teams see.
    """

    key: str
    title: LocalText
    minutes: int
    kind: BlockKind
    goal: LocalText | None = None
    materials: LocalText | None = None
    instructions: LocalText | None = None
    coach_only: bool = False
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """When a block is: minutes from midnight.

    `gap` is how many minutes are free before a block with a fixed time; negative: how much the
    blocks before it run over.
    """

    block: Block
    begins: int
    ends: int
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Agenda:
    """The course of one day of an event; `day` counts from 1."""

    event: str
    day: int
    start: time
    blocks: tuple[Block, ...]

    def slots(self) -> tuple[Slot, ...]:
        """When each block is: the start of the day plus the lengths so far, or its fixed time."""
        now = minutes_of(self.start)
        slots = []
        for block in self.blocks:
            begins = now if block.at is None else minutes_of(block.at)
            slots.append(Slot(block, begins, begins + block.minutes, begins - now))
            now = begins + block.minutes
        return tuple(slots)


def minutes_of(moment: time) -> int:
    """Minutes from midnight."""
    return moment.hour * 60 + moment.minute


@dataclass(frozen=True, slots=True)
class Question:
    """A question for a coaching talk in a phase."""

    key: str
    phase: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class Advice:
    """A piece of advice to the coach in a phase."""

    key: str
    phase: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class Role:
    """Who is responsible for what: `duties`, one a line."""

    key: str
    name: LocalText
    duties: LocalText


@dataclass(frozen=True, slots=True)
class Field:
    """Something that each team writes down, such as why it joins."""

    key: str
    title: LocalText
    help: LocalText


@dataclass(frozen=True, slots=True)
class MeetingAdvice:
    """Regular meetings that are recommended to a team: how often, and how long."""

    key: str
    title: LocalText
    every_weeks: int
    minutes: int


@dataclass(frozen=True, slots=True)
class SurveyLink:
    """A survey (the key of its definition) that belongs to a phase."""

    survey: str
    phase: str


@dataclass(frozen=True, slots=True)
class Template(Outline):
    """A whole programme; a run refers to it by `key` and `version`."""

    kinds: tuple[ItemKind, ...] = ()
    items: tuple[TemplateItem, ...] = ()
    tasks: tuple[TemplateTask, ...] = ()
    agendas: tuple[Agenda, ...] = ()
    questions: tuple[Question, ...] = ()
    advice: tuple[Advice, ...] = ()
    roles: tuple[Role, ...] = ()
    fields: tuple[Field, ...] = ()
    meetings: tuple[MeetingAdvice, ...] = ()
    surveys: tuple[SurveyLink, ...] = ()

    def kind(self, key: str) -> ItemKind | None:
        """The kind of items with this key."""
        return with_key(self.kinds, key)

    def item(self, key: str) -> TemplateItem | None:
        """The checklist item with this key."""
        return with_key(self.items, key)

    def task(self, key: str) -> TemplateTask | None:
        """The default task with this key."""
        return with_key(self.tasks, key)

    def field(self, key: str) -> Field | None:
        """What each team writes down under this key."""
        return with_key(self.fields, key)

    def agendas_of(self, event: str) -> tuple[Agenda, ...]:
        """The agendas of an event's days, by day."""
        own = (agenda for agenda in self.agendas if agenda.event == event)
        return tuple(sorted(own, key=lambda agenda: agenda.day))

    def questions_of(self, phase: str) -> tuple[Question, ...]:
        """The questions for coaching talks in a phase."""
        return tuple(question for question in self.questions if question.phase == phase)

    def advice_of(self, phase: str) -> tuple[Advice, ...]:
        """The advice to the coach in a phase."""
        return tuple(advice for advice in self.advice if advice.phase == phase)
