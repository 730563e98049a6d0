"""Where teams stand, read in a few queries for all of them together."""

import datetime as dt
from collections.abc import Mapping, Sequence

from coachdesk.features.checklists import store as checklists
from coachdesk.features.checklists.model import Progress
from coachdesk.features.overview.model import Part, Standing
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.model import Event, Place, current_phase
from coachdesk.features.programmes.outline import Outline
from coachdesk.features.programmes.outlines import outlines_of
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import TaskFilter, View
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
    places = programmes.present_places_of_teams(db, today)
    parts = _Parts(
        db, today, {place.cohort.rid: place for each in places.values() for place in each}
    )
    late, progress = tasks.late_counts(db, today), checklists.progress_of_teams(db, today)
    return [
        _standing(
            team, members[team.rid], today,
            parts=tuple(parts.of_place[place.cohort.rid] for place in places.get(team.rid, ())),
            late=late.get(team.rid, 0), progress=progress.get(team.rid),
        )
        for team in found
    ]  # fmt: skip


def standing(
    db: Database, team_rid: int, today: dt.date, run_rid: int | None = None
) -> Standing | None:
    """Where one team stands, in its usual run or in the one named; None when it is gone."""
    team = teams.team(db, team_rid)
    if team is None:
        return None
    places = programmes.present_places_of_team(db, team_rid, today)
    places.sort(key=lambda place: place.run.rid != run_rid)
    parts = _Parts(db, today, {place.cohort.rid: place for place in places})
    progress = checklists.progress_in_run(db, places[0].run.rid).get(team_rid) if places else None
    return _standing(
        team, teams.members(db, team_rid), today,
        parts=tuple(parts.of_place[place.cohort.rid] for place in places),
        late=tasks.count(db, TaskFilter(View.LATE, team_rid), today), progress=progress,
    )  # fmt: skip


def count_mentions(db: Database, name: str) -> int:
    """In how many notes, tasks, parked lines, items, details of teams and filters a name stands."""
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
    "parked_line": "text",
    "saved_filter": "name || char(10) || criteria",
    "team": "name || char(10) || contact_name || char(10) || unit_description || char(10) || "
    "reason || char(10) || expectations",
}
"""What the search finds people's names in, by table."""


class _Parts:
    """What a part in each cohort is, read once for all of its teams."""

    def __init__(self, db: Database, today: dt.date, places: Mapping[int, Place]) -> None:
        templates = outlines_of(db, {place.run for place in places.values()})
        events = programmes.events_of_cohorts(db) if places else {}
        self.of_place = {
            rid: _part(place, templates[place.run.rid], events.get(rid, ()), today)
            for rid, place in places.items()
        }


def _part(place: Place, template: Outline | None, events: Sequence[Event], today: dt.date) -> Part:
    return Part(place, template, current_phase(template, events, today) if template else None)


def _standing(
    team: Team,
    members: Sequence[Member],
    today: dt.date,
    *,
    parts: tuple[Part, ...],
    late: int,
    progress: Progress | None,
) -> Standing:
    template = parts[0].template if parts else None
    size = (
        (template.smallest_team, template.largest_team)
        if template
        else (FEWEST_MEMBERS, MOST_MEMBERS)
    )
    return Standing(
        team=team,
        composition=composition(members, today),
        findings=findings(team, members, today, size),
        parts=parts,
        late=late,
        progress=progress,
    )
