"""Laptops of other zones, clocks that are set, and the nights when all clocks are."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coachdesk.features.agendas import service as agendas
from coachdesk.features.agendas.model import Contents
from coachdesk.features.notes import store as notes
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.search import SOURCES
from coachdesk.features.teams import service as teams
from coachdesk.features.workshop_day import attending, store
from coachdesk.kernel.dates.zone import local_time
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from tests.features.workshop_day.days import DAY, plan, workshop
from tests.features.workshop_day.hall import Hall, hall
from tests.helpers.clocks import HandClock, computer_in


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_every_time_in_the_window_is_that_of_the_workshop(
    ws: Workspace, tmp_path: Path, qtbot: QtBot, zone: str
) -> None:
    event = workshop(ws)
    plan(ws, event)
    with computer_in(zone), hall(ws, event, tmp_path, qtbot) as room:
        room.begins()
        assert room.page.bar.time.text() == "08:50"
        assert room.page.view.plan.list.lines[0].left == "09:00"
        room.note(1)
        room.types("a line")
        room.stores()
        assert room.editor.margin_words(room.editor.document().begin()) == "08:50"
        assert room.shell.frame is not None
        assert room.shell.frame.header.saved.text() == "Saved at 08:50 · encrypted"
        attending.mark(ws, room.held.rid, [(room.teams()[0], _member(ws, room))], "late")
        note = store.note_of_team(ws.read, room.held.rid, room.teams()[0])
        assert note
        (attendee,) = notes.attendance(ws.read, note.meeting_rid)
        assert attendee.came_at == dt.time(8, 50)


def _member(ws: Workspace, room: Hall) -> int:
    return teams.add_member(ws, room.teams()[0], "Aino Aalto")


@pytest.mark.parametrize("hour", [0, 23])
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_near_midnight_the_day_is_that_of_finland(
    ws: Workspace, clock: HandClock, tmp_path: Path, qtbot: QtBot, zone: str, hour: int
) -> None:
    event = workshop(ws)
    clock.moment = local_time(DAY, hour * 60 + 30)
    with computer_in(zone), hall(ws, event, tmp_path, qtbot) as room:
        room.keys(Qt.Key.Key_F5, widget=room.shell)
        assert room.page.current_target().extra == {"day": "1"}
        room.page.start.start.click()
        assert room.held.held_on == DAY
        room.note(1)
        room.types("[] call tomorrow")
        room.stores()
        note = store.note_of_team(ws.read, room.held.rid, room.teams()[0])
        assert note
        meeting = notes.meeting(ws.read, note.meeting_rid)
        assert meeting
        assert meeting.held_on == DAY


def test_what_is_ticked_after_midnight_is_done_on_the_new_day(
    ws: Workspace, clock: HandClock, tmp_path: Path, qtbot: QtBot
) -> None:
    event = workshop(ws)
    clock.moment = local_time(DAY, 30)
    with hall(ws, event, tmp_path, qtbot) as room:
        room.begins()
        room.note(1)
        room.types("[x] call")
        room.stores()
        note = store.note_of_team(ws.read, room.held.rid, room.teams()[0])
        assert note
        meeting = notes.meeting(ws.read, note.meeting_rid)
        assert meeting
        (line,) = notes.tasks(ws.read, meeting.uuid)
        (task,) = tasks.tasks_by_rid(ws.read, [line.rid])
        assert task.done_on == DAY
        (source,) = SOURCES
        (found,) = source.read(ws.read, [task.rid])
        assert found.day == DAY


WINTER_BEGINS, SUMMER_BEGINS = dt.date(2026, 10, 25), dt.date(2026, 3, 29)
"""The nights when the clocks are changed."""


@pytest.mark.parametrize("second", [WINTER_BEGINS, SUMMER_BEGINS])
def test_the_clocks_are_changed_between_the_days(
    ws: Workspace, clock: HandClock, tmp_path: Path, qtbot: QtBot, second: dt.date
) -> None:
    event = workshop(ws)
    programmes.move_event(ws, event.rid, EventDate.of(second - dt.timedelta(days=1)))
    first = plan(ws, event)
    agendas.copy_day(ws, first, event.rid, 2)
    clock.moment = local_time(second - dt.timedelta(days=1), 9 * 60)
    with hall(ws, event, tmp_path, qtbot) as room:
        room.begins()
        room.passes(9 * 60)
        room.page.end_day()
        clock.moment = local_time(second, 8 * 60 + 50)
        room.shell.navigate(Target("first"))
        room.keys(Qt.Key.Key_F5, widget=room.shell)
        assert room.page.current_target().extra == {"day": "2"}
        room.page.start.start.click()
        view = room.page.view
        assert [line.left for line in view.plan.list.lines][:2] == ["09:00", "09:30"]
        assert view.now.clock.text == "10:00"
        assert room.page.bar.time.text() == "08:50"


@pytest.mark.parametrize(("night", "ends"), [(WINTER_BEGINS, "03:00"), (SUMMER_BEGINS, "05:00")])
def test_the_clocks_are_changed_while_a_block_runs(
    ws: Workspace, clock: HandClock, tmp_path: Path, qtbot: QtBot, night: dt.date, ends: str
) -> None:
    event = workshop(ws)
    evening = night - dt.timedelta(days=1)
    programmes.move_event(ws, event.rid, EventDate.of(evening))
    day = agendas.make_empty(ws, event.rid, 1, "fi", dt.time(22))
    agendas.add_block(ws, day, Contents("Yötyö", 6 * 60))
    agendas.add_block(ws, day, Contents("Aamiainen", 60))
    clock.moment = local_time(evening, 22 * 60)
    with hall(ws, event, tmp_path, qtbot) as room:
        room.begins()
        room.passes(5 * 60)
        now = room.page.view.now
        assert now.clock.text == "1:00:00", "six hours are six hours"
        assert room.page.view.plan.list.lines[1].left == f"{ends} (+1)"
        room.passes(60)
        assert (now.clock.text, room.page.bar.time.text()) == ("0:00", ends)
        room.keys(Qt.Key.Key_F8, widget=room.shell)
        assert room.running_blocks() == ["Aamiainen"]
