"""The page Agenda in a real window: by keys, by the mouse, by typing."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.features.agendas import service, store
from coachdesk.features.agendas.model import Contents
from coachdesk.features.agendas.page import AgendaPage
from coachdesk.features.agendas.plan_table import LENGTH, REMARK, SEEN, START, TITLE
from coachdesk.features.agendas.plan_view import typed_block
from coachdesk.features.printing import offered
from coachdesk.features.printing.page import PrintPage
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.model import Event
from coachdesk.handouts import agenda
from coachdesk.kernel.database import delete
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.shell import Shell
from tests.features.agendas.plans import workshop
from tests.helpers.coaching import add_teams, event_of, start_run, window
from tests.helpers.shown import bring_up

NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def event(ws: Workspace) -> Event:
    return workshop(ws, "Ward 4", "Home care", "Family team", "Wards 2 and 3", "Rescue")


@pytest.fixture(autouse=True)
def offers() -> Iterator[None]:
    before = list(offered.HANDOUTS), list(offered.SUBJECTS)
    offered.HANDOUTS[:] = [agenda.HANDOUT, agenda.FOR_COACHES]
    offered.SUBJECTS[:] = [agenda.SUBJECT]
    yield
    offered.HANDOUTS[:], offered.SUBJECTS[:] = before


@pytest.fixture
def shell(ws: Workspace, event: Event, tmp_path: Path, qtbot: QtBot) -> Iterator[Shell]:
    found = window(ws, tmp_path, (AgendaPage, PrintPage))
    bring_up(found, qtbot)
    yield found
    found.close_workspace()


@pytest.fixture
def page(shell: Shell) -> AgendaPage:
    assert shell.frame is not None
    found = shell.frame.page
    assert isinstance(found, AgendaPage)
    return found


@pytest.fixture
def plan(ws: Workspace, event: Event, page: AgendaPage) -> list[int]:
    """Four blocks: One, Two, Three of half an hour, and Lunch at 11."""
    day = service.make_empty(ws, event.rid, 1, "en")
    rids = [service.add_block(ws, day, Contents(t, 30)) for t in ("One", "Two", "Three", "Lunch")]
    service.change_block(ws, rids[3], {"fixed_at": dt.time(11, 0)})
    page.view.table.choose([rids[0]])
    page.view.table.setFocus()
    return rids


def _column(page: AgendaPage, column: int) -> list[str]:
    model = page.view.table.lines
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def _press(
    qtbot: QtBot, widget: QWidget, *keys: Qt.Key, mod: Qt.KeyboardModifier = NO_KEYS
) -> None:
    for key in keys:
        QTest.keyClick(widget, key, mod)


def _field(page: AgendaPage, name: str) -> QLineEdit:
    field = page.beside.form.findChild(QLineEdit, name)
    assert isinstance(field, QLineEdit)
    return field


def test_without_a_programme_the_page_says_where_to_begin(
    tmp_path: Path, qtbot: QtBot, ws: Workspace
) -> None:
    shell = window(ws, tmp_path, (AgendaPage,))
    bring_up(shell, qtbot)
    assert shell.frame is not None
    page = shell.frame.page
    assert isinstance(page, AgendaPage)
    assert page._body.currentWidget() is page._empty
    assert not page.coach_button.isVisible()
    shell.close_workspace()


def test_a_day_is_made_from_the_programme_in_a_language(
    page: AgendaPage, ws: Workspace, event: Event, qtbot: QtBot
) -> None:
    assert page.workshop is not None
    assert page.workshop.event.rid == event.rid
    assert page.start.programme_button.hasFocus()
    page.start.language.show_language("fi")
    _press(qtbot, page.start.programme_button, Qt.Key.Key_Space)
    assert [day.day for day in store.days(ws.read, event.rid)] == [1, 2]
    assert _column(page, START)[0] == "08:30"
    assert _column(page, TITLE)[0] == "Tilan valmistelu"
    assert page.view.table.hasFocus()
    ws.undo()
    assert page._body.currentWidget() is page.start


def test_plus_and_minus_change_the_length_and_all_after_it_moves(
    page: AgendaPage, plan: list[int], ws: Workspace, qtbot: QtBot
) -> None:
    assert _column(page, START) == ["09:00", "09:30", "10:00", "11:00"]
    assert _column(page, REMARK)[3] == "● 30 min free"
    assert page.view.bar.fit.text() == "● 30 min free"
    _press(qtbot, page.view.table, Qt.Key.Key_Minus, Qt.Key.Key_Minus)
    assert _column(page, LENGTH)[0] == "20 min"
    assert _column(page, START) == ["09:00", "09:20", "09:50", "11:00"]
    _press(qtbot, page.view.table, *[Qt.Key.Key_Plus] * 10)
    assert _column(page, START)[1:3] == ["10:10", "10:40"]
    assert _column(page, REMARK)[3] == "▲ 10 min over"
    assert page.view.bar.fit.text() == "▲ 10 min over at a fixed time"
    index = page.view.table.lines.index(3, REMARK)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "10 min too late before this"
    ws.undo()
    assert _column(page, LENGTH)[0] == "30 min"


def test_alt_and_arrows_move_several_and_keep_them_selected(
    page: AgendaPage, plan: list[int], ws: Workspace, qtbot: QtBot
) -> None:
    table, alt = page.view.table, Qt.KeyboardModifier.AltModifier
    _press(qtbot, table, Qt.Key.Key_Down, mod=Qt.KeyboardModifier.ShiftModifier)
    _press(qtbot, table, Qt.Key.Key_Down, mod=alt)
    assert _column(page, TITLE) == ["Three", "One", "Two", "Lunch"]
    assert [block.title for block in table.in_hand()] == ["One", "Two"]
    _press(qtbot, table, Qt.Key.Key_Up, mod=alt)
    assert _column(page, TITLE) == ["One", "Two", "Three", "Lunch"]


def test_blocks_are_dragged_between_others(page: AgendaPage, plan: list[int], qtbot: QtBot) -> None:
    table = page.view.table
    lines = table.lines
    data = lines.mimeData([lines.index(0, column) for column in (START, TITLE)])
    move, nowhere = Qt.DropAction.MoveAction, QModelIndex()
    assert table.dragDropMode() is QAbstractItemView.DragDropMode.InternalMove
    assert lines.canDropMimeData(data, move, 3, 0, nowhere)
    lines.dropMimeData(data, move, 3, 0, nowhere)  # Qt takes drops only from a real drag
    qtbot.waitUntil(lambda: _column(page, TITLE) == ["Two", "Three", "One", "Lunch"])
    assert [block.rid for block in table.in_hand()] == [plan[0]]
    lines.dropMimeData(data, move, -1, -1, lines.index(0, 0))
    qtbot.waitUntil(lambda: _column(page, TITLE) == ["One", "Two", "Three", "Lunch"])
    lines.dropMimeData(data, move, -1, -1, nowhere)
    qtbot.waitUntil(lambda: _column(page, TITLE) == ["Two", "Three", "Lunch", "One"])
    assert not lines.dropMimeData(QMimeData(), move, 0, 0, nowhere)


def test_del_removes_with_a_way_back(
    page: AgendaPage, plan: list[int], shell: Shell, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(shell.notices.notice_raised) as raised:
        _press(qtbot, page.view.table, Qt.Key.Key_Delete)
    assert _column(page, TITLE) == ["Two", "Three", "Lunch"]
    assert page.view.table.in_hand()[0].title == "Two"
    assert raised.args is not None
    raised.args[0].undo()
    assert _column(page, TITLE) == ["One", "Two", "Three", "Lunch"]


@pytest.mark.parametrize(
    ("column", "typed", "shown"),
    [(TITLE, "Walk", "Walk"), (LENGTH, "1 h 15", "75 min"), (START, "9.40", "09:40")],
)
def test_f2_types_into_the_cell(
    page: AgendaPage, plan: list[int], qtbot: QtBot, column: int, typed: str, shown: str
) -> None:
    table = page.view.table
    table.setCurrentIndex(table.lines.index(1, column))
    _press(qtbot, table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText(typed)
    _press(qtbot, editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _column(page, column)[1] == shown)


def test_what_is_no_length_is_told_and_nothing_changes(
    page: AgendaPage, plan: list[int], shell: Shell, qtbot: QtBot
) -> None:
    model = page.view.table.lines
    with qtbot.waitSignal(shell.notices.notice_raised) as raised:
        model.setData(model.index(0, LENGTH), "soon")
    assert raised.args is not None
    assert raised.args[0].problem
    assert _column(page, LENGTH)[0] == "30 min"


def test_an_emptied_start_is_fixed_no_longer(page: AgendaPage, plan: list[int]) -> None:
    model = page.view.table.lines
    said = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(3, START).data(said) == "11:00, fixed"
    model.setData(model.index(3, START), "")
    assert _column(page, START)[3] == "10:30"
    assert _column(page, REMARK)[3] == ""


def test_space_hides_a_block_from_participants(
    page: AgendaPage, plan: list[int], ws: Workspace, qtbot: QtBot
) -> None:
    _press(qtbot, page.view.table, Qt.Key.Key_Space)
    assert store.blocks(ws.read, page.verbs.day_rid or 0)[0].coach_only
    assert not page.beside.form.seen.isChecked()
    page.beside.form.seen.click()
    assert not store.blocks(ws.read, page.verbs.day_rid or 0)[0].coach_only
    index = page.view.table.lines.index(0, SEEN)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "participants see it"


def test_ins_adds_from_the_library_behind_the_block(
    page: AgendaPage, plan: list[int], qtbot: QtBot
) -> None:
    _press(qtbot, page.view.table, Qt.Key.Key_Insert)
    library = page.beside.library
    qtbot.waitUntil(library.search.hasFocus)
    QTest.keyClicks(library.search, "round of")
    assert library.list.count() == 1
    assert "50 min" in library.detail.text()  # ten minutes for each of five teams
    _press(qtbot, library.search, Qt.Key.Key_Return)
    assert _column(page, TITLE)[:3] == ["One", "Round of sharing: our experiments", "Two"]
    assert _column(page, REMARK)[1] == "5 × 10 min"
    _press(qtbot, library.search, Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert page.view.table.hasFocus()
    assert _field(page, "title").text() == "Round of sharing: our experiments"
    assert _field(page, "each").text() == "10"


def test_own_blocks_are_kept_offered_and_forgotten(
    page: AgendaPage, plan: list[int], ws: Workspace, qtbot: QtBot
) -> None:
    page.beside.form.keep.click()
    page.open_library()
    library = page.beside.library
    assert library.list.item(0).text() == "One"
    assert library.detail.text().startswith("30 min, own")
    library.take_button.click()
    assert _column(page, TITLE)[:2] == ["One", "One"]
    library.list.setCurrentRow(0)
    library.forget_button.click()
    assert store.own_blocks(ws.read) == []
    assert library.list.item(0).text() != "One"
    assert not library.forget_button.isVisible()


def test_the_form_stores_by_itself_and_the_times_follow(
    page: AgendaPage, plan: list[int], ws: Workspace, qtbot: QtBot
) -> None:
    page.view.table.opened.emit(page.view.table.current())
    title = _field(page, "title")
    assert title.hasFocus()
    QTest.keyClicks(title, "Walk")
    _press(qtbot, title, Qt.Key.Key_Return)
    assert _column(page, TITLE)[0] == "Walk"
    each = _field(page, "each")
    each.setFocus()
    QTest.keyClicks(each, "12")
    _press(qtbot, each, Qt.Key.Key_Return)
    assert _column(page, LENGTH)[0] == "60 min"
    assert _column(page, START)[1] == "10:00"
    goal = page.beside.form.findChild(QPlainTextEdit, "goal")
    assert isinstance(goal, QPlainTextEdit)
    goal.setFocus()
    QTest.keyClicks(goal, "See it")
    page.view.table.setFocus()
    assert store.blocks(ws.read, page.verbs.day_rid or 0)[0].goal == "See it"
    page.view.table.choose([plan[1]])
    assert _field(page, "title").text() == "Two"
    assert goal.toPlainText() == ""


def test_a_wrong_length_in_the_form_is_told_there(
    page: AgendaPage, plan: list[int], ws: Workspace, qtbot: QtBot
) -> None:
    length = _field(page, "minutes")
    length.setFocus()
    length.selectAll()
    QTest.keyClicks(length, "long")
    _press(qtbot, length, Qt.Key.Key_Return)
    assert "Type a length" in length.accessibleDescription()
    assert length.text() == "long"
    page.view.table.choose([plan[1]])
    assert length.text() == "30 min"
    assert [b.minutes for b in store.blocks(ws.read, page.verbs.day_rid or 0)] == [30] * 4


def test_a_block_is_added_by_typing(page: AgendaPage, plan: list[int], qtbot: QtBot) -> None:
    row = page.view.add_row
    row.setFocus()
    for text in ("Walk 1 h 15", "Talk"):
        QTest.keyClicks(row, text)
        _press(qtbot, row, Qt.Key.Key_Return)
    assert _column(page, TITLE)[:3] == ["One", "Walk", "Talk"]
    assert _column(page, LENGTH)[:3] == ["30 min", "75 min", "30 min"]


def test_start_and_end_of_the_day(page: AgendaPage, plan: list[int], qtbot: QtBot) -> None:
    bar = page.view.bar
    for field, text in ((bar.start, "8.30"), (bar.end, "11.15")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        _press(qtbot, field, Qt.Key.Key_Return)
    assert _column(page, START)[:2] == ["08:30", "09:00"]
    assert bar.fit.text() == "▲ 15 min past the end"
    assert bar.sums.text() == "until 11:30 · 3 h"
    bar.end.selectAll()
    _press(qtbot, bar.end, Qt.Key.Key_Delete, Qt.Key.Key_Return)
    assert bar.fit.text() == "● 1 h free"


def test_a_day_has_a_title_and_esc_leads_back_to_the_plan(
    page: AgendaPage, plan: list[int], ws: Workspace, event: Event, qtbot: QtBot
) -> None:
    title = page.view.bar.title
    title.setFocus()
    QTest.keyClicks(title, "Measures")
    _press(qtbot, title, Qt.Key.Key_Return)
    assert store.days(ws.read, event.rid)[0].title == "Measures"
    page.days.setCurrentIndex(1)
    page.start.empty_button.click()
    assert title.text() == ""
    page.open_day(event.rid, 1)
    assert title.text() == "Measures"
    page.view.table.choose([plan[1]])
    page.view.table.opened.emit(page.view.table.current())
    _press(qtbot, _field(page, "title"), Qt.Key.Key_Escape)
    assert page.view.table.hasFocus()


def test_a_day_must_begin_some_time_and_typing_is_one_step(
    page: AgendaPage, plan: list[int], ws: Workspace, shell: Shell, qtbot: QtBot
) -> None:
    start = page.view.bar.start
    start.setFocus()
    start.selectAll()
    _press(qtbot, start, Qt.Key.Key_Delete)
    with qtbot.waitSignal(shell.notices.notice_raised) as raised:
        _press(qtbot, start, Qt.Key.Key_Return)
    assert raised.args is not None
    assert raised.args[0].problem
    assert _column(page, START)[0] == "09:00"
    for text in ("1", "0"):
        QTest.keyClicks(start, text)
        shell.drafts.flush_all()
    assert start.text() == "10"
    assert _column(page, START)[0] == "10:00"
    page.view.table.setFocus()
    assert start.text() == "10:00"
    ws.undo()
    assert _column(page, START)[0] == "09:00"


def test_a_workshop_that_goes_leaves_the_page_usable(
    page: AgendaPage, plan: list[int], ws: Workspace, event: Event
) -> None:
    page.beside.form.focus_title()
    QTest.keyClicks(_field(page, "title"), "unsaved")
    with ws.change(msg("test", "Delete")) as db:
        delete(db, "event", event.rid)
    assert page.workshop is not None
    assert page.workshop.event.rid != event.rid
    assert page.verbs.day_rid is None
    ws.undo()
    page.open_day(event.rid, 1)
    assert _column(page, TITLE)[1:] == ["Two", "Three", "Lunch"]


def test_neighbours_with_a_room_run_side_by_side(
    page: AgendaPage, plan: list[int], ws: Workspace
) -> None:
    for rid, room in ((plan[0], "Hall"), (plan[1], "Room B")):
        service.change_block(ws, rid, {"track": room})
    assert _column(page, START)[:3] == ["09:00", "09:00", "09:30"]
    assert _column(page, TITLE)[1] == "    ┃ Room B · Two"


def test_a_day_is_copied_to_another_one(
    page: AgendaPage, plan: list[int], ws: Workspace, qtbot: QtBot
) -> None:
    page.copy_button.click()
    days = page.beside.free_days
    assert days.search.hasFocus()
    assert "Workshop 1 · Day 2" in days.list.item(0).text() or days.list.count() > 1
    QTest.keyClicks(days.search, "Workshop 1")
    _press(qtbot, days.search, Qt.Key.Key_Return)
    assert page.day_number == 2
    assert _column(page, TITLE) == ["One", "Two", "Three", "Lunch"]
    page.open_day(page.workshop.event.rid if page.workshop else 0, 1)
    assert page.view.table.lines.rowCount() == 4


def test_an_empty_day_takes_a_copy(
    page: AgendaPage, plan: list[int], ws: Workspace, qtbot: QtBot
) -> None:
    page.days.setCurrentIndex(1)
    assert page.start.sources.count() == 1
    page.start.copy_button.click()
    assert _column(page, TITLE) == ["One", "Two", "Three", "Lunch"]
    page.verbs.remove_day()
    assert page._body.currentWidget() is page.start


def test_an_empty_plan_begins_with_the_library(page: AgendaPage, qtbot: QtBot) -> None:
    page.start.empty_button.click()
    assert page.beside.currentWidget() is page.beside.library
    assert page.view.empty.isVisible()
    assert not page.view.bar.fit.isVisible()
    page.beside.library.take_button.click()
    assert page.view.table.lines.rowCount() == 1
    assert not page.view.empty.isVisible()


def test_a_day_of_26_hours_is_told_calmly(page: AgendaPage, plan: list[int], ws: Workspace) -> None:
    service.change_block(ws, plan[3], {"fixed_at": None})
    service.lengthen(ws, plan[:1], 1400)
    assert page.view.remark.text().startswith("The day lasts 25 h 20 min, more than a day")
    assert _column(page, START)[3] == "09:50 (+1)"


def test_other_workshops_can_be_chosen_and_opened_from_elsewhere(
    page: AgendaPage, plan: list[int], ws: Workspace
) -> None:
    other = event_of(ws, start_run(ws, [], "Another run"), "workshop_2")
    page.open_target(Target("agenda", "event", other.rid, {"day": "2"}))
    assert page.workshop is not None
    assert (page.workshop.event.rid, page.day_number) == (other.rid, 2)
    assert page.current_target() == Target("agenda", "event", other.rid, {"day": "2"})
    page.open_target(Target("agenda", "event", page.workshop.event.rid, {"day": "1", "block": "x"}))
    assert page.day_number == 1


def test_where_she_was_comes_back(page: AgendaPage, plan: list[int]) -> None:
    page.view.table.choose([plan[2]])
    state = page.state()
    page.view.table.choose([plan[0]])
    page.restore(state)
    assert page.view.table.in_hand()[0].rid == plan[2]


@pytest.mark.parametrize(
    ("button", "handout"),
    [("coach_button", agenda.FOR_COACHES), ("people_button", agenda.HANDOUT)],
)
def test_the_print_buttons_lead_to_the_papers(
    page: AgendaPage, plan: list[int], shell: Shell, qtbot: QtBot, button: str, handout: object
) -> None:
    getattr(page, button).click()
    assert shell.frame is not None
    printing = shell.frame.page
    assert isinstance(printing, PrintPage)
    assert printing.order().handout is handout
    assert page.workshop is not None
    assert printing.order().subjects == (page.workshop.event.rid,)
    qtbot.waitUntil(lambda: not printing.live.busy)


def test_the_pack_of_the_workshop_is_one_command(
    page: AgendaPage, shell: Shell, qtbot: QtBot
) -> None:
    assert page.workshop is not None
    shell.registry.run("agenda.print_pack")
    assert shell.frame is not None
    printing = shell.frame.page
    assert isinstance(printing, PrintPage)
    assert printing.is_pack
    assert printing.pack.view.workshop.rid == page.workshop.event.rid
    qtbot.waitUntil(lambda: not printing.live.busy)


def test_a_new_team_changes_the_shares(
    page: AgendaPage, plan: list[int], ws: Workspace, event: Event
) -> None:
    service.change_block(ws, plan[0], {"by_team": True})
    assert _column(page, REMARK)[0] == "5 × 6 min"
    (rid,) = add_teams(ws, "New")
    with ws.change(msg("test", "Join")) as db:
        programmes.add_participation(db, event.cohort_rid, rid)
    assert _column(page, REMARK)[0] == "6 × 5 min"


@pytest.mark.parametrize(
    ("text", "title", "minutes"),
    [("Walk 20", "Walk", 20), ("Walk 1:15", "Walk", 75), ("Team 5 20 min", "Team 5", 20),
     ("Year 2026", "Year 2026", 30), ("Talk", "Talk", 30), ("45", "45", 30)],
)  # fmt: skip
def test_lengths_at_the_end_of_a_typed_block(text: str, title: str, minutes: int) -> None:
    found = typed_block(text)
    assert (found.title, found.minutes) == (title, minutes)
