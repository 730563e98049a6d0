"""Who comments on whom: fair rotations of teams, pure. Teams are numbered from 0.

In a commenting circle each team comments on another one in every round, and each is commented on
once in every round. In mutual pairs two teams comment on each other; of an odd number one rests.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pairs:
    """A round of mutual pairs; `resting` is the team without one, if their number is odd."""

    pairs: tuple[tuple[int, int], ...]
    resting: int | None = None


def most_rounds(teams: int, *, mutual: bool = False) -> int:
    """The rounds until everybody has met everybody; none with fewer than two teams."""
    if teams < 2:
        return 0
    return teams if mutual and teams % 2 else teams - 1


def circle(teams: int, rounds: int) -> list[tuple[int, ...]]:
    """For each round and each team the one that it comments on.

    Nobody comments on itself, nor twice on the same team. There are at most `most_rounds`.
    """
    steps = range(1, min(rounds, most_rounds(teams)) + 1)
    return [tuple((team + step) % teams for team in range(teams)) for step in steps]


def mutual_pairs(teams: int, rounds: int) -> list[Pairs]:
    """Rounds in which no two teams meet twice; nobody rests twice before all have rested.

    There are at most `most_rounds`. One team stands still while the others move round it.
    """
    seats: list[int | None] = [*range(teams), *([None] if teams % 2 else [])]
    found = []
    for _ in range(min(rounds, most_rounds(teams, mutual=True))):
        half = len(seats) // 2
        facing = list(zip(seats[:half], reversed(seats[half:]), strict=True))
        pairs = tuple((a, b) for a, b in facing if a is not None and b is not None)
        alone = [a if b is None else b for a, b in facing if a is None or b is None]
        found.append(Pairs(pairs, alone[0] if alone else None))
        seats = [seats[0], seats[-1], *seats[1:-1]]
    return found
