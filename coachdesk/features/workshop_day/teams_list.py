"""The teams of the day; photos that are dropped on one go into its note."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView

from coachdesk.features.workshop_day.day_list import LINE_ROLE, DayLine, DayList
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message


class TeamsList(DayList):
    """`dropped` tells the key of the line on which something fell."""

    dropped = Signal(object, QMimeData)

    def __init__(self, name: Message) -> None:
        super().__init__(name)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Pictures and text may come in."""
        self._judge(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """They may fall on a team."""
        self._judge(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Tell on which team it fell."""
        line = self._line_at(event)
        if line is not None:
            event.acceptProposedAction()
            self.dropped.emit(line.key, event.mimeData())

    def _judge(self, event: QDropEvent) -> None:
        told = event.mimeData()
        wanted = told.hasImage() or told.hasUrls() or told.hasText()
        if wanted and self._line_at(event) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def _line_at(self, event: QDropEvent) -> DayLine | None:
        line = self.indexAt(event.position().toPoint()).data(LINE_ROLE)
        return line if isinstance(line, DayLine) else None
