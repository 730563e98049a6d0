"""Locking by itself: after sleep, and not because a rehearsal's clock is fast."""

import datetime as dt

import pytest

from coachdesk.kernel.clock import Clock
from coachdesk.kernel.overriding import override
from coachdesk.ui.session.watch import LockWatch
from tests.helpers.clocks import HandClock

DAY = dt.date(2026, 11, 24)


class GoingClock(HandClock):
    """A clock that is looked at as one that goes by itself."""

    def __init__(self, speed: int) -> None:
        super().__init__(DAY)
        self._speed = speed

    @property
    @override
    def speed(self) -> int:
        return self._speed


def locks(clock: HandClock, minutes: float) -> bool:
    """Whether so many minutes between two looks lock."""
    watch = LockWatch(clock)
    told: list[bool] = []
    watch.lock_due.connect(lambda: told.append(True))
    watch.start(10)
    clock.pass_time(minutes)
    watch.look()
    watch.stop()
    return bool(told)


@pytest.mark.usefixtures("qtbot")
def test_sleep_locks() -> None:
    assert not locks(GoingClock(1), 0.9)
    assert locks(GoingClock(1), 2)


@pytest.mark.usefixtures("qtbot")
def test_a_fast_clock_does_not_count_as_sleep() -> None:
    assert not locks(GoingClock(60), 6)
    assert not locks(GoingClock(60), 30), "ten minutes of rest are those of the coach"
    assert locks(GoingClock(60), 120)


def test_a_clock_tells_its_speed() -> None:
    assert Clock(DAY, dt.time(13), speed=60).speed == 60
    assert Clock().speed == 1
