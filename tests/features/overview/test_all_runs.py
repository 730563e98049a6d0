"""The table of all runs in a real window: switching, filters, orders, saved filters, keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from coachdesk.features.overview import cross_run_store as store
from coachdesk.features.overview.cross_run import PRESENT, Criteria, Order
from coachdesk.features.overview.cross_run_view import CrossRunView
from coachdesk.features.overview.team_list import TeamList
from coachdesk.features.overview.team_view import TeamView
from coachdesk.features.overview.view_switch import ALL_RUNS, ViewSwitch
from coachdesk.features.tasks import service as tasks
from coachdesk.features.teams import service as teams
from coachdesk.ui.context import Target
from coachdesk.ui.widgets.basic import EmptyState
from tests.features.overview.conftest import CTRL, Desk
from tests.features.overview.several_runs import Years, years_of

CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def years(desk: Desk) -> Years:
    return years_of(desk.ws)


def runs(desk: Desk) -> CrossRunView:
    desk.shell.navigate(ALL_RUNS)
    return desk._shown(CrossRunView)


def shown(view: CrossRunView) -> list[tuple[int, int]]:
    return [(row.team_rid, row.place.run.rid) for row in view.table.records.records]


def choose(combo: QComboBox, value: object) -> None:
    row = combo.findData(value)
    assert row >= 0
    combo.setCurrentIndex(row)
    combo.activated.emit(row)


def press(desk: Desk, widget: QWidget, key: Qt.Key) -> None:
    desk.focus_on(widget)
    desk.shell.registry.refresh_now()
    QTest.keyClick(widget, key, CTRL_SHIFT)


def test_a_key_goes_there_and_back(desk: Desk, years: Years) -> None:
    press(desk, desk.list().table, Qt.Key.Key_A)
    view = desk._shown(CrossRunView)
    assert desk.page.current_target() == ALL_RUNS
    assert len(shown(view)) == 6
    press(desk, view.table, Qt.Key.Key_A)
    assert desk._shown(TeamList).isVisible()
    assert desk.page.current_target() == Target("teams")


def test_the_switch_shows_where_one_is(desk: Desk, years: Years) -> None:
    view = runs(desk)
    for place, here in ((view, 1), (desk.list(), 0), (runs(desk), 1)):
        switch = place.findChild(ViewSwitch)
        assert isinstance(switch, ViewSwitch)
        assert [one.isChecked() for one in switch.buttons] == [here == 0, here == 1]
        switch.buttons[1 - here].click()
    assert desk._shown(TeamList).isVisible()


def test_without_runs_it_says_what_to_do(desk: Desk) -> None:
    view = runs(desk)
    (teaching,) = [each for each in view.findChildren(EmptyState) if each.isVisible()]
    assert not view.bar.isVisible()
    years_of(desk.ws)
    assert not teaching.isVisible()
    assert view.table.isVisible()


def test_enter_opens_the_team_in_that_run(desk: Desk, years: Years) -> None:
    view = runs(desk)
    row = next(r for r in view.table.records.records if r.place.run.rid == years.coming)
    view.table.select(row.rid)
    desk.focus_on(view.table)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    team = desk._shown(TeamView)
    assert team.team_rid == years.ward
    assert team.runs.currentData() == years.coming
    desk.shell.registry.run("go.back")
    assert desk.page.current_target() == ALL_RUNS


def test_typed_words_and_choices_narrow_the_rows(desk: Desk, years: Years) -> None:
    view = runs(desk)
    desk.types(view.bar.search, "äänek")
    desk.bot.waitUntil(lambda: len(shown(view)) == 3)
    choose(view.bar.runs, PRESENT)
    assert shown(view) == [(years.ward, years.coming), (years.ward, years.present)]
    choose(view.bar.areas, "Länsi-Suomi")
    assert shown(view) == []
    (empty,) = [each for each in view.findChildren(EmptyState) if each.isVisible()]
    assert empty.isVisible()
    view.bar.all.click()
    assert len(shown(view)) == 6
    assert view.bar.search.text() == ""
    view.bar.only_late.click()
    assert 0 < len(shown(view)) < 6
    view.bar.only_late.click()
    choose(view.bar.contact, 30)
    assert len(shown(view)) == 6
    years.meet(years.ward, 3)
    assert len(shown(view)) == 3, "it follows what is written meanwhile"


def test_a_click_on_a_head_sorts_and_another_turns_it_round(desk: Desk, years: Years) -> None:
    view = runs(desk)
    header = view.table.horizontalHeader()

    def click(column: int) -> None:
        place = QPoint(header.sectionViewportPosition(column) + 10, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click(0)
    names = [row.team for row in view.table.records.records]
    assert names[0] == "Kotihoito"
    assert view.bar.order is Order.TEAM
    click(0)
    assert [row.team for row in view.table.records.records] == names[::-1]
    choose(view.bar.orders, Order.LATE.value)
    late = [row.late for row in view.table.records.records]
    assert late == sorted(late, reverse=True)
    assert header.sortIndicatorSection() == 5
    press(desk, view.table, Qt.Key.Key_R)
    told = [row.late for row in view.table.records.records if row.late]
    assert told == sorted(told)


def test_a_filter_is_saved_applied_renamed_and_deleted(desk: Desk, years: Years) -> None:
    view = runs(desk)
    choose(view.bar.areas, "Länsi-Suomi")
    assert desk.shell.registry.run("teams.save_filter")
    desk.bot.waitUntil(view.saved.name.hasFocus)
    desk.enters(view.saved.name, "Lännessä")
    assert not view.saved.name.isVisible()
    assert view.saved.button.toolTip() == "Lännessä"
    view.bar.all.click()
    assert view.saved.button.toolTip() == "Lännessä (changed)"
    view.saved.fill_menu()
    view.saved.menu.actions()[0].trigger()
    assert shown(view) == [(years.care, years.present)]
    assert desk.shell.registry.run("teams.rename_filter")
    view.saved.name.clear()
    desk.enters(view.saved.name, "Länsi & pohjoinen")
    assert view.saved.button.text() == "Länsi && pohjoinen"
    assert desk.shell.registry.run("teams.delete_filter")
    assert store.saved_filters(desk.ws.read) == []
    assert view.saved.button.text() == "Saved filters"
    undo = desk.notices[-1].undo
    assert undo is not None
    undo()
    assert [each.name for each in store.saved_filters(desk.ws.read)] == ["Länsi & pohjoinen"]
    assert view.saved.button.toolTip() == "Länsi & pohjoinen"


def test_a_name_in_use_is_refused_and_escape_leaves_the_line(desk: Desk, years: Years) -> None:
    view = runs(desk)
    for name, area in (("Itä", "Itä-Suomi"), ("Länsi", "Länsi-Suomi")):
        choose(view.bar.areas, area)
        view.saved.save()
        view.saved.name.clear()
        desk.enters(view.saved.name, name)
    view.saved.rename()
    view.saved.name.clear()
    desk.enters(view.saved.name, "itä")
    assert desk.notices[-1].problem
    assert view.saved.name.isVisible()
    QTest.keyClick(view.saved.name, Qt.Key.Key_Escape)
    assert not view.saved.name.isVisible()
    assert {each.name for each in store.saved_filters(desk.ws.read)} == {"Itä", "Länsi"}


def test_a_filter_of_a_run_that_is_gone_shows_nothing_and_says_why(
    desk: Desk, years: Years
) -> None:
    view = runs(desk)
    view.bar.show_criteria(Criteria(run="gone", phase="unheard_of"))
    assert shown(view) == []
    assert view.bar.runs.currentText() == "A run that is gone"
    assert view.bar.criteria == Criteria(run="gone", phase="unheard_of")


def test_rows_are_copied_as_a_table_that_no_spreadsheet_reckons(desk: Desk, years: Years) -> None:
    teams.update_team(desk.ws, years.care, name="=1+1")
    view = runs(desk)
    view.sort(Order.TEAM)
    desk.focus_on(view.table)
    view.table.selectAll()
    QTest.keyClick(view.table, Qt.Key.Key_C, CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert [len(cells) for cells in lines] == [9] * 6
    assert lines[0][0] == "'=1+1"
    assert any("Vetoa ja pitoa 2026" in cells for cells in lines)


def test_it_stays_as_it_was_after_a_lock(desk: Desk, years: Years) -> None:
    view = runs(desk)
    choose(view.bar.areas, "Länsi-Suomi")
    state = desk.page.state()
    view.bar.show_criteria(Criteria())
    desk.page.restore(state)
    assert view.bar.criteria == Criteria(area="Länsi-Suomi")


def test_verbs_on_a_team_mean_the_row_with_the_cursor(desk: Desk, years: Years) -> None:
    view = runs(desk)
    row = next(r for r in view.table.records.records if r.team_rid == years.clinic)
    view.table.select(row.rid)
    assert desk.shell.registry.run("teams.archive")
    (again,) = [r for r in view.table.records.records if r.team_rid == years.clinic]
    assert again.team_archived


@pytest.mark.parametrize("width", [1280, 1024])
def test_columns_fit_and_tell_what_is_cut(desk: Desk, years: Years, width: int) -> None:
    desk.shell.resize(width, 640)
    view = runs(desk)
    desk.bot.waitUntil(lambda: view.table.viewport().width() > 0)
    header = view.table.horizontalHeader()
    assert header.length() <= view.table.viewport().width()
    model = view.table.records
    for column in range(model.columnCount()):
        cell = model.index(1, column)
        assert cell.data(Qt.ItemDataRole.AccessibleTextRole) is not None


def test_every_field_has_a_name(desk: Desk, years: Years) -> None:
    bar = runs(desk).bar
    fields = [bar.search, bar.runs, bar.areas, bar.phases, bar.contact, bar.only_late, bar.orders]
    names = [field.accessibleName() for field in fields]
    assert all(names)
    assert len(set(names)) == len(names)


def test_what_does_not_concern_it_is_not_read_anew(desk: Desk, years: Years) -> None:
    view = runs(desk)
    before = view._rows
    teams.add_member(desk.ws, years.ward, "Aino")
    assert view._rows is before
    tasks.add_task(desk.ws, "Soita", years.ward)
    assert view._rows is not before
