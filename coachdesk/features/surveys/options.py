"""The options of a question, chosen by number keys."""

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from coachdesk.features.surveys.model import Kind, Question
from coachdesk.features.surveys.roomy import RoomyDelegate
from coachdesk.kernel.overriding import override
from coachdesk.ui import theme
from coachdesk.ui.i18n import current
from coachdesk.ui.widgets.fields import name_field

_CODE = Qt.ItemDataRole.UserRole
_PAUSE_MS = 900
"""Digits typed sooner after each other are one number."""
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_MOST_ROWS, _FEWEST_ROWS = 12, 4


class OptionList(QListWidget):
    """One option or several: digits choose, Space ticks, Enter goes on, Backspace goes back."""

    chosen = Signal()
    next_asked = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._several = False
        self._typed = ""
        self._since = QElapsedTimer()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setItemDelegate(RoomyDelegate(self))
        self.itemClicked.connect(self._choose)

    def show_question(self, question: Question, codes: tuple[int, ...]) -> None:
        """Show the options of a question, the answered ones ticked."""
        self.clear()
        self._typed = ""
        self._several = question.kind is Kind.MULTI
        name_field(self, question.title.in_language(current()))
        for option in question.options:
            label = f"{option.code}   {option.label.in_language(current())}"
            item = QListWidgetItem(label, self)
            item.setData(_CODE, option.code)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(_CHECKED if option.code in codes else _UNCHECKED)
        first = next((n for n, one in enumerate(self._items()) if one.data(_CODE) in codes), 0)
        self.setCurrentRow(first)
        row = max(self.sizeHintForRow(0), theme.XL)
        most = min(max(self.count(), 2), _MOST_ROWS)
        self.setMinimumHeight(min(most, _FEWEST_ROWS) * row + theme.M)
        self.setMaximumHeight(2 * most * row + theme.M)

    @property
    def codes(self) -> tuple[int, ...]:
        """What is ticked."""
        return tuple(one.data(_CODE) for one in self._items() if one.checkState() == _CHECKED)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _choose(self, item: QListWidgetItem) -> None:
        """Tick one; ticked already, it is no longer."""
        wanted = _UNCHECKED if item.checkState() == _CHECKED else _CHECKED
        if not self._several:
            for other in self._items():
                other.setCheckState(_UNCHECKED)
        item.setCheckState(wanted)
        self.setCurrentItem(item)
        self.chosen.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Space, Enter and Backspace; arrows move."""
        key, text = event.key(), event.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        elif key == Qt.Key.Key_Backspace:
            self.back_asked.emit()
        elif key == Qt.Key.Key_Space and self.currentItem() is not None:
            self._choose(self.currentItem())
        elif text.isascii() and text.isdecimal():
            self._type(text)
        else:
            super().keyPressEvent(event)

    def _type(self, digit: str) -> None:
        """A second digit goes on with the first while that makes a code that exists."""
        goes_on = bool(self._typed) and self._since.elapsed() < _PAUSE_MS
        longer = self._with_code(self._typed + digit) if goes_on else None
        item = longer or self._with_code(digit)
        if item is None:
            return
        if longer is not None and (before := self._with_code(self._typed)) is not None:
            before.setCheckState(_UNCHECKED)
        self._typed = self._typed + digit if longer is not None else digit
        self._since.start()
        if self._several or item.checkState() != _CHECKED:
            self._choose(item)

    def _with_code(self, digits: str) -> QListWidgetItem | None:
        return next((one for one in self._items() if one.data(_CODE) == int(digits)), None)
