"""Encrypted backups of a workspace, each one closed file that was opened and checked once made.

`restore.py` brings one back; `backup_file.py` describes the format.
"""

import contextlib
import datetime as dt
import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from coachdesk.kernel.atomic import file_problems, problem_words, sync_folder
from coachdesk.kernel.backup_file import SUFFIX, Reason, Trailer, read_trailer
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import connect, problems
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.keys import read_key_file
from coachdesk.kernel.location import free_space
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import DATABASE_NAME, INDEX_NAME

BACKUP_FOLDER = "backups"
KEEP = 10
_LEFTOVER_SECONDS = 3600
_SPARE_SPACE = 1024 * 1024  # for SQLite's helper files, whose lack it does not call a full disk
_WORDS = {
    ProblemKind.DISK_FULL: (
        msg("backup", "There is not enough free space for a backup."),
        msg("backup", "Free some space, then make the backup again. Your data is unharmed."),
    ),
    ProblemKind.READ_ONLY: (
        msg("backup", "The folder for the backup cannot be written to."),
        msg("backup", "Choose another folder, or check that this one is not write-protected."),
    ),
    ProblemKind.MISSING: (
        msg("backup", "The folder for the backup cannot be found."),
        msg("backup", "Choose a folder that exists. Connect the drive if it is on one."),
    ),
}


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on the disk. `made_at` is UTC, `size` is in bytes."""

    path: Path
    made_at: dt.datetime
    day: dt.date
    reason: Reason
    size: int


def make_backup(folder: Path, key: DataKey, clock: Clock, reason: Reason) -> Backup:
    """Back up the workspace in `folder` beside it, then drop the oldest backups beyond ten.

    May run while the workspace is open and being written to; it holds what was committed at its
    start. Raises `EnvironmentProblem` (full disk, read-only folder, damaged data, wrong key) and
    leaves no half file behind.
    """
    backups = folder / BACKUP_FOLDER
    with problem_words(_WORDS), file_problems():
        backups.mkdir(exist_ok=True)
        _remove_leftovers(backups, clock)
    trailer = Trailer(clock.now(), clock.today(), reason, read_key_file(folder))
    target = _free_path(backups, trailer)
    _write(folder / DATABASE_NAME, key, trailer, target)
    made = _described(target)
    _rotate(folder, newest=made)
    return made


def daily_backup(folder: Path, key: DataKey, clock: Clock) -> Backup | None:
    """A backup, unless today's daily one exists already. Otherwise as `make_backup`."""
    today = clock.today()
    if any(made.reason == "daily" and made.day == today for made in list_backups(folder)):
        return None
    return make_backup(folder, key, clock, "daily")


def export_backup(folder: Path, key: DataKey, clock: Clock, target: Path) -> Backup:
    """Write a backup of the workspace in `folder` to `target`, replacing it at the very end.

    A folder as `target` gets a file with a name of its own. Raises as `make_backup`.
    """
    trailer = Trailer(clock.now(), clock.today(), "manual", read_key_file(folder))
    if target.is_dir():
        target = _free_path(target, trailer)
    _write(folder / DATABASE_NAME, key, trailer, target)
    return _described(target)


def list_backups(folder: Path) -> list[Backup]:
    """The whole backups of the workspace in `folder`, newest first; damaged ones are left out."""
    found = []
    for path in (folder / BACKUP_FOLDER).glob(f"*{SUFFIX}"):
        with contextlib.suppress(OSError, EnvironmentProblem):
            found.append(_described(path))
    return sorted(found, key=lambda made: (made.made_at, made.path.name), reverse=True)


def refuse_lost_data(folder: Path) -> None:
    """Raise `EnvironmentProblem` (CORRUPT) when the data file is gone or empty, yet was there.

    A log, an index or a backup tells of it. Opening the folder would begin anew, with nothing in
    it, and throw the log away.
    """
    if _size(folder / DATABASE_NAME):
        return
    traces = (f"{DATABASE_NAME}-wal", INDEX_NAME)
    if any(_size(folder / name) for name in traces) or list_backups(folder):
        raise EnvironmentProblem(
            ProblemKind.CORRUPT, msg("backup", "The data file is missing or empty.")
        )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def verify_database(path: Path, key: DataKey, counts: Mapping[str, int] | None = None) -> None:
    """Open the encrypted file and check every page, its structure and its numbers of rows.

    Raises `EnvironmentProblem`: CORRUPT, or WRONG_KEY.
    """
    with problems(), closing(connect(path, key, read_only=True)) as connection:
        findings = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if not findings:
            findings = connection.execute("PRAGMA quick_check(1)").fetchall()
        if findings != [("ok",)]:
            raise _failed_check()
        if counts is not None and _row_counts(connection) != counts:
            raise _failed_check()


def _write(source: Path, key: DataKey, trailer: Trailer, target: Path) -> None:
    if not source.exists():
        raise EnvironmentProblem(ProblemKind.MISSING)
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    try:
        with problem_words(_WORDS), file_problems(), problems():
            if free_space(target.parent) < source.stat().st_size + _SPARE_SPACE:
                raise EnvironmentProblem(ProblemKind.DISK_FULL)
            verify_database(temporary, key, _copy(source, temporary, key))
            with temporary.open("ab") as file:
                file.write(trailer.to_bytes())
                file.flush()
                os.fsync(file.fileno())
            read_trailer(temporary)
            temporary.replace(target)
            sync_folder(target.parent)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                temporary.with_name(temporary.name + ending).unlink()


def _copy(source: Path, target: Path, key: DataKey) -> dict[str, int]:
    """Copy what is committed now; the number of rows per table at that moment.

    The reader is a connection of its own: copying from one with an open write never ends.
    """
    with (
        closing(connect(source, key, read_only=True)) as reader,
        closing(connect(target, key)) as writer,
    ):
        # No journal is needed for a file that is thrown away unless it gets finished.
        writer.execute("PRAGMA journal_mode = OFF").fetchall()
        writer.execute("PRAGMA synchronous = OFF")
        reader.execute("BEGIN")
        counts = _row_counts(reader)
        reader.backup(writer)
        # The copy says of itself that it has a write-ahead log; a closed file has none.
        writer.execute("PRAGMA journal_mode = DELETE").fetchall()
    return counts


def _row_counts(connection: dbapi2.Connection) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in tables
    }


def _described(path: Path) -> Backup:
    trailer, _ = read_trailer(path)
    return Backup(path, trailer.made_at, trailer.day, trailer.reason, path.stat().st_size)


def _free_path(folder: Path, trailer: Trailer) -> Path:
    stem = f"coachdesk-{trailer.made_at:%Y%m%d-%H%M%S}-{trailer.reason}"
    path, number = folder / f"{stem}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{SUFFIX}"
    return path


def _rotate(folder: Path, newest: Backup) -> None:
    others = [made for made in list_backups(folder) if made.path != newest.path]
    for made in others[KEEP - 1 :]:
        with contextlib.suppress(OSError):
            made.path.unlink()


def _remove_leftovers(backups: Path, clock: Clock) -> None:
    """What a killed program left half made; the hour spares one that is at work right now."""
    for path in backups.glob(".*.tmp*"):
        with contextlib.suppress(OSError):
            if clock.now().timestamp() - path.stat().st_mtime > _LEFTOVER_SECONDS:
                path.unlink()


def _failed_check() -> EnvironmentProblem:
    return EnvironmentProblem(
        ProblemKind.CORRUPT,
        msg("backup", "The backup did not pass its check."),
        msg("backup", "Try again or choose another one. If it fails again, check the disk."),
    )
