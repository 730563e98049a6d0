"""All tasks: what is to be done, by whom and by when."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.library import templates_of
from coachdesk.features.tasks import store
from coachdesk.features.tasks.add_row import AddTaskRow
from coachdesk.features.tasks.board import TaskBoard
from coachdesk.features.tasks.emptiness import Emptiness
from coachdesk.features.tasks.model import Task, TaskFilter, TaskState, View, Who, WhoKind
from coachdesk.features.tasks.table import Cell
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.inputs import LINE_LIMIT, clean_line
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import LANGUAGE, current, tr
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import Card, PageHeader, row_of
from coachdesk.ui.widgets.fields import SearchField, name_field

_VIEWS = (View.UNFINISHED, View.MINE, View.LATE, View.ALL)
_ROOM_FOR_PHASE = 860
_ROOM_FOR_TEAM = 620


class TasksPage(Page):
    """The tasks of all teams, by view, team, phase and words."""

    key, title, icon = "tasks", msg("tasks", "Tasks"), "tasks"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.header = PageHeader(self.title)
        self.views = QTabBar()
        self.team_filter, self.phase_filter = CalmCombo(), CalmCombo()
        self.search = SearchField(msg("tasks", "Filter by task, team or person"))
        self.add_row = AddTaskRow(context, self._team_in_hand, self._who_in_hand)
        self.board = TaskBoard(context)
        self._wanted = TaskFilter()
        self._loading = False
        self._some_selected = False
        self._emptiness: Emptiness | None = None
        self._empty: QWidget | None = None
        self._count_soon = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.views.setExpanding(False)
        self.views.setDrawBase(False)
        self.views.setUsesScrollButtons(False)
        self.views.setAccessibleName(tr(msg("tasks", "View")))
        for view in _VIEWS:
            self.views.addTab(_view_text(view, 0))
        name_field(self.team_filter, msg("tasks", "Team"))
        name_field(self.phase_filter, msg("tasks", "Phase"))
        card = Card()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.board)
        card.add(self.add_row)
        card.body.addLayout(self._stack, 1)
        filters = row_of(self.team_filter, self.phase_filter, self.search)
        filters.setStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
        layout.setSpacing(theme.S)
        layout.addWidget(self.header)
        layout.addWidget(self.views)
        layout.addLayout(filters)
        layout.addWidget(card, 1)

    def _connect(self) -> None:
        self._count_soon.timeout.connect(self._show_counts)
        self.views.currentChanged.connect(lambda _index: self._filter())
        self.team_filter.currentIndexChanged.connect(lambda _index: self._filter())
        self.phase_filter.currentIndexChanged.connect(lambda _index: self._filter())
        self.search.textChanged.connect(lambda _text: self._filter())
        self.add_row.added.connect(self._show_task)
        self.board.addition_asked.connect(self.add_row.setFocus)
        self.board.table.chosen.connect(self._on_chosen)

    # -- what is shown --------------------------------------------------------------------------

    def _filter(self) -> None:
        """Show what the view, the team, the phase and the words ask for."""
        if self._loading:
            return
        wanted = TaskFilter(
            _VIEWS[max(self.views.currentIndex(), 0)],
            self.team_filter.currentData(),
            self.phase_filter.currentData() or "",
            clean_line(self.search.text()[:LINE_LIMIT]),
        )
        others = replace(wanted, text="") != replace(self._wanted, text="")
        self._wanted = wanted
        self.board.open(self._read)
        self._show_emptiness()
        if others:
            self._fit_columns()
            self.add_row.show_preview()
            self._count_soon.start()

    def _read(self, limit: int, after: int) -> Sequence[Task]:
        return store.tasks(
            self.context.ws.read, self._wanted, self.context.clock.today(), limit, after
        )

    @override
    def refresh(self) -> None:
        """Read teams, phases and tasks anew; ticked tasks leave the view."""
        self._loading = True
        self._fill_filters()
        self._loading = False
        self._filter()
        self._count_soon.start()

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """What was changed in sight stays in sight, so that it can be changed back."""
        if change_set.touches("team", "run", "event", "participation"):
            self._loading = True
            self._fill_filters()
            self._loading = False
        if change_set.touches("task", "team", "member", "event"):
            self.board.on_change(change_set)
            self._show_emptiness()
            self._count_soon.start()

    def _fill_filters(self) -> None:
        db = self.context.ws.read
        found = teams.list_teams(db)
        by_name = sorted(found, key=lambda one: LANGUAGE.texts.collation_key(one.name))
        every_team, every_phase = tr(msg("tasks", "All teams")), tr(msg("tasks", "All phases"))
        _refill(self.team_filter, every_team, [(one.name, one.rid) for one in by_name])
        phases: dict[str, str] = {}
        for template in filter(None, templates_of(db, programmes.runs(db)).values()):
            for phase in template.phases:
                phases.setdefault(phase.key, phase.short.in_language(current()))
        _refill(self.phase_filter, every_phase, [(name, key) for key, name in phases.items()])
        self.phase_filter.setVisible(bool(phases))

    def _show_counts(self) -> None:
        db, today = self.context.ws.read, self.context.clock.today()
        counts = {
            view: store.count(db, replace(self._wanted, view=view, text=""), today)
            for view in _VIEWS
        }
        for place, view in enumerate(_VIEWS):
            self.views.setTabText(place, _view_text(view, counts[view]))
        late = counts[View.LATE]
        self.header.set_subtitle(
            plural("tasks", "{count} task late", "{count} tasks late", late)
            if late
            else msg("tasks", "Nothing is late")
        )

    def _show_emptiness(self) -> None:
        """Where there is nothing to show, say why and what to do."""
        wanted = None if self.board.model.records else Emptiness.of(self._wanted)
        if wanted is not self._emptiness:
            self._emptiness = wanted
            if self._empty is not None:
                self._stack.removeWidget(self._empty)
                self._empty.deleteLater()
            self._empty = wanted.state() if wanted else None
            if self._empty is not None:
                self._stack.addWidget(self._empty)
            self._stack.setCurrentWidget(self._empty or self.board)

    def _on_chosen(self) -> None:
        """Verbs on tasks are possible while some are selected."""
        some = bool(self.board.table.in_hand())
        if some != self._some_selected:
            self._some_selected = some
            self.context.actions.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """What finds no room is hidden; the tooltips and the filter still know it."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        width, table = self.width(), self.board.table
        table.setColumnHidden(Cell.PHASE, width < _ROOM_FOR_PHASE)
        table.narrow_due(narrow=width < _ROOM_FOR_PHASE)
        one_team = self._wanted.team_rid is not None
        table.setColumnHidden(Cell.TEAM, one_team or width < _ROOM_FOR_TEAM)

    # -- adding -----------------------------------------------------------------------------------

    def _team_in_hand(self) -> int | None:
        rid = self.team_filter.currentData()
        return None if rid is None else int(rid)

    def _who_in_hand(self) -> Who:
        return Who(WhoKind.COACH) if self._wanted.view is View.MINE else Who()

    def _show_task(self, rid: int) -> None:
        """Bring a task into sight, whatever the filters say."""
        if self.board.model.row_of(rid) < 0:
            self.board.keep([rid])
        self._show_emptiness()
        row = self.board.model.row_of(rid)
        if row >= 0:
            self.board.table.scrollTo(self.board.model.index(row, Cell.TITLE))

    # -- the page's place in the window -----------------------------------------------------------

    @override
    def open_target(self, target: Target) -> None:
        """`kind="task"` shows a task; `extra` may name a "view" and a "team"."""
        view, team = target.extra.get("view", ""), target.extra.get("team", "")
        if view or team or target.kind == "task":
            self.restore({"view": view or self._wanted.view.value, "team": team})
        if target.kind == "task" and target.rid is not None:
            self._show_task(target.rid)
            self.board.table.select(target.rid)
            self.board.table.setFocus()

    @override
    def current_target(self) -> Target:
        """The page as it stands, with the task under the cursor."""
        return Target(self.key, extra={key: text for key, text in self._place().items() if text})

    @override
    def subject(self) -> Target:
        """The team whose tasks are listed, else that of the task under the cursor."""
        rid = self._team_in_hand()
        task = self.board.table.current() if rid is None else None
        return Target("teams", "team", task.team_rid if task else rid)

    def _place(self) -> dict[str, str]:
        team = self._wanted.team_rid
        return {"view": self._wanted.view.value, "team": "" if team is None else str(team)}

    @override
    def state(self) -> dict[str, str]:
        """View, filters and the task under the cursor."""
        now = self.board.table.current()
        return self._place() | {
            "phase": self._wanted.phase_key,
            "text": self.search.text(),
            "task": str(now.rid) if now else "",
        }

    @override
    def restore(self, state: dict[str, str]) -> None:
        """Bring back what `state` told."""
        self._loading = True
        views = [view.value for view in _VIEWS]
        if state.get("view") in views:
            self.views.setCurrentIndex(views.index(state["view"]))
        team = state.get("team", "")
        self.team_filter.setCurrentIndex(max(_place_of(self.team_filter, team), 0))
        phase = state.get("phase", "")
        self.phase_filter.setCurrentIndex(max(_place_of(self.phase_filter, phase), 0))
        self.search.setText(state.get("text", ""))
        self._loading = False
        self._filter()
        if state.get("task", "").isdigit():
            self.board.table.select(int(state["task"]))

    @override
    def focus_default(self) -> None:
        """The first task, or the row that adds."""
        table = self.board.table
        if not self.board.model.records:
            self.add_row.setFocus()
            return
        if not table.currentIndex().isValid():
            first = self.board.model.index(0, Cell.TITLE)
            table.selectionModel().setCurrentIndex(
                first, table.selectionModel().SelectionFlag.NoUpdate
            )
        table.setFocus()

    @override
    def actions_of_page(self) -> Sequence[Action]:
        """Adding, filtering, and the verbs on the selected tasks."""
        board, selected = self.board, self.board.table.in_hand
        some = partial(_any, selected)

        def state(key: str, label: Message, to: TaskState, icon: str = "") -> Action:
            return Action(
                f"tasks.{key}", label, lambda: board.verbs.set_state(selected(), to),
                icon=icon, enabled=some,
            )  # fmt: skip

        return [
            Action("tasks.add", msg("tasks", "Add task"), self.add_row.setFocus, icon="add",
                   shortcut="Ins"),
            Action("tasks.filter", msg("tasks", "Filter tasks"), self.search.setFocus,
                   icon="filter", shortcut="Ctrl+F"),
            state("complete", msg("tasks", "Complete tasks"), TaskState.DONE, "done"),
            state("start", msg("tasks", "Mark tasks in progress"), TaskState.IN_PROGRESS),
            state("reopen", msg("tasks", "Reopen tasks"), TaskState.OPEN),
            state("drop", msg("tasks", "Drop tasks"), TaskState.DROPPED, "not-applicable"),
            Action("tasks.edit", msg("tasks", "Edit task"), board.edit_title, icon="edit",
                   enabled=some),
            Action("tasks.remark", msg("tasks", "Edit remark"), board.edit_remark, enabled=some),
            Action("tasks.due", msg("tasks", "Change due date"), board.ask_due, icon="calendar",
                   shortcut="Ctrl+D", enabled=some),
            Action("tasks.who", msg("tasks", "Change who does it"), board.ask_who, icon="person",
                   enabled=some),
            Action("tasks.delete", msg("tasks", "Delete tasks"),
                   lambda: board.verbs.delete(selected()), icon="trash", enabled=some),
        ]  # fmt: skip


_VIEW_NAMES = {
    View.UNFINISHED: msg("tasks", "Unfinished"),
    View.MINE: msg("tasks", "Mine"),
    View.LATE: msg("tasks", "Late"),
    View.ALL: msg("tasks", "All"),
}


def _view_text(view: View, count: int) -> str:
    return f"{tr(_VIEW_NAMES[view])} {count}"


def _any(selected: Callable[[], Sequence[Task]]) -> bool:
    return bool(selected())


def _refill(combo: CalmCombo, every: str, entries: Sequence[tuple[str, object]]) -> None:
    chosen = combo.currentData()
    combo.clear()
    combo.addItem(every, None)
    for text, data in entries:
        combo.addItem(text, data)
    combo.setCurrentIndex(max(combo.findData(chosen) if chosen is not None else 0, 0))


def _place_of(combo: CalmCombo, text: str) -> int:
    """The entry whose data is written so; -1 when there is none."""
    places = range(1, combo.count())
    return next((i for i in places if str(combo.itemData(i)) == text), -1)
