"""Starting points for a note: the headings and prompts of `resources/note_templates.toml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coachdesk.features.notes.model import KINDS
from coachdesk.kernel.datafile import LocalText, Table
from coachdesk.kernel.paths import resource

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    """A note to start from; `kind` is the kind of meeting it is meant for."""

    key: str
    kind: str
    name: LocalText
    body: LocalText


@cache
def note_templates() -> tuple[NoteTemplate, ...]:
    """The templates that ship, in the order of the file."""
    return load_note_templates(resource("note_templates.toml"))


def load_note_templates(path: Path) -> tuple[NoteTemplate, ...]:
    """Read and check a file of note templates; raises `DataFileError` with place and reason."""
    table = Table.load(path)
    table.number("schema", SCHEMA, SCHEMA)
    templates = tuple(_template(entry) for entry in table.tables("templates"))
    table.finish()
    return templates


def _template(table: Table) -> NoteTemplate:
    template = NoteTemplate(
        key=table.name("key"),
        kind=table.choice("kind", KINDS),
        name=table.local("name"),
        body=table.local_lines("body"),
    )
    table.finish()
    return template
