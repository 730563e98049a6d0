"""The line that adds a task, with what has been understood of it before Enter."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from coachdesk.features.programmes.due import Due
from coachdesk.features.tasks import service
from coachdesk.features.tasks.model import Who
from coachdesk.features.tasks.people import ME, Person, matching_names, take_mention
from coachdesk.features.tasks.service import NoSuchDayError, TypedLine
from coachdesk.features.tasks.typed_fields import people_of
from coachdesk.features.tasks.words import day_text, who_text
from coachdesk.features.teams import store as teams
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.theme import set_class
from coachdesk.ui.widgets.basic import label
from coachdesk.ui.widgets.fields import AddRow

_BEGUN = re.compile(r"(?<![\w@.+-])@([\w'’-]*)$")
_HINT = msg("tasks", "A date such as 24.11., tue, tomorrow or week 49 is understood; @ names who.")


class AddTaskRow(QWidget):
    """One line and Enter adds one task; a date that does not exist is said first.

    A second Enter adds such a line as it is, without a date.
    """

    added = Signal(int)

    def __init__(
        self,
        context: Context,
        team: Callable[[], int | None],
        otherwise: Callable[[], Who] = Who,
        *,
        hint: bool = True,
    ) -> None:
        """`team` is the one in hand; a line that names nobody is for `otherwise`."""
        super().__init__()
        self._context = context
        self._team = team
        self._otherwise = otherwise
        self._hint = hint
        self._warned = ""
        self.field = AddRow(msg("tasks", "Add a task — type and press Enter"))
        self.preview = label("", "small", "muted", wrap=True)
        self.preview.setIndent(theme.XL + theme.M)
        self.field.setAccessibleDescription(tr(_HINT))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.field)
        layout.addWidget(self.preview)
        self.setFocusProxy(self.field)
        self._completion = _NameCompletion(self.field, self._people)
        self.field.textChanged.connect(lambda _text: self.show_preview())
        self.field.submitted.connect(self._add)
        self.show_preview()

    def show_preview(self) -> None:
        """Say what is understood of the line; call it when another team is in hand."""
        try:
            typed = self._read(self.field.text()) if self.field.text().strip() else None
        except UserError as problem:
            self._say(tr(problem.message), problem=True)
            return
        hint = tr(_HINT) if self._hint and not self.field.text() else ""
        self._say(self._understood(typed) if typed else hint)

    def _understood(self, typed: TypedLine) -> str:
        today, team_rid = self._context.clock.today(), self._team()
        team = teams.team(self._context.ws.read, team_rid) if team_rid else None
        day = day_text(typed.due.on, today) if typed.due.on else ""
        parts = (day, who_text(typed.who), team.name if team and self._hint else "")
        return " · ".join(part for part in parts if part)

    def _say(self, text: str, *, problem: bool = False) -> None:
        self.preview.setText(text)
        self.preview.setVisible(bool(text) or self._hint)
        set_class(self.preview, "small", "problem" if problem else "muted")

    def _read(self, line: str) -> TypedLine:
        people, today = self._people(), self._context.clock.today()
        try:
            typed = service.read_line(line, today, current(), people)
        except NoSuchDayError:
            if line != self._warned:
                raise
            rest, who = take_mention(line, people)
            typed = TypedLine(rest, Due(), who)
        if typed.who == Who():
            return TypedLine(typed.title, typed.due, self._otherwise())
        return typed

    def _people(self) -> Sequence[Person]:
        return people_of(self._context.ws.read, self._team(), self._context.clock.today())

    def _add(self, line: str) -> None:
        try:
            typed = self._read(line)
            rid = service.add_task(
                self._context.ws, typed.title, self._team(), typed.who, typed.due
            )
        except NoSuchDayError as problem:
            self._warned = line
            self._refuse(msg("tasks", "{problem} Enter again adds it without a date.",
                             problem=problem.message))  # fmt: skip
        except UserError as problem:
            self._refuse(problem.message)
        else:
            self._warned = ""
            self.added.emit(rid)

    def _refuse(self, message: Message) -> None:
        self.field.refuse()
        self._say(tr(message), problem=True)


class _NameCompletion(QCompleter):
    """Offers members while a name behind `@` is being typed."""

    def __init__(self, field: QLineEdit, people: Callable[[], Sequence[Person]]) -> None:
        super().__init__(field)
        self._field, self._people = field, people
        self._offers = QStringListModel(self)
        self.setModel(self._offers)
        self.setWidget(field)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.activated.connect(self._insert)
        field.textEdited.connect(lambda _text: self._offer())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab take the chosen name, and do not add the task yet."""
        popup = self.popup()
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
            and popup is not None
            and popup.isVisible()
            and popup.currentIndex().isValid()
        ):
            self._insert(str(popup.currentIndex().data()))
            popup.hide()
            return True
        return super().eventFilter(watched, event)

    def _offer(self) -> None:
        begun = _BEGUN.search(self._field.text()[: self._field.cursorPosition()])
        names = matching_names(begun[1], self._people(), tr(ME)) if begun else []
        self._offers.setStringList(names)
        if names:
            self.complete()
        elif popup := self.popup():
            popup.hide()

    def _insert(self, name: str) -> None:
        at = self._field.cursorPosition()
        text = self._field.text()
        before = _BEGUN.sub(lambda _begun: f"@{name} ", text[:at])
        self._field.setText(before + text[at:])
        self._field.setCursorPosition(len(before))
