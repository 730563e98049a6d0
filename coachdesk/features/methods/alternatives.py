"""Options weighed by criteria, and the decision, which need not be the best score. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

HIGHEST_SCORE, HIGHEST_WEIGHT = 5, 5
USUAL_OPTIONS = 5
"""The method asks for five; fewer and more can be weighed too."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the alternatives; `key` stays the same while it is renamed."""

    key: int
    text: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """What options are judged by; `weight` 1–5 says how much it matters."""

    key: int
    text: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Options, criteria and scores (0–5) by option and criterion, and what was decided, and why.

    `decision` is the key of an option, None while nothing is decided.
    """

    options: tuple[Option, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    scores: Mapping[tuple[int, int], int] = field(default_factory=dict)
    decision: int | None = None
    reason: str = ""

    @property
    def most(self) -> int:
        """The highest total that there can be."""
        return HIGHEST_SCORE * sum(criterion.weight for criterion in self.criteria)

    def total(self, option: Option) -> int:
        """The scores of an option, each times the weight of its criterion; unscored count as 0."""
        return sum(
            criterion.weight * self.scores.get((option.key, criterion.key), 0)
            for criterion in self.criteria
        )

    def missing(self, option: Option) -> int:
        """How many scores an option lacks."""
        return sum((option.key, criterion.key) not in self.scores for criterion in self.criteria)

    def best(self) -> tuple[Option, ...]:
        """The options with the highest total; none while nothing is scored."""
        highest = max((self.total(option) for option in self.options), default=0)
        if not highest:
            return ()
        return tuple(option for option in self.options if self.total(option) == highest)

    def decided(self) -> Option | None:
        """The option that was decided on."""
        return next((option for option in self.options if option.key == self.decision), None)

    def without_option(self, key: int) -> dict[tuple[int, int], int]:
        """The scores when an option is taken away."""
        return {place: score for place, score in self.scores.items() if place[0] != key}

    def without_criterion(self, key: int) -> dict[tuple[int, int], int]:
        """The scores when a criterion is taken away."""
        return {place: score for place, score in self.scores.items() if place[1] != key}
