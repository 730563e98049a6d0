"""Paints the year: phases as bars, events as signs with words, weeks and months on top.

All of a row is painted at once, as phases and words reach over many weeks.
"""

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise
from typing import ClassVar, cast

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from coachdesk.features.calendar.grid_view import GridView, name_of_year
from coachdesk.features.calendar.model import Entry
from coachdesk.features.calendar.year_model import HOLIDAYS, Band, Index, Lane, Mark, YearModel
from coachdesk.kernel.dates.names import MONTHS, short_month
from coachdesk.kernel.overriding import override
from coachdesk.ui import theme
from coachdesk.ui.i18n import current
from coachdesk.ui.theme import THEME

_NARROWEST = 11
_NAMES_WIDTH = 152
_ROW_HEIGHT, _HOLIDAY_HEIGHT = 44, 24
_BAND = (4, 16)
"""Top and height of the phases in a row."""
_MARK_TOP = 22
_GAP = 3
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_RIGHT_ELIDED = Qt.TextElideMode.ElideRight


class WeeksHeader(QHeaderView):
    """Months over the numbers of their weeks; the week of today is marked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(parent.accessibleName())
        self.setMinimumSectionSize(_NARROWEST)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFont(THEME.small_font())

    @override
    def sizeHint(self) -> QSize:
        """Two lines; Qt would measure every number."""
        return QSize(0, 2 * self.fontMetrics().height() + 2 * theme.XS)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Both lines."""
        view = cast("YearView", self.parent())
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), THEME.colour("card"))
        painter.setFont(self.font())
        height = self.viewport().height()
        self._paint_months(painter, view, height // 2)
        self._paint_weeks(painter, view, height // 2)
        painter.setPen(THEME.colour("border"))
        painter.drawLine(0, height - 1, self.viewport().width(), height - 1)

    def _paint_months(self, painter: QPainter, view: "YearView", height: int) -> None:
        for start in view.month_starts():
            left = view.x_of(start)
            month = dt.date.fromordinal(view.year_model.year.first.toordinal() + start)
            painter.setPen(THEME.colour("border"))
            painter.drawLine(round(left), 0, round(left), height)
            painter.setPen(THEME.colour("text"))
            room = round(view.x_of(start + 28) - left) - 2 * _GAP
            name = MONTHS[current()][month.month - 1]
            if self.fontMetrics().horizontalAdvance(name) > room:
                name = short_month(month.month, current())
            painter.drawText(QRectF(left + _GAP, 0, room, height), _LEFT, name)

    def _paint_weeks(self, painter: QPainter, view: "YearView", top: int) -> None:
        step = 1 if self.sectionSize(0) > self.fontMetrics().horizontalAdvance("88") else 2
        today = view.year_model.day_number(view.year_model.shown.today) // 7
        chosen = view.currentIndex().column()
        for section in range(self.count()):
            if section % step and section not in (today, chosen):
                continue
            left, width = self.sectionViewportPosition(section), self.sectionSize(section)
            tall = self.viewport().height() - top - 2
            box = QRect(left - _GAP, top, width + 2 * _GAP, tall)
            if section in (today, chosen):
                role = "accent" if section == today else "selection"
                painter.fillRect(box, THEME.colour(role))
            painter.setPen(THEME.colour("accent_text" if section == today else "muted"))
            painter.drawText(
                box, _CENTRE, str(self.model().headerData(section, self.orientation()))
            )


class RowsHeader(QHeaderView):
    """The cohorts at the left; long names end in … and have a tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setAccessibleName(parent.accessibleName())
        self.setFixedWidth(_NAMES_WIDTH)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(_ROW_HEIGHT)
        self.setSectionsClickable(True)

    @override
    def sizeHint(self) -> QSize:
        """The fixed width; Qt would measure every name."""
        return QSize(_NAMES_WIDTH, 0)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One name, over two lines if need be; the row of the cursor is marked."""
        view = cast("YearView", self.parent())
        chosen = view.currentIndex().row() == logicalIndex
        painter.fillRect(rect, THEME.colour("selection" if chosen else "card"))
        painter.setPen(THEME.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(THEME.colour("muted" if logicalIndex == HOLIDAYS else "text"))
        painter.setFont(THEME.small_font())
        inner = rect.adjusted(theme.XS, 1, -theme.XS, -1)
        wrapped = _LEFT | int(Qt.TextFlag.TextWordWrap)
        name = str(self.model().headerData(logicalIndex, self.orientation()))
        painter.drawText(inner, wrapped, name)


class YearView(GridView):
    """Weeks as columns, cohorts as rows. Ctrl and arrows move an event by weeks, or days."""

    STEPS: ClassVar[Mapping[Qt.Key, int]] = {
        Qt.Key.Key_Left: -7, Qt.Key.Key_Right: 7, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
    }  # fmt: skip

    def __init__(self, model: YearModel) -> None:
        super().__init__(model, name_of_year())
        self.year_model = model
        self.setHorizontalHeader(WeeksHeader(self))
        self.setVerticalHeader(RowsHeader(self))
        self._small = QFontMetrics(THEME.small_font())
        model.modelReset.connect(self._fit)

    def x_of(self, number: int) -> float:
        """Where a day of the year begins, by its number."""
        return self.columnViewportPosition(0) + number * self.columnWidth(0) / 7

    def month_starts(self) -> list[int]:
        """The numbers of the days on which months begin, also the one the year begins in."""
        year = self.year_model.year
        months = ((year.number, month) for month in range(1, 13))
        first = [dt.date(y, m, 1) for y, m in months]
        return [max(self.year_model.day_number(day), 0) for day in first]

    # -- what the base asks -----------------------------------------------------------------------

    @override
    def entries_of(self, index: Index) -> list[Entry]:
        return self.year_model.entries(index)

    @override
    def entry_at(self, at: QPoint) -> Entry | None:
        row = self.rowAt(at.y())
        if row <= HOLIDAYS:
            return None
        lane = self.year_model.lanes[row]
        for mark, left, right in self._placed(lane):
            if left - _GAP <= at.x() <= max(right, self.x_of(mark.last + 1) + _GAP):
                return mark.entry
        return None

    @override
    def day_at(self, at: QPoint) -> dt.date | None:
        number = int((at.x() - self.x_of(0)) * 7 // max(self.columnWidth(0), 1))
        return self.year_model.year.first + dt.timedelta(days=number)

    @override
    def snapped(self, days: int) -> int:
        """Whole weeks: a day is two pixels wide here."""
        return round(days / 7) * 7

    # -- painting ---------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that are exposed."""
        painter = QPainter(self.viewport())
        exposed = event.rect()
        painter.fillRect(exposed, THEME.colour("card"))
        painter.setFont(THEME.small_font())
        self._paint_lines(painter, exposed)
        for row in range(max(self.rowAt(exposed.top()), 0), len(self.year_model.lanes)):
            top = self.rowViewportPosition(row)
            if top > exposed.bottom():
                break
            self._paint_row(painter, row, top)
        self._paint_today(painter, exposed)

    def _paint_lines(self, painter: QPainter, exposed: QRect) -> None:
        painter.setPen(THEME.colour("border"))
        for start in self.month_starts():
            x = round(self.x_of(start))
            painter.drawLine(x, exposed.top(), x, exposed.bottom())
        painter.setPen(QPen(THEME.colour("border"), 1, Qt.PenStyle.DashLine))
        for mark in self.year_model.lanes[HOLIDAYS].marks if self.year_model.lanes else ():
            x = round(self.x_of(mark.first))
            painter.drawLine(x, exposed.top(), x, exposed.bottom())

    def _paint_row(self, painter: QPainter, row: int, top: int) -> None:
        lane, height = self.year_model.lanes[row], self.rowHeight(row)
        if self.currentIndex().row() == row:
            self._paint_cursor(painter, top, height)
        for band in lane.bands:
            self._paint_band(painter, band, top)
        mark_top = top if row == HOLIDAYS else top + _MARK_TOP
        tall = height if row == HOLIDAYS else height - _MARK_TOP - 2
        for mark, left, right in self._placed(lane):
            self._paint_mark(painter, mark, QRectF(left, mark_top, max(right - left, 1), tall))
        ghost = self.ghost
        if ghost and row > HOLIDAYS and self.year_model.place_of(ghost).row() == row:
            self._paint_ghost(painter, ghost, top + _MARK_TOP, tall)
        painter.setPen(THEME.colour("border"))
        painter.drawLine(0, top + height - 1, self.viewport().width(), top + height - 1)

    def _paint_cursor(self, painter: QPainter, top: int, height: int) -> None:
        column = self.currentIndex().column()
        left, width = self.columnViewportPosition(column), self.columnWidth(column)
        painter.fillRect(left, top, width, height - 1, THEME.colour("selection"))
        if self.hasFocus():
            painter.setPen(QPen(THEME.colour("focus"), 2))
            painter.drawRect(left + 1, top + 1, width - 2, height - 4)

    def _paint_band(self, painter: QPainter, band: Band, top: int) -> None:
        left, right = self.x_of(band.first), self.x_of(band.last + 1)
        box = QRectF(left, top + _BAND[0], max(right - left - 1, 2), _BAND[1])
        painter.fillRect(box, THEME.colour("accent" if band.is_event else "hover"))
        if not band.is_event:
            painter.setPen(THEME.colour("outline"))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            inner = box.adjusted(_GAP, 0, -_GAP, 0)
            inner.setLeft(min(max(inner.left(), float(_GAP)), inner.right()))
            words = self._small.elidedText(band.words, _RIGHT_ELIDED, int(inner.width()))
            if len(words) > 2:
                painter.setPen(THEME.colour("muted"))
                painter.drawText(inner, _LEFT, words)

    def _placed(self, lane: Lane) -> list[tuple[Mark, float, float]]:
        """The marks with the room that each has: up to the next one."""
        edges = [*(self.x_of(mark.first) for mark in lane.marks), float(self.viewport().width())]
        return [
            (mark, left, right - _GAP)
            for mark, (left, right) in zip(lane.marks, pairwise(edges), strict=True)
        ]

    def _paint_mark(self, painter: QPainter, mark: Mark, box: QRectF) -> None:
        holiday = mark.entry is None
        role = "late" if mark.collides else "muted" if holiday else "text"
        painter.setPen(THEME.colour(role))
        sign = f"▲{mark.sign}" if mark.collides else mark.sign
        width = self._small.horizontalAdvance(sign)
        painter.drawText(QRectF(box.left(), box.top(), width + 1, box.height()), _LEFT, sign)
        room = int(box.width()) - width - _GAP
        words = self._small.elidedText(mark.words, _RIGHT_ELIDED, room) if room > 0 else ""
        if len(words) > 2:
            inner = QRectF(box.left() + width + _GAP, box.top(), room, box.height())
            painter.drawText(inner, _LEFT, words)

    def _paint_ghost(self, painter: QPainter, ghost: Entry, top: int, height: int) -> None:
        number = self.year_model.day_number(ghost.first)
        words = f"{ghost.sign} {ghost.title}"
        width = self._small.horizontalAdvance(words) + 2 * _GAP
        left = min(self.x_of(number), self.viewport().width() - width - 1.0)
        box = QRectF(left - _GAP, top, width, height - 2)
        painter.fillRect(box, THEME.colour("warning_surface"))
        painter.setPen(QPen(THEME.colour("warning"), 1, Qt.PenStyle.DashLine))
        painter.drawRect(box)
        painter.drawText(box.adjusted(_GAP, 0, 0, 0), _LEFT, words)

    def _paint_today(self, painter: QPainter, exposed: QRect) -> None:
        model = self.year_model
        if model.year.first <= model.shown.today <= model.year.last:
            x = round(self.x_of(model.day_number(model.shown.today)))
            painter.setPen(QPen(THEME.colour("accent"), 2))
            painter.drawLine(x, exposed.top(), x, exposed.bottom())

    # -- size -------------------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the weeks."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        weeks = self.year_model.year.weeks
        width = max(self.viewport().width() // weeks, _NARROWEST)
        self.horizontalHeader().setDefaultSectionSize(width)
        if self.year_model.lanes:
            self.setRowHeight(HOLIDAYS, _HOLIDAY_HEIGHT)
