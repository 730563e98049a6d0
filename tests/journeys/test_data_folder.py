"""A data folder in a synced place is refused, with the reason and a way out."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coachdesk.features.teams import service as teams
from coachdesk.features.teams import store as team_store
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import has_key_file
from coachdesk.kernel.settings import Settings
from coachdesk.start import Launcher, StartOptions, application
from coachdesk.ui.session.folder import FolderView
from coachdesk.ui.session.unlock import UnlockView
from tests.helpers.coach import PASSPHRASE, Coach, type_text
from tests.helpers.workspaces import TODAY


@pytest.fixture
def synced(tmp_path: Path, qtbot: QtBot) -> Path:
    """A workspace with one team that was moved into a synced folder."""
    coach = Coach(tmp_path / "own" / "data", qtbot)
    coach.begins()
    teams.add_team(coach.ws, "Osasto 4")
    coach.leaves()
    folder = tmp_path / "OneDrive - Kunta" / "data"
    folder.parent.mkdir()
    coach.folder.rename(folder)
    return folder


@pytest.fixture
def launcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Launcher]:
    safe = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_DATA_HOME"
    monkeypatch.setenv(safe, str(tmp_path / "safe"))
    settings = Settings(tmp_path / "settings.json")
    made = Launcher(application(), settings, Clock(TODAY), StartOptions(language="en"))
    yield made
    for shell in (made.refusal, made.program.shell if made.program else None):
        if shell is not None:
            qtbot.addWidget(shell)
            shell.close()


def test_reason_and_ways_out_are_told(launcher: Launcher, synced: Path) -> None:
    assert launcher.begin(synced)
    assert launcher.program is None
    assert launcher.refusal
    view = launcher.refusal.findChild(FolderView)
    assert view
    said = " ".join(label.text() for label in view.findChildren(QLabel))
    assert "OneDrive" in said
    assert str(synced) in said
    assert view.copy_button.isVisible()


def test_copy_to_a_safe_folder_opens_there(launcher: Launcher, synced: Path, qtbot: QtBot) -> None:
    launcher.begin(synced)
    assert launcher.refusal
    view = launcher.refusal.findChild(FolderView)
    assert view
    view.copy_button.click()
    qtbot.waitUntil(lambda: launcher.program is not None, timeout=10_000)
    assert launcher.program
    shell = launcher.program.shell
    qtbot.waitUntil(lambda: shell.findChild(UnlockView) is not None)
    unlock = shell.findChild(UnlockView)
    assert unlock
    type_text(unlock.field, PASSPHRASE + "\n")
    qtbot.waitUntil(shell.is_open, timeout=15_000)
    session = launcher.program.session
    assert session.ws
    assert [team.name for team in team_store.list_teams(session.ws.read)] == ["Osasto 4"]
    assert session.folder != synced
    assert has_key_file(synced), "the original stays"
