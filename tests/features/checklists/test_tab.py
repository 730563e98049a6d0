"""The tab Pre-work of the team page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coachdesk.features.checklists import store
from coachdesk.features.checklists.model import Item, ItemState
from coachdesk.features.checklists.tab import ChecklistTab
from coachdesk.features.programmes import service as programmes
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.shell import Shell
from tests.helpers.coaching import add_teams, cohort_of, context_of, item_of, start_run

PLAIN = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


class World:
    """The tab of one team, following changes."""

    def __init__(self, ws: Workspace, shell: Shell, bot: QtBot, *, joined: bool) -> None:
        self.ws = ws
        (self.team,) = add_teams(ws, "Osasto 4")
        self.run = start_run(ws, [self.team] if joined else [])
        self.tab = ChecklistTab(context_of(shell, ws), self.team)
        ws.subscribe(self.tab.on_change)
        bot.addWidget(self.tab)
        self.tab.resize(1000, 600)
        with bot.waitExposed(self.tab):
            self.tab.show()

    def items(self) -> list[Item]:
        return store.items(self.ws.read, self.run, self.team)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.tab.table, key, modifier)


@pytest.fixture
def shell(tmp_path: Path, qtbot: QtBot) -> Iterator[Shell]:
    made = Shell(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    yield made
    made.drafts.flush_all()


@pytest.fixture
def world(ws: Workspace, shell: Shell, qtbot: QtBot) -> World:
    return World(ws, shell, qtbot, joined=True)


def test_the_line_tells_the_progress(world: World) -> None:
    assert world.tab.summary.text() == "0 of 12 done"
    world.press(Qt.Key.Key_3)
    assert world.tab.summary.text() == "1 of 12 done"
    assert world.tab.bar.value() == 1


def test_space_and_digits_change_the_selected_rows(world: World) -> None:
    world.press(Qt.Key.Key_Space)
    assert world.items()[0].state is ItemState.IN_PROGRESS
    world.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    world.press(Qt.Key.Key_N)
    assert [i.state for i in world.items()[:3]] == [
        ItemState.NOT_APPLICABLE, ItemState.NOT_APPLICABLE, ItemState.NOT_STARTED,
    ]  # fmt: skip


def test_a_typed_line_adds_an_item_at_the_end(world: World) -> None:
    QTest.keyClicks(world.tab.add_row, "Kutsu mukaan")
    QTest.keyClick(world.tab.add_row, Qt.Key.Key_Return)
    assert world.items()[-1].title == "Kutsu mukaan"
    assert world.tab.add_row.text() == ""
    QTest.keyClicks(world.tab.add_row, "x" * 600)
    QTest.keyClick(world.tab.add_row, Qt.Key.Key_Return)
    assert len(world.items()) == 13
    assert len(world.tab.add_row.text()) == 600


def test_alt_and_arrows_move_a_row_and_stop_at_the_ends(world: World) -> None:
    first, second, third = (item.rid for item in world.items()[:3])
    world.press(Qt.Key.Key_Up, ALT)
    world.press(Qt.Key.Key_Down, ALT)
    assert [item.rid for item in world.items()[:3]] == [second, first, third]
    assert world.tab.table.current().rid == first
    world.press(Qt.Key.Key_Down, ALT)
    world.press(Qt.Key.Key_Up, ALT)
    assert [item.rid for item in world.items()[:3]] == [second, first, third]


def test_a_dropped_row_stands_where_it_was_let_go(world: World) -> None:
    table, before = world.tab.table, [item.rid for item in world.items()]
    table.setFixedHeight(1200)
    table.selectRow(0)
    assert table.indexAt(QPointF(20, 1100).toPoint()).row() == -1
    event = QDropEvent(
        QPointF(20, 1100), Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    table.dropEvent(event)
    assert [item.rid for item in world.items()] == [*before[1:], before[0]]


def test_cells_are_edited_in_place(world: World) -> None:
    model = world.tab.model
    assert model.setData(model.index(0, 1), "Porukka koolla")
    assert model.setData(model.index(0, 2), "Anna")
    assert model.setData(model.index(0, 3), "24.12.2026")
    item = world.items()[0]
    assert (item.title, item.who, str(item.due.on)) == ("Porukka koolla", "Anna", "2026-12-24")
    assert model.setData(model.index(0, 3), "31.11.2026")
    assert str(world.items()[0].due.on) == "2026-12-24"


def test_del_removes_with_a_way_back(world: World) -> None:
    world.press(Qt.Key.Key_Delete)
    assert len(world.items()) == 11
    world.ws.undo()
    assert len(world.tab.model.records) == 12


def test_the_advice_of_the_template_is_at_hand(world: World) -> None:
    world.tab.table.select(item_of(world.ws, world.run, world.team, "workplace_survey").rid)
    assert world.tab.pane.help.text().startswith("Occupational health makes it")
    QTest.keyClicks(world.tab.add_row, "Oma")
    QTest.keyClick(world.tab.add_row, Qt.Key.Key_Return)
    world.tab.table.selectRow(12)
    assert world.tab.pane.help.isHidden()


def test_a_team_in_no_run_joins_in_one_step(ws: Workspace, shell: Shell, qtbot: QtBot) -> None:
    world = World(ws, shell, qtbot, joined=False)
    (join,) = [b for b in world.tab.findChildren(QPushButton) if b.text().startswith("Join Vetoa")]
    QTest.mouseClick(join, Qt.MouseButton.LeftButton)
    assert world.tab.stack.currentIndex() == 0
    ws.undo()
    assert world.tab.stack.currentIndex() == 1


def test_leaving_the_run_empties_the_tab_and_coming_back_fills_it(world: World) -> None:
    world.press(Qt.Key.Key_3)
    programmes.remove_teams(world.ws, cohort_of(world.ws, world.run), [world.team])
    assert world.tab.stack.currentIndex() == 1
    programmes.add_teams(world.ws, cohort_of(world.ws, world.run), [world.team])
    assert world.tab.stack.currentIndex() == 0
    assert world.tab.summary.text() == "1 of 12 done"
