"""The hand-outs that a pack can hold, each with a box to tick and how many copies there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
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

_NUMBER_WIDTH = 3 * theme.XL
_OF_TEAM: Mapping[CopyRule, Message] = {
    CopyRule.TEAM: msg("printing", "One for each team"),
    CopyRule.PERSON: msg("printing", "One for each participant"),
    CopyRule.NUMBER: msg("printing", "Copies for each team"),
}
_OF_ROOM: Mapping[CopyRule, Message] = {
    **_OF_TEAM,
    CopyRule.NUMBER: msg("printing", "Copies for the room"),
}


class CopiesField(QWidget):
    """What the number of copies of a hand-out follows."""

    changed = Signal()

    def __init__(self, item: PackItem) -> None:
        super().__init__()
        self.rule = CalmCombo()
        for rule, words in (_OF_TEAM if item.is_of_team else _OF_ROOM).items():
            self.rule.addItem(tr(words), rule.value)
        self.number = CalmSpin(1, MOST_COPIES)
        self.number.setMaximumWidth(_NUMBER_WIDTH)
        title = item.handout.title
        name_field(self.rule, msg("printing", "Copies: {title}", title=title))
        name_field(self.number, msg("printing", "Number of copies: {title}", title=title))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.L, 0, 0, theme.XS)
        layout.setSpacing(theme.S)
        layout.addWidget(self.rule, 1)
        layout.addWidget(self.number)
        self.show_copies(item.copies)
        self.rule.currentIndexChanged.connect(lambda _: self._show_number())
        self.rule.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.number.valueChanged.connect(lambda _: self.changed.emit())

    def copies(self) -> Copies:
        """What is chosen."""
        return Copies(CopyRule(self.rule.currentData()), self.number.value())

    def show_copies(self, copies: Copies) -> None:
        """Choose this. Nobody is told."""
        with QSignalBlocker(self):
            self.rule.setCurrentIndex(self.rule.findData(copies.rule.value))
            self.number.setValue(copies.number)
        self._show_number()

    def _show_number(self) -> None:
        self.number.setVisible(self.rule.currentData() == CopyRule.NUMBER.value)


class PackRow(QWidget):
    """A hand-out; once it is ticked, what the number of its copies follows."""

    ticked = Signal()
    copies_changed = Signal()

    def __init__(self, handout: Handout[Any], *, is_blank: bool) -> None:
        super().__init__()
        self.item = PackItem(handout, is_blank=is_blank, choices=handout.usual())
        self.field: CopiesField | None = None
        """Made when it is wanted first: most papers are not ticked, and fields take time."""
        self.box = QCheckBox(tr(handout.title))
        self.total = label("", "small", "muted")
        first = QHBoxLayout()
        first.addWidget(self.box, 1)
        first.addWidget(self.total, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.XS)
        self._column.addLayout(first)
        self.box.toggled.connect(self._show_field)
        self.box.toggled.connect(lambda _: self.ticked.emit())

    def chosen(self) -> PackItem | None:
        """The hand-out with its copies; None while it is not ticked."""
        if not self.box.isChecked() or self.field is None:
            return None
        return replace(self.item, copies=self.field.copies())

    def choose(self, item: PackItem | None) -> None:
        """Tick it as an item says, or not at all. Nobody is told."""
        if item is not None:
            self.item = replace(self.item, copies=item.copies)
            if self.field is not None:
                self.field.show_copies(item.copies)
        with QSignalBlocker(self):
            self.box.setChecked(item is not None)

    def show_total(self, copies: int) -> None:
        """How many copies the choice comes to now."""
        self.total.setText(
            tr(msg("printing", "× {count}", count=copies)) if self.box.isChecked() else ""
        )

    def _show_field(self, wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self.field is None and wanted:
            self.field = CopiesField(self.item)
            self.field.changed.connect(self.copies_changed)
            self._column.addWidget(self.field)
            QWidget.setTabOrder(self.box, self.field.rule)
            QWidget.setTabOrder(self.field.rule, self.field.number)
        if self.field is not None:
            self.field.setVisible(wanted)


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
        if not self.rows:
            self.hide()  # and else not shown: without a parent yet it would be a window

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
