"""The workshop day by keys: who is there, who speaks, what is parked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from coachdesk.features.notes import store as notes
from coachdesk.features.notes.model import Attendee
from coachdesk.features.programmes.model import Event
from coachdesk.features.teams import service as teams
from coachdesk.features.workshop_day import store
from coachdesk.features.workshop_day.attendance_panel import AttendancePanel
from coachdesk.kernel.workspace import Workspace
from tests.features.workshop_day.days import plan, workshop
from tests.features.workshop_day.hall import CTRL, SHIFT, Hall, hall
from tests.helpers.clocks import HandClock

POPUPS = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def event(ws: Workspace) -> Event:
    found = workshop(ws, "Ward 4", "Home care")
    plan(ws, found)
    for team, names in ((1, ("Aino", "Bertta", "Celia")), (2, ("Daavid", "Eino"))):
        for name in names:
            teams.add_member(ws, team, name)
    return found


@pytest.fixture
def room(ws: Workspace, event: Event, tmp_path: Path, qtbot: QtBot) -> Iterator[Hall]:
    with hall(ws, event, tmp_path, qtbot) as found:
        found.begins()
        yield found


@pytest.fixture
def panel(room: Hall) -> AttendancePanel:
    room.keys(Qt.Key.Key_A, CTRL | SHIFT, widget=room.shell)
    assert room.page.view.attendance.isVisible()
    return room.page.view.attendance


def attendance(room: Hall, team: int) -> dict[str, Attendee]:
    note = store.note_of_team(room.ws.read, room.held.rid, team)
    found = notes.attendance(room.ws.read, note.meeting_rid) if note else []
    return {one.name: one for one in found}


def press(room: Hall, panel: AttendancePanel, name: str, *keys: Qt.Key) -> None:
    """Put the cursor on a name and press keys."""
    names = [seat.name for seat in panel.table.records.records]
    panel.table.setCurrentIndex(panel.table.records.index(names.index(name), 1))
    for key in keys:
        room.keys(key, widget=panel.table)


def menu(room: Hall) -> QMenu:
    """The menu that has just come up."""
    found = QApplication.activePopupWidget()
    room.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def choose(room: Hall, words: str) -> None:
    shown = menu(room)
    action = next(each for each in shown.actions() if each.text() == words)
    shown.setActiveAction(action)
    QTest.keyClick(shown, Qt.Key.Key_Return)


# -- attendance -----------------------------------------------------------------------------------


def test_people_are_ticked_as_they_come(room: Hall, panel: AttendancePanel) -> None:
    room.bot.waitUntil(panel.table.hasFocus)
    press(room, panel, "Aino", Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert {name: one.state for name, one in attendance(room, 1).items()} == {
        "Aino": "present", "Bertta": "present",
    }  # fmt: skip
    assert room.page.view.teams_list.lines[0].under == "2/3 present"
    assert room.page.bar.people.text() == "2 teams · 2/5 present"
    press(room, panel, "Aino", Qt.Key.Key_Space)
    assert list(attendance(room, 1)) == ["Bertta"]
    room.shell.undo()
    assert set(attendance(room, 1)) == {"Aino", "Bertta"}


def test_late_left_early_and_absent_have_keys_and_times(
    room: Hall, panel: AttendancePanel, clock: HandClock
) -> None:
    clock.pass_time(35)
    press(room, panel, "Aino", Qt.Key.Key_L)
    press(room, panel, "Bertta", Qt.Key.Key_A)
    clock.pass_time(300)
    press(room, panel, "Aino", Qt.Key.Key_E)
    aino, bertta = attendance(room, 1)["Aino"], attendance(room, 1)["Bertta"]
    assert aino.came_at is not None
    assert aino.left_at is not None
    assert (f"{aino.came_at:%H:%M}", f"{aino.left_at:%H:%M}") == ("09:25", "14:25")
    assert bertta.state == "absent"
    shown = {seat.name: seat for seat in panel.table.records.records}
    how = panel.table.records.columns[2]
    assert how.text(shown["Aino"]) == "came 09:25, left 14:25"
    assert how.text(shown["Bertta"]) == "Absent"
    assert room.page.view.teams_list.lines[0].under == "0/3 present"


def test_one_change_for_several_people(room: Hall, panel: AttendancePanel) -> None:
    panel.table.selectAll()
    room.keys(Qt.Key.Key_Space, widget=panel.table)
    assert room.page.bar.people.text() == "2 teams · 5/5 present"
    room.shell.undo()
    assert room.page.bar.people.text() == "2 teams · 0/5 present"


def test_all_others_are_here(room: Hall, panel: AttendancePanel) -> None:
    press(room, panel, "Celia", Qt.Key.Key_A)
    panel.everyone.click()
    assert attendance(room, 1)["Celia"].state == "absent"
    assert room.page.bar.people.text() == "2 teams · 4/5 present"


@POPUPS
def test_a_guest_comes_in_somebodys_place(room: Hall, panel: AttendancePanel) -> None:
    press(room, panel, "Aino", Qt.Key.Key_Space)
    press(room, panel, "Daavid", Qt.Key.Key_Insert)
    assert panel.guest.hasFocus()
    room.types("Visiting Vera\n", panel.guest)
    press(room, panel, "Visiting Vera", Qt.Key.Key_S)
    choose(room, "Eino")
    guest = attendance(room, 2)["Visiting Vera"]
    assert (guest.absent_name, guest.state) == ("Eino", "present")
    assert room.page.view.teams_list.lines[1].under == "1/2 present"
    press(room, panel, "Visiting Vera", Qt.Key.Key_Delete)
    assert attendance(room, 2) == {}


def test_names_are_found_by_typing(room: Hall, panel: AttendancePanel) -> None:
    QTest.keyClicks(panel.filter, "home")
    room.bot.waitUntil(lambda: panel.table.records.rowCount() == 2)
    assert [seat.name for seat in panel.table.records.records] == ["Daavid", "Eino"]


def test_esc_leads_from_the_attendance_to_the_note(room: Hall, panel: AttendancePanel) -> None:
    room.keys(Qt.Key.Key_Escape, widget=panel.table)
    assert not panel.isVisible()
    assert room.editor.hasFocus()
    assert room.page.isVisible()


def test_the_panel_in_sight_comes_back_after_a_lock(room: Hall, panel: AttendancePanel) -> None:
    press(room, panel, "Aino", Qt.Key.Key_Space)
    room.locks()
    assert room.page.view.attendance.isVisible()
    assert room.page.bar.people.text() == "2 teams · 1/5 present"


# -- a sharing round ------------------------------------------------------------------------------


def test_each_team_has_its_time_in_a_round(room: Hall, clock: HandClock) -> None:
    clock.pass_time(40)
    room.keys(Qt.Key.Key_F8, widget=room.shell)
    strip = room.page.view.now.round
    assert not strip.isVisible()
    room.keys(Qt.Key.Key_F8, widget=room.shell)
    assert strip.isVisible()
    assert strip.words.text() == "2 teams, 22 min each"
    room.keys(Qt.Key.Key_F4, widget=room.shell)
    assert (strip.words.text(), strip.time.text) == ("Ward 4", "22:30")
    assert strip.following.text() == "next Home care"
    room.passes(20)
    assert (strip.words.text(), strip.time.text) == ("Ward 4", "2:30")
    room.passes(1)
    assert (strip.words.text(), strip.time.role) == ("● Ward 4", "soon")
    room.passes(3)
    assert (strip.words.text(), strip.time.text) == ("▲ Ward 4", "−1:30")
    room.keys(Qt.Key.Key_F4, widget=room.shell)
    assert (strip.words.text(), strip.following.text()) == ("Home care", "")
    room.keys(Qt.Key.Key_F4, SHIFT, widget=room.shell)
    assert strip.words.text() == "▲ Ward 4"
    room.keys(Qt.Key.Key_F4, widget=room.shell)
    room.keys(Qt.Key.Key_F4, widget=room.shell)
    assert strip.words.text() == "All teams have spoken"
    assert strip.begin.isVisible()


def test_no_round_in_a_block_that_is_not_divided(room: Hall, clock: HandClock) -> None:
    clock.pass_time(10)
    room.keys(Qt.Key.Key_F8, widget=room.shell)
    assert not room.shell.registry.run("day.turn")


# -- the parking lot ------------------------------------------------------------------------------


@POPUPS
def test_a_line_is_parked_and_given_to_a_team_later(room: Hall) -> None:
    room.note(1)
    room.keys(Qt.Key.Key_P, CTRL | SHIFT)
    line = room.page.view.plan.line
    assert line.hasFocus()
    room.types("Who pays?\n", line)
    assert room.page.view.plan.lot.text() == "Parking lot: 1"
    room.keys(Qt.Key.Key_L, CTRL | SHIFT)
    parking = room.page.view.parking
    room.bot.waitUntil(parking.table.hasFocus)
    room.keys(Qt.Key.Key_Return, widget=parking.table)
    choose(room, "Home care")
    (parked,) = store.parked(room.ws.read, room.held.rid)
    assert (parked.text, parked.team_rid, parked.settled) == ("Who pays?", 2, False)
    room.keys(Qt.Key.Key_Space, widget=parking.table)
    assert room.page.view.plan.lot.text() == "Parking lot: 0"
    room.keys(Qt.Key.Key_Delete, widget=parking.table)
    assert store.parked(room.ws.read, room.held.rid) == []
    room.shell.undo()
    assert len(store.parked(room.ws.read, room.held.rid)) == 1
    room.keys(Qt.Key.Key_Escape, widget=parking.table)
    assert room.editor.hasFocus()
