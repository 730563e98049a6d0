"""The page of runs in a real window, for several tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.features.checklists.team_column import PRE_WORK
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.programmes.team_columns import TEAM_COLUMNS
from coachdesk.features.tasks.team_column import LATE_TASKS
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.shell import Shell
from tests.helpers.coaching import window
from tests.helpers.shown import bring_up

Opener = Callable[[], WorkshopsPage]


@pytest.fixture
def opened(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> Iterator[Opener]:
    shells: list[Shell] = []
    before = list(TEAM_COLUMNS)
    TEAM_COLUMNS[:] = [PRE_WORK, LATE_TASKS]

    def make() -> WorkshopsPage:
        shell = window(ws, tmp_path, (WorkshopsPage,))
        shells.append(shell)
        bring_up(shell, qtbot)
        assert shell.frame is not None
        assert isinstance(shell.frame.page, WorkshopsPage)
        return shell.frame.page

    yield make
    TEAM_COLUMNS[:] = before
    for shell in shells:
        shell.close_workspace()
