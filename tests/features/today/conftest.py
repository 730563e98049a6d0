"""The page over a real encrypted file, with a note of where it wants to go."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.features.today.page import TodayPage
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import set_language
from coachdesk.ui.notices import Notice
from coachdesk.ui.shell import Shell
from coachdesk.ui.theme import THEME
from tests.helpers.sample_window import make_context
from tests.helpers.workspaces import open_workspace


@dataclass
class Desk:
    """A workspace, a context, and what the page told."""

    ws: Workspace
    context: Context
    bot: QtBot
    went: list[Target] = field(default_factory=list)
    told: list[Notice] = field(default_factory=list)

    def page(self) -> TodayPage:
        """The page as the window shows it: fed by the changes."""
        page = TodayPage(self.context)
        self.bot.addWidget(page)
        self.ws.subscribe(page.on_change)
        page.resize(1056, 740)
        page.refresh()
        with self.bot.waitExposed(page):
            page.show()
        page.activateWindow()
        self.bot.waitUntil(page.isActiveWindow)
        return page


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    THEME.apply(qapp, "light")
    set_language("en")
    ws = open_workspace(tmp_path)
    shell = Shell(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(shell)
    went: list[Target] = []
    context = make_context(shell, ws)._replace(navigate=went.append)
    desk = Desk(ws, context, qtbot, went)
    shell.notices.notice_raised.connect(desk.told.append)
    yield desk
    shell.jobs.wait_all()
    ws.close()
