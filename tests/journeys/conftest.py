from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.coach import Coach, new_coach


@pytest.fixture
def coach(tmp_path: Path, qtbot: QtBot) -> Iterator[Coach]:
    yield from new_coach(tmp_path / "data", qtbot)


@pytest.fixture
def finnish(tmp_path: Path, qtbot: QtBot) -> Iterator[Coach]:
    """A coach whose window is in Finnish."""
    yield from new_coach(tmp_path / "tiedot", qtbot, "fi")
