"""A growing delay between wrong passphrases, kept across restarts.

It slows down a person who guesses at an unattended computer. Who has copied the files can guess
without this program; against that stands only the cost of each guess (see `keyfile.KdfCost`).
"""

import contextlib
import datetime as dt
import json
from pathlib import Path
from typing import Self

from coachdesk.kernel.atomic import write_atomically

ATTEMPTS_FILE = "attempts.json"
FREE_FAILURES = 3
LONGEST_WAIT = 60


def delay_after(failures: int) -> int:
    """Seconds to wait after so many failures in a row: 0, 0, 0, 2, 4, 8 … and at most 60."""
    if failures <= FREE_FAILURES:
        return 0
    return min(LONGEST_WAIT, 1 << min(failures - FREE_FAILURES, 10))


class Attempts:
    """The failures in a row at one data folder; the caller tells the time."""

    def __init__(self, path: Path, failures: int, last: dt.datetime | None) -> None:
        """Use `Attempts.load`."""
        self._path = path
        self._last = last
        self.failures = failures

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What is on record for `folder`; nothing if the record is missing or unreadable."""
        path = folder / ATTEMPTS_FILE
        try:
            record = json.loads(path.read_text(encoding="ascii"))
            last = dt.datetime.fromisoformat(record["last"]).astimezone(dt.UTC)
            return cls(path, max(0, int(record["failures"])), last)
        except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
            return cls(path, 0, None)

    def wait(self, now: dt.datetime) -> float:
        """Seconds until the next attempt is allowed; 0 when it is."""
        if self._last is None:
            return 0.0
        # A clock that was set back must not lengthen the wait beyond the delay.
        self._last = min(self._last, now)
        elapsed = (now - self._last).total_seconds()
        return max(0.0, delay_after(self.failures) - elapsed)

    def failed(self, now: dt.datetime) -> None:
        """Record a wrong passphrase. A folder that cannot be written to keeps no record."""
        self.failures += 1
        self._last = now
        record = {"failures": self.failures, "last": now.isoformat()}
        with contextlib.suppress(OSError):
            write_atomically(self._path, json.dumps(record).encode("ascii"))

    def succeeded(self) -> None:
        """Forget the failures."""
        self.failures = 0
        self._last = None
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
