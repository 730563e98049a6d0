"""The notes of the day, one editor for each team: a key brings another one, cursor and all."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coachdesk.features.notes.editor import NoteEditor
from coachdesk.features.notes.model import Person
from coachdesk.features.notes.pictures_pane import PICTURE_FILES, PicturesPane
from coachdesk.features.teams.model import Team
from coachdesk.features.workshop_day.day_words import wall_clock
from coachdesk.features.workshop_day.model import DayNote
from coachdesk.features.workshop_day.note_sheet import NoteSheet
from coachdesk.features.workshop_day.scene import Scene, notes_of
from coachdesk.kernel.spelling.checker import Checker
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import ElidedLabel, button, label, row_of

WHOLE = 0
"""Stands for the whole workshop where a team's rid is told."""
_AT_THE_END = (1 << 30, 1 << 30, 0)
_SOON_MS = 120


class NoteStack(QWidget):
    """Shows the note of one team at a time; the others keep cursor and scroll behind it."""

    chosen = Signal(int)
    """Another team is in hand: its rid, or `WHOLE`."""
    escaped = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._scene: Scene | None = None
        self._sheets: dict[int, NoteSheet] = {}
        self._kept: dict[int, tuple[int, int, int]] = {}
        self._state: dict[str, str] = {}
        self._checker = Checker()
        self.in_hand = WHOLE
        self.heading = ElidedLabel("", "heading")
        self.saved = label("", "small", "muted")
        self.stack = QStackedWidget()
        self.pictures = PicturesPane(context)
        self.add_picture = button(msg("notes", "Add a picture…"), "link", icon="picture")
        self.add_picture.clicked.connect(self._choose_picture)
        self._make_soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._make_soon.timeout.connect(self._make_one)
        context.drafts.saved.connect(self._on_saved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        head = row_of(self.heading, self.saved)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.pictures)
        layout.addLayout(row_of(self.add_picture, None))

    # -- what is shown ------------------------------------------------------------------------

    def show_scene(self, scene: Scene, changed: Collection[int] | None = None) -> None:
        """Show a day, its notes as far as their meetings `changed` (None: all).

        Sheets of teams that went away go.
        """
        if self._scene is not None and self._scene.day.uuid != scene.day.uuid:
            self._let_go(set(self._sheets))
            self.in_hand = WHOLE
        self._bring_back(scene.day.uuid)
        self._scene = scene
        self._let_go(self._sheets.keys() - {WHOLE, *scene.team_names()})
        if self.in_hand not in (WHOLE, *scene.team_names()):
            self.in_hand = WHOLE
        self._read(scene.notes, changed)
        self.choose(self.in_hand)
        self._make_soon.start()

    def read_notes(self, changed: Collection[int]) -> None:
        """Read the notes anew after these meetings changed, as by typing."""
        if self._scene is not None:
            found = notes_of(self._context.ws.read, self._scene.day.rid)
            self._scene = self._scene._replace(notes=found)
            self._read(found, changed)

    def _read(
        self, found: Mapping[int | None, DayNote], changed: Collection[int] | None = None
    ) -> None:
        assert self._scene is not None  # noqa: S101 - only read with one
        titles = self._scene.titles()
        for sheet in self._sheets.values():
            sheet.read(found.get(sheet.team_rid), titles, changed)
        self._show_pictures()

    def choose(self, team_rid: int) -> None:
        """Show the note of a team (`WHOLE`: of the whole workshop)."""
        scene = self._scene
        if scene is None:
            return
        self.in_hand = team_rid
        sheet = self._sheet(team_rid)
        self.stack.setCurrentWidget(sheet.editor)
        name = scene.team_names().get(team_rid)
        words = msg("workshop_day", "Note · {team}", team=name) if name else _WHOLE_NOTE
        self.heading.setText(tr(words))
        sheet.editor.setAccessibleName(tr(words))
        self._show_pictures()
        self.chosen.emit(team_rid)

    def _show_pictures(self) -> None:
        sheet = self._sheets.get(self.in_hand)
        meeting = sheet.meeting if sheet else None
        if meeting is not None:
            self.pictures.show_meeting(meeting)
        self.pictures.setVisible(meeting is not None and bool(self.pictures.shown))

    # -- the sheets ---------------------------------------------------------------------------

    def _sheet(self, team_rid: int) -> NoteSheet:
        if team_rid not in self._sheets:
            self._sheets[team_rid] = self._make(team_rid)
        return self._sheets[team_rid]

    def _make(self, team_rid: int) -> NoteSheet:
        scene = self._scene
        assert scene is not None  # noqa: S101 - only made with one
        team: Team | None = next((t for t in scene.teams if t.rid == team_rid), None)
        people = partial(self._people, team_rid)
        sheet = NoteSheet(self._context, scene.day.rid, team, people, self._checker)
        sheet.read(scene.notes.get(sheet.team_rid), scene.titles(), None)
        sheet.editor.escaped.connect(self.escaped)
        sheet.editor.pictures_given.connect(self._add_pictures)
        self.stack.addWidget(sheet.editor)
        self._place_cursor(sheet, self._kept.pop(team_rid, _AT_THE_END))
        return sheet

    @staticmethod
    def _place_cursor(sheet: NoteSheet, place: tuple[int, int, int]) -> None:
        line, column, scrolled = place
        sheet.editor.place_cursor(line, column)
        sheet.editor.verticalScrollBar().setValue(scrolled)

    def _people(self, team_rid: int) -> Sequence[Person]:
        found = self._scene.people if self._scene else {}
        return found.get(team_rid) or [person for some in found.values() for person in some]

    def _make_one(self) -> None:
        """Make the sheets one by one in pauses, so that the first key to a team is as fast."""
        if self._scene is None:
            return
        missing = [rid for rid in (*self._scene.team_names(), WHOLE) if rid not in self._sheets]
        if missing and self.isVisible():
            self._sheet(missing[0])
            self._make_soon.start()

    def _let_go(self, rids: set[int]) -> None:
        for rid in rids:
            sheet = self._sheets.pop(rid)
            sheet.draft.flush()
            self.stack.removeWidget(sheet.editor)
            sheet.editor.deleteLater()

    @property
    def sheet(self) -> NoteSheet:
        """The sheet in sight."""
        return self._sheets[self.in_hand]

    @property
    def editor(self) -> NoteEditor:
        """The editor in sight."""
        return self.sheet.editor

    # -- typing -------------------------------------------------------------------------------

    def _on_saved(self) -> None:
        now = wall_clock(self._context.clock.now())
        self.saved.setText(tr(msg("workshop_day", "saved {time}", time=now)))

    def store_now(self) -> bool:
        """Store what is typed; tells whether all is stored."""
        stored = [sheet.draft.flush() for sheet in self._sheets.values()]  # each, also after a no
        return all(stored)

    # -- pictures -----------------------------------------------------------------------------

    def _add_pictures(self, sources: list[bytes | Path]) -> None:
        self.pictures.add(self.sheet.meeting_rid(), sources)

    def _choose_picture(self) -> None:
        self._context.notices.choose_file(
            msg("notes", "Add a picture"), lambda path: self._add_pictures([path]), [PICTURE_FILES]
        )

    # -- coming back --------------------------------------------------------------------------

    def state(self) -> dict[str, str]:
        """The team in hand, and cursor and scroll of every note."""
        places = {
            rid: (*sheet.editor.cursor_place(), sheet.editor.verticalScrollBar().value())
            for rid, sheet in self._sheets.items()
        }
        written = (f"{rid}:{':'.join(map(str, place))}" for rid, place in places.items())
        uuid = self._scene.day.uuid if self._scene else ""
        return {"held": uuid, "team": str(self.in_hand), "cursors": " ".join(written)}

    def restore(self, state: Mapping[str, str]) -> None:
        """Bring back what `state` told, as soon as its day is shown."""
        self._state = dict(state)
        if self._scene is not None:
            self.show_scene(self._scene)

    def _bring_back(self, uuid: str) -> None:
        state = self._state
        if not uuid or state.get("held") != uuid:
            return
        self._state = {}
        for each in state.get("cursors", "").split():
            numbers = [int(part) for part in each.split(":") if part.isdecimal()]
            if len(numbers) == 4:
                rid, *place = numbers
                self._kept[rid] = (place[0], place[1], place[2])
        for rid in self._kept.keys() & self._sheets.keys():
            self._place_cursor(self._sheets[rid], self._kept.pop(rid))
        if state.get("team", "").isdecimal():
            self.in_hand = int(state["team"])


_WHOLE_NOTE = msg("workshop_day", "Note · Whole workshop")
