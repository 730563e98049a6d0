"""The workshop day in a real window over a real encrypted file, with a clock moved by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.features.agendas.page import AgendaPage
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.page import NotesPage
from coachdesk.features.programmes.model import Event
from coachdesk.features.workshop_day import service, store
from coachdesk.features.workshop_day.model import HeldDay
from coachdesk.features.workshop_day.page import DayPage
from coachdesk.features.workshop_day.stamped_editor import StampedEditor
from coachdesk.features.workshop_day.verbs import day_action
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.frame import WindowParts
from coachdesk.ui.i18n import set_language
from coachdesk.ui.page import Page
from coachdesk.ui.shell import Shell
from coachdesk.ui.theme import THEME
from tests.helpers.coaching import context_of
from tests.helpers.shown import bring_up

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class FirstPage(Page):
    """Something else than the day."""

    key, title, icon = "first", DayPage.title, "today"


@dataclass
class Hall:
    """What a test does in the window."""

    shell: Shell
    ws: Workspace
    bot: QtBot
    event: Event

    @property
    def page(self) -> DayPage:
        assert self.shell.frame is not None
        page = self.shell.frame.page
        assert isinstance(page, DayPage)
        return page

    @property
    def editor(self) -> StampedEditor:
        return self.page.view.notes.sheet.stamped

    @property
    def held(self) -> HeldDay:
        found = store.held_day(self.ws.read, self.event.rid, 1)
        assert found is not None
        return found

    def begins(self) -> None:
        """Start the day and go there."""
        service.start_day(self.ws, self.event.rid, 1)
        self.goes()

    def goes(self) -> None:
        """To the day, with the cursor where it belongs."""
        self.shell.navigate(Target("day", "event", self.event.rid, {"day": "1"}))

    def keys(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS, widget: QWidget | None = None
    ) -> None:
        """Press keys where the cursor is, or in a widget."""
        self.shell.registry.refresh_now()
        QTest.keyClick(widget or QApplication.focusWidget() or self.shell, key, modifier)

    def note(self, place: int) -> StampedEditor:
        """Alt and a digit; the editor that has the cursor then."""
        self.keys(Qt.Key(Qt.Key.Key_0 + place), ALT)
        self.bot.waitUntil(self.editor.hasFocus)
        return self.editor

    def types(self, text: str, widget: QWidget | None = None) -> None:
        target = widget or self.editor
        for line in text.splitlines(keepends=True):
            QTest.keyClicks(target, line.rstrip("\n"))
            if line.endswith("\n"):
                QTest.keyClick(target, Qt.Key.Key_Return)

    def stores(self) -> None:
        assert self.shell.drafts.flush_all()

    def body(self, team: int | None) -> str:
        """The stored note of a team."""
        note = store.note_of_team(self.ws.read, self.held.rid, team)
        meeting = notes.meeting(self.ws.read, note.meeting_rid) if note else None
        return meeting.body if meeting else ""

    def teams(self) -> list[int]:
        return [team.rid for team in store.teams_of_day(self.ws.read, self.held.rid)]

    def passes(self, minutes: float) -> None:
        """Let time pass; the page looks at the clock."""
        clock = self.ws.clock
        clock.pass_time(minutes)  # type: ignore[attr-defined]  # the tests' clock
        self.page.tick()

    def locks(self) -> None:
        """Lock and unlock."""
        self.closes()
        self.opens()

    def closes(self) -> None:
        """Put the work away, as a lock does."""
        assert self.shell.frame is not None
        with self.bot.waitSignal(self.shell.frame.destroyed):
            self.shell.close_workspace()
            self.shell.cover(QPlainTextEdit())

    def opens(self) -> None:
        context = context_of(self.shell, self.ws)
        pages = (FirstPage, NotesPage, AgendaPage)
        actions = (day_action(context),)
        self.shell.open(context, WindowParts(pages, mode_pages=(DayPage,), actions=actions))

    def running_blocks(self) -> list[str]:
        blocks = store.blocks(self.ws.read, self.held.rid)
        return [block.title for block in blocks if block.runs]


@contextmanager
def hall(ws: Workspace, event: Event, folder: Path, bot: QtBot) -> Iterator[Hall]:
    """The window, on another page than the day."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    THEME.apply(app, "light")
    set_language("en")
    shell = Shell(Settings(folder / "settings.json"))
    found = Hall(shell, ws, bot, event)
    found.opens()
    bring_up(shell, bot)
    try:
        yield found
    finally:
        shell.close_workspace()
