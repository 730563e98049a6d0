"""The top of the day: what is held, who is there, and what leads out of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.features.workshop_day.day_words import wall_clock
from coachdesk.features.workshop_day.scene import Scene
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import ElidedLabel, button, icon_button, label


class DayBar(QWidget):
    """Shows the day and the time; its buttons are told, not done."""

    left = Signal()
    end_asked = Signal()
    print_asked = Signal()
    project_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("class", "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.leave = icon_button("back", msg("workshop_day", "Leave the day (Esc)"))
        self.title = ElidedLabel("", "heading")
        self.people = label("", "pill")
        self.time = label("", "muted")
        self.project = button(msg("workshop_day", "Project F6"), icon="video")
        self.print = button(msg("workshop_day", "Print"), icon="print")
        self.print.setToolTip(tr(msg("printing", "Print (Ctrl+P)")))
        self.end = button(msg("workshop_day", "End the day"))
        across = QHBoxLayout(self)
        across.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        across.setSpacing(theme.S)
        middle = Qt.AlignmentFlag.AlignVCenter
        across.addWidget(self.leave)
        across.addWidget(self.title, 1)
        across.addWidget(self.people, 0, middle)
        for each in (self.time, self.project, self.print, self.end):
            across.addWidget(each)
        self.leave.clicked.connect(self.left)
        self.print.clicked.connect(self.print_asked)
        self.project.clicked.connect(self.project_asked)
        self.end.clicked.connect(self.end_asked)
        self.show_time()

    def show_title(self, title: Message) -> None:
        """Show what is not being held."""
        self.title.setText(tr(title))
        for each in (self.people, self.end):
            each.hide()

    def show_scene(self, scene: Scene, title: Message) -> None:
        """Show a held day."""
        self.title.setText(tr(title))
        here, of = scene.all_present()
        words = plural(
            "workshop_day", "{count} team · {here}/{of} present",
            "{count} teams · {here}/{of} present", len(scene.teams), here=here, of=of,
        )  # fmt: skip
        self.people.setText(tr(words))
        self.people.setVisible(bool(scene.teams))
        self.end.setVisible(scene.day.ended_at is None)

    def show_time(self) -> None:
        """Show the time of day."""
        now = wall_clock(self._context.clock.now())
        if self.time.text() != now:
            self.time.setText(now)
