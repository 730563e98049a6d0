"""Tables of frozen records: columns are data, one model serves them all."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message
from coachdesk.ui import icons, theme
from coachdesk.ui.i18n import say, tr
from coachdesk.ui.theme import THEME
from coachdesk.ui.widgets.status import Status

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_MEASURED_ROWS = 40
"""From so many rows the width of a column is taken; to look at all of them takes too long."""
RECORD_ROLE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()


class Column(NamedTuple, Generic[T]):
    """One column of a table of `T`.

    `text` is what stands in the cell. `status` puts its glyph before the text and colours it.
    `checked` makes the cell a tick box, which `set_checked` answers. `edit` makes the cell
    editable: it gets the new text and may raise `UserError` only where the page handles it.
    `stretch` columns share the room that is left.
    """

    title: Message
    text: Callable[[T], str]
    status: Callable[[T], Status] | None = None
    checked: Callable[[T], bool] | None = None
    set_checked: Callable[[T, bool], object] | None = None
    edit: Callable[[T, str], object] | None = None
    icon: Callable[[T], str] | None = None
    muted: bool = False
    strong: bool = False
    stretch: bool = False
    describe: Callable[[T], str] | None = None
    """The accessible text and tooltip, where the cell's own text does not say enough."""


class RecordModel(QAbstractTableModel, Generic[T]):
    """Shows records through columns. `identity` tells which record is the same one as before."""

    def __init__(
        self, columns: Sequence[Column[T]], identity: Callable[[T], Hashable] = lambda r: r
    ) -> None:
        super().__init__()
        self._columns = list(columns)
        self._identity = identity
        self._records: list[T] = []
        THEME.theme_changed.connect(self._on_theme_changed)

    @property
    def records(self) -> list[T]:
        """What is shown, in order."""
        return self._records

    @property
    def columns(self) -> list[Column[T]]:
        """The columns, in order."""
        return self._columns

    def set_records(self, records: Sequence[T]) -> None:
        """Show these; if only their content changed, the view keeps place and selection."""
        fresh = list(records)
        if self._keys(fresh) == self._keys(self._records):
            changed = [i for i, new in enumerate(fresh) if new != self._records[i]]
            self._records = fresh
            for i in changed:
                self.dataChanged.emit(self.index(i, 0), self.index(i, len(self._columns) - 1))
            return
        self.beginResetModel()
        self._records = fresh
        self.endResetModel()

    def record(self, index: Index) -> T:
        """The record of a cell."""
        return self._records[index.row()]

    def row_of(self, key: Hashable) -> int:
        """The row of the record with this identity; -1 if it is not shown."""
        return next((i for i, r in enumerate(self._records) if self._identity(r) == key), -1)

    def key_of(self, record: T) -> Hashable:
        """The identity of a record."""
        return self._identity(record)

    def _keys(self, records: list[T]) -> list[Hashable]:
        return [self._identity(record) for record in records]

    def _on_theme_changed(self) -> None:
        if self._records:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._records) - 1, len(self._columns) - 1)
            )

    # -- Qt's side ----------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        """The number of records."""
        return 0 if parent.isValid() else len(self._records)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles of the columns."""
        if orientation == Qt.Orientation.Vertical or section >= len(self._columns):
            return None
        if role in _TITLE_ROLES:
            return tr(self._columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, says and is drawn with."""
        if not index.isValid():
            return None
        reader = _READERS.get(role)
        return reader(self._columns[index.column()], self.record(index)) if reader else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Whether a cell can be ticked or edited."""
        flags = super().flags(index)
        if index.isValid():
            column = self._columns[index.column()]
            if column.set_checked is not None:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
            if column.edit is not None:
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def setData(
        self,
        index: Index,
        value: Any,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Pass a tick or an edit to the column; the change feed brings the new record back."""
        column, record = self._columns[index.column()], self.record(index)
        if role == Qt.ItemDataRole.CheckStateRole and column.set_checked is not None:
            column.set_checked(record, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and column.edit is not None:
            if str(value) != column.text(record):
                column.edit(record, str(value))
            return True
        return False


def _no_formula(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _shown(column: Column[T], record: T) -> str:
    text = column.text(record)
    return column.status(record).mark(text) if column.status and text else text


def _said(column: Column[T], record: T) -> str:
    if column.describe:
        return column.describe(record)
    text = column.text(record)
    if column.status and column.status(record) is not Status.OPEN:
        return f"{text}, {tr(column.status(record).word)}" if text else ""
    return text


def _tick(column: Column[T], record: T) -> Qt.CheckState | None:
    if column.checked is None:
        return None
    return Qt.CheckState.Checked if column.checked(record) else Qt.CheckState.Unchecked


def _colour(column: Column[T], record: T) -> Any:  # noqa: ANN401 - Qt's variant
    if column.status:
        return THEME.colour(column.status(record).value)
    return THEME.colour("muted") if column.muted else None


def _font(column: Column[T], record: T) -> Any:  # noqa: ANN401 - Qt's variant
    urgent = column.status is not None and column.status(record) in (Status.LATE, Status.SOON)
    if not (column.strong or urgent):
        return None
    font = QGuiApplication.font()
    font.setBold(True)
    return font


_READERS: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: _shown,
    Qt.ItemDataRole.EditRole: lambda column, record: column.text(record),
    Qt.ItemDataRole.ToolTipRole: _said,
    Qt.ItemDataRole.AccessibleTextRole: _said,
    Qt.ItemDataRole.CheckStateRole: _tick,
    Qt.ItemDataRole.ForegroundRole: _colour,
    Qt.ItemDataRole.FontRole: _font,
    Qt.ItemDataRole.DecorationRole: lambda column, record: (
        icons.icon(column.icon(record), "muted") if column.icon and column.icon(record) else None
    ),
    RECORD_ROLE: lambda _column, record: record,
}


_TITLE_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,  # for titles that end in … where there is no room
)


class _Delegate(QStyledItemDelegate):
    """Keeps the colour of a status in selected rows too."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        if brush is not None:
            option.palette.setColor(QPalette.ColorRole.HighlightedText, brush)


class TableView(QTableView):
    """A calm table: whole rows, no grid, keyboard, Ctrl+C. Enter or a double click is `opened`."""

    opened = Signal(object)
    chosen = Signal()
    """The selection changed."""

    def __init__(self, model: RecordModel[Any], name: Message | str) -> None:
        """`name` is what a screen reader calls the table."""
        super().__init__()
        self._kept: list[Hashable] = []
        self.setModel(model)
        model.setParent(self)
        self.call(name)
        self.setItemDelegate(_Delegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(theme.ROW, self.fontMetrics().height() * 2))
        self.horizontalHeader().setHighlightSections(False)
        self._size_columns(model)
        self.doubleClicked.connect(self._on_activated)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._bring_back)

    def call(self, name: Message | str) -> None:
        """Give it another name for screen readers."""
        self.setAccessibleName(say(name))
        self.horizontalHeader().setAccessibleName(say(name))

    @property
    def records(self) -> "RecordModel[Any]":
        """The model, by its own type."""
        return cast("RecordModel[Any]", self.model())

    def selected(self) -> list[Any]:
        """The selected records from top to bottom; the current one if none is selected."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.records.records[row] for row in rows]

    def current(self) -> Any:  # noqa: ANN401 - the caller's record
        """The record with the cursor, or None."""
        index = self.currentIndex()
        return self.records.record(index) if index.isValid() else None

    def select(self, key: Hashable) -> bool:
        """Put the cursor on the record with this identity; tells whether it is shown."""
        row = self.records.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.records.index(row, max(self.currentIndex().column(), 0)))
            self.scrollTo(self.currentIndex())
        return row >= 0

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Ctrl+C copies the rows as a table; space ticks in any column."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.opened.emit(self.current())
        elif event.key() == Qt.Key.Key_Space and self._tick_selected():
            event.accept()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selected rows on the clipboard."""
        QGuiApplication.clipboard().setText(self.as_text())

    def as_text(self) -> str:
        """The selected rows as tab-separated text, for a spreadsheet or a mail.

        What a spreadsheet would take for a formula gets an apostrophe, which makes it text.
        """
        lines = []
        for record in self.selected():
            cells = [column.text(record) for column in self.records.columns]
            lines.append("\t".join(_no_formula(" ".join(cell.split())) for cell in cells))
        return "\n".join(lines)

    @override
    def selectionChanged(self, selected: Any, deselected: Any) -> None:
        """Tell the page."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def _tick_selected(self) -> bool:
        ticking = next((c for c in self.records.columns if c.set_checked and c.checked), None)
        selected = self.selected()
        if ticking is None or ticking.checked is None or not selected:
            return False
        if self.records.columns[self.currentIndex().column()] is ticking and len(selected) == 1:
            return False  # Qt ticks the box under the cursor itself
        wanted = not ticking.checked(self.current())
        for record in selected:
            if ticking.set_checked is not None and ticking.checked(record) != wanted:
                ticking.set_checked(record, wanted)
        return True

    def _on_activated(self, index: QModelIndex) -> None:
        if not self.records.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(self.records.record(index))
        else:
            self.edit(index)

    def _keep(self) -> None:
        current = self.current()
        self._kept = [self.records.key_of(current)] if current is not None else []

    def _bring_back(self) -> None:
        for key in self._kept:
            self.select(key)

    def _size_columns(self, model: RecordModel[Any]) -> None:
        header = self.horizontalHeader()
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        for i, column in enumerate(model.columns):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(
                i, mode.Stretch if column.stretch else mode.ResizeToContents
            )

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Qt's, with the selection model of ours."""
        super().setModel(model)
        if model is not None:
            self.setSelectionModel(QItemSelectionModel(model, self))
