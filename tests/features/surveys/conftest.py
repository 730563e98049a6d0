from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.app import MIGRATIONS
from coachdesk.features.printing import offered
from coachdesk.features.surveys.page import SurveysPage
from coachdesk.features.surveys.schema import migrations
from coachdesk.handouts.survey_report import HANDOUT, SUBJECT
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import window
from tests.helpers.shown import bring_up
from tests.helpers.workspaces import open_workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    sets = MIGRATIONS if migrations in MIGRATIONS else (*MIGRATIONS, migrations)
    workspace = open_workspace(tmp_path / "data", migrations=sets)
    yield workspace
    workspace.close()


@pytest.fixture(autouse=True)
def offers() -> Iterator[None]:
    """What the print page offers of surveys, as the catalogue does it."""
    before = list(offered.HANDOUTS), list(offered.SUBJECTS)
    offered.HANDOUTS[:] = [*(one for one in before[0] if one.key != HANDOUT.key), HANDOUT]
    offered.SUBJECTS[:] = [SUBJECT]
    yield
    offered.HANDOUTS[:], offered.SUBJECTS[:] = before


@pytest.fixture
def page(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> Iterator[SurveysPage]:
    """The page alone in a real window."""
    shell = window(ws, tmp_path, (SurveysPage,))
    bring_up(shell, qtbot)
    assert shell.frame is not None
    found = shell.frame.page
    assert isinstance(found, SurveysPage)
    yield found
    shell.close_workspace()
