"""The clock of the demo and the tests: a fixed day, a time of day that runs as told."""

import datetime as dt
import time

import pytest

from coachdesk.kernel.clock import Clock
from coachdesk.kernel.dates.zone import local_day, wall_time
from coachdesk.kernel.overriding import override
from tests.helpers.clocks import computer_in

DAY = dt.date(2026, 12, 10)
AT = dt.time(13, 22)
BEGAN = dt.datetime(2026, 12, 10, 11, 22, tzinfo=dt.UTC)


class ToldClock(Clock):
    """A clock in a computer whose own clock shows what is told."""

    def __init__(self, moment: dt.datetime, today: dt.date | None = None) -> None:
        super().__init__(today)
        self._moment = moment

    @override
    def computers_now(self) -> dt.datetime:
        return self._moment


def test_a_fixed_day_is_told() -> None:
    assert Clock(DAY).today() == DAY
    assert local_day(Clock(DAY).now()) == DAY


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("month", [1, 7])
def test_at_any_hour_a_fixed_day_is_that_day_in_finland(month: int, hour: int) -> None:
    present = dt.datetime(2027, month, 15, hour, 59, tzinfo=dt.UTC)
    clock = ToldClock(present, DAY)
    assert local_day(clock.now()) == clock.today() == DAY
    assert wall_time(clock.now()).time() == wall_time(present).time()


def test_today_is_that_of_finland_in_whatever_zone_the_computer_is() -> None:
    just_begun = dt.datetime(2026, 12, 9, 22, 30, tzinfo=dt.UTC)
    nearly_over = dt.datetime(2026, 12, 10, 21, 30, tzinfo=dt.UTC)
    for zone in ("America/New_York", "Asia/Tokyo", "UTC"):
        with computer_in(zone):
            assert ToldClock(just_begun).today() == ToldClock(nearly_over).today() == DAY


def test_a_clock_that_stands_still_tells_its_time_in_utc() -> None:
    clock = Clock(DAY, AT, speed=0)
    assert (clock.now(), clock.today()) == (BEGAN, DAY)
    assert clock.stamp() == "2026-12-10T11:22:00.000Z"


@pytest.mark.parametrize("speed", [1, 60])
def test_a_clock_runs_so_many_times_as_fast(speed: int) -> None:
    before = time.monotonic()
    clock = Clock(DAY, AT, speed)
    began = time.monotonic()
    while time.monotonic() - began < 0.01:
        pass
    at_least = (time.monotonic() - began) * speed
    passed = (clock.now() - BEGAN).total_seconds()
    at_most = (time.monotonic() - before) * speed
    assert at_least - 1e-5 <= passed <= at_most + 1e-5


def test_a_fast_clock_runs_into_the_next_day() -> None:
    clock = Clock(DAY, dt.time(23, 59), speed=10**8)
    began = time.monotonic()
    while time.monotonic() - began < 0.001:
        pass
    assert clock.today() > DAY


def test_a_time_of_day_in_summer_is_that_of_finland() -> None:
    assert Clock(dt.date(2026, 7, 1), AT, 0).now().hour == 10


def test_without_a_day_the_time_of_day_begins_on_the_present_one() -> None:
    clock = Clock(at=AT, speed=0)
    wall = clock.now() - dt.datetime.combine(clock.today(), AT, dt.UTC)
    assert wall in {-dt.timedelta(hours=2), -dt.timedelta(hours=3)}
