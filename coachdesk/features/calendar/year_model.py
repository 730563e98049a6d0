"""The year as a table: a row for each cohort under one of holidays, a column for each ISO week."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from coachdesk.features.calendar.contents import Row
from coachdesk.features.calendar.model import Entry
from coachdesk.features.calendar.period import Year
from coachdesk.features.calendar.series import WEEK, monday
from coachdesk.features.calendar.shown import Shown, spoken
from coachdesk.kernel.dates import format_date, format_range
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.theme import THEME

Index = QModelIndex | QPersistentModelIndex
ENTRIES_ROLE = Qt.ItemDataRole.UserRole + 1
HOLIDAYS = 0
"""The row of holidays; those of cohorts follow it."""
_ROOT = QModelIndex()
_SUNDAY = dt.timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign in a row, and the words that stand beside it where there is room.

    `first` and `last` count days from the beginning of the year.
    """

    first: int
    last: int
    sign: str
    words: str
    collides: bool = False
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A phase in a row; `first` and `last` count days from the beginning of the year."""

    first: int
    last: int
    words: str
    is_event: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """What is painted in one row."""

    title: str
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]


class YearModel(QAbstractTableModel):
    """Rows and columns as set; `ENTRIES_ROLE` are the entries of a cell."""

    def __init__(self) -> None:
        super().__init__()
        self.year = Year(2000)
        self.shown = Shown()
        self.lanes: list[Lane] = []
        self._rows: Sequence[Row] = ()
        self._readers: dict[int, Callable[[Index], object]] = {
            Qt.ItemDataRole.DisplayRole: self._signs,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._spoken,
            ENTRIES_ROLE: self.entries,
        }
        THEME.theme_changed.connect(self._repaint)

    def show_year(self, year: Year, shown: Shown) -> None:
        """Show these; if rows and weeks are the same, the view keeps cursor and place."""
        keys = [row.place.cohort.rid for row in self._rows]
        same = bool(self.lanes) and year == self.year
        same = same and keys == [row.place.cohort.rid for row in shown.contents.rows]
        if not same:
            self.beginResetModel()
        self.year, self.shown, self._rows = year, shown, shown.contents.rows
        self.lanes = [self._holiday_lane(), *self._cohort_lanes()]
        if same:
            self._repaint()
        else:
            self.endResetModel()

    def entries(self, index: Index) -> list[Entry]:
        """The events of a cohort in a week."""
        if not index.isValid() or index.row() == HOLIDAYS:
            return []
        first = self.week(index.column())
        row = self._rows[index.row() - 1]
        return [entry for entry in row.events if entry.overlaps(first, first + _SUNDAY)]

    def week(self, column: int) -> dt.date:
        """The Monday of a column."""
        return self.year.first + column * WEEK

    def place_of(self, entry: Entry) -> QModelIndex:
        """The cell where an entry begins; invalid when it is not in this year."""
        column = (monday(entry.first) - self.year.first).days // 7
        if not 0 <= column < self.year.weeks:
            return QModelIndex()
        rids = [row.place.cohort.rid for row in self._rows]
        if entry.cohort_rid not in rids:
            return QModelIndex()
        return self.index(rids.index(entry.cohort_rid) + 1, column)

    def day_number(self, day: dt.date) -> int:
        """Days from the beginning of the year."""
        return (day - self.year.first).days

    # -- what is painted ------------------------------------------------------------------------

    def _holiday_lane(self) -> Lane:
        marks = tuple(
            Mark(self.day_number(day), self.day_number(day), "•", name)
            for day, name in sorted(self.shown.holidays.items())
            if self.year.first <= day <= self.year.last
        )
        return Lane(tr(msg("calendar", "Public holidays")), (), marks)

    def _cohort_lanes(self) -> list[Lane]:
        colliding = self.shown.colliding()
        several = len({row.place.run.rid for row in self._rows}) > 1
        return [self._lane(row, colliding, several=several) for row in self._rows]

    def _lane(self, row: Row, colliding: dict[int, Any], *, several: bool) -> Lane:
        of_cohort = row.place.cohort.title(current())
        title = row.title if several or not of_cohort else of_cohort
        marks = (
            Mark(self.day_number(one.first), self.day_number(one.last), one.sign, one.title,
                 one.rid in colliding, one)
            for one in row.events
            if one.overlaps(self.year.first, self.year.last)
        )  # fmt: skip
        bands = (
            Band(self.day_number(bar.first), self.day_number(bar.last), bar.short,
                 bar.is_event)
            for bar in row.bars
            if bar.first <= self.year.last and bar.last >= self.year.first
        )  # fmt: skip
        return Lane(title, tuple(bands), tuple(sorted(marks, key=lambda mark: mark.first)))

    def _repaint(self) -> None:
        if self.lanes:
            last = self.index(len(self.lanes) - 1, self.year.weeks - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # -- Qt's side ------------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        """The holidays and the cohorts."""
        return 0 if parent.isValid() else len(self.lanes)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        """The weeks."""
        return 0 if parent.isValid() else self.year.weeks

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows and says."""
        reader = self._readers.get(role)
        return reader(index) if reader and index.isValid() else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Cohorts at the left; weeks on top, as numbers to see and with their days to hear."""
        if orientation == Qt.Orientation.Vertical:
            known = role in _TITLE_ROLES and section < len(self.lanes)
            return self._row_title(section, role) if known else None
        if section >= self.year.weeks:
            return None
        first = self.week(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(first.isocalendar().week)
        return _week_words(first) if role in _TITLE_ROLES else None

    def _row_title(self, section: int, role: int) -> str:
        if section == HOLIDAYS or role == Qt.ItemDataRole.DisplayRole:
            return self.lanes[section].title
        row = self._rows[section - 1]
        return ", ".join((row.title, *row.place.cohort.coaches))

    def _signs(self, index: Index) -> str:
        if index.row() == HOLIDAYS:
            return "•" if self._holidays_in(index.column()) else ""
        return "".join(entry.sign for entry in self.entries(index))

    def _spoken(self, index: Index) -> str:
        first = self.week(index.column())
        parts = [_week_words(first), *self._holidays_in(index.column())]
        if index.row() != HOLIDAYS:
            row, colliding = self._rows[index.row() - 1], self.shown.colliding()
            parts[0] = f"{self.lanes[index.row()].title}, {parts[0]}"
            parts += [b.name for b in row.bars if b.first <= first + _SUNDAY and b.last >= first]
            for entry in self.entries(index):
                parts.append(spoken(entry))
                if entry.rid in colliding:
                    parts.append(tr(colliding[entry.rid].text))
        return "; ".join(parts)

    def _holidays_in(self, column: int) -> list[str]:
        first = self.week(column)
        days = (first + dt.timedelta(days=n) for n in range(7))
        return [
            f"{format_date(day, current())} {self.shown.holidays[day]}"
            for day in days
            if day in self.shown.holidays
        ]


def _week_words(first: dt.date) -> str:
    week = format_date(first, current(), "week")
    return f"{week}, {format_range(first, first + _SUNDAY, current())}"


_TITLE_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
