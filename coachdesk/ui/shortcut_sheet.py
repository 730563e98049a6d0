"""The sheet of all shortcuts (F1), made from the action registry."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.actions import Action, ActionRegistry
from coachdesk.ui.i18n import tr
from coachdesk.ui.menus import MENUS
from coachdesk.ui.overlay import Overlay
from coachdesk.ui.widgets.basic import Scroll, button, label, row_of

_WIDTH = 760
_COLUMNS = 2


def show_shortcuts(registry: ActionRegistry, host: QWidget) -> Overlay:
    """Lay the sheet over `host`."""
    overlay = Overlay(host, msg("shortcuts", "Shortcuts"), _WIDTH, tall=True)
    overlay.dismissed.connect(overlay.close_over)
    scroll = Scroll(margins=0)
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.XL)
    grid.setVerticalSpacing(theme.XS)
    for place, (key, title) in enumerate(MENUS):
        actions = [
            each for each in registry.all() if each.menu == key and not each.keys().isEmpty()
        ]
        if actions:
            words = tr(title).replace("&", "")
            grid.addWidget(_group(words, actions), place // _COLUMNS, place % _COLUMNS)
    scroll.body.addLayout(grid)
    scroll.body.addStretch(1)
    overlay.card.add(scroll, 1)
    close = button(msg("shortcuts", "Close"), "primary")
    close.clicked.connect(overlay.close_over)
    overlay.card.body.addLayout(row_of(None, close))
    overlay.open(close)
    return overlay


def _group(title: str, actions: list[Action]) -> QWidget:
    group = QWidget()
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, theme.M)
    grid.setVerticalSpacing(theme.XS)
    grid.addWidget(label(title, "strong"), 0, 0, 1, 2)
    for row, action in enumerate(actions, start=1):
        keys = action.keys().toString(QKeySequence.SequenceFormat.NativeText)
        grid.addWidget(label(tr(action.label), wrap=True), row, 0)
        grid.addWidget(label(keys, "muted"), row, 1)
    grid.setColumnStretch(0, 1)
    grid.setRowStretch(len(actions) + 1, 1)
    return group
