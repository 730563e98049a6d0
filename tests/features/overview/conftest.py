"""The teams page in a real window over a real encrypted file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.features.overview.page import TeamsPage
from coachdesk.features.overview.team_list import TeamList
from coachdesk.features.overview.team_view import TeamView
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Context, Target
from coachdesk.ui.frame import WindowParts
from coachdesk.ui.i18n import set_language
from coachdesk.ui.notices import Notice
from coachdesk.ui.shell import Shell
from coachdesk.ui.theme import THEME
from tests.helpers.shown import bring_up
from tests.helpers.workspaces import open_workspace

W = TypeVar("W", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Desk:
    """What a test does on the teams page."""

    shell: Shell
    ws: Workspace
    bot: QtBot
    notices: list[Notice]

    @property
    def page(self) -> TeamsPage:
        assert self.shell.frame is not None
        assert isinstance(self.shell.frame.page, TeamsPage)
        return self.shell.frame.page

    def list(self) -> TeamList:
        self.shell.navigate(Target("teams"))
        return self._shown(TeamList)

    def team(self, rid: int, tab: str = "overview") -> TeamView:
        self.shell.navigate(Target("teams", "team", rid, {"tab": tab}))
        return self._shown(TeamView)

    def _shown(self, kind: type[W]) -> W:
        return next(each for each in self.page.findChildren(kind) if each.isVisible())

    def enters(self, widget: QWidget, text: str) -> None:
        self.types(widget, text)
        QTest.keyClick(widget, Qt.Key.Key_Return)

    def focus_on(self, widget: QWidget) -> None:
        widget.setFocus()
        self.bot.waitUntil(widget.hasFocus)

    def types(self, widget: QWidget, text: str) -> None:
        """Type any letters, as an input method would."""
        self.focus_on(widget)
        for letter in text:
            key = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, key)

    def pastes(self, widget: QWidget, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.focus_on(widget)
        self.shell.registry.refresh_now()
        QTest.keyClick(widget, Qt.Key.Key_V, CTRL)

    def settle(self) -> None:
        """Let pauses end and jobs come to rest."""
        self.shell.jobs.wait_all()


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    THEME.apply(qapp, "light")
    set_language("en")
    ws = open_workspace(tmp_path / "data")
    shell = Shell(Settings(tmp_path / "settings.json"))
    context = Context(
        ws=ws, clock=ws.clock, settings=shell.settings, actions=shell.registry,
        notices=shell.notices, jobs=shell.jobs, drafts=shell.drafts, navigate=shell.navigate,
        search=shell.search_for,
    )  # fmt: skip
    notices: list[Notice] = []
    shell.notices.notice_raised.connect(notices.append)
    shell.open(context, WindowParts(pages=(TeamsPage,)))
    bring_up(shell, qtbot)
    yield Desk(shell, ws, qtbot, notices)
    shell.close_workspace()
    ws.close()
