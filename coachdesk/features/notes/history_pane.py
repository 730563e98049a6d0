"""Earlier versions of a note: when, what changed, and the way back."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from coachdesk.features.notes import service
from coachdesk.features.notes.changes import ADDED, REMOVED, LineChange, counts, line_changes
from coachdesk.features.notes.model import Meeting, NoteVersion
from coachdesk.kernel.dates import format_date, format_time
from coachdesk.kernel.dates.zone import wall_time
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.theme import THEME
from coachdesk.ui.widgets.basic import button, label, row_of

_ROLES = {ADDED: "done", REMOVED: "late"}


class HistoryPane(QWidget):
    """Stands in the place of the text until it is closed."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._meeting: Meeting | None = None
        self._versions: list[NoteVersion] = []
        self._names = QStringListModel(self)
        self.list = QListView()
        self.list.setModel(self._names)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(tr(msg("notes", "Versions, newest first")))
        self.list.selectionModel().currentChanged.connect(self._show_version)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr(msg("notes", "What changed")))
        self.restore = button(msg("notes", "Restore this version"), "primary")
        self.restore.clicked.connect(self._restore)
        close = button(msg("notes", "Close history"))
        close.clicked.connect(self.closed)
        panes = QHBoxLayout()
        panes.addWidget(self.list, 2)
        panes.addWidget(self.text, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(label(msg("notes", "History of the note"), "heading"))
        layout.addLayout(panes, 1)
        layout.addLayout(row_of(self.restore, None, close))

    @property
    def versions(self) -> list[NoteVersion]:
        """The versions listed, newest first."""
        return self._versions

    def show_meeting(self, meeting: Meeting) -> None:
        """List the versions of a note and show what the newest changed."""
        self._meeting = meeting
        self._versions = service.versions(self._context.ws, meeting)
        self._names.setStringList([self._name(version) for version in self._versions])
        if self._versions:
            self.list.setCurrentIndex(self._names.index(0))
        else:
            self.text.setPlainText(tr(msg("notes", "Nothing has been written yet.")))
            self.restore.setEnabled(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _name(version: NoteVersion) -> str:
        at = wall_time(version.at)
        added, removed = counts(line_changes(version.previous, version.body))
        when = f"{format_date(at.date(), current())} {format_time(at, current())}"
        return f"{when}   {ADDED}{added} {REMOVED}{removed}"

    def _show_version(self) -> None:
        place = self.list.currentIndex().row()
        if not 0 <= place < len(self._versions):
            return
        version = self._versions[place]
        self.restore.setEnabled(self._meeting is not None and version.body != self._meeting.body)
        self.text.clear()
        cursor = self.text.textCursor()
        for change in line_changes(version.previous, version.body):
            _write(cursor, change)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _restore(self) -> None:
        version = self._versions[self.list.currentIndex().row()]
        if self._meeting:
            service.restore(self._context.ws, self._meeting.rid, version.body, current())
            self._context.tell_done(msg("notes", "Earlier version restored"))
        self.closed.emit()


def _write(cursor: QTextCursor, change: LineChange) -> None:
    """One line with its sign; changed words are bold and underlined, so colour is not all."""
    plain, strong = QTextCharFormat(), QTextCharFormat()
    if change.sign in _ROLES:
        for style in (plain, strong):
            style.setForeground(THEME.colour(_ROLES[change.sign]))
    strong.setFontWeight(QFont.Weight.Bold)
    strong.setFontUnderline(True)
    cursor.insertText(f"{change.sign} ", plain)
    position = 0
    for start, end in change.words:
        cursor.insertText(change.text[position:start], plain)
        cursor.insertText(change.text[start:end], strong)
        position = end
    cursor.insertText(change.text[position:] + "\n", plain)
