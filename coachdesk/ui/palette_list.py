"""The lines of the palette: model and painting."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem

from coachdesk.kernel.overriding import override
from coachdesk.ui import icons, theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.results import Result, Section, Span
from coachdesk.ui.theme import THEME

Index = QModelIndex | QPersistentModelIndex
RESULT_ROLE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()


class ResultModel(QAbstractListModel):
    """Headings and results in one list; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str | Result] = []

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these instead of what is shown."""
        self.beginResetModel()
        self._rows = []
        for section in sections:
            self._rows += [tr(section.title), *section.results]
        self.endResetModel()

    def row_of(self, result: Result) -> int:
        """The row of a result; -1 if it is not there."""
        return next((i for i, row in enumerate(self._rows) if row == result), -1)

    def next_result(self, row: int, direction: int) -> int:
        """The next row that is no heading, or -1."""
        row += direction
        while 0 <= row < len(self._rows) and isinstance(self._rows[row], str):
            row += direction
        return row if 0 <= row < len(self._rows) else -1

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        """Headings and results."""
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heading, or the title and detail of a result."""
        row = self._rows[index.row()] if index.isValid() else ""
        if role == RESULT_ROLE:
            return None if isinstance(row, str) else row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) else ", ".join(filter(None, (row.title, row.detail)))
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings only stand there."""
        if index.data(RESULT_ROLE) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class ResultDelegate(QStyledItemDelegate):
    """Draws a heading, or an icon with title, detail and keys, the found words marked."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line, or two when there is a detail."""
        result = index.data(RESULT_ROLE)
        line = option.fontMetrics.height()
        if result is None:
            return QSize(0, line + theme.M)
        return QSize(0, line * (2 if result.detail else 1) + theme.M)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line of the list."""
        result = index.data(RESULT_ROLE)
        if result is None:
            area = option.rect.adjusted(theme.S, 0, -theme.S, -theme.XS)
            _words(painter, area, index.data(), "muted", THEME.small_font(), bottom=True)
            return
        self.initStyleOption(option, index)
        option.text = ""
        QApplication.style().drawControl(
            QApplication.style().ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        self._paint_result(painter, option.rect.adjusted(theme.S, 6, -theme.S, -6), result)

    def _paint_result(self, painter: QPainter, area: QRect, result: Result) -> None:
        if result.icon:
            scale = painter.device().devicePixelRatio()
            picture = icons.pixmap(result.icon, theme.ICON, "muted", scale)
            painter.drawPixmap(area.left(), area.top(), picture)
        area = area.adjusted(theme.ICON + theme.S, 0, 0, 0)
        font = QApplication.font()
        line = QFontMetrics(font).height()
        if result.keys:
            _words(painter, area, result.keys, "muted", THEME.small_font(), right=True)
        _marked(painter, area, result.title, result.spans, font=font, role="text")
        if result.detail:
            below = area.adjusted(0, line, 0, 0)
            spans = result.detail_spans
            _marked(painter, below, result.detail, spans, font=THEME.small_font(), role="muted")


def _words(
    painter: QPainter,
    area: QRect,
    text: str,
    role: str,
    font: QFont,
    *,
    bottom: bool = False,
    right: bool = False,
) -> None:
    painter.setFont(font)
    painter.setPen(THEME.colour(role))
    flags = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    flags |= Qt.AlignmentFlag.AlignBottom if bottom else Qt.AlignmentFlag.AlignVCenter
    painter.drawText(area, flags, text)


def _marked(
    painter: QPainter, area: QRect, text: str, spans: Sequence[Span], *, font: QFont, role: str
) -> None:
    """One line of text with its spans on the marking colour, cut where the room ends."""
    text = text.replace("\n", " ")
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    layout = QTextLayout(shown, font)
    layout.setFormats([_mark(text, span) for span in spans if sum(span) <= len(shown)])
    layout.beginLayout()
    layout.createLine().setLineWidth(area.width())
    layout.endLayout()
    painter.setPen(THEME.colour(role))
    layout.draw(painter, QPointF(area.topLeft()))


def _mark(text: str, span: Span) -> QTextLayout.FormatRange:
    """Python counts code points, Qt UTF-16 units."""
    start, length = span
    marked = QTextLayout.FormatRange()
    marked.start = _units(text[:start])
    marked.length = _units(text[start : start + length])
    look = QTextCharFormat()
    look.setBackground(THEME.colour("mark"))
    look.setForeground(THEME.colour("text"))
    marked.format = look
    return marked


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
