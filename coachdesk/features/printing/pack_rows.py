"""The hand-outs that a pack can hold, each with a box to tick and how many copies there are."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.features.printing.model import Handout
from coachdesk.features.printing.pack import MOST_COPIES, Copies, CopyRule, PackItem
from coachdesk.features.teams.combos import CalmCombo, CalmSpin
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import Card, label
from coachdesk.ui.widgets.fields import name_field

_OF_TEAM: Mapping[CopyRule, Message] = {
    CopyRule.TEAM: msg("printing", "One for each team"),
    CopyRule.PERSON: msg("printing", "One for each participant"),
    CopyRule.NUMBER: msg("printing", "Copies for each team"),
}
_OF_ROOM: Mapping[CopyRule, Message] = {
    **_OF_TEAM,
    CopyRule.NUMBER: msg("printing", "Copies for the room"),
}


class PackRow(QWidget):
    """A hand-out; while it is ticked, what the number of its copies follows."""

    ticked = Signal()
    copies_changed = Signal()

    def __init__(self, handout: Handout[Any], *, is_blank: bool) -> None:
        super().__init__()
        self.item = PackItem(handout, is_blank=is_blank, choices=handout.usual())
        self.box = QCheckBox(tr(handout.title))
        self.total = label("", "small", "muted")
        self.rule = CalmCombo()
        for rule, words in (_OF_TEAM if self.item.is_of_team else _OF_ROOM).items():
            self.rule.addItem(tr(words), rule.value)
        self.number = CalmSpin(1, MOST_COPIES)
        title = handout.title
        name_field(self.rule, msg("printing", "Copies: {title}", title=title))
        self.number.setAccessibleName(tr(msg("printing", "Number of copies: {title}", title=title)))
        self._build()
        self.box.toggled.connect(lambda _: self._show_copies())
        self.box.toggled.connect(lambda _: self.ticked.emit())
        self.rule.currentIndexChanged.connect(lambda _: self._show_copies())
        self.rule.currentIndexChanged.connect(lambda _: self.copies_changed.emit())
        self.number.valueChanged.connect(lambda _: self.copies_changed.emit())

    def _build(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.box, 1)
        first.addWidget(self.total, 0, Qt.AlignmentFlag.AlignVCenter)
        self._copies = QWidget()
        second = QHBoxLayout(self._copies)
        second.setContentsMargins(theme.L, 0, 0, theme.XS)
        second.setSpacing(theme.S)
        second.addWidget(self.rule, 1)
        second.addWidget(self.number)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addLayout(first)
        layout.addWidget(self._copies)
        self._show_copies()

    def chosen(self) -> PackItem | None:
        """The hand-out with its copies; None while it is not ticked."""
        if not self.box.isChecked():
            return None
        copies = Copies(CopyRule(self.rule.currentData()), self.number.value())
        own = self.item
        return PackItem(own.handout, copies, own.is_blank, own.choices)

    def choose(self, item: PackItem | None) -> None:
        """Tick it as an item says, or not at all. Nobody is told."""
        with QSignalBlocker(self):
            if item is not None:
                self.rule.setCurrentIndex(self.rule.findData(item.copies.rule.value))
                self.number.setValue(item.copies.number)
            self.box.setChecked(item is not None)

    def show_total(self, copies: int) -> None:
        """How many copies the choice comes to now."""
        self.total.setText(
            tr(msg("printing", "× {count}", count=copies)) if self.box.isChecked() else ""
        )

    def _show_copies(self) -> None:
        self._copies.setVisible(self.box.isChecked())
        self.number.setVisible(self.rule.currentData() == CopyRule.NUMBER.value)


class PaperList(Card):
    """Hand-outs of one kind, below each other."""

    changed = Signal(object)
    """Another choice; with the row that was ticked just now, if one was."""

    def __init__(self, title: Message, handouts: Sequence[Handout[Any]], *, is_blank: bool) -> None:
        super().__init__(title, spacing=theme.XS)
        self.rows = [PackRow(one, is_blank=is_blank) for one in handouts]
        for row in self.rows:
            row.ticked.connect(self._on_ticked)
            row.copies_changed.connect(lambda: self.changed.emit(None))
            self.add(row)
        self.setVisible(bool(self.rows))

    def _on_ticked(self) -> None:
        row = self.sender()
        is_on = isinstance(row, PackRow) and row.box.isChecked()
        self.changed.emit(row if is_on else None)

    def chosen(self) -> list[PackItem]:
        """The hand-outs that are ticked."""
        return [item for row in self.rows if (item := row.chosen())]

    def choose(self, items: Iterable[PackItem]) -> None:
        """Tick exactly these, as far as they are of this kind."""
        wanted = {(item.handout.key, item.is_blank): item for item in items}
        for row in self.rows:
            row.choose(wanted.get((row.item.handout.key, row.item.is_blank)))
