"""What a team gets when it joins a run: each subject above this one may add something.

The composition root fills `hooks.STARTERS`; they write within the change that lets the team join,
so joining is one undo step.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coachdesk.features.programmes.model import Cohort, Event, Run
from coachdesk.features.programmes.template import Template
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.database import Database


@dataclass(frozen=True, slots=True)
class Joining:
    """A team that joins a cohort of a run, inside the change that lets it."""

    db: Database
    clock: Clock
    run: Run
    cohort: Cohort
    template: Template
    events: Sequence[Event]
    team_rid: int
