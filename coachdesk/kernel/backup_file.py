"""The format of a backup: one closed file that needs nothing beside it.

An encrypted SQLCipher database as it is, followed by a trailer: a JSON object (`format`,
`version`, `made_at` in UTC, `day`, `reason`, `key_file`: the whole key file of that time), its
length in bytes (8, big-endian) and the mark `CDBACKUP`. The database comes first so that it
could be opened with any SQLCipher tool; with the key file inside, the backup opens with
the passphrase or the recovery code of its time.
"""

import datetime as dt
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, get_args

from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.keyfile import DamagedKeyFileError, KeyFile, NewerKeyFileError
from coachdesk.kernel.text import msg

SUFFIX = ".coachdesk-backup"
FORMAT = "coachdesk-backup"
VERSION = 1

Reason = Literal["daily", "migration", "manual"]

_MARK = b"CDBACKUP"
_END = 8 + len(_MARK)
_TRAILER_LIMIT = 256 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Trailer:
    """What a backup says of itself, readable without a secret."""

    made_at: dt.datetime
    day: dt.date
    reason: Reason
    key_file: KeyFile

    def to_bytes(self) -> bytes:
        """The end of a backup file."""
        body = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": self.made_at.isoformat(),
            "day": self.day.isoformat(),
            "reason": self.reason,
            "key_file": self.key_file.to_bytes().decode("ascii"),
        }
        packed = json.dumps(body).encode("ascii")
        return packed + len(packed).to_bytes(8, "big") + _MARK


def read_trailer(path: Path) -> tuple[Trailer, int]:
    """The trailer, and the length of the database before it.

    Raises `EnvironmentProblem`: CORRUPT when `path` is not a whole backup, NEWER_FILE when a
    newer program made it; `OSError` when it cannot be read.
    """
    with path.open("rb") as file:
        packed, length = _packed_trailer(file)
    try:
        return _unpacked(json.loads(packed)), length
    except NewerKeyFileError as error:
        raise EnvironmentProblem(ProblemKind.NEWER_FILE) from error
    except (ValueError, KeyError, TypeError, RecursionError, DamagedKeyFileError) as error:
        raise damaged_backup() from error


def extract_database(path: Path, length: int, target: Path) -> None:
    """Copy the first `length` bytes, the encrypted database, to `target`. Raises `OSError`."""
    with path.open("rb") as source, target.open("wb") as file:
        shutil.copyfileobj(source, file, _CHUNK)
        file.truncate(length)


def damaged_backup() -> EnvironmentProblem:
    """What to say of a file that is not a whole backup."""
    return EnvironmentProblem(
        ProblemKind.CORRUPT,
        msg("backup", "This file is not a whole CoachDesk backup."),
        msg("backup", "Choose another backup. Nothing has been changed."),
    )


def _packed_trailer(file: BinaryIO) -> tuple[bytes, int]:
    size = file.seek(0, 2)
    if size < _END:
        raise damaged_backup()
    file.seek(size - _END)
    end = file.read(_END)
    packed_length = int.from_bytes(end[:8], "big")
    length = size - _END - packed_length
    if end[8:] != _MARK or packed_length > _TRAILER_LIMIT or length <= 0:
        raise damaged_backup()
    file.seek(length)
    return file.read(packed_length), length


def _unpacked(body: dict[str, Any]) -> Trailer:
    if body["format"] != FORMAT:
        raise ValueError("another format")
    if body["version"] > VERSION:
        raise NewerKeyFileError
    if body["reason"] not in get_args(Reason):
        raise ValueError("unknown reason")
    return Trailer(
        dt.datetime.fromisoformat(body["made_at"]).astimezone(dt.UTC),
        dt.date.fromisoformat(body["day"]),
        body["reason"],
        KeyFile.from_bytes(body["key_file"].encode("ascii")),
    )
