"""The text of one note in an editor: shown, checked for spelling, stored while it is typed."""

from collections.abc import Callable, Sequence
from uuid import uuid4

from PySide6.QtCore import QObject

from coachdesk.features.notes import rescued, store
from coachdesk.features.notes.completion import MOST_OFFERS
from coachdesk.features.notes.editor import NoteEditor
from coachdesk.features.notes.model import Meeting, Person
from coachdesk.features.teams import store as teams_store
from coachdesk.kernel.errors import EnvironmentProblem
from coachdesk.kernel.inputs import clean_text
from coachdesk.kernel.spelling.checker import Checker
from coachdesk.kernel.text import msg
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.spelling import SpellingMarks

_PAUSE_MS = 700


class NoteText(QObject):
    """Keeps an editor and a note the same. `save` writes the text; it may make the note first.

    A text that cannot be written is kept aside until it can.
    """

    def __init__(
        self,
        context: Context,
        editor: NoteEditor,
        save: Callable[[str], object],
        checker: Checker | None = None,
    ) -> None:
        super().__init__(editor)
        self._context = context
        self._save = save
        self._stored = ""  # the text in the data file as far as is known here
        self._kept_aside = ""
        self.saving = False
        self.meeting: Meeting | None = None
        self.editor = editor
        editor.people = self.people
        editor.tags = lambda typed: store.tags_beginning(context.ws.read, typed, MOST_OFFERS)
        editor.setPlaceholderText(
            tr(msg("notes", "Write here. [] makes a task, ! a decision, @ names a member, # tags."))
        )
        self.spelling = SpellingMarks(editor, context, self.language, self._names, checker)
        self.draft = context.drafts.watch(editor, editor.text, self._commit, pause_ms=_PAUSE_MS)

    def show(self, meeting: Meeting) -> bool:
        """Show a note, or what changed of it elsewhere; tells whether the text was set anew."""
        other = self.meeting is None or self.meeting.rid != meeting.rid
        changed_elsewhere = meeting.body != self._stored and not self.draft.dirty
        self.meeting = meeting
        if self.saving or not (other or changed_elsewhere):
            return False
        self._stored = meeting.body
        with self.draft.loading():
            self.editor.show_text(meeting.body)
        return True

    def forget(self) -> None:
        """The note is gone."""
        self.draft.discard()
        self.meeting = None
        self._stored = ""

    def people(self) -> Sequence[Person]:
        """Whom the note may name."""
        return store.people(self._context.ws.read, self.meeting.rid) if self.meeting else []

    def language(self) -> str:
        """The language of the note: that of its first team."""
        rids = self.meeting.team_rids if self.meeting else ()
        team = teams_store.team(self._context.ws.read, rids[0]) if rids else None
        return team.language if team else current()

    def _names(self) -> list[str]:
        return [person.name for person in self.people()]

    def _commit(self, text: str) -> None:
        text = clean_text(text)
        before, self._stored = self._stored, text
        self.saving = True
        try:
            self._save(text)
        except EnvironmentProblem:
            self._stored = before
            self._keep_aside(text)
            raise
        finally:
            self.saving = False
        if self._kept_aside:
            rescued.is_saved(self._context.ws, self._kept_aside)
            self._kept_aside = ""

    def _keep_aside(self, text: str) -> None:
        uuid = self.meeting.uuid if self.meeting else self._kept_aside or uuid4().hex
        if rescued.keep_aside(self._context.ws, uuid, text):
            self._kept_aside = uuid
