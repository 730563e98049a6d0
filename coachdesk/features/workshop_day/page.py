"""The page of the workshop day: it fills the window from the morning to the last word."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.features.workshop_day import service
from coachdesk.features.workshop_day.after_view import AfterView
from coachdesk.features.workshop_day.day_bar import DayBar
from coachdesk.features.workshop_day.day_verbs import day_actions, note_actions
from coachdesk.features.workshop_day.day_view import DayView
from coachdesk.features.workshop_day.ended_view import EndedView
from coachdesk.features.workshop_day.offered_days import offers, title_of, usual_offer
from coachdesk.features.workshop_day.scene import Scene, read_scene
from coachdesk.features.workshop_day.start_view import StartView
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import EmptyState, button

_TICK_MS = 1000
PROJECT = "workshop.project"
_TYPED = frozenset({"meeting", "meeting_team", "day_note", "task", "decision", "tag"})
"""What writing a note changes."""
_SHOWN = frozenset({
    "held_day", "held_block", "team_turn", "parked_line", "attendance", "team", "member",
    "participation", "cohort", "event", "run", "agenda_day", "agenda_block",
})  # fmt: skip


class DayPage(Page):
    """A day that is held, one that can be begun, or one that has ended."""

    key: ClassVar[str] = "day"
    title = msg("workshop_day", "Workshop day")
    icon: ClassVar[str] = "workshop"
    is_mode: ClassVar[bool] = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._place: tuple[int, int] | None = None  # the event and the day in hand
        self._named: list[Action] = []
        self.scene: Scene | None = None
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self.tick)
        self.bar = DayBar(context)
        self.view = DayView(context)
        self.start = StartView(context)
        self.ended, self.after = EndedView(), AfterView(context)
        self.over = _beside(self.after, self.ended)
        self.empty = self._empty_state()
        self.body = QStackedWidget()
        for each in (self.view, self.start, self.over, self.empty):
            self.body.addWidget(each)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        inner.addWidget(self.body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(inner, 1)
        self.bar.left.connect(lambda: context.actions.run("go.leave"))
        self.bar.end_asked.connect(self.end_day)
        self.bar.print_asked.connect(self._print)
        self.bar.project_asked.connect(self._project)
        self.start.started.connect(self.start_day)
        self.start.chosen.connect(self._choose)
        self.start.plan_asked.connect(lambda: self._go("agenda"))
        self.ended.reopened.connect(self.reopen_day)

    def _empty_state(self) -> QWidget:
        self.to_runs = go = button(msg("workshop_day", "Go to runs"), "primary")
        go.clicked.connect(lambda: self.context.navigate(Target("workshops")))
        return EmptyState(
            "workshop",
            msg("workshop_day", "No workshop to hold yet"),
            msg("workshop_day", "Start a programme on the page Runs; its workshops appear here."),
            go,
        )

    # -- what is shown ------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        """Read the day in hand anew; without one, the day that she most likely means."""
        db = self.context.ws.read
        found = offers(db)
        offer = next((one for one in found if one.place == self._place), None)
        if offer is None:
            offer = usual_offer(found, self.context.clock.today())
        self._place = offer.place if offer else None
        self.scene = read_scene(db, offer.held.rid) if offer and offer.held else None
        if offer is None:
            self.body.setCurrentWidget(self.empty)
            self.bar.show_title(self.title)
        elif self.scene is None:
            self.start.show_offer(offer, found)
            self.body.setCurrentWidget(self.start)
            self.bar.show_title(title_of(offer.workshop, offer.day, current()))
        else:
            self._show_scene(self.scene)
        self._follow()

    def _read_scene(self, changed: Collection[int]) -> None:
        """Read the day that is shown, and of its notes those of meetings that changed."""
        scene = read_scene(self.context.ws.read, self.scene.day.rid) if self.scene else None
        if scene is None:
            self.refresh()
        else:
            self.scene = scene
            self._show_scene(scene, changed)
            self._follow()

    def _show_scene(self, scene: Scene, changed: Collection[int] | None = None) -> None:
        self.bar.show_scene(scene, title_of(scene.workshop, scene.day.day, current()))
        self.view.show_scene(scene, changed)
        if scene.day.ended_at is None:
            self.body.setCurrentWidget(self.view)
        else:
            self.ended.show_scene(scene)
            self.after.show_scene(scene)
            self.body.setCurrentWidget(self.over)

    def _follow(self) -> None:
        """The clock and the verbs follow what is shown."""
        self.tick()
        named = note_actions(self.view) if self._is_running() else []
        if [(one.id, one.label) for one in named] != [(one.id, one.label) for one in self._named]:
            actions = self.context.actions
            actions.remove(*(one.id for one in self._named if one.id in actions))
            self._named = named
            actions.add(*named, owner=self)
        self.context.actions.refresh()

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Typing reads one note; all else that is shown is read again."""
        meetings = change_set.rows.get("meeting", frozenset())
        if change_set.touches(*_SHOWN):
            self._read_scene(meetings)
        elif self._has_ended() and self.scene is not None:
            if change_set.touches("task", "meeting"):
                self.after.show_scene(self.scene)
        elif change_set.touches(*_TYPED, "picture"):
            self.view.notes.read_notes(meetings)

    def tick(self) -> None:
        """Show the time; called every second while the page can be seen."""
        self.bar.show_time()
        if self._is_running():
            self.view.tick()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """The clock runs while it can be seen."""
        super().showEvent(event)
        self._clock.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks at the clock."""
        super().hideEvent(event)
        self._clock.stop()

    # -- verbs --------------------------------------------------------------------------------

    def start_day(self) -> None:
        """Begin the day in hand."""
        if self._place is not None:
            service.start_day(self.context.ws, *self._place, current())
            self.focus_default()

    def end_day(self) -> None:
        """End the day; what runs ends now."""
        if self.scene is not None:
            self.view.notes.store_now()
            service.end_day(self.context.ws, self.scene.day.rid)
            self.context.tell_done(msg("workshop_day", "The day has ended."))

    def reopen_day(self) -> None:
        """Go on with a day that was ended."""
        if self.scene is not None:
            service.reopen_day(self.context.ws, self.scene.day.rid)
            self.focus_default()

    def _choose(self, place: tuple[int, int]) -> None:
        self._place = place
        self.refresh()

    def _go(self, page: str) -> None:
        if self._place is not None:
            event, day = self._place
            self.context.navigate(Target(page, "event", event, {"day": str(day)}))

    def _print(self) -> None:
        self._go("print")

    def _project(self) -> None:
        if PROJECT in self.context.actions:
            self.context.actions.run(PROJECT)

    @override
    def actions_of_page(self) -> Sequence[Action]:
        """The verbs of the day, and a way to each team's note."""
        begin = Action(
            "day.start", msg("workshop_day", "Start the day"), self.start_day,
            menu="workshop", enabled=lambda: self.body.currentWidget() is self.start,
        )  # fmt: skip
        end = Action(
            "day.end", msg("workshop_day", "End the day"), self.end_day,
            menu="workshop", enabled=self._is_running,
        )  # fmt: skip
        reopen = Action(
            "day.reopen", msg("workshop_day", "Go on with the day"), self.reopen_day,
            menu="workshop", enabled=self._has_ended,
        )  # fmt: skip
        after = self.after.verbs(self._has_ended)
        return [begin, *day_actions(self.view), end, reopen, *after, *self._named]

    def _is_running(self) -> bool:
        return self.body.currentWidget() is self.view

    def _is_of_today(self) -> bool:
        """Whether a day runs that was begun today."""
        if self.scene is None or not self._is_running():
            return False
        return self.scene.day.held_on == self.context.clock.today()

    def _has_ended(self) -> bool:
        return self.body.currentWidget() is self.over

    # -- the page's place in the window -------------------------------------------------------

    @override
    def open_target(self, target: Target) -> None:
        """`kind="event"` shows a day of a workshop; without one the day that runs."""
        if target.kind == "event" and target.rid is not None:
            day = target.extra.get("day", "")
            self._choose((target.rid, int(day) if day.isdecimal() else 1))
        elif not self._is_of_today():
            self._place = None
            self.refresh()

    @override
    def current_target(self) -> Target:
        """The day in hand."""
        if self._place is None:
            return Target(self.key)
        return Target(self.key, "event", self._place[0], {"day": str(self._place[1])})

    @override
    def subject(self) -> Target:
        """The team whose note is in hand."""
        team = self.view.notes.in_hand if self._is_running() else 0
        return Target("teams", "team", team) if team else self.current_target()

    @override
    def state(self) -> dict[str, str]:
        """The note in hand with all cursors."""
        return self.view.state()

    @override
    def restore(self, state: dict[str, str]) -> None:
        """Bring back what `state` told."""
        self.view.restore(state)

    @override
    def focus_default(self) -> None:
        """The note; the button that starts the day."""
        if self._is_running():
            self.view.focus_default()
        elif self.body.currentWidget() is self.start:
            self.start.start.setFocus()
        elif self.body.currentWidget() is self.empty:
            self.to_runs.setFocus()
        else:
            self.after.focus_default()


def _beside(first: QWidget, second: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.M)
    row.addWidget(first, 3)
    row.addWidget(second, 2)
    return both
