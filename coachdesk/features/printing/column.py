"""The column of choices at the left of the print page."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from coachdesk.kernel.overriding import override
from coachdesk.ui import theme
from coachdesk.ui.widgets.basic import Scroll

_WIDTH = 348


class ChoicesColumn(QWidget):
    """Choices that scroll, and what stays in sight below them."""

    def __init__(self, choices: Sequence[QWidget], link: QLayout, below: Sequence[QWidget]) -> None:
        super().__init__()
        self._scroll = Scroll(margins=theme.L, spacing=theme.M)
        for part in choices:
            self._scroll.body.addWidget(part)
        self._scroll.body.addLayout(link)
        self._scroll.body.addStretch(1)
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        for part in below:
            column.addWidget(part)
        if (content := self._scroll.widget()) is not None:
            content.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choices that change their size are measured again. Lets all events pass."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit_soon()
        return False

    def fit_soon(self) -> None:
        """Tick boxes cannot wrap: where their words are long, the column is wide.

        New boxes have to be measured first.
        """
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        wanted = self._scroll.body.minimumSize().width() + bar
        self.setFixedWidth(max(_WIDTH, wanted))

    def go_to_top(self) -> None:
        """Show the first choice."""
        self._scroll.verticalScrollBar().setValue(0)
