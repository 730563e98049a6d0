"""What can be done to a programme's template: pure, and each leaves references that hold.

Texts may be empty or too long, as the reading of drafts allows; all else stays within the format,
so that what is written can be read again in full. `adding` makes new parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from coachdesk.features.editor.fields import check_value
from coachdesk.features.editor.keys import STEMS, free_key, is_made_up, key_from
from coachdesk.features.editor.model import (
    INNER,
    OF_PHASES,
    UNDER,
    Changed,
    Node,
    TextAt,
    group_of,
    inner_nodes,
    listed,
    mark,
    nodes_of,
    part,
    put_part,
    require,
    texts_of,
    title_field,
    with_parts,
    with_text,
)
from coachdesk.features.editor.references import repoint
from coachdesk.features.programmes.template import PLAIN, Template
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line
from coachdesk.kernel.text import LANGUAGES, msg

# -- removing -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hanging:
    """What a removal takes along (`gone`), and what stays but loses its date or kind (`loose`)."""

    gone: int = 0
    loose: int = 0


def hanging(template: Template, node: Node) -> Hanging:
    """What hangs on a part that might be removed."""
    if node.inner or node.section not in {"phases", "events", "kinds"}:
        return Hanging()
    before, after = template, remove(template, node).template
    gone, loose = -1, 0
    for section in ("phases", "events", "items", "kinds", *UNDER):
        kept = {mark(one): one for one in listed(after, section)}
        for one in listed(before, section):
            gone += mark(one) not in kept
            loose += mark(one) in kept and kept[mark(one)] != one
    return Hanging(gone, loose)


def remove(template: Template, node: Node) -> Changed:
    """The template without a part; in hand is then its neighbour, or what it stood below.

    What stands below it goes along. A date that was counted from it becomes open, an item whose
    kind it was has no stages any more. Raises `UserError` for the last stage of a kind.
    """
    found = require(template, node)
    neighbour = _neighbour(template, node)
    if node.inner:
        owner = replace(node, inner="")
        whole, attribute = require(template, owner), INNER[node.section]
        rest = tuple(each for each in getattr(whole, attribute) if each != found)
        if attribute == "stages" and not rest:
            raise UserError(msg("editor", "A kind of item keeps at least one stage."))
        return Changed(put_part(template, owner, replace(whole, **{attribute: rest})), neighbour)
    rest = tuple(each for each in listed(template, node.section) if each != found)
    without = with_parts(template, node.section, rest)
    return Changed(repoint(without, node.section, node.key, None), neighbour)


def _neighbour(template: Template, node: Node) -> Node:
    around = siblings(template, node)
    at = around.index(node)
    rest = around[:at] + around[at + 1 :]
    if rest:
        return rest[min(at, len(rest) - 1)]
    if node.inner:
        return replace(node, inner="")
    under = group_of(template, node).under
    return Node("phases" if node.section in OF_PHASES else "events", under) if under else Node()


def siblings(template: Template, node: Node) -> list[Node]:
    """The parts of the list that a part stands in, in the order in which they are shown."""
    if node.inner:
        return inner_nodes(template, replace(node, inner=""))
    return nodes_of(template, group_of(template, node))


# -- moving and naming ----------------------------------------------------------------------------


def move(template: Template, node: Node, by: int) -> Changed:
    """Change places with the sibling above (-1) or below (+1); at the end nothing changes.

    Two days of an event change their agendas.
    """
    around = siblings(template, node)
    at = around.index(node) + by if node in around else -1
    if not 0 <= at < len(around):
        return Changed(template, node)
    one, other = require(template, node), require(template, around[at])
    if node.inner:
        owner = replace(node, inner="")
        whole, attribute = require(template, owner), INNER[node.section]
        swapped = _swapped(getattr(whole, attribute), one, other)
        return Changed(put_part(template, owner, replace(whole, **{attribute: swapped})), node)
    if node.section == "agendas":
        parts = {one: replace(one, day=other.day), other: replace(other, day=one.day)}
        agendas = tuple(parts.get(agenda, agenda) for agenda in template.agendas)
        return Changed(replace(template, agendas=agendas), around[at])
    swapped = _swapped(listed(template, node.section), one, other)
    return Changed(with_parts(template, node.section, swapped), node)


def _swapped(parts: Sequence[Any], one: object, other: object) -> tuple[Any, ...]:
    return tuple(other if each == one else one if each == other else each for each in parts)


def name_part(template: Template, node: Node, language: str, title: str) -> Changed:
    """Give a part another title in a language; the first title of a new part makes its key too."""
    kind = node.kind
    found, field = require(template, node), title_field(kind)
    if not field:
        return Changed(template, node)
    text = with_text(getattr(found, field), language, clean_line(title))
    is_new = not any(getattr(found, field).in_language(each) for each in LANGUAGES)
    changed = put_part(template, node, replace(found, **{field: text}))
    if not (is_new and node.section and is_made_up(found.key, kind)):
        return Changed(changed, node)
    return _rekeyed(changed, node, key_from(title))


def _rekeyed(template: Template, node: Node, wanted: str) -> Changed:
    if not wanted:
        return Changed(template, node)
    if wanted[0].isdecimal():
        wanted = f"{STEMS[node.kind]}_{wanted}"
    found = require(template, node)
    around = (
        inner_nodes(template, replace(node, inner="")) if node.inner
        else [Node(node.section, mark(one)) for one in listed(template, node.section)]
    )  # fmt: skip
    taken = {each.inner or each.key for each in around if each != node} | {PLAIN}
    key = wanted if wanted not in taken else free_key(wanted, taken, first=2)
    changed = put_part(template, node, replace(found, key=key))
    if node.inner:
        return Changed(changed, replace(node, inner=key))
    return Changed(repoint(changed, node.section, node.key, key), replace(node, key=key))


# -- changing fields ------------------------------------------------------------------------------


def change(template: Template, node: Node, field: str, value: object) -> Changed:
    """Give a field of a part another value, of the field's type.

    What no longer makes sense then is cleared: a task without a due date does not come again.
    Raises `UserError` for a value that does not fit.
    """
    found = require(template, node)
    value = check_value(template, node, found, field, value)
    values: dict[str, Any] = {field: value}
    if node.kind == "tasks":
        values |= _task_rules(field, value)
    if not node.section:
        values |= _team_rules(template, field, value)
    changed = replace(found, **values)
    if node.kind in {"agendas", "surveys"}:
        node = _stillfree_key(template, node, Node(node.section, mark(changed)))
        return Changed(put_part(template, Node(node.section, mark(found)), changed), node)
    return Changed(put_part(template, node, changed), node)


def _task_rules(field: str, value: object) -> dict[str, Any]:
    if value is None and field == "due":
        return {"every": None, "until": ""}
    return {"until": ""} if value is None and field == "every" else {}


def _team_rules(template: Template, field: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - of any field
    if field == "smallest_team":
        return {"largest_team": max(template.largest_team, value)}
    if field == "largest_team":
        return {"smallest_team": min(template.smallest_team, value)}
    return {}


def _stillfree_key(template: Template, old: Node, new: Node) -> Node:
    if new != old and part(template, new) is not None:
        if new.section == "agendas":
            raise UserError(msg("editor", "This day of the event has an agenda already."))
        raise UserError(msg("editor", "The phase has this survey already."))
    return new


def change_text(template: Template, at: TextAt, words: str, *, optional: bool) -> Changed:
    """Give a text other words in one language; an `optional` one without words is left out."""
    found = require(template, at.node)
    text = with_text(texts_of(found).get(at.field), at.language, words)
    bare = not any(text.in_language(each).strip() for each in LANGUAGES)
    return change(template, at.node, at.field, None if optional and bare else text)
