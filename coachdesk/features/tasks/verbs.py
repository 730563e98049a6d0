"""What one does with tasks on a page; each verb takes one task or many."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from coachdesk.features.programmes.due import Due
from coachdesk.features.tasks import service, store
from coachdesk.features.tasks.model import STATE_NAMES, Source, Task, TaskState, Who
from coachdesk.features.teams import store as teams
from coachdesk.kernel.text import msg, plural
from coachdesk.ui import icons
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import LANGUAGE, tr


class TaskVerbs:
    """The verbs of the task page and of a team's tasks."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def toggle(self, tasks: Sequence[Task]) -> None:
        """Tick all of them, or when all are finished already, open all again."""
        reopen = all(not one.state.is_unfinished for one in tasks)
        self.set_state(tasks, TaskState.OPEN if reopen else TaskState.DONE)

    def set_state(self, tasks: Sequence[Task], state: TaskState) -> None:
        """Set how far they are."""
        changed = [one.rid for one in tasks if one.state is not state]
        if changed:
            service.set_state(self.context.ws, changed, state)

    def set_due(self, tasks: Sequence[Task], due: Due) -> None:
        """Give them a due date."""
        service.set_due(self.context.ws, _rids(tasks), due)

    def set_who(self, tasks: Sequence[Task], who: Who) -> None:
        """Give them to someone."""
        service.set_who(self.context.ws, _rids(tasks), who)

    def move(self, tasks: Sequence[Task], team_rid: int | None) -> None:
        """Move them to another team."""
        service.move_to_team(self.context.ws, _rids(tasks), team_rid)

    def delete(self, tasks: Sequence[Task]) -> None:
        """Delete them, with a quiet bar to bring them back."""
        if tasks:
            service.delete_tasks(self.context.ws, _rids(tasks))
            gone = plural("tasks", "{count} task deleted", "{count} tasks deleted", len(tasks))
            self.context.tell_done(gone)

    def open_source(self, task: Task) -> None:
        """Show the note that a task was written in."""
        if task.source is Source.NOTE:
            rid = store.meeting_rid(self.context.ws.read, task.meeting_uuid)
            if rid is not None:
                self.context.navigate(Target("notes", "meeting", rid))

    def state_menu(self, parent: QWidget, tasks: Callable[[], Sequence[Task]]) -> QMenu:
        """A menu of the states."""
        menu = QMenu(tr(msg("tasks", "State")), parent)
        for state, name in STATE_NAMES.items():
            _offer(menu, tr(name), partial(self._set_state_of, tasks, state))
        return menu

    def team_menu(self, parent: QWidget, tasks: Callable[[], Sequence[Task]]) -> QMenu:
        """A menu of the teams, filled when it opens."""
        menu = QMenu(tr(msg("tasks", "Team")), parent)

        def fill() -> None:
            menu.clear()
            found = teams.list_teams(self.context.ws.read)
            for team in sorted(found, key=lambda one: LANGUAGE.texts.collation_key(one.name)):
                _offer(menu, team.name, partial(self._move_those, tasks, team.rid))
            menu.addSeparator()
            _offer(menu, tr(msg("tasks", "No team")), partial(self._move_those, tasks, None))

        menu.aboutToShow.connect(fill)
        return menu

    def _set_state_of(self, tasks: Callable[[], Sequence[Task]], state: TaskState) -> None:
        self.set_state(tasks(), state)

    def _move_those(self, tasks: Callable[[], Sequence[Task]], team_rid: int | None) -> None:
        self.move(tasks(), team_rid)


class TaskMenu(QMenu):
    """The context menu of selected tasks."""

    def __init__(
        self, parent: QWidget, verbs: TaskVerbs, tasks: Sequence[Task], edits: "Edits"
    ) -> None:
        super().__init__(parent)
        first = tasks[0]
        if len(tasks) == 1:
            _offer(self, tr(msg("tasks", "Edit")), edits.title, "F2")
            _offer(self, tr(msg("tasks", "Edit remark")), edits.remark, "Shift+F2")
        self.addMenu(verbs.state_menu(self, lambda: tasks))
        _offer(self, tr(msg("tasks", "Due…")), edits.due)
        _offer(self, tr(msg("tasks", "Who…")), edits.who)
        self.addMenu(verbs.team_menu(self, lambda: tasks))
        if len(tasks) == 1 and first.source is Source.NOTE:
            _offer(self, tr(msg("tasks", "Open the note")), lambda: verbs.open_source(first))
        self.addSeparator()
        _offer(self, tr(msg("tasks", "Delete")), lambda: verbs.delete(tasks), "Del", "trash")

    def open_at(self, place: QPoint) -> None:
        """Show the menu; it lives until it closes."""
        self.aboutToHide.connect(self.deleteLater)
        self.popup(place)


class Edits:
    """How a page starts to edit what is selected."""

    def __init__(
        self,
        title: Callable[[], object],
        remark: Callable[[], object],
        due: Callable[[], object],
        who: Callable[[], object],
    ) -> None:
        self.title, self.remark, self.due, self.who = title, remark, due, who


def _rids(tasks: Sequence[Task]) -> list[int]:
    return [one.rid for one in tasks]


def _offer(
    menu: QMenu, text: str, run: Callable[[], object], keys: str = "", icon: str = ""
) -> None:
    action = menu.addAction(text.replace("&", "&&"))
    action.triggered.connect(lambda _checked=False: run())
    if keys:
        action.setText(f"{action.text()}\t{keys}")
    if icon:
        icons.follow(action, icon)
