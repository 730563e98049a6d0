"""Development targets put in order: by dots, and by impact against effort. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

LOWEST, HIGHEST = 1, 5
"""The ends of the scales of impact and effort."""
MOST_DOTS = 999
_MIDDLE = (LOWEST + HIGHEST) / 2


@dataclass(frozen=True, slots=True)
class Target:
    """Something that could be developed; `key` stays the same while it is renamed."""

    key: int
    text: str
    impact: int | None = None
    effort: int | None = None
    dots: int = 0

    @property
    def is_rated(self) -> bool:
        """Whether both impact and effort are given."""
        return self.impact is not None and self.effort is not None

    @property
    def benefit(self) -> int | None:
        """Impact minus effort."""
        if self.impact is None or self.effort is None:
            return None
        return self.impact - self.effort


@dataclass(frozen=True, slots=True)
class Priorities:
    """Targets in the order they were written; each of `voters` has `dots_each` dots."""

    targets: tuple[Target, ...] = ()
    dots_each: int = 3
    voters: int = 0

    @property
    def dots_placed(self) -> int:
        """All dots that have been given."""
        return sum(target.dots for target in self.targets)

    @property
    def dots_in_all(self) -> int:
        """The dots that there are; 0 while it is not said how many people vote."""
        return self.dots_each * self.voters


class Order(StrEnum):
    """What targets are ordered by; what is equal then by the other one."""

    DOTS = "dots"
    BENEFIT = "benefit"


class Quarter(StrEnum):
    """Where a target stands in the picture."""

    FIRST = "first"
    PLAN = "plan"
    PASSING = "passing"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A target with its number in the list and its place in the order; equal ones share one."""

    number: int
    place: int
    target: Target


Key = tuple[float, ...]


def _by_dots(target: Target) -> Key:
    return (-target.dots, *_benefit(target))


def _by_benefit(target: Target) -> Key:
    return (*_benefit(target), -target.dots)


def _benefit(target: Target) -> Key:
    """The greater impact minus effort first, then the greater impact; unrated ones at the end."""
    if target.benefit is None:
        return 1, 0, 0
    return 0, -target.benefit, -(target.impact or 0)


_KEYS: dict[Order, Callable[[Target], Key]] = {Order.DOTS: _by_dots, Order.BENEFIT: _by_benefit}


def ranked(targets: Sequence[Target], order: Order) -> list[Ranked]:
    """The targets in an order; those that are equal in all keep the order of the list."""
    key = _KEYS[order]
    numbered = sorted(enumerate(targets, start=1), key=lambda pair: key(pair[1]))
    found: list[Ranked] = []
    for _, same in groupby(numbered, key=lambda pair: key(pair[1])):
        place = len(found) + 1
        found += [Ranked(number, place, target) for number, target in same]
    return found


def quarter(target: Target) -> Quarter | None:
    """The quarter of a target; what is in the middle counts as great. None while not rated."""
    if target.impact is None or target.effort is None:
        return None
    easy, great = target.effort < _MIDDLE, target.impact >= _MIDDLE
    if great:
        return Quarter.FIRST if easy else Quarter.PLAN
    return Quarter.PASSING if easy else Quarter.LEAVE


def part_of_scale(figure: int) -> float:
    """Where a figure of a scale stands between the ends of an axis, as a part of it."""
    return (figure - LOWEST + 0.5) / (HIGHEST - LOWEST + 1)
