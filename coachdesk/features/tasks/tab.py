"""The tasks of one team: those before the next workshop, and the others."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import Event, current_phase
from coachdesk.features.tasks import store
from coachdesk.features.tasks.add_row import AddTaskRow
from coachdesk.features.tasks.board import TaskBoard
from coachdesk.features.tasks.model import Task, TaskFilter, View, is_before
from coachdesk.features.tasks.table import Cell
from coachdesk.features.tasks.words import event_name
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.widgets.basic import Card, Scroll, label


class TasksTab(QWidget):
    """Tick rows, finished ones struck out, and a line that adds."""

    def __init__(self, context: Context, team_rid: int) -> None:
        super().__init__()
        self._context = context
        self._team_rid = team_rid
        self._sides: dict[int, bool] = {}
        self.soon = TaskBoard(context, of_team=True)
        self.others = TaskBoard(context, of_team=True)
        self.add_row = AddTaskRow(context, lambda: team_rid, hint=False)
        self._none = label(msg("tasks", "Nothing is agreed for this time yet."), "muted")
        self._soon_card = Card()
        for each in (self._none, self.soon, self.add_row):
            self._soon_card.add(each)
        self._others_card = Card(msg("tasks", "Other tasks"))
        self.others.table.call(msg("tasks", "Other tasks"))
        self._others_card.add(self.others)
        scroll = Scroll(margins=0)
        scroll.body.addWidget(self._soon_card)
        scroll.body.addWidget(self._others_card)
        scroll.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.M, 0, 0)
        layout.addWidget(scroll)
        for board in (self.soon, self.others):
            board.addition_asked.connect(self.add_row.setFocus)
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew, each task on the side where it belongs now."""
        self._sides.clear()
        self.soon.open(self._reader(early=True))
        self.others.open(self._reader(early=False))
        self._after_reading()

    def on_change(self, change_set: ChangeSet) -> None:
        """What was changed here stays where it is until the team is shown anew."""
        if change_set.touches("event", "run", "participation", "team"):
            self.refresh()
        elif change_set.touches("task", "member"):
            self.soon.on_change(change_set)
            self.others.on_change(change_set)
            self._after_reading()

    def open_target(self, target: Target) -> None:
        """`kind="task"` puts the cursor on a task."""
        if target.kind == "task" and target.rid is not None:
            for board in (self.soon, self.others):
                if board.table.select(target.rid):
                    board.table.setFocus()

    def focus_default(self) -> None:
        """The first task, or the row that adds."""
        table = self.soon.table
        if not self.soon.model.records:
            self.add_row.setFocus()
            return
        if not table.currentIndex().isValid():
            selection = table.selectionModel()
            first = self.soon.model.index(0, Cell.TITLE)
            selection.setCurrentIndex(first, selection.SelectionFlag.NoUpdate)
        table.setFocus()

    def _reader(self, *, early: bool) -> Callable[[int, int], Sequence[Task]]:
        def read(_limit: int, after: int) -> Sequence[Task]:
            if after >= 0:
                return ()  # a team's tasks are read at once
            belongs = self._rule()
            found = store.tasks(
                self._context.ws.read,
                TaskFilter(View.ALL, self._team_rid),
                self._context.clock.today(),
            )
            return [one for one in found if self._sides.setdefault(one.rid, belongs(one)) is early]

        return read

    def _rule(self) -> Callable[[Task], bool]:
        event, phase = self._next()
        if event is None:
            return lambda _task: True
        return lambda task: is_before(task, event.rid, event.starts_on, phase)

    def _next(self) -> tuple[Event | None, str]:
        """The team's next event, and the key of the phase that is now."""
        db = self._context.ws.read
        place = programmes.place_of_team(db, self._team_rid, self._context.clock.today())
        template = template_of(db, place.run) if place else None
        if place is None or template is None:
            return None, ""
        events = programmes.events(db, place.cohort.rid)
        state = current_phase(template, events, self._context.clock.today())
        return state.next_event, state.current.key if state.current else ""

    def _after_reading(self) -> None:
        event, _phase = self._next()
        name = event_name(event.key) if event else ""
        title = msg("tasks", "Tasks before {event}", event=name) if name else msg("tasks", "Tasks")
        self._soon_card.set_title(title)
        self.soon.table.call(title)
        self._none.setVisible(not self.soon.model.records)
        self.soon.setVisible(bool(self.soon.model.records))
        self._others_card.setVisible(bool(self.others.model.records))
