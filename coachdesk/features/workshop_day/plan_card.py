"""The plan while it is held: real times behind, expected ones ahead, how late the day is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.features.agendas.model import STEP
from coachdesk.features.agendas.words import clock_words, length_words
from coachdesk.features.workshop_day.day_list import DayLine, DayList
from coachdesk.features.workshop_day.day_words import (
    block_name,
    drift_status,
    drift_words,
    state_word,
)
from coachdesk.features.workshop_day.model import BlockState, Row, Standing
from coachdesk.features.workshop_day.offered_days import NO_PLAN
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, ElidedLabel, Scroll, button, label
from coachdesk.ui.widgets.fields import AddRow, name_shown
from coachdesk.ui.widgets.status import StatusLabel

_ABOUT, _HIGH = 132, 620
"""The height of goal and instructions, and that of the card from which they are shown."""
_LENGTHS = {Qt.Key.Key_Plus: STEP, Qt.Key.Key_Minus: -STEP}


class PlanCard(Card):
    """Tells what is to be done with a block of the plan, and what is parked."""

    lengthened = Signal(int, int)
    """The rid of a block, and by how many minutes."""
    skip_asked = Signal(int)
    """The rid of a block that is to be left out, or taken in again."""
    parked = Signal(str)
    parking_asked = Signal()

    def __init__(self) -> None:
        super().__init__(msg("workshop_day", "Agenda"))
        self._shown: tuple[object, ...] = ()
        self._rows: dict[int, Row] = {}
        self.drift = StatusLabel()
        self.header.addWidget(self.drift)
        self.list = _PlanList()
        self.name = ElidedLabel("", "small", "strong")
        self.about = label("", "small", wrap=True)
        self._about = Scroll(margins=0)
        self._about.body.addWidget(self.about)
        self._about.body.addStretch(1)
        self._about.setMaximumHeight(_ABOUT)
        name_shown(self.about, msg("agendas", "Instructions for the coach"))
        self.bar = _BlockBar()
        self.line = AddRow(msg("workshop_day", "Park an idea"))
        self.line.setToolTip(tr(msg("workshop_day", "Park an idea (Ctrl+Shift+P)")))
        self.lot = button("", "link")
        self.nothing = label(NO_PLAN, "muted", wrap=True)
        self.add(self.nothing)
        self.add(self.list, 1)
        self.add(self.name)
        self.add(self._about)
        self.add(self.bar)
        self.add(self.line)
        self.body.addWidget(self.lot, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.lengthened.connect(self._lengthen)
        self.list.skipped.connect(self._skip)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_bar())
        self.bar.shorter.clicked.connect(lambda: self._lengthen(-STEP))
        self.bar.longer.clicked.connect(lambda: self._lengthen(STEP))
        self.bar.skip.clicked.connect(self._skip)
        self.line.submitted.connect(self.parked)
        self.lot.clicked.connect(self.parking_asked)

    def show_standing(self, standing: Standing) -> None:
        """Show how the day stands; nothing is touched while it stands as it did."""
        shown = (standing.rows, standing.drift_minutes, current())
        if shown == self._shown:
            return
        self._shown = shown
        self._rows = {row.block.rid: row for row in standing.rows}
        self.list.show_lines([_line(row) for row in standing.rows])
        drift = standing.drift_minutes
        self.drift.show_status(drift_status(drift), drift_words(drift))
        self.drift.setVisible(bool(standing.rows))
        self.nothing.setVisible(not standing.rows)
        self._show_bar()

    def show_parked(self, waiting: int) -> None:
        """Show how many lines wait in the parking lot."""
        words = msg("workshop_day", "Parking lot: {count}", count=waiting)
        self.lot.setText(tr(words))

    def _row(self) -> Row | None:
        key = self.list.key()
        return self._rows.get(key) if isinstance(key, int) else None

    def _show_bar(self) -> None:
        row = self._row()
        self.bar.setVisible(row is not None and row.block.began_at is None)
        if row is not None:
            self.bar.show_row(row)
            self.name.setText(block_name(row.block))
            parts = (row.block.goal, row.block.instructions)
            self.about.setText("\n".join(filter(None, parts)))
        self._fit_about()

    def _fit_about(self) -> None:
        """Goal and instructions of the block under the cursor, where there is room for them."""
        has_row = self._row() is not None
        high = self.height() >= _HIGH
        self._about.setVisible(high and has_row and bool(self.about.text()))
        self.name.setVisible(has_row and not (self._about.isHidden() and self.bar.isHidden()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window shows the plan only."""
        super().resizeEvent(event)
        self._fit_about()

    def _lengthen(self, by: int) -> None:
        row = self._row()
        if row is not None:
            self.lengthened.emit(row.block.rid, by)

    def _skip(self) -> None:
        row = self._row()
        if row is not None:
            self.skip_asked.emit(row.block.rid)


class _PlanList(DayList):
    """Plus and minus change the length of a block, Del leaves it out or takes it in again."""

    lengthened = Signal(int)
    skipped = Signal()

    def __init__(self) -> None:
        super().__init__(msg("workshop_day", "Agenda of the day"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that change the block under the cursor."""
        key = Qt.Key(event.key())
        if key in _LENGTHS:
            self.lengthened.emit(_LENGTHS[key])
        elif key == Qt.Key.Key_Delete:
            self.skipped.emit()
        else:
            super().keyPressEvent(event)


class _BlockBar(QWidget):
    """What can be done with a block that has not begun: the coffee that is to be shorter."""

    def __init__(self) -> None:
        super().__init__()
        self.shorter = button(msg("workshop_day", "−5 min"))
        self.longer = button(msg("workshop_day", "+5 min"))
        self.skip = button(msg("workshop_day", "Skip"), "link")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.XS)
        for each in (self.shorter, self.longer):
            across.addWidget(each)
        across.addWidget(self.skip, 1)

    def show_row(self, row: Row) -> None:
        """Show what can be done with this one."""
        name = block_name(row.block)
        skip = msg("workshop_day", "Take in") if row.block.skipped else msg("workshop_day", "Skip")
        self.skip.setText(tr(skip))
        for each in (self.shorter, self.longer):
            each.setEnabled(not row.block.skipped)
        for each in (self.shorter, self.longer, self.skip):
            each.setAccessibleDescription(name)


def _line(row: Row) -> DayLine:
    language, block = current(), row.block
    begins, length = clock_words(row.begins, language), tr(length_words(block.minutes))
    right = {BlockState.DONE: "✓", BlockState.SKIPPED: "–"}.get(row.state, length)
    planned = clock_words(block.planned_begins, language)
    spoken = msg(
        "workshop_day", "{begins} {title}, {length}, {state}; planned {planned}",
        begins=begins, title=block_name(block), length=length, state=state_word(row),
        planned=planned,
    )  # fmt: skip
    past = row.state in {BlockState.DONE, BlockState.SKIPPED}
    return DayLine(
        block.rid, begins, block_name(block), right=right, spoken=tr(spoken), is_past=past,
        is_now=row.state is BlockState.NOW,
    )  # fmt: skip
