"""Groups: even sizes, wishes kept, the same seed the same groups, teams spread."""

import random
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachdesk.features.methods.grouping import Person, Wish, group_count, mixed
from coachdesk.kernel.errors import UserError


def crowd(teams: int, size: int) -> list[Person]:
    """Teams of so many people, each with a nurse, a physician, a nurse, …"""
    return [
        Person(f"{team}.{number}", f"team {team}", ("nurse", "physician")[number % 2])
        for team in range(teams)
        for number in range(size)
    ]


PEOPLE = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from(["nurse", "doctor", ""])), max_size=24
).map(lambda kinds: [Person(str(n), team, work) for n, (team, work) in enumerate(kinds)])
KEYS = st.integers(0, 25).map(str)
WISHES = st.lists(
    st.builds(Wish, st.lists(KEYS, min_size=2, max_size=3, unique=True).map(tuple), st.booleans()),
    max_size=5,
)


@given(PEOPLE, st.integers(1, 9), st.integers(0, 99))
def test_everyone_is_in_one_group_and_sizes_differ_by_one_at_most(
    people: list[Person], groups: int, seed: int
) -> None:
    found = mixed(people, groups, seed=seed)
    assert sorted(key for group in found for key in group) == sorted(one.key for one in people)
    assert len(found) == min(groups, len(people))
    sizes = [len(group) for group in found]
    assert not sizes or max(sizes) - min(sizes) <= 1


@given(PEOPLE, st.integers(1, 9), WISHES, st.integers(0, 99))
def test_wishes_are_kept_or_refused(
    people: list[Person], groups: int, wishes: list[Wish], seed: int
) -> None:
    try:
        found = mixed(people, groups, wishes, seed)
    except UserError:
        assert wishes
        return
    place = {key: number for number, group in enumerate(found) for key in group}
    sizes = [len(group) for group in found]
    assert not sizes or max(sizes) - min(sizes) <= 1
    for wish in wishes:
        places = [place[key] for key in wish.keys if key in place]
        assert len(set(places)) == (min(len(places), 1) if wish.together else len(places))


def _can_be_kept(people: list[Person], groups: int, wishes: list[Wish]) -> bool:
    """Whether any arrangement keeps the wishes, by trying all."""
    small = len(people) // groups
    keys = [person.key for person in people]

    def fits(place: dict[str, int]) -> bool:
        for wish in wishes:
            places = [place[key] for key in wish.keys if key in place]
            if wish.together and len(set(places)) > 1:
                return False
            if not wish.together and len(set(places)) < len(places):
                return False
        return True

    def search(place: dict[str, int]) -> bool:
        if not fits(place):
            return False
        if len(place) == len(keys):
            return True
        sizes = Counter(place.values())
        for group in range(groups):
            larger = sum(size > small for size in sizes.values())
            room = sizes[group] < small or (sizes[group] == small and larger < len(keys) % groups)
            if room and search({**place, keys[len(place)]: group}):
                return True
        return False

    return search({})


FEW = st.lists(st.sampled_from("AB"), min_size=2, max_size=7).map(
    lambda teams: [Person(str(n), team) for n, team in enumerate(teams)]
)


@given(FEW, st.integers(1, 3), WISHES.map(lambda found: found[:3]))
@example([Person(str(n)) for n in range(4)], 2, [Wish(("0", "1", "2"), together=False)])
def test_nothing_is_refused_that_can_be_kept(
    people: list[Person], groups: int, wishes: list[Wish]
) -> None:
    groups = min(groups, len(people))
    try:
        mixed(people, groups, wishes)
    except UserError:
        assert not _can_be_kept(people, groups, wishes)
    else:
        assert _can_be_kept(people, groups, wishes)


@given(PEOPLE, st.integers(1, 9), st.integers(0, 99))
def test_the_same_seed_gives_the_same_groups(people: list[Person], groups: int, seed: int) -> None:
    assert mixed(people, groups, seed=seed) == mixed(people, groups, seed=seed)


@given(PEOPLE, st.integers(1, 9), WISHES, st.integers(0, 99), st.randoms())
def test_other_keys_of_people_and_teams_give_the_same_groups(
    people: list[Person], groups: int, wishes: list[Wish], seed: int, chance: random.Random
) -> None:
    teams = {one.team for one in people}
    names = sorted(teams | {str(number) for number in range(26)})
    codes = [f"new {number}" for number in range(len(names))]
    chance.shuffle(codes)
    other = dict(zip(names, codes, strict=True))
    renamed = [Person(other[one.key], other[one.team], one.occupation) for one in people]
    wished = [Wish(tuple(other[key] for key in wish.keys), wish.together) for wish in wishes]
    try:
        found = mixed(people, groups, wishes, seed)
    except UserError:
        with pytest.raises(UserError):
            mixed(renamed, groups, wished, seed)
        return
    expected = [tuple(other[key] for key in group) for group in found]
    assert mixed(renamed, groups, wished, seed) == expected


def test_another_seed_mixes_again() -> None:
    people = crowd(5, 6)
    assert len({tuple(mixed(people, 6, seed=seed)) for seed in range(10)}) == 10


def _same_team(groups: list[tuple[str, ...]], people: list[Person]) -> int:
    team = {person.key: person.team for person in people}
    return sum(
        team[one] == team[other] for group in groups for one, other in combinations(group, 2)
    )


@given(st.integers(1, 8), st.integers(1, 8), st.integers(1, 10), st.integers(0, 20))
def test_teams_are_spread_as_evenly_as_they_can_be(
    teams: int, size: int, groups: int, seed: int
) -> None:
    people = crowd(teams, size)
    found = mixed(people, groups, seed=seed)
    groups = len(found)
    base, larger = divmod(size, groups)
    least = teams * (larger * (base + 1) * base // 2 + (groups - larger) * base * (base - 1) // 2)
    assert _same_team(found, people) == least


def test_occupations_are_mixed_where_teams_allow_it() -> None:
    people = crowd(4, 4)
    work = {person.key: person.occupation for person in people}
    for seed in range(10):
        for group in mixed(people, 4, seed=seed):
            assert Counter(work[key] for key in group) == {"nurse": 2, "physician": 2}


def test_impossible_wishes_are_told() -> None:
    people = crowd(2, 3)
    with pytest.raises(UserError, match="both together and apart"):
        mixed(
            people, 2, [Wish(("0.0", "1.0"), together=True), Wish(("1.0", "0.0"), together=False)]
        )
    with pytest.raises(UserError, match=r"4 people are to be together, but a group has 3"):
        mixed(people, 2, [Wish(("0.0", "0.1", "0.2", "1.0"), together=True)])
    with pytest.raises(UserError, match="cannot all be kept in 2 groups"):
        mixed(people, 2, [Wish(("0.0", "0.1", "0.2"), together=False)])


def test_wishes_about_people_who_are_gone_fall_away() -> None:
    people = crowd(1, 4)
    assert mixed(people, 2, [Wish(("gone", "0.1"), together=True), Wish(("gone",), together=False)])


def test_a_hundred_people_with_many_wishes() -> None:
    people = crowd(14, 8)
    wishes = [Wish((f"{team}.0", f"{team}.1"), together=False) for team in range(14)]
    wishes += [Wish((f"{team}.2", f"{team + 1}.2"), together=True) for team in range(0, 14, 2)]
    found = mixed(people, 16, wishes, seed=3)
    assert {len(group) for group in found} == {7}


@given(st.integers(0, 200), st.integers(1, 20))
def test_group_count_holds_the_size(people: int, size: int) -> None:
    groups = group_count(people, size)
    assert groups >= 1
    assert people <= groups * size
    assert groups == 1 or people > (groups - 1) * size
