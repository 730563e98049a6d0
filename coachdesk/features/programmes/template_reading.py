"""Reads a template out of a data file, part by part.

A file that collects its problems is read on after each, so that all of them can be shown together.
"""

from collections.abc import Callable
from typing import TypeVar

from coachdesk.features.programmes.outline import AnyKeyed
from coachdesk.features.programmes.outlines import (
    lines_if_any,
    one_of,
    read_event,
    read_phase,
    read_team,
)
from coachdesk.features.programmes.template_checks import Known, check_references
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
from coachdesk.features.programmes.template_parts import (
    PLAIN,
    Advice,
    Agenda,
    Block,
    BlockKind,
    Due,
    Every,
    Field,
    ItemKind,
    MeetingAdvice,
    Question,
    Role,
    Stage,
    StageMeaning,
    SurveyLink,
    Template,
    TemplateItem,
    TemplateTask,
    TemplateWho,
)
from coachdesk.kernel.datafile import DataFileError, LocalText, Table
from coachdesk.kernel.text import msg

SCHEMA = 2
NO_TEXT = LocalText("", "", "")

_Part = TypeVar("_Part")


def read_template(table: Table) -> Template:
    """The template in a whole file; what cannot be read is told, and empty or left out."""
    try:
        _check_schema(table)
    except DataFileError as error:
        table.tell(error)
        return Template("", "", NO_TEXT, NO_TEXT, NO_TEXT, 1, 1, ())
    smallest, largest = _tried(table, lambda: read_team(table), (1, LARGEST_TEAM))
    template = Template(
        key=_tried(table, lambda: table.name("key"), ""),
        version=_tried(table, lambda: table.line("version", LONGEST_TITLE), ""),
        name=_tried(table, lambda: table.local("name", LONGEST_TITLE), NO_TEXT),
        description=_tried(table, lambda: table.local("description"), NO_TEXT),
        source=_tried(table, lambda: table.local("source"), NO_TEXT),
        smallest_team=smallest,
        largest_team=largest,
        phases=_keyed(table, "phases", read_phase),
        events=_keyed(table, "events", read_event),
        kinds=_keyed(table, "kinds", _kind),
        items=_keyed(table, "items", _item),
        tasks=_keyed(table, "tasks", _task),
        agendas=_several(table, "agendas", _agenda),
        questions=_keyed(table, "questions", _question),
        advice=_keyed(table, "advice", _advice),
        roles=_keyed(table, "roles", _role),
        fields=_keyed(table, "fields", _field),
        meetings=_keyed(table, "meetings", _meeting),
        surveys=_several(table, "surveys", _survey),
    )
    _tried(table, table.finish, None)
    known = Known(table.keys_in("phases"), table.keys_in("events"), table.keys_in("kinds"))
    check_references(
        template, known, lambda place, why: table.tell(DataFileError(table.file, place, why))
    )
    return template


def _check_schema(table: Table) -> None:
    found = table.number("schema", 0, MOST_DAYS)
    if found != SCHEMA:
        reason = msg(
            "programmes",
            "This program reads format {known} of programmes; the file is in format {found}.",
            known=SCHEMA,
            found=found,
        )
        table.fail("schema", reason)


def _tried(table: Table, read: Callable[[], _Part], otherwise: _Part) -> _Part:
    try:
        return read()
    except DataFileError as error:
        table.tell(error)
        return otherwise


def _several(table: Table, key: str, parse: Callable[[Table], _Part]) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    entries: list[Table] = []
    for entry in _tried(table, lambda: list(table.tables(key)), entries):
        try:
            part = parse(entry)
            entry.finish()
        except DataFileError as error:
            table.tell(error)
            continue
        parts.append(part)
    return tuple(parts)


def _keyed(table: Table, key: str, parse: Callable[[Table], AnyKeyed]) -> tuple[AnyKeyed, ...]:
    taken: set[str] = set()

    def parse_new(entry: Table) -> AnyKeyed:
        part = parse(entry)
        if part.key in taken:
            entry.fail("key", msg("programmes", "This key is used twice in the list."))
        taken.add(part.key)
        return part

    return _several(table, key, parse_new)


def _kind(table: Table) -> ItemKind:
    kind = ItemKind(
        key=table.name("key"),
        question=table.local("question"),
        support=table.local("support") if "support" in table else None,
        stages=_keyed(table, "stages", _stage),
    )
    if len({stage.code for stage in kind.stages}) < len(kind.stages):
        table.fail("stages", msg("programmes", "Two stages have the same code."))
    if kind.key == PLAIN:
        table.fail("key", msg("programmes", "This key is reserved for items without stages."))
    if not table.keys_in("stages"):
        table.fail("stages", msg("programmes", "A kind needs at least one stage."))
    return kind


def _stage(table: Table) -> Stage:
    return Stage(
        key=table.name("key"),
        code=table.number("code", 0, MOST_DAYS),
        meaning=table.member("means", StageMeaning),
        label=table.local("label"),
        short=table.local("short", LONGEST_STAGE),
    )


def _item(table: Table) -> TemplateItem:
    return TemplateItem(
        key=table.name("key"),
        kind=table.optional_line("kind") or PLAIN,
        title=table.local("title", LONGEST_TITLE),
        short=table.local("short", LONGEST_SHORT),
        help=table.local("help"),
        due=_due(table.table("due")) if "due" in table else None,
    )


def _task(table: Table) -> TemplateTask:
    return TemplateTask(
        key=table.name("key"),
        phase=table.line("phase"),
        who=table.member("who", TemplateWho),
        title=table.local("title", LONGEST_TITLE),
        due=_due(table.table("due")) if "due" in table else None,
        every=_every(table.table("every")) if "every" in table else None,
        until=table.optional_line("until"),
    )


def _due(table: Table) -> Due:
    unit = one_of(table, "days_before", "days_after")
    after = unit == "days_after"
    # The last day itself has no number: 0 days before is the first.
    due = Due(table.line("event"), table.number(unit, int(after), MOST_DAYS), after=after)
    table.finish()
    return due


def _every(table: Table) -> Every:
    unit = one_of(table, "weeks", "months")
    count = table.number(unit, 1, MOST_WEEKS)
    table.finish()
    return Every("week" if unit == "weeks" else "month", count)


def _agenda(table: Table) -> Agenda:
    return Agenda(
        event=table.line("event"),
        day=table.number("day", 1, LONGEST_EVENT),
        start=table.clock("start"),
        blocks=_keyed(table, "blocks", _block),
    )


def _block(table: Table) -> Block:
    return Block(
        key=table.name("key"),
        title=table.local("title", LONGEST_TITLE),
        minutes=table.number("minutes", 1, MOST_MINUTES),
        kind=table.member("kind", BlockKind),
        goal=table.local("goal") if "goal" in table else None,
        materials=table.local("materials") if "materials" in table else None,
        instructions=lines_if_any(table, "instructions"),
        coach_only=bool(table.flag("coach_only")),
        at=table.clock("at") if "at" in table else None,
    )


def _question(table: Table) -> Question:
    return Question(table.name("key"), table.line("phase"), table.local("text"))


def _advice(table: Table) -> Advice:
    return Advice(table.name("key"), table.line("phase"), table.local("text"))


def _role(table: Table) -> Role:
    return Role(
        key=table.name("key"),
        name=table.local("name", LONGEST_TITLE),
        duties=table.local_lines("duties", LONGEST_LINES),
    )


def _field(table: Table) -> Field:
    return Field(table.name("key"), table.local("title", LONGEST_TITLE), table.local("help"))


def _meeting(table: Table) -> MeetingAdvice:
    return MeetingAdvice(
        key=table.name("key"),
        title=table.local("title", LONGEST_TITLE),
        every_weeks=table.number("every_weeks", 1, MOST_WEEKS),
        minutes=table.number("minutes", 1, MOST_MINUTES),
    )


def _survey(table: Table) -> SurveyLink:
    return SurveyLink(table.name("survey"), table.line("phase"))
