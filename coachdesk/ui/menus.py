"""The menu bar, made from the action registry."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMenuBar

from coachdesk.kernel.text import Message, msg
from coachdesk.ui.actions import ActionRegistry
from coachdesk.ui.i18n import tr

MENUS: tuple[tuple[str, Message], ...] = (
    ("file", msg("menus", "&File")),
    ("edit", msg("menus", "&Edit")),
    ("go", msg("menus", "&Go")),
    ("team", msg("menus", "&Team")),
    ("workshop", msg("menus", "&Workshop")),
    ("print", msg("menus", "&Print")),
    ("help", msg("menus", "&Help")),
)


def fill_menu_bar(bar: QMenuBar, registry: ActionRegistry) -> None:
    """Make all menus anew; a line parts the verbs of different subjects."""
    bar.clear()
    for old in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.deleteLater()
    for key, title in MENUS:
        chosen = [action for action in registry.all() if action.menu == key]
        if not chosen:
            continue
        menu = QMenu(tr(title), bar)
        menu.setToolTipsVisible(False)
        menu.aboutToShow.connect(registry.refresh_now)
        menu.aboutToShow.connect(partial(_show_icons, registry, [each.id for each in chosen]))
        before = ""
        for action in chosen:
            subject = action.id.partition(".")[0]
            if before not in ("", subject):
                menu.addSeparator()
            before = subject
            menu.addAction(registry.qt(action.id))
        bar.addMenu(menu)


def _show_icons(registry: ActionRegistry, ids: list[str]) -> None:
    for action_id in ids:
        if action_id in registry:
            registry.show_icon(action_id)
