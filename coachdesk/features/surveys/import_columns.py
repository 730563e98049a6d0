"""The columns of a table of answers, each with the question that it belongs to, also by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from coachdesk.features.surveys.columns import NOT_USED, UNIT_COLUMN
from coachdesk.features.surveys.model import Survey
from coachdesk.features.surveys.reading import Reading
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.fields import name_field
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_CHOICE = 1


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column (from 0) of a file and what it is: a question's key, the unit, or not used."""

    column: int
    title: str
    what: str
    is_unsure: bool = False

    @property
    def status(self) -> Status:
        """Used, in doubt, or not used."""
        if self.what:
            return Status.DONE
        return Status.SOON if self.is_unsure else Status.NOT_APPLICABLE


class ColumnTable(TableView):
    """A row for each column, with a choice of question to which Enter or Tab goes.

    `said` tells column and choice.
    """

    said = Signal(int, str)

    def __init__(self, survey: Survey) -> None:
        self._keys = [NOT_USED, UNIT_COLUMN, *(one.key for one in survey.questions)]
        self._words = QStringListModel(_words(survey))
        self._combos: list[QComboBox] = []
        columns: list[Column[ColumnLine]] = [
            Column(
                msg("surveys", "Column"), lambda line: line.title,
                status=lambda line: line.status, stretch=True,
            ),
            Column(msg("surveys", "Belongs to"), lambda _: "", describe=self._said, stretch=True),
        ]  # fmt: skip
        self._lines: RecordModel[ColumnLine] = RecordModel(columns, lambda line: line.column)
        super().__init__(self._lines, msg("surveys", "Columns of the file"))
        self._words.setParent(self)
        self._lines.modelReset.connect(self._make_combos)
        self.opened.connect(lambda line: self.combo(line.column).setFocus())

    def _said(self, line: ColumnLine) -> str:
        return self._words.stringList()[self._keys.index(line.what)]

    def show_reading(self, reading: Reading | None) -> None:
        """Show the columns of what was read; the choices stay where the columns are the same."""
        lines = _lines_of(reading) if reading else []
        self._lines.set_records(lines)
        for combo, line in zip(self._combos, lines, strict=True):
            combo.setCurrentIndex(self._keys.index(line.what))
            combo.setToolTip(combo.currentText())

    def combo(self, column: int) -> QComboBox:
        """The choice of a column."""
        return self._combos[self._lines.row_of(column)]

    def _make_combos(self) -> None:
        self._combos = [self._combo(row, line) for row, line in enumerate(self._lines.records)]
        before: QWidget = self
        for combo in self._combos:
            QWidget.setTabOrder(before, combo)
            before = combo

    def _combo(self, row: int, line: ColumnLine) -> QComboBox:
        combo = CalmCombo()
        combo.setModel(self._words)
        self.setIndexWidget(self._lines.index(row, _CHOICE), combo)
        name_field(combo, msg("surveys", "Column “{title}” belongs to", title=line.title))
        combo.activated.connect(lambda place: self.said.emit(line.column, self._keys[place]))
        return combo


def _words(survey: Survey) -> list[str]:
    titles = (one.title.in_language(current()) for one in survey.questions)
    numbered = (f"{number}. {title}" for number, title in enumerate(titles, start=1))
    return [tr(msg("surveys", "not used")), tr(msg("surveys", "Unit or team")), *numbered]


def _lines_of(reading: Reading) -> Sequence[ColumnLine]:
    what = {one.column: one.question.key for one in reading.columns}
    if reading.unit is not None:
        what[reading.unit] = UNIT_COLUMN
    return [
        ColumnLine(
            column,
            text or tr(msg("surveys", "Column {number}, without a title", number=column + 1)),
            what.get(column, NOT_USED),
            text in reading.unsure,
        )
        for column, text in enumerate(reading.header)
    ]
