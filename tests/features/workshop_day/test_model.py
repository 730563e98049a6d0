"""The arithmetic of a day that is held: remaining time, drift, times to come."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coachdesk.features.workshop_day.model import (
    HeldBlock,
    Standing,
    Turn,
    next_stage,
    running_stage,
    sharing_round,
    stage_before,
    standing,
)
from tests.features.workshop_day.days import DAY, NINE, at, block, held


def begun(one: HeldBlock, began: float, ended: float | None = None) -> HeldBlock:
    base = at(0)
    return replace(
        one, began_at=base + dt.timedelta(minutes=began),
        ended_at=None if ended is None else base + dt.timedelta(minutes=ended),
    )  # fmt: skip


def told(blocks: Sequence[HeldBlock], minute: float) -> Standing:
    return standing(held(), blocks, at(0) + dt.timedelta(minutes=minute))


def times(found: Standing) -> list[tuple[int, int]]:
    return [(row.begins, row.ends) for row in found.rows]


LUNCH = 12 * 60


def morning() -> list[HeldBlock]:
    """9:00 welcome 30, 9:30 work 120, 11:30 free, 12:00 lunch 45, 12:45 talk 60."""
    return [
        block(0, NINE, 30), block(1, NINE + 30, 120),
        block(2, LUNCH, 45, fixed_at=LUNCH), block(3, LUNCH + 45, 60),
    ]  # fmt: skip


def test_lateness_is_taken_up_before_lunch_as_far_as_there_is_room() -> None:
    one, *others = morning()
    late = told([begun(one, NINE + 20), *others], NINE + 21)
    assert (late.drift_minutes, late.remaining_seconds, late.ends_at) == (20, 29 * 60, 825)
    later = told([begun(one, NINE + 50), *others], NINE + 51)
    assert (later.drift_minutes, later.ends_at) == (50, 845)


def test_earliness_waits_for_lunch() -> None:
    one, two, *others = morning()
    early = told([begun(one, NINE, NINE + 10), begun(two, NINE + 10), *others], NINE + 11)
    assert (early.drift_minutes, early.ends_at) == (-20, 825)


def test_a_block_that_runs_over_moves_all_by_the_minute() -> None:
    one, *others = morning()
    over = told([begun(one, NINE), *others], NINE + 64.5)
    assert (over.remaining_seconds, over.drift_minutes) == (-2070, 34)
    assert times(over) == [(540, 604), (604, 724), (724, 769), (769, 829)]


def test_sleep_across_the_end_of_a_block_is_nothing_special() -> None:
    one, *others = morning()
    slept = told([begun(one, NINE), *others], NINE + 3 * 60)
    assert slept.remaining_seconds == -150 * 60
    assert slept.current
    assert slept.current.rid == 0


def test_a_clock_set_back_begins_the_block_anew() -> None:
    one, *others = morning()
    found = told([begun(one, NINE + 300), *others], NINE)
    assert (found.remaining_seconds, found.drift_minutes) == (30 * 60, 0)
    assert times(found)[0] == (NINE, NINE + 30)


def test_before_the_day_its_beginning_is_counted_down() -> None:
    found = told(morning(), NINE - 5)
    assert (found.current, found.remaining_seconds, found.drift_minutes) == (None, 300, 0)
    waiting = told(morning(), NINE + 5)
    assert (waiting.remaining_seconds, waiting.drift_minutes) == (-300, 5)
    assert waiting.rows[0].begins == NINE + 5


def test_tracks_run_side_by_side_and_the_longest_is_waited_for() -> None:
    blocks = [
        block(0, NINE, 20, track="A"), block(1, NINE + 20, 20, track="A"),
        block(2, NINE, 60, track="B"), block(3, NINE + 60, 30),
    ]  # fmt: skip
    assert [b.rid for b in next_stage(blocks)] == [0, 1, 2]
    running = [*(begun(b, NINE) for b in blocks[:3]), blocks[3]]
    found = told(running, NINE + 25)
    assert found.current
    assert (found.current.rid, found.remaining_seconds) == (2, 35 * 60)
    assert [row.state for row in found.rows] == ["done", "now", "now", "coming"]
    assert times(found) == [(540, 560), (560, 580), (540, 600), (600, 630)]
    assert [b.rid for b in running_stage(running)] == [0, 1, 2]
    assert found.upcoming
    assert found.upcoming.rid == 3
    late = told(running, NINE + 70)
    assert [row.state for row in late.rows] == ["done", "done", "now", "coming"]
    assert (late.remaining_seconds, late.drift_minutes, late.ends_at) == (-600, 10, 640)
    done = [*(begun(b, NINE, NINE + 50) for b in blocks[:3]), begun(blocks[3], NINE + 50)]
    assert [b.rid for b in stage_before(done)] == [0, 1, 2]
    assert times(told(done, NINE + 51)) == [(540, 560), (560, 580), (540, 590), (590, 620)]


def test_blocks_of_no_length_and_a_day_of_26_hours() -> None:
    blocks = [block(0, NINE, 0), *(block(n, NINE + (n - 1) * 120, 120) for n in range(1, 14))]
    found = told([begun(blocks[0], NINE), *blocks[1:]], NINE)
    assert (found.remaining_seconds, found.ends_at, found.planned_ends) == (0, 2100, 2100)
    late = told([begun(blocks[0], NINE), *blocks[1:]], NINE + 7)
    assert (late.drift_minutes, late.ends_at) == (7, 2107)


@pytest.mark.parametrize(("day", "hours"), [(dt.date(2026, 3, 29), 1), (dt.date(2026, 10, 25), -1)])
def test_a_night_when_the_clock_is_changed(day: dt.date, hours: int) -> None:
    evening = day - dt.timedelta(days=1)
    blocks = [block(0, 22 * 60, 360), block(1, 28 * 60, 60, fixed_at=32 * 60)]
    began = at(22 * 60, evening)
    running = [replace(blocks[0], began_at=began), blocks[1]]
    now = began + dt.timedelta(hours=5)
    found = standing(held(evening), running, now)
    assert found.remaining_seconds == 3600
    assert found.rows[0].ends == 28 * 60 + hours * 60
    assert found.rows[1].begins == 32 * 60


def test_nothing_is_planned() -> None:
    assert told([], NINE) == Standing(None, None, 0, 0, (), None, None)


def test_a_sharing_round_without_and_with_forty_teams() -> None:
    one = begun(block(0, NINE, 60), NINE)
    assert sharing_round(one, [], at(NINE)).current is None
    turns = [Turn(n, 0, n, n) for n in range(40)]
    turns[0] = replace(turns[0], began_at=at(NINE))
    found = sharing_round(one, turns, at(NINE + 2))
    assert (found.seconds_each, found.seconds_left) == (90, -30)
    back = sharing_round(one, turns, at(NINE - 2))
    assert back.seconds_left == 90


LENGTHS = st.lists(st.sampled_from([0, 5, 15, 45, 90, 1440]), min_size=1, max_size=6)


@st.composite
def days(draw: st.DrawFn) -> list[HeldBlock]:
    """Planned days, some blocks with a fixed time or in tracks, each now of another length."""
    blocks, begins = [], NINE
    for rid, minutes in enumerate(draw(LENGTHS)):
        fixed = begins if draw(st.booleans()) else None
        track = draw(st.sampled_from(["", "", "A", "B"]))
        one = block(rid, begins, minutes, fixed_at=fixed, track=track)
        blocks.append(replace(one, minutes=draw(st.sampled_from([minutes, minutes + 5]))))
        begins += minutes
    return blocks


def held_so_far(blocks: Sequence[HeldBlock], steps: Sequence[int]) -> list[HeldBlock]:
    """After so many presses of Next, with these minutes before each."""
    found, now = list(blocks), NINE
    for minutes in steps:
        now += minutes
        ending = {b.rid for b in running_stage(found)}
        beginning = {b.rid for b in next_stage(found)}
        found = [
            replace(b, ended_at=at(now)) if b.rid in ending
            else replace(b, began_at=at(now)) if b.rid in beginning else b
            for b in found
        ]  # fmt: skip
    return found


@given(days(), st.lists(st.integers(0, 200), max_size=8), st.integers(0, 300))
def test_whatever_is_pressed_the_rows_fit_each_other(
    blocks: list[HeldBlock], steps: list[int], more: int
) -> None:
    found = held_so_far(blocks, steps)
    now = at(NINE + sum(steps) + more)
    result = standing(held(), found, now)
    assert [row.block for row in result.rows] == found
    assert all(row.begins <= row.ends for row in result.rows)
    assert (result.current is not None) == bool(running_stage(found))
    if result.current:
        row = next(row for row in result.rows if row.block == result.current)
        assert row.state == "now"
        assert at(row.begins) <= now <= at(row.ends)
    ends = [row.ends for row in result.rows]
    assert result.ends_at == max(ends)
    coming = [row for row in result.rows if row.block.is_coming]
    for row in coming:
        assert row.ends - row.begins == row.block.minutes
        assert row.block.fixed_at is None or row.begins >= row.block.fixed_at
        assert at(row.begins) >= now


@given(days(), st.lists(st.integers(0, 200), min_size=1, max_size=8), st.integers(1, 60))
def test_five_minutes_more_end_the_day_at_most_so_much_later(
    blocks: list[HeldBlock], steps: list[int], by: int
) -> None:
    found = held_so_far(blocks, steps)
    now = at(NINE + sum(steps))
    before = standing(held(), found, now)
    assume(before.current is not None)
    assert before.current
    longer = [replace(b, minutes=b.minutes + by) if b == before.current else b for b in found]
    after = standing(held(), longer, now)
    assert before.ends_at is not None
    assert after.ends_at is not None
    assert 0 <= after.ends_at - before.ends_at <= by
    assert after.remaining_seconds == before.remaining_seconds + by * 60


@given(days(), st.lists(st.integers(0, 200), min_size=1, max_size=8))
def test_after_the_end_nothing_moves(blocks: list[HeldBlock], steps: list[int]) -> None:
    found = held_so_far(blocks, steps)
    over = at(NINE + sum(steps))
    found = [replace(b, ended_at=over) if b.runs else b for b in found]
    day = replace(held(DAY), ended_at=over)
    at_once, later = (standing(day, found, over + dt.timedelta(hours=hours)) for hours in (0, 100))
    assert at_once == later
    assert later.current is None
    assert all(row.state in {"done", "skipped"} for row in later.rows)
