"""A figure and its goal, and the few sums that every benchmark needs."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """What was measured: `value` in `unit`, against a `floor` where there is one.

    The goal is a limit for the ratio to the floor, or for the value where there is no floor.
    """

    name: str
    value: float
    unit: str
    goal: float | None = None
    floor: float | None = None

    @property
    def compared(self) -> float:
        """What the goal speaks of."""
        return self.value if self.floor is None else self.value / self.floor

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached; a figure without one always is."""
        return self.goal is None or self.compared <= self.goal


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of text under a heading."""
    lines = [f"{'figure':58} {'value':>12} {'floor':>10} {'ratio':>7} {'goal':>7}"]
    for one in figures:
        floor = "" if one.floor is None else f"{one.floor:.2f}"
        ratio = "" if one.floor is None else f"{one.compared:.2f}"
        goal = "" if one.goal is None else f"{one.goal:g}"
        missed = "" if one.is_met else "  missed"
        value = f"{one.value:.2f} {one.unit}"
        lines.append(f"{one.name:58} {value:>12} {floor:>10} {ratio:>7} {goal:>7}{missed}")
    return "\n".join(lines)


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def at_part(values: Sequence[float], part: float) -> float:
    """The value below which this part of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def milliseconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000
