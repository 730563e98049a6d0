"""A clock that goes only when a test tells it to, and a computer in another zone."""

import datetime as dt
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

import pytest

from coachdesk.kernel.clock import Clock
from coachdesk.kernel.dates.zone import local_day, local_time
from coachdesk.kernel.overriding import override


class HandClock(Clock):
    """Stands at a time of day in Finland until it is moved."""

    def __init__(self, day: dt.date, hour: int = 9, minute: int = 0) -> None:
        super().__init__()
        self.moment = local_time(day, hour * 60 + minute)

    @property
    @override
    def speed(self) -> int:
        """So fast that no leap looks as if the computer had slept, which would lock the window."""
        return 100_000

    def pass_time(self, minutes: float) -> None:
        """Forwards, or (negative) backwards."""
        self.moment += dt.timedelta(minutes=minutes)

    @override
    def now(self) -> dt.datetime:
        return self.moment

    @override
    def today(self) -> dt.date:
        return local_day(self.moment)


@contextmanager
def computer_in(zone: str) -> Iterator[None]:
    """A computer that believes to be in a zone such as "America/New_York"."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of this system cannot be changed for one program")
    with ExitStack() as after:
        after.callback(time.tzset)  # last, when the zone is what it was
        after.enter_context(patch.dict(os.environ, TZ=zone))
        time.tzset()
        yield
