"""Rows of a settings card: a name over a field that shows what is in force."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message
from coachdesk.ui.i18n import say
from coachdesk.ui.widgets.fields import FormRow

T = TypeVar("T")


class _Combo(QComboBox):
    """Turns the wheel over to the page: scrolling must not choose."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Choice(FormRow, Generic[T]):
    """A list to choose one of; `chosen` is called with the value."""

    def __init__(
        self,
        name: Message,
        options: Iterable[tuple[T, Message | str]],
        present: T,
        chosen: Callable[[T], object],
        hint: Message | str = "",
    ) -> None:
        self.combo = _Combo()
        super().__init__(name, self.combo, hint)
        self._values: list[T] = []
        for value, shown in options:
            self._values.append(value)
            self.combo.addItem(say(shown))
        if present in self._values:
            self.combo.setCurrentIndex(self._values.index(present))
        self.combo.activated.connect(lambda index: chosen(self._values[index]))
