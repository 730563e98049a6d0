"""The hand-outs that can be printed: the composition root fills the list, in the page's order."""

from typing import Any

from coachdesk.features.printing.model import Handout, OfferedSubject, Subject

HANDOUTS: list[Handout[Any]] = []
SUBJECTS: list[OfferedSubject] = []
"""What papers can be about beside teams, runs and meetings."""


def find_handout(key: str) -> Handout[Any] | None:
    """The hand-out with this key."""
    return next((handout for handout in HANDOUTS if handout.key == key), None)


def find_subject(kind: Subject) -> OfferedSubject | None:
    """What was offered as a subject of this kind."""
    return next((subject for subject in SUBJECTS if subject.kind is kind), None)
