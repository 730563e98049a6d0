"""What the table of all runs is read from: a fixed number of queries for all rows together.

Each finds what it tells by index: notes are not read, nor tasks that are done or not due.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from coachdesk.features.checklists import store as checklists
from coachdesk.features.notes import store as notes
from coachdesk.features.overview.cross_run import Criteria, SavedFilter, TeamInRun
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.library import templates_of
from coachdesk.features.programmes.model import PhaseState, Place, current_phase
from coachdesk.features.programmes.template import Template
from coachdesk.features.tasks import store as tasks
from coachdesk.features.teams.counties import county
from coachdesk.kernel.database import Database, delete, insert, row, rows, update

_PARTS = """
SELECT p.rid, p.team_rid, p.cohort_rid, t.name, t.unit_name, t.county_code, t.area, t.archived_on
FROM participation p JOIN team t ON t.rid = p.team_rid ORDER BY p.cohort_rid DESC, p.rid"""


def teams_in_runs(db: Database, today: dt.date) -> list[TeamInRun]:
    """One row for each team in each run, present and archived."""
    return _Reader(db, today).rows()


class _Reader:
    """What is read once for all rows."""

    def __init__(self, db: Database, today: dt.date) -> None:
        self._today = today
        self._parts = rows(db, _PARTS)
        present = programmes.places(db)
        every = (*present, *programmes.places(db, archived=True))
        self._places = {place.cohort.rid: place for place in every}
        self._templates = templates_of(db, {place.run for place in present})
        self._events = programmes.events_of_cohorts(db)
        self._states = {place.cohort.rid: self._state(place) for place in present}
        self._progress = checklists.progress_in_runs(db)
        self._contact = notes.last_contact(db, {part["team_rid"] for part in self._parts}, today)
        self._late = self._late_by_part(tasks.late_by_run(db, today))

    def rows(self) -> list[TeamInRun]:
        return [self._row(part) for part in self._parts]

    def _row(self, part: Mapping[str, Any]) -> TeamInRun:
        place, team_rid = self._places[part["cohort_rid"]], part["team_rid"]
        return TeamInRun(
            rid=part["rid"],
            team_rid=team_rid,
            team=part["name"],
            unit=part["unit_name"],
            county_code=part["county_code"],
            area=_area(place, part),
            team_archived=part["archived_on"] is not None,
            place=place,
            template=self._template(place),
            state=self._states.get(place.cohort.rid),
            progress=self._progress.get((place.run.rid, team_rid)),
            late=self._late.get(part["rid"], 0),
            last_contact=self._contact.get(team_rid),
        )

    def _template(self, place: Place) -> Template | None:
        return self._templates.get(place.run.rid)

    def _state(self, place: Place) -> PhaseState | None:
        template = self._template(place)
        if template is None:
            return None
        return current_phase(template, self._events.get(place.cohort.rid, ()), self._today)

    def _late_by_part(self, late: Mapping[tuple[int, int | None], int]) -> dict[int, int]:
        """How many count in each participation."""
        by_run: dict[tuple[int, int], int] = {}
        usual: dict[int, Mapping[str, Any]] = {}
        for part in sorted(self._parts, key=self._preference):
            usual[part["team_rid"]] = part
            run = self._places[part["cohort_rid"]].run
            by_run[part["team_rid"], run.rid] = part["rid"]
        result: dict[int, int] = {}
        for (team_rid, run_rid), count in late.items():
            rid = by_run.get((team_rid, run_rid or 0))
            if rid is None and team_rid in usual:
                rid = usual[team_rid]["rid"]
            if rid is not None:
                result[rid] = result.get(rid, 0) + count
        return result

    def _preference(self, part: Mapping[str, Any]) -> tuple[bool, bool, int, int]:
        """The greater, the rather it is the team's usual run; see `programmes.present_sql`."""
        place = self._places[part["cohort_rid"]]
        events = self._events.get(place.cohort.rid, ())
        begun = any(event.starts_on and event.starts_on <= self._today for event in events)
        return not place.run.archived, begun, place.run.rid, part["rid"]


def _area(place: Place, part: Mapping[str, Any]) -> str:
    """The area of the cohort, else the team's own, else its county's."""
    found = county(part["county_code"]) if part["county_code"] is not None else None
    return str(place.cohort.area or part["area"] or (found.area.fi if found else ""))


# -- saved filters --------------------------------------------------------------------------------


def saved_filters(db: Database) -> Sequence[SavedFilter]:
    """All of them, the oldest first."""
    return [_saved(found) for found in rows(db, "SELECT * FROM saved_filter ORDER BY rid")]


def saved_filter(db: Database, rid: int) -> SavedFilter | None:
    """One of them."""
    found = row(db, "SELECT * FROM saved_filter WHERE rid = ?", (rid,))
    return _saved(found) if found else None


def filter_named(db: Database, name: str) -> SavedFilter | None:
    """The one with this name, in capitals or not."""
    found = row(db, "SELECT * FROM saved_filter WHERE casefold(name) = ?", (name.casefold(),))
    return _saved(found) if found else None


def _saved(found: Mapping[str, Any]) -> SavedFilter:
    return SavedFilter(found["rid"], found["name"], Criteria.from_json(found["criteria"]))


def add_filter(db: Database, name: str, criteria: Criteria) -> int:
    """A new one; its rid."""
    return insert(db, "saved_filter", {"name": name, "criteria": criteria.as_json()})


def change_filter(db: Database, rid: int, name: str, criteria: Criteria) -> None:
    """Give one another name or other criteria."""
    update(db, "saved_filter", rid, {"name": name, "criteria": criteria.as_json()})


def delete_filter(db: Database, rid: int) -> None:
    """Delete one."""
    delete(db, "saved_filter", rid)
