"""The arithmetic of a day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.agendas.model import (
    PlanBlock,
    minutes_of,
    moved,
    parse_length,
    placed,
    plan_of,
)
from coachdesk.features.agendas.words import (
    clock_words,
    gap_words,
    is_beyond,
    length_words,
    remark,
    slack_words,
)
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Texts
from tests.features.agendas.plans import NINE, block, day

SAY = Texts.load("en")
LENGTHS = st.lists(st.integers(0, 300), max_size=12)
TRACKS = st.sampled_from(["", "", "A", "B", "C"])
FIXED = st.one_of(st.none(), st.none(), st.times().map(lambda t: t.replace(second=0)))
BLOCKS = st.lists(st.tuples(st.integers(0, 200), TRACKS, FIXED), max_size=12).map(
    lambda parts: [
        block(rid, minutes, track=track, fixed_at=fixed)
        for rid, (minutes, track, fixed) in enumerate(parts)
    ]
)


@given(LENGTHS)
def test_starts_follow_from_lengths(lengths: list[int]) -> None:
    plan = plan_of(day(), [block(n, length) for n, length in enumerate(lengths)])
    assert [slot.begins for slot in plan.slots] == [
        540 + sum(lengths[:n]) for n in range(len(lengths))
    ]
    assert plan.total == sum(lengths)
    assert (plan.free, plan.over, plan.left) == (0, 0, None)


@given(LENGTHS.filter(bool), st.data(), st.integers(-60, 60))
def test_a_changed_length_moves_all_that_follows_and_nothing_else(
    lengths: list[int], data: st.DataObject, by: int
) -> None:
    place = data.draw(st.integers(0, len(lengths) - 1))
    changed = [*lengths]
    changed[place] = max(lengths[place] + by, 0)
    step = changed[place] - lengths[place]
    old, new = (
        plan_of(day(), [block(n, length) for n, length in enumerate(each)])
        for each in (lengths, changed)
    )
    for n, (before, after) in enumerate(zip(old.slots, new.slots, strict=True)):
        assert after.begins - before.begins == (step if n > place else 0)


@given(BLOCKS)
def test_every_block_has_its_place_whatever_the_plan(blocks: list[PlanBlock]) -> None:
    plan = plan_of(day(), blocks)
    assert [slot.block for slot in plan.slots] == blocks
    for slot in plan.slots:
        assert slot.ends - slot.begins == slot.block.minutes
        assert slot.waits >= 0
        if slot.block.fixed_at is None:
            assert slot.gap == 0
        else:
            assert slot.begins == minutes_of(slot.block.fixed_at)
    assert plan.ends == max([540, *(slot.ends for slot in plan.slots)])
    assert plan.free - plan.over == sum(slot.gap for slot in plan.slots)


@given(BLOCKS)
def test_what_follows_tracks_waits_for_the_longest(blocks: list[PlanBlock]) -> None:
    slots = plan_of(day(), blocks).slots
    for n, slot in enumerate(slots):
        if n and not slot.block.track and slots[n - 1].block.track and not slot.block.fixed_at:
            group = []
            for before in reversed(slots[:n]):
                if not before.block.track:
                    break
                group.append(before)
            assert slot.begins == max(each.ends for each in group)


def test_lengths_in_words() -> None:
    assert [SAY(length_words(n)) for n in (45, 60, 90)] == ["45 min", "1 h", "1 h 30 min"]


def test_tracks_begin_together_and_the_shorter_one_waits() -> None:
    blocks = [
        block(1, 30), block(2, 40, track="A"), block(3, 25, track="B"), block(4, 5, track="B"),
        block(5, 10),
    ]  # fmt: skip
    slots = plan_of(day(), blocks).slots
    assert [slot.begins for slot in slots] == [540, 570, 570, 595, 610]
    assert [slot.waits for slot in slots] == [0, 0, 0, 10, 0]
    assert SAY(gap_words(slots[3]) or length_words(0)) == "10 min free after"


def test_a_fixed_time_shows_a_gap_or_an_overrun() -> None:
    lunch = dt.time(12, 0)
    early = plan_of(day(), [block(1, 170), block(2, 60, fixed_at=lunch), block(3, 30)])
    assert [slot.begins for slot in early.slots] == [540, 720, 780]
    assert (early.free, early.over) == (10, 0)
    assert SAY(slack_words(early)) == "10 min free"
    late = plan_of(day(), [block(1, 195), block(2, 60, fixed_at=lunch), block(3, 30)])
    assert (late.free, late.over) == (0, 15)
    assert is_beyond(late)
    assert SAY(slack_words(late)) == "15 min over at a fixed time"
    assert SAY(gap_words(late.slots[1]) or length_words(0)) == "15 min too late before this"


@pytest.mark.parametrize(
    ("minutes", "left", "words"),
    [(360, 30, "30 min free"), (390, 0, "fits exactly"), (450, -60, "1 h past the end")],
)
def test_the_agreed_end(minutes: int, left: int, words: str) -> None:
    plan = plan_of(day(NINE, dt.time(15, 30)), [block(1, minutes)])
    assert plan.left == left
    assert SAY(slack_words(plan)) == words
    assert is_beyond(plan) == (left < 0)


def test_days_that_can_hardly_be_meant_are_told_calmly() -> None:
    def words(*blocks: PlanBlock) -> str:
        found = remark(plan_of(day(), blocks))
        return SAY(found) if found else ""

    assert words() == ""
    assert words(block(1, 0), block(2, 0)).startswith("No block has a length yet")
    assert words(block(1, 1440), block(2, 120)).startswith("The day lasts 26 h, more than a day")
    assert words(block(1, 800)) == "The day lasts 13 h 20 min. Is a length too long?"
    assert words(block(1, 400)) == ""
    assert clock_words(540 + 1560, "fi") == "11.00 (+1)"


@given(st.lists(st.integers(), unique=True, max_size=8), st.data(), st.integers(-9, 9))
def test_moving_keeps_all_blocks_and_the_order_of_the_others(
    order: list[int], data: st.DataObject, by: int
) -> None:
    chosen = data.draw(st.sets(st.sampled_from(order))) if order else set()
    after = moved(order, chosen, by)
    assert sorted(after) == sorted(order)
    for part in (chosen, set(order) - chosen):
        assert [rid for rid in after if rid in part] == [rid for rid in order if rid in part]


@given(st.lists(st.integers(), unique=True, max_size=8), st.data())
def test_blocks_are_dropped_where_they_are_dropped(order: list[int], data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(order))) if order else set()
    row = data.draw(st.integers(0, len(order)))
    after = placed(order, chosen, row)
    assert sorted(after) == sorted(order)
    rest = [rid for rid in order[:row] if rid not in chosen]
    assert after[: len(rest)] == rest
    assert set(after[len(rest) : len(rest) + len(chosen)]) == chosen


def test_moving_one_down_and_up_again_is_as_before() -> None:
    assert moved([1, 2, 3, 4], [2], 1) == [1, 3, 2, 4]
    assert moved([1, 2, 3, 4], [3, 4], -2) == [3, 4, 1, 2]
    assert moved([1, 2, 3], [1, 2], -1) == [1, 2, 3]
    assert placed([1, 2, 3, 4], [1], 3) == [2, 3, 1, 4]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("45", 45), (" 45 min ", 45), ("90m", 90), ("1 h", 60), ("1 h 15", 75), ("1h15min", 75),
     ("1:15", 75), ("0", 0), ("2 t", 120), ("24 h", 1440)],
)  # fmt: skip
def test_lengths_as_people_type_them(text: str, minutes: int) -> None:
    assert parse_length(text) == minutes


@pytest.mark.parametrize("text", ["", "soon", "-5", "25 h", "1441", "1:5:2", "h"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        parse_length(text)


@given(st.integers(0, 1440))
def test_a_length_in_words_can_be_typed_again(minutes: int) -> None:
    assert parse_length(SAY(length_words(minutes))) == minutes
