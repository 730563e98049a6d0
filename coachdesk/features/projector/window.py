"""The second window: nothing but a slide, on the whole of a screen."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.features.projector.canvas import SlideCanvas
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import tr

_BLANK_KEYS = frozenset({Qt.Key.Key_B, Qt.Key.Key_Period})
_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Space: 1,
}  # fmt: skip
_ENDS = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_F6})


class ProjectorWindow(QWidget):
    """Fills a screen with a slide. Tells what its keys ask for, and that it was closed."""

    blank_wanted = Signal()
    step_wanted = Signal(int)
    closed = Signal()

    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        """`now` tells the time (UTC)."""
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(tr(msg("projector", "CoachDesk – projector")))
        # The program ends with the coach's window, whatever is projected.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.canvas = SlideCanvas(now, msg("projector", "On the projector"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)

    def fill(self, screen: QScreen, *, takes_keys: bool) -> None:
        """Fill a screen; with `takes_keys` the keyboard goes to it (it covers the coach's own)."""
        self.hide()  # one that fills a screen already does not move to another everywhere
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not takes_keys)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        if takes_keys:
            self.activateWindow()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """B and . blank, arrows change between agenda and clock, Esc closes."""
        key = Qt.Key(event.key())
        if key in _BLANK_KEYS:
            self.blank_wanted.emit()
        elif key in _STEPS:
            self.step_wanted.emit(_STEPS[key])
        elif key in _ENDS:
            self.close()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever closes it, it is told."""
        event.accept()
        self.closed.emit()
