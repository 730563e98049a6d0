"""What other subjects keep about the lines of a note; filled from above."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from coachdesk.kernel.database import Database


@dataclass(frozen=True, slots=True)
class Written:
    """A note whose text has just been changed, inside that change; `now` is in UTC."""

    db: Database
    meeting_rid: int
    before: str
    after: str
    now: dt.datetime


FOLLOWERS: list[Callable[[Written], None]] = []
