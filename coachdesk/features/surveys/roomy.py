"""Rows high enough for texts that wrap."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from coachdesk.kernel.overriding import override
from coachdesk.ui import theme
from coachdesk.ui.widgets.table import Index


class RoomyDelegate(QStyledItemDelegate):
    """Measures texts in the width that the style's padding leaves of a cell; Qt takes all of it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        narrower = QStyleOptionViewItem(option)
        box = 0 if index.data(Qt.ItemDataRole.CheckStateRole) is None else theme.XL
        narrower.rect.setWidth(max(option.rect.width() - theme.M - box, 1))
        return super().sizeHint(narrower, index) + QSize(0, theme.XS)
