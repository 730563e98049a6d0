"""The blocks of a day as a table: keys and the mouse move, lengthen, rename and remove them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from coachdesk.features.agendas.model import KIND_NAMES, STEP, PlanBlock, Slot, parse_length
from coachdesk.features.agendas.verbs import PlanVerbs
from coachdesk.features.agendas.words import clock_words, gap_words, short_gap_words
from coachdesk.kernel.dates.typed_times import parse_time
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column, Index, RecordModel, TableView

START, LENGTH, TITLE, REMARK, KIND, MATERIALS, SEEN = range(7)
_MIME = "application/x-coachdesk-blocks"
_ROOM = {SEEN: 460, KIND: 680, MATERIALS: 860}
"""From which width of the table these columns are shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: a block with its times, and how many teams share it."""

    slot: Slot
    teams: int

    @property
    def block(self) -> PlanBlock:
        """The block."""
        return self.slot.block


def _start(line: Line) -> str:
    return clock_words(line.slot.begins, current())


def _said_start(line: Line) -> str:
    if line.block.fixed_at is None:
        return _start(line)
    return tr(msg("agendas", "{time}, fixed", time=_start(line)))


def _length(line: Line) -> str:
    return tr(msg("agendas", "{minutes} min", minutes=line.block.minutes))


def _said_length(line: Line) -> str:
    each = line.block.minutes_each(line.teams)
    if each is None:
        return _length(line)
    return tr(
        msg("agendas", "{length}, {each} min for each of {teams} teams",
            length=_length(line), each=each, teams=line.teams)
    )  # fmt: skip


def _said_remark(line: Line) -> str:
    words = gap_words(line.slot)
    return tr(words) if words else _remark(line)


def _remark(line: Line) -> str:
    words = short_gap_words(line.slot)
    if words:
        return tr(words)
    each = line.block.minutes_each(line.teams)
    if each is None:
        return ""
    return tr(msg("agendas", "{teams} × {each} min", teams=line.teams, each=each))


def _state(line: Line) -> Status:
    if line.slot.gap < 0:
        return Status.LATE
    return Status.SOON if line.slot.gap > 0 or line.slot.waits > 0 else Status.OPEN


def _seen(line: Line) -> str:
    if line.block.coach_only:
        return tr(msg("agendas", "only for coaches"))
    return tr(msg("agendas", "participants see it"))


def _said_title(line: Line) -> str:
    if line.block.coach_only:
        return tr(msg("agendas", "{title}, only for coaches", title=line.block.title))
    if not line.block.track:
        return line.block.title
    return tr(msg("agendas", "{title}, side by side in {track}",
                  title=line.block.title, track=line.block.track))  # fmt: skip


def _columns(verbs: PlanVerbs) -> list[Column[Line]]:
    def fix(line: Line, text: str) -> None:
        verbs.change(line.block, lambda: {"fixed_at": parse_time(text) if text.strip() else None})

    def measure(line: Line, text: str) -> None:
        verbs.change(line.block, lambda: {"minutes": parse_length(text)})

    def rename(line: Line, text: str) -> None:
        verbs.change(line.block, lambda: {"title": text})

    def show(line: Line, seen: bool) -> None:  # noqa: FBT001 - a column's answer
        verbs.change(line.block, lambda: {"coach_only": not seen})

    return [
        Column(msg("agendas", "Start"), _start, edit=fix, describe=_said_start,
               icon=lambda line: "lock" if line.block.fixed_at else ""),
        Column(msg("agendas", "Length"), _length, edit=measure, describe=_said_length),
        Column(msg("agendas", "What"), lambda line: line.block.title, edit=rename, strong=True,
               stretch=True, describe=_said_title,
               icon=lambda line: "eye-off" if line.block.coach_only else ""),
        Column(msg("agendas", "Remark"), _remark, status=_state, describe=_said_remark),
        Column(msg("agendas", "Kind"), lambda line: tr(KIND_NAMES[line.block.kind]), muted=True),
        Column(msg("agendas", "Materials"), lambda line: " ".join(line.block.materials.split()),
               muted=True, stretch=True),
        Column(msg("agendas", "Shown"), lambda _line: "", describe=_seen,
               checked=lambda line: not line.block.coach_only, set_checked=show),
    ]  # fmt: skip


class PlanModel(RecordModel[Line]):
    """The lines of a day; rows can be dragged to another place. `dropped` tells rids and row."""

    dropped = Signal(list, int)

    def __init__(self, verbs: PlanVerbs) -> None:
        super().__init__(_columns(verbs), lambda line: line.block.rid)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As any record; a block of a track stands indented under its name."""
        shown = super().data(index, role)
        if role == Qt.ItemDataRole.DisplayRole and index.isValid() and index.column() == TITLE:
            track = self.record(index).block.track
            return f"    ┃ {track} · {shown}" if track else shown
        return shown

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows are dragged, and dropped between rows."""
        flags = super().flags(index)
        if index.isValid():
            return flags | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        """Blocks are moved, not copied."""
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        """Blocks go no further than this table."""
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The rids of the rows."""
        rids = dict.fromkeys(self.record(index).block.rid for index in indexes)
        data = QMimeData()
        data.setData(_MIME, ",".join(map(str, rids)).encode())
        return data

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell where they were dropped once the drag is over; the change feed moves the rows."""
        del action, column
        if not data.hasFormat(_MIME):
            return False
        rids = [int(rid) for rid in data.data(_MIME).toStdString().split(",")]
        if row < 0:
            row = parent.row() if parent.isValid() else self.rowCount()
        QTimer.singleShot(0, self, lambda: self.dropped.emit(rids, row))
        return False


class PlanTable(TableView):
    """Alt+Up and Alt+Down move, + and − change lengths, F2 types, Space shows, Del removes."""

    def __init__(self, verbs: PlanVerbs) -> None:
        self.lines = PlanModel(verbs)
        super().__init__(self.lines, msg("agendas", "Plan of the day"))
        self._verbs = verbs
        self.lines.dropped.connect(self._on_dropped)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)

    def in_hand(self) -> list[PlanBlock]:
        """The selected blocks from top to bottom."""
        return [line.block for line in self.selected()]

    def choose(self, rids: Iterable[int]) -> None:
        """Select these blocks, the cursor on the first of them."""
        rows = sorted(row for rid in rids if (row := self.lines.row_of(rid)) >= 0)
        if not rows:
            return
        column = max(self.currentIndex().column(), 0)
        self.setCurrentIndex(self.lines.index(rows[0], column))
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.lines.index(row, 0), self.lines.index(row, SEEN))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(self.currentIndex())

    def move_by(self, by: int) -> None:
        """Move the selected blocks; they stay selected."""
        blocks = self.in_hand()
        self._verbs.move(blocks, by)
        self.choose(block.rid for block in blocks)

    def rename(self) -> None:
        """Type the title of the block under the cursor."""
        if self.currentIndex().isValid():
            self.setCurrentIndex(self.currentIndex().siblingAtColumn(TITLE))
            self.edit(self.currentIndex())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """What finds no room stands in the form."""
        for column, room in _ROOM.items():
            self.setColumnHidden(column, event.size().width() < room)
        super().resizeEvent(event)

    def _on_dropped(self, rids: list[int], row: int) -> None:
        self._verbs.place(rids, row)
        self.choose(rids)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys named above; all others as in any table."""
        if not self._did(event):
            super().keyPressEvent(event)

    def _did(self, event: QKeyEvent) -> bool:
        if self.state() == QAbstractItemView.State.EditingState:
            return True  # the field in the cell has had it
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_by(-1 if key == Qt.Key.Key_Up else 1)
        elif event.text() in ("+", "-", "−"):
            self._verbs.lengthen(self.in_hand(), STEP if event.text() == "+" else -STEP)
        elif key == Qt.Key.Key_Delete:
            self.remove()
        elif key == Qt.Key.Key_F2 and self.currentIndex().column() not in (START, LENGTH):
            self.rename()
        else:
            return False
        return True

    def remove(self) -> None:
        """Remove the selected blocks; the cursor goes to what takes their place."""
        row = self.currentIndex().row()
        self._verbs.remove(self.in_hand())
        if self.lines.records:
            left = self.lines.records[min(max(row, 0), len(self.lines.records) - 1)]
            self.choose([left.block.rid])
