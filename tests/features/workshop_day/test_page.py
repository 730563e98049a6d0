"""The workshop day by keys: blocks, clock, notes and their stamps."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.features.agendas.page import AgendaPage
from coachdesk.features.notes import picture_store
from coachdesk.features.notes import service as note_service
from coachdesk.features.notes import store as notes
from coachdesk.features.programmes.model import Event
from coachdesk.features.workshop_day import service, store
from coachdesk.features.workshop_day.scene import Scene
from coachdesk.features.workshop_day.stamped_editor import Mark
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.notices import Notice
from coachdesk.ui.theme import THEME
from tests.features.workshop_day.days import plan, workshop
from tests.features.workshop_day.hall import ALT, CTRL, SHIFT, Hall, hall
from tests.helpers.clocks import HandClock


@pytest.fixture
def event(ws: Workspace) -> Event:
    found = workshop(ws, "Ward 4", "Home care", "Family team")
    plan(ws, found)
    return found


@pytest.fixture
def room(ws: Workspace, event: Event, tmp_path: Path, qtbot: QtBot) -> Iterator[Hall]:
    with hall(ws, event, tmp_path, qtbot) as found:
        yield found


# -- beginning and ending -------------------------------------------------------------------------


def test_the_day_begins_with_a_key_and_a_button(room: Hall, clock: HandClock) -> None:
    clock.pass_time(12)
    room.keys(Qt.Key.Key_F5, widget=room.shell)
    assert room.page.start.isVisible()
    assert "Planned 09:00–12:45, 5 blocks" in room.page.start.facts.text()
    room.bot.waitUntil(room.page.start.start.hasFocus)
    room.keys(Qt.Key.Key_Space)
    assert room.page.view.isVisible()
    assert room.running_blocks() == ["Tervetuloa"]
    assert room.page.view.now.clock.text == "30:00"


def test_the_agenda_leads_to_its_day_and_the_day_to_its_agenda(room: Hall) -> None:
    room.shell.navigate(Target("agenda", "event", room.event.rid, {"day": "1"}))
    assert room.shell.frame is not None
    agenda = room.shell.frame.page
    assert isinstance(agenda, AgendaPage)
    agenda.hold_button.click()
    assert room.page.current_target() == Target("day", "event", room.event.rid, {"day": "1"})
    room.page.start.plan.click()
    assert room.shell.frame.page is agenda


def test_a_day_that_runs_is_found_by_f5_from_anywhere(room: Hall) -> None:
    room.begins()
    room.shell.navigate(Target("notes"))
    room.keys(Qt.Key.Key_F5, widget=room.shell)
    assert room.page.view.isVisible()
    assert room.page.current_target() == Target("day", "event", room.event.rid, {"day": "1"})


def test_esc_leaves_the_day_and_nothing_is_lost(room: Hall) -> None:
    room.begins()
    room.note(1)
    room.types("half a line")
    room.keys(Qt.Key.Key_Escape)
    assert room.shell.frame is not None
    assert room.shell.frame.page is not None
    assert room.shell.frame.page.key == "first"
    assert room.body(room.teams()[0]) == "half a line"


def test_the_day_ends_and_goes_on_after_all(room: Hall) -> None:
    room.begins()
    room.shell.registry.run("day.end")
    assert room.held.ended_at is not None
    assert not room.page.view.isVisible()
    room.shell.registry.run("day.reopen")
    assert room.held.ended_at is None
    assert room.page.view.isVisible()


def test_undoing_the_start_leads_back_to_before_it(room: Hall) -> None:
    room.goes()
    room.page.start.start.click()
    room.shell.undo()
    assert room.page.start.isVisible()
    assert store.held_day(room.ws.read, room.event.rid, 1) is None


# -- the clock ------------------------------------------------------------------------------------


def test_before_its_time_the_first_block_waits(room: Hall) -> None:
    room.begins()
    now = room.page.view.now
    assert (now.clock.text, now.title.text()) == ("10:00", "Begins soon: Tervetuloa")
    assert not now.skip.isEnabled()
    now.next.click()
    assert now.title.text() == "Now: Tervetuloa"
    assert now.under.text() == "left · next Kierros 09:20"


def test_the_end_of_a_block_is_told_by_sign_word_and_colour(room: Hall, clock: HandClock) -> None:
    clock.pass_time(10)
    room.begins()
    now = room.page.view.now
    room.passes(27)
    assert (now.clock.text, now.clock.role, now.under.text()[:1]) == ("3:00", "text", "l")
    room.passes(1.5)
    assert (now.clock.text, now.clock.role, now.under.text()[:1]) == ("1:30", "soon", "●")
    room.passes(2)
    assert (now.clock.text, now.clock.role) == ("−0:30", "late")
    assert now.under.text() == "▲ over time · next Kierros"
    assert now.clock.accessibleName() == "−0:30 ▲ over time · next Kierros"
    room.passes(0.2)
    assert now.clock.accessibleName() == "−0:30 ▲ over time · next Kierros", "not each second"


def test_longer_shorter_next_skip_and_back_by_keys(room: Hall, clock: HandClock) -> None:
    clock.pass_time(10)
    room.begins()
    room.note(1)
    now = room.page.view.now
    room.keys(Qt.Key.Key_Plus, CTRL)
    assert now.clock.text == "35:00"
    room.keys(Qt.Key.Key_Minus, CTRL)
    room.keys(Qt.Key.Key_Minus, CTRL)
    assert now.clock.text == "25:00"
    room.passes(20)
    room.keys(Qt.Key.Key_F8)
    assert room.running_blocks() == ["Kierros"]
    room.keys(Qt.Key.Key_F8, CTRL)
    assert room.running_blocks() == ["Kahvi"]
    room.keys(Qt.Key.Key_F8, SHIFT)
    assert room.running_blocks() == ["Kierros"]
    assert room.editor.hasFocus()


def test_the_plan_tells_how_late_the_day_is_and_lunch_absorbs_it(
    room: Hall, clock: HandClock
) -> None:
    clock.pass_time(10)
    room.begins()
    plan_card = room.page.view.plan
    assert plan_card.drift.text() == "on time"
    room.passes(40)
    assert plan_card.drift.text() == "● 10 min late"
    begins = [line.left for line in plan_card.list.lines]
    assert begins == ["09:00", "09:40", "10:25", "10:40", "12:00"]
    room.keys(Qt.Key.Key_F8, widget=room.shell)
    assert [line.right for line in plan_card.list.lines][:2] == ["✓", "45 min"]
    assert [line.is_now for line in plan_card.list.lines][:2] == [False, True]


def test_a_coming_block_is_shortened_or_left_out_in_the_plan(room: Hall, clock: HandClock) -> None:
    clock.pass_time(10)
    room.begins()
    plan_list = room.page.view.plan.list
    plan_list.setFocus()
    for _ in range(2):
        room.keys(Qt.Key.Key_Down, widget=plan_list)
    assert room.page.view.plan.bar.isVisible()
    room.keys(Qt.Key.Key_Minus, widget=plan_list)
    assert [line.left for line in plan_list.lines] == ["09:00", "09:30", "10:15", "10:25", "12:00"]
    room.page.view.plan.bar.skip.click()
    assert plan_list.lines[2].right == "–"
    room.keys(Qt.Key.Key_Delete, widget=plan_list)
    assert plan_list.lines[2].right == "10 min"
    room.shell.undo()
    assert plan_list.lines[2].right == "–"


def test_sleep_across_the_end_of_a_block_is_calm(room: Hall, clock: HandClock) -> None:
    clock.pass_time(10)
    room.begins()
    room.page.hide()
    clock.pass_time(95)
    room.page.show()
    room.page.tick()
    assert room.page.view.now.clock.text == "−1:05:00"
    assert room.running_blocks() == ["Tervetuloa"]
    room.keys(Qt.Key.Key_F8, widget=room.shell)
    assert room.page.view.plan.drift.text() == "▲ 65 min late"


def test_a_clock_that_was_set_back_does_no_harm(room: Hall, clock: HandClock) -> None:
    clock.pass_time(40)
    room.begins()
    room.passes(10)
    told: list[Notice] = []
    room.shell.notices.notice_raised.connect(told.append)
    room.passes(-60)
    now = room.page.view.now
    assert (now.title.text(), now.clock.text) == ("Now: Tervetuloa", "30:00")
    assert [one.message.source for one in told] == [
        "The computer's clock was set back. The time of this block is counted anew."
    ]
    room.passes(4)
    assert now.clock.text == "26:00", "it goes on and does not wait for the time it was"
    room.shell.undo()
    room.passes(1)
    assert now.clock.text == "30:00", "what she takes back stays so"
    room.keys(Qt.Key.Key_F8, widget=room.shell)
    assert room.running_blocks() == ["Kierros"]


def test_a_round_goes_on_when_the_clock_was_set_back(room: Hall, clock: HandClock) -> None:
    clock.pass_time(40)
    room.begins()
    room.keys(Qt.Key.Key_F8, widget=room.shell)
    room.shell.registry.run("day.round")
    room.passes(-60)
    room.passes(5)
    assert room.page.view.now.round.time.text == "10:00"


def test_a_clock_that_was_set_forward_tells_it_and_back_again_all_is_as_before(
    room: Hall, clock: HandClock
) -> None:
    clock.pass_time(10)
    room.begins()
    room.passes(10)
    now, drift = room.page.view.now, room.page.view.plan.drift
    room.passes(60)
    assert (now.clock.text, drift.text()) == ("−40:00", "▲ 40 min late")
    room.passes(-60)
    assert (now.clock.text, drift.text()) == ("20:00", "on time")


def test_the_end_is_heard_once_and_only_if_wanted(
    room: Hall, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []
    monkeypatch.setattr("PySide6.QtWidgets.QApplication.beep", lambda: heard.append(1))
    clock.pass_time(10)
    room.begins()
    room.passes(29)
    room.passes(2)
    assert not heard
    room.page.view.lengthen(5)
    room.shell.registry.run("day.sound")
    room.passes(4)
    room.passes(1)
    assert heard == [1]


# -- notes ----------------------------------------------------------------------------------------


def test_each_team_has_its_note_by_a_key_and_the_cursor_stays(room: Hall) -> None:
    room.begins()
    room.note(1)
    room.types("first\nsecond\nthird")
    room.editor.place_cursor(1, 3)
    room.note(2)
    room.types("other team")
    room.note(0)
    room.types("for all")
    assert room.note(1).cursor_place() == (1, 3)
    room.types("X")
    room.stores()
    one, two, _three = room.teams()
    assert room.body(one) == "first\nsecXond\nthird"
    assert room.body(two) == "other team"
    assert room.body(None) == "for all"
    assert len(store.notes_of_day(room.ws.read, room.held.rid)) == 3


def test_the_list_of_teams_leads_to_notes_too(room: Hall) -> None:
    room.begins()
    teams = room.page.view.teams_list
    teams.setFocus()
    row = [line.words for line in teams.lines].index("Family team")
    teams.setCurrentIndex(teams.model().index(row, 0))
    room.keys(Qt.Key.Key_Return, widget=teams)
    assert room.page.view.notes.heading.text() == "Note · Family team"
    assert room.editor.hasFocus()
    assert [line.is_now for line in teams.lines].index(True) == row


def test_lines_are_stamped_with_time_and_block(room: Hall, clock: HandClock) -> None:
    clock.pass_time(10)
    room.begins()
    room.note(1)
    room.types("one\ntwo\n")
    room.stores()
    room.passes(31)
    room.keys(Qt.Key.Key_F8)
    room.types("three")
    room.stores()
    editor = room.editor
    blocks = [editor.document().findBlockByNumber(n) for n in range(3)]
    welcome, sharing = Mark("09:00", "Tervetuloa"), Mark("09:31", "Kierros")
    assert [editor.mark_of(block) for block in blocks] == [welcome, welcome, sharing]
    assert [editor.margin_words(block) for block in blocks] == [
        "09:00 Tervetuloa", "", "09:31 Kierros",
    ]  # fmt: skip


def test_a_stamp_stays_with_its_line_while_others_are_written_above(
    room: Hall, clock: HandClock
) -> None:
    clock.pass_time(10)
    room.begins()
    room.note(1)
    room.types("one\nthree")
    room.stores()
    room.passes(5)
    room.editor.place_cursor(0, 3)
    room.types("\ntwo")
    blocks = [room.editor.document().findBlockByNumber(n) for n in range(3)]
    marks = [room.editor.mark_of(block) for block in blocks]
    assert marks == [Mark("09:00", "Tervetuloa"), None, Mark("09:00", "Tervetuloa")]
    room.stores()
    words = [room.editor.margin_words(block) for block in blocks]
    assert words == ["09:00 Tervetuloa", "09:05", "09:00"]


def test_tasks_and_decisions_of_the_day_land_with_the_team(room: Hall) -> None:
    room.begins()
    room.note(2)
    room.types("! stand up\n[] order tape")
    room.stores()
    note = store.note_of_team(room.ws.read, room.held.rid, room.teams()[1])
    assert note is not None
    stored = notes.meeting(room.ws.read, note.meeting_rid)
    assert stored is not None
    assert [d.text for d in notes.decisions(room.ws.read, stored.rid)] == ["stand up"]
    made = notes.tasks(room.ws.read, stored.uuid)
    assert [task.title for task in made] == ["order tape"]


def test_a_note_changed_elsewhere_is_shown_and_typing_stays(room: Hall) -> None:
    room.begins()
    room.note(1)
    room.types("mine")
    room.stores()
    rid = service.note_of(room.ws, room.held.rid, room.teams()[0])
    note_service.save_body(room.ws, rid, "changed elsewhere", "en")
    assert room.editor.text() == "changed elsewhere"
    note_service.delete(room.ws, rid)
    assert room.editor.text() == ""
    room.types("again")
    room.stores()
    assert room.body(room.teams()[0]) == "again"


def test_locking_in_mid_note_loses_nothing(room: Hall) -> None:
    room.begins()
    room.note(1)
    room.types("one\ntwo\nthree")
    room.note(3)
    room.types("half a wo")
    room.editor.place_cursor(0, 4)
    room.locks()
    assert room.page.view.isVisible()
    assert room.page.view.notes.in_hand == room.teams()[2]
    assert room.editor.text() == "half a wo"
    assert room.editor.cursor_place() == (0, 4)
    assert room.note(1).cursor_place() == (2, 5)


def test_nothing_of_the_day_stays_in_memory_when_the_work_is_locked(room: Hall) -> None:
    room.begins()
    room.note(1)
    room.types("a line")
    room.page.view.toggle_attendance()
    made = [weakref.ref(each) for each in (room.page, room.page.view.notes.sheet)]
    day = room.held.uuid
    room.closes()
    gc.collect()
    assert [each() for each in made] == [None, None]
    scenes = [each for each in gc.get_objects() if type(each) is Scene]
    assert [each for each in scenes if each.day.uuid == day] == []
    room.opens()


def test_notes_follow_another_theme_at_once(room: Hall, qapp: QApplication) -> None:
    room.begins()
    room.note(1)
    room.types("! stand up\nplain")
    document = room.editor.document()

    def shown() -> QColor:
        line = document.begin()
        layout = line.layout()
        *_marks, words = layout.formats()
        look = words.format
        return QColor(look.foreground().color())

    light = shown()
    THEME.apply(qapp, "dark")
    assert (light == shown(), shown()) == (False, THEME.colour("done"))


def test_photos_go_to_the_team_in_hand(room: Hall) -> None:
    room.begins()
    editor = room.note(2)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    pasted = QMimeData()
    pasted.setImageData(image)
    editor.insertFromMimeData(pasted)
    room.bot.waitUntil(lambda: bool(room.page.view.notes.pictures.shown), timeout=10_000)
    note = store.note_of_team(room.ws.read, room.held.rid, room.teams()[1])
    assert note is not None
    assert len(picture_store.pictures(room.ws.read, note.meeting_rid)) == 1
    assert room.page.view.notes.pictures.isVisible()
    room.note(1)
    assert not room.page.view.notes.pictures.isVisible()


def test_a_photo_dropped_on_a_team_goes_to_it(room: Hall) -> None:
    room.begins()
    teams = room.page.view.teams_list
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    carried = QMimeData()
    carried.setImageData(image)
    place = QPointF(teams.visualRect(teams.model().index(2, 0)).center())
    action, no_buttons = Qt.DropAction.CopyAction, Qt.MouseButton.NoButton
    drop = QDropEvent(place, action, carried, no_buttons, Qt.KeyboardModifier.NoModifier)
    teams.dropEvent(drop)
    assert drop.isAccepted()
    assert room.page.view.notes.in_hand == room.teams()[2]
    room.bot.waitUntil(lambda: bool(room.page.view.notes.pictures.shown), timeout=10_000)
    note = store.note_of_team(room.ws.read, room.held.rid, room.teams()[2])
    assert note is not None
    assert len(picture_store.pictures(room.ws.read, note.meeting_rid)) == 1


def test_the_search_finds_the_notes_of_the_day(room: Hall) -> None:
    room.begins()
    room.note(1)
    room.keys(Qt.Key.Key_K, CTRL)
    assert room.shell.frame is not None
    search = room.shell.frame.header.search
    QTest.keyClicks(search, "Note of Fam")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert room.page.view.notes.in_hand == room.teams()[2]
    assert room.editor.hasFocus()


def test_new_notes_of_the_window_are_for_the_team_in_hand(room: Hall) -> None:
    room.begins()
    room.keys(Qt.Key.Key_2, ALT, widget=room.shell)
    assert room.page.subject() == Target("teams", "team", room.teams()[1])


def test_goal_and_instructions_stand_under_the_plan_where_there_is_room(
    room: Hall, clock: HandClock
) -> None:
    clock.pass_time(10)
    room.begins()
    plan_card = room.page.view.plan
    room.bot.waitUntil(plan_card.about.isVisible)
    assert (plan_card.name.text(), plan_card.about.text()) == ("Tervetuloa", "Muista nimet")
    plan_card.list.setCurrentIndex(plan_card.list.model().index(1, 0))
    assert not plan_card.about.isVisible()
    assert plan_card.name.text() == "Kierros"
    room.shell.resize(1024, 640)
    plan_card.list.setCurrentIndex(plan_card.list.model().index(0, 0))
    room.bot.waitUntil(lambda: not plan_card.about.isVisible())
