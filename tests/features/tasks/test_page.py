"""The task page by its real widgets, in a real window over a real file."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.tasks import service, store
from coachdesk.features.tasks.bulk import AskPopup
from coachdesk.features.tasks.model import TaskState, View, Who, WhoKind
from coachdesk.features.tasks.page import TasksPage
from coachdesk.features.tasks.table import PAGE, Cell
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import set_language
from coachdesk.ui.notices import Notice
from coachdesk.ui.shell import Shell
from coachdesk.ui.theme import THEME
from tests.features.tasks.home import WORKSHOP_2, Home, fill
from tests.features.tasks.windows import tasks_window
from tests.helpers.workspaces import TODAY

DAY = dt.timedelta(days=1)
POPUPS = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    THEME.apply(qapp, "light")
    set_language("en")


@pytest.fixture
def shell(ws: Workspace, home: Home, tmp_path: Path, qtbot: QtBot) -> Iterator[Shell]:
    del home
    window = tasks_window(ws, tmp_path)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close_workspace()


@pytest.fixture
def page(shell: Shell) -> TasksPage:
    assert shell.frame is not None
    found = shell.frame.page
    assert isinstance(found, TasksPage)
    return found


def type_text(widget: QWidget, text: str) -> None:
    for letter in text:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def type_line(page: TasksPage, qtbot: QtBot, text: str) -> None:
    page.add_row.setFocus()
    type_text(page.add_row.field, text)
    QTest.keyClick(page.add_row.field, Qt.Key.Key_Return)


def shown(page: TasksPage) -> list[str]:
    return [task.title for task in page.board.model.records]


def on_task(page: TasksPage, rid: int, cell: Cell = Cell.TITLE) -> QWidget:
    page.refresh()
    page.board.table.select(rid)
    page.board.table.choose(cell)
    page.board.table.setFocus()
    return page.board.table


def editor(page: TasksPage) -> QLineEdit:
    fields = page.board.table.viewport().findChildren(QLineEdit)
    found = [field for field in fields if field.isVisible()]
    assert len(found) == 1
    return found[0]


def choose_team(page: TasksPage, rid: int) -> None:
    page.team_filter.setCurrentIndex(page.team_filter.findData(rid))


@POPUPS
def test_a_line_and_enter_add_a_task(page: TasksPage, home: Home, qtbot: QtBot) -> None:
    choose_team(page, home.ward)
    page.add_row.setFocus()
    type_text(page.add_row.field, "Soita äidille @Anna 24.11.")
    assert page.add_row.preview.text() == "Tue 24 Nov · Anna Virtanen · Osasto 4"
    QTest.keyClick(page.add_row.field, Qt.Key.Key_Return)
    assert shown(page) == ["Soita äidille"]
    task = page.board.model.records[0]
    assert task.who == Who(WhoKind.MEMBER, home.anna.rid, "Anna Virtanen")
    assert task.due.on == dt.date(2026, 11, 24)
    assert task.team_rid == home.ward
    assert page.add_row.field.text() == ""
    assert page.add_row.field.hasFocus()


def test_a_day_that_is_none_is_said_and_a_second_enter_adds(page: TasksPage, qtbot: QtBot) -> None:
    type_line(page, qtbot, "Raportti 31.11.")
    assert "no day 31" in page.add_row.preview.text()
    assert page.add_row.field.text() == "Raportti 31.11."
    assert shown(page) == []
    QTest.keyClick(page.add_row.field, Qt.Key.Key_Return)
    assert shown(page) == ["Raportti 31.11."]


@pytest.mark.parametrize("line", ["🙂 שלום Привет", "=1+1 @cmd", "ŧ" * 500])
def test_odd_lines_become_tasks(page: TasksPage, qtbot: QtBot, line: str) -> None:
    page.add_row.field.setText(line)
    QTest.keyClick(page.add_row.field, Qt.Key.Key_Return)
    assert len(shown(page)) == 1
    page.grab()


def test_an_endless_line_is_refused_and_kept(page: TasksPage, qtbot: QtBot) -> None:
    page.add_row.field.setText("x" * 10_000)
    QTest.keyClick(page.add_row.field, Qt.Key.Key_Return)
    assert shown(page) == []
    assert "10000" in page.add_row.preview.text()
    assert len(page.add_row.field.text()) == 10_000


@POPUPS
def test_names_are_offered_behind_at(page: TasksPage, home: Home, qtbot: QtBot) -> None:
    choose_team(page, home.ward)
    page.add_row.setFocus()
    type_text(page.add_row.field, "Soita @pe")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert page.add_row.field.text() == "Soita @Pekka Aho "


def test_space_ticks_and_the_task_stays_until_the_view_is_left(
    page: TasksPage, home: Home, qtbot: QtBot
) -> None:
    first = service.add_task(home.ws, "Runko", due=Due(DueKind.DATE, TODAY))
    service.add_task(home.ws, "Kysely")
    table = on_task(page, first)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert home.task(first).state is TaskState.DONE
    assert shown(page) == ["Runko", "Kysely"]
    assert page.board.table.current().rid == first
    qtbot.waitUntil(lambda: page.views.tabText(0) == "Unfinished 1")
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert home.task(first).state is TaskState.OPEN
    QTest.keyClick(table, Qt.Key.Key_Space)
    page.views.setCurrentIndex(3)
    page.views.setCurrentIndex(0)
    assert shown(page) == ["Kysely"]


def test_undo_takes_the_tick_back(page: TasksPage, shell: Shell, home: Home, qtbot: QtBot) -> None:
    rid = service.add_task(home.ws, "Runko")
    QTest.keyClick(on_task(page, rid), Qt.Key.Key_Space)
    QTest.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert home.task(rid).state is TaskState.OPEN
    assert page.board.model.records[0].state is TaskState.OPEN


def test_del_deletes_with_a_way_back(page: TasksPage, home: Home, qtbot: QtBot) -> None:
    rids = [service.add_task(home.ws, f"Tehtävä {i}") for i in range(3)]
    notices: list[Notice] = []
    page.context.notices.notice_raised.connect(notices.append)
    table = on_task(page, rids[0])
    page.board.table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert shown(page) == []
    (notice,) = notices
    assert notice.undo is not None
    notice.undo()
    assert len(shown(page)) == 3


def test_title_and_remark_are_edited_in_place(page: TasksPage, home: Home, qtbot: QtBot) -> None:
    rid = service.add_task(home.ws, "Runko")
    table = on_task(page, rid)
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor(page).setText("Raportin runko")
    QTest.keyClick(editor(page), Qt.Key.Key_Return)
    assert home.task(rid).title == "Raportin runko"
    qtbot.waitUntil(table.hasFocus)
    QTest.keyClick(table, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    editor(page).setText("iltavuorossa")
    QTest.keyClick(editor(page), Qt.Key.Key_Return)
    assert home.task(rid).remark == "iltavuorossa"
    assert home.task(rid).title == "Raportin runko"


def test_escape_leaves_the_title(page: TasksPage, home: Home, qtbot: QtBot) -> None:
    rid = service.add_task(home.ws, "Runko")
    QTest.keyClick(on_task(page, rid), Qt.Key.Key_Return)
    editor(page).setText("Muu")
    QTest.keyClick(editor(page), Qt.Key.Key_Escape)
    assert home.task(rid).title == "Runko"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("27.11.", Due(DueKind.DATE, dt.date(2026, 11, 27))),
        ("vko 49", Due(DueKind.DATE, dt.date(2026, 12, 4))),
        ("", Due()),
    ],
)
def test_typed_due_dates(page: TasksPage, home: Home, qtbot: QtBot, text: str, due: Due) -> None:
    rid = service.add_task(home.ws, "Runko", home.ward, due=Due(DueKind.DATE, TODAY))
    QTest.keyClick(on_task(page, rid, Cell.DUE), Qt.Key.Key_Return)
    editor(page).setText(text)
    QTest.keyClick(editor(page), Qt.Key.Key_Return)
    assert home.task(rid).due == due


def test_a_due_date_before_a_workshop_is_offered(page: TasksPage, home: Home, qtbot: QtBot) -> None:
    rid = service.add_task(home.ws, "Runko", home.ward)
    QTest.keyClick(on_task(page, rid, Cell.DUE), Qt.Key.Key_F2)
    completer = editor(page).completer()
    assert completer is not None
    completer.setCompletionPrefix("work")
    offers = [completer.completionModel().index(i, 0).data() for i in range(2)]
    assert offers == ["before Workshop 2 · Thu 3 Dec", "before Workshop 3"]
    editor(page).setText("Before workshop 2")
    QTest.keyClick(editor(page), Qt.Key.Key_Return)
    due = home.task(rid).due
    assert (due.kind, due.event_key, due.on) == (DueKind.BEFORE_EVENT, "workshop_2", WORKSHOP_2)


def test_a_wrong_due_date_keeps_the_field_open(page: TasksPage, home: Home, qtbot: QtBot) -> None:
    rid = service.add_task(home.ws, "Runko", due=Due(DueKind.DATE, TODAY))
    notices: list[Notice] = []
    page.context.notices.notice_raised.connect(notices.append)
    QTest.keyClick(on_task(page, rid, Cell.DUE), Qt.Key.Key_F2)
    editor(page).setText("31.11.")
    QTest.keyClick(editor(page), Qt.Key.Key_Return)
    assert [notice.problem for notice in notices] == [True]
    assert editor(page).text() == "31.11."
    assert home.task(rid).due.on == TODAY


@pytest.mark.parametrize(
    ("text", "kind"),
    [("anna", WhoKind.MEMBER), ("me", WhoKind.COACH), ("johtoryhmä", WhoKind.OTHER)],
)
def test_typed_people(page: TasksPage, home: Home, qtbot: QtBot, text: str, kind: WhoKind) -> None:
    rid = service.add_task(home.ws, "Runko", home.ward)
    QTest.keyClick(on_task(page, rid, Cell.WHO), Qt.Key.Key_Return)
    editor(page).setText(text)
    QTest.keyClick(editor(page), Qt.Key.Key_Return)
    assert home.task(rid).who.kind is kind


@POPUPS
def test_the_selection_changes_in_one_step(page: TasksPage, home: Home, qtbot: QtBot) -> None:
    rids = [service.add_task(home.ws, f"Tehtävä {i}", home.ward) for i in range(4)]
    page.refresh()
    assert not page.board.bar.isVisible()
    page.board.table.selectAll()
    assert page.board.bar.isVisible()
    page.board.ask_due()
    (popup,) = page.board.findChildren(AskPopup)
    popup.field.setText("31.11.")
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert popup.problem.text()
    popup.field.setText("before workshop 2")
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert {home.task(rid).due.on for rid in rids} == {WORKSHOP_2}
    home.ws.undo()
    assert {home.task(rid).due.on for rid in rids} == {None}


def test_filters_follow_typing(page: TasksPage, home: Home, qtbot: QtBot) -> None:
    service.add_task(home.ws, "Työpaikkaselvitys", home.ward)
    service.add_task(home.ws, "Kysely", home.care)
    page.refresh()
    type_text(page.search, "selv")
    assert shown(page) == ["Työpaikkaselvitys"]
    type_text(page.search, "x")
    assert shown(page) == []
    assert not page.board.isVisible()
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(shown(page)) == 2
    assert page.board.isVisible()
    choose_team(page, home.care)
    assert shown(page) == ["Kysely"]
    page.search.setText("\x00\u202e" + "y" * 10_000)
    assert shown(page) == []


def test_what_is_added_in_mine_is_mine(page: TasksPage, home: Home, qtbot: QtBot) -> None:
    page.views.setCurrentIndex(1)
    type_line(page, qtbot, "Lupasin soittaa")
    assert shown(page) == ["Lupasin soittaa"]
    assert home.titles(View.MINE) == ["Lupasin soittaa"]


def test_what_is_added_elsewhere_is_seen_too(page: TasksPage, home: Home, qtbot: QtBot) -> None:
    page.views.setCurrentIndex(2)
    type_line(page, qtbot, "Ei myöhässä")
    assert shown(page) == ["Ei myöhässä"]


def test_a_task_from_elsewhere_is_brought_into_sight(
    page: TasksPage, shell: Shell, home: Home
) -> None:
    rid = service.add_task(home.ws, "Valmis", home.ward)
    service.set_state(home.ws, [rid], TaskState.DONE)
    page.refresh()
    assert shown(page) == []
    shell.navigate(Target("tasks", "task", rid))
    assert page.board.table.current().rid == rid


def test_the_state_comes_back(page: TasksPage, home: Home) -> None:
    rid = service.add_task(home.ws, "Kysely", home.care, due=Due(DueKind.DATE, TODAY - DAY))
    page.restore({"view": "late", "team": str(home.care), "phase": "gap_1", "text": "kys",
                  "task": str(rid)})  # fmt: skip
    assert shown(page) == ["Kysely"]
    state = page.state()
    page.restore({})
    page.restore(state)
    assert page.state() == state


def test_ten_thousand_tasks_are_read_by_the_page(page: TasksPage, home: Home) -> None:
    fill(home.ws, 10_000, home.ward)
    page.views.setCurrentIndex(3)
    assert len(shown(page)) == PAGE
    model = page.board.model
    model.fetchMore(model.index(-1, -1))
    assert len(set(shown(page))) == 2 * PAGE
    wanted = store.tasks(home.ws.read, page._wanted, TODAY, 2 * PAGE)
    assert [task.rid for task in model.records] == [task.rid for task in wanted]


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640), (700, 500)])
def test_the_title_keeps_room(
    page: TasksPage, shell: Shell, home: Home, size: tuple[int, int], qtbot: QtBot
) -> None:
    service.add_task(home.ws, "Runko", home.ward)
    shell.resize(*size)
    table = page.board.table
    qtbot.waitUntil(lambda: table.columnWidth(Cell.TITLE) >= 150)
    assert not table.horizontalScrollBar().isVisible()


def test_what_is_read_is_painted(page: TasksPage, home: Home, qapp: QApplication) -> None:
    def picture() -> bytes:
        image = page.board.table.viewport().grab().toImage()
        return bytes(image.constBits())

    rid = service.add_task(home.ws, "Runko", home.ward)
    page.refresh()
    pictures = [picture()]
    service.rename_task(home.ws, rid, "Kysely")
    pictures.append(picture())
    service.set_state(home.ws, [rid], TaskState.DONE)
    pictures.append(picture())
    page.board.table.selectAll()
    pictures.append(picture())
    THEME.apply(qapp, "dark")
    pictures.append(picture())
    assert len(set(pictures)) == 5


def test_what_a_screen_reader_hears(page: TasksPage, home: Home) -> None:
    rid = service.add_task(home.ws, "Runko", home.ward, due=Due(DueKind.DATE, TODAY - 2 * DAY))
    service.set_state(home.ws, [rid], TaskState.IN_PROGRESS)
    page.refresh()
    model = page.board.model
    said = [model.index(0, cell).data(Qt.ItemDataRole.AccessibleTextRole) for cell in Cell]
    assert said == [
        "In progress", "Runko", "Osasto 4", "", "Fri 20 Nov · late", "Gap 1", "Typed here",
    ]  # fmt: skip
    boxes = model.index(0, Cell.TICK).data(Qt.ItemDataRole.CheckStateRole)
    assert boxes == Qt.CheckState.PartiallyChecked


def test_the_page_is_about_the_team_in_hand(page: TasksPage, home: Home) -> None:
    rid = service.add_task(home.ws, "For one team", home.ward)
    page.refresh()
    assert page.subject() == Target("teams", "team")
    page.board.table.select(rid)
    assert page.subject() == Target("teams", "team", home.ward)
    choose_team(page, home.care)
    assert page.subject() == Target("teams", "team", home.care)
