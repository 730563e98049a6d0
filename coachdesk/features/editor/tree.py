"""The tree of a programme: its parts by keyboard, renamed in place."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)
from typing_extensions import override

from coachdesk.features.editor.model import Group, Node, Place, title_field
from coachdesk.features.editor.outline import Line
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import say, tr
from coachdesk.ui.theme import THEME

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ASIDE_ROLE = Qt.ItemDataRole.UserRole + 1
COLOUR_ROLE = Qt.ItemDataRole.UserRole + 2
_TOP = -1


class OutlineModel(QAbstractItemModel):
    """The lines of a programme. `renamed` is called with a part and the title typed for it."""

    def __init__(self, renamed: Callable[[Node, str], object]) -> None:
        super().__init__()
        self._renamed = renamed
        self._lines: list[Line] = []
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {_TOP: []}
        self._rows: list[int] = []
        self._numbers: dict[Place, int] = {}
        self.editable = False
        THEME.theme_changed.connect(self._on_theme_changed)

    @property
    def lines(self) -> list[Line]:
        """All lines, each before those below it."""
        return self._lines

    def set_outline(self, lines: Sequence[Line], *, editable: bool) -> None:
        """Show these lines; where only their words changed, the view keeps all that is open."""
        self.editable = editable
        flat = [line for top in lines for line in top.walk()]
        if [line.place for line in flat] == [line.place for line in self._lines]:
            changed = [i for i, line in enumerate(flat) if line != self._lines[i]]
            self._lines = flat
            for i in changed:
                self.dataChanged.emit(self._index(i), self._index(i))
            return
        self.beginResetModel()
        self._lines, self._parents, self._rows, self._children = [], [], [], {_TOP: []}
        self._take(lines, _TOP)
        self._numbers = {line.place: number for number, line in enumerate(self._lines)}
        self.endResetModel()

    def _take(self, lines: Sequence[Line], parent: int) -> None:
        for row, line in enumerate(lines):
            number = len(self._lines)
            self._lines.append(line)
            self._parents.append(parent)
            self._rows.append(row)
            self._children[parent].append(number)
            self._children[number] = []
            self._take(line.children, number)

    def line(self, index: Index) -> Line:
        """The line of a cell."""
        return self._lines[index.internalId()]

    def index_of(self, place: Place) -> QModelIndex:
        """The first cell of a part's line; an invalid one if it is not shown."""
        number = self._numbers.get(place)
        return _ROOT if number is None else self._index(number)

    def _index(self, number: int) -> QModelIndex:
        return self.createIndex(self._rows[number], 0, number)

    def _on_theme_changed(self) -> None:
        self.layoutChanged.emit()

    # -- Qt's side ----------------------------------------------------------------------------

    @override
    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """A cell of a line below `parent`."""
        below = self._children[parent.internalId() if parent.isValid() else _TOP]
        inside = 0 <= row < len(below) and column == 0
        return self.createIndex(row, column, below[row]) if inside else QModelIndex()

    @override
    def parent(self, child: Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # Qt has a second one without arguments
        """The line above."""
        above = self._parents[child.internalId()] if child.isValid() else _TOP
        return QModelIndex() if above == _TOP else self._index(above)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines stand below."""
        if parent.isValid() and parent.column() > 0:
            return 0
        return len(self._children[parent.internalId() if parent.isValid() else _TOP])

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        """One: what stands at the end of a line is drawn into it."""
        del parent
        return 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, says and is drawn with."""
        if not index.isValid():
            return None
        reader = _READERS.get(role)
        return reader(self.line(index)) if reader else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Parts with a title of their own can be renamed."""
        flags = super().flags(index)
        if index.isValid() and self.can_rename(self.line(index).place):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def can_rename(self, place: Place) -> bool:
        """Whether the part has a title, and the programme may be edited."""
        if not self.editable or isinstance(place, Group):
            return False
        return bool(place.section and title_field(place.kind))

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass a title on once the field is closed; the change feed brings the new line back."""
        line = self.line(index)
        if role != Qt.ItemDataRole.EditRole or isinstance(line.place, Group):
            return False
        if str(value) != line.words:
            node, title = line.place, str(value)
            QTimer.singleShot(0, self, lambda: self._renamed(node, title))
        return True


_READERS: dict[int, Callable[[Line], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda line: say(line.title),
    Qt.ItemDataRole.EditRole: lambda line: line.words,
    Qt.ItemDataRole.AccessibleTextRole: lambda line: say(line.said()),
    Qt.ItemDataRole.ToolTipRole: lambda line: say(line.said()),
    Qt.ItemDataRole.SizeHintRole: lambda _line: QSize(0, theme.ROW - theme.XS),
    ASIDE_ROLE: lambda line: say(line.mark() or line.aside),
    COLOUR_ROLE: lambda line: THEME.colour("late" if line.problems else "muted"),
}


class _Delegate(QStyledItemDelegate):
    """Draws what stands at the end of a line; the title has the room that is left."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The title, cut where it has to be, and the aside."""
        self.initStyleOption(option, index)
        aside = str(index.data(ASIDE_ROLE))
        metrics = option.fontMetrics
        taken = metrics.horizontalAdvance(aside) + theme.M if aside else 0
        room = option.rect.width() - taken - theme.S
        option.text = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if aside:
            painter.save()
            painter.setPen(index.data(COLOUR_ROLE))
            end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(option.rect.adjusted(0, 0, -theme.S, 0), int(end), aside)
            painter.restore()


class OutlineView(QTreeView):
    """Arrows walk, F2 renames, Ins adds, Del removes, Alt with Up and Down moves."""

    place_chosen = Signal(object)
    add_wanted = Signal()
    remove_wanted = Signal()
    move_wanted = Signal(int)

    def __init__(self, model: OutlineModel) -> None:
        super().__init__()
        self._open: set[Place] = set()
        self._kept: Place | None = None
        self._quiet = False
        self.setModel(model)
        model.setParent(self)
        self.setAccessibleName(tr(msg("editor", "Parts of the programme")))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(QFontMetrics(self.font()).averageCharWidth() * 2)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Delegate(self))
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._bring_back)

    @property
    def outline(self) -> OutlineModel:
        """The model, by its own type."""
        model = self.model()
        assert isinstance(model, OutlineModel)  # noqa: S101 - set in the constructor
        return model

    def place(self) -> Place:
        """Where the cursor is; the programme itself if it is nowhere."""
        index = self.currentIndex()
        return self.outline.line(index).place if index.isValid() else Node()

    def select(self, place: Place) -> bool:
        """Put the cursor on a part and open what is above it; tells whether it is shown."""
        index = self.outline.index_of(place)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def open_first_level(self) -> None:
        """Another programme: its phases and events are open, the rest is closed."""
        self._open = {Group("phases"), Group("events")}
        self._restore_open()
        self.select(Node())

    def rename(self) -> None:
        """Type the title of the part under the cursor, in its line."""
        self.edit(self.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The verbs of the tree."""
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in moves:
            self.move_wanted.emit(moves[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cursor stays in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the page, unless the same part only came back."""
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid():
            self.place_chosen.emit(self.outline.line(current).place)

    def _keep(self) -> None:
        self._open = {
            line.place
            for line in self.outline.lines
            if self.isExpanded(self.outline.index_of(line.place))
        }
        self._kept = self.place()

    def _bring_back(self) -> None:
        self._restore_open()
        self._quiet = True
        try:
            self.select(self._kept or Node())
        finally:
            self._quiet = False

    def _restore_open(self) -> None:
        for line in self.outline.lines:
            if line.children:
                self.setExpanded(self.outline.index_of(line.place), line.place in self._open)
