import datetime as dt
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from coachdesk.features.notes import picture_store, service, store
from coachdesk.features.notes.highlighter import NoteHighlighter
from coachdesk.features.notes.tab import NotesTab
from coachdesk.features.tasks.note_lines import note_tasks
from coachdesk.kernel.database import insert, update
from coachdesk.kernel.text import msg
from coachdesk.ui.context import Target
from tests.features.notes.desk import Desk, focused, type_text
from tests.features.notes.home import stored
from tests.features.notes.test_pictures import photo
from tests.helpers.workspaces import copy_of, open_workspace

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier

W = TypeVar("W", bound=QWidget)


def tasks_of(desk: Desk, rid: int) -> list[dict[str, object]]:
    return note_tasks(desk.ws.read, stored(desk.ws, rid).uuid)


def test_what_is_typed_is_in_the_file_by_itself(desk: Desk, tmp_path: Path) -> None:
    rid = desk.new_note()
    type_text(desk.editor, "Äiti ö šŧ € – Привет\n[] @Pekka tilaa lakanat 24.11.")
    desk.saved()
    copy = open_workspace(tmp_path / "data", copy_of(desk.ws.key))
    assert stored(copy, rid).body == "Äiti ö šŧ € – Привет\n[] @Pekka tilaa lakanat 24.11."
    assert stored(copy, rid).team_rids == (desk.team,)
    copy.close()
    (task,) = tasks_of(desk, rid)
    assert (task["title"], task["due_on"]) == ("tilaa lakanat", "2026-11-24")
    assert task["member_rid"] is not None


def test_a_non_breaking_blank_stays_one(desk: Desk) -> None:
    rid = desk.new_note()
    type_text(desk.editor, "36,7\u00a0%")
    desk.saved()
    assert stored(desk.ws, rid).body == "36,7\u00a0%"


def test_a_line_edited_in_the_window_keeps_its_task_and_a_removed_one_takes_it(desk: Desk) -> None:
    rid = desk.new_note()
    type_text(desk.editor, "[] soita\n")
    desk.saved()
    (task,) = tasks_of(desk, rid)
    desk.editor.place_cursor(0, 8)
    type_text(desk.editor, " Annalle")
    desk.saved()
    (now,) = tasks_of(desk, rid)
    assert (now["rid"], now["uuid"], now["title"]) == (task["rid"], task["uuid"], "soita Annalle")
    desk.editor.selectAll()
    QTest.keyClick(desk.editor, Qt.Key.Key_Delete)
    desk.saved()
    assert tasks_of(desk, rid) == []


def test_undo_goes_to_the_text_first_and_then_to_the_last_change(desk: Desk) -> None:
    rid = service.create(desk.ws, [desk.team or 0], body="[] soita")
    editor = desk.open(rid)
    desk.bot.waitUntil(editor.hasFocus)
    type_text(editor, "X")
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text() == "[] soita"
    desk.saved()
    service.save_body(desk.ws, rid, "muuta", "en")
    assert editor.text() == "muuta"
    assert tasks_of(desk, rid) == []
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text() == "[] soita"
    assert len(tasks_of(desk, rid)) == 1


def test_names_are_completed_by_keyboard(desk: Desk) -> None:
    desk.new_note()
    type_text(desk.editor, "[] @")
    assert desk.editor.completion.offers == ["Anna", "Pekka", "me"]
    QTest.keyClick(desk.editor, Qt.Key.Key_Down)
    QTest.keyClick(desk.editor, Qt.Key.Key_Return)
    assert desk.editor.text() == "[] @Pekka "
    type_text(desk.editor, "ja @vir")
    assert desk.editor.completion.offers == ["Anna"]
    QTest.keyClick(desk.editor, Qt.Key.Key_Tab)
    assert desk.editor.text() == "[] @Pekka ja @Anna "
    type_text(desk.editor, "@p")
    QTest.keyClick(desk.editor, Qt.Key.Key_Escape)
    assert desk.editor.completion.offers == []
    assert desk.editor.hasFocus()
    type_text(desk.editor, "\n")
    assert desk.editor.text() == "[] @Pekka ja @Anna @p\n[] "


def test_used_tags_are_offered_and_headings_are_left_alone(desk: Desk) -> None:
    service.create(desk.ws, [], body="#kiire #kokeilu #työpari")
    desk.new_note()
    type_text(desk.editor, "#")
    assert desk.editor.completion.offers == []
    type_text(desk.editor, " Otsikko\n#ki")
    assert desk.editor.completion.offers == ["kiire"]
    type_text(desk.editor, "\n")
    assert desk.editor.text() == "# Otsikko\n#kiire "


def test_an_address_offers_nobody(desk: Desk) -> None:
    desk.new_note()
    type_text(desk.editor, "anna@pekka")
    assert desk.editor.completion.offers == []


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("- yksi\nkaksi\n\nloppu", "- yksi\n- kaksi\nloppu"),
        ("1. yksi\nkaksi", "1. yksi\n2. kaksi"),
        ("[] yksi\nkaksi", "[] yksi\n[] kaksi"),
        ("! päätös\nteksti", "! päätös\nteksti"),
    ],
)
def test_enter_goes_on_with_a_list_until_an_empty_item(desk: Desk, typed: str, text: str) -> None:
    desk.new_note()
    type_text(desk.editor, typed)
    assert desk.editor.text() == text


def test_enter_before_a_mark_only_makes_room(desk: Desk) -> None:
    desk.new_note()
    type_text(desk.editor, "- yksi")
    desk.editor.place_cursor(0, 0)
    type_text(desk.editor, "\n")
    assert desk.editor.text() == "\n- yksi"


def test_control_enter_ticks_the_line(desk: Desk) -> None:
    rid = desk.new_note()
    type_text(desk.editor, "[] soita")
    QTest.keyClick(desk.editor, Qt.Key.Key_Return, CTRL)
    assert desk.editor.text() == "[x] soita"
    desk.saved()
    assert tasks_of(desk, rid)[0]["state"] == "done"


def test_control_b_makes_words_bold_and_plain_again(desk: Desk) -> None:
    desk.new_note()
    type_text(desk.editor, "tärkeä")
    desk.editor.selectAll()
    QTest.keyClick(desk.editor, Qt.Key.Key_B, CTRL)
    assert desk.editor.text() == "**tärkeä**"


def test_marks_are_seen_in_the_text(desk: Desk) -> None:
    desk.new_note()
    type_text(desk.editor, "# Otsikko\n[x] tehty\n\n! päätös")
    block = desk.editor.document().begin()
    looks = []
    while block.isValid():
        ranges = block.layout().formats()
        bold = any(one.format.font().bold() for one in ranges)
        struck = any(one.format.fontStrikeOut() for one in ranges)
        looks.append((bold, struck))
        block = block.next()
    assert looks[0] == (True, False)
    assert looks[1][1]
    assert looks[-1] == (True, False)
    assert isinstance(desk.editor.highlighter, NoteHighlighter)


def test_the_strip_shows_tasks_and_decisions_and_ticks_the_line(desk: Desk) -> None:
    rid = service.create(desk.ws, [desk.team or 0], body="[] soita 24.11.\n! päätös")
    desk.open(rid)
    boxes = {b.accessibleName(): b for b in desk.page.view.strip.findChildren(QCheckBox)}
    boxes["soita"].click()
    assert desk.editor.text() == "[x] soita 24.11.\n! päätös"
    assert stored(desk.ws, rid).body == "[x] soita 24.11.\n! päätös"
    assert tasks_of(desk, rid)[0]["state"] == "done"
    links = [b.accessibleName() for b in desk.page.view.strip.findChildren(QPushButton)]
    assert "päätös" in links


def test_attendance_by_ticks_and_guests_typed(desk: Desk) -> None:
    rid = service.create(desk.ws, [desk.team or 0])
    desk.open(rid)
    strip = desk.page.view.strip
    boxes = {b.accessibleName(): b for b in strip.findChildren(QCheckBox)}
    boxes["Anna Virtanen"].setFocus()
    QTest.keyClick(boxes["Anna Virtanen"], Qt.Key.Key_Space)
    kept = focused()
    assert isinstance(kept, QCheckBox)
    assert kept.accessibleName() == "Anna Virtanen"
    guest = next(f for f in strip.findChildren(QLineEdit) if "guest" in f.accessibleName())
    type_text(guest, "Vieras Östman\n")
    there = [(one.name, one.state) for one in store.attendance(desk.ws.read, rid)]
    assert there == [("Anna Virtanen", "present"), ("Vieras Östman", "present")]


def test_who_came_late_is_told_in_a_menu(desk: Desk) -> None:
    rid = service.create(desk.ws, [desk.team or 0])
    desk.open(rid)
    strip = desk.page.view.strip

    def visible(kind: type[W], name: str) -> list[W]:
        return [b for b in strip.findChildren(kind) if b.isVisible() and b.accessibleName() == name]

    for place, state in ((1, "late"), (2, "left_early"), (3, "absent")):
        desk.bot.waitUntil(lambda: bool(visible(QPushButton, "How Anna Virtanen was there")))
        (more,) = visible(QPushButton, "How Anna Virtanen was there")
        assert more.focusPolicy() & Qt.FocusPolicy.TabFocus
        more.menu().actions()[place].trigger()
        assert [one.state for one in store.attendance(desk.ws.read, rid)] == [state]
    desk.bot.waitUntil(lambda: bool(visible(QCheckBox, "Anna Virtanen")))
    assert not visible(QCheckBox, "Anna Virtanen")[0].isChecked()


def test_date_kind_title_and_team_are_changed_in_the_header(desk: Desk) -> None:
    rid = service.create(desk.ws, [desk.team or 0], body="teksti")
    desk.open(rid)
    header = desk.page.view.header
    type_text(header.title, "Käynti")
    header.day.selectAll()
    type_text(header.day, "5.10.\n")
    header.kind.setCurrentIndex(header.kind.findData("video"))
    header.kind.activated.emit(header.kind.currentIndex())
    desk.saved()
    QTest.keyClick(desk.shell, Qt.Key.Key_1, ALT)
    found = stored(desk.ws, rid)
    home = next(t for t in (1, 2) if t != desk.team)
    assert (found.title, found.held_on, found.kind) == ("Käynti", dt.date(2026, 10, 5), "video")
    assert found.team_rids == (home,)  # Kotihoito is the first by name
    assert "Kotihoito" in header.teams.text()


def test_a_date_that_does_not_exist_is_refused_and_nothing_changes(desk: Desk) -> None:
    rid = service.create(desk.ws, [])
    desk.open(rid)
    header = desk.page.view.header
    before = stored(desk.ws, rid)
    header.day.selectAll()
    type_text(header.day, "31.11.\n")
    assert stored(desk.ws, rid) == before


def test_escape_leaves_the_text_and_keeps_it(desk: Desk) -> None:
    rid = desk.new_note()
    type_text(desk.editor, "jotain")
    QTest.keyClick(desk.editor, Qt.Key.Key_Escape)
    assert stored(desk.ws, rid).body == "jotain"
    assert desk.page.list.hasFocus()


def test_a_note_left_without_a_word_leaves_nothing_behind(desk: Desk) -> None:
    rid = desk.new_note()
    QTest.keyClick(desk.editor, Qt.Key.Key_Escape)
    assert store.meeting(desk.ws.read, rid) is None
    assert desk.page.view.meeting is None
    kept = service.create(desk.ws, [])
    desk.open(kept)
    QTest.keyClick(desk.editor, Qt.Key.Key_Escape)
    assert store.meeting(desk.ws.read, kept) is not None


def test_another_note_is_chosen_with_the_arrows_and_the_first_is_stored(desk: Desk) -> None:
    first = service.create(desk.ws, [], held_on=dt.date(2026, 11, 1), body="eka")
    second = service.create(desk.ws, [], held_on=dt.date(2026, 11, 2), body="toka")
    desk.open(second)
    type_text(desk.editor, "X")
    desk.page.list.setFocus()
    QTest.keyClick(desk.page.list, Qt.Key.Key_Down)
    assert desk.editor.text() == "eka"
    assert stored(desk.ws, second).body == "Xtoka"
    assert desk.page.current_target().rid == first


def test_deleting_says_so_and_undo_brings_the_note_back(desk: Desk) -> None:
    rid = service.create(desk.ws, [desk.team or 0], body="[] soita")
    desk.open(rid)
    desk.page.list.setFocus()
    with desk.bot.waitSignal(desk.shell.notices.notice_raised) as raised:
        QTest.keyClick(desk.page.list, Qt.Key.Key_Delete)
    assert store.meeting(desk.ws.read, rid) is None
    assert desk.page.view.meeting is None
    assert raised.args
    raised.args[0].undo()
    assert stored(desk.ws, rid).body == "[] soita"
    assert [row.rid for row in desk.page.list.notes.rows] == [rid]


def test_the_list_filters_by_team_kind_and_tag(desk: Desk) -> None:
    ward = service.create(desk.ws, [desk.team or 0], kind="phone", body="#kiire")
    other = service.create(desk.ws, [], kind="visit")
    page = desk.page

    def shown() -> set[int]:
        return {row.rid for row in page.list.notes.rows}

    assert shown() == {ward, other}
    desk.context.navigate(Target("notes", "team", desk.team))
    assert shown() == {ward}
    desk.context.navigate(Target("notes", "team", None))
    page.kind.setCurrentIndex(page.kind.findData("visit"))
    page.kind.activated.emit(0)
    assert shown() == {other}
    page.kind.setCurrentIndex(0)
    page.kind.activated.emit(0)
    type_text(page.tag, "ki")
    desk.bot.waitUntil(lambda: shown() == {ward})


def test_a_tag_from_the_search_filters_the_list(desk: Desk) -> None:
    rid = service.create(desk.ws, [], body="#kiire")
    service.create(desk.ws, [], body="muuta")
    desk.page.kind.setCurrentIndex(2)
    desk.context.navigate(Target("notes", "tag", extra={"tag": "kiire"}))
    assert [row.rid for row in desk.page.list.notes.rows] == [rid]


def test_erasing_asks_first_and_leaves_nothing(desk: Desk) -> None:
    rid = service.create(desk.ws, [], body="salaisuus")
    desk.open(rid)
    notices = desk.shell.notices
    notices.answers.extend(["keep", "erase"])
    desk.page.view.header.erase_asked.emit()
    desk.bot.waitUntil(lambda: not notices.answers or len(notices.asked) == 1)
    assert store.meeting(desk.ws.read, rid) is not None
    desk.page.view.header.erase_asked.emit()
    desk.bot.waitUntil(lambda: store.meeting(desk.ws.read, rid) is None)
    assert desk.ws.undo_label() is None
    assert desk.page.view.meeting is None


def test_ten_thousand_notes_are_read_fifty_at_a_time(desk: Desk) -> None:
    with desk.ws.change(msg("test", "Many notes")) as db:
        db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "
            "INSERT INTO meeting(uuid, held_on, title, created_at) "
            "SELECT 'u' || i, date('2026-11-22', '-' || (i / 10) || ' days'), 'Note ' || i, '' "
            "FROM n"
        )
    notes = desk.page.list.notes
    assert notes.rowCount() == 50
    notes.fetchMore()
    assert notes.rowCount() == 100
    assert len({row.rid for row in notes.rows}) == 100
    days = [row.held_on for row in notes.rows]
    assert days == sorted(days, reverse=True)


def test_an_autosave_changes_the_row_without_reading_the_list_again(desk: Desk) -> None:
    rid = service.create(desk.ws, [], body="eka")
    desk.open(rid)
    notes = desk.page.list.notes
    with desk.bot.assertNotEmitted(notes.modelReset):
        type_text(desk.editor, "ihan ")
        desk.saved()
    assert notes.data(notes.index(0)) == "ihan eka"


def test_history_shows_what_changed_and_restores(desk: Desk) -> None:
    rid = service.create(desk.ws, [], body="eka\nsama")
    service.save_body(desk.ws, rid, "toka\nsama", "en")
    desk.open(rid)
    desk.page.view.open_history()
    pane = desk.page.view.history
    assert pane.text.toPlainText().split("\n")[:3] == ["− eka", "+ toka", "  sama"]
    assert not pane.restore.isEnabled()
    desk.bot.waitUntil(pane.list.hasFocus)
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    pane.restore.click()
    assert stored(desk.ws, rid).body == "eka\nsama"
    assert desk.editor.text() == "eka\nsama"
    desk.bot.waitUntil(desk.editor.hasFocus)


def test_a_pasted_picture_is_kept_and_shown(desk: Desk) -> None:
    rid = desk.new_note()
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(image)
    desk.editor.paste()
    desk.shell.jobs.wait_all()
    (picture,) = picture_store.pictures(desk.ws.read, rid)
    assert (picture.width, picture.height) == (60, 40)
    assert desk.page.view.pictures.shown == [picture]
    caption = desk.page.view.pictures.findChildren(QLineEdit)[0]
    type_text(caption, "Fläppi")
    desk.saved()
    assert picture_store.pictures(desk.ws.read, rid)[0].caption == "Fläppi"


def test_picture_files_are_dropped_and_bad_ones_refused(desk: Desk, tmp_path: Path) -> None:
    rid = desk.new_note()
    good, bad = tmp_path / "good.jpg", tmp_path / "bad.jpg"
    good.write_bytes(photo(30, 20))
    bad.write_bytes(b"not a picture")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(good))])
    assert desk.editor.canInsertFromMimeData(dropped)
    desk.editor.insertFromMimeData(dropped)
    desk.shell.jobs.wait_all()
    assert len(picture_store.pictures(desk.ws.read, rid)) == 1
    dropped.setUrls([QUrl.fromLocalFile(str(bad))])
    with desk.bot.waitSignal(desk.shell.notices.notice_raised) as raised:
        desk.editor.insertFromMimeData(dropped)
        desk.shell.jobs.wait_all()
    assert raised.args
    assert raised.args[0].problem
    assert desk.editor.text() == ""


def test_a_template_fills_an_empty_note(desk: Desk) -> None:
    rid = desk.new_note()
    templates = desk.page.view.templates
    assert templates.isVisible()
    templates.menu().actions()[0].trigger()
    desk.saved()
    assert stored(desk.ws, rid).body.startswith("#")
    assert stored(desk.ws, rid).kind == "phone"
    desk.bot.waitUntil(lambda: not templates.isVisible())


def test_a_full_disk_keeps_the_text_and_says_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rid = desk.new_note()
    writer = desk.ws._writer
    pages = int(writer.execute("PRAGMA page_count").fetchone()[0])
    writer.execute(f"PRAGMA max_page_count = {pages}")
    text = "pitkä rivi " * 20_000
    desk.editor.setPlainText(text)
    assert not desk.page.view.store_now()
    assert desk.shell.notices.banners
    assert desk.editor.text() == text
    assert stored(desk.ws, rid).body == ""
    assert len(list((desk.ws.folder / "rescue").iterdir())) == 1
    writer.execute("PRAGMA max_page_count = 1000000")
    desk.bot.waitUntil(lambda: not desk.shell.drafts.dirty, timeout=6000)
    assert stored(desk.ws, rid).body == text
    assert not desk.shell.notices.banners
    assert list((desk.ws.folder / "rescue").iterdir()) == []


def test_back_after_a_lock_the_same_note_and_cursor_are_there(desk: Desk) -> None:
    rid = service.create(desk.ws, [desk.team or 0], body="eka\ntoka rivi")
    desk.open(rid)
    desk.editor.place_cursor(1, 4)
    state, target = desk.page.state(), desk.page.current_target()
    other = type(desk.page)(desk.context)
    other.refresh()
    other.restore(state)
    other.open_target(target)
    assert other.view.editor.cursor_place() == (1, 4)
    other.deleteLater()


def test_with_little_room_the_strip_takes_the_place_of_the_list(desk: Desk) -> None:
    desk.open(service.create(desk.ws, [desk.team or 0], body="[] soita"))
    view, notes = desk.page.view, desk.page.list
    assert view.strip.isVisible()
    assert not view.header.details.isVisible()
    desk.shell.resize(1024, 640)
    desk.bot.waitUntil(view.header.details.isVisible)
    assert not view.strip.isVisible()
    assert notes.isVisible()
    view.header.details.click()
    assert view.strip.isVisible()
    assert not notes.isVisible()


def test_a_target_shows_the_line_that_a_task_came_from(desk: Desk) -> None:
    rid = service.create(desk.ws, [], body="eka\ntoka\n[] soita Annalle")
    uuid = stored(desk.ws, rid).uuid
    line = {"uuid": uuid, "line": "soita Annalle"}
    desk.context.navigate(Target("notes", "meeting", None, line))
    assert desk.editor.cursor_place()[0] == 2
    decision_note = service.create(desk.ws, [], body="! päätös")
    (decision,) = store.decisions(desk.ws.read, decision_note)
    desk.context.navigate(Target("notes", "decision", decision.rid))
    assert desk.page.current_target().rid == decision_note


def test_a_change_elsewhere_while_nothing_is_typed_is_shown(desk: Desk) -> None:
    rid = service.create(desk.ws, [], body="eka")
    desk.open(rid)
    with desk.ws.change(msg("test", "Elsewhere")) as db:
        update(db, "meeting", rid, {"body": "muuttui", "title": "Uusi"})
    assert desk.editor.text() == "muuttui"
    assert desk.page.view.header.title.text() == "Uusi"


def test_the_tab_of_a_team(desk: Desk) -> None:
    team = desk.team or 0
    tab = NotesTab(desk.context, team)
    desk.bot.addWidget(tab)
    stop = desk.ws.subscribe(tab.on_change)
    type_text(tab.line, "Soitettiin tänään\n")
    assert desk.editor.text() == "Soitettiin tänään\n"
    assert desk.page.view.meeting is not None
    assert desk.page.view.meeting.team_rids == (team,)
    assert [row.rid for row in tab.list.notes.rows] == [desk.page.view.meeting.rid]
    tab.list.opened.emit(tab.list.notes.rows[0].rid)
    stop()


def test_the_model_of_the_list_keeps_qts_rules(desk: Desk, qtmodeltester: object) -> None:
    with desk.ws.change(msg("test", "Notes")) as db:
        for number in range(60):
            insert(db, "meeting", {"held_on": f"2026-01-{number % 28 + 1:02}", "created_at": ""})
    qtmodeltester.check(desk.page.list.notes)  # type: ignore[attr-defined]  # the fixture has no type
