"""Verbs: each is declared once and feeds menus, buttons, tooltips, palette and shortcut sheet."""

from collections.abc import Callable
from typing import NamedTuple

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import Message
from coachdesk.ui import icons
from coachdesk.ui.i18n import LANGUAGE, tr
from coachdesk.ui.theme import set_class

Problem = UserError | EnvironmentProblem
Shortcut = str | QKeySequence.StandardKey


class Action(NamedTuple):
    """A verb of the program.

    `menu` is a menu of the menu bar: "file", "edit", "go", "team", "print", "help", or "" for none.
    `enabled` and `checked` are asked again at each `ActionRegistry.refresh`; `live_label`
    replaces `label` on screen while it returns a message (undo says what it takes back).
    """

    id: str
    label: Message
    run: Callable[[], object]
    icon: str = ""
    shortcut: Shortcut = ""
    enabled: Callable[[], bool] | None = None
    checked: Callable[[], bool] | None = None
    live_label: Callable[[], Message | None] | None = None
    menu: str = ""
    in_palette: bool = True

    def keys(self) -> QKeySequence:
        """The first key sequence on this system; empty if there is none."""
        return QKeySequence(self.shortcut)

    def shown_label(self) -> str:
        """The label now, in the window language."""
        live = self.live_label() if self.live_label else None
        return tr(live or self.label)


class ActionRegistry(QObject):
    """All verbs at hand. `changed` goes out when some were added or removed."""

    changed = Signal()

    def __init__(
        self, window: QWidget | None = None, report: Callable[[Problem], object] | None = None
    ) -> None:
        """The shortcuts work in `window`; `report` shows a problem that a verb raises."""
        super().__init__()
        self._report = report
        self._window = window
        self._actions: dict[str, Action] = {}
        self._qt: dict[str, QAction] = {}
        self._owners: dict[str, QWidget] = {}
        self._suspended = False
        self._refresh_soon = QTimer(self, singleShot=True, interval=0)
        self._refresh_soon.timeout.connect(self.refresh_now)
        LANGUAGE.language_changed.connect(self.refresh)

    def add(self, *actions: Action, owner: QWidget | None = None) -> None:
        """Add verbs; those with an `owner` (a page) are at hand only while it is visible.

        Raises `ValueError` for an id in use and for a shortcut in use at the same time.
        """
        for action in actions:
            self._refuse_conflict(action, owner)
            self._actions[action.id] = action
            if owner is not None:
                self._owners[action.id] = owner
                owner.destroyed.connect(self.refresh)
            self._qt[action.id] = self._make(action)
            self._update(action)
        self.changed.emit()

    def remove(self, *ids: str) -> None:
        """Take verbs away, as when their page goes."""
        for action_id in ids:
            self._actions.pop(action_id)
            self._owners.pop(action_id, None)
            self._qt.pop(action_id).deleteLater()
        self.changed.emit()

    def __contains__(self, action_id: object) -> bool:
        return action_id in self._actions

    def get(self, action_id: str) -> Action:
        """The verb with this id."""
        return self._actions[action_id]

    def all(self) -> list[Action]:
        """All verbs in the order they were added."""
        return list(self._actions.values())

    def qt(self, action_id: str) -> QAction:
        """The one QAction of a verb, for menus; it has its icon from `show_icon` on."""
        return self._qt[action_id]

    def show_icon(self, action_id: str) -> None:
        """Give the QAction of a verb its icon; drawing all at the start would take time."""
        action, qt_action = self._actions[action_id], self._qt[action_id]
        if action.icon and qt_action.icon().isNull():
            icons.follow(qt_action, action.icon)

    def run(self, action_id: str) -> bool:
        """Do it, unless it is not possible now; tells whether it was done."""
        action = self._actions[action_id]
        if not self.is_enabled(action):
            return False
        try:
            action.run()
        except (UserError, EnvironmentProblem) as problem:
            if self._report is None:
                raise
            self._report(problem)
        return True

    def is_enabled(self, action: Action) -> bool:
        """Whether the verb is possible now."""
        if self._suspended or not self.is_at_hand(action):
            return False
        return action.enabled is None or action.enabled()

    def is_at_hand(self, action: Action) -> bool:
        """Whether the verb belongs to the whole window or to a page in sight."""
        owner = self._owners.get(action.id)
        return owner is None or (shiboken6.isValid(owner) and owner.isVisible())

    def suspend(self, *, suspended: bool) -> None:
        """While the window is locked no verb is possible."""
        self._suspended = suspended
        self.refresh_now()

    def button(self, action_id: str, *classes: str, show_keys: bool = False) -> QPushButton:
        """A new push button for a verb; `classes` such as "primary"."""
        self.show_icon(action_id)
        return ActionButton(self._qt[action_id], *classes, show_keys=show_keys)

    def refresh(self) -> None:
        """Ask all `enabled`, `checked` and `live_label` again, once the present event is over."""
        self._refresh_soon.start()

    def refresh_now(self) -> None:
        """As `refresh`, at once."""
        for action in self._actions.values():
            self._update(action)

    def _refuse_conflict(self, action: Action, owner: QWidget | None) -> None:
        if action.id in self._actions:
            raise ValueError(f"action {action.id} exists already")
        for keys in _sequences(action):
            for other in self._actions.values():
                together = {owner, self._owners.get(other.id)}
                if keys in _sequences(other) and (None in together or len(together) == 1):
                    raise ValueError(f"{keys.toString()} of {action.id} is taken by {other.id}")

    def _make(self, action: Action) -> QAction:
        qt_action = QAction(self)
        qt_action.setObjectName(action.id)
        qt_action.setShortcuts(_sequences(action))
        qt_action.setMenuRole(QAction.MenuRole.NoRole)
        qt_action.setCheckable(action.checked is not None)
        qt_action.triggered.connect(lambda: self.run(action.id))
        if self._window is not None:
            self._window.addAction(qt_action)
        return qt_action

    def _update(self, action: Action) -> None:
        qt_action = self._qt[action.id]
        label = action.shown_label()
        qt_action.setText(label.replace("&", "&&"))
        qt_action.setIconText(label)
        qt_action.setToolTip(with_keys(label, action.keys()))
        qt_action.setEnabled(self.is_enabled(action))
        if action.checked is not None:
            qt_action.setChecked(action.checked())


class ActionButton(QPushButton):
    """A push button that follows a QAction: text, icon, tooltip, state."""

    def __init__(self, action: QAction, *classes: str, show_keys: bool = False) -> None:
        super().__init__()
        self.setAutoDefault(True)  # Enter presses it
        self._action = action
        self._show_keys = show_keys
        if classes:
            set_class(self, *classes)
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)
        self._follow()

    def _follow(self) -> None:
        keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f"{self._action.text()}  {keys}" if self._show_keys else self._action.text())
        if "primary" not in str(self.property("class")):
            self.setIcon(self._action.icon())
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(self._action.iconText())
        self.setEnabled(self._action.isEnabled())


def with_keys(text: str, keys: QKeySequence) -> str:
    """A text with its shortcut as this system writes it: "New note (Ctrl+N)"."""
    if keys.isEmpty():
        return text
    return f"{text} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})"


def _sequences(action: Action) -> list[QKeySequence]:
    if isinstance(action.shortcut, str):
        return [QKeySequence(action.shortcut)] if action.shortcut else []
    return QKeySequence.keyBindings(action.shortcut)
