"""A calendar year for the tests: two cohorts of one run, a team with meetings, own tasks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from coachdesk.features.calendar import service as calendar
from coachdesk.features.calendar.service import SeriesPlan
from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import Event, EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import Template, find_template
from coachdesk.features.tasks import service as tasks
from coachdesk.features.tasks.model import Who, WhoKind
from coachdesk.features.teams import service as teams
from coachdesk.kernel.workspace import Workspace

RUN_NAME = "Vetoa ja pitoa 2027"
DATES: Mapping[str, EventDate] = {
    "workshop_1": EventDate.between(dt.date(2027, 1, 14), dt.date(2027, 1, 15)),
    "workshop_2": EventDate.between(dt.date(2027, 5, 5), dt.date(2027, 5, 6)),  # Ascension Day
    "workshop_3": EventDate.in_week(2027, 40),
}
OTHER_DATES: Mapping[str, EventDate] = {"workshop_1": EventDate.of(dt.date(2027, 1, 12))}


@dataclass
class Home:
    """The rids of what was made."""

    ws: Workspace
    run: int
    east: int
    south: int
    ward: int
    series: int
    task: int


def template() -> Template:
    found = find_template("vetoa_ja_pitoa")
    assert found is not None
    return found


def fill(ws: Workspace) -> Home:
    """Both cohorts have the coach Ann; the ward meets every second Tuesday from January on."""
    ward = teams.add_team(ws, "Osasto 4")
    run = service.start_run(
        ws,
        template(),
        RUN_NAME,
        [
            NewCohort("East", "", ("Ann", "Bo"), DATES, (ward,)),
            NewCohort("South", "", ("Ann",), OTHER_DATES),
        ],
        (2027, 2027),
    )
    east, south = (cohort.rid for cohort in store.cohorts(ws.read, run))
    plan = SeriesPlan(1, dt.time(9), dt.date(2027, 1, 1), dt.date(2027, 12, 31), "", 2, 120, "R2")
    series = calendar.add_series(ws, ward, plan)
    due = Due(DueKind.DATE, dt.date(2027, 1, 20))
    task = tasks.add_task(ws, "Call Päivi", ward, Who(WhoKind.COACH), due)
    return Home(ws, run, east, south, ward, series, task)


def event_of(home: Home, key: str, cohort: int | None = None) -> Event:
    events = store.events(home.ws.read, cohort or home.east)
    return next(event for event in events if event.key == key)
