"""A clock that goes only when a test tells it to."""

import datetime as dt

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
