"""Where teams stand, read in a few queries for all of them together."""

import datetime as dt
from collections.abc import Sequence

from coachdesk.features.checklists import store as checklists
from coachdesk.features.overview.model import Standing
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.library import templates_of
from coachdesk.features.programmes.model import current_phase
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
from coachdesk.kernel.database import Database, value


def standings(db: Database, today: dt.date, *, archived: bool = False) -> list[Standing]:
    """Where every team at work (or every archived one) stands; a fixed number of queries."""
    found = teams.list_teams(db, archived)
    members = teams.members_of(db, [team.rid for team in found])
    reader = _Reader(db, today)
    return [reader.standing(team, members[team.rid]) for team in found]


def standing(db: Database, team_rid: int, today: dt.date) -> Standing | None:
    """Where one team stands; None when it is gone."""
    team = teams.team(db, team_rid)
    return _Reader(db, today).standing(team, teams.members(db, team_rid)) if team else None


def count_mentions(db: Database, name: str) -> int:
    """In how many notes, tasks, checklist items and details of teams a name stands in full."""
    places = " UNION ALL ".join(
        f"SELECT 1 FROM {table} WHERE instr(casefold({joined}), :name)"
        for table, joined in _FREE_TEXT.items()
    )
    found = value(db, f"SELECT count(*) FROM ({places})", {"name": name.casefold()})
    return int(found)


_FREE_TEXT = {
    "meeting": "title || char(10) || body",
    "task": "title || char(10) || who || char(10) || remark",
    "checklist_item": "title || char(10) || who || char(10) || remark || char(10) || "
    "support_remark",
    "team": "name || char(10) || contact_name || char(10) || unit_description || char(10) || "
    "reason || char(10) || expectations",
}
"""What the search finds people's names in, by table."""


class _Reader:
    """What is read once for all teams."""

    def __init__(self, db: Database, today: dt.date) -> None:
        self._today = today
        self._places = programmes.places_of_teams(db, today)
        self._templates = templates_of(db, {place.run for place in self._places.values()})
        self._events = programmes.events_of_cohorts(db)
        self._late = tasks.late_counts(db, today)
        self._progress = checklists.progress_of_teams(db, today)

    def standing(self, team: Team, members: Sequence[Member]) -> Standing:
        place = self._places.get(team.rid)
        template = self._templates[place.run.rid] if place else None
        events = self._events.get(place.cohort.rid, []) if place else []
        size = (
            (template.smallest_team, template.largest_team)
            if template
            else (FEWEST_MEMBERS, MOST_MEMBERS)
        )
        return Standing(
            team=team,
            composition=composition(members, self._today),
            findings=findings(team, members, self._today, size),
            place=place,
            template=template,
            phase=current_phase(template, events, self._today) if template else None,
            late=self._late.get(team.rid, 0),
            progress=self._progress.get(team.rid),
        )
