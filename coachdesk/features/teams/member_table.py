"""The table of a team's members, edited in its cells by keyboard."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coachdesk.features.teams.combos import CalmCombo
from coachdesk.features.teams.model import ROLE_NAMES, Member, MemberFields, Role
from coachdesk.kernel.dates import format_date, parse_date
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

Save = Callable[[Member, Callable[[], MemberFields]], None]
"""Stores what the function returns; it may raise `UserError` for what cannot be understood."""

GROUP_COLUMN, ROLE_COLUMN = 1, 2


def member_columns(save: Save, today: Callable[[], dt.date]) -> list[Column[Member]]:
    """The columns; `save` gets each edit."""

    def day(text: str) -> dt.date | None:
        if not text.strip():
            return None
        return parse_date(text, today(), current(), prefer_future=False)

    return [
        Column(
            msg("teams", "Name"),
            lambda m: m.name,
            edit=lambda m, text: save(m, lambda: {"name": text}),
            strong=True,
            stretch=True,
        ),
        Column(
            msg("teams", "Occupational group"),
            lambda m: m.occupational_group,
            edit=lambda m, text: save(m, lambda: {"occupational_group": text}),
            stretch=True,
        ),
        Column(
            msg("teams", "Role"),
            lambda m: tr(ROLE_NAMES[m.role]),
            edit=lambda m, text: save(m, lambda: {"role": _role_shown_as(text, m.role)}),
        ),
        Column(
            msg("teams", "Phone"),
            lambda m: m.phone,
            edit=lambda m, text: save(m, lambda: {"phone": text}),
        ),
        Column(
            msg("teams", "E-mail"),
            lambda m: m.email,
            edit=lambda m, text: save(m, lambda: {"email": text}),
            stretch=True,
        ),
        Column(
            msg("teams", "From"),
            lambda m: _shown(m.active_from),
            edit=lambda m, text: save(m, lambda: {"active_from": day(text)}),
        ),
        Column(
            msg("teams", "Until"),
            lambda m: _shown(m.active_to),
            edit=lambda m, text: save(m, lambda: {"active_to": day(text)}),
            status=lambda m: Status.OPEN if m.is_active(today()) else Status.NOT_APPLICABLE,
            describe=lambda m: _said_of_end(m, today()),
        ),
    ]


class MemberTable(TableView):
    """Typing, Enter or F2 edits a cell; Del removes, Alt+Up and Alt+Down move, Ctrl+V pastes."""

    removal_asked = Signal()
    move_asked = Signal(int)
    paste_asked = Signal()
    addition_asked = Signal()

    def __init__(self, model: RecordModel[Any], groups: Callable[[], Sequence[str]]) -> None:
        """`groups` tells the occupational groups to complete from."""
        super().__init__(model, msg("teams", "Members"))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.EditKeyPressed | trigger.AnyKeyPressed | trigger.DoubleClicked)
        self.setItemDelegateForColumn(GROUP_COLUMN, _GroupDelegate(groups, self))
        self.setItemDelegateForColumn(ROLE_COLUMN, _RoleDelegate(self))

    def paste(self) -> None:
        """What the window's verb "Paste" does here."""
        self.paste_asked.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class; all others as in every table."""
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif key == Qt.Key.Key_Insert:
            self.addition_asked.emit()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_asked.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit_current()
        else:
            super().keyPressEvent(event)

    def _edit_current(self) -> None:
        # The Enter that ends an edit comes here too.
        editing = self.state() == QAbstractItemView.State.EditingState
        if self.currentIndex().isValid() and not editing:
            self.edit(self.currentIndex())


class _GroupDelegate(QStyledItemDelegate):
    """Completes from the groups in use."""

    def __init__(self, groups: Callable[[], Sequence[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._groups = groups

    @override
    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """A line with completion."""
        editor = QLineEdit(parent)
        completer = QCompleter(list(self._groups()), editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        editor.setCompleter(completer)
        editor.setAccessibleName(tr(msg("teams", "Occupational group")))
        return editor


class _RoleDelegate(QStyledItemDelegate):
    """Offers the roles."""

    @override
    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """A combo that stores as soon as a role is chosen."""
        editor = CalmCombo()
        editor.setParent(parent)
        editor.addItems([tr(name) for name in ROLE_NAMES.values()])
        editor.setAccessibleName(tr(msg("teams", "Role")))
        editor.activated.connect(lambda: self._close(editor))
        return editor

    def _close(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


def _role_shown_as(text: str, otherwise: Role) -> Role:
    return next((role for role, name in ROLE_NAMES.items() if tr(name) == text), otherwise)


def _shown(day: dt.date | None) -> str:
    return format_date(day, current(), "day") if day else ""


def _said_of_end(member: Member, today: dt.date) -> str:
    if member.active_to is None:
        return ""
    if member.active_to < today:
        return tr(msg("teams", "Left the team on {day}", day=_shown(member.active_to)))
    return tr(msg("teams", "In the team until {day}", day=_shown(member.active_to)))
