"""Now and today: the only place that asks the computer's clock.

The demo and the tests fix the day with `Clock(today=...)`; the time of day keeps running. With `at`
the time of day begins there, so that a workshop can be rehearsed.
"""

import datetime as dt
import time


class Clock:
    """Tells the coach's local day and the UTC time of a change."""

    def __init__(
        self, today: dt.date | None = None, at: dt.time | None = None, speed: int = 1
    ) -> None:
        """`today` fixes the day (demo, tests); otherwise the computer's local day is told.

        `at` is the time of day in Finland at which the clock begins; it then runs `speed` times
        as fast as the computer's (0: it stands still), on into the next days.
        """
        self._fixed = today
        self._speed = speed
        self._began = time.monotonic()
        self._start: dt.datetime | None = None
        if at is not None:
            from coachdesk.kernel.dates.zone import local_time

            self._start = local_time(self._computers_day(), at.hour * 60 + at.minute)

    @property
    def speed(self) -> int:
        """How many times as fast as the computer's the time of day goes."""
        return self._speed

    def _computers_day(self) -> dt.date:
        return self._fixed or dt.datetime.now().date()  # noqa: TID251, DTZ005 - the one door

    def today(self) -> dt.date:
        """The local calendar day."""
        if self._start is None:
            return self._computers_day()
        from coachdesk.kernel.dates.zone import local_day

        return local_day(self.now())

    def now(self) -> dt.datetime:
        """The time in UTC, with the fixed day if there is one."""
        if self._start is not None:
            passed = (time.monotonic() - self._began) * self._speed
            return self._start + dt.timedelta(seconds=passed)
        now = dt.datetime.now(dt.UTC)  # noqa: TID251 - the one door
        if self._fixed is None:
            return now
        return dt.datetime.combine(self._fixed, now.timetz())

    def stamp(self) -> str:
        """The time in UTC as ISO text with milliseconds, as stored in the database."""
        return self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
