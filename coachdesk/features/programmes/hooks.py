"""What subjects above this one add to its verbs; the composition root fills the lists.

The records that are handed over are in `joining`, `moving` and `versions`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # only a verb needs them, and these lists are filled at each start
    from coachdesk.features.programmes.joining import Joining
    from coachdesk.features.programmes.moving import HangingWork
    from coachdesk.features.programmes.versions import Taking

STARTERS: list[Callable[[Joining], None]] = []
"""What a team gets when it joins a run, inside that one change."""

HANGING: list[Callable[[], HangingWork]] = []
"""Work whose dates follow events."""

TAKERS: list[Callable[[Taking], None]] = []
"""What a newer version of the programme changes in a team's checklist and tasks."""
