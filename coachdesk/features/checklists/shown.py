"""How items look and sound in the window language: signs, titles, standing, dates."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from coachdesk.features.checklists.model import (
    STATE_NAMES,
    Item,
    ItemState,
    behind,
    kind_of,
    missing,
    template_item,
    title_of,
)
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.due import Due, DueKind, due_from_template, relative_words
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import Event, Place
from coachdesk.features.programmes.template import ItemKind, Template
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.status import Status

SOON_DAYS = 7
"""An item due within so many days is shown as due soon."""

SIGNS: Mapping[ItemState, str] = {
    ItemState.NOT_STARTED: "○",
    ItemState.IN_PROGRESS: "◐",
    ItemState.DONE: "✓",
    ItemState.NOT_APPLICABLE: "–",
}

STATE_KEYS: Mapping[ItemState, tuple[Qt.Key, ...]] = {
    ItemState.NOT_STARTED: (Qt.Key.Key_1,),
    ItemState.IN_PROGRESS: (Qt.Key.Key_2,),
    ItemState.DONE: (Qt.Key.Key_3, Qt.Key.Key_X),
    ItemState.NOT_APPLICABLE: (Qt.Key.Key_4, Qt.Key.Key_N),
}
"""The keys that set a state where a cell or a row has the cursor."""


def state_of_key(event: QKeyEvent) -> ItemState | None:
    """The state that a key sets by itself; None for other keys and with Ctrl or Alt."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    return next((state for state, keys in STATE_KEYS.items() if event.key() in keys), None)


def status_of(item: Item, today: dt.date) -> Status:
    """Done, not applicable, late, due soon or open."""
    if item.state is ItemState.DONE:
        return Status.DONE
    if item.state is ItemState.NOT_APPLICABLE:
        return Status.NOT_APPLICABLE
    if behind([item], today):
        return Status.LATE
    soon = item.due.on is not None and (item.due.on - today).days <= SOON_DAYS
    return Status.SOON if soon else Status.OPEN


@dataclass(frozen=True)
class RunTexts:
    """A run with its template and a cohort's events, to say what its items are called."""

    place: Place
    template: Template | None
    events: tuple[Event, ...]

    @classmethod
    def load(cls, db: Database, place: Place) -> Self:
        """The texts of a run for one cohort; without its template, only what she wrote herself."""
        events = tuple(programmes.events(db, place.cohort.rid))
        return cls(place, template_of(db, place.run), events)

    def title(self, item: Item) -> str:
        """What the item is."""
        return title_of(self.template, item, current())

    def help(self, item: Item) -> str:
        """What the template advises; empty for her own items."""
        known = template_item(self.template, item)
        return known.help.in_language(current()) if known else ""

    def kind(self, item: Item) -> ItemKind | None:
        """The stages of the item, if it has its own."""
        return kind_of(self.template, item)

    def standing(self, item: Item) -> str:
        """Its own stage if it has one, else its state."""
        kind = self.kind(item)
        stage = kind.stage(item.stage) if kind else None
        return stage.short.in_language(current()) if stage else tr(STATE_NAMES[item.state])

    def event_name(self, key: str) -> str:
        """What an event is called."""
        known = self.template.event(key) if self.template else None
        return known.name.in_language(current()) if known else key

    def rule(self, due: Due) -> str:
        """What a relative date hangs on, such as "28 days before Workshop 1"; else empty."""
        if due.kind is not DueKind.BEFORE_EVENT:
            return ""
        return tr(relative_words(due.days_before, self.event_name(due.event_key)))

    def due(self, due: Due) -> str:
        """The date; what it hangs on while that is open; else empty."""
        return format_date(due.on, current()) if due.on else self.rule(due)

    def due_of_template(self, item: Item) -> Due:
        """The date that the template gives the item in this run."""
        known = template_item(self.template, item)
        by_key = {event.key: event for event in self.events}
        return due_from_template(known.due if known else None, by_key)

    def spoken(self, item: Item, today: dt.date) -> str:
        """The item and how it stands, for screen readers and tooltips."""
        words = _standing(self.title(item), self.standing(item))
        if missing([item]) and item.due.on is not None:
            day = format_date(item.due.on, current())
            late = status_of(item, today) is Status.LATE
            words = _late(words, day) if late else _due(words, day)
        if item.support_needed:
            words = msg("checklists", "{item}, support needed", item=words)
        return tr(words)


def _standing(title: str, standing: str) -> Message:
    return msg("checklists", "{item}: {state}", item=title, state=standing.lower())


def _late(item: Message, day: str) -> Message:
    return msg("checklists", "{item}, late since {day}", item=item, day=day)


def _due(item: Message, day: str) -> Message:
    return msg("checklists", "{item}, due {day}", item=item, day=day)
