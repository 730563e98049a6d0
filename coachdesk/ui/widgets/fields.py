"""Fields: form rows with buddies, rows that add by typing, dates typed as people type them."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import icons, theme
from coachdesk.ui.i18n import say, tr
from coachdesk.ui.theme import set_class
from coachdesk.ui.widgets.basic import label

_FILTER_PAUSE_MS = 60


def name_field(field: QWidget, name: Message | str, buddy: QLabel | None = None) -> None:
    """Give a field and its parts their accessible name, and a label that belongs to it."""
    field.setAccessibleName(say(name))
    if isinstance(field, QAbstractSpinBox):
        field.lineEdit().setAccessibleName(say(name))
    elif isinstance(field, QLineEdit):
        for action in field.actions():
            action.setText(say(name))
    if buddy is not None:
        buddy.setBuddy(field)
    elif isinstance(field, QComboBox):
        _name_combo(field, say(name))


def name_shown(shown: QLabel, name: Message | str) -> None:
    """Say what a text is that the keyboard reaches and can copy; its own words stay its name."""
    shown.setAccessibleDescription(say(name))
    shown.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByKeyboard
        | Qt.TextInteractionFlag.TextSelectableByMouse
    )
    shown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _name_combo(field: QComboBox, name: str) -> None:
    beside = (field.parentWidget() or field).findChildren(QLabel)
    labels = [each for each in beside if each.buddy() == field]
    if not labels:
        _UnseenLabel(name, field)
    elif isinstance(labels[0], _UnseenLabel):
        labels[0].call(name)


class _UnseenLabel(QLabel):
    """Names a combo box to screen readers on Linux, which there hear its value as its name.

    They look for labels among the siblings of a field, so it goes where the field goes.
    """

    def __init__(self, name: str, field: QComboBox) -> None:
        super().__init__()
        self._field = field
        self.call(name)
        self.setBuddy(field)
        self._stand_beside()
        field.installEventFilter(self)
        field.destroyed.connect(self.deleteLater)

    def call(self, name: str) -> None:
        """Give the field another name."""
        self.setText(name.replace("&", "&&"))

    def _stand_beside(self) -> None:
        self.setParent(self._field.parentWidget() or self._field)
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go where the field goes."""
        if event.type() == QEvent.Type.ParentChange:
            self._stand_beside()
        return False


class FormRow(QWidget):
    """A label over a field, with a place for a message about what was typed."""

    def __init__(self, name: Message | str, field: QWidget, hint: Message | str = "") -> None:
        super().__init__()
        self.field = field
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        self.label = label(name, "small", "muted", wrap=True)
        name_field(field, name, self.label)
        layout.addWidget(self.label)
        layout.addWidget(field)
        self._hint = say(hint)
        self._note = label("", "small", "muted", wrap=True)
        layout.addWidget(self._note)
        self.show_problem(None)

    def show_problem(self, message: Message | None) -> None:
        """Say what is wrong under the field; None brings the hint back."""
        text = tr(message) if message else self._hint
        self._note.setText(text)
        self._note.setVisible(bool(text))
        set_class(self._note, "small", "problem" if message else "muted")
        self.field.setAccessibleDescription(text)


class AddRow(QLineEdit):
    """The line "Add a task — type and press Enter": tells each line typed, then is empty again."""

    submitted = Signal(str)

    def __init__(self, placeholder: Message | str, name: Message | str = "") -> None:
        """`name` is the accessible name; the placeholder if there is none."""
        super().__init__()
        self._refused = False
        set_class(self, "plain")
        self.setPlaceholderText(say(placeholder))
        self.setAccessibleName(say(name) or say(placeholder))
        leading_icon(self, "add")
        self.returnPressed.connect(self._on_return)

    def refuse(self) -> None:
        """Called while `submitted` is handled: keep the line, for it could not be used."""
        self._refused = True

    def _on_return(self) -> None:
        text = self.text().strip()
        if not text:
            return
        self._refused = False
        self.submitted.emit(text)
        if not self._refused:
            self.clear()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the line."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class SearchField(QLineEdit):
    """Filters as you type: `query_changed` follows a short pause in typing."""

    query_changed = Signal(str)

    def __init__(self, placeholder: Message | str) -> None:
        super().__init__()
        self.setPlaceholderText(say(placeholder))
        self.setAccessibleName(say(placeholder))
        self.setClearButtonEnabled(True)
        leading_icon(self, "search")
        self._pause = QTimer(self, singleShot=True, interval=_FILTER_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.query_changed.emit(self.text()))
        self.textChanged.connect(lambda _text: self._pause.start())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody asks any more: the page is left, or all is being locked."""
        self._pause.stop()
        super().hideEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class DateField(QLineEdit):
    """A date typed in a person's way; `date_chosen` tells it, or None for an emptied field.

    `parse` turns text into a date or raises `UserError`; `show` writes a date.
    """

    date_chosen = Signal(object)
    refused = Signal(UserError)

    def __init__(
        self,
        parse: Callable[[str], dt.date | None],
        show: Callable[[dt.date], str],
        name: Message | str = "",
    ) -> None:
        super().__init__()
        self._parse, self._show = parse, show
        self._date: dt.date | None = None
        self.setPlaceholderText(tr(msg("dates", "Day, such as 24.11. or tomorrow")))
        self.setAccessibleName(say(name) or tr(msg("dates", "Date")))
        leading_icon(self, "calendar")
        self.editingFinished.connect(self.take)

    @property
    def date(self) -> dt.date | None:
        """The date in the field as last understood."""
        return self._date

    def set_date(self, date: dt.date | None) -> None:
        """Show a date without telling."""
        self._date = date
        self.setText(self._show(date) if date else "")

    def take(self) -> None:
        """Read what is typed now, as when the field is left."""
        shown = self._show(self._date) if self._date else ""
        text = self.text().strip()
        if text == shown:
            return
        try:
            date = self._parse(text) if text else None
        except UserError as problem:
            self.refused.emit(problem)
            return
        self.set_date(date)
        self.date_chosen.emit(date)

    @override
    def sizeHint(self) -> QSize:
        """Wide enough for a weekday and a date."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().averageCharWidth() * 22, hint.height())


def leading_icon(field: QLineEdit, icon: str) -> None:
    """Show a picture inside the field, before the text."""
    action = QAction(field)
    action.setText(field.accessibleName())
    field.addAction(action, QLineEdit.ActionPosition.LeadingPosition)
    icons.follow(action, icon, "muted")
