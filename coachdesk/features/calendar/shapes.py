"""The buttons that choose how the calendar is shown: as a year, a month or a list."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QToolButton

from coachdesk.features.calendar.period import Shape
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.actions import with_keys
from coachdesk.ui.i18n import tr

SHAPE_NAMES: Mapping[Shape, Message] = {
    Shape.YEAR: msg("calendar", "Year"),
    Shape.MONTH: msg("calendar", "Month"),
    Shape.LIST: msg("calendar", "List"),
}
SHAPE_KEYS: Mapping[Shape, str] = {Shape.YEAR: "1", Shape.MONTH: "2", Shape.LIST: "3"}


def shape_buttons(parent: QObject, show: Callable[[Shape], object]) -> dict[Shape, QToolButton]:
    """A button for each shape, of which one is down; `show` is called with the chosen one."""
    group = QButtonGroup(parent)
    result = {}
    for shape, name in SHAPE_NAMES.items():
        result[shape] = one = QToolButton()
        one.setText(tr(name))
        one.setToolTip(with_keys(tr(name), QKeySequence(SHAPE_KEYS[shape])))
        one.setAccessibleName(tr(name))
        one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        one.setCheckable(True)
        one.clicked.connect(partial(show, shape))
        group.addButton(one)
    return result
