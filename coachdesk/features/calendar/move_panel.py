"""What a move would do, shown before it is done, with a field for another day or week."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit
from typing_extensions import override

from coachdesk.features.calendar.moving import Move
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import button, label
from coachdesk.ui.widgets.fields import leading_icon, name_field


class MovePanel(QFrame):
    """Enter or the button does it, Esc leaves all as it was; typing proposes another date."""

    confirmed = Signal()
    cancelled = Signal()
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("class", "caution")
        self.title = label("", "heading", wrap=True)
        self.effects = label("", wrap=True)
        self.field = QLineEdit()
        name_field(self.field, msg("calendar", "New day or week"))
        leading_icon(self.field, "calendar")
        self.field.setPlaceholderText(tr(msg("calendar", "Day or week, such as 24.11. or week 49")))
        self.field.returnPressed.connect(self._on_return)
        self.do = button(msg("calendar", "Move"), "primary")
        self.do.clicked.connect(self.confirmed)
        self.leave = button(msg("calendar", "Leave as it is"))
        self.leave.clicked.connect(self.cancelled)
        layout = QGridLayout(self)
        layout.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        layout.setHorizontalSpacing(theme.S)
        layout.setColumnStretch(0, 1)
        layout.addWidget(self.title, 0, 0)
        layout.addWidget(self.effects, 1, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.field, 0, 1, 1, 2)
        layout.addWidget(self.do, 1, 1)
        layout.addWidget(self.leave, 1, 2)
        self.field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 32)

    def show_move(self, move: Move, *, changed: bool) -> None:
        """Show a move; one not `changed` yet waits for a date to be typed."""
        self.title.setText(tr(move.title()) if changed else move.entry.full_title)
        lines = [tr(line) for line in move.lines()] if changed else []
        self.effects.setText("\n".join(lines))
        self.effects.setVisible(bool(lines))
        self.do.setEnabled(changed)
        self.setAccessibleName(self.title.text())
        self.setAccessibleDescription(self.effects.text())
        self.field.setAccessibleDescription("\n".join([self.title.text(), *lines]))
        self.show()

    def ask_date(self) -> None:
        """Let a date be typed."""
        self.field.clear()
        self.field.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves all as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _on_return(self) -> None:
        text = self.field.text().strip()
        if text:
            self.field.clear()
            self.typed.emit(text)
        elif self.do.isEnabled():
            self.confirmed.emit()
