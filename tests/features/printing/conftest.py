"""The print page in a real window over a workspace in mid-programme."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.features.printing import offered
from coachdesk.features.printing.page import PrintPage
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import set_language
from coachdesk.ui.shell import Shell
from coachdesk.ui.theme import THEME
from tests.handouts.home import Home, fill
from tests.handouts.papers import HANDOUTS
from tests.helpers.coaching import window
from tests.helpers.shown import bring_up
from tests.helpers.waiting import wait_until


@dataclass
class Desk:
    """The open page and what a test does with it."""

    shell: Shell
    page: PrintPage
    home: Home
    bot: QtBot

    def settle(self) -> None:
        """Wait until the preview shows what was chosen."""
        wait_until(lambda: not self.page.live.busy)

    def change(self, act: Callable[[], object]) -> None:
        """Do something and wait for the preview that follows."""
        act()
        self.settle()

    def go(self, target: Target) -> None:
        self.change(lambda: self.shell.navigate(target))

    def shown_text(self) -> str:
        """The text of the paper in the preview."""
        if not self.page.live.pdf.as_text.isChecked():
            self.page.live.pdf.as_text.click()
        return " ".join(self.page.live.pdf.text.toPlainText().split())

    def finish(self) -> None:
        """Wait until what was started is printed or saved."""
        wait_until(lambda: not self.page.output.busy)

    def focus_on(self, widget: QWidget) -> None:
        widget.setFocus()
        self.bot.waitUntil(widget.hasFocus)


@pytest.fixture
def home(ws: Workspace) -> Home:
    return fill(ws)


@pytest.fixture
def _offered() -> Iterator[None]:
    before = list(offered.HANDOUTS)
    offered.HANDOUTS[:] = list(HANDOUTS.values())
    yield
    offered.HANDOUTS[:] = before


@pytest.fixture
def open_page(
    qapp: QApplication, ws: Workspace, tmp_path: Path, qtbot: QtBot, _offered: None
) -> Iterator[Callable[[], tuple[Shell, PrintPage]]]:
    THEME.apply(qapp, "light")
    set_language("en")
    shells: list[Shell] = []

    def make() -> tuple[Shell, PrintPage]:
        shell = window(ws, tmp_path, (PrintPage,))
        shells.append(shell)
        bring_up(shell, qtbot)
        assert shell.frame is not None
        page = shell.frame.page
        assert isinstance(page, PrintPage)
        return shell, page

    yield make
    for shell in shells:
        shell.close_workspace()


@pytest.fixture
def desk(home: Home, open_page: Callable[[], tuple[Shell, PrintPage]], qtbot: QtBot) -> Desk:
    shell, page = open_page()
    desk = Desk(shell, page, home, qtbot)
    page.form.choose("en", large_print=False)
    desk.settle()
    return desk
