"""A time that runs: the number that is read from across the room, and a smaller one."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from coachdesk.kernel.overriding import override
from coachdesk.ui.theme import THEME

_LETTERS = 5
"""A longer time, such as one of hours, is written smaller, for the room stays what it is."""


class RunningTime(QWidget):
    """Paints a time; another second costs the painting of this widget and nothing else."""

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self._text, self._role, self._large = "", "text", large
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        THEME.theme_changed.connect(self.updateGeometry)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    @property
    def role(self) -> str:
        """The colour role in which it is shown."""
        return self._role

    def show_text(self, text: str, role: str = "text") -> None:
        """Show another time; the widget keeps its size while the time keeps its length."""
        if (text, role) == (self._text, self._role):
            return
        wider = len(text) != len(self._text)
        self._text, self._role = text, role
        if wider:
            self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        font = THEME.large_font() if self._large else QFont(QApplication.font())
        font.setBold(True)
        if self._large and len(self._text) > _LETTERS:
            font.setPointSizeF(font.pointSizeF() * _LETTERS / len(self._text))
        return font

    @override
    def sizeHint(self) -> QSize:
        """Room for as many of the widest digits."""
        metrics = QFontMetrics(self._font())
        widest = "".join("0" if letter.isdigit() else letter for letter in self._text)
        height = metrics.height()
        if self._large:
            height = QFontMetrics(THEME.large_font()).capHeight() * 5 // 4
        return QSize(metrics.horizontalAdvance(widest) + 2, height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it; digits have no tails, so they stand in the middle."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(THEME.colour(self._role))
        metrics = painter.fontMetrics()
        base = (self.height() + metrics.capHeight()) // 2
        painter.drawText(0, base, self._text)
