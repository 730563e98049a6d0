"""What a team gets when it joins a run: each subject above this one may add something.

The composition root fills `STARTERS`; they write within the change that lets the team join, so
joining is one undo step.
"""

from collections.abc import Callable

from coachdesk.features.programmes.model import Event, Run
from coachdesk.features.programmes.template import Template
from coachdesk.kernel.database import Database

Starter = Callable[[Database, Run, Template, list[Event], int], None]
"""Called with the run, its template and events, and the team's rid."""

STARTERS: list[Starter] = []
