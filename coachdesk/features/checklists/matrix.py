"""The matrix of a run: a row for each team, a column for each item of the template."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from coachdesk.features.checklists.model import Item, missing, progress
from coachdesk.features.checklists.shown import SIGNS, RunTexts, status_of
from coachdesk.features.teams.model import Team
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.theme import THEME
from coachdesk.ui.widgets.status import Status

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
STATUS_ROLE = Qt.ItemDataRole.UserRole + 2
_ROOT = QModelIndex()
PROGRESS = 0
"""The first column; the items follow it."""


@dataclass(frozen=True)
class MatrixRow:
    """A team with its items: those of the template by key, and the ones added to its list."""

    team: Team
    items: tuple[Item, ...]
    by_key: Mapping[str, Item]
    own: tuple[Item, ...]

    @classmethod
    def of(cls, team: Team, items: Sequence[Item]) -> "MatrixRow":
        """The row of a team."""
        by_key = {item.item_key: item for item in items if item.item_key}
        return cls(team, tuple(items), by_key, tuple(i for i in items if not i.item_key))


@dataclass(frozen=True)
class ItemColumn:
    """An item of the template; an empty key stands for all items that the teams added."""

    key: str
    short: str
    title: str


def columns_of(texts: RunTexts, rows: Sequence[MatrixRow]) -> list[ItemColumn]:
    """The items that any of the teams has, in the template's order, then her own."""
    used = {key for row in rows for key in row.by_key}
    known = texts.template.items if texts.template else ()
    columns = [
        ItemColumn(one.key, one.short.in_language(current()), one.title.in_language(current()))
        for one in known
        if one.key in used
    ]
    columns += [ItemColumn(k, k, k) for k in sorted(used - {one.key for one in known})]
    if any(row.own for row in rows):
        short = tr(msg("checklists", "Added"))
        columns.append(ItemColumn("", short, tr(msg("checklists", "Items added to a team's list"))))
    return columns


def only_missing(
    rows: Sequence[MatrixRow], columns: Sequence[ItemColumn]
) -> tuple[list[MatrixRow], list[ItemColumn]]:
    """The teams and the items with something still to be done."""
    left = [row for row in rows if missing(row.items)]
    return left, [one for one in columns if any(missing(items_in(row, one)) for row in left)]


def items_in(row: MatrixRow, column: ItemColumn) -> tuple[Item, ...]:
    """The items of a cell: one, none if it was taken off the list, or all that were added."""
    if not column.key:
        return row.own
    found = row.by_key.get(column.key)
    return (found,) if found else ()


class MatrixModel(QAbstractTableModel):
    """Rows and columns as set; `ITEM_ROLE` is the item of a cell."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[MatrixRow] = []
        self.items: list[ItemColumn] = []
        self._texts: RunTexts | None = None
        self._today = dt.date.min
        self._readers: dict[int, Callable[[Index], object]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._spoken,
            ITEM_ROLE: self.item,
            STATUS_ROLE: self._status,
        }
        THEME.theme_changed.connect(self._repaint)

    def show_matrix(
        self,
        texts: RunTexts,
        rows: Sequence[MatrixRow],
        columns: Sequence[ItemColumn],
        today: dt.date,
    ) -> None:
        """Show these; if only cells changed, the view keeps cursor and selection."""
        same = [r.team.rid for r in rows] == [r.team.rid for r in self.rows]
        same = same and [c.key for c in columns] == [c.key for c in self.items]
        if not same:
            self.beginResetModel()
        self.rows, self.items = list(rows), list(columns)
        self._texts, self._today = texts, today
        if same:
            self._repaint()
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(len(rows) - 1, 0))
        else:
            self.endResetModel()

    def item(self, index: Index) -> Item | None:
        """The one item of a cell."""
        found = self._cell(index)
        single = index.isValid() and index.column() > PROGRESS and self._column(index).key
        return found[0] if single and found else None

    def place_of(self, item_rid: int) -> QModelIndex:
        """The cell of an item; invalid when it is not shown by itself."""
        for row, record in enumerate(self.rows):
            for column, one in enumerate(self.items, start=1):
                if one.key and item_rid in {item.rid for item in items_in(record, one)}:
                    return self.index(row, column)
        return QModelIndex()

    def _repaint(self) -> None:
        if self.rows:
            last = self.index(len(self.rows) - 1, len(self.items))
            self.dataChanged.emit(self.index(0, 0), last)

    def _column(self, index: Index) -> ItemColumn:
        return self.items[index.column() - 1]

    def _cell(self, index: Index) -> tuple[Item, ...]:
        if not index.isValid():
            return ()
        row = self.rows[index.row()]
        return row.items if index.column() == PROGRESS else items_in(row, self._column(index))

    # -- Qt's side ----------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        """The number of teams."""
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        """The progress and the items."""
        return 0 if parent.isValid() else len(self.items) + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows and says."""
        reader = self._readers.get(role)
        return reader(index) if reader and index.isValid() and self._texts else None

    def _text(self, index: Index) -> str:
        item, cell = self.item(index), self._cell(index)
        if item is not None:
            return SIGNS[item.state]
        return str(progress(cell)) if cell else ""

    def _spoken(self, index: Index) -> str:
        team, item = self.rows[index.row()].team.name, self.item(index)
        if item is not None and self._texts is not None:
            words = self._texts.spoken(item, self._today)
            return tr(msg("checklists", "{team}, {item}", team=team, item=words))
        cell = self._cell(index)
        if not cell:
            return tr(msg("checklists", "{team}: not on the list", team=team))
        now = progress(cell)
        return tr(
            msg("checklists", "{team}: {done} of {all} done",
                team=team, done=now.done, all=now.applicable)
        )  # fmt: skip

    def _status(self, index: Index) -> Status:
        item, cell = self.item(index), self._cell(index)
        if item is not None:
            return status_of(item, self._today)
        return Status.DONE if cell and not missing(cell) else Status.OPEN

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Teams at the left; items on top, short to see, whole to hear."""
        if orientation == Qt.Orientation.Vertical:
            return self._team_header(section, role)
        if section == PROGRESS:
            done = tr(msg("checklists", "Done"))
            return done if role in _HEADER_ROLES else None
        if section > len(self.items):
            return None
        column = self.items[section - 1]
        return column.short if role == Qt.ItemDataRole.DisplayRole else (
            column.title if role in _HEADER_ROLES else None
        )  # fmt: skip

    def _team_header(self, section: int, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        if section < len(self.rows) and role in _HEADER_ROLES:
            return self.rows[section].team.name
        return None


_HEADER_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
