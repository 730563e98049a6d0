"""Paints the cells of the task table and edits them.

Painted a row at a time: asking a model for every role of every cell takes longer than drawing.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from coachdesk.features.programmes.due import Due
from coachdesk.features.tasks import service
from coachdesk.features.tasks.model import Task, TaskState
from coachdesk.features.tasks.people import Person
from coachdesk.features.tasks.table import SOURCE_ICONS, Cell, Index, TaskModel, TaskTable
from coachdesk.features.tasks.typed_fields import DueField, WhoField, mark_invalid
from coachdesk.features.tasks.words import due_status, due_text, phase_text, who_text
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui import icons, theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.theme import THEME
from coachdesk.ui.widgets.status import Status

_URGENT = {Status.LATE, Status.SOON}
_MOST_FITTED = 4000
_DASH = " – "


@dataclass(frozen=True)
class Offers:
    """What the editors offer for a task's team; `today` for typed days."""

    people: Callable[[int | None], Sequence[Person]]
    dues: Callable[[int | None], Mapping[str, Due]]
    today: Callable[[], dt.date]


class _Font:
    """A font, with texts already cut to a width."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self.rise = self.metrics.ascent() - self.metrics.descent()
        self._fitted: dict[tuple[str, int], str] = {}

    def fitted(self, text: str, width: int) -> str:
        """The text, with … where there is no room for all of it."""
        shown = self._fitted.get((text, width))
        if shown is None:
            if len(self._fitted) > _MOST_FITTED:
                self._fitted.clear()
            shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._fitted[text, width] = shown
        return shown


class TaskDelegate(QStyledItemDelegate):
    """Draws tasks; edits title or remark, who and due date in their cells."""

    def __init__(
        self,
        table: TaskTable,
        ws: Workspace,
        offers: Offers,
        report: Callable[[UserError | EnvironmentProblem], object],
    ) -> None:
        super().__init__(table)
        self._table = table
        self._model = cast("TaskModel", table.model())
        self._ws = ws
        self._offers = offers
        self._report = report
        self._editing: Task | None = None
        self._untouched = ""
        self.remark_next = False
        self._of_remark = False
        self._painters: dict[Cell, Callable[[QPainter, QRect, Task], None]] = {
            Cell.TICK: lambda painter, rect, task: self._draw_box(painter, rect, task.state),
            Cell.TITLE: self._draw_title,
            Cell.TEAM: lambda p, rect, task: self._draw_text(p, rect, task, task.team_name),
            Cell.WHO: lambda p, rect, task: self._draw_text(p, rect, task, who_text(task.who)),
            Cell.DUE: self._draw_due,
            Cell.PHASE: lambda painter, rect, task: self._draw(
                painter, rect, phase_text(task), self._plain, "muted"
            ),
            Cell.SOURCE: self._draw_icon,
        }
        self._dress()
        THEME.theme_changed.connect(self._dress)

    # -- painting -----------------------------------------------------------------------------

    def _dress(self) -> None:
        """Take colours, fonts and boxes from the theme."""
        self._colours = {role: THEME.colour(role) for role in ("text", "muted", "late", "soon")}
        self._selection, self._rule = THEME.colour("selection"), THEME.colour("border")
        self._focus = THEME.colour("focus")
        plain = QFont(self._table.font())
        bold, struck = QFont(plain), QFont(plain)
        bold.setBold(True)
        struck.setStrikeOut(True)
        self._plain, self._bold, self._struck = (_Font(font) for font in (plain, bold, struck))
        self._boxes: dict[TaskState, QPixmap] = {}

    def paint_rows(self, painter: QPainter, rows: range) -> None:
        """Draw these rows of the table, each with its rule and selection."""
        table, records = self._table, self._model.records
        selection, current = table.selectionModel(), table.currentIndex()
        width, root = table.viewport().width(), QModelIndex()
        height = table.verticalHeader().defaultSectionSize()
        cells = [
            (cell, table.columnViewportPosition(cell), table.columnWidth(cell))
            for cell in Cell
            if not table.isColumnHidden(cell)
        ]
        for row in rows:
            top, task = table.rowViewportPosition(row), records[row]
            if selection.isRowSelected(row, root):
                painter.fillRect(0, top, width, height, self._selection)
            painter.fillRect(0, top + height - 1, width, 1, self._rule)
            for cell, left, wide in cells:
                inner = QRect(left + theme.XS, top, wide - 2 * theme.XS, height)
                self._painters[cell](painter, inner, task)
        if current.isValid() and current.row() in rows and table.hasFocus():
            painter.setPen(self._focus)
            painter.drawRect(table.visualRect(current).adjusted(1, 1, -2, -3))

    def _draw(self, painter: QPainter, rect: QRect, text: str, font: "_Font", role: str) -> None:
        """Draw a text in one line, with … where it is cut."""
        if text:
            painter.setFont(font.font)
            painter.setPen(self._colours[role])
            baseline = rect.top() + (rect.height() + font.rise) // 2
            painter.drawText(rect.left(), baseline, font.fitted(text, rect.width()))

    def _draw_text(self, painter: QPainter, rect: QRect, task: Task, text: str) -> None:
        role = "text" if task.state.is_unfinished else "muted"
        self._draw(painter, rect, text, self._plain, role)

    def _draw_title(self, painter: QPainter, rect: QRect, task: Task) -> None:
        finished = not task.state.is_unfinished
        font = self._struck if finished else self._plain
        self._draw(painter, rect, task.title, font, "muted" if finished else "text")
        if task.remark:
            rest = rect.adjusted(font.metrics.horizontalAdvance(task.title), 0, 0, 0)
            if rest.width() > font.metrics.averageCharWidth() * len(_DASH):
                remark = _DASH + " ".join(task.remark.split())
                self._draw(painter, rest, remark, self._plain, "muted")

    def _draw_due(self, painter: QPainter, rect: QRect, task: Task) -> None:
        today = self._offers.today()
        text, status = due_text(task, today), due_status(task, today)
        if status in _URGENT:
            self._draw(painter, rect, status.mark(text), self._bold, status.value)
        else:
            self._draw_text(painter, rect, task, text)

    def _draw_icon(self, painter: QPainter, rect: QRect, task: Task) -> None:
        if name := SOURCE_ICONS[task.source]:
            size = theme.ICON - 2
            picture = icons.icon(name, "muted").pixmap(size, size)
            painter.drawPixmap(rect.left(), rect.center().y() - size // 2, picture)

    def _draw_box(self, painter: QPainter, rect: QRect, state: TaskState) -> None:
        picture = self._boxes.get(state)
        if picture is None:
            picture = self._boxes[state] = self._box(state)
        height = round(picture.height() / picture.devicePixelRatio())
        painter.drawPixmap(rect.left() + theme.XS, rect.center().y() - height // 2, picture)

    def _box(self, state: TaskState) -> QPixmap:
        """The style's tick box as a picture."""
        option = QStyleOptionViewItem()
        option.initFrom(self._table)
        side = self._table.style().pixelMetric(
            QStyle.PixelMetric.PM_IndicatorWidth, None, self._table
        )
        option.rect = QRect(0, 0, side, side)
        flags = QStyle.StateFlag
        option.state = flags.State_Enabled | _BOX_STATES[state]
        ratio = self._table.devicePixelRatioF()
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(0, 0, 0, 0))
        painter = QPainter(picture)
        self._table.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, option, painter, self._table
        )
        painter.end()
        return picture

    # -- editing ------------------------------------------------------------------------------

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field for the cell; the title's cell edits the remark when `remark_next` is set."""
        task = self._model.record(index)
        self._editing = task
        self._of_remark, self.remark_next = self.remark_next, False
        editor = self._field(index.column(), task)
        self._untouched = editor.text()
        editor.setParent(parent)
        editor.returnPressed.connect(lambda: self._on_return(editor))
        return editor

    def _field(self, cell: int, task: Task) -> QLineEdit:
        if cell == Cell.DUE:
            due = DueField(self._offers.dues(task.team_rid), self._offers.today)
            due.show_due(task.due)
            return due
        if cell == Cell.WHO:
            who = WhoField(self._offers.people(task.team_rid))
            who.show_who(task.who)
            return who
        field = QLineEdit(" ".join(task.remark.split()) if self._of_remark else task.title)
        name = msg("tasks", "Remark") if self._of_remark else msg("tasks", "Task")
        field.setAccessibleName(tr(name))
        field.setPlaceholderText(tr(name))
        return field

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The field was filled when it was made."""
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Store what the field says; a problem is told and nothing changes."""
        try:
            self._store(editor)
        except (UserError, EnvironmentProblem) as problem:
            self._report(problem)

    def _store(self, editor: QWidget) -> None:
        task = self._editing
        if task is None or not isinstance(editor, QLineEdit) or editor.text() == self._untouched:
            return
        if isinstance(editor, DueField):
            due = editor.due()
            if due != task.due:
                service.set_due(self._ws, [task.rid], due)
        elif isinstance(editor, WhoField):
            if editor.who() != task.who:
                service.set_who(self._ws, [task.rid], editor.who())
        elif self._of_remark:
            service.set_remark(self._ws, task.rid, editor.text())
        else:
            service.rename_task(self._ws, task.rid, editor.text())

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter stores; when that fails, the field stays open."""
        if (
            isinstance(editor, QLineEdit)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._on_return(editor)
            return True
        return super().eventFilter(editor, event)

    def _on_return(self, editor: QLineEdit) -> None:
        """Store and close; with a problem the field stays open."""
        try:
            self._store(editor)
        except (UserError, EnvironmentProblem) as problem:
            mark_invalid(editor)
            self._report(problem)
            return
        self._editing = None
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._table.setFocus()

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """As wide as the cell, or as an answer needs."""
        rect = QRect(option.rect)
        least = self._table.fontMetrics().averageCharWidth() * _EDITOR_LETTERS
        rect.setWidth(max(rect.width(), least))
        viewport = cast("QTableView", self._table).viewport().rect()
        if rect.right() > viewport.right():
            rect.moveRight(viewport.right())
        editor.setGeometry(rect)


_EDITOR_LETTERS = 26
_BOX_STATES = {
    TaskState.OPEN: QStyle.StateFlag.State_Off,
    TaskState.IN_PROGRESS: QStyle.StateFlag.State_NoChange,
    TaskState.DONE: QStyle.StateFlag.State_On,
    TaskState.DROPPED: QStyle.StateFlag.State_Off,
}
