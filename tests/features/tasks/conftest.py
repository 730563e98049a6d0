import pytest

from coachdesk.kernel.workspace import Workspace
from tests.features.tasks.home import Home, make_home


@pytest.fixture
def home(ws: Workspace) -> Home:
    return make_home(ws)
