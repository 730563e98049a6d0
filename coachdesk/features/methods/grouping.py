"""Groups that mix teams and occupational groups, with wishes who is together and who apart. Pure.

People who are to be together are placed as one block. Blocks with wishes are placed first, by a
search that goes back where it is stuck, then all others, each where its team is least. At last
people change places while that mixes the groups better. The same seed gives the same groups.
"""

import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg

MOST_GROUPS = 40
_MOST_STEPS = 20_000
"""After so many steps of the search the wishes are taken to be impossible together."""
_MOST_PASSES = 8
_SAME_TEAM = 100
"""What two of a team in one group weigh, where two of an occupational group weigh 1."""
_TEAM = "\n"
"""Begins the mark of a team, which no name of an occupation does."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone to be placed; people of the same `team` and `occupation` are kept apart if can be."""

    key: str
    team: str = ""
    occupation: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """These people are to be in one group (`together`) or each in another."""

    keys: tuple[str, ...]
    together: bool


def group_count(people: int, size: int) -> int:
    """The number of groups of about `size` people; with a rest the groups are smaller."""
    return max(1, -(-people // max(size, 1)))


def mixed(
    people: Sequence[Person], groups: int, wishes: Sequence[Wish] = (), seed: int = 0
) -> list[tuple[str, ...]]:
    """The keys of the people of each group; sizes differ by one at most.

    Wishes about people who are not there fall away. Raises `UserError` when the wishes cannot be
    kept. No group is empty: there are never more groups than people.
    """
    groups = min(groups, len(people), MOST_GROUPS)
    if groups < 1:
        return []
    chance = random.Random(seed)  # noqa: S311 - it mixes people, it keeps no secret
    table = _Table.of(people, groups)
    blocks = _blocks(people, wishes, chance)
    _refuse_impossible(blocks, table)
    bound = [block for block in blocks if len(block.keys) > 1 or block.apart]
    _place_bound(bound, table)
    free = [block for block in blocks if len(block.keys) == 1 and not block.apart]
    for block in _team_by_team(free, table.people):
        table.put(block, min(_open(table, block), key=lambda group: table.cost(block, group)))
    _swap(blocks, table)
    order = {person.key: place for place, person in enumerate(people)}
    return [tuple(sorted(members, key=order.__getitem__)) for members in table.groups]


@dataclass(slots=True, eq=False)
class _Block:
    """People who are placed as one, and those who may not be with them.

    `marks` tells how many of them are of a team or an occupation, `weights` what that weighs.
    """

    keys: tuple[str, ...]
    apart: frozenset[str]
    marks: Counter[str]
    weights: tuple[tuple[str, int], ...] = ()
    itself: int = 0
    """Its likeness to itself."""

    def __post_init__(self) -> None:
        self.weights = tuple(
            (mark, count * (_SAME_TEAM if mark.startswith(_TEAM) else 1))
            for mark, count in self.marks.items()
        )
        self.itself = self.likeness(self.marks)

    def likeness(self, marks: Mapping[str, int]) -> int:
        """What those of its own teams and occupations weigh among others."""
        return sum(weight * marks.get(mark, 0) for mark, weight in self.weights)


def _marks(people: Iterable[Person]) -> Counter[str]:
    found: Counter[str] = Counter()
    for person in people:
        if person.team:
            found[_TEAM + person.team] += 1
        if person.occupation:
            found[person.occupation] += 1
    return found


@dataclass(slots=True)
class _Table:
    """The groups as they fill, and how many of each team and occupation are in them."""

    people: Mapping[str, Person]
    size: int
    larger: int
    groups: list[set[str]]
    counts: list[Counter[str]] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Sequence[Person], groups: int) -> "_Table":
        size, larger = divmod(len(people), groups)
        table = cls({person.key: person for person in people}, size, larger,
                    [set() for _ in range(groups)])  # fmt: skip
        table.counts = [Counter() for _ in range(groups)]
        return table

    def has_room(self, block: _Block, group: int) -> bool:
        """Whether a block fits by its size; only `larger` groups may have one more."""
        after = len(self.groups[group]) + len(block.keys)
        if after <= self.size:
            return True
        if after > self.size + 1:
            return False
        return sum(len(members) > self.size for members in self.groups) < self.larger

    def is_allowed(self, block: _Block, group: int) -> bool:
        return not (block.apart & self.groups[group])

    def put(self, block: _Block, group: int) -> None:
        self.groups[group].update(block.keys)
        self.counts[group].update(block.marks)
        for key in block.keys:
            self.place[key] = group

    def take(self, block: _Block, group: int) -> None:
        self.groups[group].difference_update(block.keys)
        self.counts[group].subtract(block.marks)

    def cost(self, block: _Block, group: int) -> tuple[int, int, int]:
        """How well a block goes into a group: first by team, then by room, then by occupation."""
        weight = block.likeness(self.counts[group])
        return weight // _SAME_TEAM, len(self.groups[group]), weight % _SAME_TEAM


def _open(table: _Table, block: _Block) -> list[int]:
    """The groups that a block may go to."""
    return [
        group
        for group in range(len(table.groups))
        if table.has_room(block, group) and table.is_allowed(block, group)
    ]


def _blocks(
    people: Sequence[Person], wishes: Sequence[Wish], chance: random.Random
) -> list[_Block]:
    """The people in blocks, in a chance order."""
    belongs = {person.key: {person.key} for person in people}
    for wish in wishes:
        keys = [key for key in wish.keys if key in belongs]
        if wish.together and keys:
            joined = set[str]().union(*(belongs[key] for key in keys))
            for key in joined:
                belongs[key] = joined
    apart: dict[str, set[str]] = {person.key: set() for person in people}
    for wish in wishes:
        if not wish.together:
            for one, other in combinations([key for key in wish.keys if key in belongs], 2):
                apart[one].add(other)
                apart[other].add(one)
    known = {person.key: person for person in people}
    order = list(known)
    chance.shuffle(order)
    blocks, placed = [], set[str]()
    for key in order:
        if key not in placed:
            whole = belongs[key]
            placed |= whole
            members = tuple(one for one in order if one in whole)
            away = frozenset().union(*(apart[one] for one in members))
            blocks.append(_Block(members, away, _marks(known[one] for one in members)))
    return blocks


def _refuse_impossible(blocks: Collection[_Block], table: _Table) -> None:
    most = table.size + (1 if table.larger else 0)
    for block in blocks:
        if block.apart & set(block.keys):
            raise UserError(
                msg(
                    "methods",
                    "Some people are to be both together and apart. Take one of these wishes away.",
                )
            )
        if len(block.keys) > most:
            raise UserError(
                msg(
                    "methods",
                    "{count} people are to be together, but a group has {most} at most. Make "
                    "larger groups, or take a wish away.",
                    count=len(block.keys),
                    most=most,
                )
            )


def _place_bound(bound: Sequence[_Block], table: _Table) -> None:
    """Place the blocks with wishes; raises `UserError` when no way is found."""
    order = sorted(bound, key=lambda block: (-len(block.keys), -len(block.apart)))
    steps = 0

    def place(number: int) -> bool:
        nonlocal steps
        if number == len(order):
            return True
        block, tried_empty = order[number], False
        for group in sorted(_open(table, block), key=lambda each: table.cost(block, each)):
            steps += 1
            if steps > _MOST_STEPS:
                return False
            if not table.groups[group]:
                if tried_empty:
                    continue  # empty groups are all alike
                tried_empty = True
            table.put(block, group)
            if place(number + 1):
                return True
            table.take(block, group)
        return False

    if not place(0):
        raise UserError(
            msg(
                "methods",
                "The wishes cannot all be kept in {count} groups. Make more groups, or take a "
                "wish away.",
                count=len(table.groups),
            )
        )


def _team_by_team(blocks: Sequence[_Block], people: Mapping[str, Person]) -> list[_Block]:
    """Single people in the order in which they are dealt out: the largest team first.

    Equal teams follow the order of the people, not their keys, which differ from file to file.
    """
    sizes = Counter(people[block.keys[0]].team for block in blocks)
    teams = list(dict.fromkeys(person.team for person in people.values()))

    def place(block: _Block) -> tuple[int, int, str]:
        person = people[block.keys[0]]
        return -sizes[person.team], teams.index(person.team), person.occupation

    return sorted(blocks, key=place)


def _swap(blocks: Sequence[_Block], table: _Table) -> None:
    """Let blocks of one size change places while the groups become better mixed."""
    for _ in range(_MOST_PASSES):
        found = False
        for one, other in combinations(blocks, 2):
            if len(one.keys) == len(other.keys):
                found = _swapped(one, other, table) or found
        if not found:
            return


def _swapped(one: _Block, other: _Block, table: _Table) -> bool:
    here, there = table.place[one.keys[0]], table.place[other.keys[0]]
    if here == there:
        return False
    # In its own group a block meets itself too, in the other one the block that will have left.
    now = one.likeness(table.counts[here]) - one.itself
    now += other.likeness(table.counts[there]) - other.itself
    if not now:
        return False
    then = one.likeness(table.counts[there]) + other.likeness(table.counts[here])
    if then - 2 * one.likeness(other.marks) >= now:
        return False
    if one.apart & table.groups[there].difference(other.keys):
        return False
    if other.apart & table.groups[here].difference(one.keys):
        return False
    table.take(one, here)
    table.take(other, there)
    table.put(one, there)
    table.put(other, here)
    return True
