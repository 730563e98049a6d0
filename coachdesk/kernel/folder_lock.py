"""One program per data folder: a lock that the system itself ends when the program dies."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from coachdesk.kernel.atomic import file_problems
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.text import msg

LOCK_FILE = "coachdesk.lock"


class FolderLock:
    """Held from `acquire` to `release`, or for the length of a `with` block."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        """Use `FolderLock.acquire`."""
        self.folder = folder
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, folder: Path) -> Self:
        """Lock `folder`, made if missing; `EnvironmentProblem` (LOCKED) if another program has."""
        with file_problems():
            folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise EnvironmentProblem(
                ProblemKind.LOCKED,
                msg("lock", "CoachDesk is already open with this data folder."),
                msg("lock", "Use the window that is open, or close it and try again."),
            ) from error
        return cls(folder, descriptor)

    def release(self) -> None:
        """Let others in; harmless when repeated."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
