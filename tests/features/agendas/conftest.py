from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.app import MIGRATIONS
from coachdesk.features.agendas.schema import migrations
from coachdesk.kernel.workspace import Workspace
from tests.helpers.workspaces import open_workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    sets = MIGRATIONS if migrations in MIGRATIONS else (*MIGRATIONS, migrations)
    workspace = open_workspace(tmp_path / "data", migrations=sets)
    yield workspace
    workspace.close()
