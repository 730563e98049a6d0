"""Small groups: how much of what persons answered may be shown, by how many answered.

A team has five to eight people, so results inside it tell who said what. From ten answers on
figures are exact, of five to nine only that many is told, and of fewer nothing.
See docs/decisions/small_groups.md.
"""

from enum import StrEnum

EXACT_FROM = 10
FLOOR = 5


class Shown(StrEnum):
    """How much may be shown of a number of answers."""

    EXACT = "exact"
    COARSE = "coarse"
    HIDDEN = "hidden"


def shown_of_persons(answers: int) -> Shown:
    """What may be shown of so many answers of persons."""
    if answers >= EXACT_FROM:
        return Shown.EXACT
    return Shown.COARSE if answers >= FLOOR else Shown.HIDDEN
