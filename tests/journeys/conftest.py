from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.coach import Coach, new_coach


@pytest.fixture
def coach(tmp_path: Path, qtbot: QtBot) -> Iterator[Coach]:
    yield from new_coach(tmp_path / "data", qtbot)
