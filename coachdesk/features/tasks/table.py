"""The table of tasks: read page by page, painted fast, edited in its cells."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from coachdesk.features.tasks.model import STATE_NAMES, Source, Task, TaskState
from coachdesk.features.tasks.words import (
    due_said,
    due_status,
    due_text,
    phase_said,
    phase_text,
    who_text,
)
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

PAGE = 50
"""Tasks read at a time."""
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
Read = Callable[[int, int], Sequence[Task]]
"""Reads at most so many tasks behind a place."""
SOURCE_ICONS = {Source.NOTE: "notes", Source.TEMPLATE: "workshops", Source.TYPED: ""}
_SOURCE_NAMES = {
    Source.NOTE: msg("tasks", "Written in a note; Enter opens it"),
    Source.TEMPLATE: msg("tasks", "From the programme"),
    Source.TYPED: msg("tasks", "Typed here"),
}
_BOXES = {
    TaskState.DONE: Qt.CheckState.Checked,
    TaskState.IN_PROGRESS: Qt.CheckState.PartiallyChecked,
}


class Cell(IntEnum):
    """The columns in their order."""

    TICK = 0
    TITLE = 1
    TEAM = 2
    WHO = 3
    DUE = 4
    PHASE = 5
    SOURCE = 6


EDITED = frozenset({Cell.TITLE, Cell.WHO, Cell.DUE})


def task_columns(today: Callable[[], dt.date]) -> list[Column[Task]]:
    """The columns of `Cell`."""
    return [
        Column(
            msg("tasks", "State"),
            lambda _task: "",
            checked=lambda task: task.state is TaskState.DONE,
            describe=lambda task: tr(STATE_NAMES[task.state]),
        ),
        Column(
            msg("tasks", "Task"),
            lambda task: task.title,
            stretch=True,
            describe=lambda task: "\n".join(filter(None, (task.title, task.remark))),
        ),
        Column(msg("tasks", "Team"), lambda task: task.team_name),
        Column(msg("tasks", "Who"), lambda task: who_text(task.who)),
        Column(
            msg("tasks", "Due"),
            lambda task: due_text(task, today()),
            status=lambda task: due_status(task, today()),
            describe=lambda task: due_said(task, today()),
        ),
        Column(msg("tasks", "Phase"), phase_text, muted=True, describe=phase_said),
        Column(
            msg("tasks", "From"),
            lambda _task: "",
            icon=lambda task: SOURCE_ICONS[task.source],
            describe=lambda task: tr(_SOURCE_NAMES[task.source]),
        ),
    ]


class TaskModel(RecordModel[Task]):
    """Tasks in the order of their places, a page at a time."""

    def __init__(self, today: Callable[[], dt.date]) -> None:
        super().__init__(task_columns(today), identity=lambda task: task.rid)
        self.today = today
        self._read: Read | None = None
        self._read_these: Callable[[Collection[int]], Sequence[Task]] | None = None
        self._last, self._more = -1, False
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        self._flags = [
            plain | Qt.ItemFlag.ItemIsEditable if cell in EDITED else plain for cell in Cell
        ]

    def show(self, read: Read, read_these: Callable[[Collection[int]], Sequence[Task]]) -> None:
        """Show what `read` gives, from the beginning."""
        self._read, self._read_these = read, read_these
        self.set_records(self._window(PAGE))

    def reload(self, kept: Collection[int] = ()) -> None:
        """Read what is shown anew.

        `kept` stay where they are, also when the list would not hold them any more; those that
        are not shown yet and lie further down come first.
        """
        if self._read is None or self._read_these is None:
            return
        places = {task.rid: row for row, task in enumerate(self.records) if task.rid in kept}
        window = self._window(max(PAGE, len(self.records)))
        fresh = [task for task in window if task.rid not in places]
        strangers = set(kept) - {task.rid for task in fresh}
        staying = {task.rid: task for task in self._read_these(strangers)} if strangers else {}
        for rid in sorted(staying, key=lambda rid: places.get(rid, 0)):
            fresh.insert(places.get(rid, 0), staying[rid])
        self.set_records(fresh)

    def _window(self, size: int) -> list[Task]:
        assert self._read is not None  # noqa: S101 - `show` was called before
        window = list(self._read(size, -1))
        self._more = len(window) == size
        self._last = window[-1].place if window else -1
        return window

    @override
    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are tasks further down."""
        return self._more and not parent.isValid()

    @override
    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        if self._read is None or not self._more:
            return
        page = self._read(PAGE, self._last)
        self._more = len(page) == PAGE
        shown = {task.rid for task in self.records}
        news = [task for task in page if task.rid not in shown]
        if page:
            self._last = page[-1].place
        if news:
            start = len(self.records)
            self.beginInsertRows(QModelIndex(), start, start + len(news) - 1)
            self.records.extend(news)
            self.endInsertRows()

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Editable cells; ticking is the table's own."""
        return self._flags[index.column()] if index.isValid() else Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As every table, with the box of a task in progress half ticked."""
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == Cell.TICK:
            return _BOXES.get(self.record(index).state, Qt.CheckState.Unchecked)
        return super().data(index, role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles; over boxes and icons only for screen readers."""
        if role == Qt.ItemDataRole.DisplayRole and section in (Cell.TICK, Cell.SOURCE):
            return ""
        return super().headerData(section, orientation, role)


class TaskTable(TableView):
    """Space ticks, Enter or F2 edits the cell, Shift+F2 the remark, Del deletes, Ins adds."""

    ticked = Signal()
    deletion_asked = Signal()
    addition_asked = Signal()
    remark_asked = Signal()
    source_asked = Signal(object)
    team_asked = Signal()

    def __init__(self, model: TaskModel) -> None:
        super().__init__(model, msg("tasks", "Tasks"))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(False)
        self.paint_rows: Callable[[QPainter, range], None] | None = None
        """Draws rows, once there is someone who can."""
        self._fix_widths()
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.disconnect(self._on_activated)
        self.doubleClicked.connect(self._on_double_clicked)

    def _fix_widths(self) -> None:
        """Widths that do not depend on what is shown: calm, and nothing to measure."""
        header, letter = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        for cell in Cell:
            stretches = cell is Cell.TITLE
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(cell, mode.Stretch if stretches else mode.Interactive)
        header.setMinimumSectionSize(letter * 4)
        for cell, letters in _LETTERS.items():
            header.resizeSection(cell, letter * letters)

    def in_hand(self) -> list[Task]:
        """The selected tasks; the one under the cursor if none is selected."""
        current = self.current()
        return self.selected() or ([current] if current is not None else [])

    def narrow_due(self, *, narrow: bool) -> None:
        """Give the due date less room."""
        letters = _NARROW_DUE if narrow else _LETTERS[Cell.DUE]
        width = letters * self.fontMetrics().averageCharWidth()
        self.horizontalHeader().resizeSection(Cell.DUE, width)

    def choose(self, cell: Cell) -> None:
        """Put the cursor into a cell of the current row, keeping the selection."""
        index = self.currentIndex()
        if index.isValid():
            selection = self.selectionModel()
            selection.setCurrentIndex(index.siblingAtColumn(cell), selection.SelectionFlag.NoUpdate)

    def edit_cell(self, cell: Cell) -> None:
        """Edit a cell of the current row."""
        self.choose(cell)
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the painter of rows draw what is in sight."""
        if self.paint_rows is None:
            super().paintEvent(event)
            return
        first, last = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        if first >= 0:
            end = self.records.rowCount() if last < 0 else last + 1
            painter = QPainter(self.viewport())
            self.paint_rows(painter, range(first, end))
            painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class; all others as in every table."""
        use = _KEYS.get((Qt.Key(event.key()), event.modifiers() & _PRESSED))
        if use is not None and self.current() is not None:
            use(self)
            event.accept()
        elif event.key() == Qt.Key.Key_Insert:
            self.addition_asked.emit()
        else:
            super().keyPressEvent(event)

    def act_on_cell(self) -> None:
        """Do what Enter does: edit the cell, tick the box, open the source, choose a team."""
        match self.currentIndex().column():
            case Cell.TICK:
                self.ticked.emit()
            case Cell.TEAM:
                self.team_asked.emit()
            case Cell.SOURCE if self.current().source is Source.NOTE:
                self.source_asked.emit(self.current())
            case Cell.WHO | Cell.DUE:
                self.edit(self.currentIndex())
            case _:
                self.edit_cell(Cell.TITLE)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == Cell.TICK and not QGuiApplication.keyboardModifiers():
            self.ticked.emit()
        elif index.column() == Cell.SOURCE:
            self.source_asked.emit(self.records.record(index))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.column() in (Cell.TEAM, Cell.PHASE):
            self.act_on_cell()


_LETTERS = {
    Cell.TICK: 5, Cell.TEAM: 19, Cell.WHO: 18, Cell.DUE: 37, Cell.PHASE: 28, Cell.SOURCE: 5,
}  # fmt: skip
_NARROW_DUE = 30
_PRESSED = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
)
_PLAIN, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_KEYS: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[TaskTable], object]] = {
    (Qt.Key.Key_Space, _PLAIN): lambda table: table.ticked.emit(),
    (Qt.Key.Key_Return, _PLAIN): TaskTable.act_on_cell,
    (Qt.Key.Key_Enter, _PLAIN): TaskTable.act_on_cell,
    (Qt.Key.Key_F2, _PLAIN): TaskTable.act_on_cell,
    (Qt.Key.Key_F2, _SHIFT): lambda table: table.remark_asked.emit(),
    (Qt.Key.Key_Delete, _PLAIN): lambda table: table.deletion_asked.emit(),
}
