"""Several cohorts on the page of runs: starting them, choosing one, teams that change over."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coachdesk.features.checklists import store as checklists
from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.model import EventDate, Timing
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.start_cohort import CohortForm
from coachdesk.features.teams import service as teams
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.notices import Question
from tests.helpers.coach import type_text
from tests.helpers.coaching import add_teams, choose_programme, template

Opener = Callable[[], WorkshopsPage]
ITA, LANSI = 9, 22
"""Counties of two areas, by their codes."""


def _row(form: CohortForm, key: str) -> int:
    return [row.asked.key for row in form.rows].index(key)


def _two_cohorts(ws: Workspace, first: list[int], second: list[int]) -> int:
    cohorts = [NewCohort(area="Itä-Suomi", teams=first), NewCohort(name="Toinen", teams=second)]
    return service.start_run(ws, template(), "Vetoa ja pitoa 2027", cohorts)


def test_cohorts_are_started_with_their_dates_and_teams_in_one_step(
    ws: Workspace, opened: Opener
) -> None:
    east, west = add_teams(ws, "Osasto 4", "Kotihoito")
    page = opened()
    form = page.start_form
    choose_programme(form)
    QTest.mouseClick(form.add_button, Qt.MouseButton.LeftButton)
    first, second = form.cohorts
    assert form.name.text() == "Vetoa ja pitoa 2026", "the area of one no longer names the run"
    first.area.setEditText("Östra Finland")
    first.coaches.setText("Maija, Olli")
    type_text(first.rows[_row(first, "workshop_1")].day, "26.–27.1.2027\n")
    second.area.setEditText("Iltaryhmä")
    type_text(second.rows[_row(second, "workshop_1")].day, "vko 6\n")
    second.picker.tick([west], on=True)
    assert first.picker.chosen() == [east], "a team is in one cohort"
    QTest.mouseClick(form.go, Qt.MouseButton.LeftButton)
    (run,) = store.runs(ws.read)
    one, other = store.cohorts(ws.read, run.rid)
    assert (one.area, one.name, one.coaches) == ("Itä-Suomi", "", ("Maija", "Olli"))
    assert (other.area, other.name) == ("", "Iltaryhmä")
    assert store.team_rids(ws.read, one.rid) == [east]
    assert store.team_rids(ws.read, other.rid) == [west]
    dates = {
        each.rid: next(e for e in store.events(ws.read, each.rid) if e.key == "workshop_1")
        for each in (one, other)
    }
    assert (dates[one.rid].starts_on, dates[one.rid].days) == (dt.date(2027, 1, 26), 2)
    assert dates[other.rid].timing is Timing.WEEK
    assert page.run_view.cohorts.tabs.count() == 2
    ws.undo()
    assert store.runs(ws.read) == []


def test_another_page_can_ask_for_a_programme(opened: Opener) -> None:
    page = opened()
    extra = {"programme": "smooth_services"}
    page.open_target(Target("workshops", "start", extra=extra))
    assert page.start_form.template is not None
    assert page.start_form.template.key == "smooth_services"
    assert page.start_form.name.text() == "Smooth services 2026"


def test_the_form_shows_when_what_follows_would_be(opened: Opener) -> None:
    page = opened()
    choose_programme(page.start_form)
    (form,) = page.start_form.cohorts
    type_text(form.rows[_row(form, "workshop_1")].day, "26.1.2027\n")
    second = form.rows[_row(form, "workshop_2")]
    assert second.meaning.text().endswith("15 weeks after Workshop 1")
    assert "11–12 May" in second.meaning.text()
    assert second.day.accessibleDescription() == second.meaning.text()


def test_a_week_that_does_not_exist_is_told_at_its_field(ws: Workspace, opened: Opener) -> None:
    page = opened()
    choose_programme(page.start_form)
    (form,) = page.start_form.cohorts
    row = form.rows[_row(form, "workshop_1")]
    type_text(row.day, "vko 53/2027\n")
    assert "no week 53 in 2027" in row.day.accessibleDescription()
    QTest.mouseClick(page.start_form.go, Qt.MouseButton.LeftButton)
    assert store.runs(ws.read) == []
    assert row.day.hasFocus()


def test_teams_of_an_area_gather_in_its_cohort(ws: Workspace, opened: Opener) -> None:
    east = teams.add_team(ws, "Itä", county_code=3, area="Itä-Suomi")
    west = teams.add_team(ws, "Länsi", county_code=3, area="Länsi-Suomi")
    page = opened()
    QTest.mouseClick(page.start_form.add_button, Qt.MouseButton.LeftButton)
    first, second = page.start_form.cohorts
    second.area.setEditText("Länsi-Suomi")
    second.area.finished.emit()
    assert first.picker.chosen() == [east]
    assert second.picker.chosen() == [west]
    QTest.mouseClick(second.remove_button, Qt.MouseButton.LeftButton)
    assert page.start_form.cohorts == [first]


def test_a_cohort_is_chosen_by_its_tab(ws: Workspace, opened: Opener) -> None:
    first, second = add_teams(ws, "Osasto 4", "Kotihoito")
    run = _two_cohorts(ws, [first], [second])
    page = opened()
    bar = page.run_view.cohorts
    assert [bar.tabs.tabText(i) for i in range(2)] == ["Itä-Suomi", "Toinen"]
    bar.tabs.setFocus()
    QTest.keyClick(bar.tabs, Qt.Key.Key_Right)
    assert page.place is not None
    assert page.place.cohort.name == "Toinen"
    assert [line.team.rid for line in page.run_view.teams.model.records] == [second]
    assert page.current_target().rid == store.cohorts(ws.read, run)[1].rid


def test_a_team_changes_over_and_its_dates_follow(ws: Workspace, opened: Opener) -> None:
    first, second = add_teams(ws, "Osasto 4", "Kotihoito")
    run = _two_cohorts(ws, [first, second], [])
    one, other = store.cohorts(ws.read, run)
    for cohort, day in ((one, dt.date(2027, 1, 26)), (other, dt.date(2027, 3, 2))):
        event = next(e for e in store.events(ws.read, cohort.rid) if e.key == "workshop_1")
        service.move_event(ws, event.rid, EventDate.of(day))
    page = opened()
    card = page.run_view.teams
    assert not card.move_button.isEnabled()
    card.table.select(second)
    before = {item.rid: item.due.on for item in checklists.items(ws.read, run, second)}
    (action,) = card.cohort_menu.actions()
    assert action.text() == "Toinen"
    action.trigger()
    assert store.team_rids(ws.read, other.rid) == [second]
    after = {item.rid: item.due.on for item in checklists.items(ws.read, run, second)}
    moved = [rid for rid, on in before.items() if on and after[rid] == on + dt.timedelta(35)]
    assert moved
    ws.undo()
    assert store.team_rids(ws.read, one.rid) == [first, second]


def test_a_cohort_is_added_named_and_deleted(ws: Workspace, opened: Opener) -> None:
    (team,) = add_teams(ws, "Osasto 4")
    run = service.start_run(ws, template(), "Yksi", [NewCohort(teams=[team])])
    page = opened()
    view = page.run_view
    assert view.cohorts.isHidden()
    assert view.cohort.delete_button.isHidden()
    view.cohort.add_cohort()
    assert view.cohorts.tabs.count() == 2
    assert view.cohort.area.field.hasFocus()
    view.cohort.area.setEditText("Etelä-Suomi")
    view.cohort.area.finished.emit()
    type_text(view.cohort.coaches, "Maija, Olli,\n")
    _first, added = store.cohorts(ws.read, run)
    assert (added.area, added.name, added.coaches) == ("Etelä-Suomi", "", ("Maija", "Olli"))
    assert view.cohorts.tabs.tabText(1) == "Etelä-Suomi"
    view.cohort.ask_to_delete()
    assert isinstance(page.context.notices.asked[-1], Question)
    page.context.notices.answer("delete")
    assert len(store.cohorts(ws.read, run)) == 1
    assert page.place is not None
    assert page.place.run.rid == run, "the page stays on the run"
    assert view.cohorts.isHidden()


def test_years_are_typed_and_refused(ws: Workspace, opened: Opener) -> None:
    run = service.start_run(ws, template(), "Yksi", years=(2026, 2027))
    page = opened()
    about = page.run_view.about
    assert about.years.text() == "2026–2027"
    about.years.clear()
    type_text(about.years, "2027–28\n")
    kept = store.run(ws.read, run)
    assert kept is not None
    assert (kept.first_year, kept.last_year) == (2027, 2028)
    about.years.clear()
    type_text(about.years, "pian\n")
    assert "Type a year" in about.years.accessibleDescription()
    assert "2027–2028" in page.header.subtitle.text()


def test_an_event_set_by_hand_can_follow_again(ws: Workspace, opened: Opener) -> None:
    dates = {
        "workshop_1": EventDate.of(dt.date(2027, 1, 26)),
        "workshop_2": EventDate.of(dt.date(2027, 6, 1)),
    }
    run = service.start_run(ws, template(), "Yksi", [NewCohort(dates=dates)])
    page = opened()
    line = next(each for each in page.run_view.events.lines if each.event.key == "workshop_2")
    assert line.follow.text() == "Follow again: 15 weeks after Workshop 1"
    QTest.mouseClick(line.follow, Qt.MouseButton.LeftButton)
    page.run_view.events.move_panel.carry_out()
    (cohort,) = store.cohorts(ws.read, run)
    event = next(e for e in store.events(ws.read, cohort.rid) if e.key == "workshop_2")
    assert (event.timing, event.starts_on) == (Timing.FOLLOWS, dt.date(2027, 5, 11))
    assert line.follow.isHidden()
    assert line.rule.text() == "follows: 15 weeks after Workshop 1"


def test_a_proposed_date_goes_back_into_the_field_when_it_is_left(
    ws: Workspace, opened: Opener
) -> None:
    dates = {"workshop_1": EventDate.of(dt.date(2027, 1, 26))}
    service.start_run(ws, template(), "Yksi", [NewCohort(dates=dates)])
    page = opened()
    line = next(each for each in page.run_view.events.lines if each.event.key == "workshop_1")
    line.day.clear()
    type_text(line.day, "vko 6\n")
    panel = page.run_view.events.move_panel
    assert panel.isVisible()
    assert panel.do.hasFocus()
    assert line.day.text() == "week 6/2027"
    QTest.keyClick(panel.do, Qt.Key.Key_Escape)
    assert line.day.text() == "26 Jan 2027"
    assert panel.isHidden()


def _walk(first: QWidget, last: QWidget) -> list[str]:
    """The accessible names that Tab meets from one field to another."""
    QApplication.processEvents()  # new widgets are shown by their layout
    first.setFocus()
    names: list[str] = []
    while (field := QApplication.focusWidget()) not in {last, None}:
        assert len(names) < 60, names
        QTest.keyClick(field, Qt.Key.Key_Tab)
        reached = QApplication.focusWidget()
        names.append(reached.accessibleName() if reached else "nowhere")
    return names


def test_tab_goes_through_the_form_in_reading_order(ws: Workspace, opened: Opener) -> None:
    add_teams(ws, "Osasto 4")
    page = opened()
    form = page.start_form
    choose_programme(form)
    QTest.mouseClick(form.add_button, Qt.MouseButton.LeftButton)
    cohort = [
        "", "Area or group", "Coaches", "Info session", "Workshop 1", "Workshop 2", "Workshop 3",
        "Spreading event", "Teams to choose from",
    ]  # fmt: skip
    expected = ["Years", *cohort, *cohort, "", ""]
    assert _walk(form.name, form.go) == expected


def test_tab_goes_through_the_events_before_the_teams(ws: Workspace, opened: Opener) -> None:
    service.start_run(ws, template(), "Yksi")
    page = opened()
    view = page.run_view
    names = _walk(view.tabs.tabBar(), view.teams.add_button)
    assert names[:3] == [
        "Day or week of Info session",
        "Length of Info session in days",
        "Place of Info session",
    ]
    assert names[-2] == "Place of Spreading event"
    assert len(names) == 3 * len(template().events) + 1
