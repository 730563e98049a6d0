"""Reads the bones of templates: by themselves for the first page, and as parts of whole ones."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from coachdesk.features.programmes import text_store
from coachdesk.features.programmes.model import Run
from coachdesk.features.programmes.outline import Outline, Phase, Relation, TemplateEvent
from coachdesk.features.programmes.template_limits import (
    LARGEST_TEAM,
    LONGEST_EVENT,
    LONGEST_LINES,
    LONGEST_SHORT,
    LONGEST_TITLE,
    MOST_DAYS,
    MOST_WEEKS,
)
from coachdesk.kernel.database import Database
from coachdesk.kernel.datafile import DataFileError, LocalText, Table
from coachdesk.kernel.text import msg


def outlines_of(db: Database, runs: Iterable[Run]) -> dict[int, Outline | None]:
    """The bones of the templates of several runs, by run, in one query; None for unusable ones.

    As `library.templates_of`, in a fraction of the time.
    """
    runs = list(runs)
    wanted = {run.programme_rid for run in runs if run.programme_rid is not None}
    texts = text_store.programme_texts(db, wanted) if wanted else []
    found = {text.rid: read_outline(text.text, text.key) for text in texts}
    return {
        run.rid: _shipped(run.template_key)
        if run.programme_rid is None
        else found.get(run.programme_rid)
        for run in runs
    }


def _shipped(key: str) -> Outline | None:
    from coachdesk.features.programmes.template import find_template

    return find_template(key)


@lru_cache
def read_outline(text: str, name: str) -> Outline | None:
    """The bones of the template in `text`; None when they cannot be read.

    `name` is what errors would call the file.
    """
    try:
        return _outline(Table.parse(text, Path(name)))
    except DataFileError:
        return None


def _outline(table: Table) -> Outline:
    smallest, largest = read_team(table)
    return Outline(
        key=table.name("key"),
        version=table.line("version", LONGEST_TITLE),
        name=table.local("name", LONGEST_TITLE),
        description=table.local("description"),
        source=table.local("source"),
        smallest_team=smallest,
        largest_team=largest,
        phases=tuple(map(read_phase, table.tables("phases"))),
        events=tuple(map(read_event, table.tables("events"))),
    )


def read_team(table: Table) -> tuple[int, int]:
    """The smallest and the largest team."""
    team = table.table("team")
    smallest = team.number("smallest", 1, LARGEST_TEAM)
    largest = team.number("largest", smallest, LARGEST_TEAM)
    team.finish()
    return smallest, largest


def read_phase(table: Table) -> Phase:
    """An entry of the list of phases."""
    return Phase(
        key=table.name("key"),
        name=table.local("name", LONGEST_TITLE),
        short=table.local("short", LONGEST_SHORT),
        description=table.local("description"),
        event=table.optional_line("event"),
        handouts=table.names("handouts"),
    )


def read_event(table: Table) -> TemplateEvent:
    """An entry of the list of events."""
    return TemplateEvent(
        key=table.name("key"),
        kind=table.name("kind"),
        name=table.local("name", LONGEST_TITLE),
        days=table.number("days", 1, LONGEST_EVENT),
        contents=lines_if_any(table, "contents"),
        after=_relation(table.table("after")) if "after" in table else None,
    )


def _relation(table: Table) -> Relation:
    unit = one_of(table, "weeks", "days")
    count = table.number(unit, 0, MOST_WEEKS if unit == "weeks" else MOST_DAYS)
    relation = Relation(table.line("event"), count * 7 if unit == "weeks" else count)
    table.finish()
    return relation


def one_of(table: Table, first: str, second: str) -> str:
    """Which of two fields is there; fails when both or neither are."""
    if (first in table) == (second in table):
        reason = msg("programmes", "Give either {first} or {second}.", first=first, second=second)
        table.fail("", reason)
    return first if first in table else second


def lines_if_any(table: Table, key: str) -> LocalText | None:
    """A text of several lines that may be left out."""
    return table.local_lines(key, LONGEST_LINES) if key in table else None


def forget() -> None:
    """Forget what was read, as when the workspace is closed."""
    read_outline.cache_clear()
