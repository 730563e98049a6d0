"""A second start on the same folder: the first window comes to the fore."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from coachdesk.ui.session.instance import REQUEST, InstanceServer, raise_first_window

_SECOND = """
import sys
from pathlib import Path
from coachdesk.ui.session.instance import raise_first_window
print(raise_first_window(Path(sys.argv[1])))
"""


def test_each_later_start_is_heard(qtbot: QtBot, tmp_path: Path) -> None:
    server = InstanceServer(tmp_path)
    for _ in range(2):
        command = [sys.executable, "-c", _SECOND, str(tmp_path)]
        with qtbot.waitSignal(server.raise_requested, timeout=20_000):
            second = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert second.communicate()[0] == "True\n"
    assert list(tmp_path.iterdir()) == []


def test_nobody_hears_without_a_window(tmp_path: Path) -> None:
    assert not raise_first_window(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_start_that_nobody_heard_does_not_raise_the_next_window(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / REQUEST).touch()
    server = InstanceServer(tmp_path)
    with qtbot.assertNotEmitted(server.raise_requested, wait=50):
        (tmp_path / "coachdesk.db-wal").touch()
    assert not (tmp_path / REQUEST).exists()


def test_other_files_of_the_folder_raise_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    server = InstanceServer(tmp_path)
    with qtbot.assertNotEmitted(server.raise_requested, wait=50):
        (tmp_path / "search.db").touch()
    server.close()
    (tmp_path / REQUEST).touch()
    with qtbot.assertNotEmitted(server.raise_requested, wait=50):
        (tmp_path / "search.db-wal").touch()
