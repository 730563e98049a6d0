"""A check-in: how often each number from 1 to 10 was given, never who gave it. Pure.

Only the tally is kept. It is shown by the rules for small groups (`kernel/small_groups.py`): the
spread from ten answers on, of five to nine only that many were given, of fewer only that.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.small_groups import Shown, shown_of_persons
from coachdesk.kernel.text import msg

LOWEST, HIGHEST = 1, 10
MOST_ANSWERS = 500
_NUMBER = re.compile(r"10|[1-9]")
_BETWEEN = re.compile(r"[\s,;./+-]+")


@dataclass(frozen=True, slots=True)
class Spread:
    """What may be shown: how often each number was given, with the middle one.

    `counts` (of 1–10 in order) and `median` are empty where there are too few answers.
    """

    shown: Shown
    counts: tuple[int, ...] = ()
    median: float | None = None

    @property
    def answers(self) -> int | None:
        """How many answered; None where that may not be shown."""
        return sum(self.counts) if self.counts else None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The question and the tally of its answers."""

    question: str = ""
    tally: Mapping[int, int] = field(default_factory=dict)

    def spread(self) -> Spread:
        """All that may be shown of it."""
        answers = sum(self.tally.values())
        shown = shown_of_persons(answers)
        if shown is not Shown.EXACT:
            return Spread(shown)
        counts = tuple(self.tally.get(number, 0) for number in range(LOWEST, HIGHEST + 1))
        return Spread(shown, counts, _median(counts))


def _median(counts: tuple[int, ...]) -> float:
    given = [number for number, count in enumerate(counts, start=LOWEST) for _ in range(count)]
    middle = len(given) // 2
    return float(given[middle]) if len(given) % 2 else (given[middle - 1] + given[middle]) / 2


def typed_numbers(text: str) -> Counter[int]:
    """The tally of numbers typed one after another, with or without blanks: 78 10 6, 78106.

    A 1 and a 0 side by side are a ten. Raises `UserError` for all else.
    """
    found: Counter[int] = Counter()
    for part in _BETWEEN.split(text.strip()):
        if _NUMBER.sub("", part):
            raise UserError(msg("methods", "Type numbers from 1 to 10, one after another."))
        found.update(int(number) for number in _NUMBER.findall(part))
    if sum(found.values()) > MOST_ANSWERS:
        raise UserError(
            msg("methods", "Too many numbers at once: {most} at most.", most=MOST_ANSWERS)
        )
    return found
