"""The page of notes in the real window, over a real encrypted file, driven by keys."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.features.notes.actions import target_of
from coachdesk.features.notes.editor import NoteEditor
from coachdesk.features.notes.new_note import new_note_action
from coachdesk.features.notes.page import NotesPage
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Context, Target
from coachdesk.ui.frame import WindowParts
from coachdesk.ui.shell import Shell
from tests.helpers.shown import bring_up


@dataclass
class Desk:
    """What a test does in the window."""

    shell: Shell
    context: Context
    bot: QtBot
    team: int | None = None

    @property
    def ws(self) -> Workspace:
        return self.context.ws

    @property
    def page(self) -> NotesPage:
        assert self.shell.frame is not None
        page = self.shell.frame.page
        assert isinstance(page, NotesPage)
        return page

    @property
    def editor(self) -> NoteEditor:
        return self.page.view.editor

    def open(self, rid: int) -> NoteEditor:
        self.context.navigate(target_of(rid))
        return self.editor

    def new_note(self) -> int:
        QTest.keyClick(self.shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self.bot.waitUntil(self.editor.hasFocus)
        assert self.page.view.meeting is not None
        return self.page.view.meeting.rid

    def saved(self) -> None:
        """Wait until the autosave has stored what is typed."""
        self.bot.waitUntil(lambda: not self.shell.drafts.dirty, timeout=2500)


def type_text(widget: QWidget, text: str) -> None:
    """Type any characters; `\\n` is Enter. (`keyClicks` aborts on letters beyond ASCII.)"""
    for character in text:
        if character == "\n":
            QTest.keyClick(widget, Qt.Key.Key_Return)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QCoreApplication.sendEvent(widget, event)


def open_desk(ws: Workspace, bot: QtBot) -> Desk:
    """The window, shown, with the page of notes."""
    shell = Shell(Settings(ws.folder.parent / "settings.json"))
    context = Context(
        ws=ws, clock=ws.clock, settings=shell.settings, actions=shell.registry,
        notices=shell.notices, jobs=shell.jobs, drafts=shell.drafts, navigate=shell.navigate,
    )  # fmt: skip
    desk = Desk(shell, context, bot)
    shell.registry.add(new_note_action(context, lambda: desk.team))
    shell.open(context, WindowParts(pages=(NotesPage,), header_action="notes.new"))
    context.navigate(Target("notes"))
    bring_up(shell, bot)
    return desk


def middle(widget: QWidget) -> QPoint:
    return widget.rect().center()


def focused() -> QWidget | None:
    return QApplication.focusWidget()
