"""The pre-workshop checklist of a team: items, their states and stages, and the progress."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from coachdesk.features.programmes.due import Due
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg

if TYPE_CHECKING:  # a start needs no more than the progress
    from coachdesk.features.programmes.template import ItemKind, Template, TemplateItem


class ItemState(StrEnum):
    """How far an item is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_unfinished(self) -> bool:
        """Whether there is still something to do."""
        return self in {ItemState.NOT_STARTED, ItemState.IN_PROGRESS}

    def following(self) -> ItemState:
        """The state that a key press gives next: not started, in progress, done, and again."""
        order = (ItemState.NOT_STARTED, ItemState.IN_PROGRESS, ItemState.DONE)
        if self not in order:
            return ItemState.NOT_STARTED
        return order[(order.index(self) + 1) % len(order)]


STATE_NAMES: Mapping[ItemState, Message] = {
    ItemState.NOT_STARTED: msg("checklists", "Not started"),
    ItemState.IN_PROGRESS: msg("checklists", "In progress"),
    ItemState.DONE: msg("checklists", "Done"),
    ItemState.NOT_APPLICABLE: msg("checklists", "Not applicable"),
}


class Item(NamedTuple):
    """One item of a team's checklist.

    `title` is empty while the template's text is used. `kind` names stages of the template's own;
    `support_needed` is None until it was asked.
    """

    rid: int
    uuid: str
    team_rid: int
    run_rid: int
    item_key: str
    title: str
    kind: str
    state: ItemState
    stage: str
    support_needed: bool | None
    support_remark: str
    member_rid: int | None
    who: str
    due: Due
    remark: str
    position: int


class Progress(NamedTuple):
    """How many of the items that apply are done."""

    done: int
    applicable: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return self.done == self.applicable

    @override
    def __str__(self) -> str:
        return f"{self.done}/{self.applicable}"


def progress(items: Iterable[Item]) -> Progress:
    """The progress of a checklist; items that do not apply do not count."""
    states = [item.state for item in items if item.state is not ItemState.NOT_APPLICABLE]
    return Progress(states.count(ItemState.DONE), len(states))


def missing(items: Iterable[Item]) -> list[Item]:
    """What is still to be done, in the order of the list."""
    return [i for i in items if i.state.is_unfinished]


def behind(items: Iterable[Item], today: dt.date) -> list[Item]:
    """What should have been done by now: the due date is past and the item is not done."""
    return [i for i in missing(items) if i.due.on is not None and i.due.on < today]


def template_item(template: Template | None, item: Item) -> TemplateItem | None:
    """What the template says of this item; None for one she added herself."""
    if template is None or not item.item_key:
        return None
    return next((one for one in template.items if one.key == item.item_key), None)


def title_of(template: Template | None, item: Item, language: str) -> str:
    """The item's own title, or the template's in `language`."""
    known = template_item(template, item)
    return item.title or (known.title.in_language(language) if known else item.item_key)


def kind_of(template: Template | None, item: Item) -> ItemKind | None:
    """The stages of the item, if it has its own."""
    if template is None:
        return None
    return next((kind for kind in template.kinds if kind.key == item.kind), None)
