"""What the year and the month have in common: the cursor, the keys, dragging with the mouse."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QAbstractTableModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QTableView

from coachdesk.features.calendar.model import DAY, Entry, Kind
from coachdesk.features.calendar.year_model import Index
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.i18n import tr

_CONTROL = Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GridView(QTableView):
    """A table of time. Arrows move the cursor, with Ctrl the entry under it.

    `shift_asked` tells by how many days an entry should move (None: the one that is moving
    already), `date_asked` that a date is to be typed for it, `entered` that Enter was pressed.
    """

    entered = Signal()
    escaped = Signal()
    chosen = Signal()
    shift_asked = Signal(object, int)
    date_asked = Signal(object)
    STEPS: ClassVar[Mapping[Qt.Key, int]] = {}
    """By how many days Ctrl and an arrow key move an entry."""

    def __init__(self, model: QAbstractTableModel, name: Message) -> None:
        super().__init__()
        self.ghost: Entry | None = None
        self._dragged: Entry | None = None
        self._pressed_at = QPoint()
        self._days_dragged = 0
        self.setModel(model)
        model.setParent(self)
        self.setAccessibleName(tr(name))
        self.horizontalHeader().setAccessibleName(tr(name))
        self.verticalHeader().setAccessibleName(tr(name))
        corner = self.findChild(QAbstractButton)  # Qt's, between the headers
        if corner is not None:
            corner.setEnabled(False)
            corner.setAccessibleName(tr(name))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    # -- what a subclass tells --------------------------------------------------------------------

    def entries_of(self, index: Index) -> Sequence[Entry]:
        """The entries of a cell."""
        return ()

    def entry_at(self, at: QPoint) -> Entry | None:
        """The entry that is painted there."""
        return None

    def day_at(self, at: QPoint) -> dt.date | None:
        """The day that is painted there."""
        return None

    def snapped(self, days: int) -> int:
        """The distance that dragging over so many days means."""
        return days

    # -- the cursor and what is moving ------------------------------------------------------------

    def current_entries(self) -> Sequence[Entry]:
        """The entries of the cell with the cursor."""
        index = self.currentIndex()
        return self.entries_of(index) if index.isValid() else ()

    def movable(self) -> Entry | None:
        """The first entry of the cell with the cursor that can be moved here."""
        return next((one for one in self.current_entries() if can_move(one)), None)

    def show_ghost(self, entry: Entry | None) -> None:
        """Show where an entry is about to move; None when nothing is."""
        self.ghost = entry
        self.viewport().update()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the page."""
        super().currentChanged(current, previous)
        self.verticalHeader().viewport().update()
        self.viewport().update()
        self.chosen.emit()

    # -- keys -------------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Esc, F2, and Ctrl with arrows; the others move the cursor."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_F2:
            self.date_asked.emit(self.movable())
        elif event.modifiers() & _CONTROL and (days := self._step(event)):
            self.shift_asked.emit(None if self.ghost else self.movable(), days)
        else:
            super().keyPressEvent(event)

    def _step(self, event: QKeyEvent) -> int:
        days = self.STEPS.get(Qt.Key(event.key()), 0)
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return (days > 0) - (days < 0) if fine else days

    # -- dragging ---------------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """An entry under the mouse may be dragged from here."""
        super().mousePressEvent(event)
        at = event.position().toPoint()
        entry = self.entry_at(at) if event.button() == Qt.MouseButton.LeftButton else None
        self._dragged = entry if entry and can_move(entry) else None
        self._pressed_at, self._days_dragged = at, 0

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """While an entry is dragged, it is shown where it would come to be."""
        if self._dragged is None:
            super().mouseMoveEvent(event)
            return
        at = event.position().toPoint()
        far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        start, now = self.day_at(self._pressed_at), self.day_at(at)
        if far and start and now:
            self._days_dragged = self.snapped((now - start).days)
            self.show_ghost(shifted(self._dragged, self._days_dragged))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Dropped: ask for the move."""
        super().mouseReleaseEvent(event)
        dragged, self._dragged = self._dragged, None
        if dragged is None:
            return
        if self._days_dragged:
            self.shift_asked.emit(dragged, self._days_dragged)
        elif self.ghost and self.ghost.key == dragged.key:
            self.escaped.emit()


def can_move(entry: Entry) -> bool:
    """Whether an entry can be moved in the calendar: tasks have their own page."""
    return entry.kind is not Kind.TASK


def shifted(entry: Entry, days: int) -> Entry:
    """The entry so many days later; where only the week is agreed, whole weeks."""
    if entry.week_only:
        days = round(days / 7) * 7 or (7 if days > 0 else -7)
    return replace(entry, first=entry.first + days * DAY, last=entry.last + days * DAY)


def name_of_year() -> Message:
    """What the year is called."""
    return msg("calendar", "Year by weeks")
