"""The events of a cohort: their dates and places, typed in the row."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from coachdesk.features.programmes import service
from coachdesk.features.programmes.date_field import EventDateField
from coachdesk.features.programmes.event_status import event_status
from coachdesk.features.programmes.event_words import (
    cause_name,
    date_of,
    distance_words,
    event_name,
    relation_of,
    when_words,
)
from coachdesk.features.programmes.model import Event, EventDate, Timing
from coachdesk.features.programmes.move_panel import MovePreviewPanel
from coachdesk.features.programmes.template import Template
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.drafts import Draft
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, button, clear, label
from coachdesk.ui.widgets.fields import name_field
from coachdesk.ui.widgets.status import Status, StatusLabel

_NAME, _WHEN = 0, 4


class EventsCard(Card):
    """One line for each event; a date that takes others along shows them before it moves them."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("programmes", "Events"))
        self._context = context
        self._template: Template | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.M)
        self._grid.setVerticalSpacing(theme.S)
        self._grid.setColumnStretch(_NAME, 2)
        self._grid.setColumnStretch(_WHEN, 3)
        self.body.addLayout(self._grid)
        self.move_panel = MovePreviewPanel(context)
        self.move_panel.left.connect(self._show_again)
        self.move_panel.moved.connect(self._show_again)
        self.add(self.move_panel)
        hint = msg(
            "programmes",
            "A day, some days or a week: 24.11., 23.–24.1.2027, week 4. Empty leaves it open.",
        )
        self.add(label(hint, "small", "muted", wrap=True))
        self.lines: list[EventLine] = []

    def fields(self) -> list[QWidget]:
        """What is filled in, in reading order, then the buttons of a move."""
        lines = (
            field for line in self.lines
            for field in (line.day, line.days, line.place, line.follow)
        )  # fmt: skip
        panel = self.move_panel
        return [*lines, panel.do, panel.leave, panel.table]

    def show_events(self, template: Template | None, events: Sequence[Event]) -> bool:
        """Show the events in their order; fields in use keep the cursor.

        Tells whether the fields were made anew.
        """
        remade = template != self._template or [line.event.rid for line in self.lines] != [
            event.rid for event in events
        ]
        if remade:
            self._template = template
            self.move_panel.close_panel()
            self._make_lines(template, events)
        for line, event in zip(self.lines, events, strict=True):
            line.show_event(event)
        self.move_panel.refresh()
        return remade

    def _make_lines(self, template: Template | None, events: Sequence[Event]) -> None:
        clear(self._grid)
        titles = (
            msg("programmes", "Event"), msg("programmes", "Day or week"),
            msg("programmes", "Days"), msg("programmes", "Place"), msg("programmes", "When"),
        )  # fmt: skip
        for column, title in enumerate(titles):
            self._grid.addWidget(label(title, "small", "muted"), 0, column)
        self.lines = []
        for row, event in enumerate(events, start=1):
            line = EventLine(self._context, template, event, self.move_panel)
            for column, widget in enumerate(
                (line.name, line.day, line.days, line.place, line.standing)
            ):
                self._grid.addWidget(widget, row, column)
            self.lines.append(line)

    def _show_again(self) -> None:
        for line in self.lines:
            line.show_date()


class EventLine:
    """The fields of one event."""

    def __init__(
        self,
        context: Context,
        template: Template | None,
        event: Event,
        panel: MovePreviewPanel,
    ) -> None:
        self.event = event
        self._context, self._template, self._panel = context, template, panel
        title = event_name(template, event, current())
        self.name = label(title, wrap=True)
        self.day = EventDateField(context.clock.today, self._placeholder())
        name_field(self.day, msg("programmes", "Day or week of {event}", event=title), self.name)
        self.day.chosen.connect(self._on_date)
        self.day.refused.connect(context.notices.error)
        self.days = CalmCombo()
        self.days.addItems([str(days) for days in range(1, service.MOST_DAYS + 1)])
        self.days.setFixedWidth(2 * theme.ROW)
        name_field(self.days, msg("programmes", "Length of {event} in days", event=title))
        self.days.activated.connect(self._on_days)
        self.place = QLineEdit()
        name_field(self.place, msg("programmes", "Place of {event}", event=title))
        self.place.setMinimumWidth(theme.ROW * 2)
        self._draft: Draft[str] = context.drafts.watch(
            self.place, self.place.text, partial(service.set_event_place, context.ws, event.rid)
        )
        self.when = StatusLabel()
        self.when.setWordWrap(True)
        self.follow = button("", "link", "small")
        self.follow.setAccessibleName(
            tr(msg("programmes", "Let {event} follow the programme again", event=title))
        )
        self.follow.clicked.connect(lambda: self._on_date(EventDate.following()))
        self.rule = label("", "small", "muted", wrap=True)
        self.standing = self._make_standing()

    def _make_standing(self) -> QWidget:
        cell = QWidget()
        lines = QVBoxLayout(cell)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for widget in (self.when, self.rule):
            lines.addWidget(widget)
        lines.addWidget(self.follow, 0, Qt.AlignmentFlag.AlignLeft)
        return cell

    def show_event(self, event: Event) -> None:
        """Show the event as it is now."""
        same = date_of(self.event) == date_of(event)
        self.event = event
        if not (same and (self.day.hasFocus() or self._panel.asks)):
            self.show_date()
        self.days.setCurrentIndex(event.days - 1)
        if not self._draft.dirty and self.place.text() != event.place:
            with self._draft.loading():
                self.place.setText(event.place)
        today = self._context.clock.today()
        self.when.show_status(event_status(event, today), when_words(event, today, current()))
        self._show_rule(follows=event.timing is Timing.FOLLOWS)
        said = (self.when.accessibleName(), self.rule.text())
        self.day.setAccessibleDescription(", ".join(filter(None, said)))

    def _show_rule(self, *, follows: bool) -> None:
        """Say what the event follows, or offer that it follows again."""
        rule = self._rule()
        if event_status(self.event, self._context.clock.today()) is Status.DONE:
            rule = None  # it has been; nothing moves it any more
        words = msg("programmes", "follows: {rule}", rule=rule) if rule and follows else None
        self.rule.setText(tr(words) if words else "")
        self.rule.setVisible(words is not None)
        offered = msg("programmes", "Follow again: {rule}", rule=rule) if rule else None
        self.follow.setText(tr(offered) if offered else "")
        self.follow.setVisible(offered is not None and not follows)

    def show_date(self) -> None:
        """Show the date that the event has, whatever stands in the field."""
        self.day.show_date(date_of(self.event))

    def _placeholder(self) -> Message:
        relation = relation_of(self._template, self.event)
        if self._template is None or relation is None:
            return msg("programmes", "open")
        return msg(
            "programmes", "after {event}", event=cause_name(self._template, relation, current())
        )

    def _rule(self) -> Message | None:
        relation = relation_of(self._template, self.event)
        if self._template is None or relation is None:
            return None
        return distance_words(self._template, relation, current())

    def _on_date(self, date: EventDate) -> None:
        self._panel.show_for(self.event.rid, date)

    def _on_days(self, index: int) -> None:
        service.set_event_days(self._context.ws, self.event.rid, index + 1)
