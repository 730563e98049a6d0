"""Coaching programmes as data: a template is one TOML file, read and checked here.

The format is described at the head of `resources/programmes/vetoa_ja_pitoa.toml`. Nothing in the
code knows a programme: its phases, events, items, stages, tasks and agendas are all in the file.
"""

from functools import cache
from pathlib import Path

from coachdesk.features.programmes.outline import Phase, Relation, TemplateEvent, with_key
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
    Slot,
    Stage,
    StageMeaning,
    SurveyLink,
    Template,
    TemplateItem,
    TemplateTask,
    TemplateWho,
)
from coachdesk.features.programmes.template_reading import SCHEMA, read_template
from coachdesk.kernel.datafile import DataFileError, LocalText, Table
from coachdesk.kernel.paths import resource
from coachdesk.kernel.text import msg

__all__ = [
    "PLAIN",
    "SCHEMA",
    "Advice",
    "Agenda",
    "Block",
    "BlockKind",
    "Due",
    "Every",
    "Field",
    "ItemKind",
    "LocalText",
    "MeetingAdvice",
    "Phase",
    "Question",
    "Relation",
    "Role",
    "Slot",
    "Stage",
    "StageMeaning",
    "SurveyLink",
    "Template",
    "TemplateError",
    "TemplateEvent",
    "TemplateItem",
    "TemplateTask",
    "TemplateWho",
    "available_templates",
    "broken_templates",
    "draft_template",
    "find_template",
    "load_template",
    "parse_template",
]

TemplateError = DataFileError
"""Why a template cannot be used: file, place and reason."""


def available_templates(folder: Path | None = None) -> list[Template]:
    """The usable templates of `folder` (those that ship, if None), by file name; read once."""
    return list(_shelf(folder or resource("programmes"))[0])


def broken_templates(folder: Path | None = None) -> list[TemplateError]:
    """Why files of `folder` were left out of `available_templates`."""
    return list(_shelf(folder or resource("programmes"))[1])


def find_template(key: str, folder: Path | None = None) -> Template | None:
    """The usable template with this key."""
    return with_key(available_templates(folder), key)


def load_template(path: Path) -> Template:
    """Read and check the template in `path`.

    Raises `TemplateError` with the place and the reason at the first thing that is wrong.
    """
    return read_template(Table.load(path))


def parse_template(text: str, name: str) -> Template:
    """Read and check the template in `text`, as `load_template`; errors call the file `name`."""
    return read_template(Table.parse(text, Path(name)))


def draft_template(text: str, name: str) -> tuple[Template, list[TemplateError]]:
    """What can be read of a template that is still being written, and all that is wrong with it.

    A text that is missing in a language is empty there, one that is too long is kept; a part with
    another slip is left out. Raises `TemplateError` when `text` is no TOML.
    """
    problems: list[TemplateError] = []
    return read_template(Table.parse(text, Path(name), problems)), problems


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
