"""Odd days: no plan, no teams, forty teams, a small window, another start of the program."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store as programmes_store
from coachdesk.features.workshop_day import store
from coachdesk.features.workshop_day.page import DayPage
from coachdesk.kernel import rescue
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.widgets.basic import ElidedLabel
from tests.features.workshop_day.days import plan, workshop
from tests.features.workshop_day.hall import ALT, CTRL, Hall, hall
from tests.helpers.clocks import HandClock
from tests.helpers.coaching import add_teams
from tests.helpers.workspaces import copy_of, open_workspace

MUCH = "\n".join(["They agreed to go on, and to look at the figures again."] * 2_000)
FORTY = [f"Team number {number}" for number in range(1, 41)]


@contextmanager
def room_of(
    ws: Workspace, folder: Path, bot: QtBot, *names: str, teams: bool = True, planned: bool = True
) -> Iterator[Hall]:
    event = workshop(ws, *names, teams=teams)
    if planned:
        plan(ws, event)
    with hall(ws, event, folder, bot) as found:
        yield found


def test_a_day_without_a_plan_has_notes_and_the_time(
    ws: Workspace, clock: HandClock, tmp_path: Path, qtbot: QtBot
) -> None:
    with room_of(ws, tmp_path, qtbot, planned=False) as room:
        room.goes()
        assert "This day has no plan." in room.page.start.facts.text()
        room.begins()
        now = room.page.view.now
        assert (now.clock.text, now.title.text()) == ("08:50", "A day without a plan")
        assert not now.next.isVisible()
        assert room.page.view.plan.nothing.isVisible()
        room.passes(5)
        assert now.clock.text == "08:55"
        assert not room.shell.registry.run("day.next")
        room.note(1)
        room.types("a line")
        room.stores()
        assert room.editor.margin_words(room.editor.document().begin()) == "08:55"


def test_a_day_without_teams_has_the_note_of_the_workshop(
    ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    with room_of(ws, tmp_path, qtbot, teams=False) as room:
        room.goes()
        assert "No team takes part yet" in room.page.start.facts.text()
        room.begins()
        assert [line.words for line in room.page.view.teams_list.lines] == ["Whole workshop"]
        assert not room.page.bar.people.isVisible()
        assert not room.page.view.plan.nothing.isVisible()
        room.page.view.toggle_attendance()
        assert room.page.view.attendance.nobody.isVisible()
        room.keys(Qt.Key.Key_1, ALT, widget=room.shell)
        room.note(0)
        room.types("alone")
        room.stores()
        assert room.body(None) == "alone"


def test_forty_teams_are_reached_by_list_and_search(
    ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    with room_of(ws, tmp_path, qtbot, *FORTY) as room:
        room.begins()
        teams_list = room.page.view.teams_list
        assert len(teams_list.lines) == 41
        room.bot.waitUntil(lambda: teams_list.lines[7].left == "Alt+8")
        assert [line.left for line in teams_list.lines[8:11]] == ["Alt+9", "", ""]
        assert room.note(9) is room.editor
        room.keys(Qt.Key.Key_K, CTRL)
        assert room.shell.frame is not None
        search = room.shell.frame.header.search
        search.setText("Note of Team number 37")
        room.keys(Qt.Key.Key_Return, widget=search)
        assert room.page.view.notes.heading.text() == "Note · Team number 37"
        room.bot.waitUntil(lambda: _sees_its_line(room))
        assert room.shell.minimumSizeHint().width() <= 1024


def test_of_forty_teams_the_one_in_hand_is_in_sight_in_any_size(
    ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    with room_of(ws, tmp_path, qtbot, *FORTY) as room:
        room.begins()
        room.note(9)
        room.shell.resize(1024, 640)
        room.bot.waitUntil(lambda: room.page.width() == 1024)
        room.bot.waitUntil(lambda: _sees_its_line(room))


def _sees_its_line(room: Hall) -> bool:
    """Whether the team whose note is in hand can be seen among the teams."""
    room.bot.waitUntil(lambda: not room.shell.jobs.busy)
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents()
    teams_list = room.page.view.teams_list
    (row,) = (row for row, line in enumerate(teams_list.lines) if line.is_now)
    place = teams_list.visualRect(teams_list.model().index(row, 0))
    return teams_list.viewport().rect().contains(place)


def test_a_team_that_joins_during_the_day_gets_a_note(
    ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    with room_of(ws, tmp_path, qtbot) as room:
        room.begins()
        room.note(1)
        room.types("kept")
        (late,) = add_teams(ws, "Late arrivals")
        programmes.add_teams(ws, room.event.cohort_rid, [late])
        assert "Late arrivals" in [line.words for line in room.page.view.teams_list.lines]
        assert room.editor.text() == "kept"
        room.note(3)
        assert room.page.view.notes.heading.text() == "Note · Late arrivals"


def test_another_start_of_the_program_brings_the_day_back(
    tmp_path: Path, clock: HandClock, qtbot: QtBot
) -> None:
    key = DataKey.random()
    with ExitStack() as first:
        ws = open_workspace(tmp_path / "data", copy_of(key))
        first.callback(ws.close)
        ws.clock = clock
        clock.pass_time(10)
        room = first.enter_context(room_of(ws, tmp_path, qtbot))
        room.begins()
        room.note(1)
        room.types("before the crash")
        room.stores()
        event = room.event
    clock.pass_time(12)
    with ExitStack() as second:
        ws = open_workspace(tmp_path / "data", copy_of(key))
        second.callback(ws.close)
        ws.clock = clock
        room = second.enter_context(hall(ws, event, tmp_path, qtbot))
        room.keys(Qt.Key.Key_F5, widget=room.shell)
        assert room.page.view.now.clock.text == "18:00"
        assert room.note(1).text() == "before the crash"
        assert room.editor.cursor_place() == (0, 16)


def test_a_laptop_of_another_zone_shows_the_time_of_the_workshop(
    ws: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    with room_of(ws, tmp_path, qtbot) as room:
        room.begins()
        assert room.page.bar.time.text() == "08:50"
        assert room.page.view.plan.list.lines[0].left == "09:00"


def test_nothing_is_cut_in_a_small_window(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    with room_of(ws, tmp_path, qtbot, "Ward 4", "Ambulance station, shift A") as room:
        room.shell.resize(1024, 640)
        room.begins()
        room.bot.waitUntil(lambda: room.page.width() == 1024)
        for panel in (0, 1, 2):
            room.page.view.panels.setCurrentIndex(panel)
            room.bot.waitUntil(lambda: room.shell.minimumSizeHint().width() <= 1024)
            assert _cut(room.page) == []
        assert room.editor.height() > 200


def _cut(page: DayPage) -> list[str]:
    """The words of labels and buttons that have less room than they need."""
    found: list[QLabel | QPushButton] = [*page.findChildren(QLabel)]
    found += page.findChildren(QPushButton)
    shown = [
        each
        for each in found
        if each.isVisible() and each.text() and not isinstance(each, ElidedLabel)
    ]
    return [
        each.text()
        for each in shown
        if each.width() < min(each.sizeHint().width(), each.minimumSizeHint().width())
        or each.height() < each.minimumSizeHint().height()
    ]


def test_the_day_of_a_removed_run_is_gone_calmly(
    ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    with room_of(ws, tmp_path, qtbot) as room:
        room.begins()
        run = programmes_run(ws)
        programmes.delete_run(ws, run)
        assert room.page.empty.isVisible()
        room.shell.undo()
        assert store.running_day(ws.read) is not None
        assert room.page.view.isVisible()


def programmes_run(ws: Workspace) -> int:
    (run,) = programmes_store.runs(ws.read)
    return run.rid


def test_a_window_without_any_workshop_tells_where_to_begin(
    ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    event = workshop(ws, teams=False)
    programmes.delete_run(ws, programmes_run(ws))
    with hall(ws, event, tmp_path, qtbot) as room:
        room.keys(Qt.Key.Key_F5, widget=room.shell)
        assert room.page.empty.isVisible()


def test_a_full_disk_loses_no_line(
    ws: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with room_of(ws, tmp_path, qtbot) as room:
        room.begins()
        room.note(1)
        _give_room(ws, pages=0)
        room.editor.insertPlainText(MUCH)
        assert not room.shell.drafts.flush_all()
        assert [banner.key for banner in room.shell.notices.banners] == ["drafts"]
        assert [kept.text for kept in rescue.found(ws.folder, ws.key)] == [MUCH]
        room.note(2)
        room.passes(5)
        assert room.note(1).text() == MUCH
        _give_room(ws, pages=100_000)
        room.stores()
        assert room.body(room.teams()[0]) == MUCH
        assert room.shell.notices.banners == []
        assert rescue.found(ws.folder, ws.key) == []


def test_a_file_that_cannot_be_written_loses_no_line_and_ends_nothing(
    ws: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with room_of(ws, tmp_path, qtbot) as room:
        room.begins()
        room.passes(10)
        room.keys(Qt.Key.Key_F8, widget=room.shell)
        room.note(1)
        writer = _writer(ws)
        writer.execute("PRAGMA query_only = ON")
        room.types("while it is read-only")
        assert not room.shell.drafts.flush_all()
        assert [banner.key for banner in room.shell.notices.banners] == ["drafts"]
        assert [kept.text for kept in rescue.found(ws.folder, ws.key)] == ["while it is read-only"]
        room.passes(5)
        assert room.page.view.now.clock.text == "25:00", "the clock goes on"
        writer.execute("PRAGMA query_only = OFF")
        room.stores()
        assert room.body(room.teams()[0]) == "while it is read-only"


def _writer(ws: Workspace) -> Database:
    with ws.change(msg("test", "Writer")) as db:
        return db


def _give_room(ws: Workspace, pages: int) -> None:
    """Let the file grow by so many pages and no more."""
    with ws.change(msg("test", "Room")) as db:
        (count,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {count + pages}").fetchone()
