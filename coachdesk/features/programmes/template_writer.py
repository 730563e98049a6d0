"""Writes a template as the TOML file it can be read from, such that a person can read it too."""

from collections.abc import Callable, Iterable, Iterator
from datetime import time
from itertools import chain
from typing import TypeVar

from coachdesk.features.programmes.outline import Phase, Relation, TemplateEvent
from coachdesk.features.programmes.template_parts import (
    PLAIN,
    Advice,
    Agenda,
    Block,
    Due,
    Every,
    Field,
    ItemKind,
    MeetingAdvice,
    Question,
    Role,
    Stage,
    SurveyLink,
    Template,
    TemplateItem,
    TemplateTask,
)
from coachdesk.features.programmes.template_reading import SCHEMA
from coachdesk.kernel.datafile import LocalText
from coachdesk.kernel.text import LANGUAGES

WIDTH = 100
_Part = TypeVar("_Part")


def template_toml(template: Template) -> str:
    """The text of a file that `load_template` reads as `template` again.

    Sections come in the order of the format, a text a line for each language, what is empty is
    left out.
    """
    sections = [
        _section("phases", template.phases, _phase),
        _section("events", template.events, _event),
        _section("kinds", template.kinds, _kind),
        _section("items", template.items, _item),
        _section("tasks", template.tasks, _task),
        _section("agendas", template.agendas, _agenda),
        _section("questions", template.questions, _said),
        _section("advice", template.advice, _said),
        _section("roles", template.roles, _role),
        _section("fields", template.fields, _field),
        _section("meetings", template.meetings, _meeting),
        _section("surveys", template.surveys, _survey),
    ]
    return "\n".join(chain(_head(template), *sections)) + "\n"


def _section(
    name: str, parts: Iterable[_Part], write: Callable[[_Part], Iterator[str]]
) -> Iterator[str]:
    for number, part in enumerate(parts):
        if number == 0:
            yield from ("", f"# {f' {name}':->{WIDTH - 2}}")
        yield from ("", f"[[{name}]]", *write(part))


def _head(template: Template) -> Iterator[str]:
    yield from _values(schema=SCHEMA, key=template.key, version=template.version)
    yield ""
    yield from _texts(name=template.name, description=template.description, source=template.source)
    yield from ("", "[team]")
    yield from _values(smallest=template.smallest_team, largest=template.largest_team)


def _phase(phase: Phase) -> Iterator[str]:
    yield from _values(key=phase.key, event=phase.event)
    if phase.handouts:
        yield f"handouts = [{', '.join(map(_value, phase.handouts))}]"
    yield from _texts(name=phase.name, short=phase.short, description=phase.description)


def _event(event: TemplateEvent) -> Iterator[str]:
    yield from _values(key=event.key, kind=event.kind, days=event.days)
    if event.after:
        yield _relation(event.after)
    yield from _texts(name=event.name, contents=event.contents)


def _kind(kind: ItemKind) -> Iterator[str]:
    yield from _values(key=kind.key)
    yield from _texts(question=kind.question, support=kind.support)
    for stage in kind.stages:
        yield from ("", "[[kinds.stages]]", *_stage(stage))


def _stage(stage: Stage) -> Iterator[str]:
    yield from _values(key=stage.key, code=stage.code, means=stage.meaning.value)
    yield from _texts(short=stage.short, label=stage.label)


def _item(item: TemplateItem) -> Iterator[str]:
    yield from _values(key=item.key, kind="" if item.kind == PLAIN else item.kind)
    if item.due:
        yield _due(item.due)
    yield from _texts(short=item.short, title=item.title, help=item.help)


def _task(task: TemplateTask) -> Iterator[str]:
    yield from _values(key=task.key, phase=task.phase, who=task.who.value)
    if task.due:
        yield _due(task.due)
    if task.every:
        yield _every(task.every)
    yield from _values(until=task.until)
    yield from _texts(title=task.title)


def _agenda(agenda: Agenda) -> Iterator[str]:
    yield from _values(event=agenda.event, day=agenda.day, start=_clock(agenda.start))
    for block in agenda.blocks:
        yield from ("", "[[agendas.blocks]]", *_block(block))


def _block(block: Block) -> Iterator[str]:
    at = "" if block.at is None else _clock(block.at)
    yield from _values(key=block.key, kind=block.kind.value, minutes=block.minutes, at=at)
    if block.coach_only:
        yield "coach_only = true"
    yield from _texts(
        title=block.title,
        goal=block.goal,
        materials=block.materials,
        instructions=block.instructions,
    )


def _said(part: Question | Advice) -> Iterator[str]:
    yield from _values(key=part.key, phase=part.phase)
    yield from _texts(text=part.text)


def _role(role: Role) -> Iterator[str]:
    yield from _values(key=role.key)
    yield from _texts(name=role.name, duties=role.duties)


def _field(field: Field) -> Iterator[str]:
    yield from _values(key=field.key)
    yield from _texts(title=field.title, help=field.help)


def _meeting(meeting: MeetingAdvice) -> Iterator[str]:
    yield from _values(key=meeting.key, every_weeks=meeting.every_weeks, minutes=meeting.minutes)
    yield from _texts(title=meeting.title)


def _survey(link: SurveyLink) -> Iterator[str]:
    yield from _values(survey=link.survey, phase=link.phase)


def _relation(relation: Relation) -> str:
    if relation.days % 7:
        return _inline("after", event=relation.event, days=relation.days)
    return _inline("after", event=relation.event, weeks=relation.days // 7)


def _due(due: Due) -> str:
    if due.after:
        return _inline("due", event=due.event, days_after=due.days)
    return _inline("due", event=due.event, days_before=due.days)


def _every(every: Every) -> str:
    if every.unit == "week":
        return _inline("every", weeks=every.count)
    return _inline("every", months=every.count)


def _clock(moment: time) -> str:
    return moment.strftime("%H:%M")


def _inline(key: str, **values: str | int) -> str:
    return f"{key} = {{ {', '.join(_values(**values))} }}"


def _values(**values: str | int) -> Iterator[str]:
    for key, value in values.items():
        if value != "":
            yield f"{key} = {_value(value)}"


def _texts(**texts: LocalText | None) -> Iterator[str]:
    for key, text in texts.items():
        if text is not None:
            for language in LANGUAGES:
                yield f"{key}.{language} = {_value(text.in_language(language))}"


def _value(value: str | int) -> str:
    import tomli_w

    return tomli_w.dumps({"_": value}, multiline_strings=True).removeprefix("_ = ").rstrip("\n")
