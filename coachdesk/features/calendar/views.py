"""The three looks of the calendar with the lists under them, for the page to fill."""

import datetime as dt
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTableView, QVBoxLayout, QWidget

from coachdesk.features.calendar.agenda_list import (
    AgendaLine,
    AgendaTable,
    FindingTable,
    agenda_lines,
)
from coachdesk.features.calendar.grid_view import GridView
from coachdesk.features.calendar.model import DAY, Entry
from coachdesk.features.calendar.month_view import MonthModel, MonthView
from coachdesk.features.calendar.period import Month, Shape, Year
from coachdesk.features.calendar.shown import Shown
from coachdesk.features.calendar.year_model import YearModel
from coachdesk.features.calendar.year_view import YearView
from coachdesk.kernel.dates import format_date, format_range
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, label, row_of

_UNDER = 140
"""The height of the lists under a painted view."""
_NOTHING = {
    Shape.YEAR: msg("calendar", "Nothing in this week"),
    Shape.MONTH: msg("calendar", "Nothing on this day"),
}

G = TypeVar("G", bound=GridView)


class CalendarViews(QWidget):
    """Shows a period in one of three shapes. `opened` is an `AgendaLine` to go to."""

    opened = Signal(object)
    finding_opened = Signal(object)
    grid_made = Signal(object)
    """A painted view has been made: each is when it is first looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.shape = Shape.YEAR
        self.day = dt.date.min
        self.grids: list[GridView] = []
        self._shown = Shown()
        self.selection = AgendaTable(msg("calendar", "What is on then"), brief=True)
        self.nothing = label("", "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self._under = row_of()
        self._findings_card: Card | None = None
        self._lay_out()
        self.selection.opened.connect(self.opened)

    @cached_property
    def year(self) -> YearView:
        """The year by weeks."""
        return self._with_grid(YearView(YearModel()))

    @cached_property
    def month(self) -> MonthView:
        """The month by days."""
        return self._with_grid(MonthView(MonthModel()))

    @cached_property
    def agenda(self) -> AgendaTable:
        """All dates in order."""
        table = AgendaTable(msg("calendar", "Dates in order"))
        table.opened.connect(self.opened)
        self.stack.addWidget(table)
        return table

    def _with_grid(self, grid: G) -> G:
        self.stack.addWidget(grid)
        self.grids.append(grid)
        grid.chosen.connect(self._show_selection)
        self.grid_made.emit(grid)
        return grid

    def _lay_out(self) -> None:
        main = Card()
        main.body.setContentsMargins(1, 1, 1, 1)
        main.add(self.stack, 1)
        self._selection_card = self._lay_under(self.selection)
        self._selection_card.add(self.nothing, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.S)
        outer.addWidget(main, 1)
        outer.addLayout(self._under)

    def _lay_under(self, table: QTableView) -> Card:
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.add(table, 1)
        card.setFixedHeight(_UNDER)
        self._under.addWidget(card)
        return card

    @cached_property
    def findings(self) -> FindingTable:
        """What collides, beside what is on at the cursor."""
        table = FindingTable()
        table.opened.connect(self.finding_opened)
        self._findings_card = self._lay_under(table)
        return table

    # -- showing --------------------------------------------------------------------------------

    def period(self) -> Year | Month:
        """What is shown now."""
        return Month.of(self.day) if self.shape is Shape.MONTH else Year.of(self.day)

    def title(self) -> str:
        """What is shown now, in words."""
        period = self.period()
        if isinstance(period, Month):
            return format_date(period.start, current(), "month")
        return str(period.number)

    def show_all(self, shown: Shown) -> None:
        """Show these in the shape and period of now."""
        self._shown = shown
        period = self.period()
        if isinstance(period, Month):
            self.month.month_model.show_month(period, shown)
            self._put_cursor(self.month, self.day)
        elif self.shape is Shape.YEAR:
            self.year.year_model.show_year(period, shown)
            self._put_cursor(self.year, self.day)
        else:
            lines = agenda_lines(shown, period.first, period.last, undated=True)
            self.agenda.show_lines(lines)
            if self.agenda.current() is None:
                self.agenda.first_from(self.day)
        self.stack.setCurrentWidget(self.view())
        self._show_findings(period)
        self._show_selection()

    def view(self) -> QTableView:
        """What is looked at in the shape of now."""
        if self.shape is Shape.LIST:
            return self.agenda
        return self.month if self.shape is Shape.MONTH else self.year

    def _put_cursor(self, grid: GridView, day: dt.date) -> None:
        if grid.currentIndex().isValid() and self._day_of_cursor(grid) == day:
            return
        if isinstance(grid, MonthView):
            place = grid.month_model.place_of(day)
        else:
            model = self.year.year_model
            week = min(max(model.day_number(day) // 7, 0), model.year.weeks - 1)
            row = max(grid.currentIndex().row(), 1 if model.rowCount() > 1 else 0)
            place = model.index(row, week)
        if place != grid.currentIndex():
            grid.setCurrentIndex(place)

    def go_to(self, entry: Entry) -> None:
        """Put the cursor on an entry; its period is shown already."""
        if self.shape is Shape.LIST:
            self.agenda.select(entry.key)
        elif self.shape is Shape.MONTH:
            self.month.setCurrentIndex(self.month.month_model.place_of(entry.first))
        elif (place := self.year.year_model.place_of(entry)).isValid():
            self.year.setCurrentIndex(place)

    def focus_view(self) -> None:
        """Put the focus on what is looked at."""
        self.view().setFocus()

    def chosen_line(self) -> AgendaLine | None:
        """The line with the cursor in the list."""
        line: AgendaLine | None = self.agenda.current()
        return line

    def _day_of_cursor(self, grid: GridView) -> dt.date:
        index = grid.currentIndex()
        if isinstance(grid, MonthView):
            return grid.month_model.day(index)
        monday = self.year.year_model.week(index.column())
        return self.day if monday <= self.day <= monday + 6 * DAY else monday

    def _show_selection(self) -> None:
        view = self.view()
        self._selection_card.setVisible(isinstance(view, GridView))
        if not isinstance(view, GridView) or not view.currentIndex().isValid():
            return
        self.day = first = self._day_of_cursor(view)
        last = first
        if isinstance(view, YearView):
            first = view.year_model.week(view.currentIndex().column())
            last = first + 6 * DAY
        lines = agenda_lines(self._shown, first, last, undated=False)
        self.selection.show_lines(lines)
        self.selection.setVisible(bool(lines))
        self.nothing.setText(tr(_NOTHING[self.shape]))
        self.nothing.setVisible(not lines)
        name = format_range(first, last, current())
        self.selection.setAccessibleName(name)
        self.selection.setToolTip(name)

    def _show_findings(self, period: Year | Month) -> None:
        shown = [
            finding
            for finding in self._shown.findings
            if any(entry.overlaps(period.first, period.last) for entry in finding.entries)
        ]
        if shown or self._findings_card is not None:
            self.findings.show_findings(shown)
        if self._findings_card is not None:
            self._findings_card.setVisible(bool(shown))
