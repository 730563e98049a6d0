"""A coach at the real window: she types, presses keys and looks."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.kernel.clock import Clock
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.workspace import Workspace
from coachdesk.start import Program, StartOptions, application, make_program
from coachdesk.ui.page import Page
from coachdesk.ui.session.first_start import FirstStartView
from coachdesk.ui.session.unlock import UnlockView
from coachdesk.ui.shell import Shell
from tests.helpers.workspaces import TODAY

PASSPHRASE = "neljä hiljaista hirveä suolla"
W = TypeVar("W", bound=QWidget)
P = TypeVar("P", bound=Page)


def type_text(widget: QWidget, text: str) -> None:
    """Type into a widget, any letters; a line break is Enter."""
    widget.setFocus()
    for character in text:
        key = Qt.Key.Key_Return if character == "\n" else Qt.Key.Key_unknown
        said = "\r" if character == "\n" else character
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, said)
            QApplication.sendEvent(widget, event)


class Coach:
    """Drives the program in one data folder."""

    def __init__(self, folder: Path, bot: QtBot, language: str = "en") -> None:
        self.folder = folder
        self.bot = bot
        self.language = language
        self.clock = Clock(TODAY)
        self.program: Program | None = None

    # -- starting and stopping ----------------------------------------------------------------

    def starts(self) -> None:
        """Start the program; it asks for what it needs."""
        options = StartOptions(self.folder, language=self.language, theme="light")
        settings = Settings(self.folder.parent / "settings.json")
        self.program = make_program(application(), self.folder, settings, self.clock, options)
        self.bot.addWidget(self.shell)
        self.shell.resize(1280, 800)
        self.shell.show()
        self.program.session.begin()

    def begins(self) -> str:
        """Start for the first time and choose a passphrase; the recovery code."""
        self.starts()
        view = self.sees(FirstStartView)
        type_text(view.first, PASSPHRASE)
        type_text(view.second, PASSPHRASE + "\n")
        self.bot.waitUntil(lambda: hasattr(view, "code_label"), timeout=10_000)
        code = view.code_label.text()
        view.kept.click()
        view.start_button.click()
        self.waits_until_open()
        return code

    def unlocks(self, secret: str = PASSPHRASE) -> None:
        """Type the passphrase."""
        type_text(self.sees(UnlockView).field, secret + "\n")
        self.waits_until_open()

    def waits_until_open(self) -> None:
        self.bot.waitUntil(self.shell.is_open, timeout=15_000)

    def leaves(self) -> None:
        """Close the window."""
        self.shell.close()
        self.program = None

    # -- what she has before her --------------------------------------------------------------

    @property
    def shell(self) -> Shell:
        assert self.program is not None
        return self.program.shell

    @property
    def ws(self) -> Workspace:
        assert self.program is not None
        assert self.program.session.ws is not None
        return self.program.session.ws

    def sees(self, kind: type[W]) -> W:
        """The one visible widget of this kind."""
        found = [each for each in self.shell.findChildren(kind) if each.isVisible()]
        assert len(found) == 1, [kind.__name__, len(found)]
        return found[0]

    def sees_page(self, kind: type[P]) -> P:
        """The page in sight, which is of this kind."""
        page = self.page()
        assert isinstance(page, kind)
        return page

    def saved(self) -> None:
        """Wait until what is typed is stored by itself."""
        self.bot.waitUntil(lambda: not self.shell.drafts.dirty, timeout=2_000)

    def page(self) -> Page:
        assert self.program is not None
        frame = self.program.shell.frame
        assert frame is not None
        assert frame.page is not None
        return frame.page

    # -- what she does --------------------------------------------------------------------------

    def presses(self, keys: str, widget: QWidget | None = None) -> None:
        """Press a shortcut such as "Ctrl+L"; through the registry, as offscreen has no focus."""
        assert self.program is not None
        registry = self.program.shell.registry
        for action in registry.all():
            at_hand = widget is None and registry.is_at_hand(action)
            if at_hand and action.keys().toString() == keys:
                assert registry.run(action.id), f"{action.id} is not enabled"
                return
        assert widget is not None, f"no action has {keys}"
        QTest.keySequence(widget, keys)

    def does(self, action_id: str) -> None:
        """Choose a verb from a menu."""
        assert self.program is not None
        assert self.program.shell.registry.run(action_id), f"{action_id} is not enabled"

    def clicks(self, text: str) -> None:
        """Click the visible button with this text."""
        buttons = [b for b in self.shell.findChildren(QPushButton) if b.isVisible()]
        matching = [b for b in buttons if b.text().replace("&", "") == text]
        assert len(matching) == 1, [text, [b.text() for b in buttons]]
        matching[0].click()


def new_coach(folder: Path, bot: QtBot, language: str = "en") -> Iterator[Coach]:
    """A coach on an empty folder; her program is closed in the end."""
    coach = Coach(folder, bot, language)
    yield coach
    if coach.program is not None:
        coach.leaves()
