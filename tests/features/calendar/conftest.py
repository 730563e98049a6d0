from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.app import MIGRATIONS
from coachdesk.features.calendar import schema
from coachdesk.kernel.workspace import Workspace
from tests.helpers.workspaces import open_workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace with the tables of every feature."""
    own = [] if schema.migrations in MIGRATIONS else [schema.migrations]
    workspace = open_workspace(tmp_path / "data", migrations=[*MIGRATIONS, *own])
    yield workspace
    workspace.close()
