"""Where the hand-outs and surveys of a phase are: the subjects above this one tell.

The composition root fills the lists; what nobody knows is not shown.
"""

from collections.abc import Callable
from dataclasses import dataclass

from coachdesk.features.programmes.model import Place
from coachdesk.kernel.text import Message
from coachdesk.ui.context import Target


@dataclass(frozen=True, slots=True)
class Link:
    """Something to open: what it is called in the window's language, and where it is."""

    title: Message | str
    target: Target


LinkTo = Callable[[str, Place], Link | None]
"""From the key in the programme and the cohort in hand; None when nothing has this key."""

HANDOUT_LINKS: list[LinkTo] = []
SURVEY_LINKS: list[LinkTo] = []


def links(to: list[LinkTo], keys: tuple[str, ...], place: Place) -> list[Link]:
    """The links that are known for these keys, in order."""
    found = (link(key, place) for key in keys for link in to)
    return [each for each in found if each is not None]
