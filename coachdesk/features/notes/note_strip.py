"""Beside an open note: who was there, and the tasks and decisions found in the text."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from coachdesk.features.notes import service, store
from coachdesk.features.notes.model import PRESENCE, Meeting, NoteTaskRow, Person
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.theme import set_class
from coachdesk.ui.widgets.basic import Card, Scroll, button, clear, icon_button, label, row_of
from coachdesk.ui.widgets.fields import AddRow
from coachdesk.ui.widgets.status import Status, StatusLabel

_SOON = dt.timedelta(days=7)
_FAR = dt.timedelta(days=200)  # from here on a date is shown with its year


def due_status(task: NoteTaskRow, today: dt.date) -> Status:
    """How a task stands on a day."""
    if task.done:
        return Status.DONE
    if task.due_on is None or task.due_on > today + _SOON:
        return Status.OPEN
    return Status.LATE if task.due_on < today else Status.SOON


class _Link(QPushButton):
    """A text in one line that ends in … where there is no room, and can be pressed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        set_class(self, "link")
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what fits."""
        super().resizeEvent(event)
        room = self.width() - 2 * theme.S
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))


class _Name(QCheckBox):
    """A name to tick that ends in … where there is no room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what fits."""
        super().resizeEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words = QStyle.SubElement.SE_CheckBoxContents
        room = self.style().subElementRect(words, option, self).width()
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))


class NoteStrip(Scroll):
    """Three cards; ticking a task here ticks its line in the text."""

    task_ticked = Signal(str)
    line_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(margins=0, spacing=theme.M)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._context = context
        self._meeting: Meeting | None = None
        self._tasks = Card(msg("notes", "Tasks in the note"))
        self._decisions = Card(msg("notes", "Decisions"))
        self._presence = Card(msg("notes", "Present"))
        self._guest = AddRow(msg("notes", "Add a guest"))
        self._guest.submitted.connect(self._add_guest)
        self._lists: dict[Card, QVBoxLayout] = {}
        self._made: list[QWidget] = []
        for card in (self._tasks, self._decisions, self._presence):
            self._lists[card] = QVBoxLayout()
            self._lists[card].setSpacing(theme.XS)
            card.body.addLayout(self._lists[card])
            self.body.addWidget(card)
        self._presence.add(self._guest)
        self.body.addStretch(1)

    def show_meeting(self, meeting: Meeting) -> None:
        """Read and show what belongs to the meeting."""
        self._meeting = meeting
        with self._keeping_focus():
            self._made.clear()
            self._show_tasks(meeting)
            self._show_decisions(meeting)
            self._show_presence(meeting)
        for before, after in pairwise([*self._made, self._guest]):
            QWidget.setTabOrder(before, after)

    @contextmanager
    def _keeping_focus(self) -> Iterator[None]:
        """Widgets are made anew; the one of the same name gets the focus back."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        kind, name = type(focused), focused.accessibleName() if focused and inside else ""
        yield
        if inside and issubclass(kind, QCheckBox | QPushButton):
            for widget in self._made:
                if type(widget) is kind and widget.accessibleName() == name:
                    widget.show()  # a layout shows new widgets only later
                    widget.setFocus(Qt.FocusReason.OtherFocusReason)
                    return

    # -- tasks and decisions ------------------------------------------------------------------

    def _show_tasks(self, meeting: Meeting) -> None:
        tasks = store.tasks(self._context.ws.read, meeting.uuid)
        lines = self._emptied(self._tasks)
        for task in tasks:
            lines.addWidget(self._task(task))
        if not tasks:
            hint = msg(
                "notes", "Start a line with [] and it becomes a task; a date in it is its due date."
            )
            lines.addWidget(label(hint, "small", "muted", wrap=True))

    def _task(self, task: NoteTaskRow) -> QWidget:
        box = QCheckBox()
        box.setChecked(task.done)
        box.setAccessibleName(task.title)
        self._made.append(box)
        box.clicked.connect(lambda _on, line=task.line: self.task_ticked.emit(line))
        words = [part for part in (task.who, self._due(task)) if part]
        result = QWidget()
        grid = QGridLayout(result)
        grid.setContentsMargins(0, 0, 0, theme.XS)
        grid.setSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(box, 0, 0)
        grid.addWidget(self._link(task.title, task.line), 0, 1)
        if words:
            grid.addWidget(self._standing(task, " · ".join(words)), 1, 1)
        return result

    def _standing(self, task: NoteTaskRow, words: str) -> QLabel:
        status = due_status(task, self._context.clock.today())
        if status in (Status.LATE, Status.SOON):
            shown: QLabel = StatusLabel(status, words)
            shown.setWordWrap(True)
        else:
            shown = label(words, "small", "muted", wrap=True)
        shown.setIndent(theme.XS)
        return shown

    def _due(self, task: NoteTaskRow) -> str:
        if task.due_on is None:
            return ""
        far = abs(task.due_on - self._context.clock.today()) > _FAR
        return format_date(task.due_on, current(), "day" if far else "short")

    def _show_decisions(self, meeting: Meeting) -> None:
        decisions = store.decisions(self._context.ws.read, meeting.rid)
        lines = self._emptied(self._decisions)
        for decision in decisions:
            lines.addWidget(self._link(decision.text, decision.text))
        if not decisions:
            hint = msg("notes", "Start a line with ! to write down a decision.")
            lines.addWidget(label(hint, "small", "muted", wrap=True))

    def _link(self, text: str, line: str) -> QPushButton:
        """A text that shows its line in the note."""
        result = _Link(text)
        result.clicked.connect(lambda: self.line_asked.emit(line))
        self._made.append(result)
        return result

    # -- attendance ---------------------------------------------------------------------------

    def _show_presence(self, meeting: Meeting) -> None:
        read = self._context.ws.read
        there = store.attendance(read, meeting.rid)
        states = {one.member_rid: one.state for one in there if one.member_rid is not None}
        lines = self._emptied(self._presence)
        for person in store.people(read, meeting.rid):
            lines.addWidget(self._person(person, states.pop(person.rid, "")))
        for one in there:
            if one.member_rid is None or one.member_rid in states:
                lines.addWidget(self._guest_row(one.rid, one.name))

    def _person(self, person: Person, state: str) -> QWidget:
        """A tick for present, and a menu for what is more than that."""
        box = _Name(person.name)
        box.setChecked(state not in ("", "absent"))
        box.clicked.connect(lambda on: self._set_presence(person.rid, "present" if on else ""))
        plain = state in ("", "present")
        more = button("…" if plain else PRESENCE[state], "link", "small")
        more.setAccessibleName(tr(msg("notes", "How {name} was there", name=person.name)))
        more.setToolTip(more.accessibleName())
        more.setMenu(self._states(more, person.rid, state))
        self._made += [box, more]
        result = QWidget()
        across = row_of(box, more, spacing=theme.XS)
        across.setStretch(0, 1)
        result.setLayout(across)
        return result

    def _states(self, parent: QWidget, member_rid: int, chosen: str) -> QMenu:
        menu = QMenu(parent)
        for state, name in PRESENCE.items():
            action = QAction(tr(name), menu)
            action.setCheckable(True)
            action.setChecked(state == chosen)
            action.triggered.connect(lambda _on, state=state: self._set_presence(member_rid, state))
            menu.addAction(action)
        return menu

    def _guest_row(self, rid: int, name: str) -> QWidget:
        remove = icon_button("close", msg("notes", "Remove {name}", name=name))
        self._made.append(remove)
        remove.clicked.connect(lambda: service.remove_attendee(self._context.ws, rid))
        result = QWidget()
        result.setLayout(row_of(label(name), None, remove))
        return result

    def _set_presence(self, member_rid: int, state: str) -> None:
        if self._meeting:
            service.set_presence(self._context.ws, self._meeting.rid, member_rid, state)

    def _add_guest(self, name: str) -> None:
        if self._meeting is None:
            return
        try:
            service.add_guest(self._context.ws, self._meeting.rid, name)
        except UserError as problem:
            self._guest.refuse()
            self._context.notices.error(problem)

    def _emptied(self, card: Card) -> QVBoxLayout:
        lines = self._lists[card]
        clear(lines)
        return lines
