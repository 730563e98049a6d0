"""The programmes there are: those that ship, the coach's own, and the ones that runs have taken.

A run keeps the text of its template as it was when it started, so neither a new version of the
program nor an edit of her own programme changes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from coachdesk.features.programmes import text_store
from coachdesk.features.programmes.model import Run
from coachdesk.features.programmes.template import (
    Template,
    TemplateError,
    available_templates,
    find_template,
    parse_template,
)
from coachdesk.features.programmes.template_writer import template_toml
from coachdesk.kernel.database import Database

_MOST_KEPT = 64
_parsed: dict[str, tuple[str, Template | None]] = {}


@dataclass(frozen=True, slots=True)
class OwnProgramme:
    """A programme of the coach's own; `template` is None while its text cannot be used."""

    rid: int
    uuid: str
    key: str
    text: str
    template: Template | None


def template_of(db: Database, run: Run) -> Template | None:
    """The template that a run has taken; None when it cannot be used.

    A run from before texts were kept uses the programme that ships under its key.
    """
    return templates_of(db, [run])[run.rid]


def templates_of(db: Database, runs: Iterable[Run]) -> dict[int, Template | None]:
    """The templates of several runs, by run, in one query."""
    runs = list(runs)
    wanted = {run.programme_rid for run in runs if run.programme_rid is not None}
    texts = text_store.programme_texts(db, wanted) if wanted else []
    found = {text.rid: _template(text) for text in texts}
    return {
        run.rid: find_template(run.template_key)
        if run.programme_rid is None
        else found.get(run.programme_rid)
        for run in runs
    }


def own_programmes(db: Database) -> list[OwnProgramme]:
    """The coach's own programmes, the oldest first, also those that cannot be used yet."""
    return [
        OwnProgramme(each.rid, each.uuid, each.key, each.text, _template(each))
        for each in text_store.own_texts(db)
    ]


def usable_programmes(db: Database) -> list[Template]:
    """What a run can be started of: the programmes that ship, then her own."""
    own = (each.template for each in own_programmes(db))
    return [*available_templates(), *(template for template in own if template)]


def keep(db: Database, template: Template) -> int:
    """Keep a template for runs, inside a change: the row of its text."""
    return text_store.keep_text(db, template.key, template.version, template_toml(template))


def read_so_far() -> list[Template]:
    """The templates of runs and her own ones that were read in this session, the latest first."""
    return [template for _text, template in reversed(_parsed.values()) if template]


def forget() -> None:
    """Forget what was read, as when the workspace is closed."""
    _parsed.clear()


def _template(kept: text_store.ProgrammeText) -> Template | None:
    text, template = _parsed.get(kept.uuid, ("", None))
    if text != kept.text:
        template = _parse(kept.text, kept.key)
        while len(_parsed) >= _MOST_KEPT:
            _parsed.pop(next(iter(_parsed)))
        _parsed[kept.uuid] = (kept.text, template)
    return template


def _parse(text: str, name: str) -> Template | None:
    try:
        return parse_template(text, name)
    except TemplateError:
        return None
