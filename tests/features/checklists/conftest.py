from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.page import Page
from coachdesk.ui.shell import Shell
from tests.helpers.coaching import window
from tests.helpers.shown import bring_up

Opener = Callable[[type[Page]], Page]


@pytest.fixture
def opened(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> Iterator[Opener]:
    """Opens a page alone in a real window."""
    shells: list[Shell] = []

    def make(page: type[Page]) -> Page:
        shell = window(ws, tmp_path, (page,))
        shells.append(shell)
        bring_up(shell, qtbot)
        assert shell.frame is not None
        assert shell.frame.page is not None
        return shell.frame.page

    yield make
    for shell in shells:
        shell.close_workspace()
