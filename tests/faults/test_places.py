"""Folders that refuse, vanish or are held by another program."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from coachdesk.__main__ import main
from coachdesk.app import open_workspace
from coachdesk.features.calendar.exporting import CalendarExport, write_calendar
from coachdesk.features.tasks import service as tasks
from coachdesk.features.teams import service as teams
from coachdesk.kernel import database, keys
from coachdesk.kernel.backup import make_backup
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import connect
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.folder_lock import FolderLock
from coachdesk.kernel.workspace import DATABASE_NAME, Workspace
from tests.faults import oracle
from tests.faults.children import Child, answer_of, drop_root
from tests.helpers.keys import CHEAP, PASSPHRASE
from tests.helpers.workspaces import TODAY

CLOCK = Clock(TODAY)


@pytest.fixture
def key(tmp_path: Path) -> DataKey:
    """The key of a folder with a team in it."""
    made, _code = keys.create(_folder(tmp_path), PASSPHRASE, CHEAP)
    ws = open_workspace(_folder(tmp_path), oracle.copy_of(made), CLOCK)
    teams.add_team(ws, "Osasto 4")
    ws.close()
    return made


@pytest.fixture
def ws(tmp_path: Path, key: DataKey) -> Iterator[Workspace]:
    workspace = open_workspace(_folder(tmp_path), oracle.copy_of(key), CLOCK)
    yield workspace
    workspace.close()


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(exist_ok=True)
    return folder


# -- read-only ----------------------------------------------------------------------------------


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder on a way that everybody may go, unlike pytest's own."""
    place = Path(tempfile.mkdtemp(prefix="coachdesk-test-"))
    place.chmod(0o755)
    yield place
    for path in (place, *place.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(place)


def test_a_read_only_folder_is_named_as_such(
    open_place: Path, tmp_path: Path, key: DataKey
) -> None:
    folder = open_place / "data"
    shutil.copytree(_folder(tmp_path), folder)
    content = {path: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    found = answer_of(what_refuses, folder, bytes(key.material()))
    assert found == {"lock": "read_only", "open": "read_only", "backup": "read_only"}
    assert {path: path.read_bytes() for path in folder.iterdir()} == content


def what_refuses(folder: Path, material: bytes) -> dict[str, str]:
    drop_root()
    key = DataKey(material)
    attempts: dict[str, Callable[[], object]] = {
        "lock": lambda: FolderLock.acquire(folder),
        "open": lambda: open_workspace(folder, key, CLOCK),
        "backup": lambda: make_backup(folder, key, CLOCK, "manual"),
    }
    found = {}
    for name, attempt in attempts.items():
        try:
            attempt()
        except EnvironmentProblem as problem:
            found[name] = problem.kind.value
    return found


def test_a_calendar_file_in_a_read_only_folder_stays_as_it_was(open_place: Path) -> None:
    file = open_place / "dates.ics"
    file.write_bytes(b"BEGIN:VCALENDAR")
    for path in (file, open_place):
        path.chmod(0o444 if path is file else 0o555)
    assert answer_of(why_no_calendar, file) == "read_only"
    assert list(open_place.iterdir()) == [file]
    assert file.read_bytes() == b"BEGIN:VCALENDAR"


def why_no_calendar(file: Path) -> str:
    drop_root()
    try:
        write_calendar(CalendarExport(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", 0), file)
    except EnvironmentProblem as problem:
        return problem.kind.value
    return "written"


# -- gone ---------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open folder be moved")
def test_writing_into_a_folder_that_was_moved_away_is_refused(ws: Workspace) -> None:
    before = oracle.state_of(ws.read)
    away = ws.folder.with_name("elsewhere")
    ws.folder.rename(away)
    _require_missing(ws)
    shutil.copytree(away, ws.folder)
    _require_missing(ws)
    shutil.rmtree(ws.folder)
    away.rename(ws.folder)
    assert oracle.check_content(ws) == before
    teams.add_team(ws, "Osasto 6")
    assert len(oracle.check_content(ws)["team"]) == 2


def _require_missing(ws: Workspace) -> None:
    for attempt in (lambda: teams.add_team(ws, "Osasto 5"), ws.undo):
        with pytest.raises(EnvironmentProblem) as caught:
            attempt()
        assert caught.value.kind is ProblemKind.MISSING


def test_data_that_was_lost_is_not_begun_anew(tmp_path: Path, key: DataKey) -> None:
    folder = _folder(tmp_path)
    make_backup(folder, key, CLOCK, "daily")
    data = folder / DATABASE_NAME
    for lose in (lambda: data.write_bytes(b""), data.unlink):
        lose()
        with pytest.raises(EnvironmentProblem) as caught:
            open_workspace(folder, key, CLOCK)
        assert caught.value.kind is ProblemKind.CORRUPT


# -- held by others -----------------------------------------------------------------------------


def test_a_file_locked_by_another_program_is_told_and_waited_for(
    tmp_path: Path, key: DataKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 150)
    ws = open_workspace(_folder(tmp_path), oracle.copy_of(key), CLOCK)
    other = Child(hold_file, ws.path, bytes(key.material()))
    other.listen(most=1)
    began = time.monotonic()
    with pytest.raises(EnvironmentProblem) as caught:
        tasks.add_task(ws, "Soita")
    assert caught.value.kind is ProblemKind.LOCKED
    assert time.monotonic() - began >= 0.14
    other.kill()
    tasks.add_task(ws, "Soita")
    assert [task["title"] for task in oracle.check_content(ws)["task"].values()] == ["Soita"]
    ws.close()


def hold_file(connection: Connection, path: Path, material: bytes) -> None:
    database_connection = connect(path, DataKey(material))
    database_connection.execute("BEGIN EXCLUSIVE")
    _tell_and_wait(connection, "held")


def test_of_many_starts_at_once_one_wins(tmp_path: Path) -> None:
    for _ in range(6):
        start = time.time() + 0.1
        children = [Child(start_at, tmp_path, start) for _ in range(4)]
        for child in children:
            child.listen(most=1)
        outcomes = sorted(child.messages[0] for child in children)
        for child in children:
            child.kill()
        assert outcomes == ["acquired", "locked", "locked", "locked"]


def start_at(connection: Connection, folder: Path, moment: float) -> None:
    while time.time() < moment:
        pass
    try:
        lock = FolderLock.acquire(folder)
    except EnvironmentProblem as problem:
        connection.send(problem.kind.value)
        return
    with lock:
        _tell_and_wait(connection, "acquired")


def _tell_and_wait(connection: Connection, word: str) -> None:
    connection.send(word)
    while True:
        time.sleep(1)  # noqa: TID251 - to be killed is all that is left to do


def test_the_command_says_that_the_folder_is_open_elsewhere(
    tmp_path: Path, key: DataKey, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _folder(tmp_path)
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    command = ["list", "teams", "--data", str(folder), "--passphrase-file", str(secret)]
    other = Child(start_at, folder, 0.0)
    other.listen(most=1)
    assert main(command) == 1
    assert "already open" in capsys.readouterr().err
    other.kill()
    assert main(command) == 0
    assert "Osasto 4" in capsys.readouterr().out
