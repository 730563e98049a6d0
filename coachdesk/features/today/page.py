"""The page that answers "what now?"."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from coachdesk.features.tasks.model import TaskState
from coachdesk.features.today import store
from coachdesk.features.today.cards import (
    AttentionCard,
    DayCard,
    NotesCard,
    StepsCard,
    TasksCard,
    WorkshopCard,
)
from coachdesk.features.today.model import (
    DayAtHand,
    NextWorkshop,
    attention,
    day_at_hand,
    next_workshop,
)
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current
from coachdesk.ui.page import Page
from coachdesk.ui.preferences import DAYS_WITHOUT_CONTACT
from coachdesk.ui.theme import set_class
from coachdesk.ui.widgets.basic import PageHeader, Scroll

_SIDE_BY_SIDE = 860
"""From this width on tasks and teams stand side by side."""
_MIDNIGHT_LOOK_MS = 60_000
NEW_NOTE = "notes.new"


class TodayPage(Page):
    """The next workshop, late work, teams that need attention, last notes."""

    key: ClassVar[str] = "today"
    title: ClassVar[Message] = msg("today", "Today")
    icon: ClassVar[str] = "today"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._workshop: NextWorkshop | None = None
        self._day: DayAtHand | None = None
        self._header = PageHeader(self.title)
        self.steps = StepsCard()
        self.day = DayCard()
        self.workshop = WorkshopCard()
        self.tasks = TasksCard(context.clock.today)
        self.attention = AttentionCard()
        self.notes = NotesCard()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(theme.L)
        self._beside.addWidget(self.tasks, 7)
        self._beside.addWidget(self.attention, 5)
        scroll = Scroll()
        for view in (self.tasks.table, self.attention.list, self.notes.table):
            view.page = scroll
        scroll.body.addWidget(self._header)
        scroll.body.addWidget(self.steps)
        scroll.body.addWidget(self.day)
        scroll.body.addWidget(self.workshop)
        scroll.body.addLayout(self._beside)
        scroll.body.addWidget(self.notes)
        scroll.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._connect()
        self._shown_day = context.clock.today()
        self._midnight = QTimer(self, interval=_MIDNIGHT_LOOK_MS)
        self._midnight.timeout.connect(self._look_at_clock)
        self._midnight.start()

    def _connect(self) -> None:
        go = self.context.navigate
        self.steps.chosen.connect(self._on_step)
        self.day.opened.connect(self._on_day)
        self.workshop.print_chosen.connect(self._on_print)
        self.workshop.open_chosen.connect(self._on_workshops)
        self.tasks.opened.connect(lambda rid: go(Target("tasks", "task", rid)))
        self.tasks.ticked.connect(self._on_ticked)
        self.tasks.all_chosen.connect(lambda: go(Target("tasks")))
        self.attention.opened.connect(lambda rid: go(Target("teams", "team", rid)))
        self.notes.opened.connect(lambda rid: go(Target("notes", "note", rid)))

    # -- showing ------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        today, language = self.context.clock.today(), current()
        day = store.read_day(self.context.ws.read, today, language)
        limit = self.context.settings.get(DAYS_WITHOUT_CONTACT)
        self._shown_day = today
        self._workshop = next_workshop(day.runs, today)
        self._day = day_at_hand(day.running, self._workshop, today)
        self._header.set_subtitle(
            f"{format_date(today, language, 'long')} · {format_date(today, language, 'week')}"
        )
        if not day.steps.all_taken:
            self.steps.show_steps(day.steps)
        self.steps.setVisible(not day.steps.all_taken)
        if self._day is not None:
            self.day.show_day(self._day)
        self.day.setVisible(self._day is not None)
        set_class(self.workshop.open_button, "" if self._day is not None else "primary")
        if self._workshop is not None:
            self.workshop.show_workshop(self._workshop, today)
        self.workshop.setVisible(self._workshop is not None)
        self.tasks.show_tasks(day.tasks)
        self.attention.show_teams(attention(day.teams, today, limit))
        self.notes.show_notes(day.notes)
        for card in (self.tasks, self.attention, self.notes):
            card.setVisible(day.steps.team)

    @override
    def focus_default(self) -> None:
        self._first_stop().setFocus()

    def _first_stop(self) -> QWidget:
        if not self.steps.isHidden():
            return self.steps
        if self.tasks.model.records:
            return self.tasks.table
        return self.attention.list if self.attention.list.teams.rowCount() else self.notes.table

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows stack the cards."""
        super().resizeEvent(event)
        wide = event.size().width() >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction
        self._beside.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _look_at_clock(self) -> None:
        """A window left open overnight shows the new day in the morning."""
        if self.isVisible() and self.context.clock.today() != self._shown_day:
            self.refresh()

    # -- doing --------------------------------------------------------------------------------

    def _on_ticked(self, rid: int) -> None:
        from coachdesk.features.tasks import service as tasks

        tasks.set_state(self.context.ws, [rid], TaskState.DONE)
        self.context.tell_done(msg("today", "Task done."))

    def _on_day(self) -> None:
        if self._day is not None:
            extra = {"day": str(self._day.day)}
            self.context.navigate(Target("day", "event", self._day.event_rid, extra))

    def _on_print(self) -> None:
        if self._workshop is not None:
            place = self._workshop.place
            extra = {"handout": "team_summary", "cohort": str(place.cohort.rid)}
            self.context.navigate(Target("print", "run", place.run.rid, extra))

    def _on_workshops(self) -> None:
        if self._workshop is not None:
            self.context.navigate(Target("workshops", "cohort", self._workshop.place.cohort.rid))

    def _on_step(self, key: str) -> None:
        if key == "note" and NEW_NOTE in self.context.actions:
            self.context.actions.run(NEW_NOTE)
        else:
            self.context.navigate(_STEPS[key])


_STEPS = {
    "team": Target("teams"),
    "programme": Target("workshops", "start"),
    "note": Target("notes"),
}
