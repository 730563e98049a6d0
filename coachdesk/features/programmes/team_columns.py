"""What the table of a run's teams shows besides their names: each subject above may add a column.

The composition root fills `TEAM_COLUMNS`, as it does with what a team gets when it joins.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coachdesk.kernel.database import Database
from coachdesk.kernel.text import Message
from coachdesk.ui.widgets.status import Status


@dataclass(frozen=True, slots=True)
class TeamStatus:
    """One cell: a short text such as "5/9", how that stands, and the same in words."""

    text: str
    status: Status
    spoken: Message


@dataclass(frozen=True, slots=True)
class TeamColumn:
    """A column; `read` tells the cells of the run's teams that have something to show, by team."""

    title: Message
    read: Callable[[Database, int, dt.date], Mapping[int, TeamStatus]]


TEAM_COLUMNS: list[TeamColumn] = []
