"""A table of tasks with its verbs, keys and the bar for a selection: the page's and a team's."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.features.tasks import store
from coachdesk.features.tasks.bulk import AskPopup, SelectionBar
from coachdesk.features.tasks.cells import Offers, TaskDelegate
from coachdesk.features.tasks.model import Task
from coachdesk.features.tasks.table import Cell, Read, TaskModel, TaskTable
from coachdesk.features.tasks.typed_fields import DueField, WhoField, due_choices, people_of
from coachdesk.features.tasks.verbs import Edits, TaskMenu, TaskVerbs
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context


class TaskBoard(QWidget):
    """Tasks that can be ticked, edited and changed many at once.

    A task that was changed here stays where it is until `open`, also when it no longer belongs to
    what is shown: a ticked one can be seen struck out, and ticked back.
    """

    addition_asked = Signal()

    def __init__(self, context: Context, *, of_team: bool = False) -> None:
        """`of_team`: as a part of a team's page, as high as its rows, without team and phase."""
        super().__init__()
        self._context = context
        self._kept: set[int] = set()
        today = context.clock.today
        self.verbs = TaskVerbs(context)
        self.model = TaskModel(today)
        self.table = TaskTable(self.model)
        offers = Offers(
            lambda team: people_of(context.ws.read, team, today()),
            lambda team: due_choices(context.ws.read, team, today()),
            today,
        )
        self._offers = offers
        self._delegate = TaskDelegate(self.table, context.ws, offers, context.notices.error)
        self.table.setItemDelegate(self._delegate)
        self.table.paint_rows = self._delegate.paint_rows
        self.bar = SelectionBar(self.verbs, self.table.in_hand)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.bar)
        self._connect()
        if of_team:
            self._become_part()

    def _become_part(self) -> None:
        for cell in (Cell.TEAM, Cell.PHASE):
            self.table.setColumnHidden(cell, True)  # noqa: FBT003 - Qt's
        self.table.horizontalHeader().hide()
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model.modelReset.connect(self._fit)
        self.model.rowsInserted.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        rows = self.model.rowCount() * self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(rows + 2 * self.table.frameWidth())

    def _connect(self) -> None:
        table, bar = self.table, self.bar
        table.ticked.connect(lambda: self.verbs.toggle(table.in_hand()))
        table.deletion_asked.connect(lambda: self.verbs.delete(table.in_hand()))
        table.addition_asked.connect(self.addition_asked)
        table.remark_asked.connect(self.edit_remark)
        table.source_asked.connect(self.verbs.open_source)
        table.team_asked.connect(bar.team.showMenu)
        table.chosen.connect(lambda: bar.show_count(len(table.selected())))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_menu)
        bar.due_asked.connect(self.ask_due)
        bar.who_asked.connect(self.ask_who)

    def open(self, read: Read) -> None:
        """Show what `read` gives, from the beginning, without what was kept."""
        self._kept.clear()
        self.model.show(read, self._read_these)
        self.bar.show_count(len(self.table.selected()))

    def keep(self, rids: Collection[int]) -> None:
        """Show these tasks too, until `open`."""
        self._kept.update(rids)
        self.model.reload(self._kept)

    def on_change(self, change_set: ChangeSet) -> None:
        """Something was committed: what was changed in sight stays in sight."""
        touched = change_set.rows.get("task", frozenset())
        self._kept.update(task.rid for task in self.model.records if task.rid in touched)
        self.model.reload(self._kept)
        self.bar.show_count(len(self.table.selected()))

    def _read_these(self, rids: Collection[int]) -> list[Task]:
        return store.tasks_by_rid(self._context.ws.read, rids)

    # -- verbs on what is selected --------------------------------------------------------------

    def edit_title(self) -> None:
        """Edit what is to be done."""
        self.table.edit_cell(Cell.TITLE)

    def edit_remark(self) -> None:
        """Edit the remark, in the place of the title."""
        if self.table.current() is not None:
            self._delegate.remark_next = True
            self.table.edit_cell(Cell.TITLE)

    def ask_due(self, anchor: QWidget | None = None) -> None:
        """Ask for the due date of all that is selected."""
        tasks = self.table.in_hand()
        if not tasks:
            return
        field = DueField(self._offers.dues(_team_of(tasks)), self._context.clock.today)
        if len(tasks) == 1:
            field.show_due(tasks[0].due)
        self._ask(AskPopup(self, msg("tasks", "Due"), field,
                           lambda: self.verbs.set_due(tasks, field.due())), anchor)  # fmt: skip

    def ask_who(self, anchor: QWidget | None = None) -> None:
        """Ask who does all that is selected."""
        tasks = self.table.in_hand()
        if not tasks:
            return
        field = WhoField(self._offers.people(_team_of(tasks)))
        if len(tasks) == 1:
            field.show_who(tasks[0].who)
        self._ask(AskPopup(self, msg("tasks", "Who"), field,
                           lambda: self.verbs.set_who(tasks, field.who())), anchor)  # fmt: skip

    def _ask(self, popup: AskPopup, anchor: QWidget | None) -> None:
        popup.field.selectAll()
        popup.open_over(anchor or self.bar)

    def _on_menu(self, place: QPoint) -> None:
        tasks = self.table.selected()
        if tasks:
            edits = Edits(self.edit_title, self.edit_remark, self.ask_due, self.ask_who)
            menu = TaskMenu(self, self.verbs, tasks, edits)
            menu.open_at(self.table.viewport().mapToGlobal(place))


def _team_of(tasks: Sequence[Task]) -> int | None:
    """The team of all of them, if it is one."""
    found = {task.team_rid for task in tasks}
    return found.pop() if len(found) == 1 else None
