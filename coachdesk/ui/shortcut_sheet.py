"""The sheet of all shortcuts (F1), made from the action registry."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.actions import ActionRegistry
from coachdesk.ui.i18n import tr
from coachdesk.ui.menus import MENUS
from coachdesk.ui.overlay import Overlay
from coachdesk.ui.widgets.basic import Scroll, button, label, row_of

_WIDTH = 760
_COLUMNS = 2
_ON_THIS_PAGE = msg("shortcuts", "On this page")
_IN_LISTS = msg("shortcuts", "In lists and tables")
_LIST_KEYS: tuple[tuple[Message, str], ...] = (
    (msg("shortcuts", "Tick, or take the next state"), "Space"),
    (msg("shortcuts", "Open or edit"), "Enter"),
    (msg("shortcuts", "Edit in place"), "F2"),
    (msg("shortcuts", "Add"), "Ins"),
    (msg("shortcuts", "Delete"), "Del"),
    (msg("shortcuts", "Leave without changing"), "Esc"),
)


def show_shortcuts(registry: ActionRegistry, host: QWidget) -> Overlay:
    """Lay the sheet over `host`."""
    overlay = Overlay(host, msg("shortcuts", "Shortcuts"), _WIDTH, tall=True)
    overlay.dismissed.connect(overlay.close_over)
    scroll = Scroll(margins=0)
    scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the arrow keys scroll
    scroll.setAccessibleName(tr(msg("shortcuts", "Shortcuts")))
    scroll.body.addLayout(_columns(registry))
    scroll.body.addStretch(1)
    overlay.card.add(scroll, 1)
    close = button(msg("shortcuts", "Close"), "primary")
    close.clicked.connect(overlay.close_over)
    overlay.card.body.addLayout(row_of(None, close))
    overlay.open(close)
    return overlay


def _columns(registry: ActionRegistry) -> QHBoxLayout:
    """The groups in columns of about the same height."""
    across = QHBoxLayout()
    across.setSpacing(theme.XL)
    across.setContentsMargins(0, 0, theme.M, 0)
    columns = [QVBoxLayout() for _ in range(_COLUMNS)]
    heights = [0] * _COLUMNS
    for title, lines in _groups(registry):
        shortest = heights.index(min(heights))
        columns[shortest].addWidget(_group(title, lines))
        heights[shortest] += len(lines) + 2
    for column in columns:
        column.setSpacing(0)
        column.addStretch(1)
        across.addLayout(column, 1)
    return across


def _groups(registry: ActionRegistry) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The title of each group, and what each of its keys does."""
    with_keys = [each for each in registry.all() if not each.keys().isEmpty()]
    for menu, title in (*MENUS, ("", _ON_THIS_PAGE)):
        lines = [
            (tr(each.label), _written(each.keys()))
            for each in with_keys
            if each.menu == menu and registry.is_at_hand(each)
        ]
        if lines:
            yield tr(title).replace("&", ""), lines
    yield tr(_IN_LISTS), [(tr(what), _written(QKeySequence(keys))) for what, keys in _LIST_KEYS]


def _written(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _group(title: str, lines: list[tuple[str, str]]) -> QWidget:
    group = QWidget()
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, theme.M)
    grid.setVerticalSpacing(theme.XS)
    grid.addWidget(label(title, "strong"), 0, 0, 1, 2)
    for row, (what, keys) in enumerate(lines, start=1):
        grid.addWidget(label(what, wrap=True), row, 0)
        grid.addWidget(label(keys, "muted"), row, 1)
    grid.setColumnStretch(0, 1)
    grid.setRowStretch(len(lines) + 1, 1)
    return group
