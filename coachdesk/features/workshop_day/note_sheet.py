"""One note of the day: its editor, its stamps, and the meeting it is written into."""

from collections.abc import Callable, Collection, Mapping, Sequence

from coachdesk.features.notes import service as notes
from coachdesk.features.notes import store as notes_store
from coachdesk.features.notes.model import Person
from coachdesk.features.notes.note_text import NoteText
from coachdesk.features.teams.model import Team
from coachdesk.features.workshop_day import service
from coachdesk.features.workshop_day.day_words import stamp_mark
from coachdesk.features.workshop_day.model import DayNote
from coachdesk.features.workshop_day.stamped_editor import StampedEditor
from coachdesk.kernel.overriding import override
from coachdesk.kernel.spelling.checker import Checker
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current

_PAINTED_MS = 60
"""After so long the note that was gone to is painted, and the one before can be stored."""


class NoteSheet(NoteText):
    """The note of a team, or (`team` None) of the whole workshop; made by its first letter."""

    def __init__(
        self,
        context: Context,
        held_rid: int,
        team: Team | None,
        people: Callable[[], Sequence[Person]],
        checker: Checker,
    ) -> None:
        self.stamped = StampedEditor()
        self._held_rid, self._team, self._people = held_rid, team, people
        self._shown: DayNote | None = None
        super().__init__(context, self.stamped, self._write, checker)
        self.draft.left_ms = _PAINTED_MS

    @property
    def team_rid(self) -> int | None:
        """The team, None for the whole workshop."""
        return self._team.rid if self._team else None

    def meeting_rid(self) -> int:
        """The meeting of the note, begun now if there is none yet."""
        return service.note_of(self._context.ws, self._held_rid, self.team_rid)

    @override
    def people(self) -> Sequence[Person]:
        """The members of the team; for the whole workshop those of all teams."""
        return self._people()

    @override
    def language(self) -> str:
        """The language of the team."""
        return self._team.language if self._team else current()

    def read(
        self, note: DayNote | None, titles: Mapping[int, str], changed: Collection[int] | None
    ) -> None:
        """Show what is stored, unless the meeting is none of those `changed` (None: read it).

        `titles` are those of the held blocks.
        """
        if note is None:
            self._empty()
            return
        if note == self._shown and changed is not None and note.meeting_rid not in changed:
            return
        meeting = notes_store.meeting(self._context.ws.read, note.meeting_rid)
        if meeting is not None:
            self._shown = note
            self.show(meeting)
            marks = (stamp_mark(stamp, titles) if stamp else None for stamp in note.stamps)
            self.stamped.show_marks(marks)

    def _empty(self) -> None:
        if self.meeting is not None:
            self._shown = None
            self.forget()
            with self.draft.loading():
                self.editor.show_text("")

    def _write(self, text: str) -> None:
        if text or self.meeting is not None:
            notes.save_body(self._context.ws, self.meeting_rid(), text, current())
