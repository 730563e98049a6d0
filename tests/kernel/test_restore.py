import json
from pathlib import Path

import pytest

from coachdesk.kernel import backup, keys
from coachdesk.kernel.attempts import Attempts
from coachdesk.kernel.backup_file import SUFFIX
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.folder_lock import FolderLock
from coachdesk.kernel.keys import WrongPassphrase
from coachdesk.kernel.restore import PENDING_FOLDER, finish_restore, restore
from coachdesk.kernel.workspace import DATABASE_NAME
from tests.helpers.backups import add_shelves, clock_on, new_workspace, shelves_in
from tests.helpers.keys import CHEAP, PASSPHRASE, killed_at_step

NOW = clock_on(0)
BEFORE, AFTER = ["Ennen"], ["Ennen", "Jälkeen"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "work"
    place.mkdir()
    return place


def work_with_backup(folder: Path) -> tuple[DataKey, str, backup.Backup]:
    """A workspace that went on after its backup was made."""
    key, code = new_workspace(folder, *BEFORE)
    made = backup.make_backup(folder, key, NOW, "daily")
    add_shelves(folder, key, "Jälkeen")
    return key, code, made


def restored(made: Path, secret: str, folder: Path) -> DataKey:
    with FolderLock.acquire(folder) as lock:
        return restore(made, secret, lock, NOW)


def aside_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("replaced-*"))


def temporary_in(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if ".tmp" in p.name or p.name == PENDING_FOLDER]


@pytest.mark.parametrize("with_code", [False, True])
def test_backup_comes_back_and_what_it_replaces_is_kept(folder: Path, *, with_code: bool) -> None:
    key, code, made = work_with_backup(folder)
    opened = restored(made.path, code if with_code else PASSPHRASE, folder)
    assert opened.material() == key.material()
    assert shelves_in(folder, opened) == BEFORE
    (aside,) = aside_in(folder)
    assert shelves_in(aside, keys.unlock(aside, PASSPHRASE)) == AFTER
    assert temporary_in(folder) == []


def test_the_passphrase_of_the_backups_time_opens_it_afterwards(folder: Path) -> None:
    key, _, made = work_with_backup(folder)
    keys.change_passphrase(folder, key, "aivan uusi lause", CHEAP)
    with pytest.raises(WrongPassphrase):
        restored(made.path, "aivan uusi lause", folder)
    restored(made.path, PASSPHRASE, folder)
    assert shelves_in(folder, keys.unlock(folder, PASSPHRASE)) == BEFORE


def test_restoring_on_a_fresh_computer(folder: Path, tmp_path: Path) -> None:
    _, _, made = work_with_backup(folder)
    fresh = tmp_path / "fresh"
    opened = restored(made.path, PASSPHRASE, fresh)
    assert shelves_in(fresh, opened) == BEFORE
    assert aside_in(fresh) == []


def test_restoring_over_damaged_data_and_keys(folder: Path) -> None:
    _, _, made = work_with_backup(folder)
    for path in (p for p in folder.iterdir() if p.is_file()):
        path.write_bytes(b"damaged")
    opened = restored(made.path, PASSPHRASE, folder)
    assert shelves_in(folder, opened) == BEFORE
    assert (aside_in(folder)[0] / DATABASE_NAME).read_bytes() == b"damaged"


def test_restoring_twice_keeps_both_replaced_ones(folder: Path) -> None:
    key, _, made = work_with_backup(folder)
    clock = Clock()
    for _ in range(2):
        with FolderLock.acquire(folder) as lock:
            restore(made.path, PASSPHRASE, lock, clock)
    assert [shelves_in(aside, key) for aside in aside_in(folder)] == [AFTER, BEFORE]


def test_logs_of_the_old_database_do_not_meet_the_new_one(folder: Path) -> None:
    key, _, made = work_with_backup(folder)
    log = folder / f"{DATABASE_NAME}-wal"
    log.write_bytes(b"unfinished")
    restored(made.path, PASSPHRASE, folder)
    assert not log.exists()
    assert (aside_in(folder)[0] / log.name).read_bytes() == b"unfinished"
    assert shelves_in(folder, key) == BEFORE


def test_the_waiting_time_ends_with_a_restore(folder: Path) -> None:
    _, _, made = work_with_backup(folder)
    attempts = Attempts.load(folder)
    for _ in range(9):
        attempts.failed(NOW.now())
    restored(made.path, PASSPHRASE, folder)
    assert Attempts.load(folder).failures == 0


def test_an_open_workspace_refuses(folder: Path) -> None:
    _, _, made = work_with_backup(folder)
    with FolderLock.acquire(folder), pytest.raises(EnvironmentProblem) as caught:
        restored(made.path, PASSPHRASE, folder)
    assert caught.value.kind is ProblemKind.LOCKED


def spoilt_copies(made: Path, folder: Path) -> dict[str, bytes]:
    content = made.read_bytes()
    middle = len(content) // 2
    return {
        "a page": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "first page": content[:20] + bytes([content[20] ^ 1]) + content[21:],
        "half": content[:middle],
        "end": content[:-1],
        "trailer": b"rexovery".join(content.rsplit(b"recovery", 1)),
        "huge trailer": content[:-16] + b"\xff" * 8 + content[-8:],
        "a missing page": content[: 4096 * 3] + content[4096 * 4 :],
        "empty": b"",
        "a picture": b"\x89PNG" + content,
        "database only": (folder / DATABASE_NAME).read_bytes(),
    }


def test_a_spoilt_backup_changes_nothing(folder: Path, tmp_path: Path) -> None:
    key, _, made = work_with_backup(folder)
    before = sorted(p.name for p in folder.iterdir())
    for name, content in spoilt_copies(made.path, folder).items():
        spoilt = tmp_path / f"spoilt{SUFFIX}"
        spoilt.write_bytes(content)
        with pytest.raises(EnvironmentProblem) as caught:
            restored(spoilt, PASSPHRASE, folder)
        assert caught.value.kind in {ProblemKind.CORRUPT, ProblemKind.WRONG_KEY}, name
        assert sorted({*before, "coachdesk.lock"}) == sorted(p.name for p in folder.iterdir()), name
    assert shelves_in(folder, key) == AFTER


def test_a_missing_backup_is_told(folder: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="backup cannot be found"):
        restored(folder / "gone", PASSPHRASE, folder)


def test_a_newer_backup_is_told(folder: Path) -> None:
    _, _, made = work_with_backup(folder)
    content = made.path.read_bytes()
    start = content.rindex(b'{"format"')
    body = {**json.loads(content[start:-16]), "version": 2}
    packed = json.dumps(body).encode()
    made.path.write_bytes(content[:start] + packed + len(packed).to_bytes(8, "big") + content[-8:])
    with pytest.raises(EnvironmentProblem) as caught:
        restored(made.path, PASSPHRASE, folder)
    assert caught.value.kind is ProblemKind.NEWER_FILE


def test_the_caller_may_refuse_a_checked_backup(folder: Path) -> None:
    key, _, made = work_with_backup(folder)

    def refuse(path: Path, opened: DataKey) -> None:
        assert path.exists()
        assert opened.material() == key.material()
        raise EnvironmentProblem(ProblemKind.NEWER_FILE)

    with FolderLock.acquire(folder) as lock, pytest.raises(EnvironmentProblem):
        restore(made.path, PASSPHRASE, lock, NOW, refuse)
    assert shelves_in(folder, key) == AFTER
    assert temporary_in(folder) == []
    assert aside_in(folder) == []


RESTORE = """
from pathlib import Path
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.folder_lock import FolderLock
from coachdesk.kernel.restore import restore
from tests.helpers.keys import PASSPHRASE
with FolderLock.acquire(Path(sys.argv[3])) as lock:
    restore(Path(sys.argv[2]), PASSPHRASE, lock, Clock())
"""


def test_killed_at_any_step_the_old_or_the_new_is_there_whole(tmp_path: Path) -> None:
    seen, step, killed = [], 0, True
    while killed:
        folder = tmp_path / str(step)
        folder.mkdir()
        key, code, made = work_with_backup(folder)
        killed = killed_at_step(step, RESTORE, str(made.path), str(folder))
        with FolderLock.acquire(folder):
            finish_restore(folder)
        assert not finish_restore(folder)
        assert temporary_in(folder) == []
        seen.append(shelves_in(folder, keys.unlock(folder, code)))
        aside = aside_in(folder)
        assert [shelves_in(a, key) for a in aside] == ([AFTER] if seen[-1] == BEFORE else [])
        step += 1
    assert seen == sorted(seen, reverse=True)  # first the old, then for good the new
    assert AFTER in seen
    assert BEFORE in seen
