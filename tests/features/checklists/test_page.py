"""The page Pre-work in a real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.features.checklists import service, store
from coachdesk.features.checklists.model import Item, ItemState
from coachdesk.features.checklists.page import PreworkPage
from coachdesk.features.checklists.readiness import Show
from coachdesk.features.checklists.shown import RunTexts
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store as programme_store
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.teams import service as teams
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from tests.features.checklists.conftest import Opener
from tests.helpers.coaching import add_teams, cohort_of, event_of, item_of, start_run
from tests.helpers.workspaces import TODAY

PLAIN = Qt.KeyboardModifier.NoModifier


class World:
    """Two teams in a run, on the page."""

    def __init__(self, ws: Workspace, opened: Opener) -> None:
        self.ws = ws
        self.home, self.ward = add_teams(ws, "Kotihoito", "Osasto 4")
        self.run = start_run(ws, [self.ward, self.home])
        page = opened(PreworkPage)
        assert isinstance(page, PreworkPage)
        self.page = page

    def item(self, key: str, team: int | None = None) -> Item:
        return item_of(self.ws, self.run, team or self.home, key)

    def go(self, key: str, team: int | None = None) -> None:
        self.page.matrix.setCurrentIndex(self.page.model.place_of(self.item(key, team).rid))

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.page.matrix, key, modifier)


@pytest.fixture
def world(ws: Workspace, opened: Opener) -> World:
    return World(ws, opened)


def test_rows_are_teams_and_columns_the_items_of_the_template(world: World) -> None:
    model = world.page.model
    assert [row.team.name for row in model.rows] == ["Kotihoito", "Osasto 4"]
    assert model.columnCount() == 15
    across = Qt.Orientation.Horizontal
    assert model.headerData(6, across) == "Risk assessment"
    whole = model.headerData(6, across, Qt.ItemDataRole.AccessibleTextRole)
    assert whole == "Risk assessment of the work done or updated"
    assert model.index(0, 0).data() == "0/12"


def test_space_and_enter_go_round_the_states(world: World) -> None:
    world.go("team_formed")
    seen = []
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Space):
        world.press(key)
        seen.append(world.item("team_formed").state)
    assert seen == [ItemState.IN_PROGRESS, ItemState.DONE, ItemState.NOT_STARTED]


@pytest.mark.parametrize(
    ("key", "state"),
    [
        (Qt.Key.Key_2, ItemState.IN_PROGRESS),
        (Qt.Key.Key_3, ItemState.DONE),
        (Qt.Key.Key_X, ItemState.DONE),
        (Qt.Key.Key_4, ItemState.NOT_APPLICABLE),
        (Qt.Key.Key_N, ItemState.NOT_APPLICABLE),
    ],
)
def test_a_key_sets_its_state_and_undo_takes_it_back(
    world: World, key: Qt.Key, state: ItemState
) -> None:
    world.go("coach_meeting", world.ward)
    world.press(key)
    assert world.item("coach_meeting", world.ward).state is state
    assert (
        world.page.matrix.currentIndex()
        .data(Qt.ItemDataRole.AccessibleTextRole)
        .startswith("Osasto 4, First meeting with the coach held: ")
    )
    world.ws.undo()
    assert world.item("coach_meeting", world.ward).state is ItemState.NOT_STARTED
    world.press(Qt.Key.Key_1)
    assert world.item("coach_meeting", world.ward).state is ItemState.NOT_STARTED


def test_arrows_move_and_the_cursor_stays_after_a_change(world: World) -> None:
    world.go("team_formed")
    world.press(Qt.Key.Key_Right)
    world.press(Qt.Key.Key_Down)
    world.press(Qt.Key.Key_3)
    assert world.item("supervisor_in", world.ward).state is ItemState.DONE
    index = world.page.matrix.currentIndex()
    assert (index.row(), index.column()) == (1, 2)
    assert world.page.model.index(1, 0).data() == "1/12"


def test_selected_cells_change_together_in_one_undo_step(world: World) -> None:
    world.go("team_formed")
    world.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    world.press(Qt.Key.Key_3)
    states = {world.item("team_formed", team).state for team in (world.home, world.ward)}
    assert states == {ItemState.DONE}
    world.ws.undo()
    states = {world.item("team_formed", team).state for team in (world.home, world.ward)}
    assert states == {ItemState.NOT_STARTED}


def test_a_late_cell_says_since_when(world: World) -> None:
    programmes.move_event(world.ws, event_of(world.ws, world.run).rid, EventDate.of(TODAY))
    spoken = world.page.model.place_of(world.item("risk_assessment").rid).data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    assert spoken.endswith("not started, late since Sun 25 Oct")


def test_the_pane_shows_own_stages_and_support_only_where_they_belong(world: World) -> None:
    world.go("team_formed")
    pane = world.page.pane
    assert pane.stage_row.isHidden()
    world.go("risk_assessment")
    assert not pane.stage_row.isHidden()
    assert pane.stages.accessibleName() == "What stage is your risk assessment at?"
    pane.stages.setFocus()
    QTest.keyClick(pane.stages, Qt.Key.Key_End)
    pane.stages.activated.emit(pane.stages.currentIndex())
    item = world.item("risk_assessment")
    assert (item.stage, item.state) == ("used", ItemState.DONE)
    pane.support.setCurrentIndex(2)
    pane.support.activated.emit(2)
    assert world.item("risk_assessment").support_needed is True
    assert not pane.support_remark_row.isHidden()


@pytest.mark.qt_log_ignore("This plugin does not support")  # a popup without a screen
def test_who_is_recognised_as_a_member(world: World) -> None:
    member = teams.add_member(world.ws, world.home, "Anna Virtanen")
    world.go("team_formed")
    field = world.page.pane.who.field
    field.setFocus()
    QTest.keyClicks(field, "anna virtanen")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert world.item("team_formed").member_rid == member


def test_a_typed_date_is_fixed_and_can_follow_again(world: World) -> None:
    world.go("team_formed")
    pane = world.page.pane
    assert pane.rule.text() == "56 days before Workshop 1"
    assert pane.follow.isHidden()
    pane.day.setFocus()
    QTest.keyClicks(pane.day, "24.12.2026")
    QTest.keyClick(pane.day, Qt.Key.Key_Return)
    due = world.item("team_formed").due
    assert (str(due.on), due.event_rid) == ("2026-12-24", None)
    assert pane.rule.isHidden()
    QTest.mouseClick(pane.follow, Qt.MouseButton.LeftButton)
    assert world.item("team_formed").due.event_key == "workshop_1"


def test_what_is_typed_is_stored_with_the_item_it_was_typed_about(world: World) -> None:
    world.go("team_formed")
    pane = world.page.pane
    pane.remark.setFocus()
    QTest.keyClicks(pane.remark, "soita")
    world.go("supervisor_in")
    assert world.item("team_formed").remark == "soita"
    assert world.item("supervisor_in").remark == ""
    assert pane.remark.toPlainText() == ""


def test_a_change_from_elsewhere_does_not_touch_what_is_being_typed(world: World) -> None:
    world.go("team_formed")
    pane = world.page.pane
    pane.remark.setFocus()
    QTest.keyClicks(pane.remark, "soi")
    service.set_state(world.ws, world.item("team_formed").rid, ItemState.DONE)
    assert pane.remark.toPlainText() == "soi"
    assert pane.states.checkedId() == 2


def test_only_what_is_missing_hides_teams_and_items_that_are_ready(world: World) -> None:
    items = store.items(world.ws.read, world.run, world.home)
    service.set_states(world.ws, [item.rid for item in items], ItemState.DONE)
    service.set_state(world.ws, world.item("team_formed", world.ward).rid, ItemState.DONE)
    world.page.bar.set_show(Show.MISSING)
    assert [row.team.name for row in world.page.model.rows] == ["Osasto 4"]
    assert "team_formed" not in [column.key for column in world.page.model.items]
    rest = store.items(world.ws.read, world.run, world.ward)
    service.set_states(world.ws, [item.rid for item in rest], ItemState.NOT_APPLICABLE)
    assert world.page.model.rows == []
    assert world.page.stack.currentWidget() is not world.page.matrix.parentWidget()
    world.page.bar.show_everything()
    assert len(world.page.model.rows) == 2


def test_items_added_by_a_team_have_one_column(world: World) -> None:
    service.add_item(world.ws, world.run, world.ward, "Kutsu mukaan")
    model = world.page.model
    assert model.columnCount() == 16
    assert model.index(1, 13).data() == "0/1"
    assert model.index(0, 13).data() == ""
    gone = world.item("team_formed", world.ward)
    service.delete_item(world.ws, gone.rid)
    cell = model.index(1, 1)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Osasto 4: not on the list"


def test_a_dozen_items_fit_a_small_window(world: World) -> None:
    world.page.window().resize(1024, 640)
    QTest.qWait(0)
    bar = world.page.matrix.horizontalScrollBar()
    assert world.page.width() <= 800
    assert bar.maximum() == 0


def test_an_item_can_be_gone_to(world: World) -> None:
    item = world.item("meeting_times", world.ward)
    world.page.open_target(Target("prework", "checklist_item", item.rid))
    assert world.page.current_target() == Target("prework", "checklist_item", item.rid)


def test_the_call_list_names_its_run(world: World) -> None:
    gone: list[Target] = []
    world.page.context = world.page.context._replace(navigate=gone.append)
    QTest.mouseClick(world.page.call_list, Qt.MouseButton.LeftButton)
    QTest.mouseClick(world.page.print, Qt.MouseButton.LeftButton)
    assert [target.page for target in gone] == ["print", "print"]
    assert gone[0].extra == {"handout": "call_list", "run": str(world.run)}
    assert gone[1].extra == {"handout": "readiness", "run": str(world.run)}


def test_without_a_run_the_page_says_what_to_do(ws: Workspace, opened: Opener) -> None:
    page = opened(PreworkPage)
    assert isinstance(page, PreworkPage)
    assert page.call_list.isHidden()
    start_run(ws, add_teams(ws, "Osasto 4"))
    assert not page.call_list.isHidden()
    assert len(page.model.rows) == 1


def test_a_run_whose_template_is_gone_is_still_shown(ws: Workspace, tmp_path: Path) -> None:
    run = start_run(ws, add_teams(ws, "Osasto 4"))
    found = programme_store.place(ws.read, cohort_of(ws, run))
    assert found is not None
    texts = RunTexts(found, None, ())
    item = store.items_of_run(ws.read, run)[programme_store.teams_of_run(ws.read, run)[0]][5]
    assert texts.title(item) == "risk_assessment"
    assert texts.standing(item) == "Not started"
    assert texts.spoken(item, TODAY) == "risk_assessment: not started"
