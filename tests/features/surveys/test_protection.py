"""No figure of fewer than ten persons can be seen or worked out."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.surveys.definition import find_survey
from coachdesk.features.surveys.model import Asks, Tally
from coachdesk.features.surveys.protection import blocks, protected, shown
from coachdesk.features.surveys.results import by_team, question_result
from coachdesk.kernel.small_groups import Shown

SIZES = st.lists(st.integers(0, 25), min_size=1, max_size=9)


def _groups(sizes: Sequence[int]) -> Mapping[str, Tally]:
    return {f"T{n}": Tally(size, {1: size}) for n, size in enumerate(sizes)}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [(0, Shown.HIDDEN), (4, Shown.HIDDEN), (5, Shown.COARSE), (9, Shown.COARSE), (10, Shown.EXACT)],
)
def test_the_floors(answers: int, expected: Shown) -> None:
    assert shown(Asks.PERSONS, answers) is expected
    assert shown(Asks.UNITS, answers) is Shown.EXACT


@given(SIZES)
def test_whatever_is_subtracted_speaks_of_ten_or_more(sizes: list[int]) -> None:
    groups = _groups(sizes)
    found = blocks(groups)
    names = [name for block in found for name in block.names]
    assert len(names) == len(set(names))
    assert sum(block.tally.answered for block in found) in {0, sum(sizes)}
    # Every sum or difference of shown figures is a sum of blocks, the total included.
    for size in range(1, len(found) + 1):
        for some in combinations(found, size):
            assert sum(block.tally.answered for block in some) >= 10


@given(SIZES)
def test_large_teams_are_not_hidden_without_need(sizes: list[int]) -> None:
    found = blocks(_groups(sizes))
    if sum(size >= 10 for size in sizes) >= 2 and all(size >= 10 or size == 0 for size in sizes):
        assert [block.names for block in found] == [
            (f"T{n}",) for n, size in enumerate(sizes) if size
        ]


@given(st.integers(0, 30), st.integers(0, 30))
def test_texts_are_protected_like_figures(answered: int, written: int) -> None:
    texts = tuple(f"text {n}" for n in range(min(answered, written)))
    tally = Tally(answered, {}, 0, texts)
    visible = protected(Asks.PERSONS, tally)
    assert (visible is None) == (answered < 10)
    if visible is not None:
        assert visible.texts in {(), tuple(sorted(texts))}
        assert len(visible.texts) == 0 or len(visible.texts) >= 10
    assert protected(Asks.UNITS, tally) == tally


@given(st.integers(0, 9), st.integers(0, 9))
def test_a_small_result_holds_nothing_but_the_statement(answered: int, other: int) -> None:
    survey = find_survey("staff_pulse")
    assert survey is not None
    tally = Tally(answered, {1: answered}, other, ("words",) * other)
    result = question_result(Asks.PERSONS, survey.questions[0], tally)
    assert (result.n, result.rows, result.texts) == (None, (), ())


def test_small_teams_stand_together() -> None:
    survey = find_survey("staff_pulse")
    assert survey is not None
    table = by_team(survey.questions[0], _groups([12, 6, 7, 20]))
    assert table is not None
    assert [(one.names[0], one.n) for one in table.columns[:-1]] == [
        ("T0", 12), ("T3", 20), ("T1", 13),
    ]  # fmt: skip
    assert table.columns[2].names == ("T1", "T2")
    lone = by_team(survey.questions[0], _groups([12, 3, 20]))
    assert lone is not None
    assert [one.names for one in lone.columns[:-1]] == [("T2",), ("T0", "T1")]
    assert by_team(survey.questions[0], _groups([12, 3])) is None
    assert by_team(survey.questions[0], _groups([4, 4])) is None
