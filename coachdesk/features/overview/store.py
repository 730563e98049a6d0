"""Where teams stand, read in a few queries for all of them together."""

import datetime as dt
from collections.abc import Sequence

from coachdesk.features.checklists import store as checklists
from coachdesk.features.overview.model import Standing
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.model import current_phase
from coachdesk.features.programmes.template import find_template
from coachdesk.features.tasks import store as tasks
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import (
    FEWEST_MEMBERS,
    MOST_MEMBERS,
    Member,
    Team,
    composition,
    findings,
)
from coachdesk.kernel.database import Database


def standings(db: Database, today: dt.date, *, archived: bool = False) -> list[Standing]:
    """Where every team at work (or every archived one) stands; seven queries however many."""
    found = teams.list_teams(db, archived)
    members = teams.members_of(db, [team.rid for team in found])
    reader = _Reader(db, today)
    return [reader.standing(team, members[team.rid]) for team in found]


def standing(db: Database, team_rid: int, today: dt.date) -> Standing | None:
    """Where one team stands; None when it is gone."""
    team = teams.team(db, team_rid)
    return _Reader(db, today).standing(team, teams.members(db, team_rid)) if team else None


class _Reader:
    """What is read once for all teams."""

    def __init__(self, db: Database, today: dt.date) -> None:
        self._today = today
        self._runs = {run.rid: run for run in programmes.runs(db)}
        self._run_of_team = programmes.runs_of_teams(db)
        self._events = programmes.events_of_runs(db)
        self._late = tasks.late_counts(db, today)
        self._progress = checklists.progress_of_teams(db)

    def standing(self, team: Team, members: Sequence[Member]) -> Standing:
        run = self._runs.get(self._run_of_team.get(team.rid, 0))
        template = find_template(run.template_key) if run else None
        events = self._events.get(run.rid, []) if run else []
        size = (
            (template.smallest_team, template.largest_team)
            if template
            else (FEWEST_MEMBERS, MOST_MEMBERS)
        )
        return Standing(
            team=team,
            composition=composition(members, self._today),
            findings=findings(team, members, self._today, size),
            run=run,
            template=template,
            phase=current_phase(template, events, self._today) if template else None,
            late=self._late.get(team.rid, 0),
            progress=self._progress.get(team.rid),
        )
