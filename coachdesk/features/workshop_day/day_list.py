"""The lists of the day, plan and teams: a mark at the left, words, a mark at the right."""

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message
from coachdesk.ui import theme
from coachdesk.ui.i18n import say
from coachdesk.ui.theme import THEME

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()
_WRAP = Qt.TextFlag.TextWordWrap
_NARROW = 260
"""In a narrower list a long mark at the right stands below the words instead."""


class DayLine(NamedTuple):
    """A line of a list; `under` stands small below the words, `spoken` is all of it in words."""

    key: Hashable
    left: str
    words: str
    under: str = ""
    right: str = ""
    spoken: str = ""
    is_past: bool = False
    is_now: bool = False


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[DayLine] = []

    def show_lines(self, lines: Sequence[DayLine]) -> bool:
        """Show these; tells whether the lines are others, not only their words."""
        fresh, before = list(lines), self.lines
        if [one.key for one in fresh] != [one.key for one in before]:
            self.beginResetModel()
            self.lines = fresh
            self.endResetModel()
            return True
        self.lines = fresh
        for row, (new, old) in enumerate(zip(fresh, before, strict=True)):
            if new != old:
                self.dataChanged.emit(self.index(row), self.index(row))
        return False

    def row_of(self, key: Hashable) -> int:
        return next((row for row, one in enumerate(self.lines) if one.key == key), -1)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return line.spoken or line.words
        return None


class DayList(QListView):
    """Shows lines; a click or Enter is `chosen` with the key of the line."""

    chosen = Signal(object)

    def __init__(self, name: Message | str) -> None:
        super().__init__()
        self._is_resized = False
        self.model_of_lines = _Lines()
        self.model_of_lines.setParent(self)
        self.setModel(self.model_of_lines)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(say(name))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._choose)
        THEME.theme_changed.connect(self.viewport().update)

    @property
    def lines(self) -> list[DayLine]:
        """What is shown, from top to bottom."""
        return self.model_of_lines.lines

    def key(self) -> Hashable:
        """The key of the line under the cursor; None without one."""
        line = self.currentIndex().data(LINE_ROLE)
        return line.key if line is not None else None

    def show_lines(self, lines: Sequence[DayLine]) -> None:
        """Show these; the cursor stays, and the line that is now comes into sight."""
        current = self.currentIndex().data(LINE_ROLE)
        now = [one.key for one in self.lines if one.is_now]
        if self.model_of_lines.show_lines(lines) and current is not None:
            row = self.model_of_lines.row_of(current.key)
            self.setCurrentIndex(self.model_of_lines.index(row))
        if [one.key for one in lines if one.is_now] != now:
            self._show_now()

    def _show_now(self) -> None:
        row = next((row for row, one in enumerate(self.lines) if one.is_now), -1)
        if row >= 0:
            self.setCurrentIndex(self.model_of_lines.index(row))
            self.scrollTo(self.currentIndex())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap at the width there is; the line under the cursor stays in sight."""
        super().resizeEvent(event)
        self._is_resized = True
        self.scheduleDelayedItemsLayout()

    @override
    def doItemsLayout(self) -> None:
        """Lines have other heights now."""
        super().doItemsLayout()
        if self._is_resized:
            self._is_resized = False
            self.scrollTo(self.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if line is not None:
            self.chosen.emit(line.key)


class _Delegate(QStyledItemDelegate):
    """Paints a line in three parts, its words wrapped."""

    def __init__(self, view: DayList) -> None:
        super().__init__(view)
        self._view = view
        self._measured: dict[object, int] = {}
        THEME.theme_changed.connect(self._forget)

    def _forget(self) -> None:
        self._measured.clear()

    @override
    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        """None from Qt: `paint` writes over the background."""
        return ""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the wrapped words at the width of the list; measured once for each line."""
        line, width = index.data(LINE_ROLE), self._view.viewport().width()
        columns = self._columns()
        key = (line, width, columns)
        if key not in self._measured:
            room = QRect(0, 0, width - 2 * theme.S, 0)
            _left, words, under, _right = self._areas(room, self._fitted(line), columns)
            self._measured[key] = words.height() + under.height() + 2 * theme.S
        return QSize(0, max(self._measured[key], theme.ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        line = self._fitted(index.data(LINE_ROLE))
        if line.is_now:
            painter.fillRect(option.rect, THEME.colour("selection"))
        super().paint(painter, option, index)
        room = option.rect.adjusted(theme.S, theme.S, -theme.S, -theme.S)
        left, words, under, right = self._areas(room, line, self._columns())
        painter.save()
        painter.setPen(THEME.colour("muted" if line.is_past else "text"))
        painter.setFont(_font(line))
        painter.drawText(left, 0, line.left)
        painter.drawText(words, _WRAP, _broken(painter.fontMetrics(), line.words, words.width()))
        painter.drawText(right, Qt.AlignmentFlag.AlignRight, line.right)
        painter.setFont(THEME.small_font())
        painter.setPen(THEME.colour("muted"))
        painter.drawText(under, _WRAP, line.under)
        painter.setPen(THEME.colour("border"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def _fitted(self, line: DayLine) -> DayLine:
        if self._view.width() >= _NARROW or len(line.right) <= 1:
            return line
        return line._replace(under=" · ".join(filter(None, (line.under, line.right))), right="")

    def _columns(self) -> tuple[int, int]:
        """The widths of the marks at the left and at the right."""
        lefts = {one.left for one in self._view.lines}
        rights = {self._fitted(one).right for one in self._view.lines}
        return max(map(self._width, lefts), default=0), max(map(self._width, rights), default=0)

    def _width(self, mark: str) -> int:
        if mark not in self._measured:
            self._measured[mark] = QFontMetrics(_bold()).horizontalAdvance(mark)
        return self._measured[mark]

    @staticmethod
    def _areas(
        room: QRect, line: DayLine, columns: tuple[int, int]
    ) -> tuple[QRect, QRect, QRect, QRect]:
        metrics, small = QFontMetrics(_font(line)), QFontMetrics(THEME.small_font())
        left, right = columns[0] + theme.M, columns[1]
        middle = max(room.width() - left - (right + theme.S if right else 0), 1)
        high = _wrapped(metrics, line.words, middle)
        low = _wrapped(small, line.under, middle) if line.under else 0
        at = room.left() + left
        return (
            QRect(room.left(), room.top(), left, metrics.height()),
            QRect(at, room.top(), middle, high),
            QRect(at, room.top() + high, middle, low),
            QRect(room.right() - right, room.top(), right + 1, metrics.height()),
        )


def _wrapped(metrics: QFontMetrics, text: str, width: int) -> int:
    broken = _broken(metrics, text, width)
    return metrics.boundingRect(0, 0, width, 10_000, _WRAP, broken).height()


def _broken(metrics: QFontMetrics, text: str, width: int) -> str:
    """The text with words broken that are wider than a line."""
    if max(map(metrics.horizontalAdvance, text.split() or [""])) <= width:
        return text
    pieces: list[str] = []
    for word in text.split():
        rest = word
        while metrics.horizontalAdvance(rest) > width and len(rest) > 1:
            cut = range(len(rest) - 1, 1, -1)
            fits = (at for at in cut if metrics.horizontalAdvance(rest[:at] + "-") <= width)
            at = next(fits, 1)
            pieces.append(rest[:at] + "-")
            rest = rest[at:]
        pieces.append(rest)
    return " ".join(pieces)


def _font(line: DayLine) -> QFont:
    return _bold() if line.is_now else QFont(QApplication.font())


def _bold() -> QFont:
    font = QFont(QApplication.font())
    font.setBold(True)
    return font
