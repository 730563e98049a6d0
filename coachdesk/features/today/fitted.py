"""Views that are as high as what they show, so that the page scrolls and not each card."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message
from coachdesk.ui import theme
from coachdesk.ui.widgets.basic import Scroll
from coachdesk.ui.widgets.table import RecordModel, TableView

if TYPE_CHECKING:  # what is mixed into a view of Qt's cannot itself be one
    View = QAbstractItemView
else:
    View = object

_ENDLESS = 10_000


def start_at_first(view: QAbstractItemView) -> None:
    """Put the cursor on the first line when the keyboard comes and there is none yet."""
    if not view.currentIndex().isValid() and view.model().rowCount():
        view.setCurrentIndex(view.model().index(0, 0))


class Fitted(View):
    """What makes a view fit: no scroll bars of its own, and the page follows the cursor."""

    page: Scroll | None = None
    """What scrolls instead."""

    def lose_bars(self) -> None:
        """Neither frame nor scroll bars."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Take the height of the lines."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths wrap otherwise."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard needs a line to stand on."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            start_at_first(self)
            self._keep_in_sight(self.currentIndex())

    @override
    def currentChanged(self, current: Any, previous: Any) -> None:
        """Follow the cursor."""
        super().currentChanged(current, previous)
        self._keep_in_sight(current)

    def _keep_in_sight(self, index: QModelIndex) -> None:
        """Scroll the page so far that the line with the cursor is seen.

        Without `viewport()`, for which PySide6 would make the classes of all widgets.
        """
        content = self.page.widget() if self.page is not None else None
        if self.page is not None and content is not None and self.hasFocus():
            rect = self.visualRect(index)
            head = self.height() - self.maximumViewportSize().height()
            middle = self.mapTo(content, rect.center() + QPoint(0, head))
            self.page.ensureVisible(content.width() // 2, middle.y(), 0, rect.height())


class FittedTable(Fitted, TableView):
    """A table without scroll bars; its lines wrap. One click, Enter or Space is `opened`.

    Space ticks instead where there is a box to tick.

    `widths` gives columns a share of the width, in per cent.
    """

    def __init__(
        self, model: RecordModel[Any], name: Message | str, widths: dict[int, int] | None = None
    ) -> None:
        super().__init__(model, name)
        self._widths = widths or {}
        self.lose_bars()
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        mode = QHeaderView.ResizeMode
        for column in self._widths:
            self.horizontalHeader().setSectionResizeMode(column, mode.Fixed)
        self.verticalHeader().setMinimumSectionSize(self.verticalHeader().defaultSectionSize())
        self.doubleClicked.disconnect()
        self.clicked.connect(self._on_clicked)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.fit)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._soon.start())
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self._soon.start)

    @override
    def fit(self) -> None:
        """Take the height of the lines."""
        width = self.maximumViewportSize().width()
        for column, share in self._widths.items():
            self.setColumnWidth(column, width * share // 100)
        for row in range(self.model().rowCount()):
            self.setRowHeight(row, self._height_of(row))
        header = self.horizontalHeader()
        top = 0 if header.isHidden() else header.sizeHint().height()
        lines = sum(self.rowHeight(row) for row in range(self.model().rowCount()))
        self.setFixedHeight(top + lines + self.height() - self.contentsRect().height())

    def _height_of(self, row: int) -> int:
        """Room for the wrapped words; Qt's own measure forgets the padding of the style sheet."""
        lines, header = 0, self.horizontalHeader()
        for column in range(self.model().columnCount() if self.wordWrap() else 0):
            index = self.model().index(row, column)
            metrics = QFontMetrics(index.data(Qt.ItemDataRole.FontRole) or self.font())
            room = self.columnWidth(column) - 2 * theme.S
            words = str(index.data() or "")
            as_wide = header.sectionResizeMode(column) == QHeaderView.ResizeMode.ResizeToContents
            flags = 0 if as_wide else Qt.TextFlag.TextWordWrap
            lines = max(lines, metrics.boundingRect(0, 0, room, _ENDLESS, flags, words).height())
        return max(self.verticalHeader().defaultSectionSize(), lines + theme.M)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space does what a click does."""
        ticks = any(column.checked for column in self.records.columns)
        if event.key() == Qt.Key.Key_Space and not ticks and self.current() is not None:
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if not self.records.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            self.opened.emit(self.records.record(index))
