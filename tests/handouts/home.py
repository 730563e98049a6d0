"""A workspace in mid-programme for the tests of papers, with everything a paper can show."""

import datetime as dt
from dataclasses import dataclass

from coachdesk.features.checklists import service as checklists
from coachdesk.features.checklists import store as checklist_store
from coachdesk.features.checklists.model import Item, ItemState
from coachdesk.features.checklists.service import start_checklist
from coachdesk.features.notes import service as notes
from coachdesk.features.programmes import store as programme_store
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.joining import Joining
from coachdesk.features.tasks import service as tasks
from coachdesk.features.tasks.model import TaskState, Who, WhoKind
from coachdesk.features.teams import service as teams
from coachdesk.features.teams.model import Role
from coachdesk.kernel.database import update
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import event_of, template
from tests.helpers.workspaces import TODAY

BODY = """# Tilanne
Päivi kertoi: **kolme hoitajaa** on lähtenyt. #vaihtuvuus
Sairauspoissaolot kasvavat – ŧ š ž € Привет 🙂

- Keskeytykset
- Kiire illalla
1. Ensin raportti
2. Sitten työparit

! Kokeilu 2 alkaa maanantaina.
[] @Päivi tulostaa rungon 27.11.2026
[x] @minä lähetän esimerkin
"""
SECRET = "SALAISUUS: Päivi on uupunut"


@dataclass
class Home:
    """The rids of what was made."""

    ws: Workspace
    run: int
    ward: int
    home_care: int
    empty: int
    meeting: int
    secret: int


def item(ws: Workspace, run: int, team: int, key: str) -> Item:
    return next(one for one in checklist_store.items(ws.read, run, team) if one.item_key == key)


def fill(ws: Workspace) -> Home:
    """Ward 4 (Finnish) and home care (Swedish) in a run, and a team of which nothing is known."""
    ward = _ward(ws)
    home_care = teams.add_team(ws, "Hemvård <Syd> & co", language="sv", contact_phone="014 000 01")
    empty = teams.add_team(ws, "Empty")
    run = _run(ws, ward, home_care)
    _work(ws, run, ward)
    meeting = notes.create(
        ws, [ward], held_on=dt.date(2026, 11, 20), title="Ensitapaaminen", body=BODY, kind="video"
    )
    secret = notes.create(ws, [ward], held_on=dt.date(2026, 11, 19), body=SECRET)
    return Home(ws, run, ward, home_care, empty, meeting, secret)


def _ward(ws: Workspace) -> int:
    ward = teams.add_team(
        ws, "Osasto 4", unit_name="Sisätautien vuodeosasto", unit_description="24 paikkaa",
        county_code=10, site="Jyväskylä", language="fi", contact_name="Sanna Kettunen",
        contact_position="sairaanhoitaja", contact_phone="014 000 0104",
        reason="Kiire kuormittaa.", expectations="Vuorosta lähdetään ajoissa.",
    )  # fmt: skip
    teams.add_member(
        ws, ward, "Päivi Lehtonen", occupational_group="osastonhoitaja", role=Role.SUPERVISOR,
        phone="014 000 0101",
    )  # fmt: skip
    teams.add_member(ws, ward, "Jere Mäkelä", occupational_group="sairaanhoitaja")
    teams.add_member(ws, ward, "Ŧuula =1+1", occupational_group="lähihoitaja")
    return ward


def _run(ws: Workspace, *team_rids: int) -> int:
    dates = {
        "workshop_1": (dt.date(2026, 10, 29), 2, "Jyväskylä"),
        "workshop_2": (dt.date(2026, 12, 3), 2, "Kuopio"),
    }
    with ws.change(msg("test", "Run")) as db:
        run_rid = programme_store.add_run(
            db, template().key, template().version, "Vetoa ja pitoa 2026"
        )
        cohort_rid = programme_store.add_cohort(db, run_rid, area="Itä-Suomi")
        for place, event in enumerate(template().events):
            rid = programme_store.add_event(db, cohort_rid, event.key, event.days, place)
            if event.key in dates:
                start, days, where = dates[event.key]
                update(
                    db, "event", rid, {"starts_on": start.isoformat(), "days": days, "place": where}
                )
        found = programme_store.place(db, cohort_rid)
        assert found is not None
        events = programme_store.events(db, cohort_rid)
        for team_rid in team_rids:
            programme_store.add_participation(db, cohort_rid, team_rid)
            start_checklist(
                Joining(db, ws.clock, found.run, found.cohort, template(), events, team_rid)
            )
    return run_rid


def _work(ws: Workspace, run: int, ward: int) -> None:
    for key in ("team_formed", "supervisor_in", "coach_meeting"):
        checklists.set_state(ws, item(ws, run, ward, key).rid, ItemState.DONE)
    risk = item(ws, run, ward, "risk_assessment")
    kind = template().kind(risk.kind)
    assert kind is not None
    checklists.set_stage(ws, risk.rid, kind, kind.stages[1].key)
    checklists.set_support(ws, risk.rid, needed=True)
    checklists.set_remark(ws, risk.rid, "Työsuojelu mukaan.")
    checklists.set_who(ws, risk.rid, "Päivi")
    checklists.set_state(ws, item(ws, run, ward, "staff_survey").rid, ItemState.NOT_APPLICABLE)
    checklists.add_item(ws, run, ward, "Oma kohta: =1+1")
    coach = Who(WhoKind.COACH)
    late = tasks.add_task(ws, "Työpaikkaselvitys tiimille", ward, coach, _on(-2))
    tasks.set_remark(ws, late, "Lupasin tiivistää.")
    soon = tasks.add_task(
        ws, "Palautuminen-mittari", ward, Who(WhoKind.OTHER, None, "Jere"), _on(5)
    )
    tasks.set_state(ws, [soon], TaskState.IN_PROGRESS)
    tasks.set_state(ws, [tasks.add_task(ws, "Ensimmäinen kokeilu", ward, coach)], TaskState.DONE)
    tasks.set_state(ws, [tasks.add_task(ws, "Turha", ward)], TaskState.DROPPED)
    spreading = event_of(ws, run, "workshop_3")
    tasks.add_task(
        ws, "Valmistele posteri", ward, None, Due(DueKind.BEFORE_EVENT, None, spreading.rid)
    )


def _on(days: int) -> Due:
    return Due(DueKind.DATE, TODAY + dt.timedelta(days=days))
