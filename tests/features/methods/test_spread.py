"""A check-in shows its spread to ten or more, and nothing of fewer but how few they are."""

from collections import Counter
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.methods.spread import CheckIn, typed_numbers
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.small_groups import EXACT_FROM, FLOOR, Shown

NUMBERS = st.lists(st.integers(1, 10), max_size=40)


@given(NUMBERS)
def test_nothing_is_told_below_the_floor_and_no_figure_below_ten(numbers: list[int]) -> None:
    spread = CheckIn("", Counter(numbers)).spread()
    if len(numbers) < EXACT_FROM:
        expected = Shown.COARSE if len(numbers) >= FLOOR else Shown.HIDDEN
        assert (spread.shown, spread.counts, spread.median) == (expected, (), None)
        assert spread.answers is None
    else:
        assert spread.shown is Shown.EXACT
        assert spread.counts == tuple(numbers.count(each) for each in range(1, 11))
        assert spread.median == median(numbers)
        assert spread.answers == len(numbers)


@given(st.lists(st.integers(1, 10), max_size=9), st.lists(st.integers(1, 10), max_size=9))
def test_two_small_groups_of_one_size_look_alike(one: list[int], other: list[int]) -> None:
    if len(one) == len(other):
        assert CheckIn("", Counter(one)).spread() == CheckIn("", Counter(other)).spread()


@given(NUMBERS, st.sampled_from(["", " ", ", ", ";"]))
def test_typed_numbers_are_tallied(numbers: list[int], between: str) -> None:
    assert typed_numbers(between.join(map(str, numbers))) == Counter(numbers)


@pytest.mark.parametrize("text", ["0", "7 0", "11 x", "seven", "7½", "100"])
def test_what_is_no_number_from_one_to_ten_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="from 1 to 10"):
        typed_numbers(text)


def test_too_many_at_once_are_refused() -> None:
    with pytest.raises(UserError, match="Too many"):
        typed_numbers("7" * 501)
