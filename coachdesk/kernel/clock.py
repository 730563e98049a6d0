"""Now and today: the only place that asks the computer's clock.

The demo and the tests fix the day with `Clock(today=...)`; the time of day keeps running.
"""

import datetime as dt


class Clock:
    """Tells the coach's local day and the UTC time of a change."""

    def __init__(self, today: dt.date | None = None) -> None:
        """`today` fixes the day (demo, tests); otherwise the computer's local day is told."""
        self._fixed = today

    def today(self) -> dt.date:
        """The local calendar day."""
        return self._fixed or dt.datetime.now().date()  # noqa: TID251, DTZ005 - the one door

    def now(self) -> dt.datetime:
        """The time in UTC, with the fixed day if there is one."""
        now = dt.datetime.now(dt.UTC)  # noqa: TID251 - the one door
        if self._fixed is None:
            return now
        return dt.datetime.combine(self._fixed, now.timetz())

    def stamp(self) -> str:
        """The time in UTC as ISO text with milliseconds, as stored in the database."""
        return self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
