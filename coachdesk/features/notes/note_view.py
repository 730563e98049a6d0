"""An open note: header, text, what was found in it, pictures, history."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.features.notes import service, store
from coachdesk.features.notes.editor import NoteEditor
from coachdesk.features.notes.history_pane import HistoryPane
from coachdesk.features.notes.model import Meeting
from coachdesk.features.notes.note_header import NoteHeader
from coachdesk.features.notes.note_strip import NoteStrip
from coachdesk.features.notes.note_text import NoteText
from coachdesk.features.notes.pictures_pane import PICTURE_FILES, PicturesPane
from coachdesk.features.notes.templates import NoteTemplate, note_templates
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current
from coachdesk.ui.widgets.basic import button, row_of

_STRIP = 260
_SOON_MS = 50  # after a key, so that what follows from it does not stand before its paint


class NoteView(QWidget):
    """Shows one note and keeps what is typed. `escaped` follows Esc, `gone` a deletion."""

    escaped = Signal()
    delete_asked = Signal(int)
    erase_asked = Signal(int)
    gone = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self.header = NoteHeader(context)
        self.editor = NoteEditor()
        self.text = NoteText(context, self.editor, self._save)
        self.draft, self.spelling = self.text.draft, self.text.spelling
        self.strip = NoteStrip(context)
        self.strip.setFixedWidth(_STRIP)
        self.pictures = PicturesPane(context)
        self.history = HistoryPane(context)
        self.add_picture = button(msg("notes", "Add a picture…"), "link", icon="picture")
        self.templates = self._template_button()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        writing = QWidget()
        left = QVBoxLayout(writing)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.S)
        left.addWidget(self.editor, 1)
        left.addWidget(self.pictures)
        left.addLayout(row_of(self.add_picture, self.templates, None))
        across = QHBoxLayout()
        across.setSpacing(theme.M)
        across.addWidget(writing, 1)
        across.addWidget(self.strip)
        both = QWidget()
        both.setLayout(across)
        across.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(both)
        self._stack.addWidget(self.history)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.editor.escaped.connect(self.escaped)
        self.editor.textChanged.connect(self._soon.start)
        self._soon.timeout.connect(self._offer_templates)
        self.editor.pictures_given.connect(self._add_pictures)
        self.header.history_asked.connect(self.open_history)
        self.header.print_asked.connect(self.open_minutes)
        self.header.delete_asked.connect(lambda: self._tell(self.delete_asked))
        self.header.erase_asked.connect(lambda: self._tell(self.erase_asked))
        self.strip.task_ticked.connect(self._tick)
        self.strip.line_asked.connect(self._show_line)
        self.history.closed.connect(self.close_history)
        self.add_picture.clicked.connect(self._choose_pictures)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting whose note is shown."""
        return self.text.meeting

    def open_minutes(self) -> None:
        """Show the note as minutes on the print page, from where they are printed and saved."""
        if self.meeting and self.store_now():
            extra = {"handout": "minutes"}
            self._context.navigate(Target("print", "meeting", self.meeting.rid, extra))

    # -- what is shown ------------------------------------------------------------------------

    def open(self, meeting: Meeting) -> bool:
        """Show a note; the one before is stored first, and stays if that fails."""
        other = self.meeting is None or self.meeting.rid != meeting.rid
        if other and self.meeting and not self.store_now():
            return False
        self._show_all(meeting)
        if other:
            self.editor.place_cursor(0, 0)
            self._stack.setCurrentIndex(0)
        return True

    def set_narrow(self, *, narrow: bool) -> None:
        """With little room the strip shows only when it is asked for."""
        self.header.set_narrow(narrow=narrow)
        self.strip.setVisible(not narrow or self.header.details.isChecked())

    def store_now(self) -> bool:
        """Store what is typed; tells whether all is stored."""
        title_stored = self.header.title_draft.flush()
        return self.draft.flush() and title_stored

    def refresh(self) -> None:
        """Read the note anew, as after changes elsewhere."""
        if self.meeting is None:
            return
        found = store.meeting(self._context.ws.read, self.meeting.rid)
        if found is None or found.uuid != self.meeting.uuid:
            self._forget()
        else:
            self._show_all(found)

    def on_change(self, change_set: ChangeSet) -> None:
        """Show what a commit changed of the note; typing itself costs one row."""
        if self.meeting is None:
            return
        hanging = ("task", "decision", "attendance", "picture", "member", "team", "meeting_team")
        if change_set.touches(*hanging):
            self.refresh()
        elif not self.text.saving and self.meeting.rid in change_set.rows.get("meeting", ()):
            found = store.meeting(self._context.ws.read, self.meeting.rid)
            if found is None or found.uuid != self.meeting.uuid:
                self._forget()
            else:
                self._show_text(found)
                self.header.show_meeting(found)

    def _show_all(self, meeting: Meeting) -> None:
        self._show_text(meeting)
        self.header.show_meeting(meeting)
        self.strip.show_meeting(meeting)
        self.pictures.show_meeting(meeting)

    def _show_text(self, meeting: Meeting) -> None:
        if self.text.show(meeting):
            self._offer_templates()

    def _forget(self) -> None:
        self.text.forget()
        self.header.title_draft.discard()
        self.gone.emit()

    # -- typing -------------------------------------------------------------------------------

    def _save(self, text: str) -> None:
        if self.meeting is not None:
            service.save_body(self._context.ws, self.meeting.rid, text, current())

    def _offer_templates(self) -> None:
        empty = self.editor.document().isEmpty()
        if self.templates.isVisibleTo(self) != empty:
            self.templates.setVisible(empty)

    def _tick(self, line: str) -> None:
        if not self.editor.toggle_line(line):
            self.refresh()
        self.draft.flush()

    def _show_line(self, line: str) -> None:
        self.editor.show_line(line)
        self.editor.setFocus()

    # -- templates ----------------------------------------------------------------------------

    def _template_button(self) -> QPushButton:
        result = button(msg("notes", "Start from a template"), "link", icon="notes")
        menu = QMenu(result)
        for template in note_templates():
            action = QAction(template.name.in_language(current()), menu)
            action.triggered.connect(lambda _on, chosen=template: self._use(chosen))
            menu.addAction(action)
        result.setMenu(menu)
        return result

    def _use(self, template: NoteTemplate) -> None:
        self.editor.insertPlainText(template.body.in_language(current()).strip("\n") + "\n")
        self.editor.place_cursor(0, 0)
        self.editor.setFocus()
        if self.meeting and self.meeting.kind != template.kind:
            self.draft.flush()
            service.set_kind(self._context.ws, self.meeting.rid, template.kind)

    # -- pictures, history, deletion ----------------------------------------------------------

    def _add_pictures(self, sources: list[bytes | Path]) -> None:
        if self.meeting:
            self.pictures.add(self.meeting.rid, sources)

    def _choose_pictures(self) -> None:
        self._context.notices.choose_file(
            msg("notes", "Add a picture"), lambda path: self._add_pictures([path]), [PICTURE_FILES]
        )

    def open_history(self) -> None:
        """Show the earlier versions in the place of the text."""
        self.store_now()
        self.refresh()
        if self.meeting:
            self.history.show_meeting(self.meeting)
            self._stack.setCurrentWidget(self.history)
            self.history.list.setFocus()

    def close_history(self) -> None:
        """Show the text again."""
        self._stack.setCurrentIndex(0)
        # A button that is pressed keeps the focus until its event is over.
        QTimer.singleShot(0, self.editor, self.editor.setFocus)

    def _tell(self, signal: SignalInstance) -> None:
        if self.meeting:
            signal.emit(self.meeting.rid)
