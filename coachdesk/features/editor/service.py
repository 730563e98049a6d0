"""The coach's verbs on her own programmes: copy, begin, edit, exchange.

Every edit is one change and leaves a whole text; what is still missing only keeps runs from
being started of it.
"""

import re
from dataclasses import replace
from enum import Enum
from itertools import chain, count
from pathlib import Path

from coachdesk.features.editor import adding, operations, store
from coachdesk.features.editor.fields import spec_of
from coachdesk.features.editor.keys import key_from
from coachdesk.features.editor.model import (
    Changed,
    Group,
    Node,
    Operation,
    TextAt,
    with_text,
)
from coachdesk.features.editor.problems import Draft, read_draft
from coachdesk.features.programmes.template import (
    LocalText,
    Phase,
    Template,
    available_templates,
    load_template,
)
from coachdesk.features.programmes.template_limits import LONGEST_TITLE
from coachdesk.features.programmes.template_reading import NO_TEXT
from coachdesk.features.programmes.template_writer import template_toml
from coachdesk.kernel.atomic import file_problems, write_atomically
from coachdesk.kernel.database import Database
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line
from coachdesk.kernel.text import LANGUAGES, Message, Texts, msg
from coachdesk.kernel.workspace import Workspace

_OWN = re.compile(r"(?P<before>.*-)?own\.(?P<number>\d{1,6})")
_LARGEST_FILE = 2_000_000


class Taking(Enum):
    """What becomes of a file whose programme is known already."""

    ASK = "ask"
    COPY = "copy"
    REPLACE = "replace"


class KnownProgrammeError(UserError):
    """A programme with the same key is there; `own_rid` is the coach's own one, if it is hers."""

    def __init__(self, template: Template, own_rid: int | None) -> None:
        """The file was read and is whole; nothing has been taken in."""
        self.template = template
        self.own_rid = own_rid
        super().__init__(msg("editor", "You have this programme already."))


# -- beginning ------------------------------------------------------------------------------------


def copy_programme(ws: Workspace, template: Template, name: str = "") -> int:
    """Copy a programme, also an incomplete one, to the coach's own. Its rid.

    Without a `name` it is called as before, marked as a copy, in every language.
    """
    named = _named(template, name)
    with ws.change(msg("editor", "Copy a programme")) as db:
        return _add(db, _as_own(db, named))


def new_programme(ws: Workspace, name: str, language: str) -> int:
    """Begin a programme with one phase and nothing else. Its rid."""
    text = adding.in_all_languages(msg("editor", "New programme"))
    if clean_line(name, LONGEST_TITLE):
        text = with_text(None, language, clean_line(name))
    first = Phase("phase_1", NO_TEXT, NO_TEXT, NO_TEXT, "")
    with ws.change(msg("editor", "Begin a programme")) as db:
        key = _unused_key(db, key_from(clean_line(name)) or "own_programme")
        return _add(db, Template(key, "own.1", text, NO_TEXT, NO_TEXT, 3, 8, (first,)))


def delete_programme(ws: Workspace, rid: int) -> None:
    """Delete one of the coach's own programmes; runs of it keep what they have taken."""
    with ws.change(msg("editor", "Delete a programme of my own")) as db:
        store.delete_own(db, rid)


# -- reading --------------------------------------------------------------------------------------


def own_draft(db: Database, rid: int) -> Draft:
    """One of the coach's own programmes as far as it is written."""
    kept = store.own_text(db, rid)
    if kept is None:
        raise UserError(msg("editor", "This programme is not there any more."))
    return read_draft(kept.text, kept.key)


# -- editing --------------------------------------------------------------------------------------


def change(
    ws: Workspace, rid: int, operation: Operation, label: Message, merge_key: str = ""
) -> Node:
    """Do something to one of the coach's own programmes; tells which part is in hand then.

    A version that a run has taken stays as it is: the edited one is the next version.
    """
    with ws.change(label, merge_key=merge_key) as db:
        before = own_draft(db, rid).template
        if not before.key:
            raise UserError(msg("editor", "This programme cannot be read, so it cannot be edited."))
        changed = operation(before)
        if changed.template != before:
            _save(db, rid, changed.template)
    return changed.node


def add_part(
    ws: Workspace, rid: int, place: Group | Node, behind: Node | None = None, survey: str = ""
) -> Node:
    """Add a part, as `adding.add`."""
    label = msg("editor", "Add to a programme")
    return change(ws, rid, lambda known: adding.add(known, place, behind, survey), label)


def remove_part(ws: Workspace, rid: int, node: Node) -> Node:
    """Remove a part and what stands below it, as `operations.remove`."""
    label = msg("editor", "Remove from a programme")
    return change(ws, rid, lambda known: operations.remove(known, node), label)


def move_part(ws: Workspace, rid: int, node: Node, by: int) -> Node:
    """Move a part up (-1) or down (1) among its siblings."""
    label = msg("editor", "Change the order in a programme")
    return change(ws, rid, lambda known: operations.move(known, node, by), label)


def name_part(ws: Workspace, rid: int, node: Node, language: str, title: str) -> Node:
    """Give a part a title in a language; a new part gets its key from its first one."""
    label = msg("editor", "Name a part of a programme")
    return change(ws, rid, lambda known: operations.name_part(known, node, language, title), label)


def change_part(ws: Workspace, rid: int, node: Node, field: str, value: object) -> Node:
    """Give a field of a part another value, as `operations.change`."""
    label = msg("editor", "Edit a programme")

    def operation(known: Template) -> Changed:
        return operations.change(known, node, field, value)

    return change(ws, rid, operation, label, _merge_key(rid, node, field))


def write_text(ws: Workspace, rid: int, at: TextAt, words: str) -> Node:
    """Write a text of a part in one language; a burst of typing is one undo step."""
    label = msg("editor", "Write in a programme")
    optional = spec_of(at.node.kind, at.field).optional

    def operation(known: Template) -> Changed:
        return operations.change_text(known, at, words, optional=optional)

    return change(ws, rid, operation, label, _merge_key(rid, at.node, at.field, at.language))


def _merge_key(rid: int, node: Node, *field: str) -> str:
    return ":".join(("programme", str(rid), node.section, node.key, node.inner, *field))


# -- exchanging -----------------------------------------------------------------------------------


def import_file(ws: Workspace, path: Path, taking: Taking = Taking.ASK) -> int:
    """Take in a programme from a file. Its rid.

    Raises `TemplateError` with place and reason when the file is not a whole programme, and
    `KnownProgrammeError` when its key is known and `taking` does not say what to do then.
    """
    with file_problems():
        too_large = path.stat().st_size > _LARGEST_FILE
    if too_large:
        raise UserError(msg("editor", "The file is too large to be a programme."))
    template = load_template(path)
    with ws.change(msg("editor", "Take in a programme")) as db:
        mine = {kept.key: kept.rid for kept in store.own_texts(db)}
        own_rid = mine.get(template.key)
        if taking is Taking.REPLACE and own_rid is not None:
            store.save_own(db, own_rid, template.version, template_toml(template))
            return own_rid
        if _is_known(db, template.key):
            if taking is Taking.ASK:
                raise KnownProgrammeError(template, own_rid)
            template = _as_own(db, _named(template, ""))
        return _add(db, template)


def export_file(ws: Workspace, rid: int, path: Path) -> None:
    """Write one of the coach's own programmes into a file that others can take in."""
    kept = store.own_text(ws.read, rid)
    if kept is None:
        raise UserError(msg("editor", "This programme is not there any more."))
    export_text(path, kept.text)


def export_template(template: Template, path: Path) -> None:
    """Write a programme that ships into a file."""
    export_text(path, template_toml(template))


def export_text(path: Path, text: str) -> None:
    """Write the text of a programme into a file: the whole of it, or the old file stays."""
    with file_problems():
        write_atomically(path, text.encode())


# -- inside a change ------------------------------------------------------------------------------


def _add(db: Database, template: Template) -> int:
    return store.add_own_text(db, template.key, template.version, template_toml(template))


def _save(db: Database, rid: int, template: Template) -> None:
    if store.is_in_use(db, template.key, template.version):
        template = replace(template, version=next_version(template.version))
    store.save_own(db, rid, template.version, template_toml(template))


def _as_own(db: Database, template: Template) -> Template:
    key = _unused_key(db, template.key)
    return replace(template, key=key, version=next_version(template.version))


def next_version(version: str) -> str:
    """The version after this one, such as `2026.1-own.3`."""
    found = _OWN.fullmatch(version)
    if found is None:
        return f"{version[: LONGEST_TITLE - 12]}-own.1"
    return f"{found['before'] or ''}own.{int(found['number']) + 1}"


def _unused_key(db: Database, wanted: str) -> str:
    stem = f"{wanted[:60]}_own"
    candidates = chain((wanted, stem), (f"{stem}_{number}" for number in count(2)))
    return next(key for key in candidates if not _is_known(db, key))


def _is_known(db: Database, key: str) -> bool:
    return store.is_taken(db, key) or any(key == each.key for each in available_templates())


def _named(template: Template, name: str) -> Template:
    """The template under another name; without one, under its own marked as a copy."""
    own = clean_line(name, LONGEST_TITLE)
    texts = {each: own or _copy_name(template, each) for each in LANGUAGES}
    return replace(template, name=LocalText(**texts))


def _copy_name(template: Template, language: str) -> str:
    name = template.name.in_language(language)
    whole = Texts.load(language)(msg("editor", "{name} (copy)", name=name))
    return whole if name and len(whole) <= LONGEST_TITLE else name
