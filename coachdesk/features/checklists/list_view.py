"""A team's checklist as rows: keys change states, Alt with arrows or the mouse moves rows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from coachdesk.features.checklists.model import Item, ItemState
from coachdesk.features.checklists.shown import state_of_key
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message
from coachdesk.ui.widgets.table import RecordModel, TableView

_MIME = "application/x-coachdesk-rows"


class ItemModel(RecordModel[Item]):
    """Rows that can be dragged to another place in the same list."""

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Rows are dragged, and dropped between rows."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        """Only moving."""
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        """Nothing that another program would take."""
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """No content leaves the program; the view knows its selection."""
        data = QMimeData()
        data.setData(_MIME, b"")
        return data


class ItemTable(TableView):
    """The rows of a checklist."""

    next_asked = Signal()
    state_asked = Signal(ItemState)
    order_asked = Signal(list)
    """The rids in the order wanted."""
    removal_asked = Signal()
    add_asked = Signal()

    def __init__(self, model: ItemModel, name: Message) -> None:
        super().__init__(model, name)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setWordWrap(True)  # a row has room for two lines
        self.setDropIndicatorShown(True)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Put the dragged rows where they were let go; the change feed brings them."""
        over = self.indexAt(event.position().toPoint())
        place = over.row() if over.isValid() else len(self.records.records)
        below = QAbstractItemView.DropIndicatorPosition.BelowItem
        if over.isValid() and self.dropIndicatorPosition() == below:
            place += 1
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.place_selected(place)

    def place_selected(self, place: int) -> None:
        """Ask for an order in which the selected rows stand before the row now at `place`."""
        moved = [item.rid for item in self.selected()]
        order = [item.rid for item in self.records.records]
        before = [rid for rid in order[:place] if rid not in moved]
        after = [rid for rid in order[place:] if rid not in moved]
        if moved and (wanted := [*before, *moved, *after]) != order:
            self.order_asked.emit(wanted)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """States, order, adding and removing; the rest as in any table."""
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and self._moves(event.key()):
            return
        state = state_of_key(event)
        verbs: dict[int, Any] = {
            Qt.Key.Key_Space: self.next_asked,
            Qt.Key.Key_Delete: self.removal_asked,
            Qt.Key.Key_Insert: self.add_asked,
        }
        if state is not None:
            self.state_asked.emit(state)
        elif event.key() in verbs:
            verbs[event.key()].emit()
        else:
            super().keyPressEvent(event)

    def _moves(self, key: int) -> bool:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if not rows or key not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return False
        up = key == Qt.Key.Key_Up
        self.place_selected(max(rows[0] - 1, 0) if up else rows[-1] + 2)
        return True
