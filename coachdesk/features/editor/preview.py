"""What a run of the programme would look like in the calendar, and what is still to be mended."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget
from typing_extensions import override

from coachdesk.features.editor.dates import DateLine, dates_of_run, first_event
from coachdesk.features.editor.fields import SPECS
from coachdesk.features.editor.model import Node
from coachdesk.features.editor.problems import Draft, Slip, slips
from coachdesk.features.editor.words import (
    part_title,
    place_title,
)
from coachdesk.features.programmes.template import Template
from coachdesk.kernel.dates import format_date, format_range, parse_date
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, say, tr
from coachdesk.ui.widgets.basic import label, row_of
from coachdesk.ui.widgets.fields import DateField, name_field
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_ICONS = {"events": "calendar", "items": "checklist", "tasks": "tasks"}
_WEEKS_AHEAD = 8
_REASON = 2
"""The column that says what a date is counted from."""
_FEWEST_CHARACTERS = 60


class DatesView(QWidget):
    """A first day typed, and all dates that follow from it. `chosen` tells the part of a line."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._template: Template | None = None
        today = context.clock.today()
        self.start = DateField(
            lambda text: parse_date(text, today, current(), week_start=True),
            lambda day: format_date(day, current(), "day"),
        )
        monday = today + dt.timedelta(days=7 - today.weekday(), weeks=_WEEKS_AHEAD)
        self.start.set_date(monday)
        self.start.date_chosen.connect(self._show)
        self.start.refused.connect(context.notices.error)
        self.words = label("", "small", "muted")
        name_field(self.start, msg("editor", "First day of a run, to try"), self.words)
        self.model: RecordModel[DateLine] = RecordModel(self._columns(), lambda line: line.node)
        self.table = TableView(self.model, msg("editor", "Dates of a run"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.opened.connect(lambda line: self.chosen.emit(line.node))
        self.table.clicked.connect(lambda index: self.chosen.emit(self.model.record(index).node))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.M, theme.S, theme.M, 0)
        layout.setSpacing(theme.S)
        layout.addLayout(row_of(self.words, self.start, None))
        layout.addWidget(self.table, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the reasons are in the tooltips only."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * _FEWEST_CHARACTERS
        self.table.setColumnHidden(_REASON, narrow)

    def show_template(self, template: Template) -> None:
        """Show the dates of this programme."""
        self._template = template
        self._show()

    def _show(self) -> None:
        if self._template is None:
            return
        first = first_event(self._template)
        if first is None:
            self.words.setText(tr(msg("editor", "Add an event: dates are counted from events.")))
        else:
            name = part_title(self._template, Node("events", first.key), current())
            self.words.setText(tr(msg("editor", "{event} begins on", event=name)))
        self.start.setVisible(first is not None)
        self.model.set_records(dates_of_run(self._template, self.start.date, current()))

    def _columns(self) -> list[Column[DateLine]]:
        return [
            Column(msg("editor", "When"), _when, status=_standing),
            Column(msg("editor", "What"), self._title, icon=lambda line: _ICONS[line.node.section],
                   stretch=True, describe=self._described),
            Column(msg("editor", "Counted from"), lambda line: tr(line.why) if line.why else "",
                   muted=True, stretch=True),
        ]  # fmt: skip

    def _title(self, line: DateLine) -> str:
        return say(part_title(self._template, line.node, current())) if self._template else ""

    def _described(self, line: DateLine) -> str:
        if self._template is None:
            return ""
        title = place_title(self._template, line.node, current())
        if line.why is None:
            return say(title)
        return tr(msg("editor", "{title}, {why}", title=title, why=line.why))


def _when(line: DateLine) -> str:
    if line.first is None or line.last is None:
        return tr(msg("editor", "open"))
    return format_range(line.first, line.last, current())


def _standing(line: DateLine) -> Status:
    return Status.NOT_APPLICABLE if line.first is None else Status.OPEN


class ProblemsView(QWidget):
    """What is missing or wrong. `chosen` tells where to go."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._template: Template | None = None
        columns: list[Column[Slip]] = [
            Column(msg("editor", "Where"), self._where, stretch=True),
            Column(msg("editor", "What is missing"), _missing, status=lambda _slip: Status.LATE,
                   stretch=True, describe=_missing),
        ]  # fmt: skip
        self.model: RecordModel[Slip] = RecordModel(columns)
        self.table = TableView(self.model, msg("editor", "To complete"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.opened.connect(self.chosen)
        self.table.clicked.connect(lambda index: self.chosen.emit(self.model.record(index)))
        self.done = label(msg("editor", "Nothing is missing: runs can be started of it."), "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.M, theme.S, theme.M, 0)
        layout.addWidget(self.done)
        layout.addWidget(self.table, 1)

    def show_draft(self, draft: Draft) -> None:
        """Show what this programme lacks."""
        self._template = draft.template
        self.model.set_records(slips(draft))
        self.table.setVisible(bool(draft.problems))
        self.done.setVisible(not draft.problems)

    def _where(self, slip: Slip) -> str:
        assert self._template is not None  # noqa: S101 - shown before it has records
        return say(place_title(self._template, slip.place, current()))


def _missing(slip: Slip) -> str:
    return tr(slip_words(slip))


def slip_words(slip: Slip) -> Message:
    """What is missing or wrong at its place."""
    specs = SPECS[slip.place.kind] if isinstance(slip.place, Node) else ()
    field = next((spec.label for spec in specs if spec.name == slip.field), None)
    if field is None:
        return slip.reason
    if not slip.languages:
        return msg("editor", "{field}: {reason}", field=field, reason=slip.reason)
    languages = ", ".join(slip.languages)
    if slip.is_empty:
        return msg("editor", "{field}: {languages}", field=field, languages=languages)
    return msg(
        "editor", "{field}, {languages}: {reason}",
        field=field, languages=languages, reason=slip.reason,
    )  # fmt: skip
