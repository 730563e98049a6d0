"""The page of notes: the list, newest first, beside the open note."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.features.notes import service, store
from coachdesk.features.notes.actions import (
    MEETING,
    ask_to_erase,
    delete_note,
    start_note,
    target_of,
)
from coachdesk.features.notes.model import KINDS, Meeting, MeetingRow
from coachdesk.features.notes.note_header import PRINT, teams_at_work
from coachdesk.features.notes.note_list import NoteList, NoteListModel
from coachdesk.features.notes.note_view import NoteView
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import tr
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import EmptyState, button
from coachdesk.ui.widgets.fields import SearchField, name_field

_LIST = 290
_NARROW_LIST = 220
_NARROW = 940  # below this width there is no room for list, text and strip side by side


class NotesPage(Page):
    """Notes of all teams, of one team, of one kind or with one tag."""

    key: ClassVar[str] = "notes"
    title = msg("notes", "Notes")
    icon: ClassVar[str] = "notes"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._fresh: int | None = None  # a note begun just now, which may still be empty
        self._glanced = False  # the open note was shown by the page, not chosen by her
        self.team = QComboBox()
        self.kind = QComboBox()
        self.tag = SearchField(msg("notes", "Tag"))
        self.list = NoteList(NoteListModel(self._fetch))
        self.view = NoteView(context)
        self._none_open = self._empty_state()
        self._right = QStackedWidget()
        self._right.addWidget(self._none_open)
        self._right.addWidget(self.view)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        name_field(self.team, msg("notes", "Notes of which team"))
        name_field(self.kind, msg("notes", "Notes of which kind"))
        self.kind.addItem(tr(msg("notes", "All kinds")), "")
        for kind, name in KINDS.items():
            self.kind.addItem(tr(name), kind)
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        column.addWidget(self.team)
        column.addWidget(self.kind)
        column.addWidget(self.tag)
        column.addWidget(self.list, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
        layout.setSpacing(theme.L)
        layout.addWidget(self._left)
        layout.addWidget(self._right, 1)

    def _connect(self) -> None:
        for choice in (self.team, self.kind):
            choice.activated.connect(self._on_filtered)
        self.tag.query_changed.connect(self._on_tag_typed)
        self.list.chosen.connect(self._open)
        self.list.opened.connect(self._write_in)
        self.list.delete_asked.connect(self._delete)
        self.view.delete_asked.connect(self._delete)
        self.view.erase_asked.connect(self._erase)
        self.view.escaped.connect(self._on_escaped)
        self.view.gone.connect(self._on_gone)
        self.view.header.details.toggled.connect(self._share_room)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """With little room the strip takes the place of the list while it is asked for."""
        narrow = self.width() < _NARROW
        self.view.set_narrow(narrow=narrow)
        self._left.setFixedWidth(_NARROW_LIST if narrow else _LIST)
        asked = self._is_open() and self.view.header.details.isChecked()
        self._left.setVisible(not (narrow and asked))

    def _empty_state(self) -> EmptyState:
        new = button(msg("notes", "New note"), "primary")
        new.clicked.connect(self._new)
        return EmptyState(
            "notes",
            msg("notes", "No note is open"),
            msg("notes", "Choose one from the list, or start a new one with Ctrl+N."),
            new,
        )

    # -- the page's side ----------------------------------------------------------------------

    @override
    def actions_of_page(self) -> Sequence[Action]:
        """Alt+1 … Alt+9 give the open note to a team; Del and the history have menus as well."""
        is_open = self._is_open
        teams = [
            Action(
                f"notes.team_{number}",
                msg("notes", "Give the note to team {number}", number=number),
                partial(self.view.header.choose_team, number),
                shortcut=f"Alt+{number}",
                enabled=is_open,
                in_palette=False,
            )
            for number in range(1, 10)
        ]
        history = Action(
            "notes.history", msg("notes", "History of the note"), self.view.open_history,
            icon="history", enabled=is_open,
        )  # fmt: skip
        picture = Action(
            "notes.picture", msg("notes", "Add a picture"), self.view.add_picture.click,
            icon="picture", enabled=is_open,
        )  # fmt: skip
        minutes = Action(
            "notes.minutes", PRINT, self.view.open_minutes, icon="print", menu="print",
            enabled=is_open,
        )  # fmt: skip
        return [*teams, history, picture, minutes, self.view.spelling.action(is_open)]

    @override
    def refresh(self) -> None:
        """Read the filters, the list and the open note anew."""
        self._fill_teams()
        self._reload()
        self.view.refresh()

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Typing changes one row; all else reads the fifty in sight again."""
        if change_set.touches("team"):
            self._fill_teams()
        changed = change_set.rows.get("meeting", frozenset())
        if change_set.touches("team", "meeting_team") or not self._update_rows(changed):
            self._reload()
        self.view.on_change(change_set)

    @override
    def open_target(self, target: Target) -> None:
        """A note ("meeting"), a decision in one, or the notes of a team or with a tag."""
        if target.kind in {"team", "tag"}:
            self._filter_by(target.rid, target.extra.get("tag", ""))
            return
        meeting = self._meeting_of(target)
        if meeting is None and not self._is_open():
            self._show_newest()
        if meeting is None or not self._show(meeting):
            return
        if target.extra.get("new"):
            self._fresh = meeting.rid
        if line := target.extra.get("line", ""):
            self.view.editor.show_line(line)
        self.view.editor.setFocus()

    @override
    def current_target(self) -> Target:
        """The open note."""
        meeting = self.view.meeting
        return target_of(meeting.rid) if meeting else Target(self.key)

    @override
    def subject(self) -> Target:
        """The team whose notes are listed, else the only team of the open note."""
        teams = self.view.meeting.team_rids if self.view.meeting else ()
        only = teams[0] if len(teams) == 1 and not self._glanced else None
        return Target("teams", "team", self.team.currentData() or only)

    @override
    def state(self) -> dict[str, str]:
        """The filters and the cursor."""
        line, column = self.view.editor.cursor_place()
        return {
            "team": str(self.team.currentData() or ""),
            "kind": str(self.kind.currentData()),
            "note": str(self.view.meeting.rid if self.view.meeting else ""),
            "line": str(line),
            "column": str(column),
        }

    @override
    def restore(self, state: dict[str, str]) -> None:
        """Show the same list and note, with the cursor where it was."""
        if state.get("team", "").isdigit():
            self.team.setCurrentIndex(max(self.team.findData(int(state["team"])), 0))
        self.kind.setCurrentIndex(max(self.kind.findData(state.get("kind", "")), 0))
        self._reload()
        if state.get("note", "").isdigit():
            self._open(int(state["note"]))
            if state.get("line", "").isdigit() and state.get("column", "").isdigit():
                self.view.editor.place_cursor(int(state["line"]), int(state["column"]))

    @override
    def focus_default(self) -> None:
        """The text of the note that she opened, else the list."""
        (self.view.editor if self._is_open() and not self._glanced else self.list).setFocus()

    # -- the list -----------------------------------------------------------------------------

    def _fetch(self, before: tuple[str, int] | None) -> Sequence[MeetingRow]:
        return store.newest(
            self.context.ws.read,
            team_rid=self.team.currentData(),
            kind=self.kind.currentData() or "",
            tag=self.tag.text().strip().removeprefix("#").lower(),
            before=before,
        )

    def _fill_teams(self) -> None:
        chosen = self.team.currentData()
        self.team.clear()
        self.team.addItem(tr(msg("notes", "All teams")), None)
        for team in teams_at_work(self.context):
            self.team.addItem(team.name, team.rid)
        self.team.setCurrentIndex(max(self.team.findData(chosen), 0))

    def _reload(self) -> None:
        self.list.notes.reload()
        self._mark()

    def _mark(self) -> None:
        self.list.mark(self.view.meeting.rid if self.view.meeting else None)

    def _update_rows(self, rids: frozenset[int]) -> bool:
        rows = store.by_rids(self.context.ws.read, sorted(rids)) if rids else []
        return len(rows) == len(rids) and all(map(self.list.notes.update_row, rows))

    def _on_tag_typed(self) -> None:
        if self.isVisible():  # the field tells a moment later, when all may have been locked
            self._on_filtered()

    def _on_filtered(self) -> None:
        self._reload()
        self.list.scrollToTop()

    def _filter_by(self, team_rid: int | None, tag: str) -> None:
        self.team.setCurrentIndex(max(self.team.findData(team_rid), 0))
        self.kind.setCurrentIndex(0)
        self.tag.setText(tag)
        self._on_filtered()
        self.list.setFocus()

    # -- the open note ------------------------------------------------------------------------

    def _is_open(self) -> bool:
        return self.view.meeting is not None

    def _meeting_of(self, target: Target) -> Meeting | None:
        read = self.context.ws.read
        if target.extra.get("uuid"):
            return store.meeting_by_uuid(read, target.extra["uuid"])
        if target.rid is None:
            return None
        if target.kind == "decision":
            return store.meeting_of_decision(read, target.rid)
        return store.meeting(read, target.rid) if target.kind in {MEETING, "note"} else None

    def _open(self, rid: int) -> None:
        meeting = store.meeting(self.context.ws.read, rid)
        if meeting is not None:
            self._show(meeting)

    def _show_newest(self) -> None:
        """Something to look at; what is typed goes into a note only when she enters it."""
        newest = self.list.notes.index(0)
        if newest.isValid():
            self._open(newest.data(Qt.ItemDataRole.UserRole).rid)
            self._glanced = True

    def _show(self, meeting: Meeting) -> bool:
        self._glanced = False
        before = self.view.meeting
        if not self.view.open(meeting):
            self._mark()
            return False
        self._right.setCurrentWidget(self.view)
        self._share_room()
        if before and before.rid != meeting.rid:
            self._drop_if_empty(before.rid)
        self._mark()
        self.context.actions.refresh()
        return True

    def _write_in(self, rid: int) -> None:
        self._open(rid)
        self.view.editor.setFocus()

    def _new(self) -> None:
        start_note(self.context, self.team.currentData())

    def _on_escaped(self) -> None:
        if self.view.store_now() and self.view.meeting:
            rid = self.view.meeting.rid
            self._drop_if_empty(rid)
            self.list.setFocus()

    def _drop_if_empty(self, rid: int) -> None:
        """A note begun and left without a word leaves nothing behind."""
        if rid == self._fresh:
            self._fresh = None
            if store.is_empty(self.context.ws.read, rid):
                service.delete(self.context.ws, rid)

    def _on_gone(self) -> None:
        self._right.setCurrentWidget(self._none_open)
        self._share_room()
        self.context.actions.refresh()

    def _delete(self, rid: int) -> None:
        if self.view.store_now():
            delete_note(self.context, rid)

    def _erase(self, rid: int) -> None:
        if self.view.store_now():
            ask_to_erase(self.context, rid)
