"""A team in several runs at the same time: which one is meant, and choosing another."""

import datetime as dt

import pytest

from coachdesk.features.checklists.tab import ChecklistTab
from coachdesk.features.overview import store
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store as places
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.tab import ProgrammeTab
from coachdesk.features.tasks.model import TaskFilter, View
from coachdesk.features.tasks.store import tasks
from coachdesk.features.today.store import read_day
from coachdesk.ui.context import Target
from tests.features.overview.conftest import Desk
from tests.features.overview.several_runs import Years, years_of
from tests.helpers.workspaces import TODAY


@pytest.fixture
def years(desk: Desk) -> Years:
    return years_of(desk.ws)


def usual_run(years: Years, today: dt.date = TODAY) -> int | None:
    place = places.place_of_team(years.ws.read, years.ward, today)
    assert places.places_of_teams(years.ws.read, today).get(years.ward) == place
    return place.run.rid if place else None


def test_the_usual_run_is_the_newest_that_has_begun(years: Years) -> None:
    assert usual_run(years) == years.present
    assert usual_run(years, TODAY + dt.timedelta(days=120)) == years.coming
    assert usual_run(years, TODAY - dt.timedelta(days=31)) == years.coming, "none has: the newest"
    programmes.archive_run(years.ws, years.coming)
    programmes.archive_run(years.ws, years.present)
    assert usual_run(years) is None


def test_a_run_begins_with_its_first_event_in_the_team_s_own_cohort(years: Years) -> None:
    assert places.place_of_team(years.ws.read, years.care, TODAY) is not None
    other = places.cohorts(years.ws.read, years.present)[1]
    coming = places.cohorts(years.ws.read, years.coming)[0]
    programmes.add_teams(years.ws, coming.rid, [years.care])
    found = places.place_of_team(years.ws.read, years.care, TODAY)
    assert found is not None
    assert found.run.rid == years.coming, "neither has begun"
    (first, *_) = places.events(years.ws.read, other.rid)
    programmes.move_event(years.ws, first.rid, EventDate.of(TODAY))
    found = places.place_of_team(years.ws.read, years.care, TODAY)
    assert found is not None
    assert found.run.rid == years.present


def test_phases_of_all_runs_are_told_with_their_names(years: Years) -> None:
    found = {each.team.rid: each for each in store.standings(years.ws.read, TODAY)}
    ward = found[years.ward]
    assert ward.run is not None
    assert ward.run.rid == years.present
    assert len(ward.phase_names("en").split(" / ")) == 2
    told = ward.phases_with_runs("en")
    assert told.startswith("Vetoa ja pitoa 2026 · Itä-Suomi: ")
    assert "; Läpimurto 2027: " in told
    assert " / " not in found[years.care].phase_names("en")
    today = {each.team_rid: each for each in read_day(years.ws.read, TODAY, "en").teams}
    assert today[years.ward].phase == ward.phase_names("en")


def test_today_counts_a_team_in_each_of_its_runs(years: Years) -> None:
    counts = {each.place.run.rid: each.teams for each in read_day(years.ws.read, TODAY, "en").runs
              if each.teams}  # fmt: skip
    assert counts == {years.present: 1, years.coming: 1}


def test_one_team_stands_as_in_the_list(years: Years) -> None:
    years.tick(years.present, years.ward, "risk_assessment")
    for each in store.standings(years.ws.read, TODAY):
        assert store.standing(years.ws.read, each.team.rid, TODAY) == each


def test_the_choice_is_quiet_unless_there_are_several(desk: Desk, years: Years) -> None:
    assert not desk.team(years.care).runs.isVisible()
    view = desk.team(years.ward)
    assert view.runs.isVisible()
    assert view.runs.accessibleName()
    assert view.runs.currentData() == years.present
    assert [view.runs.itemData(row) for row in range(view.runs.count())] == [
        years.coming, years.present,
    ]  # fmt: skip


def test_the_chosen_run_is_shown_in_phases_pre_work_and_title(desk: Desk, years: Years) -> None:
    years.tick(years.present, years.ward, "risk_assessment")
    view = desk.team(years.ward, "prework")
    tab = view.findChild(ChecklistTab)
    assert isinstance(tab, ChecklistTab)
    assert view.tabs.tabText(1) == "Pre-work 1/12"
    before, keys = view.phases.accessibleName(), {item.run_rid for item in tab.model.records}
    assert keys == {years.present}
    row = view.runs.findData(years.coming)
    view.runs.setCurrentIndex(row)
    view.runs.activated.emit(row)
    assert {item.run_rid for item in tab.model.records} == {years.coming}
    assert view.tabs.tabText(1).startswith("Pre-work 0/")
    assert view.phases.accessibleName() != before
    desk.shell.registry.run("edit.undo")
    assert view.runs.currentData() == years.coming, "it stays chosen when something changes"


def test_a_tab_that_is_opened_later_shows_the_chosen_run_too(desk: Desk, years: Years) -> None:
    view = desk.team(years.ward)
    view.show_run(years.coming)
    view.open_target(Target("teams", "team", years.ward, {"tab": "prework"}))
    tab = view.findChild(ChecklistTab)
    assert isinstance(tab, ChecklistTab)
    assert {item.run_rid for item in tab.model.records} == {years.coming}
    assert view.current_target().extra == {"tab": "prework", "run": str(years.coming)}


def test_the_tab_programme_follows_the_choice(desk: Desk, years: Years) -> None:
    view = desk.team(years.ward, "programme")
    tab = view.findChild(ProgrammeTab)
    assert isinstance(tab, ProgrammeTab)
    assert tab.heading.text().startswith("Vetoa ja pitoa 2026")
    view.show_run(years.coming)
    assert tab.heading.text() == "Läpimurto 2027"


def test_leaving_the_chosen_run_goes_back_to_the_usual_one(desk: Desk, years: Years) -> None:
    view = desk.team(years.ward, "prework")
    view.show_run(years.coming)
    (cohort,) = places.cohorts(desk.ws.read, years.coming)
    programmes.remove_teams(desk.ws, cohort.rid, [years.ward])
    tab = view.findChild(ChecklistTab)
    assert isinstance(tab, ChecklistTab)
    assert {item.run_rid for item in tab.model.records} == {years.present}
    assert not view.runs.isVisible()


def test_a_new_item_goes_to_the_chosen_run(desk: Desk, years: Years) -> None:
    view = desk.team(years.ward, "prework")
    view.show_run(years.coming)
    tab = view.findChild(ChecklistTab)
    assert isinstance(tab, ChecklistTab)
    desk.enters(tab.add_row, "Oma kohta")
    (item,) = [each for each in tab.model.records if each.title == "Oma kohta"]
    assert item.run_rid == years.coming


def test_the_tasks_of_all_runs_are_the_team_s(years: Years) -> None:
    found = tasks(years.ws.read, TaskFilter(View.ALL, years.ward), TODAY)
    assert {one.run_rid for one in found} == {years.old, years.present, years.coming}
