import datetime as dt
from pathlib import Path

import pytest

from coachdesk.kernel.attempts import ATTEMPTS_FILE, Attempts, delay_after

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def after(seconds: float) -> dt.datetime:
    return NOON + dt.timedelta(seconds=seconds)


def with_failures(folder: Path, count: int) -> Attempts:
    attempts = Attempts.load(folder)
    for _ in range(count):
        attempts.failed(NOON)
    return attempts


def test_delay_grows_to_a_minute() -> None:
    assert [delay_after(n) for n in range(12)] == [0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60]
    assert delay_after(10**9) == 60


def test_first_mistakes_cost_nothing(tmp_path: Path) -> None:
    assert with_failures(tmp_path, 3).wait(NOON) == 0


def test_wait_runs_out(tmp_path: Path) -> None:
    attempts = with_failures(tmp_path, 6)
    assert attempts.wait(NOON) == 8
    assert attempts.wait(after(5.5)) == 2.5
    assert attempts.wait(after(8)) == 0


def test_a_restart_does_not_reset(tmp_path: Path) -> None:
    with_failures(tmp_path, 6)
    again = Attempts.load(tmp_path)
    assert again.failures == 6
    assert again.wait(after(1)) == 7


def test_success_forgets(tmp_path: Path) -> None:
    with_failures(tmp_path, 6).succeeded()
    assert not (tmp_path / ATTEMPTS_FILE).exists()
    assert Attempts.load(tmp_path).wait(NOON) == 0


def test_a_clock_set_back_never_locks_her_out(tmp_path: Path) -> None:
    attempts = with_failures(tmp_path, 6)
    year_before = NOON - dt.timedelta(days=365)
    assert attempts.wait(year_before) == 8
    assert attempts.wait(year_before + dt.timedelta(seconds=8)) == 0


@pytest.mark.parametrize(
    "record",
    ["", "[]", "{}", '{"failures": "x", "last": "y"}', '{"failures": 1e400, "last": "2026-11-22"}',
     '{"failures": 5, "last": 5}', "\u00e4"],
)  # fmt: skip
def test_an_unreadable_record_counts_as_none(tmp_path: Path, record: str) -> None:
    (tmp_path / ATTEMPTS_FILE).write_text(record, encoding="utf-8")
    assert Attempts.load(tmp_path).wait(NOON) == 0


def test_a_folder_that_is_gone_does_not_raise(tmp_path: Path) -> None:
    attempts = with_failures(tmp_path / "gone", 5)
    assert attempts.wait(NOON) == 4
