"""A team's tasks by their real widgets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.tasks import service
from coachdesk.features.tasks.board import TaskBoard
from coachdesk.features.tasks.model import TaskState
from coachdesk.features.tasks.tab import TasksTab
from coachdesk.kernel.settings import Settings
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import set_language
from coachdesk.ui.shell import Shell
from coachdesk.ui.theme import THEME
from tests.features.tasks.home import WORKSHOP_2, Home
from tests.features.tasks.windows import make_context
from tests.helpers.workspaces import TODAY


@pytest.fixture
def tab(home: Home, tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[TasksTab]:
    THEME.apply(qapp, "light")
    set_language("en")
    shell = Shell(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(shell)
    found = TasksTab(make_context(shell, home.ws), home.ward)
    qtbot.addWidget(found)
    unsubscribe = home.ws.subscribe(found.on_change)
    with qtbot.waitExposed(found):
        found.show()
    yield found
    unsubscribe()


def titles(board: TaskBoard) -> list[str]:
    return [task.title for task in board.model.records]


def test_before_the_next_workshop_and_later(tab: TasksTab, home: Home) -> None:
    add = service.add_task
    add(home.ws, "Myöhässä", home.ward, due=Due(DueKind.DATE, TODAY.replace(day=1)))
    add(home.ws, "Työpajaan", home.ward, due=home.before("workshop_2", 7))
    add(home.ws, "Joskus", home.ward)
    add(home.ws, "Työpajan jälkeen", home.ward, due=home.before("workshop_2", -5))
    add(home.ws, "Kolmanteen", home.ward, due=home.before("workshop_3"))
    add(home.ws, "Muiden", home.care)
    done = add(home.ws, "Valmis", home.ward, due=Due(DueKind.DATE, WORKSHOP_2))
    service.set_state(home.ws, [done], TaskState.DONE)
    tab.refresh()
    assert titles(tab.soon) == ["Myöhässä", "Työpajaan", "Joskus", "Valmis"]
    assert titles(tab.others) == ["Työpajan jälkeen", "Kolmanteen"]


def test_ticking_strikes_out_and_stays(tab: TasksTab, home: Home, qtbot: QtBot) -> None:
    first = service.add_task(home.ws, "Runko", home.ward, due=home.before("workshop_2"))
    service.add_task(home.ws, "Kysely", home.ward)
    tab.focus_default()
    QTest.keyClick(tab.soon.table, Qt.Key.Key_Space)
    assert home.task(first).state is TaskState.DONE
    assert titles(tab.soon) == ["Runko", "Kysely"]
    home.ws.undo()
    assert home.task(first).state is TaskState.OPEN
    assert tab.soon.model.records[0].state is TaskState.OPEN


def test_a_line_adds_for_this_team(tab: TasksTab, home: Home, qtbot: QtBot) -> None:
    tab.focus_default()
    tab.add_row.field.setText("Kerää mittari @pekka")
    QTest.keyClick(tab.add_row.field, Qt.Key.Key_Return)
    (task,) = tab.soon.model.records
    assert (task.title, task.team_rid, task.who.name) == ("Kerää mittari", home.ward, "Pekka Aho")
    assert task.phase_key == "gap_1"


def test_a_changed_due_date_moves_only_when_shown_anew(tab: TasksTab, home: Home) -> None:
    rid = service.add_task(home.ws, "Runko", home.ward)
    service.set_due(home.ws, [rid], home.before("workshop_3"))
    assert (titles(tab.soon), titles(tab.others)) == (["Runko"], [])
    tab.refresh()
    assert (titles(tab.soon), titles(tab.others)) == ([], ["Runko"])
    tab.open_target(Target("teams", "task", rid))
    assert tab.others.table.current().rid == rid
