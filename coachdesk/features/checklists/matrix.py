"""The matrix of cohorts: a row for each team, a column for each item of the template."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from coachdesk.features.checklists import readiness
from coachdesk.features.checklists.matrix_rows import (
    CellLook,
    Heading,
    ItemColumn,
    MatrixCell,
    MatrixRow,
    Shown,
    items_in,
)
from coachdesk.features.checklists.matrix_words import cell_words, finding_words
from coachdesk.features.checklists.model import Item, behind, missing, progress
from coachdesk.features.checklists.shown import SIGNS, status_of
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.theme import THEME
from coachdesk.ui.widgets.status import Status

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()
PROGRESS = 0
"""The first column; the items follow it, then how many are late, then the make-up."""
AFTER_ITEMS = 2


class MatrixModel(QAbstractTableModel):
    """Rows and columns as set; `ITEM_ROLE` is the item of a cell."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown()
        self._cells: dict[tuple[int, int], MatrixCell] = {}
        self._readers: dict[int, Callable[[Index], object]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._spoken,
            ITEM_ROLE: self.item,
        }
        THEME.theme_changed.connect(self._repaint)

    @property
    def rows(self) -> Sequence[MatrixRow]:
        """The teams, without the headings between them."""
        return self.shown.rows

    @property
    def items(self) -> Sequence[ItemColumn]:
        """The columns of items."""
        return self.shown.columns

    def show_matrix(self, shown: Shown) -> None:
        """Show this; if only cells changed, the view keeps cursor and selection."""
        same = shown.is_like(self.shown)
        if not same:
            self.beginResetModel()
        self.shown = shown
        self._cells.clear()
        if same:
            self._repaint()
            last = max(len(shown.lines) - 1, 0)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, last)
        else:
            self.endResetModel()

    def line(self, row: int) -> MatrixRow | Heading:
        """A team or a heading."""
        return self.shown.lines[row]

    def team_row(self, row: int) -> MatrixRow | None:
        """The team of a row; None for a heading or no row."""
        if not 0 <= row < len(self.shown.lines):
            return None
        found = self.shown.lines[row]
        return found if isinstance(found, MatrixRow) else None

    def item(self, index: Index) -> Item | None:
        """The one item of a cell."""
        return self.cell(index.row(), index.column()).item if index.isValid() else None

    def cell(self, row: int, column: int) -> MatrixCell:
        """What a cell shows; made when it is first asked for."""
        found = self._cells.get((row, column))
        if found is None:
            found = self._cells[row, column] = self._make_cell(row, column)
        return found

    def place_of(self, item_rid: int) -> QModelIndex:
        """The cell of an item; invalid when it is not shown by itself."""
        for row, record in enumerate(self.shown.lines):
            if isinstance(record, Heading):
                continue
            for column, one in enumerate(self.items, start=1):
                if one.key and item_rid in {item.rid for item in items_in(record, one)}:
                    return self.index(row, column)
        return QModelIndex()

    def row_of(self, team_rid: int) -> int | None:
        """The row of a team."""
        for number in range(len(self.shown.lines)):
            row = self.team_row(number)
            if row and row.team.rid == team_rid:
                return number
        return None

    def has_changed(self, row: MatrixRow, column: ItemColumn) -> bool:
        """Whether a cell is different from what was last seen."""
        return (row.team.rid, column.key) in self.shown.changed

    def _repaint(self) -> None:
        if self.shown.lines:
            last = self.index(len(self.shown.lines) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _make_cell(self, row: int, column: int) -> MatrixCell:
        record = self.team_row(row)
        if record is None:
            return MatrixCell(CellLook(None))
        if column == PROGRESS:
            return self._progress_cell(record.items, Status.OPEN)
        if column > len(self.items):
            return self._summary_cell(record, column - len(self.items) - 1)
        one = self.items[column - 1]
        found, changed = items_in(record, one), self.has_changed(record, one)
        if not one.key or not found:
            return self._progress_cell(found, Status.OPEN, changed=changed)
        return self._item_cell(record, found[0], changed=changed)

    def _item_cell(self, row: MatrixRow, item: Item, *, changed: bool) -> MatrixCell:
        status, kind = status_of(item, self.shown.today), row.texts.kind(item)
        stage = kind.stage(item.stage) if kind else None
        code = str(stage.code) if stage else ""
        look = CellLook(item.state, status, code, bool(item.support_needed), changed)
        is_open = item.state.is_unfinished
        who = item.who if is_open else ""
        day = format_date(item.due.on, current()) if is_open and item.due.on else ""
        return MatrixCell(look, item, SIGNS[item.state], who, day)

    @staticmethod
    def _progress_cell(
        items: Sequence[Item], status: Status, *, changed: bool = False
    ) -> MatrixCell:
        if items and not missing(items):
            status = Status.DONE
        text = str(progress(items)) if items else ""
        return MatrixCell(CellLook(None, status, changed=changed), text=text)

    def _summary_cell(self, row: MatrixRow, number: int) -> MatrixCell:
        if number == 0:
            late = len(behind(row.items, self.shown.today))
            look = CellLook(None, Status.LATE if late else Status.OPEN)
            return MatrixCell(look, text=Status.LATE.mark(str(late)) if late else "")
        found = readiness.letters(row.ready.findings)
        look = CellLook(None, Status.SOON if found else Status.DONE)
        return MatrixCell(look, text=found or Status.DONE.glyph)

    # -- Qt's side ----------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        """The number of teams and headings."""
        return 0 if parent.isValid() else len(self.shown.lines)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        """The progress, the items, what is late, the make-up."""
        return 0 if parent.isValid() else len(self.items) + 1 + AFTER_ITEMS

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot have the cursor."""
        if index.isValid() and self.team_row(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows and says."""
        reader = self._readers.get(role)
        return reader(index) if reader and index.isValid() else None

    def _text(self, index: Index) -> str:
        return self.cell(index.row(), index.column()).text

    def _spoken(self, index: Index) -> str:
        line, column = self.line(index.row()), index.column()
        if isinstance(line, Heading):
            return line.words if column == PROGRESS else ""
        since, today = self.shown.changed_since, self.shown.today
        if column > len(self.items) + 1:
            return finding_words(line.team, line.ready.findings)
        if column in {PROGRESS, len(self.items) + 1}:
            return cell_words(line.texts, line.team, line.items, today)
        one = self.items[column - 1]
        since = since if self.has_changed(line, one) else ""
        single = self.item(index)
        return cell_words(
            line.texts, line.team, items_in(line, one), today, single=single, changed_since=since
        )

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Teams at the left; items on top, short to see, whole to hear."""
        if role not in _HEADER_ROLES:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._team_header(section)
        if section == PROGRESS:
            return tr(msg("checklists", "Done"))
        if 1 <= section <= len(self.items):
            one = self.items[section - 1]
            return one.short if role == Qt.ItemDataRole.DisplayRole else one.title
        late, make_up = len(self.items) + 1, len(self.items) + 2
        names = {late: msg("checklists", "Late"), make_up: msg("checklists", "Make-up")}
        return tr(names[section]) if section in names else None

    def _team_header(self, section: int) -> str | None:
        if not 0 <= section < len(self.shown.lines):
            return None
        line = self.line(section)
        if isinstance(line, Heading):
            return line.words
        return line.team.name


_HEADER_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
