from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.i18n import set_language
from coachdesk.ui.theme import THEME
from tests.features.notes.desk import Desk, open_desk
from tests.features.notes.home import two_teams


@pytest.fixture
def desk(ws: Workspace, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    """The window over two teams; the first is in hand."""
    THEME.apply(qapp, "light")
    set_language("en")
    ward, _home = two_teams(ws)
    opened = open_desk(ws, qtbot)
    opened.team = ward
    yield opened
    opened.shell.close_workspace()
