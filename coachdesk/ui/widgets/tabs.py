"""Tabs that stand closer together where there is little room."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QTabBar, QTabWidget

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message
from coachdesk.ui import theme
from coachdesk.ui.i18n import say
from coachdesk.ui.theme import set_class

_GAPS = ((theme.L, ()), (theme.S, ("close",)), (theme.XS, ("tight",)))
"""The room behind each tab and the class that says so to the style sheet, the widest first."""


class FittedTabBar(QTabBar):
    """Gives up some of the room between the tabs before it has to scroll."""

    def __init__(self) -> None:
        super().__init__()
        self._room = 0
        self._step = 0
        self.setDrawBase(False)

    def fit(self, room: int) -> None:
        """Take no more than this width, if that can be done."""
        self._room = room
        if room <= 0:
            return
        bare = self.sizeHint().width() - self.count() * _GAPS[self._step][0]
        fitting = (n for n, (gap, _) in enumerate(_GAPS) if bare + self.count() * gap <= room)
        step = next(fitting, len(_GAPS) - 1)
        if step != self._step:
            self._step = step
            set_class(self, *_GAPS[step][1])
            QApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))

    @override
    def tabLayoutChange(self) -> None:
        """Other words take other room."""
        super().tabLayoutChange()
        self.fit(self._room)


class FittedTabs(QTabWidget):
    """Pages with such tabs; `name` says what they are parts of."""

    def __init__(self, name: Message | str) -> None:
        super().__init__()
        self.bar = FittedTabBar()
        self.setTabBar(self.bar)
        for each in (self, self.bar):
            each.setAccessibleName(say(name))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the tabs into the new width."""
        self.bar.fit(event.size().width())
        super().resizeEvent(event)
