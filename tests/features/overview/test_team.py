"""The page of one team: header, tabs, form, members."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from coachdesk.features.overview.summary_tab import SummaryTab
from coachdesk.features.overview.tabs import TAB_CLASSES
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.tasks import service as tasks
from coachdesk.features.tasks import store as task_store
from coachdesk.features.tasks.model import TaskFilter
from coachdesk.features.teams import service, store
from coachdesk.features.teams.combos import TypedCombo
from coachdesk.features.teams.details import DetailsTab
from coachdesk.features.teams.members_tab import MembersTab
from coachdesk.features.teams.model import Member, MemberFields, Role, Team
from coachdesk.ui.context import Target
from coachdesk.ui.widgets.fields import FormRow
from tests.features.overview.conftest import Desk
from tests.helpers.coaching import events_of, template
from tests.helpers.workspaces import TODAY

POPUP = pytest.mark.qt_log_ignore("This plugin does not support")
"""Lists that open under a field cannot grab the keyboard without a screen."""
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def team(desk: Desk) -> int:
    return service.add_team(desk.ws, "Osasto 4", county_code=10)


def stored(desk: Desk, rid: int) -> Team:
    found = store.team(desk.ws.read, rid)
    assert found is not None
    return found


def people(desk: Desk, rid: int) -> list[Member]:
    return store.members(desk.ws.read, rid)


def members_tab(desk: Desk, rid: int) -> MembersTab:
    tab = desk.team(rid, "members").findChild(MembersTab)
    assert tab is not None
    return tab


def test_header_says_where_the_team_stands(desk: Desk, team: int) -> None:
    service.add_member(desk.ws, team, "Aino", occupational_group="lääkäri", role=Role.SUPERVISOR)
    view = desk.team(team)
    assert view.header.title.text() == "Osasto 4"
    assert view.header.subtitle.text() == (
        "Keski-Suomen hyvinvointialue · Itä-Suomi · 1 member · 1 occupational group · "
        "supervisor in the team · service-user developer missing"
    )
    assert not view.phases.isVisible()


def test_phase_bar_shows_the_run_and_the_days_left(desk: Desk, team: int) -> None:
    run = programmes.start_run(desk.ws, template(), "Run", [NewCohort(teams=[team])])
    first, second, *_ = (e for e in events_of(desk.ws, run) if "workshop" in e.key)
    programmes.move_event(desk.ws, first.rid, EventDate.of(TODAY - dt.timedelta(days=30)))
    view = desk.team(team)
    assert view.phases.isVisible()
    programmes.move_event(desk.ws, second.rid, EventDate.of(TODAY + dt.timedelta(days=11)))
    name = view.phases.accessibleName()
    assert name.startswith("Phases; now ")
    assert name.endswith("· 11 d")


def test_tabs_are_reached_by_key_and_remembered(desk: Desk, team: int) -> None:
    for tab in TAB_CLASSES:
        assert desk.team(team, tab.key).tab_key == tab.key
    assert desk.page.current_target() == Target("teams", "team", team, {"tab": "details"})


def test_unknown_team_leads_to_the_list(desk: Desk) -> None:
    desk.shell.navigate(Target("teams", "team", 999))
    assert desk.page.current_target() == Target("teams")


def test_deleting_the_team_in_sight_leads_to_the_list(desk: Desk, team: int) -> None:
    desk.team(team)
    service.delete_team(desk.ws, team)
    assert desk.page.current_target() == Target("teams")


def test_every_field_has_a_name_for_screen_readers(desk: Desk, team: int) -> None:
    for tab in TAB_CLASSES:
        view = desk.team(team, tab.key)
        fields = [
            each
            for kind in (QLineEdit, QComboBox, QPlainTextEdit)
            for each in view.tabs.currentWidget().findChildren(kind)
        ]
        assert [each.objectName() for each in fields if not each.accessibleName()] == []


# -- details --------------------------------------------------------------------------------------


def field(desk: Desk, team: int, key: str) -> QWidget:
    found = desk.team(team, "details").findChild(QWidget, key)
    assert found is not None
    return found


def problem(widget: QWidget) -> str:
    row = widget.parent()
    assert isinstance(row, FormRow)
    return row._note.text()


def test_typed_name_is_stored_by_itself_and_shown_above(desk: Desk, team: int) -> None:
    name = field(desk, team, "name")
    desk.focus_on(name)
    QTest.keyClick(name, Qt.Key.Key_End)
    desk.types(name, " š")
    desk.bot.waitUntil(lambda: stored(desk, team).name == "Osasto 4 š", timeout=2500)
    assert desk.team(team, "details").header.title.text() == "Osasto 4 š"
    desk.ws.undo()
    assert isinstance(name, QLineEdit)
    assert name.text() == "Osasto 4"


def test_storing_in_mid_sentence_leaves_blank_and_cursor_alone(desk: Desk, team: int) -> None:
    name = field(desk, team, "name")
    assert isinstance(name, QLineEdit)
    desk.focus_on(name)
    QTest.keyClick(name, Qt.Key.Key_End)
    desk.types(name, " ja ")
    desk.shell.drafts.flush_all()
    assert stored(desk, team).name == "Osasto 4 ja"
    desk.types(name, "5")
    assert name.text() == "Osasto 4 ja 5"


def test_empty_name_is_refused_at_the_field(desk: Desk, team: int) -> None:
    name = field(desk, team, "name")
    assert isinstance(name, QLineEdit)
    desk.focus_on(name)
    name.selectAll()
    QTest.keyClick(name, Qt.Key.Key_Delete)
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert stored(desk, team).name == "Osasto 4"
    assert problem(name) == "Give the team a name."
    desk.types(name, "Uusi")
    desk.shell.drafts.flush_all()
    assert stored(desk, team).name == "Uusi"
    assert problem(name) == ""


def combo(desk: Desk, team: int, key: str) -> TypedCombo:
    found = field(desk, team, key)
    assert isinstance(found, TypedCombo)
    return found


def type_over(desk: Desk, box: TypedCombo, text: str) -> None:
    desk.focus_on(box)
    box.field.selectAll()
    desk.types(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


@POPUP
def test_county_by_region_name_brings_its_area(desk: Desk, team: int) -> None:
    county = combo(desk, team, "county_code")
    type_over(desk, county, "Varsinais-Suomi")
    assert stored(desk, team).county_code == 23
    assert stored(desk, team).area == "Länsi-Suomi"
    assert county.currentText() == "Varsinais-Suomen hyvinvointialue"
    assert combo(desk, team, "area").currentText() == "Länsi-Suomi"


def test_county_is_found_by_a_part_of_its_swedish_name(desk: Desk, team: int) -> None:
    county = combo(desk, team, "county_code")
    completer = county.completer()
    assert completer is not None
    completer.setCompletionPrefix("karelen")
    offered = {
        completer.completionModel().index(row, 0).data()
        for row in range(completer.completionCount())
    }
    assert offered == {"Norra Karelens välfärdsområde", "Södra Karelens välfärdsområde"}
    county.setEditText("Norra Karelens välfärdsområde")
    county.finished.emit()
    assert stored(desk, team).county_code == 17


@POPUP
def test_storing_in_mid_word_leaves_the_county_as_typed(desk: Desk, team: int) -> None:
    county = combo(desk, team, "county_code")
    desk.focus_on(county)
    county.field.selectAll()
    desk.types(county, "Kainu")
    desk.shell.drafts.flush_all()
    assert stored(desk, team).county_code == 7
    desk.types(county, "u")
    assert county.currentText() == "Kainuu"
    QTest.keyClick(county, Qt.Key.Key_Return)
    assert county.currentText() == "Kainuun hyvinvointialue"


def test_tabs_count_what_is_in_them(desk: Desk, team: int) -> None:
    tasks.add_task(desk.ws, "Tehtävä", team)
    service.add_member(desk.ws, team, "Aino")
    tabs = desk.team(team).tabs
    titles = [tabs.tabText(index) for index in range(tabs.count())]
    assert titles == [
        "Overview",
        "Pre-work",
        "Tasks 1",
        "Notes",
        "Meetings",
        "Methods",
        "Programme",
        "Members 1",
        "Details",
    ]
    programmes.start_run(desk.ws, template(), "Run", [NewCohort(teams=[team])])
    assert tabs.tabText(1).startswith("Pre-work 0/")


@POPUP
def test_unknown_county_is_said_and_nothing_stored(desk: Desk, team: int) -> None:
    county = combo(desk, team, "county_code")
    type_over(desk, county, "Atlantis")
    assert stored(desk, team).county_code == 10
    assert problem(county).startswith("No county has this name")


@POPUP
def test_emptied_county_empties_its_area(desk: Desk, team: int) -> None:
    county = combo(desk, team, "county_code")
    desk.focus_on(county)
    county.field.selectAll()
    QTest.keyClick(county, Qt.Key.Key_Delete)
    QTest.keyClick(county, Qt.Key.Key_Return)
    assert (stored(desk, team).county_code, stored(desk, team).area) == (None, "")


def test_odd_address_gets_a_gentle_word_and_is_kept(desk: Desk, team: int) -> None:
    email = field(desk, team, "contact_email")
    desk.enters(email, "aino at example")
    assert stored(desk, team).contact_email == "aino at example"
    tab = desk.team(team, "details").findChild(DetailsTab)
    assert tab is not None
    assert tab._email_hint.isVisible()
    QTest.keyClick(email, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.enters(email, "aino@example.fi")
    assert not tab._email_hint.isVisible()


def test_a_name_is_kept_off_the_projector_by_one_press(desk: Desk, team: int) -> None:
    tab = desk.team(team, "details").findChild(DetailsTab)
    assert tab is not None
    box = tab.findChild(QCheckBox, "off_projector")
    assert box is not None
    desk.focus_on(box)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert stored(desk, team).off_projector
    desk.ws.undo()
    assert not box.isChecked()


def test_leaving_the_team_stores_what_is_typed(desk: Desk, team: int) -> None:
    other = service.add_team(desk.ws, "Toinen")
    reason = field(desk, team, "reason")
    desk.types(reason, "Kiire")
    desk.team(other)
    assert stored(desk, team).reason == "Kiire"


# -- members --------------------------------------------------------------------------------------


def test_members_are_typed_one_after_the_other(desk: Desk, team: int) -> None:
    tab = members_tab(desk, team)
    for name in ("Aino", "Šárá", "=1+1"):
        desk.enters(tab.add_row, name)
    assert [member.name for member in people(desk, team)] == ["Aino", "Šárá", "=1+1"]
    tabs = desk.team(team, "members").tabs
    assert tabs.tabText(tabs.currentIndex()) == "Members 3"


def edit_cell(desk: Desk, tab: MembersTab, column: int, text: str) -> None:
    table = tab.table
    table.setCurrentIndex(table.records.index(0, column))
    desk.focus_on(table)
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    desk.types(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: table.state() != QTableView.State.EditingState)


@pytest.mark.parametrize(
    ("column", "typed", "key", "expected"),
    [
        (0, "Aino Malli", "name", "Aino Malli"),
        (1, "lääkäri", "occupational_group", "lääkäri"),
        (3, "040 123", "phone", "040 123"),
        (4, "a@example.fi", "email", "a@example.fi"),
        (5, "1.9.", "active_from", dt.date(2026, 9, 1)),
        (6, "24.12.2026", "active_to", dt.date(2026, 12, 24)),
    ],
)
def test_cells_are_edited_by_keyboard(
    desk: Desk, team: int, column: int, typed: str, key: str, expected: object
) -> None:
    service.add_member(desk.ws, team, "Aino")
    edit_cell(desk, members_tab(desk, team), column, typed)
    assert getattr(people(desk, team)[0], key) == expected


@pytest.mark.parametrize(("column", "typed"), [(0, " "), (5, "31.11.2026"), (6, "vko 54")])
def test_cells_that_cannot_be_used_say_why(desk: Desk, team: int, column: int, typed: str) -> None:
    service.add_member(desk.ws, team, "Aino")
    before = people(desk, team)
    edit_cell(desk, members_tab(desk, team), column, typed)
    assert people(desk, team) == before
    assert desk.notices[-1].problem


def test_role_is_chosen_from_a_list(desk: Desk, team: int) -> None:
    service.add_member(desk.ws, team, "Aino")
    table = members_tab(desk, team).table
    table.setCurrentIndex(table.records.index(0, 2))
    desk.focus_on(table)
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = table.viewport().findChild(QComboBox)
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Up)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert people(desk, team)[0].role is Role.SUPERVISOR


def test_del_removes_the_selected_with_undo(desk: Desk, team: int) -> None:
    service.import_members(desk.ws, team, [MemberFields(name=n) for n in ("Aino", "Eino", "Oiva")])
    table = members_tab(desk, team).table
    desk.focus_on(table)
    table.setCurrentIndex(table.records.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert [member.name for member in people(desk, team)] == ["Oiva"]
    assert desk.notices[-1].undo is not None
    desk.notices[-1].undo()
    assert len(people(desk, team)) == 3


def test_alt_and_arrows_move_a_member(desk: Desk, team: int) -> None:
    service.import_members(desk.ws, team, [MemberFields(name=n) for n in ("Aino", "Eino", "Oiva")])
    table = members_tab(desk, team).table
    desk.focus_on(table)
    table.setCurrentIndex(table.records.index(2, 0))
    QTest.keyClick(table, Qt.Key.Key_Up, ALT)
    QTest.keyClick(table, Qt.Key.Key_Up, ALT)
    QTest.keyClick(table, Qt.Key.Key_Up, ALT)
    assert [member.name for member in people(desk, team)] == ["Oiva", "Aino", "Eino"]
    assert table.current().name == "Oiva"


def test_pasted_people_join_the_team_in_one_step(desk: Desk, team: int) -> None:
    service.add_member(desk.ws, team, "Aino")
    tab = members_tab(desk, team)
    desk.pastes(tab.table, "Nimi\tAmmattiryhmä\nAino\t\nEino\tlääkäri\nOiva\thoitaja")
    desk.bot.waitUntil(lambda: tab._panel is not None and tab._panel.add_button.isEnabled())
    assert tab._panel is not None
    assert tab._panel.add_button.text() == "Add 2 members"
    tab._panel.add_button.click()
    assert [member.name for member in people(desk, team)] == ["Aino", "Eino", "Oiva"]
    desk.ws.undo()
    assert [member.name for member in people(desk, team)] == ["Aino"]


def test_findings_stand_on_top_and_go_away(desk: Desk, team: int) -> None:
    service.add_member(desk.ws, team, "Aino")
    tab = members_tab(desk, team)
    assert "No supervisor" in tab._findings.text.text()
    fields = [
        MemberFields(name="a", role=Role.SUPERVISOR, occupational_group="x"),
        MemberFields(name="b", role=Role.SERVICE_USER_DEVELOPER),
        MemberFields(name="c", occupational_group="y"),
        MemberFields(name="d"),
    ]
    service.import_members(desk.ws, team, fields)
    assert not tab._findings.isVisible()


def test_a_member_leaves_today(desk: Desk, team: int) -> None:
    service.add_member(desk.ws, team, "Aino")
    tab = members_tab(desk, team)
    tab.table.setCurrentIndex(tab.table.records.index(0, 0))
    assert tab._leaves.isEnabled()
    tab._leaves.click()
    assert people(desk, team)[0].active_to == TODAY
    assert not tab._leaves.isEnabled()


def test_target_names_a_person(desk: Desk, team: int) -> None:
    service.add_member(desk.ws, team, "Aino")
    eino = service.add_member(desk.ws, team, "Eino")
    desk.shell.navigate(Target("teams", "person", eino))
    tab = desk.page.findChild(MembersTab)
    assert tab is not None
    assert tab.table.current().name == "Eino"


# -- summary --------------------------------------------------------------------------------------


def summary(desk: Desk, rid: int) -> SummaryTab:
    tab = desk.team(rid).findChild(SummaryTab)
    assert tab is not None
    return tab


def unfinished(desk: Desk, rid: int) -> list[str]:
    found = task_store.tasks(desk.ws.read, TaskFilter(team_rid=rid), TODAY)
    return [task.title for task in found]


def test_task_is_typed_with_its_date_and_ticked(desk: Desk, team: int) -> None:
    card = summary(desk, team).tasks
    desk.enters(card.add_row.field, "Kokoa mittari 24.11.")
    assert unfinished(desk, team) == ["Kokoa mittari"]
    (task,) = card.table.records.records
    assert task.due.on == dt.date(2026, 11, 24)
    desk.focus_on(card.table)
    card.table.setCurrentIndex(card.table.records.index(0, 0))
    QTest.keyClick(card.table, Qt.Key.Key_Space)
    assert unfinished(desk, team) == []
    assert not card.table.isVisible()
    desk.ws.undo()
    assert unfinished(desk, team) == ["Kokoa mittari"]


def test_only_the_first_tasks_are_shown_and_the_rest_counted(desk: Desk, team: int) -> None:
    for number in range(8):
        tasks.add_task(desk.ws, f"Tehtävä {number}", team)
    card = summary(desk, team).tasks
    assert len(card.table.records.records) == 6
    assert card._more.text() == "2 more tasks"
