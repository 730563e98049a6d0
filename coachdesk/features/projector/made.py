"""The projector of the program, once something was projected; for those who only ask."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # most days nothing is projected
    from coachdesk.features.projector.controller import Projector

MADE: list["Projector"] = []
"""The one there is, or none."""
WHEN_MADE: list[Callable[[], object]] = []
"""What is called when it is asked for, by the composition: what feeds it rests until then."""


def is_on() -> bool:
    """Whether the second window is open."""
    return any(made.is_on for made in MADE)


def go_dark() -> None:
    """The work is put away; see `Projector.go_dark`."""
    for made in MADE:
        made.go_dark()


def end() -> None:
    """The program ends, and projecting with it."""
    while MADE:
        MADE.pop().let_go()
