"""What a move would do, shown before it is done, with a field for another day or week."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from coachdesk.features.calendar.moving import Move
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import button, label, row_of
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
        self.field.setPlaceholderText(tr(msg("calendar", "24.11. or week 49")))
        self.field.returnPressed.connect(self._on_return)
        self.do = button(msg("calendar", "Move"), "primary")
        self.do.clicked.connect(self.confirmed)
        self.leave = button(msg("calendar", "Leave as it is"))
        self.leave.clicked.connect(self.cancelled)
        self.field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 30)
        words, choices = QVBoxLayout(), QVBoxLayout()
        for column in (words, choices):
            column.setSpacing(theme.S)
        words.addWidget(self.title)
        words.addWidget(self.effects)
        words.addStretch(1)
        choices.addWidget(self.field)
        choices.addLayout(row_of(self.do, self.leave))
        choices.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        layout.setSpacing(theme.L)
        layout.addLayout(words, 1)
        layout.addLayout(choices)

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
