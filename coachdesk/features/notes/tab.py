"""The notes of one team, on the team's page."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coachdesk.features.notes import store
from coachdesk.features.notes.actions import delete_note, start_note, target_of
from coachdesk.features.notes.model import MeetingRow
from coachdesk.features.notes.note_list import NoteList, NoteListModel
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.widgets.basic import EmptyState
from coachdesk.ui.widgets.fields import AddRow

_TABLES = ("meeting", "meeting_team")


class NotesTab(QWidget):
    """A line to begin a note, and the team's notes, newest first."""

    def __init__(self, context: Context, team_rid: int) -> None:
        super().__init__()
        self._context = context
        self._team_rid = team_rid
        self.line = AddRow(msg("notes", "Write here and press Enter, or Ctrl+N for an empty note"))
        self.line.submitted.connect(self._begin)
        self.list = NoteList(NoteListModel(self._fetch))
        self.list.opened.connect(self._open)
        self.list.delete_asked.connect(lambda rid: delete_note(context, rid))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(
            EmptyState(
                "notes",
                msg("notes", "No notes yet"),
                msg("notes", "Write the first one above: what was agreed, who does what, by when."),
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.M, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(self.line)
        layout.addWidget(self._stack, 1)
        self.refresh()

    def refresh(self) -> None:
        """Read the newest notes."""
        self.list.notes.reload()
        self._stack.setCurrentIndex(0 if self.list.notes.rows else 1)

    def on_change(self, change_set: ChangeSet) -> None:
        """Show what a commit changed."""
        if change_set.touches(*_TABLES):
            self.refresh()

    def open_target(self, target: Target) -> None:
        """Put the cursor on a note."""
        self.list.mark(target.rid)
        self.list.setFocus()

    def _fetch(self, before: tuple[str, int] | None) -> Sequence[MeetingRow]:
        return store.newest(self._context.ws.read, team_rid=self._team_rid, before=before)

    def _begin(self, text: str) -> None:
        start_note(self._context, self._team_rid, body=text + "\n")

    def _open(self, rid: int) -> None:
        self._context.navigate(target_of(rid))
