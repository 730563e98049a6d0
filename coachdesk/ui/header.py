"""The top of the window: search and commands, the first verb, the quiet saved line."""

from PySide6.QtCore import QLocale, QSize, Qt, QTime
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from coachdesk.kernel.clock import Clock
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.actions import ActionRegistry
from coachdesk.ui.i18n import tr
from coachdesk.ui.theme import THEME
from coachdesk.ui.widgets.basic import icon_button, label
from coachdesk.ui.widgets.fields import leading_icon

SEARCH_KEYS = "Ctrl+K"
_SEARCH_WIDTH = 520


class SearchBox(QLineEdit):
    """Search and commands in one box; shows its keys while it is empty."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr(msg("shell", "Search teams, notes, tasks, commands…")))
        self.setAccessibleName(tr(msg("shell", "Search and commands")))
        self.setToolTip(f"{self.accessibleName()} ({_native(SEARCH_KEYS)})")
        self.setMaximumWidth(_SEARCH_WIDTH)
        leading_icon(self, "search")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's, and the keys at the right end."""
        super().paintEvent(event)
        if not self.text():
            painter = QPainter(self)
            painter.setFont(THEME.small_font())
            painter.setPen(THEME.colour("muted"))
            area = self.rect().adjusted(0, 0, -theme.M, 0)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, flags, _native(SEARCH_KEYS))

    @override
    def minimumSizeHint(self) -> QSize:
        """Room for the placeholder and the keys."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(min(words + 6 * theme.XL, 320), super().minimumSizeHint().height())


class Header(QWidget):
    """The search box, back and forward, the first verb of the program, and when all was saved."""

    def __init__(self, actions: ActionRegistry, clock: Clock, first_action: str) -> None:
        super().__init__()
        self._clock = clock
        self.setProperty("class", "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.XL, theme.S, theme.XL, theme.S)
        layout.setSpacing(theme.S)
        for action_id in ("go.back", "go.forward"):
            actions.show_icon(action_id)
            action = actions.qt(action_id)
            step = icon_button(actions.get(action_id).icon, action.iconText())
            step.setDefaultAction(action)
            step.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            step.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(step)
        self.search = SearchBox()
        layout.addWidget(self.search, 1)
        if first_action:
            layout.addSpacing(theme.XS)
            layout.addWidget(actions.button(first_action, "primary", show_keys=True))
        layout.addStretch(0)
        layout.addSpacing(theme.M)
        self.saved = label("", "small", "muted")
        layout.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignRight)
        self.show_idle()

    def show_idle(self) -> None:
        """Nothing has been written since the start."""
        self.saved.setText(tr(msg("shell", "All is saved · encrypted")))

    def show_saved(self) -> None:
        """Something was written just now."""
        from coachdesk.kernel.dates.zone import wall_time

        now = wall_time(self._clock.now())
        shown = QLocale().toString(QTime(now.hour, now.minute), QLocale.FormatType.ShortFormat)
        self.saved.setText(tr(msg("shell", "Saved at {time} · encrypted", time=shown)))


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
