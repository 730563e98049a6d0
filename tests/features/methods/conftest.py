from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.kernel.workspace import Workspace
from tests.features.methods.home import Home, fill
from tests.helpers.workspaces import open_workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    workspace = open_workspace(tmp_path / "data")
    yield workspace
    workspace.close()


@pytest.fixture
def home(ws: Workspace) -> Home:
    return fill(ws)
