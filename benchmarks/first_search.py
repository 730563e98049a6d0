"""Starts CoachDesk as the command does, and after a while searches as a person would."""

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from coachdesk.__main__ import main
from coachdesk.start import application

SEARCH_AFTER_MS = 3_500
WORD = "tapaaminen"


def _search() -> None:
    window = QApplication.activeWindow() or QApplication.topLevelWidgets()[0]
    _press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTimer.singleShot(300, _type)


def _type() -> None:
    for letter in WORD:
        field = QApplication.focusWidget()
        if field is not None:
            _press(field, 0, Qt.KeyboardModifier.NoModifier, letter)


def _press(target: QObject, key: int, modifier: Qt.KeyboardModifier, text: str = "") -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.postEvent(target, QKeyEvent(kind, key, modifier, text))


if __name__ == "__main__":
    application()
    QTimer.singleShot(SEARCH_AFTER_MS, _search)
    sys.exit(main())
