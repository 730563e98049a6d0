from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.handouts.home import Home, fill
from tests.helpers.workspaces import open_workspace


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    workspace = open_workspace(tmp_path / "data")
    yield fill(workspace)
    workspace.close()
