"""The quiet bar that appears with a selection, and fields that change all that is selected."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coachdesk.features.tasks.model import Task
from coachdesk.features.tasks.typed_fields import mark_invalid
from coachdesk.features.tasks.verbs import TaskVerbs
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import button, icon_button, label, row_of

_LETTERS = 34


class SelectionBar(QFrame):
    """What can be done with the selected tasks; hidden while none is selected."""

    due_asked = Signal(QWidget)
    who_asked = Signal(QWidget)

    def __init__(self, verbs: TaskVerbs, selected: Callable[[], Sequence[Task]]) -> None:
        super().__init__()
        self._count = label("", "small", "muted")
        self.tick = button(msg("tasks", "Tick"))
        self.tick.setToolTip(tr(msg("tasks", "Tick, or open again (Space)")))
        self.state = button(msg("tasks", "State"))
        self.due = button(msg("tasks", "Due…"))
        self.who = button(msg("tasks", "Who…"))
        self.team = button(msg("tasks", "Team"))
        self.delete = icon_button("trash", msg("tasks", "Delete (Del)"))
        self.tick.clicked.connect(lambda: verbs.toggle(selected()))
        self.due.clicked.connect(lambda: self.due_asked.emit(self.due))
        self.who.clicked.connect(lambda: self.who_asked.emit(self.who))
        self.delete.clicked.connect(lambda: verbs.delete(selected()))
        self.state.setMenu(verbs.state_menu(self, selected))
        self.team.setMenu(verbs.team_menu(self, selected))
        self.setLayout(
            row_of(self._count, None, self.tick, self.state, self.due, self.who, self.team,
                   self.delete, spacing=theme.XS)
        )  # fmt: skip
        self.hide()

    def show_count(self, count: int) -> None:
        """Tell how many are selected."""
        text = plural("tasks", "{count} task selected", "{count} tasks selected", count)
        self._count.setText(tr(text))
        self.setVisible(count > 0)

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons with a word on them."""
        return [self.tick, self.state, self.due, self.who, self.team]


class AskPopup(QFrame):
    """One field over the page: Enter applies it, Esc leaves everything as it is."""

    def __init__(
        self, parent: QWidget, title: Message, field: QLineEdit, apply: Callable[[], object]
    ) -> None:
        """`apply` may raise `UserError`, which is shown under the field."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("class", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = field
        self._apply = apply
        self.problem = label("", "small", "problem", wrap=True)
        self.problem.hide()
        heading = label(title, "small", "muted")
        heading.setBuddy(field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.M, theme.S, theme.M, theme.M)
        layout.setSpacing(theme.XS)
        for each in (heading, field, self.problem):
            layout.addWidget(each)
        field.setMinimumWidth(field.fontMetrics().averageCharWidth() * _LETTERS)
        field.returnPressed.connect(self._on_return)

    def open_over(self, anchor: QWidget) -> None:
        """Show the field just above a widget."""
        self.adjustSize()
        place = anchor.mapToGlobal(QPoint(0, -self.height() - theme.XS))
        self.move(place)
        self.show()
        self.field.setFocus()

    def _on_return(self) -> None:
        try:
            self._apply()
        except (UserError, EnvironmentProblem) as problem:
            self.problem.setText(tr(problem.message))
            self.problem.show()
            mark_invalid(self.field)
            self.adjustSize()
        else:
            self.close()
