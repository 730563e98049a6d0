"""The clock of the demo and the tests: a fixed day, a time of day that runs as told."""

import datetime as dt
import time

import pytest

from coachdesk.kernel.clock import Clock

DAY = dt.date(2026, 12, 10)
AT = dt.time(13, 22)
BEGAN = dt.datetime(2026, 12, 10, 11, 22, tzinfo=dt.UTC)


def test_a_fixed_day_is_told() -> None:
    assert Clock(DAY).today() == DAY
    assert Clock(DAY).now().date() == DAY


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
