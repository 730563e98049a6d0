"""A field for the date of an event: a day, some days, an ISO week, or nothing while it is open."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit

from coachdesk.features.programmes.event_words import shown_date, typed_date
from coachdesk.features.programmes.model import EventDate
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message
from coachdesk.ui.i18n import current, say
from coachdesk.ui.widgets.fields import leading_icon

_CHARACTERS = 18


class EventDateField(QLineEdit):
    """`chosen` tells an `EventDate` when the field is left with another one, or on Enter.

    `refused` tells the `UserError` about what is no date; the text stays to be mended.
    """

    chosen = Signal(object)
    refused = Signal(UserError)

    def __init__(self, today: Callable[[], dt.date], placeholder: Message | str) -> None:
        super().__init__()
        self._today = today
        self._date = EventDate.open()
        self.setPlaceholderText(say(placeholder))
        leading_icon(self, "calendar")
        self.setMinimumWidth(self.sizeHint().width())
        self.editingFinished.connect(self.take)

    @property
    def date(self) -> EventDate:
        """The date as last understood."""
        return self._date

    def show_date(self, date: EventDate) -> None:
        """Show a date without telling."""
        self._date = date
        text = shown_date(date, current())
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def take(self) -> bool:
        """Read what is typed now; tells whether it makes sense."""
        if self.text().strip() == shown_date(self._date, current()):
            return True
        try:
            date = typed_date(self.text(), self._today(), current())
        except UserError as problem:
            self.refused.emit(problem)
            return False
        self.show_date(date)
        self.chosen.emit(date)
        return True

    @override
    def sizeHint(self) -> QSize:
        """Wide enough for a day or a week with its year."""
        hint = super().sizeHint()
        return QSize(
            self.fontMetrics().averageCharWidth() * _CHARACTERS + hint.height(), hint.height()
        )
