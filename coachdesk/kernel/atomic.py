"""Files that are either old or new, never half; and what the disk's refusals mean."""

import contextlib
import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.text import Message

_KINDS = {
    errno.ENOSPC: ProblemKind.DISK_FULL,
    errno.EDQUOT: ProblemKind.DISK_FULL,
    errno.EFBIG: ProblemKind.DISK_FULL,
    errno.EACCES: ProblemKind.READ_ONLY,
    errno.EPERM: ProblemKind.READ_ONLY,
    errno.EROFS: ProblemKind.READ_ONLY,
    errno.ENAMETOOLONG: ProblemKind.READ_ONLY,
    errno.ENOENT: ProblemKind.MISSING,
    errno.ENOTDIR: ProblemKind.MISSING,
    errno.ENODEV: ProblemKind.MISSING,
    errno.EBUSY: ProblemKind.LOCKED,
    errno.EAGAIN: ProblemKind.LOCKED,
}
# Windows tells "in use by another program" apart from "not allowed" only here.
_WINDOWS_KINDS = {32: ProblemKind.LOCKED, 33: ProblemKind.LOCKED, 112: ProblemKind.DISK_FULL}


def problem_kind(error: OSError) -> ProblemKind:
    """What an error of the operating system means to the person at the screen."""
    windows_code = getattr(error, "winerror", None)
    if windows_code in _WINDOWS_KINDS:
        return _WINDOWS_KINDS[windows_code]
    return _KINDS.get(error.errno or 0, ProblemKind.INPUT_OUTPUT)


@contextlib.contextmanager
def file_problems() -> Iterator[None]:
    """Turn each `OSError` of the block into the `EnvironmentProblem` that it means."""
    try:
        yield
    except OSError as error:
        raise EnvironmentProblem(problem_kind(error)) from error


@contextlib.contextmanager
def problem_words(words: Mapping[ProblemKind, tuple[Message, Message]]) -> Iterator[None]:
    """Say the problems of the block in the words (message, advice) of the occasion."""
    try:
        yield
    except EnvironmentProblem as problem:
        if problem.kind not in words:
            raise
        raise EnvironmentProblem(problem.kind, *words[problem.kind]) from problem


def write_atomically(path: Path, content: bytes) -> None:
    """Replace `path` with `content`, readable by its owner only, and wait for the disk.

    Raises `OSError`; the old file is then untouched and no half file is left.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` survive a power cut, where the system offers that."""
    if os.name == "nt":  # Windows cannot open a folder; NTFS journals renames itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
