"""The list of notes, newest first, fifty at a time however many there are."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from coachdesk.features.notes import markup
from coachdesk.features.notes.model import KINDS, MeetingRow
from coachdesk.features.notes.store import PAGE
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.theme import THEME

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
Fetch = Callable[[tuple[str, int] | None], Sequence[MeetingRow]]
"""Gives the rows after a place (from the first for None), at most `PAGE`."""


def headline(row: MeetingRow) -> str:
    """The title of a note, or its first words, or its kind."""
    if row.title:
        return row.title
    for line in row.opening.split("\n"):
        words = markup.plain_words(line)
        if words:
            return words
    return tr(msg("notes", "Empty note"))


def circumstances(row: MeetingRow) -> str:
    """Day, kind and teams in one line: "Thu 29 Oct · Visit · Ward 4"."""
    parts = [format_date(row.held_on, current()), tr(KINDS[row.kind]), ", ".join(row.teams)]
    return " · ".join(part for part in parts if part)


class NoteListModel(QAbstractListModel):
    """Rows of meetings; reads on when the view comes to the end."""

    def __init__(self, fetch: Fetch) -> None:
        super().__init__()
        self._fetch = fetch
        self._rows: list[MeetingRow] = []
        self._complete = False

    @property
    def rows(self) -> list[MeetingRow]:
        """The rows read so far."""
        return self._rows

    def reload(self) -> None:
        """Read the first rows anew, at least as many as are shown while they stay the same."""
        fresh = list(self._fetch(None))
        if fresh == self._rows[: len(fresh)] and len(fresh) == min(PAGE, len(self._rows)):
            return
        self.beginResetModel()
        self._rows = fresh
        self._complete = len(fresh) < PAGE
        self.endResetModel()

    def update_row(self, row: MeetingRow) -> bool:
        """Show new content of a row that keeps its place; tells whether it could."""
        place = self.place_of(row.rid)
        if place < 0 or self._rows[place].held_on != row.held_on:
            return False
        if self._rows[place] != row:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place), self.index(place))
        return True

    def place_of(self, rid: int) -> int:
        """The row number of a meeting among those read; -1 if it is not."""
        return next((i for i, row in enumerate(self._rows) if row.rid == rid), -1)

    # -- Qt's side ----------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        """The number of rows read."""
        return 0 if parent.isValid() else len(self._rows)

    @override
    def canFetchMore(self, parent: Index = _ROOT) -> bool:
        """Whether there may be older ones."""
        return not parent.isValid() and not self._complete and bool(self._rows)

    @override
    def fetchMore(self, parent: Index = _ROOT) -> None:
        """Read the next rows."""
        more = list(self._fetch(self._rows[-1].place))
        self._complete = len(more) < PAGE
        if more:
            self.beginInsertRows(_ROOT, len(self._rows), len(self._rows) + len(more) - 1)
            self._rows += more
            self.endInsertRows()

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """What a row shows and says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == _Role.DisplayRole:
            return headline(row)
        if role in (_Role.AccessibleTextRole, _Role.ToolTipRole):
            return f"{headline(row)}, {circumstances(row)}"
        if role == _Role.UserRole:
            return row
        return None


class _TwoLines(QStyledItemDelegate):
    """Draws when and with whom in small letters, under it what."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines and some air."""
        return QSize(0, 2 * option.fontMetrics.height() + 2 * theme.S)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        row = index.data(_Role.UserRole)
        area = option.rect.adjusted(theme.S, theme.XS, -theme.S, -theme.XS)
        half = area.height() // 2
        upper = QRect(area.left(), area.top(), area.width(), half)
        painter.save()
        small = THEME.small_font()
        _draw(painter, upper, circumstances(row), small, THEME.colour("muted"))
        text = option.palette.color(QPalette.ColorRole.Text)
        _draw(painter, upper.translated(0, half), headline(row), option.font, text)
        painter.restore()


def _draw(painter: QPainter, area: QRect, text: str, font: QFont, colour: Any) -> None:  # noqa: ANN401 - Qt's colour or role
    painter.setFont(font)
    painter.setPen(colour)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class NoteList(QListView):
    """Shows a `NoteListModel`. `chosen` follows the cursor, `opened` Enter and a double click."""

    chosen = Signal(int)
    opened = Signal(int)
    delete_asked = Signal(int)

    def __init__(self, model: NoteListModel) -> None:
        super().__init__()
        self.notes = model
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName(tr(msg("notes", "Notes, newest first")))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(_Role.UserRole).rid))
        self.clicked.connect(lambda index: self.chosen.emit(index.data(_Role.UserRole).rid))

    def current_rid(self) -> int | None:
        """The meeting with the cursor."""
        index = self.currentIndex()
        return index.data(_Role.UserRole).rid if index.isValid() else None

    def mark(self, rid: int | None) -> None:
        """Put the cursor on a meeting without telling; nowhere if it is not among those read."""
        place = -1 if rid is None else self.notes.place_of(rid)
        blocked = self.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's argument
        if place < 0:
            self.selectionModel().clear()
        else:
            self.setCurrentIndex(self.notes.index(place))
            self.scrollTo(self.currentIndex())
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del deletes."""
        rid = self.current_rid()
        if rid is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(rid)
        elif rid is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(rid)
        else:
            super().keyPressEvent(event)

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(_Role.UserRole).rid)
