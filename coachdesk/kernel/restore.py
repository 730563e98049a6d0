"""Bringing a backup back: checked first, swapped in as a whole, the replaced data kept aside.

The checked files wait in `restore-pending`; naming that folder so is the moment of decision.
From there on `finish_restore` moves them in, and does so again after a kill at any moment: it is
to be called whenever a program has locked a data folder, before it reads anything there.
"""

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from coachdesk.kernel.atomic import (
    file_problems,
    problem_words,
    sync_folder,
    write_atomically,
)
from coachdesk.kernel.attempts import ATTEMPTS_FILE
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import KEY_FILE, KEY_FILE_COPY, DataKey
from coachdesk.kernel.errors import ProblemKind
from coachdesk.kernel.folder_lock import FolderLock
from coachdesk.kernel.text import msg

PENDING_FOLDER = "restore-pending"
REPLACED_PREFIX = "replaced-"
_ASIDE_NOTE = "replaced.txt"
_WORDS = {
    ProblemKind.DISK_FULL: (
        msg("backup", "There is not enough free space to restore the backup."),
        msg("backup", "Free some space and try again. Nothing has been changed."),
    ),
    ProblemKind.MISSING: (
        msg("backup", "The backup cannot be found."),
        msg("backup", "Choose it again. Connect the drive if it is on one."),
    ),
}


def restore(
    backup: Path,
    secret: str,
    lock: FolderLock,
    clock: Clock,
    check: Callable[[Path, DataKey], object] | None = None,
) -> DataKey:
    """Replace the workspace in the locked folder by a backup; its data key.

    `lock` shows that no other program has the folder open; this program must have closed its
    workspace. `secret` is the passphrase or the recovery code of the backup's time. `check` gets
    the path and key of the checked copy, must only read it, and may refuse it by raising. What is
    replaced stays in a folder `replaced-…` beside it. Until all is checked nothing has changed.

    Raises `WrongPassphrase`; `EnvironmentProblem` for a damaged backup, a full disk and the like.
    """
    from coachdesk.kernel.backup_file import (
        extract_database,
        read_trailer,
    )
    from coachdesk.kernel.workspace import DATABASE_NAME

    folder = lock.folder
    from coachdesk.kernel.keys import unlock_key_file, write_key_file

    with problem_words(_WORDS), file_problems():
        trailer, length = read_trailer(backup)
        key = unlock_key_file(trailer.key_file, secret)
        staging = _scratch(folder)
        try:
            staging.mkdir()
            extract_database(backup, length, staging / DATABASE_NAME)
            _check_copy(staging / DATABASE_NAME, key, check)
            write_key_file(staging, trailer.key_file)
            _settle(staging, folder, clock)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            key.wipe()
            raise
    finish_restore(folder)
    return key


def finish_restore(folder: Path) -> bool:
    """Complete a restore that a kill or a power cut left half way; whether there was one.

    Raises `EnvironmentProblem`; calling it again goes on where it stopped.
    """
    for abandoned in folder.glob(".restore-*.tmp"):
        shutil.rmtree(abandoned, ignore_errors=True)
    pending = folder / PENDING_FOLDER
    if not pending.is_dir():
        return False
    with file_problems():
        aside = folder / (pending / _ASIDE_NOTE).read_text(encoding="ascii")
        aside.mkdir(exist_ok=True)
        for name in _swapped_names():
            _swap(folder / name, pending / name, aside / name)
        sync_folder(aside)
        sync_folder(folder)
        (folder / ATTEMPTS_FILE).unlink(missing_ok=True)
        done = _scratch(folder)
        pending.rename(done)  # a removal could stop half way
        shutil.rmtree(done, ignore_errors=True)
        with contextlib.suppress(OSError):  # stays if it holds anything
            aside.rmdir()
    return True


def _scratch(folder: Path) -> Path:
    return folder / f".restore-{os.urandom(4).hex()}.tmp"


def _check_copy(path: Path, key: DataKey, check: Callable[[Path, DataKey], object] | None) -> None:
    from coachdesk.kernel.backup import verify_database

    with path.open("rb+") as file:
        os.fsync(file.fileno())
    verify_database(path, key)
    if check:
        check(path, key)


def _settle(staging: Path, folder: Path, clock: Clock) -> None:
    """Make the staged files the pending restore, in one rename."""
    stamp = f"{clock.now():%Y%m%d-%H%M%S}"
    note = f"{REPLACED_PREFIX}{stamp}"
    number = 1
    while (folder / note).exists():
        number += 1
        note = f"{REPLACED_PREFIX}{stamp}-{number}"
    write_atomically(staging / _ASIDE_NOTE, note.encode("ascii"))
    staging.rename(folder / PENDING_FOLDER)
    sync_folder(folder)


def _swapped_names() -> list[str]:
    from coachdesk.kernel.workspace import DATABASE_NAME

    # The logs belong to the old database: they go first and nothing takes their place.
    logs = [f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-shm"]
    return [*logs, DATABASE_NAME, KEY_FILE, KEY_FILE_COPY]


def _swap(current: Path, new: Path, aside: Path) -> None:
    is_log = current.name.endswith(("-wal", "-shm"))
    if not (is_log or new.exists()):
        return  # moved in before an interruption
    if current.exists():
        current.replace(aside)
    if new.exists():
        new.replace(current)
