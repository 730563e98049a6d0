"""The progress of the checklist, for tables of teams."""

import datetime as dt

from coachdesk.features.checklists import store
from coachdesk.features.checklists.model import Progress
from coachdesk.features.programmes.team_columns import TeamColumn, TeamStatus
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg
from coachdesk.ui.widgets.status import Status


def _read(db: Database, run_rid: int, today: dt.date) -> dict[int, TeamStatus]:
    del today
    return {rid: _cell(progress) for rid, progress in store.progress_in_run(db, run_rid).items()}


def _cell(progress: Progress) -> TeamStatus:
    spoken = msg(
        "checklists", "Pre-work: {done} of {all} done", done=progress.done, all=progress.applicable
    )
    status = Status.DONE if progress.is_complete else Status.OPEN
    return TeamStatus(str(progress), status, spoken)


PRE_WORK = TeamColumn(msg("checklists", "Pre-work"), _read)
