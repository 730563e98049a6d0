"""The workshops of a run: their days and places, typed in the row."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit

from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.model import Event
from coachdesk.features.programmes.template import Template
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.dates import format_date, format_range, parse_date, relative_days
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.drafts import Draft
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, clear, label
from coachdesk.ui.widgets.fields import DateField, name_field
from coachdesk.ui.widgets.status import Status, StatusLabel

_SATURDAY = 5


class EventsCard(Card):
    """One line for each event; what is typed is stored, and a moved date says what follows it."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("programmes", "Workshops and events"))
        self._context = context
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.M)
        self._grid.setVerticalSpacing(theme.S)
        self._grid.setColumnStretch(4, 1)
        self.body.addLayout(self._grid)
        self.lines: list[EventLine] = []

    def show_events(self, template: Template | None, events: Sequence[Event]) -> None:
        """Show the events in their order; fields in use keep the cursor."""
        if [line.event.rid for line in self.lines] != [event.rid for event in events]:
            self._make_lines(template, events)
        for line, event in zip(self.lines, events, strict=True):
            line.show_event(event)

    def _make_lines(self, template: Template | None, events: Sequence[Event]) -> None:
        clear(self._grid)
        titles = (
            msg("programmes", "Event"), msg("programmes", "First day"),
            msg("programmes", "Days"), msg("programmes", "Place"), msg("programmes", "When"),
        )  # fmt: skip
        for column, title in enumerate(titles):
            self._grid.addWidget(label(title, "small", "muted"), 0, column)
        self.lines = []
        for row, event in enumerate(events, start=1):
            line = EventLine(self._context, event, event_name(template, event, current()))
            for column, widget in enumerate(
                (line.name, line.day, line.days, line.place, line.when)
            ):
                self._grid.addWidget(widget, row, column)
            self.lines.append(line)


class EventLine:
    """The fields of one event."""

    def __init__(self, context: Context, event: Event, title: str) -> None:
        self.event = event
        self._context, self._title = context, title
        self.name = label(title)
        self.day = DateField(
            lambda text: parse_date(text, context.clock.today(), current(), week_start=True),
            lambda day: format_date(day, current(), "day"),
        )
        name_field(self.day, msg("programmes", "First day of {event}", event=title), self.name)
        self.day.setPlaceholderText(tr(msg("programmes", "open")))
        self.day.date_chosen.connect(self._on_date)
        self.day.refused.connect(context.notices.error)
        self.days = CalmCombo()
        self.days.addItems([str(days) for days in range(1, service.MOST_DAYS + 1)])
        self.days.setFixedWidth(2 * theme.ROW)
        name_field(self.days, msg("programmes", "Length of {event} in days", event=title))
        self.days.activated.connect(self._on_days)
        self.place = QLineEdit()
        name_field(self.place, msg("programmes", "Place of {event}", event=title))
        self.place.setMinimumWidth(theme.ROW * 3)
        self._draft: Draft[str] = context.drafts.watch(
            self.place, self.place.text, partial(service.set_event_place, context.ws, event.rid)
        )
        self.when = StatusLabel()
        self.when.setWordWrap(True)

    def show_event(self, event: Event) -> None:
        """Show the event as it is now."""
        self.event = event
        if not (self.day.hasFocus() and self.day.date == event.starts_on):
            self.day.set_date(event.starts_on)
        self.days.setCurrentIndex(event.days - 1)
        if not self._draft.dirty and self.place.text() != event.place:
            with self._draft.loading():
                self.place.setText(event.place)
        today = self._context.clock.today()
        self.when.show_status(event_status(event, today), when_words(event, today, current()))
        self.day.setAccessibleDescription(self.when.accessibleName())

    def _on_date(self, day: dt.date | None) -> None:
        ws = self._context.ws
        service.date_event(ws, self.event.rid, day)
        following = store.count_following(ws.read, self.event.rid)
        self._context.tell_done(_moved(self._title, day, following))

    def _on_days(self, index: int) -> None:
        service.set_event_days(self._context.ws, self.event.rid, index + 1)


def event_name(template: Template | None, event: Event, language: str) -> str:
    """What an event is called; its key where the template is missing."""
    known = template.event(event.key) if template else None
    return known.name.in_language(language) if known else event.key


def event_status(event: Event, today: dt.date) -> Status:
    """Done when it is over, soon in the week before and during it, else open."""
    if event.starts_on is None or event.ends_on is None:
        return Status.OPEN
    if event.ends_on < today:
        return Status.DONE
    return Status.SOON if (event.starts_on - today).days <= 7 else Status.OPEN


def when_words(event: Event, today: dt.date, language: str) -> Message:
    """The days, the ISO week, and how far it is; "open" while there is no date."""
    if event.starts_on is None or event.ends_on is None:
        return msg("programmes", "open")
    days = format_range(event.starts_on, event.ends_on, language)
    week = format_date(event.starts_on, language, "week")
    if event.starts_on <= today <= event.ends_on:
        return msg("programmes", "{days} · {week} · now", days=days, week=week)
    distance = relative_days(event.starts_on if event.starts_on > today else event.ends_on, today)
    if event.starts_on > today and _meets_weekend(event.starts_on, event.ends_on):
        return msg(
            "programmes", "{days} · {week} · {distance} · on a weekend",
            days=days, week=week, distance=distance,
        )  # fmt: skip
    return msg(
        "programmes", "{days} · {week} · {distance}", days=days, week=week, distance=distance
    )


def _meets_weekend(first: dt.date, last: dt.date) -> bool:
    days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return any(day.weekday() >= _SATURDAY for day in days)


def _moved(title: str, day: dt.date | None, following: dict[str, int]) -> Message:
    tasks, items = following.get("task", 0), following.get("checklist_item", 0)
    if day is None:
        return msg(
            "programmes",
            "{event} has no date now. Dates that are open with it: {tasks} in tasks, "
            "{items} in checklists.",
            event=title, tasks=tasks, items=items,
        )  # fmt: skip
    return msg(
        "programmes",
        "{event} begins on {day}. Dates that follow it: {tasks} in tasks, {items} in checklists.",
        event=title, day=format_date(day, current()), tasks=tasks, items=items,
    )  # fmt: skip
