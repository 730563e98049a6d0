"""A month by weeks: a cell for each day, with the signs and words of what is on it."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem

from coachdesk.features.calendar.grid_view import GridView
from coachdesk.features.calendar.model import Entry, Kind
from coachdesk.features.calendar.period import MONTH_WEEKS, Month
from coachdesk.features.calendar.shown import Shown, spoken
from coachdesk.features.calendar.year_model import ENTRIES_ROLE, Index
from coachdesk.kernel.dates import format_date, format_time
from coachdesk.kernel.dates.names import WEEKDAYS, WEEKDAYS_SHORT
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg, plural
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.theme import THEME

_ROOT = QModelIndex()
_GAP = 3
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_LOWEST_ROW = 48
_SATURDAY = 5


class MonthModel(QAbstractTableModel):
    """Six weeks of seven days; `ENTRIES_ROLE` are the entries of a day."""

    def __init__(self) -> None:
        super().__init__()
        self.month = Month(dt.date(2000, 1, 1))
        self.shown = Shown()
        self.colliding: set[int] = set()
        self._by_day: dict[dt.date, list[Entry]] = {}
        self._readers: dict[int, Callable[[Index], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda index: str(self.day(index).day),
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._spoken,
            ENTRIES_ROLE: self.entries,
        }
        THEME.theme_changed.connect(self._repaint)

    def show_month(self, month: Month, shown: Shown) -> None:
        """Show a month; the cursor keeps its place in the grid."""
        self.month, self.shown = month, shown
        self.colliding = set(shown.colliding())
        self._by_day = {}
        for entry in shown.contents.entries():
            if entry.overlaps(month.first, month.last):
                for day in entry.all_days():
                    self._by_day.setdefault(day, []).append(entry)
        self._repaint()
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, MONTH_WEEKS - 1)

    def day(self, index: Index) -> dt.date:
        """The day of a cell."""
        return self.month.first + dt.timedelta(days=index.row() * 7 + index.column())

    def entries(self, index: Index) -> list[Entry]:
        """What is on the day of a cell."""
        return self._by_day.get(self.day(index), []) if index.isValid() else []

    def place_of(self, day: dt.date) -> QModelIndex:
        """The cell of a day; invalid when it is not in the grid."""
        number = (day - self.month.first).days
        if not 0 <= number < MONTH_WEEKS * 7:
            return QModelIndex()
        return self.index(number // 7, number % 7)

    def _repaint(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(MONTH_WEEKS - 1, 6))

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        """The weeks."""
        return 0 if parent.isValid() else MONTH_WEEKS

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        """The days of a week."""
        return 0 if parent.isValid() else 7

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows and says."""
        reader = self._readers.get(role)
        return reader(index) if reader and index.isValid() else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Weekdays on top, ISO weeks at the left."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        long = role == Qt.ItemDataRole.AccessibleTextRole
        if orientation == Qt.Orientation.Horizontal:
            return (WEEKDAYS if long else WEEKDAYS_SHORT)[current()][section]
        first = self.month.first + dt.timedelta(weeks=section)
        return format_date(first, current(), "week") if long else str(first.isocalendar().week)

    def _spoken(self, index: Index) -> str:
        day = self.day(index)
        parts = [format_date(day, current(), "long")]
        if day in self.shown.holidays:
            parts.append(self.shown.holidays[day])
        if day == self.shown.today:
            parts.append(tr(msg("dates", "today")))
        parts += [spoken(entry) for entry in self.entries(index)]
        return "; ".join(parts)


class DayDelegate(QStyledItemDelegate):
    """Paints a day: its number, the holiday, and as many entries as there is room for."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        view = cast("MonthView", option.widget)
        options: Any = option  # the stubs lack `rect`
        rect = QRect(options.rect)
        with _kept(painter):
            painter.setFont(THEME.small_font())
            _paint_ground(painter, rect, view, index)
            _paint_number(painter, rect, view, index)
            lines = view.lines(index, rect)
            for entry, box in lines:
                _paint_entry(painter, entry, box, view)
            left = len(view.month_model.entries(index)) - len(lines)
            if left > 0:
                _paint_rest(painter, rect, view, left)
            if view.ghost and view.ghost.overlaps(*(view.month_model.day(index),) * 2):
                _paint_ghost(painter, view.ghost, rect, view)


def _paint_ground(painter: QPainter, rect: QRect, view: "MonthView", index: Index) -> None:
    model = view.month_model
    day = model.day(index)
    free = day in model.shown.holidays or day.weekday() >= _SATURDAY
    outside = not model.month.holds(day)
    role = "surface" if free or outside else "card"
    if index == view.currentIndex():
        role = "selection"
    painter.fillRect(rect, THEME.colour(role))
    painter.setPen(THEME.colour("border"))
    painter.drawRect(rect.adjusted(-1, -1, -1, -1))
    if index == view.currentIndex() and view.hasFocus():
        painter.setPen(QPen(THEME.colour("focus"), 2))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))


def _paint_number(painter: QPainter, rect: QRect, view: "MonthView", index: Index) -> None:
    model, metrics = view.month_model, view.small
    day = model.day(index)
    holiday = model.shown.holidays.get(day, "")
    number = str(day.day)
    box = QRectF(rect.left() + _GAP, rect.top() + 1, metrics.horizontalAdvance("00") + 6.0,
                 metrics.height() + 2.0)  # fmt: skip
    if day == model.shown.today:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colour("accent"))
        painter.drawRoundedRect(box, theme.XS, theme.XS)
        painter.setPen(THEME.colour("accent_text"))
    else:
        painter.setPen(THEME.colour("text" if model.month.holds(day) else "muted"))
    bold = QFont(painter.font())
    bold.setBold(model.month.holds(day))
    painter.setFont(bold)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), number)
    painter.setFont(THEME.small_font())
    painter.setPen(THEME.colour("muted"))
    room = QRectF(
        box.right() + _GAP, box.top(), rect.right() - box.right() - 2 * _GAP, box.height()
    )
    words = metrics.elidedText(holiday, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, _LEFT, words)


def _paint_entry(painter: QPainter, entry: Entry, box: QRect, view: "MonthView") -> None:
    collides = entry.kind is Kind.EVENT and entry.rid in view.month_model.colliding
    if entry.kind is Kind.EVENT:
        painter.fillRect(box.adjusted(0, 0, 0, -1), THEME.colour("hover"))
    painter.setPen(THEME.colour("late" if collides else "text"))
    clock = f"{format_time(entry.at, current())} " if entry.at else ""
    sign = f"▲{entry.sign}" if collides else entry.sign
    words = ", ".join(filter(None, (f"{sign} {clock}{entry.title}", entry.group)))
    inner = box.adjusted(_GAP, 0, -_GAP, 0)
    words = view.small.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, _LEFT, words)


def _paint_rest(painter: QPainter, rect: QRect, view: "MonthView", count: int) -> None:
    painter.setPen(THEME.colour("muted"))
    words = tr(plural("calendar", "+ {count}", "+ {count}", count))
    box = rect.adjusted(_GAP, 0, -2 * _GAP, -1)
    aligned = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    painter.drawText(box.translated(0, 2), aligned, words)


def _paint_ghost(painter: QPainter, ghost: Entry, rect: QRect, view: "MonthView") -> None:
    height = view.small.height() + 2
    box = QRect(rect.left() + 2, rect.bottom() - height - 2, rect.width() - 5, height)
    painter.fillRect(box, THEME.colour("warning_surface"))
    painter.setPen(QPen(THEME.colour("warning"), 1, Qt.PenStyle.DashLine))
    painter.drawRect(box)
    words = f"{ghost.sign} {ghost.title}"
    words = view.small.elidedText(words, Qt.TextElideMode.ElideRight, box.width() - 2 * _GAP)
    painter.drawText(box.adjusted(_GAP, 0, -_GAP, 0), _LEFT, words)


class MonthView(GridView):
    """Days as cells. Ctrl and arrows move an entry as the arrows alone move the cursor."""

    STEPS: ClassVar[Mapping[Qt.Key, int]] = {
        Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
    }  # fmt: skip

    def __init__(self, model: MonthModel) -> None:
        super().__init__(model, msg("calendar", "Month by days"))
        self.month_model = model
        self.small = QFontMetrics(THEME.small_font())
        self.setItemDelegate(DayDelegate(self))
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setHighlightSections(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setMinimumSectionSize(_LOWEST_ROW)
        down.setFixedWidth(theme.ROW)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def lines(self, index: Index, rect: QRect) -> list[tuple[Entry, QRect]]:
        """The entries of a day that there is room for, each with its place."""
        height = self.small.height() + 1
        top = rect.top() + self.small.height() + 4
        room = max((rect.bottom() - top) // height, 0)
        shown = self.month_model.entries(index)[:room]
        return [
            (entry, QRect(rect.left(), top + n * height, rect.width() - 1, height))
            for n, entry in enumerate(shown)
        ]

    @override
    def entries_of(self, index: Index) -> list[Entry]:
        return self.month_model.entries(index)

    @override
    def entry_at(self, at: QPoint) -> Entry | None:
        index = self.indexAt(at)
        if not index.isValid():
            return None
        lines = self.lines(index, self.visualRect(index))
        return next((entry for entry, box in lines if box.contains(at)), None)

    @override
    def day_at(self, at: QPoint) -> dt.date | None:
        index = self.indexAt(at)
        return self.month_model.day(index) if index.isValid() else None


@contextmanager
def _kept(painter: QPainter) -> Iterator[None]:
    painter.save()
    yield
    painter.restore()
