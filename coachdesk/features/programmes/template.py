"""Coaching programmes as data: a template is one TOML file, read and checked here.

The format is described at the head of the shipped files in `resources/programmes`. Nothing in the
code knows a programme: its phases, events, items, stages and tasks are all in the file.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TypeVar

from coachdesk.kernel.datafile import DataFileError, LocalText, Table
from coachdesk.kernel.paths import resource
from coachdesk.kernel.text import msg

__all__ = [
    "PLAIN",
    "Due",
    "ItemKind",
    "LocalText",
    "Phase",
    "Stage",
    "StageMeaning",
    "Template",
    "TemplateError",
    "TemplateEvent",
    "TemplateItem",
    "TemplateTask",
    "TemplateWho",
    "available_templates",
    "broken_templates",
    "find_template",
    "load_template",
]

SCHEMA = 1
PLAIN = "plain"
MOST_DAYS = 1000
LONGEST_EVENT = 30
LARGEST_TEAM = 100

TemplateError = DataFileError
"""Why a template cannot be used: file, place and reason."""


class StageMeaning(Enum):
    """What reaching a stage says of the checklist item."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class TemplateWho(Enum):
    """Whose work a task of a template is."""

    TEAM = "team"
    COACH = "coach"


@dataclass(frozen=True, slots=True)
class Due:
    """A date relative to an event: `days` before its first day, or after its last."""

    event: str
    days: int
    after: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the programme; `event` is the key of the event whose days it is, or empty."""

    key: str
    name: LocalText
    short: LocalText
    description: LocalText
    event: str


@dataclass(frozen=True, slots=True)
class TemplateEvent:
    """An event; `kind` groups events that are alike, `days` is the usual length."""

    key: str
    kind: str
    name: LocalText
    days: int


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
        return _with_key(self.stages, key)


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
    """Work that every team of a run has in a phase."""

    key: str
    phase: str
    who: TemplateWho
    title: LocalText
    due: Due | None


@dataclass(frozen=True, slots=True)
class Template:
    """A whole programme; a run refers to it by `key` and `version`."""

    key: str
    version: str
    name: LocalText
    description: LocalText
    source: LocalText
    smallest_team: int
    largest_team: int
    phases: tuple[Phase, ...]
    events: tuple[TemplateEvent, ...]
    kinds: tuple[ItemKind, ...]
    items: tuple[TemplateItem, ...]
    tasks: tuple[TemplateTask, ...]

    def phase(self, key: str) -> Phase | None:
        """The phase with this key."""
        return _with_key(self.phases, key)

    def event(self, key: str) -> TemplateEvent | None:
        """The event with this key."""
        return _with_key(self.events, key)

    def kind(self, key: str) -> ItemKind | None:
        """The kind of items with this key."""
        return _with_key(self.kinds, key)

    def item(self, key: str) -> TemplateItem | None:
        """The checklist item with this key."""
        return _with_key(self.items, key)

    def task(self, key: str) -> TemplateTask | None:
        """The default task with this key."""
        return _with_key(self.tasks, key)


def available_templates(folder: Path | None = None) -> list[Template]:
    """The usable templates of `folder` (those that ship, if None), by file name; read once."""
    return list(_shelf(folder or resource("programmes"))[0])


def broken_templates(folder: Path | None = None) -> list[TemplateError]:
    """Why files of `folder` were left out of `available_templates`."""
    return list(_shelf(folder or resource("programmes"))[1])


def find_template(key: str, folder: Path | None = None) -> Template | None:
    """The usable template with this key."""
    return _with_key(available_templates(folder), key)


def load_template(path: Path) -> Template:
    """Read and check the template in `path`.

    Raises `TemplateError` with the place and the reason at the first thing that is wrong.
    """
    table = Table.load(path)
    table.number("schema", SCHEMA, SCHEMA)
    team = table.table("team")
    smallest = team.number("smallest", 1, LARGEST_TEAM)
    template = Template(
        key=table.name("key"),
        version=table.line("version"),
        name=table.local("name"),
        description=table.local("description"),
        source=table.local("source"),
        smallest_team=smallest,
        largest_team=team.number("largest", smallest, LARGEST_TEAM),
        phases=_list_of(table, "phases", _phase),
        events=_list_of(table, "events", _event),
        kinds=_list_of(table, "kinds", _kind),
        items=_list_of(table, "items", _item),
        tasks=_list_of(table, "tasks", _task),
    )
    team.finish()
    table.finish()
    _check_references(table, template)
    return template


@cache
def _shelf(folder: Path) -> tuple[tuple[Template, ...], tuple[TemplateError, ...]]:
    templates: dict[str, Template] = {}
    errors: list[TemplateError] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            template = load_template(path)
        except TemplateError as error:
            errors.append(error)
            continue
        if template.key in templates:
            reason = msg("programmes", "Another file already holds a programme with this key.")
            errors.append(TemplateError(path, "key", reason))
            continue
        templates[template.key] = template
    return tuple(templates.values()), tuple(errors)


_Keyed = TypeVar(
    "_Keyed", Template, Phase, TemplateEvent, Stage, ItemKind, TemplateItem, TemplateTask
)


def _with_key(records: Iterable[_Keyed], key: str) -> _Keyed | None:
    return next((record for record in records if record.key == key), None)


def _list_of(table: Table, key: str, parse: Callable[[Table], _Keyed]) -> tuple[_Keyed, ...]:
    records: dict[str, _Keyed] = {}
    for entry in table.tables(key):
        record = parse(entry)
        entry.finish()
        if record.key in records:
            entry.fail("key", msg("programmes", "This key is used twice in the list."))
        records[record.key] = record
    return tuple(records.values())


def _phase(table: Table) -> Phase:
    return Phase(
        key=table.name("key"),
        name=table.local("name"),
        short=table.local("short"),
        description=table.local("description"),
        event=table.optional_line("event"),
    )


def _event(table: Table) -> TemplateEvent:
    return TemplateEvent(
        key=table.name("key"),
        kind=table.name("kind"),
        name=table.local("name"),
        days=table.number("days", 1, LONGEST_EVENT),
    )


def _kind(table: Table) -> ItemKind:
    kind = ItemKind(
        key=table.name("key"),
        question=table.local("question"),
        support=table.local("support") if "support" in table else None,
        stages=_list_of(table, "stages", _stage),
    )
    if len({stage.code for stage in kind.stages}) < len(kind.stages):
        table.fail("stages", msg("programmes", "Two stages have the same code."))
    if kind.key == PLAIN:
        table.fail("key", msg("programmes", "This key is reserved for items without stages."))
    if not kind.stages:
        table.fail("stages", msg("programmes", "A kind needs at least one stage."))
    return kind


def _stage(table: Table) -> Stage:
    return Stage(
        key=table.name("key"),
        code=table.number("code", 0, MOST_DAYS),
        meaning=StageMeaning(table.choice("means", [meaning.value for meaning in StageMeaning])),
        label=table.local("label"),
        short=table.local("short"),
    )


def _item(table: Table) -> TemplateItem:
    return TemplateItem(
        key=table.name("key"),
        kind=table.optional_line("kind") or PLAIN,
        title=table.local("title"),
        short=table.local("short"),
        help=table.local("help"),
        due=_due(table),
    )


def _task(table: Table) -> TemplateTask:
    return TemplateTask(
        key=table.name("key"),
        phase=table.line("phase"),
        who=TemplateWho(table.choice("who", [who.value for who in TemplateWho])),
        title=table.local("title"),
        due=_due(table),
    )


def _due(table: Table) -> Due | None:
    if "due" not in table:
        return None
    due = table.table("due")
    if ("days_before" in due) == ("days_after" in due):
        table.fail("due", msg("programmes", "Give either days_before or days_after."))
    after = "days_after" in due
    days = due.number("days_after" if after else "days_before", 0, MOST_DAYS)
    relative = Due(event=due.line("event"), days=days, after=after)
    due.finish()
    return relative


def _check_references(table: Table, template: Template) -> None:
    phases = {phase.key for phase in template.phases}
    events = {event.key for event in template.events}
    kinds = {PLAIN, *(kind.key for kind in template.kinds)}
    if not phases:
        table.fail("phases", msg("programmes", "A programme needs at least one phase."))
    taken: set[str] = set()
    for phase in template.phases:
        place = f"phases[{phase.key}].event"
        if phase.event in taken:
            table.fail(place, msg("programmes", "Two phases are the days of the same event."))
        if phase.event:
            _check_known(table, place, phase.event, events)
            taken.add(phase.event)
    for item in template.items:
        _check_known(table, f"items[{item.key}].kind", item.kind, kinds)
        if item.due:
            _check_known(table, f"items[{item.key}].due.event", item.due.event, events)
    for task in template.tasks:
        _check_known(table, f"tasks[{task.key}].phase", task.phase, phases)
        if task.due:
            _check_known(table, f"tasks[{task.key}].due.event", task.due.event, events)


def _check_known(table: Table, place: str, key: str, known: Iterable[str]) -> None:
    if key not in known:
        table.fail(place, msg("programmes", "Nothing with the key “{key}” is defined.", key=key))
