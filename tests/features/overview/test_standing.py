import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coachdesk.features.checklists import store as checklists
from coachdesk.features.overview import store
from coachdesk.features.overview.model import Glance, composition_in_words, county_name
from coachdesk.features.overview.sidebar import side_list
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store as runs
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.tasks import service as tasks
from coachdesk.features.tasks.model import TaskState
from coachdesk.features.teams import service as teams
from coachdesk.features.teams.model import FindingKind, Role
from coachdesk.kernel.text import Texts, msg
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import set_language
from coachdesk.ui.widgets.status import Status
from tests.helpers.coaching import cohort_of, events_of, template
from tests.helpers.workspaces import TODAY, open_workspace

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def ws(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    set_language("en")
    workspace = open_workspace(tmp_path)
    yield workspace
    workspace.close()


def start_run(ws: Workspace, *team_rids: int) -> int:
    run = programmes.start_run(ws, template(), "Run 2026")
    with ws.change(msg("test", "Join")) as db:  # without the template's items and tasks
        for team_rid in team_rids:
            runs.add_participation(db, cohort_of(ws, run), team_rid)
    first = events_of(ws, run)[0]
    programmes.move_event(ws, first.rid, EventDate.of(TODAY - dt.timedelta(days=20)))
    return run


def add_items(ws: Workspace, run: int, team: int, *states: str) -> None:
    with ws.change(msg("test", "Items")) as db:
        for state in states:
            checklists.add_item(
                db, {"run_rid": run, "team_rid": team, "title": "x", "state": state}
            )


def add_late_task(ws: Workspace, team: int) -> int:
    return tasks.add_task(ws, "Late", team, due=Due(DueKind.DATE, YESTERDAY))


def test_a_team_outside_a_programme_has_no_phase_and_no_glance(ws: Workspace) -> None:
    teams.add_team(ws, "Osasto 4")
    (found,) = store.standings(ws.read, TODAY)
    assert (found.run, found.phase, found.phase_names("fi")) == (None, None, "")
    assert (found.glance, found.badge, found.in_words) == (Glance.NOTHING, "", None)
    assert [each.kind for each in found.findings] == [FindingKind.NO_MEMBERS]


def test_checklist_then_late_tasks_decide_the_glance(ws: Workspace) -> None:
    team = teams.add_team(ws, "Osasto 4")
    run = start_run(ws, team)
    add_items(ws, run, team, "done", "in_progress", "not_applicable")
    (found,) = store.standings(ws.read, TODAY)
    assert (found.glance, found.badge) == (Glance.BEHIND, "1/2")
    assert found.phase_names("fi") != ""
    task = add_late_task(ws, team)
    (found,) = store.standings(ws.read, TODAY)
    assert (found.glance, found.badge) == (Glance.LATE, "1")
    tasks.set_state(ws, [task], TaskState.DONE)
    (found,) = store.standings(ws.read, TODAY)
    assert found.glance is Glance.BEHIND


def test_all_that_applies_done_is_ready(ws: Workspace) -> None:
    team = teams.add_team(ws, "Osasto 4")
    add_items(ws, start_run(ws, team), team, "done", "not_applicable")
    (found,) = store.standings(ws.read, TODAY)
    assert (found.glance, found.badge) == (Glance.READY, "1/1")


def test_archived_teams_are_apart(ws: Workspace) -> None:
    team = teams.add_team(ws, "Osasto 4")
    teams.archive_team(ws, team)
    assert store.standings(ws.read, TODAY) == []
    assert [each.team.rid for each in store.standings(ws.read, TODAY, archived=True)] == [team]
    assert store.standing(ws.read, 999, TODAY) is None


def test_side_list_shows_how_teams_stand_in_glyphs_and_words(ws: Workspace) -> None:
    late, behind = teams.add_team(ws, "Öljy"), teams.add_team(ws, "Osasto 4")
    run = start_run(ws, late, behind)
    add_late_task(ws, late)
    add_items(ws, run, behind, "done", "not_started")
    shown = side_list(ws.read, TODAY)
    assert shown.title == "Teams · Run 2026"
    assert [(row.text, row.badge, row.status) for row in shown.rows] == [
        ("Osasto 4", "1/2", Status.OPEN),
        ("Öljy", "▲ 1", Status.LATE),
    ]
    assert [row.spoken for row in shown.rows] == ["pre-work 1 of 2 done", "1 task late"]
    assert shown.rows[0].target == Target("teams", "team", behind)


def test_side_list_reads_in_a_fixed_number_of_queries(ws: Workspace) -> None:
    def queries() -> int:
        seen: list[str] = []
        ws.read.set_trace_callback(seen.append)
        side_list(ws.read, TODAY)
        ws.read.set_trace_callback(None)
        return len(seen)

    for name in "ab":
        teams.add_team(ws, name)
    start_run(ws)
    few = queries()
    for name in "cdefgh":
        teams.add_team(ws, name)
    assert queries() == few <= 8


def test_teams_outside_the_run_follow_those_in_it(ws: Workspace) -> None:
    teams.add_team(ws, "Aaa")
    inside = teams.add_team(ws, "Zzz")
    start_run(ws, inside)
    shown = side_list(ws.read, TODAY)
    assert [row.text for row in shown.rows] == ["Zzz", "Aaa"]
    assert shown.title == "Teams"


def test_county_and_composition_in_words(ws: Workspace) -> None:
    rid = teams.add_team(ws, "Osasto 4", county_code=16)
    teams.add_member(ws, rid, "Aino", occupational_group="lääkäri", role=Role.SUPERVISOR)
    found = store.standing(ws.read, rid, TODAY)
    assert found is not None
    assert county_name(found.team, "sv") == "Österbottens välfärdsområde"
    texts = Texts.load("en")
    assert [texts(part) for part in composition_in_words(found.composition)] == [
        "1 member",
        "1 occupational group",
        "supervisor in the team",
        "service-user developer missing",
    ]
