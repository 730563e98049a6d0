"""Teams in runs of several years, as tests of the table of all runs need them."""

import datetime as dt
from dataclasses import dataclass

from coachdesk.features.checklists import service as checklists
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.notes import store_writes as notes
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import find_template
from coachdesk.features.teams import service as teams
from coachdesk.kernel.database import rows
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import item_of
from tests.helpers.workspaces import TODAY


@dataclass
class Years:
    """`ward` is in all runs, `care` in the old one and the present one, `clinic` in the old one."""

    ws: Workspace
    ward: int
    care: int
    clinic: int
    old: int
    present: int
    coming: int

    def meet(self, team: int, days_ago: int) -> None:
        day = (TODAY - dt.timedelta(days=days_ago)).isoformat()
        with self.ws.change(msg("test", "Meet")) as db:
            notes.add_meeting(
                db,
                {"held_on": day, "title": "Käynti", "body": "", "created_at": f"{day}T10:00:00Z"},
                [team],
            )

    def tick(self, run: int, team: int, key: str) -> None:
        checklists.set_state(self.ws, item_of(self.ws, run, team, key).rid, ItemState.DONE)

    def uuid(self, run: int) -> str:
        (found,) = rows(self.ws.read, "SELECT uuid FROM run WHERE rid = ?", (run,))
        return str(found["uuid"])


def years_of(ws: Workspace) -> Years:
    """A run of two years ago, one that has begun (two areas), one that begins in the spring."""
    ward = teams.add_team(ws, "Äänekosken osasto", county_code=10)
    care = teams.add_team(ws, "Kotihoito", county_code=3)
    clinic = teams.add_team(ws, "Poliklinikka")
    usual, breakthrough = (
        find_template("vetoa_ja_pitoa"),
        find_template("breakthrough_collaborative"),
    )
    assert usual is not None
    assert breakthrough is not None
    old = programmes.start_run(
        ws, usual, "Vetoa ja pitoa 2024",
        [NewCohort(dates={"workshop_1": EventDate.of(dt.date(2024, 9, 12))},
                   teams=[ward, care, clinic])],
    )  # fmt: skip
    programmes.archive_run(ws, old)
    begun = {"workshop_1": EventDate.of(TODAY - dt.timedelta(days=30)),
             "workshop_2": EventDate.of(TODAY + dt.timedelta(days=5))}  # fmt: skip
    present = programmes.start_run(
        ws, usual, "Vetoa ja pitoa 2026",
        [NewCohort(area="Itä-Suomi", dates=begun, teams=[ward]),
         NewCohort(area="Länsi-Suomi", teams=[care])],
    )  # fmt: skip
    start = next(event.key for event in breakthrough.events if event.after is None)
    later = {start: EventDate.of(TODAY + dt.timedelta(days=120))}
    coming = programmes.start_run(
        ws, breakthrough, "Läpimurto 2027", [NewCohort(dates=later, teams=[ward])]
    )
    return Years(ws, ward, care, clinic, old, present, coming)
