"""The heads of the matrix: items on the slant, teams and cohorts at the left."""

from typing import cast

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from coachdesk.features.checklists.matrix import AFTER_ITEMS, MatrixModel
from coachdesk.features.checklists.matrix_paint import Elider, kept
from coachdesk.features.checklists.matrix_rows import Heading
from coachdesk.features.checklists.matrix_words import cohort_name
from coachdesk.kernel.overriding import override
from coachdesk.ui import theme
from coachdesk.ui.theme import THEME

_SLANT = 58.0
"""Degrees between a column's title and the line under the titles."""
_LONGEST_TITLE = 128
NARROWEST = 30
TEAM_WIDTH = 176
_LINE = 19


class SlantedHeader(QHeaderView):
    """Titles of narrow columns, slanted so that twelve of them can be read side by side."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(NARROWEST)
        self.setFont(THEME.small_font())
        self._elide = Elider(self.font())
        self._longest_of: tuple[object, int] = (None, 0)

    @override
    def sizeHint(self) -> QSize:
        """As high as the longest title needs."""
        slant = QLineF.fromPolar(self._longest(), _SLANT)
        height = -slant.dy() + self.fontMetrics().height() + theme.S
        return QSize(super().sizeHint().width(), round(height))

    def overhang(self, end_width: int) -> int:
        """How far titles reach beyond the last column; the last ones are `end_width` wide."""
        last = range(max(self.count() - AFTER_ITEMS, 1), self.count())
        reach = QLineF.fromPolar(self._longest(), _SLANT).dx() - AFTER_ITEMS * end_width
        own = QLineF.fromPolar(max(map(self._width, last), default=0), _SLANT).dx()
        beyond = own + theme.XS + theme.S - end_width / 2
        return max(round(reach), round(beyond), 0)

    def _longest(self) -> int:
        """Asked for often while a table is laid out, so it is measured once for each content."""
        shown = cast("MatrixModel", self.model()).shown
        if self._longest_of[0] is not shown:
            longest = max(map(self._width, range(1, self.count())), default=0)
            self._longest_of = (shown, longest)
        return self._longest_of[1]

    def _width(self, section: int) -> int:
        return self._elide.width(self._title(section))

    def _title(self, section: int) -> str:
        text = str(self.model().headerData(section, self.orientation()) or "")
        return self._elide(text, _LONGEST_TITLE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The titles on the slant; the first column's stands straight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), THEME.colour("card"))
        painter.setFont(self.font())
        painter.setPen(THEME.colour("muted"))
        height, gap = self.viewport().height(), theme.XS
        for section in range(self.count()):
            left, width = self.sectionViewportPosition(section), self.sectionSize(section)
            if section == 0:
                box = QRectF(left, 0, width, height - gap)
                aligned = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
                painter.drawText(box, int(aligned), self._title(section))
                continue
            with kept(painter):
                painter.translate(left + width / 2 + gap, height - gap)
                painter.rotate(-_SLANT)
                painter.drawText(QPointF(0, 0), self._title(section))
        painter.setPen(THEME.colour("border"))
        painter.drawLine(0, height - 1, self.viewport().width(), height - 1)


class NamesHeader(QHeaderView):
    """The teams at the left, in the body font; long names end in … and have a tooltip."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setFixedWidth(TEAM_WIDTH)
        self.setDefaultSectionSize(theme.ROW)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self._view = parent
        self._small = THEME.small_font()
        self._elide_name, self._elide_small = Elider(parent.font()), Elider(self._small)
        self.with_cohorts = False
        """Whether each team's cohort stands under its name."""

    @override
    def sizeHint(self) -> QSize:
        """The width that it has; Qt would measure two hundred names for it."""
        return QSize(TEAM_WIDTH, 0)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One name; the row of the cursor is marked."""
        line = cast("MatrixModel", self.model()).line(logicalIndex)
        chosen = self._view.currentIndex().row() == logicalIndex
        with kept(painter):
            painter.fillRect(rect, THEME.colour("selection" if chosen else "card"))
            painter.setPen(THEME.colour("border"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            if isinstance(line, Heading):
                self._write(painter, rect, line.name, strong=True)
                return
            cohort = cohort_name(line.ready.place) if self.with_cohorts else ""
            self._write(painter, rect, line.team.name, cohort)

    def _write(
        self, painter: QPainter, rect: QRect, name: str, below: str = "", *, strong: bool = False
    ) -> None:
        inner = rect.adjusted(theme.S, 0, -theme.S, 0)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        font = self._view.font()
        font.setBold(strong)
        painter.setPen(THEME.colour("text"))
        painter.setFont(font)
        middle = inner.center().y() + 1
        upper = QRect(inner.x(), middle - _LINE, inner.width(), _LINE) if below else inner
        painter.drawText(upper, left, self._elide_name(name, inner.width() - strong * theme.S))
        if below:
            painter.setFont(self._small)
            painter.setPen(THEME.colour("muted"))
            lower = QRect(inner.x(), middle, inner.width(), _LINE)
            painter.drawText(lower, left, self._elide_small(below, inner.width()))
