"""The page Methods in a real window over a real encrypted file, by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.documents.blocks import BarChart, Scatter
from coachdesk.features.methods import service, service_lists, store
from coachdesk.features.methods.alternatives import Alternatives
from coachdesk.features.methods.alternatives_view import AlternativesView
from coachdesk.features.methods.changing import contents_of
from coachdesk.features.methods.check_in_view import CheckInView
from coachdesk.features.methods.groups_view import GroupsView
from coachdesk.features.methods.model import Groups, Kind, Sparring
from coachdesk.features.methods.page import MethodsPage
from coachdesk.features.methods.priorities import Order, Priorities
from coachdesk.features.methods.prioritising_view import PrioritisingView
from coachdesk.features.methods.sparring_view import SparringView
from coachdesk.features.methods.spread import CheckIn
from coachdesk.features.methods.tab import MethodsTab
from coachdesk.features.printing import offered
from coachdesk.features.printing.page import PrintPage
from coachdesk.features.programmes import store as programmes
from coachdesk.handouts import method_result
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import tr
from coachdesk.ui.shell import Shell
from coachdesk.ui.theme import THEME
from tests.features.methods.home import NAMES, Home
from tests.helpers.coaching import add_teams, context_of, window
from tests.helpers.shown import bring_up

KEYS = {
    **{digit: Qt.Key(Qt.Key.Key_0 + int(digit)) for digit in "0123456789"},
    "+": Qt.Key.Key_Plus, "-": Qt.Key.Key_Minus, "T": Qt.Key.Key_T, "A": Qt.Key.Key_A,
}  # fmt: skip


@pytest.fixture(autouse=True)
def offers() -> Iterator[None]:
    before = list(offered.HANDOUTS), list(offered.SUBJECTS)
    offered.HANDOUTS[:] = [method_result.HANDOUT]
    offered.SUBJECTS[:] = [method_result.SUBJECT]
    yield
    offered.HANDOUTS[:], offered.SUBJECTS[:] = before


@pytest.fixture
def shell(home: Home, tmp_path: Path, qtbot: QtBot) -> Iterator[Shell]:
    found = window(home.ws, tmp_path, (MethodsPage, PrintPage))
    bring_up(found, qtbot)
    yield found
    found.close_workspace()


@pytest.fixture
def page(shell: Shell) -> MethodsPage:
    assert shell.frame is not None
    found = shell.frame.page
    assert isinstance(found, MethodsPage)
    return found


def press(widget: QWidget, *keys: Qt.Key | str) -> None:
    for key in keys:
        QTest.keyClick(widget, KEYS[key] if isinstance(key, str) else key)


def begin(page: MethodsPage, kind: Kind) -> int:
    """Begin a method from the page with the keyboard."""
    page.choose()
    button = page.chooser.buttons[kind]
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    assert page.use is not None
    assert page.use.kind is kind
    return page.use.rid


def type_line(widget: QWidget, text: str) -> None:
    QTest.keyClicks(widget, text)
    press(widget, Qt.Key.Key_Return)


def column(table: QTableView, number: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def accessible(table: QTableView, row: int, number: int) -> str:
    return str(table.model().index(row, number).data(Qt.ItemDataRole.AccessibleTextRole))


def test_an_empty_page_offers_the_methods_for_the_workshop_that_is_on(
    page: MethodsPage, home: Home
) -> None:
    assert page.use is None
    assert page.chooser.buttons[Kind.PRIORITISING].hasFocus()
    assert not page.print_button.isVisible()
    assert not page.uses.isVisible()
    assert not page.chooser.back.isVisible()
    assert page.chooser.scope.event_rid == home.event
    assert sorted(page.chooser.scope.team_rids()) == sorted(home.teams)
    assert page.chooser.buttons[Kind.GROUPS].accessibleDescription().startswith("Mix people")


def test_the_scope_follows_new_teams_and_keeps_what_is_chosen(
    page: MethodsPage, home: Home
) -> None:
    scope = page.chooser.scope
    (rid,) = add_teams(home.ws, "New")
    event = programmes.event(home.ws.read, home.event)
    assert event is not None
    with home.ws.change(msg("test", "Join")) as db:
        programmes.add_participation(db, event.cohort_rid, rid)
    assert scope.teams.findText("New") > 0
    assert rid in scope.team_rids()


# -- prioritising ---------------------------------------------------------------------------------


@pytest.fixture
def targets(page: MethodsPage) -> PrioritisingView:
    begin(page, Kind.PRIORITISING)
    view = page.tool.view(Kind.PRIORITISING)
    assert isinstance(view, PrioritisingView)
    assert view.add.hasFocus()
    for text in ("Breaks", "Handover", "Lifts"):
        type_line(view.add, text)
    return view


def test_targets_are_rated_and_given_dots_by_single_keys(
    page: MethodsPage, targets: PrioritisingView, home: Home
) -> None:
    table, rid = targets.table, targets.rid
    assert column(table, 1) == ["Breaks", "Handover", "Lifts"]
    assert targets.picture.isHidden()
    table.setFocus()
    table.go_to(0, 2)
    press(table, "5", "1", Qt.Key.Key_Down, "3", "7")
    assert [(one.impact, one.effort) for one in contents_of(home.ws, rid, Priorities).targets] == [
        (5, 1), (None, 3), (None, None),
    ]  # fmt: skip
    chart = targets.picture.chart
    assert isinstance(chart, Scatter)
    assert [point.label for point in chart.points] == ["1"]
    assert "Do these first: Breaks" in targets.picture.accessibleDescription()
    press(table, "+", "+", "+", "-")
    assert column(table, 4) == ["0", "2", "0"]
    assert accessible(table, 1, 4) == "2 dots"
    home.ws.undo()
    assert column(table, 4) == ["0", "0", "0"]
    table.go_to(1, 3)
    press(table, Qt.Key.Key_Backspace)
    assert column(table, 3) == ["1", "–", "–"]


def test_the_cell_where_a_digit_would_go_is_marked(targets: PrioritisingView) -> None:
    table = targets.table
    table.setFocus()
    table.go_to(1, 3)
    drawn = table.viewport().grab().toImage()
    focus = THEME.colour("focus").rgb()

    def marked(row: int, number: int) -> bool:
        cell = table.visualRect(table.records.index(row, number))
        middle = cell.center().x()
        return any(drawn.pixel(middle, y) == focus for y in range(cell.top(), cell.bottom()))

    assert marked(1, 3)
    assert not marked(1, 2)
    assert not marked(0, 3)


def test_the_list_can_be_seen_in_both_orders(targets: PrioritisingView, home: Home) -> None:
    rid = targets.rid
    for key, (impact, effort, dots) in enumerate(((2, 2, 1), (5, 5, 0), (4, 1, 3)), start=1):
        service_lists.change_target(home.ws, rid, key, {"impact": impact, "effort": effort})
        service_lists.set_dots(home.ws, rid, key, dots)
    for order, expected in ((Order.DOTS, ["Lifts", "Breaks", "Handover"]),
                            (Order.BENEFIT, ["Lifts", "Handover", "Breaks"])):  # fmt: skip
        targets.order.setCurrentIndex(targets.order.findData(order))
        targets.order.activated.emit(targets.order.currentIndex())
        assert column(targets.table, 1) == expected
        assert column(targets.table, 0)[0] == "1. (3)"


def test_targets_are_renamed_and_removed_with_a_way_back(
    targets: PrioritisingView, home: Home, shell: Shell, qtbot: QtBot
) -> None:
    table = targets.table
    table.setFocus()
    table.go_to(0, 4)
    with qtbot.waitSignal(shell.notices.notice_raised) as told:
        press(table, Qt.Key.Key_Delete)
    assert told.args is not None
    assert told.args[0].undo is not None
    assert column(table, 1) == ["Handover", "Lifts"]
    told.args[0].undo()
    assert column(table, 1) == ["Breaks", "Handover", "Lifts"]
    table.go_to(1, 2)
    press(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    type_line(editor, "A shorter handover")
    qtbot.waitUntil(lambda: column(table, 1)[1] == "A shorter handover")
    home.ws.undo()
    assert column(table, 1)[1] == "Handover"


def test_dots_are_counted_against_those_there_are(targets: PrioritisingView) -> None:
    targets.voters.setValue(4)
    targets.dots_each.setValue(2)
    targets.table.setFocus()
    targets.table.go_to(0, 4)
    press(targets.table, "5")
    assert targets.given.text() == "5 of 8 dots given"


# -- sparring -------------------------------------------------------------------------------------


def test_a_rotation_follows_teams_and_rounds(page: MethodsPage, home: Home) -> None:
    rid = begin(page, Kind.SPARRING)
    view = page.tool.view(Kind.SPARRING)
    assert isinstance(view, SparringView)
    assert view.table is not None
    assert column(view.table, 0) == ["Family team", "Home care", "Ward 4"]
    assert column(view.table, 1) == ["Home care", "Ward 4", "Family team"]
    assert view.rounds.value() == view.rounds.maximum() == 2
    view.how.setCurrentIndex(1)
    view.how.activated.emit(1)
    view.rounds.setValue(3)
    assert sorted(column(view.table, 3)).count("rests") == 1
    view.teams.setFocus()
    view.teams.setCurrentRow(0)
    press(view.teams, Qt.Key.Key_Space)
    assert len(contents_of(home.ws, rid, Sparring).teams) == 2
    assert len(store.team_rids(home.ws.read, rid)) == 2
    assert view.rounds.value() == 1
    view.teams.setCurrentRow(1)
    press(view.teams, Qt.Key.Key_Space)
    assert "at least two teams" in view.told.text()
    home.ws.undo()
    assert "at least two teams" not in view.told.text()


# -- groups ---------------------------------------------------------------------------------------


@pytest.fixture
def groups(page: MethodsPage) -> GroupsView:
    begin(page, Kind.GROUPS)
    view = page.tool.view(Kind.GROUPS)
    assert isinstance(view, GroupsView)
    return view


def select(view: GroupsView, *names: str) -> None:
    view.people.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row, name in enumerate(column(view.people, 0)):
        if name in names:
            index = view.people.records.index(row, 0)
            view.people.selectionModel().setCurrentIndex(index, flags)
    view.people.setFocus()


def test_wishes_are_made_by_keys_and_given_up(groups: GroupsView, home: Home) -> None:
    assert groups.told.text() == "12 people are placed."
    select(groups, "W1", "W2", "W3")
    press(groups.people, "T")
    assert groups.wishes.item(0).text() == "Together: W1, W2, W3"
    assert any({"W1", "W2", "W3"} <= group for group in home.groups(groups.rid))
    select(groups, "H1", "H2")
    press(groups.people, "A")
    assert not any({"H1", "H2"} <= group for group in home.groups(groups.rid))
    groups.wishes.setCurrentRow(0)
    press(groups.wishes, Qt.Key.Key_Delete)
    assert [wish.together for wish in contents_of(home.ws, groups.rid, Groups).wishes] == [False]


def test_a_wish_that_cannot_be_kept_is_told_and_changes_nothing(
    groups: GroupsView, home: Home, shell: Shell, qtbot: QtBot
) -> None:
    before = home.groups(groups.rid)
    select(groups, "W1", "W2", "W3", "W4", "H1")
    with qtbot.waitSignal(shell.notices.notice_raised) as told:
        press(groups.people, "T")
    assert told.args is not None
    assert "5 people are to be together, but a group has 4" in tr(told.args[0].message)
    assert home.groups(groups.rid) == before
    select(groups, "W1", "W2", "W3")
    press(groups.people, "T")
    with qtbot.waitSignal(shell.notices.notice_raised):
        groups.figure.setValue(2)
    assert groups.figure.value() == 5


def test_space_leaves_somebody_out_and_a_button_mixes_again(groups: GroupsView, home: Home) -> None:
    select(groups, "F4")
    press(groups.people, Qt.Key.Key_Space)
    assert "F4" not in set().union(*home.groups(groups.rid))
    before = home.groups(groups.rid)
    groups.again.setFocus()
    press(groups.again, Qt.Key.Key_Space)
    assert home.groups(groups.rid) != before
    home.ws.undo()
    assert home.groups(groups.rid) == before
    assert groups.groups is not None
    shown = {name for place in range(3) for name in column(groups.groups, place)} - {""}
    assert shown == set().union(*before)
    assert accessible(groups.groups, 0, 0).endswith(tuple(NAMES))


def test_groups_without_anybody_say_what_to_do(page: MethodsPage, groups: GroupsView) -> None:
    groups.present.click()
    assert "names anybody as present" in groups.told.text()
    assert groups.groups is not None
    assert groups.groups.isHidden()
    page.tool.scope.events.setCurrentIndex(0)
    page.tool.scope.events.activated.emit(0)
    groups.present.click()
    assert groups.told.text() == "Choose above a workshop or a team that has members."


# -- five alternatives ----------------------------------------------------------------------------


def test_options_are_scored_by_keys_and_decided(page: MethodsPage, home: Home) -> None:
    rid = begin(page, Kind.FIVE_ALTERNATIVES)
    view = page.tool.view(Kind.FIVE_ALTERNATIVES)
    assert isinstance(view, AlternativesView)
    assert view.add_option.hasFocus()
    assert view.add_option.placeholderText().startswith("Alternative 1 of 5")
    type_line(view.add_option, "Pairs")
    type_line(view.add_option, "A runner")
    assert view.add_option.placeholderText().startswith("Alternative 3 of 5")
    type_line(view.add_criterion, "Calm")
    type_line(view.add_criterion, "Cost")
    view.criteria.setFocus()
    view.criteria.go_to(0, 1)
    press(view.criteria, "3")
    assert view.table is not None
    view.table.setFocus()
    view.table.go_to(0, 1)
    press(view.table, "2", "4", Qt.Key.Key_Down, Qt.Key.Key_Left, "5", "0")
    assert column(view.table, 3) == ["10/20", "15/20"]
    press(view.table, "9")
    assert column(view.table, 2) == ["4", "0"]
    view.decision.setCurrentIndex(1)
    view.decision.activated.emit(1)
    assert view.differs.text() == "Highest score: A runner"
    view.reason.setFocus()
    QTest.keyClicks(view.reason, "It can begin on Monday.")
    page.context.drafts.flush_all()
    made = contents_of(home.ws, rid, Alternatives)
    assert made.decided() == made.options[0]
    assert made.reason == "It can begin on Monday."
    view.table.setFocus()
    view.table.go_to(0, 0)
    press(view.table, Qt.Key.Key_Delete)
    assert column(view.table, 0) == ["A runner"]
    assert view.decision.currentData() is None
    home.ws.undo()
    assert view.decision.currentText() == "Pairs"


# -- check-in -------------------------------------------------------------------------------------


@pytest.fixture
def check_in(page: MethodsPage) -> CheckInView:
    begin(page, Kind.CHECK_IN)
    view = page.tool.view(Kind.CHECK_IN)
    assert isinstance(view, CheckInView)
    assert view.numbers.hasFocus()
    assert view.told.text() == "No round yet"
    return view


@pytest.mark.parametrize(("numbers", "told"), [("78", "Fewer than 5 answers"),
                                               ("7 8 10 6 5 9 9", "5–9 answers")])  # fmt: skip
def test_few_numbers_are_not_shown(check_in: CheckInView, numbers: str, told: str) -> None:
    QTest.keyClicks(check_in.numbers, numbers)
    assert check_in.typed.text().endswith("numbers typed")
    press(check_in.numbers, Qt.Key.Key_Return)
    assert check_in.numbers.text() == ""
    assert check_in.told.text().startswith(told)
    assert check_in.chart.chart is None
    assert check_in.chart.isHidden()
    assert check_in.chart.accessibleDescription() == ""
    assert check_in.middle.isHidden()


def test_ten_numbers_show_their_spread(check_in: CheckInView, home: Home) -> None:
    type_line(check_in.numbers, "7 8 10 6 5 9 9 7 7 3 1")
    assert check_in.told.text() == "11 answers"
    assert check_in.middle.text() == "The middle one is 7."
    chart = check_in.chart.chart
    assert isinstance(chart, BarChart)
    assert [bar.figure for bar in chart.bars] == ["1", "0", "1", "0", "1", "1", "3", "1", "2", "1"]
    assert "9: 2" in check_in.chart.accessibleDescription()
    type_line(check_in.numbers, "11x")
    assert check_in.numbers.text() == "11x"
    assert check_in.typed.text() == "Type numbers from 1 to 10, one after another."
    assert sum(contents_of(home.ws, check_in.rid, CheckIn).tally.values()) == 11


def test_the_question_is_stored_by_itself(check_in: CheckInView, home: Home) -> None:
    check_in.question.setFocus()
    QTest.keyClicks(check_in.question, "How was it?")
    press(check_in.question, Qt.Key.Key_Return)
    assert contents_of(home.ws, check_in.rid, CheckIn).question == "How was it?"


# -- the page -------------------------------------------------------------------------------------


def test_a_title_and_a_scope_are_given_and_taken_back(page: MethodsPage, home: Home) -> None:
    rid = begin(page, Kind.PRIORITISING)
    page.tool.title.setFocus()
    type_line(page.tool.title, "Before lunch")
    assert page.uses.currentText().startswith("Before lunch · Prioritising · ")
    scope = page.tool.scope
    place = scope.teams.findData(home.teams[1])
    scope.teams.setCurrentIndex(place)
    scope.teams.activated.emit(place)
    assert store.team_rids(home.ws.read, rid) == [home.teams[1]]
    assert page.uses.currentText().endswith(NAMES[1])
    home.ws.undo()
    assert sorted(scope.team_rids()) == sorted(home.teams)
    scope.language.show_language("sv")
    scope.language.activated.emit(0)
    assert store.language_of(home.ws.read, rid) == "sv"


def test_uses_are_switched_printed_and_removed(
    page: MethodsPage, home: Home, shell: Shell, qtbot: QtBot
) -> None:
    first = begin(page, Kind.PRIORITISING)
    second = begin(page, Kind.SPARRING)
    assert [page.uses.itemData(row) for row in range(page.uses.count())] == [second, first]
    page.uses.setCurrentIndex(1)
    page.uses.activated.emit(1)
    assert page.use is not None
    assert page.use.rid == first
    assert page.current_target() == Target("methods", "method", first)
    shell.registry.run("methods.remove")
    assert page.use is None
    assert page.chooser.isVisible()
    home.ws.undo()
    page.open_target(Target("methods", "method", first))
    page.print_button.click()
    assert shell.frame is not None
    paper = shell.frame.page
    assert isinstance(paper, PrintPage)
    assert paper.order().handout.key == "method_result"
    assert paper.order().subjects == (first,)
    qtbot.waitUntil(lambda: not paper.live.busy)


def test_taking_back_the_beginning_offers_the_methods_again(page: MethodsPage, home: Home) -> None:
    begin(page, Kind.CHECK_IN)
    home.ws.undo()
    assert page.use is None
    assert page.chooser.isVisible()
    home.ws.redo()
    assert page.uses.count() == 1


def test_each_method_can_be_begun_after_another(page: MethodsPage) -> None:
    for kind in Kind:
        page.begin(kind)
        assert page.use is not None
        assert page.use.kind is kind
    assert len(store.newest(page.context.ws.read)) == len(Kind)


def test_back_leads_to_the_newest_use(page: MethodsPage) -> None:
    rid = begin(page, Kind.GROUPS)
    page.choose()
    assert page.chooser.back.isVisible()
    page.chooser.back.click()
    assert page.use is not None
    assert page.use.rid == rid


def test_without_any_programme_methods_work_as_well(
    ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    shell = window(ws, tmp_path, (MethodsPage,))
    bring_up(shell, qtbot)
    assert shell.frame is not None
    page = shell.frame.page
    assert isinstance(page, MethodsPage)
    for kind in Kind:
        begin(page, kind)
    assert {row.use.event_rid for row in store.newest(ws.read)} == {None}
    shell.close_workspace()


# -- the team's tab -------------------------------------------------------------------------------


def test_results_stand_under_the_team(shell: Shell, home: Home) -> None:
    ws = home.ws
    tab = MethodsTab(context_of(shell, ws), home.teams[0])
    assert tab.cards == []
    rids = [service.begin(ws, kind, home.event, home.teams, "en") for kind in Kind]
    service_lists.add_targets(ws, rids[0], "Breaks\nLifts")
    service_lists.add_dots(ws, rids[0], [2], 4)
    service_lists.change_target(ws, rids[0], 2, {"impact": 5, "effort": 1})
    service_lists.add_options(ws, rids[3], "Pairs")
    service_lists.decide(ws, rids[3], 1)
    service.set_tally(ws, rids[4], "777")
    tab.refresh()
    said = [[each.text() for each in card.findChildren(type(card.heading))] for card in tab.cards]
    assert [words[0] for words in said] == [
        "Check-in", "Five alternatives", "Groups", "Sparring round", "Prioritising",
    ]  # fmt: skip
    everything = "\n".join(word for words in said for word in words)
    assert "1. Lifts (4 dots)" in everything
    assert "Decided: Pairs" in everything
    assert "Round 1: Home care" in everything
    assert "Fewer than 5 answers" in everything
    assert "Group 1: " in everything
    other = MethodsTab(context_of(shell, ws), home.teams[1])
    service.set_scope(ws, rids[0], None, [home.teams[0]])
    other.refresh()
    assert len(other.cards) == 4
    tab.deleteLater()
    other.deleteLater()
