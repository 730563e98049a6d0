"""Now and today: the only place that asks the computer's clock.

The demo and the tests fix the day with `Clock(today=...)`; the time of day keeps running. With `at`
the time of day begins there, so that a workshop can be rehearsed.
"""

import datetime as dt
import time


class Clock:
    """Tells the day in Finland and the UTC time of a change, whatever zone the computer is in."""

    def __init__(
        self, today: dt.date | None = None, at: dt.time | None = None, speed: int = 1
    ) -> None:
        """`today` fixes the day (demo, tests); otherwise the present day is told.

        `at` is the time of day in Finland at which the clock begins; it then runs `speed` times
        as fast as the computer's (0: it stands still), on into the next days.
        """
        self._fixed = today
        self._speed = speed
        self._began = time.monotonic()
        self._start: dt.datetime | None = None
        if at is not None:
            from coachdesk.kernel.dates.zone import local_time

            self._start = local_time(self.today(), at.hour * 60 + at.minute)

    @property
    def speed(self) -> int:
        """How many times as fast as the computer's the time of day goes."""
        return self._speed

    def computers_now(self) -> dt.datetime:
        """The computer's time in UTC."""
        return dt.datetime.now(dt.UTC)  # noqa: TID251 - the one door

    def today(self) -> dt.date:
        """The calendar day in Finland."""
        if self._start is None and self._fixed is not None:
            return self._fixed
        from coachdesk.kernel.dates.zone import local_day

        return local_day(self.now())

    def now(self) -> dt.datetime:
        """The time in UTC; on the fixed day, if there is one, at the present time of day."""
        if self._start is not None:
            passed = (time.monotonic() - self._began) * self._speed
            return self._start + dt.timedelta(seconds=passed)
        now = self.computers_now()
        if self._fixed is None:
            return now
        from coachdesk.kernel.dates.zone import wall_time

        return dt.datetime.combine(self._fixed, wall_time(now).timetz()).astimezone(dt.UTC)

    def stamp(self) -> str:
        """The time in UTC as ISO text with milliseconds, as stored in the database."""
        return self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
