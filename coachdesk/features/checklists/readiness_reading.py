"""Reads how ready the teams of cohorts are."""

import datetime as dt
from collections.abc import Sequence

from coachdesk.features.checklists import store, store_visits
from coachdesk.features.checklists.changes import changed_cells
from coachdesk.features.checklists.readiness import Cell, TeamReadiness, next_gathering
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import Place
from coachdesk.features.programmes.template import Template
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import FEWEST_MEMBERS, MOST_MEMBERS, Member, findings
from coachdesk.kernel.database import Database


def read_teams(
    db: Database, places: Sequence[Place], today: dt.date
) -> tuple[list[TeamReadiness], dict[int, list[Member]]]:
    """The teams of cohorts of one run, as they joined, and the members of each."""
    if not places:
        return [], {}
    run = places[0].run
    template, items = template_of(db, run), store.items_of_run(db, run.rid)
    size = team_size(template)
    of_cohort = {place.cohort.rid: programmes.team_rids(db, place.cohort.rid) for place in places}
    rids = [rid for some in of_cohort.values() for rid in some]
    known = {team.rid: team for team in teams.teams(db, rids)}
    members = teams.members_of(db, rids)
    result = []
    for place in places:
        event = next_gathering(template, programmes.events(db, place.cohort.rid), today)
        for rid in of_cohort[place.cohort.rid]:
            found = findings(known[rid], members[rid], today, size)
            own = tuple(items.get(rid, ()))
            meets_on = event.starts_on if event else None
            result.append(TeamReadiness(known[rid], place, own, tuple(found), meets_on))
    return result, members


def team_size(template: Template | None) -> tuple[int, int]:
    """How few and how many people a team of the programme may have."""
    if template is None:
        return FEWEST_MEMBERS, MOST_MEMBERS
    return template.smallest_team, template.largest_team


def read_changes(
    db: Database, places: Sequence[Place], teams_of: Sequence[TeamReadiness], up_to: int
) -> frozenset[Cell]:
    """The cells of these teams that changed between the last visit of their cohort and `up_to`.

    Nothing has changed in a cohort that was never seen.
    """
    visits = store_visits.visits(db, [place.cohort.uuid for place in places])
    result: set[Cell] = set()
    for place in places:
        visit = visits.get(place.cohort.uuid)
        if visit is None:
            continue
        rids = {one.team.rid for one in teams_of if one.place.cohort.rid == place.cohort.rid}
        edits = store_visits.edits(db, place.run.rid, visit.sequence, up_to)
        result |= {cell for cell in changed_cells(edits) if cell[0] in rids}
    return frozenset(result)
