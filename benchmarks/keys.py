"""From a key to its paint, in this process: no screen is needed."""

from collections.abc import Callable
from functools import partial
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from typing_extensions import override

LONGEST_WAIT = 3.0


class PaintWatch(QObject):
    """Counts the paints of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets all events pass."""
        self.count += event.type() == QEvent.Type.Paint
        return False


def until_painted(shown: QWidget, work: Callable[[], object]) -> float:
    """Milliseconds from `work` to the end of the paint of `shown` that follows it."""
    watch = PaintWatch(shown)
    began = perf_counter()
    work()
    while not watch.count:
        QApplication.processEvents()
        if perf_counter() - began > LONGEST_WAIT:
            raise RuntimeError("nothing was painted")
    QApplication.processEvents()
    taken = (perf_counter() - began) * 1000
    shown.removeEventFilter(watch)
    watch.deleteLater()
    return taken


def frames(table: QTableView, step: int) -> list[float]:
    """Milliseconds of each frame while the table is scrolled to its end and back."""
    bar = table.verticalScrollBar()
    down = range(0, bar.maximum(), step)
    return [
        until_painted(table.viewport(), partial(bar.setValue, value))
        for value in (*down[1:], *reversed(down[:-1]))
    ]


class Typist:
    """Types into `field` and watches `shown`."""

    def __init__(self, field: QWidget, shown: QWidget) -> None:
        self.field = field
        self._paints = PaintWatch(shown)

    def press(self, text: str, before: Callable[[], object] | None = None) -> float:
        r"""Milliseconds from the key to the end of the paint; `\b` is Backspace.

        `before` is done first and counts, like work that the key finds under way.
        """
        is_back = text == "\b"
        key = Qt.Key.Key_Backspace if is_back else 0
        self._paints.count = 0
        began = perf_counter()
        if before is not None:
            before()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "" if is_back else text)
            QCoreApplication.sendEvent(self.field, event)
        while not self._paints.count:
            QApplication.processEvents()
            if perf_counter() - began > LONGEST_WAIT:
                raise RuntimeError("the key was not painted")
        return (perf_counter() - began) * 1000

    def pause(self, milliseconds: int) -> None:
        """Let everything else go on for a while."""
        QTest.qWait(milliseconds)
