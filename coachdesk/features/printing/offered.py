"""The hand-outs that can be printed: the composition root fills the list, in the page's order."""

from typing import Any

from coachdesk.features.printing.model import Handout

HANDOUTS: list[Handout[Any]] = []


def find_handout(key: str) -> Handout[Any] | None:
    """The hand-out with this key."""
    return next((handout for handout in HANDOUTS if handout.key == key), None)
