import contextlib
import os
from pathlib import Path

import pytest

from coachdesk.kernel import backup, keys
from coachdesk.kernel.backup_file import SUFFIX, Reason, extract_database, read_trailer
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import insert
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import DATABASE_NAME, Workspace
from tests.helpers.backups import add_shelves, clock_on, new_workspace, shelves_in
from tests.helpers.keys import PASSPHRASE, run_child
from tests.kernel.notebook import notebook_migrations

NOW = clock_on(0)


@pytest.fixture
def key(tmp_path: Path) -> DataKey:
    return new_workspace(tmp_path, "Ylin", "Alin")[0]


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / backup.BACKUP_FOLDER).iterdir())


def content_of(made: backup.Backup, secret: str, scratch: Path) -> list[str]:
    """The shelves in a backup, opened as restoring does, but beside everything."""
    scratch.mkdir()
    trailer, length = read_trailer(made.path)
    extract_database(made.path, length, scratch / DATABASE_NAME)
    return shelves_in(scratch, keys.unlock_key_file(trailer.key_file, secret))


def test_one_closed_file_holds_all_and_opens_with_the_passphrase(
    tmp_path: Path, key: DataKey
) -> None:
    made = backup.make_backup(tmp_path, key, NOW, "manual")
    assert files_in(tmp_path) == [made.path.name]
    assert made.size == made.path.stat().st_size
    assert content_of(made, PASSPHRASE, tmp_path / "scratch") == ["Ylin", "Alin"]


def test_backup_of_before_a_new_passphrase_opens_with_the_old_one(
    tmp_path: Path, key: DataKey
) -> None:
    made = backup.make_backup(tmp_path, key, NOW, "manual")
    keys.change_passphrase(tmp_path, key, "aivan uusi lause")
    assert content_of(made, PASSPHRASE, tmp_path / "scratch") == ["Ylin", "Alin"]


def test_nothing_can_be_read_in_a_backup(tmp_path: Path, key: DataKey) -> None:
    content = backup.make_backup(tmp_path, key, NOW, "manual").path.read_bytes()
    for plain in (b"Ylin", b"shelf", b"SQLite format", bytes(key.material()[:32])):
        assert plain not in content


def test_backup_while_the_workspace_is_open_and_being_written_to(
    tmp_path: Path, key: DataKey
) -> None:
    with contextlib.closing(Workspace.open(tmp_path, key.copy(), [notebook_migrations])) as ws:
        with ws.change(msg("test", "Saved")) as db:
            insert(db, "shelf", {"name": "Tallennettu"})
        with ws.change(msg("test", "Open")) as db:
            insert(db, "shelf", {"name": "Kesken"})
            made = backup.make_backup(tmp_path, key, NOW, "manual")
    assert content_of(made, PASSPHRASE, tmp_path / "scratch") == ["Ylin", "Alin", "Tallennettu"]


def test_daily_backup_is_made_once_a_day(tmp_path: Path, key: DataKey) -> None:
    assert backup.daily_backup(tmp_path, key, NOW) is not None
    assert backup.daily_backup(tmp_path, key, NOW) is None
    assert backup.daily_backup(tmp_path, key, clock_on(1)) is not None
    assert [made.reason for made in backup.list_backups(tmp_path)] == ["daily", "daily"]


def test_ten_are_kept_and_the_oldest_go(tmp_path: Path, key: DataKey) -> None:
    for day in range(12):
        reason: Reason = "migration" if day % 2 else "daily"
        backup.make_backup(tmp_path, key, clock_on(day), reason)
    kept = backup.list_backups(tmp_path)
    assert [made.day for made in kept] == [clock_on(day).today() for day in range(11, 1, -1)]
    assert len(files_in(tmp_path)) == 10


def test_the_newest_is_kept_when_the_clock_was_set_back(tmp_path: Path, key: DataKey) -> None:
    for day in range(10, 20):
        backup.make_backup(tmp_path, key, clock_on(day), "daily")
    made = backup.make_backup(tmp_path, key, clock_on(0), "daily")
    kept = backup.list_backups(tmp_path)
    assert made in kept
    assert len(kept) == 10


def test_foreign_and_damaged_files_are_neither_listed_nor_removed(
    tmp_path: Path, key: DataKey
) -> None:
    made = backup.make_backup(tmp_path, key, NOW, "daily")
    content = made.path.read_bytes()
    odd = {
        f"cut{SUFFIX}": content[:-1],
        f"empty{SUFFIX}": b"",
        f"text{SUFFIX}": b"not a backup at all",
        "notes.txt": b"mine",
    }
    for name, value in odd.items():
        (tmp_path / backup.BACKUP_FOLDER / name).write_bytes(value)
    for day in range(1, 12):
        backup.make_backup(tmp_path, key, clock_on(day), "daily")
    assert len(backup.list_backups(tmp_path)) == 10
    assert set(odd) <= set(files_in(tmp_path))


def test_no_backups_yet(tmp_path: Path) -> None:
    assert backup.list_backups(tmp_path) == []


def test_export_writes_the_named_file_or_into_the_folder(tmp_path: Path, key: DataKey) -> None:
    target = tmp_path / "oma [1].bak"
    target.write_bytes(b"older")
    assert backup.export_backup(tmp_path, key, NOW, target).path == target
    (tmp_path / "usb").mkdir()
    inside = backup.export_backup(tmp_path, key, NOW, tmp_path / "usb")
    assert inside.path.parent == tmp_path / "usb"
    again = backup.export_backup(tmp_path, key, NOW, tmp_path / "usb")
    assert again.path != inside.path
    assert content_of(again, PASSPHRASE, tmp_path / "scratch") == ["Ylin", "Alin"]
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".tmp"]


def test_export_into_a_folder_that_is_gone(tmp_path: Path, key: DataKey) -> None:
    with pytest.raises(EnvironmentProblem, match="folder for the backup") as caught:
        backup.export_backup(tmp_path, key, NOW, tmp_path / "gone" / "x")
    assert caught.value.kind is ProblemKind.MISSING


def garble_database(folder: Path) -> None:
    """Spoil a page in the middle, past the log."""
    path = folder / DATABASE_NAME
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_damaged_data_makes_no_backup_and_costs_no_good_one(tmp_path: Path, key: DataKey) -> None:
    good = backup.make_backup(tmp_path, key, NOW, "daily")
    garble_database(tmp_path)
    with pytest.raises(EnvironmentProblem) as caught:
        backup.make_backup(tmp_path, key, clock_on(1), "daily")
    assert caught.value.kind is ProblemKind.CORRUPT
    assert files_in(tmp_path) == [good.path.name]


def test_verifying_finds_a_spoilt_page_and_missing_rows(tmp_path: Path, key: DataKey) -> None:
    path = tmp_path / DATABASE_NAME
    backup.verify_database(path, key)
    with pytest.raises(EnvironmentProblem):
        backup.verify_database(path, key, {"shelf": 3})
    garble_database(tmp_path)
    with pytest.raises(EnvironmentProblem) as caught:
        backup.verify_database(path, key)
    assert caught.value.kind is ProblemKind.CORRUPT


def test_a_wrong_key_makes_no_backup(tmp_path: Path, key: DataKey) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        backup.make_backup(tmp_path, DataKey.random(), NOW, "daily")
    assert caught.value.kind is ProblemKind.WRONG_KEY
    assert files_in(tmp_path) == []


def test_a_missing_database_is_told(tmp_path: Path, key: DataKey) -> None:
    (tmp_path / DATABASE_NAME).unlink()
    with pytest.raises(EnvironmentProblem) as caught:
        backup.make_backup(tmp_path, key, NOW, "daily")
    assert caught.value.kind is ProblemKind.MISSING


LIMITED = """
import resource, sys
from pathlib import Path
from coachdesk.kernel import backup, keys
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.errors import EnvironmentProblem
from tests.helpers.keys import PASSPHRASE
folder, limit = Path(sys.argv[1]), int(sys.argv[2])
key = keys.unlock(folder, PASSPHRASE)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    backup.make_backup(folder, key, Clock(), "manual")
except EnvironmentProblem as problem:
    print(problem.kind.value)
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX")
@pytest.mark.parametrize("missing", [1, 3_000, 20_000])
def test_no_room_for_the_whole_file_leaves_no_part_of_it(
    tmp_path: Path, key: DataKey, missing: int
) -> None:
    good = backup.make_backup(tmp_path, key, NOW, "manual")
    done = run_child(LIMITED, str(tmp_path), str(good.size - missing))
    assert done.stdout.strip() in {"disk_full", "input_output"}, done.stderr
    assert files_in(tmp_path) == [good.path.name]
    add_shelves(tmp_path, key, "Uusi")
    assert shelves_in(tmp_path, key) == ["Ylin", "Alin", "Uusi"]


def test_leftovers_of_a_killed_program_go_after_an_hour(tmp_path: Path, key: DataKey) -> None:
    backups = tmp_path / backup.BACKUP_FOLDER
    backups.mkdir()
    for name, age in ((".old.tmp", 4000), (".old.tmp-wal", 4000), (".new.tmp", 60)):
        (backups / name).write_bytes(b"")
        at = NOW.now().timestamp() - age
        os.utime(backups / name, (at, at))
    made = backup.make_backup(tmp_path, key, NOW, "daily")
    assert files_in(tmp_path) == [".new.tmp", made.path.name]
