"""Two teams in a run of the shipped programme, for the tests of tasks."""

import datetime as dt
from dataclasses import dataclass

from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.tasks import store
from coachdesk.features.tasks.model import Task, TaskFilter, View
from coachdesk.features.tasks.people import Person
from coachdesk.features.teams import service as teams
from coachdesk.kernel.database import row
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import cohort_of, event_of, template
from tests.helpers.workspaces import TODAY

WORKSHOP_1 = TODAY - dt.timedelta(days=24)
WORKSHOP_2 = TODAY + dt.timedelta(days=11)
TITLES = ("Kerää palautuminen-mittari", "Kokeilu 2: raportin runko", "Soita esihenkilölle")


@dataclass(frozen=True)
class Home:
    ws: Workspace
    run: int
    ward: int
    care: int
    anna: Person
    pekka: Person
    aiti: Person

    def event(self, key: str) -> int:
        return event_of(self.ws, self.run, key).rid

    def before(self, key: str, days: int = 0) -> Due:
        return Due(DueKind.BEFORE_EVENT, None, self.event(key), key, days)

    def task(self, rid: int) -> Task:
        found = store.task(self.ws.read, rid)
        assert found is not None
        return found

    def titles(self, view: View = View.UNFINISHED, **wanted: str | int | None) -> list[str]:
        found = store.tasks(self.ws.read, TaskFilter(view, **wanted), TODAY)  # type: ignore[arg-type]  # one helper for all fields
        return [one.title for one in found]


def make_home(ws: Workspace) -> Home:
    """Ward 4 with Anna Virtanen and Pekka Aho, home care with Äiti Östman; the gap after W1.

    The tasks that the programme itself brings are taken away.
    """
    ward = teams.add_team(ws, "Osasto 4")
    care = teams.add_team(ws, "Kotihoito, etelä")
    anna, pekka, aiti = (
        Person(teams.add_member(ws, team, name), name)
        for team, name in ((ward, "Anna Virtanen"), (ward, "Pekka Aho"), (care, "Äiti Östman"))
    )
    run = programmes.start_run(ws, template(), "Vetoa ja pitoa 2026")
    programmes.add_teams(ws, cohort_of(ws, run), [ward, care])
    with ws.change(msg("test", "Clear")) as db:
        db.execute("DELETE FROM task")
    home = Home(ws, run, ward, care, anna, pekka, aiti)
    programmes.move_event(ws, home.event("workshop_1"), EventDate.of(WORKSHOP_1))
    programmes.move_event(ws, home.event("workshop_2"), EventDate.of(WORKSHOP_2))
    programmes.move_event(ws, home.event("workshop_3"), EventDate.open())
    return home


def fill(ws: Workspace, count: int, team_rid: int) -> None:
    """Many tasks by SQL: every tenth unfinished, one a day."""
    with ws.change(msg("test", "Fill")) as db:
        db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count) "
            "INSERT INTO task(uuid, team_rid, title, due_kind, due_on, state, done_on, created_at) "
            "SELECT 'many-' || i, :team, 'Tehtävä ' || i || ' viikkopalaveri', 'date', "
            "date('2026-11-22', (i % 700 - 350) || ' days'), iif(i % 10, 'done', 'open'), "
            "iif(i % 10, '2026-11-01', NULL), '2026-11-01T10:00:00.000Z' FROM n",
            {"count": count, "team": team_rid},
        )


def places_agree(ws: Workspace) -> bool:
    """Whether the kept places and words are what they should be, in the table and the index."""
    kept = row(ws.read, "SELECT group_concat(place || rid || words) AS all_of FROM "
               "(SELECT * FROM _task_place ORDER BY place)")  # fmt: skip
    meant = row(ws.read, "SELECT group_concat(place || rid || words) AS all_of FROM "
                "(SELECT * FROM _task_now ORDER BY place)")  # fmt: skip
    with ws.change(msg("test", "Check")) as db:
        db.execute("INSERT INTO _task_words(_task_words, rank) VALUES ('integrity-check', 1)")
    return kept == meant
