"""The list of teams that need attention: name, reasons under it, the phase at the right."""

from collections.abc import Sequence
from typing import Any

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
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from coachdesk.features.today.fitted import Fitted
from coachdesk.features.today.model import Attention
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message
from coachdesk.ui import theme
from coachdesk.ui.i18n import say, tr
from coachdesk.ui.theme import THEME

Index = QModelIndex | QPersistentModelIndex
TEAM_ROLE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()


def in_words(team: Attention) -> str:
    """All reasons in one line."""
    return " · ".join(tr(reason.message) for reason in team.reasons)


class AttentionModel(QAbstractListModel):
    """Teams with their reasons."""

    def __init__(self) -> None:
        super().__init__()
        self._teams: list[Attention] = []

    def show_teams(self, teams: Sequence[Attention]) -> None:
        """Show these."""
        if list(teams) == self._teams:
            return
        self.beginResetModel()
        self._teams = list(teams)
        self.endResetModel()

    def row_of(self, team_rid: int) -> int:
        """The row of a team; -1 if it is not there."""
        return next((i for i, team in enumerate(self._teams) if team.team_rid == team_rid), -1)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        """The number of teams."""
        return 0 if parent.isValid() else len(self._teams)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name; for screen readers all that is painted."""
        if not index.isValid():
            return None
        team = self._teams[index.row()]
        if role == TEAM_ROLE:
            return team
        if role == Qt.ItemDataRole.DisplayRole:
            return team.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (team.name, in_words(team), team.phase)))
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a team in two parts, the reasons wrapped."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        """None from Qt: `paint` writes over the background."""
        return ""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the wrapped words at the width of the list."""
        team = index.data(TEAM_ROLE)
        room = self._view.maximumViewportSize().width() - 2 * theme.S
        name, words = self._areas(QRect(0, 0, room, 0), team)
        return QSize(0, name.height() + words.height() + 2 * theme.S)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one team."""
        team = index.data(TEAM_ROLE)
        super().paint(painter, option, index)
        area = option.rect.adjusted(theme.S, theme.S, -theme.S, -theme.S)
        name, words = self._areas(area, team)
        painter.save()
        painter.setFont(_bold())
        painter.setPen(THEME.colour("text"))
        painter.drawText(name, Qt.TextFlag.TextWordWrap, team.name)
        painter.setFont(QApplication.font())
        painter.setPen(THEME.colour("muted"))
        painter.drawText(words, Qt.TextFlag.TextWordWrap, in_words(team))
        if team.phase:
            _pill(painter, self._pill_area(area, team), team.phase)
        painter.setPen(THEME.colour("border"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def _areas(self, area: QRect, team: Attention) -> tuple[QRect, QRect]:
        beside = area.width() - self._pill_area(area, team).width() - theme.S
        name = _wrapped(QFontMetrics(_bold()), team.name, beside)
        words = _wrapped(QFontMetrics(QApplication.font()), in_words(team), area.width())
        return (
            QRect(area.left(), area.top(), beside, name),
            QRect(area.left(), area.top() + name, area.width(), words),
        )

    @staticmethod
    def _pill_area(area: QRect, team: Attention) -> QRect:
        metrics = QFontMetrics(THEME.small_font())
        width = metrics.horizontalAdvance(team.phase) + 2 * theme.S if team.phase else 0
        return QRect(area.right() - width, area.top(), width, metrics.height() + 2)


def _wrapped(metrics: QFontMetrics, text: str, width: int) -> int:
    return metrics.boundingRect(0, 0, width, 10_000, Qt.TextFlag.TextWordWrap, text).height()


def _bold() -> QFont:
    font = QFont(QApplication.font())
    font.setBold(True)
    return font


def _pill(painter: QPainter, area: QRect, text: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(THEME.colour("outline"))
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
    painter.setFont(THEME.small_font())
    painter.setPen(THEME.colour("text"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


class AttentionList(Fitted, QListView):
    """As high as its teams. One click or Enter is `opened` with the team's rid."""

    opened = Signal(int)

    def __init__(self, name: Message | str) -> None:
        super().__init__()
        self.teams = AttentionModel()
        self.teams.setParent(self)
        self.setModel(self.teams)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(say(name))
        self.lose_bars()
        self.clicked.connect(self._open)

    def show_teams(self, teams: Sequence[Attention]) -> None:
        """Show these, keeping the cursor on the team it was on."""
        current = self.currentIndex().data(TEAM_ROLE)
        self.teams.show_teams(teams)
        row = self.teams.row_of(current.team_rid) if current else -1
        if row >= 0:
            self.setCurrentIndex(self.teams.index(row))
        self.fit()

    @override
    def fit(self) -> None:
        """Take the height of the lines."""
        self.scheduleDelayedItemsLayout()
        lines = sum(self.sizeHintForRow(row) for row in range(self.teams.rowCount()))
        self.setFixedHeight(lines + self.height() - self.contentsRect().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        team = index.data(TEAM_ROLE)
        if team is not None:
            self.opened.emit(team.team_rid)
