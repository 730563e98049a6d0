"""What is agreed about a series of meetings, each field stored when it is left."""

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from coachdesk.features.agendas.words import length_words
from coachdesk.features.calendar import service
from coachdesk.features.calendar.series import Series
from coachdesk.features.calendar.service import MOST_WEEKS_APART, SeriesPlan
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.dates import format_date, format_time, parse_date
from coachdesk.kernel.dates.names import WEEKDAYS
from coachdesk.kernel.dates.typed_times import parse_time
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.fields import DateField, FormRow

_LENGTHS = (30, 45, 60, 75, 90, 120, 150, 180, 240)


class SeriesForm(QWidget):
    """The fields of one series; `changed` after each that was stored."""

    refused = Signal(UserError)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.series: Series | None = None
        self.title, self.place, self.time = QLineEdit(), QLineEdit(), QLineEdit()
        self.weekday, self.every, self.length = CalmCombo(), CalmCombo(), CalmCombo()
        self.first, self.last = self._date_field(), self._date_field()
        self._fill_combos()
        self._lay_out()
        self.title.editingFinished.connect(self._on_edited)
        self.place.editingFinished.connect(self._on_edited)
        self.time.editingFinished.connect(self._on_edited)
        for combo in (self.weekday, self.every, self.length):
            combo.activated.connect(lambda _row: self._on_edited())
        for field in (self.first, self.last):
            field.date_chosen.connect(lambda _day: self._on_edited())
            field.refused.connect(self.refused)

    def _date_field(self) -> DateField:
        today = self._context.clock.today
        return DateField(
            lambda text: parse_date(text, today(), current(), week_start=True),
            lambda day: format_date(day, current(), "day"),
        )

    def _fill_combos(self) -> None:
        for number, name in enumerate(WEEKDAYS[current()]):
            self.weekday.addItem(name, number)
        for weeks in range(1, MOST_WEEKS_APART + 1):
            self.every.addItem(tr(every_words(weeks)), weeks)
        for minutes in _LENGTHS:
            self.length.addItem(tr(length_words(minutes)), minutes)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.M)
        grid.setVerticalSpacing(theme.S)
        rows: tuple[tuple[tuple[Message, QWidget], ...], ...] = (
            (
                (msg("calendar", "Weekday"), self.weekday),
                (msg("calendar", "How often"), self.every),
                (msg("calendar", "Begins at"), self.time),
                (msg("calendar", "Length"), self.length),
            ),
            (
                (msg("calendar", "From"), self.first),
                (msg("calendar", "Until"), self.last),
                (msg("calendar", "Place or link"), self.place),
                (msg("calendar", "Name"), self.title),
            ),
        )
        for row, fields in enumerate(rows):
            for column, (name, field) in enumerate(fields):
                grid.addWidget(FormRow(name, field), row, column)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self.title.setPlaceholderText(tr(msg("calendar", "Team meeting")))

    def show_series(self, series: Series) -> None:
        """Show a series; what is being typed is left alone."""
        same = self.series is not None and self.series.rid == series.rid
        self.series = series
        for field, text in (
            (self.title, series.title), (self.place, series.place),
            (self.time, format_time(series.starts_at, current())),
        ):  # fmt: skip
            if not (same and field.hasFocus() and field.isModified()):
                field.setText(text)
        if self.length.findData(series.minutes) < 0:
            self.length.addItem(tr(length_words(series.minutes)), series.minutes)
        self.weekday.setCurrentIndex(self.weekday.findData(series.weekday))
        self.every.setCurrentIndex(self.every.findData(series.every_weeks))
        self.length.setCurrentIndex(self.length.findData(series.minutes))
        for date_field, day in ((self.first, series.first_on), (self.last, series.last_on)):
            if not (same and date_field.hasFocus()):
                date_field.set_date(day)

    def plan(self, series: Series) -> SeriesPlan:
        """What the fields say. Raises `UserError` for what cannot be understood."""
        return replace(
            service.plan_of(series),
            title=self.title.text(),
            place=self.place.text(),
            starts_at=parse_time(self.time.text()),
            weekday=self.weekday.currentData(),
            every_weeks=self.every.currentData(),
            minutes=self.length.currentData(),
            first_on=self.first.date or series.first_on,
            last_on=self.last.date or series.last_on,
        )

    def _on_edited(self) -> None:
        series = self.series
        if series is None:
            return
        try:
            plan = self.plan(series)
            if plan != service.plan_of(series):
                service.change_series(self._context.ws, series.rid, plan)
        except UserError as problem:
            self.refused.emit(problem)
            self.series = None  # so that every field shows what is agreed again
            self.show_series(series)


def every_words(weeks: int) -> Message:
    """How often: "every week", "every second week"."""
    if weeks == 1:
        return msg("calendar", "every week")
    if weeks == 2:
        return msg("calendar", "every second week")
    return msg("calendar", "every {count} weeks", count=weeks)


def usual_plan(today: dt.date, every_weeks: int, minutes: int, title: str = "") -> SeriesPlan:
    """What to begin with: from next week until the end of the next half-year, in the morning."""
    first = today + dt.timedelta(days=7 - today.weekday())
    last = dt.date(first.year, 6, 30) if first.month <= 3 else dt.date(first.year, 12, 18)
    if (last - first).days < 90:
        last = dt.date(first.year + 1, 6, 18)
    return SeriesPlan(1, dt.time(9), first, last, title, every_weeks, minutes)
