from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.kernel.workspace import Workspace
from tests.helpers.workspaces import open_workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace with the tables of every feature."""
    workspace = open_workspace(tmp_path / "data")
    yield workspace
    workspace.close()
