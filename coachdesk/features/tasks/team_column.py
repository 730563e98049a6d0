"""The late tasks of a team, for tables of teams."""

import datetime as dt

from coachdesk.features.programmes.team_columns import TeamColumn, TeamStatus
from coachdesk.features.tasks import store
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg, plural
from coachdesk.ui.widgets.status import Status


def _read(db: Database, run_rid: int, today: dt.date) -> dict[int, TeamStatus]:
    del run_rid  # tasks are the team's, in whatever run it agreed on them
    return {rid: _cell(count) for rid, count in store.late_counts(db, today).items() if count}


def _cell(count: int) -> TeamStatus:
    spoken = plural("tasks", "{count} task late", "{count} tasks late", count)
    return TeamStatus(str(count), Status.LATE, spoken)


LATE_TASKS = TeamColumn(msg("tasks", "Late tasks"), _read)
