"""The settings page over a workspace with a real key file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.features.settings import offered
from coachdesk.features.settings.page import SettingsPage
from coachdesk.kernel import keys
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Context
from coachdesk.ui.frame import WindowParts
from coachdesk.ui.i18n import set_language
from coachdesk.ui.notices import Notice
from coachdesk.ui.shell import Shell
from coachdesk.ui.theme import THEME
from tests.helpers.keys import CHEAP, PASSPHRASE
from tests.helpers.sample_window import make_context
from tests.helpers.shown import bring_up
from tests.helpers.workspaces import open_workspace


@dataclass
class Desk:
    ws: Workspace
    shell: Shell
    context: Context
    code: str
    bot: QtBot
    told: list[Notice] = field(default_factory=list)

    @property
    def page(self) -> SettingsPage:
        assert self.shell.frame is not None
        page = self.shell.frame.page
        assert isinstance(page, SettingsPage)
        return page

    def wait(self) -> None:
        """Until all jobs are over, and those that they started."""
        self.shell.jobs.wait_all()


@pytest.fixture
def desk(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    THEME.apply(qapp, "light")
    set_language("en")
    monkeypatch.setattr(offered, "MAKE_RECOVERY_SHEET", lambda code: f"%PDF {code}".encode())
    folder = tmp_path / "data"
    folder.mkdir()
    key, code = keys.create(folder, PASSPHRASE, CHEAP)
    ws = open_workspace(folder, key)
    shell = Shell(Settings(tmp_path / "settings.json"))
    context = make_context(shell, ws)
    shell.open(context, WindowParts(pages=(SettingsPage,)))
    desk = Desk(ws, shell, context, code, qtbot)
    shell.notices.notice_raised.connect(desk.told.append)
    bring_up(shell, qtbot)
    desk.wait()
    yield desk
    shell.close_workspace()
    ws.close()
    set_language("en")
    THEME.apply(qapp, "light")
