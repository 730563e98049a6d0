"""What the page reads: a fixed number of queries, none of which grows with the notes."""

import datetime as dt
from typing import NamedTuple

from coachdesk.features.checklists import store as checklists
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.model import MeetingRow
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.due import due_sql
from coachdesk.features.programmes.model import Event, Place, current_phase
from coachdesk.features.programmes.outline import Outline
from coachdesk.features.programmes.outlines import outlines_of
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import SOON_DAYS, Task
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import (
    FEWEST_MEMBERS,
    MOST_MEMBERS,
    Member,
    Team,
    findings,
)
from coachdesk.features.today.model import FirstSteps, RunFacts, RunningDay, TeamFacts
from coachdesk.kernel.database import Database, row, rows

LAST_NOTES = 5
MOST_TASKS = 200
"""So many are counted; the page shows fewer."""


class Day(NamedTuple):
    """All that the page shows, read at one moment."""

    runs: list[RunFacts]
    teams: list[TeamFacts]
    tasks: list[Task]
    notes: list[MeetingRow]
    steps: FirstSteps
    running: RunningDay | None


def read_day(db: Database, today: dt.date, language: str) -> Day:
    """Everything for `today`; names of phases in `language`."""
    present = teams.list_teams(db)
    members = teams.members_of(db, [team.rid for team in present])
    reader = _Reader(db, today, language)
    return Day(
        runs=reader.runs(members),
        teams=reader.teams(present, members),
        tasks=tasks.due_until(db, today + dt.timedelta(days=SOON_DAYS), MOST_TASKS),
        notes=notes.newest(db, limit=LAST_NOTES),
        steps=first_steps(db),
        running=running_day(db),
    )


def running_day(db: Database) -> RunningDay | None:
    """The day that was begun and has not ended; the latest if there are several."""
    found = row(
        db,
        "SELECT event_rid, day, held_on FROM held_day WHERE ended_at IS NULL "
        "ORDER BY started_at DESC",
    )
    if found is None:
        return None
    return RunningDay(found["event_rid"], found["day"], dt.date.fromisoformat(found["held_on"]))


def first_steps(db: Database) -> FirstSteps:
    """Whether there is, or ever was, a team, a run and a note."""
    found = row(
        db,
        "SELECT EXISTS (SELECT 1 FROM team) AS team, EXISTS (SELECT 1 FROM run) AS run, "
        "EXISTS (SELECT 1 FROM meeting) AS note",
    ) or {"team": 0, "run": 0, "note": 0}
    return FirstSteps(bool(found["team"]), bool(found["run"]), bool(found["note"]))


def late_items(db: Database, today: dt.date) -> dict[int, int]:
    """For each team with pre-work past its date in a present run: how many items."""
    found = rows(
        db,
        f"""
        SELECT c.team_rid, count(*) AS late FROM checklist_item c
        JOIN participation p ON p.team_rid = c.team_rid
        JOIN cohort h ON h.rid = p.cohort_rid AND h.run_rid = c.run_rid
        JOIN run r ON r.rid = h.run_rid AND r.archived_on IS NULL
        LEFT JOIN event e ON e.rid = c.event_rid
        WHERE c.state IN ('not_started', 'in_progress') AND {due_sql("c")} < ?
        GROUP BY c.team_rid""",
        (today.isoformat(),),
    )
    return {r["team_rid"]: r["late"] for r in found}


class _Reader:
    """What is read once for all teams and runs."""

    def __init__(self, db: Database, today: dt.date, language: str) -> None:
        self._db = db
        self._today = today
        self._language = language
        self._places = programmes.places(db)
        self._templates = outlines_of(db, {place.run for place in self._places})
        self._events = programmes.events_of_cohorts(db)
        self._places_of_team = programmes.present_places_of_teams(db, today)

    def runs(self, members: dict[int, list[Member]]) -> list[RunFacts]:
        taking_part: dict[int, list[int]] = {}
        for team_rid in self._places_of_team.keys() & members.keys():
            for place in self._places_of_team[team_rid]:
                taking_part.setdefault(place.cohort.rid, []).append(team_rid)
        people = {
            rid: sum(member.is_active(self._today) for member in each)
            for rid, each in members.items()
        }
        return [
            RunFacts(
                place,
                self._templates[place.run.rid],
                self._events_of(place),
                len(taking_part.get(place.cohort.rid, ())),
                sum(people[team_rid] for team_rid in taking_part.get(place.cohort.rid, ())),
            )
            for place in self._places
        ]

    def teams(self, present: list[Team], members: dict[int, list[Member]]) -> list[TeamFacts]:
        late = tasks.late_counts(self._db, self._today)
        items = late_items(self._db, self._today)
        progress = checklists.progress_of_teams(self._db, self._today)
        contact = notes.last_contact(self._db, members, self._today)
        facts = []
        for team in present:
            places = self._places_of_team.get(team.rid, [])
            template = self._templates[places[0].run.rid] if places else None
            facts.append(
                TeamFacts(
                    team_rid=team.rid,
                    name=team.name,
                    phase=" / ".join(filter(None, map(self._phase, places))),
                    in_run=bool(places),
                    late_tasks=late.get(team.rid, 0),
                    late_items=items.get(team.rid, 0),
                    progress=progress.get(team.rid),
                    last_contact=contact.get(team.rid),
                    findings=findings(team, members[team.rid], self._today, _size(template)),
                )
            )
        return facts

    def _phase(self, place: Place) -> str:
        template = self._templates[place.run.rid]
        if template is None:
            return ""
        current = current_phase(template, self._events_of(place), self._today).current
        return current.short.in_language(self._language) if current else ""

    def _events_of(self, place: Place) -> list[Event]:
        return self._events.get(place.cohort.rid, [])


def _size(template: Outline | None) -> tuple[int, int]:
    if template is None:
        return FEWEST_MEMBERS, MOST_MEMBERS
    return template.smallest_team, template.largest_team
