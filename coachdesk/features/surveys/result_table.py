"""Frequency tables with a bar in each row, and breakdowns: chart and table in one."""

from dataclasses import dataclass
from textwrap import fill

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from coachdesk.features.surveys.report import COUNT, PERCENT, SHOWN_WORDS, column_name
from coachdesk.features.surveys.results import TOTAL, CrossColumn, CrossTable, QuestionResult, said
from coachdesk.features.surveys.roomy import RoomyDelegate
from coachdesk.features.surveys.words import percent_words
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import LANGUAGE, current, tr
from coachdesk.ui.theme import THEME
from coachdesk.ui.widgets.table import RECORD_ROLE, Column, Index, RecordModel, TableView

_BAR_COLUMN = 1
_BAR_SHARE = 0.24
_LEAST_BAR = 72
_BAR_HEIGHT = 12
_ROW = 28
_ANSWER_WIDTH = 206
_GROUP_WIDTH, _GROUP_CHARACTERS = 114, 19
"""Of a group's column in a breakdown; its name goes on in a second line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row on screen; `share` is the length of its bar, of the longest one in the table."""

    label: str
    count: int
    percent: str
    share: float = 0.0
    is_total: bool = False


def lines_of(result: QuestionResult) -> list[Line]:
    """The rows of a frequency table with its total; none where figures may not be shown."""
    if result.n is None:
        return []
    most = max((row.count for row in result.rows), default=0) or 1
    lines = []
    for row in result.rows:
        label = said(row.label, current(), tr)
        shown = label if row.code is None else f"{label} ({row.code})"
        per_cent = percent_words(row.percent, current())
        lines.append(Line(shown, row.count, per_cent, row.count / most))
    return [*lines, Line(tr(TOTAL), result.n, "", is_total=True)]


class WholeTable(TableView):
    """A table as high as its rows, whose texts wrap; the page scrolls, not the table."""

    def __init__(self, model: RecordModel[Line], name: str) -> None:
        super().__init__(model, name)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.fit)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.verticalHeader().setDefaultSectionSize(_ROW)

        # The stretched column has its width only after the table has got its own.
        self.horizontalHeader().sectionResized.connect(lambda *_: self._soon.start())

    def fit(self) -> None:
        """Make all rows visible."""
        self.resizeRowsToContents()
        frame = 2 * self.frameWidth()
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(self.verticalHeader().length() + head + frame + theme.XS)


class ResultTable(WholeTable):
    """The frequency table of one question; a bar beside each count repeats it to the eye."""

    def __init__(self, name: str) -> None:
        columns: list[Column[Line]] = [
            Column(msg("surveys", "Answer"), lambda line: line.label, stretch=True),
            Column(
                msg("surveys", "Bar"), lambda _: "", describe=lambda line: f"{line.percent}".strip()
            ),
            Column(COUNT, lambda line: str(line.count)),
            Column(PERCENT, lambda line: line.percent),
        ]
        self._lines: RecordModel[Line] = RecordModel(columns, identity=lambda line: line.label)
        super().__init__(self._lines, name)
        self.setItemDelegate(_Bars(self))
        self.horizontalHeader().setSectionResizeMode(_BAR_COLUMN, QHeaderView.ResizeMode.Fixed)

    def show_result(self, result: QuestionResult) -> None:
        """Show the figures of a question."""
        self._lines.set_records(lines_of(result))
        self.fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bars take their share of the width."""
        width = max(_LEAST_BAR, int(event.size().width() * _BAR_SHARE))
        self.horizontalHeader().resizeSection(_BAR_COLUMN, width)
        super().resizeEvent(event)


class _Bars(RoomyDelegate):
    """Draws the bars, sets figures to the right and the total in bold."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        line: Line = index.data(RECORD_ROLE)
        option.font.setBold(line.is_total)
        if index.column() > _BAR_COLUMN:
            option.displayAlignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        line: Line = index.data(RECORD_ROLE)
        if index.column() != _BAR_COLUMN or not line.share:
            return
        rect = option.rect
        width = int((rect.width() - 2 * theme.S) * line.share)
        top = rect.center().y() - _BAR_HEIGHT // 2
        bar = QRect(rect.left() + theme.S, top, max(width, 2), _BAR_HEIGHT)
        painter.fillRect(bar, THEME.colour("accent"))


# -- breakdowns ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CrossLine:
    """A row of a breakdown: the answer, and for each group its figure."""

    label: str
    cells: tuple[str, ...]


def cross_lines(table: CrossTable) -> list[CrossLine]:
    """Counts with their per cent, then the totals; groups too small say so in their total."""
    lines = [
        CrossLine(said(label, current(), tr), tuple(_cell(one, place) for one in table.columns))
        for place, label in enumerate(table.labels)
    ]
    totals = tuple(
        str(one.n) if one.n is not None else tr(SHOWN_WORDS[one.shown]) for one in table.columns
    )
    return [*lines, CrossLine(tr(TOTAL), totals)]


def _cell(column: CrossColumn, place: int) -> str:
    if column.n is None:
        return "–"
    row = column.rows[place]
    return f"{row.count} · {percent_words(row.percent, current())}" if row.count else "0"


def cross_view(table: CrossTable, name: Message | str) -> TableView:
    """A breakdown as a table of its own, since its columns are the groups."""
    columns: list[Column[CrossLine]] = [
        Column(msg("surveys", "Answer"), lambda line: line.label, stretch=True)
    ]
    columns += [_group(place, one) for place, one in enumerate(table.columns)]
    model: RecordModel[CrossLine] = RecordModel(columns, identity=lambda line: line.label)
    model.set_records(cross_lines(table))
    view = TableView(model, name)
    view.setWordWrap(True)
    view.setItemDelegate(RoomyDelegate(view))
    header = view.horizontalHeader()
    header.setTextElideMode(Qt.TextElideMode.ElideNone)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    header.resizeSection(0, _ANSWER_WIDTH)
    for place in range(len(table.columns)):
        header.setSectionResizeMode(place + 1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(place + 1, _GROUP_WIDTH)
    view.resizeRowsToContents()
    return view


def _group(place: int, column: CrossColumn) -> Column[CrossLine]:
    name = fill(column_name(column, LANGUAGE.texts), _GROUP_CHARACTERS)
    return Column(msg("surveys", "{name}", name=name), lambda line: line.cells[place])
