"""The unfinished tasks of a team, ticked and added where they stand, and what comes next."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt

from coachdesk.features.overview.model import Standing
from coachdesk.features.tasks import service, store
from coachdesk.features.tasks.add_row import AddTaskRow
from coachdesk.features.tasks.model import Task, TaskFilter, TaskState, Urgency, is_before
from coachdesk.features.tasks.words import who_text
from coachdesk.kernel.dates import format_date, relative_days
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, button, label
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_SHOWN = 6
_WHO_COLUMN = 1
_STATUS = {
    Urgency.LATE: Status.LATE,
    Urgency.SOON: Status.SOON,
    Urgency.LATER: Status.OPEN,
    Urgency.NO_DATE: Status.OPEN,
    Urgency.FINISHED: Status.DONE,
}


class TaskCard(Card):
    """Unfinished tasks, the earliest due first, and a row that adds one."""

    def __init__(self, context: Context, team_rid: int) -> None:
        super().__init__(msg("overview", "Tasks"))
        self._context = context
        self._team_rid = team_rid
        self._model = RecordModel(self._columns(), identity=lambda task: task.rid)
        self.table = TableView(self._model, msg("overview", "Unfinished tasks"))
        self.table.horizontalHeader().hide()
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.opened.connect(self._on_opened)
        self._none = label("", "muted", wrap=True)
        self._more = button("", "link")
        self._more.clicked.connect(self._go_to_tasks)
        self.add_row = AddTaskRow(context, lambda: team_rid, hint=False)
        self._coming = label("", "pill")
        self.header.addWidget(self._coming)
        for each in (self.table, self._none, self._more, self.add_row):
            self.add(each)

    def _columns(self) -> list[Column[Task]]:
        return [
            Column(
                msg("overview", "Task"),
                lambda task: task.title,
                checked=lambda _task: False,
                set_checked=lambda task, _done: self._finish(task),
                stretch=True,
            ),
            Column(msg("overview", "Who"), lambda task: who_text(task.who), muted=True),
            Column(
                msg("overview", "Due"),
                lambda task: format_date(task.due.on, current()) if task.due.on else "",
                status=self._status,
            ),
        ]

    def refresh(self, standing: Standing) -> None:
        """Read the tasks anew."""
        today, db = self._context.clock.today(), self._context.ws.read
        unfinished = store.tasks(db, TaskFilter(team_rid=self._team_rid), today)
        found = _before_next_event(unfinished, standing)[:_SHOWN]
        more = len(unfinished) - len(found)
        coming = _coming(standing, today)
        self._coming.setText(coming)
        self._coming.setVisible(bool(coming))
        self._model.set_records(found)
        self.table.setColumnHidden(_WHO_COLUMN, not any(who_text(task.who) for task in found))
        self._fit(len(found))
        self._none.setText(tr(_none_left(unfinished)))
        self._none.setVisible(not found)
        self._more.setVisible(more > 0)
        self._more.setText(tr(plural("overview", "{count} more task", "{count} more tasks", more)))

    def focus_default(self) -> None:
        """The first task, or the row that adds."""
        (self.table if self._model.records else self.add_row).setFocus()

    def _fit(self, count: int) -> None:
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(count * height + 2 * self.table.frameWidth() + 4)
        self.table.setVisible(bool(count))

    def _status(self, task: Task) -> Status:
        return _STATUS[task.urgency(self._context.clock.today())]

    def _finish(self, task: Task) -> None:
        service.set_state(self._context.ws, [task.rid], TaskState.DONE)
        self._context.tell_done(msg("overview", "Task done"))

    def _on_opened(self, task: Task) -> None:
        target = Target("teams", "task", task.rid, {"team": str(self._team_rid), "tab": "tasks"})
        self._context.navigate(target)

    def _go_to_tasks(self) -> None:
        self._context.navigate(Target("teams", "team", self._team_rid, {"tab": "tasks"}))


def _none_left(unfinished: Sequence[Task]) -> Message:
    if unfinished:
        return msg("overview", "Nothing left to do before the next event")
    return msg("overview", "No unfinished tasks")


def _before_next_event(tasks: Sequence[Task], standing: Standing) -> Sequence[Task]:
    """Those that belong to the time up to the next event; all when none is coming."""
    state = standing.phase
    event = state.next_event if state else None
    if state is None or event is None:
        return tasks
    phase = state.current.key if state.current else ""
    return [task for task in tasks if is_before(task, event.rid, event.starts_on, phase)]


def _coming(standing: Standing, today: dt.date) -> str:
    """The next event with its distance; empty when there is none."""
    event = standing.phase.next_event if standing.phase else None
    known = standing.template.event(event.key) if standing.template and event else None
    if event is None or known is None:
        return ""
    name = known.name.in_language(current())
    if event.starts_on is None:
        return tr(msg("overview", "{event}, date open", event=name))
    return tr(
        msg("overview", "{event} {when}", event=name, when=relative_days(event.starts_on, today))
    )
