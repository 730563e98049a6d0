"""Priorities and alternatives: places, quarters, weighted totals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.methods.alternatives import Alternatives, Criterion, Option
from coachdesk.features.methods.priorities import (
    HIGHEST,
    LOWEST,
    Order,
    Priorities,
    Quarter,
    Target,
    part_of_scale,
    quarter,
    ranked,
)

FIGURE = st.none() | st.integers(LOWEST, HIGHEST)
TARGETS = st.lists(st.tuples(FIGURE, FIGURE, st.integers(0, 9)), max_size=12).map(
    lambda found: [Target(n, f"T{n}", *each) for n, each in enumerate(found)]
)


@given(TARGETS, st.sampled_from(Order))
def test_places_follow_the_order_and_equal_ones_share(targets: list[Target], order: Order) -> None:
    found = ranked(targets, order)
    assert sorted(one.target.key for one in found) == [target.key for target in targets]
    assert all(targets[one.number - 1] is one.target for one in found)
    for place, one in enumerate(found, start=1):
        assert one.place <= place
        before = found[place - 2] if place > 1 else None
        if before is not None:
            assert before.place == one.place or one.place == place


@given(TARGETS)
def test_more_dots_come_first_and_the_better_benefit_first(targets: list[Target]) -> None:
    dots = [one.target.dots for one in ranked(targets, Order.DOTS)]
    assert dots == sorted(dots, reverse=True)
    benefits = [one.target.benefit for one in ranked(targets, Order.BENEFIT)]
    rated = [each for each in benefits if each is not None]
    assert rated == sorted(rated, reverse=True)
    assert benefits[len(rated) :] == [None] * (len(benefits) - len(rated))


def test_what_is_equal_is_ordered_by_the_other() -> None:
    one, two, three = Target(1, "A", 3, 3, 2), Target(2, "B", 5, 1, 2), Target(3, "C", 5, 1, 2)
    found = [(each.target.text, each.place) for each in ranked([one, two, three], Order.DOTS)]
    assert found == [("B", 1), ("C", 1), ("A", 3)]


@pytest.mark.parametrize(
    ("impact", "effort", "expected"),
    [
        (5, 1, Quarter.FIRST), (3, 2, Quarter.FIRST), (3, 3, Quarter.PLAN), (5, 5, Quarter.PLAN),
        (2, 2, Quarter.PASSING), (1, 5, Quarter.LEAVE), (None, 1, None), (1, None, None),
    ],
)  # fmt: skip
def test_quarters(impact: int | None, effort: int | None, expected: Quarter | None) -> None:
    assert quarter(Target(1, "A", impact, effort)) is expected


def test_a_scale_fills_its_axis_evenly() -> None:
    assert [part_of_scale(figure) for figure in range(1, 6)] == pytest.approx(
        [0.1, 0.3, 0.5, 0.7, 0.9]
    )


def test_dots_are_counted_against_those_there_are() -> None:
    made = Priorities((Target(1, "A", dots=4), Target(2, "B", dots=3)), dots_each=3, voters=4)
    assert (made.dots_placed, made.dots_in_all) == (7, 12)
    assert Priorities().dots_in_all == 0


def weighed(*rows: tuple[int, ...], weights: tuple[int, ...] = (1, 1)) -> Alternatives:
    options = tuple(Option(n, f"O{n}") for n in range(len(rows)))
    criteria = tuple(Criterion(n, f"C{n}", weight) for n, weight in enumerate(weights))
    scores = {
        (option.key, criterion.key): row[criterion.key]
        for option, row in zip(options, rows, strict=True)
        for criterion in criteria
        if row[criterion.key] >= 0
    }
    return Alternatives(options, criteria, scores)


def test_totals_are_weighted() -> None:
    made = weighed((5, 0), (1, 4), (-1, 5), weights=(1, 3))
    assert [made.total(option) for option in made.options] == [5, 13, 15]
    assert made.most == 20
    assert made.missing(made.options[2]) == 1
    assert [option.text for option in made.best()] == ["O2"]


def test_several_can_be_best_and_none_before_scoring() -> None:
    assert [option.text for option in weighed((2, 3), (3, 2)).best()] == ["O0", "O1"]
    assert weighed((-1, -1), (0, 0)).best() == ()
    assert Alternatives().best() == ()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=6),
       st.tuples(st.integers(1, 5), st.integers(1, 5)))  # fmt: skip
def test_a_total_lies_within_the_scale(
    rows: list[tuple[int, int]], weights: tuple[int, int]
) -> None:
    made = weighed(*rows, weights=weights)
    for option in made.options:
        assert 0 <= made.total(option) <= made.most


def test_what_is_taken_away_takes_its_scores_along() -> None:
    made = weighed((1, 2), (3, 4))
    assert made.without_option(0) == {(1, 0): 3, (1, 1): 4}
    assert made.without_criterion(1) == {(0, 0): 1, (1, 0): 3}


def test_a_decision_need_not_be_the_best() -> None:
    made = weighed((5, 5), (1, 1))
    decided = Alternatives(made.options, made.criteria, made.scores, decision=1, reason="Cheaper")
    assert decided.decided() == made.options[1]
    assert made.decided() is None
