"""The page Projector: a workshop's day, and the panel. Reached by F6 from every page."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from coachdesk.features.agendas.places import Workshop, usual, workshops
from coachdesk.features.projector.panel import ProjectorPanel
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import EmptyState, button, label, row_of
from coachdesk.ui.widgets.fields import name_field

_TABLES = ("agenda_day", "event", "cohort", "run")
_DAYS_WIDTH = 220


class ProjectorPage(Page):
    """Chooses the day that is projected; fills the window, so that the previews are large."""

    key, title, icon = "projector", msg("projector", "Projector"), "video"
    is_mode = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: list[Workshop] = []
        self.panel = ProjectorPanel(context)
        self.projector = self.panel.projector
        self.events, self.days = CalmCombo(), CalmCombo(_DAYS_WIDTH)
        self.back_button = button(msg("projector", "Back"), icon="back")
        self.back_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name_field(self.events, msg("projector", "Workshop"))
        name_field(self.days, msg("projector", "Day of the workshop"))
        heading = row_of(label(self.title, "title"), self.events, self.days, self.back_button)
        heading.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        layout.setSpacing(theme.M)
        self.to_runs = button(msg("workshop_day", "Go to runs"), "primary")
        self.empty = EmptyState(
            "workshop",
            msg("workshop_day", "No workshop to hold yet"),
            msg("workshop_day", "Start a programme on the page Runs; its workshops appear here."),
            self.to_runs,
        )
        layout.addLayout(heading)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.empty, 1)
        self.events.activated.connect(lambda _place: self._take(self.events.currentData(), 1))
        self.days.activated.connect(lambda _place: self._on_day())
        self.back_button.clicked.connect(self.go_back)
        self.to_runs.clicked.connect(lambda: self.context.navigate(Target("workshops")))

    @override
    def refresh(self) -> None:
        """Read the workshops; keep the one in hand."""
        self._found = workshops(self.context.ws.read)
        for each in (self.events, self.days, self.panel):
            each.setVisible(bool(self._found))
        self.empty.setVisible(not self._found)
        in_hand = self._workshop()
        if in_hand is None:
            in_hand = usual(self._found, self.context.clock.today())
            if in_hand is not None:
                self._take(in_hand.event.rid, _day_on(in_hand, self.context))
                return
        self._show_choice()
        self.projector.refresh()

    def _workshop(self) -> Workshop | None:
        subject = self.projector.subject
        return next((one for one in self._found if subject and one.event.rid == subject[0]), None)

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Follow workshops; the panel follows the rest."""
        if change_set.touches(*_TABLES):
            self.refresh()

    def _take(self, event_rid: int, day: int) -> None:
        if any(one.event.rid == event_rid for one in self._found):
            self.projector.set_subject(event_rid, day)
            self._show_choice()

    def _on_day(self) -> None:
        if self.projector.subject is not None:
            self._take(self.projector.subject[0], self.days.currentData())

    def _show_choice(self) -> None:
        one, subject = self._workshop(), self.projector.subject
        with QSignalBlocker(self.events), QSignalBlocker(self.days):
            self.events.clear()
            self.days.clear()
            for each in self._found:
                self.events.addItem(each.title(current()), each.event.rid)
            if one is None or subject is None:
                return
            self.events.setCurrentIndex(self.events.findData(subject[0]))
            for number in one.days():
                self.days.addItem(tr(one.day_words(number, current())), number)
            self.days.setCurrentIndex(self.days.findData(subject[1]))

    # -- the page's place in the window -------------------------------------------------------

    def go_back(self) -> None:
        """To where she was; what is projected stays."""
        if not self.context.actions.run("go.back"):
            self.context.navigate(Target("today"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, also into the workshop day."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    @override
    def open_target(self, target: Target) -> None:
        """`kind="event"` is a workshop, `extra["day"]` which day of it."""
        day = target.extra.get("day", "")
        if target.kind == "event" and target.rid is not None:
            self._take(target.rid, int(day) if day.isdecimal() else 1)

    @override
    def current_target(self) -> Target:
        """The workshop and the day in hand."""
        if self.projector.subject is None:
            return Target(self.key)
        event_rid, day = self.projector.subject
        return Target(self.key, "event", event_rid, {"day": str(day)})

    @override
    def focus_default(self) -> None:
        """The list of slides; without a workshop the way to one."""
        (self.panel.choosing.kinds if self._found else self.to_runs).setFocus()


def _day_on(one: Workshop, context: Context) -> int:
    """The day of a workshop that is today, else the first."""
    today = context.clock.today()
    return next((number for number in one.days() if one.date_of(number) == today), 1)
