from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.kernel.workspace import Workspace
from tests.features.workshop_day.days import DAY
from tests.helpers.clocks import HandClock
from tests.helpers.workspaces import open_workspace


@pytest.fixture
def clock() -> HandClock:
    """Ten to nine on the day of the workshop."""
    return HandClock(DAY, 8, 50)


@pytest.fixture
def ws(tmp_path: Path, clock: HandClock) -> Iterator[Workspace]:
    workspace = open_workspace(tmp_path / "data")
    workspace.clock = clock
    yield workspace
    workspace.close()
