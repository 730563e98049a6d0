"""Rotations: fair, complete, and never the same again."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.methods.rotation import circle, most_rounds, mutual_pairs

TEAMS = st.integers(0, 24)
ROUNDS = st.integers(0, 30)


@given(TEAMS, ROUNDS)
def test_in_a_circle_each_comments_and_is_commented_on_once_a_round(
    teams: int, rounds: int
) -> None:
    found = circle(teams, rounds)
    assert len(found) == min(rounds, most_rounds(teams))
    for order in found:
        assert sorted(order) == list(range(teams))
        assert all(other != team for team, other in enumerate(order))


@given(TEAMS, ROUNDS)
def test_in_a_circle_nobody_comments_twice_on_the_same(teams: int, rounds: int) -> None:
    met = [(team, other) for order in circle(teams, rounds) for team, other in enumerate(order)]
    assert len(set(met)) == len(met)
    given_by = Counter(team for team, _ in met)
    received = Counter(other for _, other in met)
    expected = min(rounds, most_rounds(teams))
    assert all(given_by[team] == received[team] == expected for team in range(teams))


@given(TEAMS, ROUNDS)
def test_no_pair_meets_twice_and_everyone_has_one_place_a_round(teams: int, rounds: int) -> None:
    found = mutual_pairs(teams, rounds)
    assert len(found) == min(rounds, most_rounds(teams, mutual=True))
    met = [frozenset(pair) for each in found for pair in each.pairs]
    assert len(set(met)) == len(met)
    for each in found:
        seated = [team for pair in each.pairs for team in pair]
        seated += [] if each.resting is None else [each.resting]
        assert sorted(seated) == list(range(teams))
        assert (each.resting is None) == (teams % 2 == 0)


@given(st.integers(0, 8).map(lambda half: 2 * half + 3))
def test_of_an_odd_number_each_rests_once_in_a_full_rotation(teams: int) -> None:
    found = mutual_pairs(teams, teams)
    assert sorted(each.resting for each in found if each.resting is not None) == [*range(teams)]
    met = Counter(frozenset(pair) for each in found for pair in each.pairs)
    assert len(met) == teams * (teams - 1) // 2


@pytest.mark.parametrize(
    ("teams", "circles", "pairs"), [(0, 0, 0), (1, 0, 0), (2, 1, 1), (3, 2, 3)]
)
def test_few_teams(teams: int, circles: int, pairs: int) -> None:
    assert most_rounds(teams) == len(circle(teams, 9)) == circles
    assert most_rounds(teams, mutual=True) == len(mutual_pairs(teams, 9)) == pairs


def test_two_teams_comment_on_each_other() -> None:
    assert circle(2, 5) == [(1, 0)]
    assert mutual_pairs(2, 5)[0].pairs == ((0, 1),)
