"""A card laid over the window: for questions and the shortcut sheet. Nothing blocks behind it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message
from coachdesk.ui import theme
from coachdesk.ui.theme import THEME
from coachdesk.ui.widgets.basic import Card

_SCRIM = 130


class Overlay(QWidget):
    """Covers `host`, holds a card in the middle and keeps the focus in it until it is closed."""

    dismissed = Signal()
    """Esc, or a click beside the card."""

    def __init__(
        self, host: QWidget, title: Message | str, width: int, *, tall: bool = False
    ) -> None:
        """The card is at most `width` wide, and as high as its content or, if `tall`, the host."""
        super().__init__(host)
        self._focus_before = QApplication.focusWidget()
        self.card = Card(title, spacing=theme.M)
        self.card.body.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
        self.card.setMaximumWidth(width)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.card, 100)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.XL)
        outer.addStretch(1)
        outer.addLayout(across, 100 if tall else 0)
        outer.addStretch(1)
        host.installEventFilter(self)
        self.setGeometry(host.rect())

    def open(self, first: QWidget) -> None:
        """Show it, with the focus on `first`."""
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_over(self) -> None:
        """Take it away and give the focus back."""
        self.hide()
        before = self._focus_before
        self.deleteLater()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the host."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies behind."""
        colour = THEME.colour("scrim")
        colour.setAlpha(_SCRIM)
        QPainter(self).fillRect(self.rect(), colour)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card dismisses it."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.dismissed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc dismisses it; other keys stay here."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        event.accept()

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside."""
        stops = [w for w in self.findChildren(QWidget) if _takes_tab(w)]
        if not stops:
            return True
        now = QApplication.focusWidget()
        place = stops.index(now) if now in stops else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True


def _takes_tab(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(takes) and widget.isVisible() and widget.isEnabled()
