"""A real window over a real encrypted file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import set_language
from coachdesk.ui.page import Page
from coachdesk.ui.shell import Shell
from coachdesk.ui.theme import THEME
from tests.helpers.sample_window import ThingPage, TodayPage, sample_window
from tests.helpers.shown import bring_up


@dataclass
class Window:
    """What a test does in the sample window."""

    shell: Shell
    ws: Workspace
    bot: QtBot

    def page(self) -> Page:
        assert self.shell.frame is not None
        assert self.shell.frame.page is not None
        return self.shell.frame.page

    def today(self) -> TodayPage:
        self.shell.navigate(Target("today"))
        page = self.page()
        assert isinstance(page, TodayPage)
        return page

    def thing(self, rid: int = 1) -> ThingPage:
        self.shell.navigate(Target("thing", "thing", rid))
        page = self.page()
        assert isinstance(page, ThingPage)
        return page

    def focus_on(self, widget: QWidget) -> None:
        widget.setFocus()
        self.bot.waitUntil(widget.hasFocus)


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    THEME.apply(qapp, "light")
    set_language("en")


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    shell, ws = sample_window(tmp_path)
    bring_up(shell, qtbot)
    yield Window(shell, ws, qtbot)
    shell.close_workspace()
    ws.close()
