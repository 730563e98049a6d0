"""What a screen reader is told, and what the keyboard reaches."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from coachdesk.ui.context import Target
from coachdesk.ui.sidebar import NavButton
from tests.ui.conftest import Window

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


def nameless(root: QWidget) -> list[str]:
    """The visible controls under `root` to which a screen reader can give no name."""
    found = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget, CONTROLS) and widget.isVisible():
            told = QAccessible.queryAccessibleInterface(widget)
            if not told.text(QAccessible.Text.Name):
                found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


@pytest.mark.parametrize("key", ["today", "thing", "settings"])
def test_every_control_has_a_name(window: Window, key: str) -> None:
    window.shell.navigate(Target(key, "thing", 1))
    window.shell.focus_search()
    assert nameless(window.shell) == []


def test_the_keyboard_reaches_every_line_of_the_sidebar_in_reading_order(window: Window) -> None:
    assert window.shell.frame is not None
    lines = [b for b in window.shell.frame.sidebar.findChildren(NavButton) if b.isVisible()]
    lines.sort(key=lambda b: b.mapTo(window.shell, b.rect().topLeft()).y())
    window.focus_on(lines[0])
    reached = [lines[0]]
    for _ in lines[1:]:
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert isinstance(focused, NavButton)
        reached.append(focused)
    assert [b.accessibleName() for b in reached] == [b.accessibleName() for b in lines]


def test_the_focus_can_be_seen(window: Window) -> None:
    page = window.thing(1)
    window.focus_on(page.body)
    without = page.name.grab().toImage()
    window.focus_on(page.name)
    assert page.name.grab().toImage() != without


def test_a_field_says_its_label_and_its_hint(window: Window) -> None:
    told = QAccessible.queryAccessibleInterface(window.thing(1).name)
    assert told.text(QAccessible.Text.Name) == "Name"
    assert told.text(QAccessible.Text.Description) == "What is to be done"
