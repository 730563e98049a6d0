"""What is typed is there again: after a crash, another language, a lock, an undo in a notice."""

import shutil
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.app import MIGRATIONS
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.page import NotesPage
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store as programme_store
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.teams import service as teams
from coachdesk.features.teams import store as team_store
from coachdesk.kernel import keys
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.drafts import LONGEST_WAIT_MS
from coachdesk.ui.i18n import set_language
from coachdesk.ui.notice_area import NoticeBar
from tests.helpers.coach import PASSPHRASE, Coach, type_text
from tests.helpers.coaching import template
from tests.helpers.workspaces import TODAY


def _new_note(coach: Coach) -> NotesPage:
    coach.presses("Ctrl+N")
    return coach.sees_page(NotesPage)


def _body(ws: Workspace) -> str:
    found = notes.newest(ws.read)
    meeting = notes.meeting(ws.read, found[0].rid)
    assert meeting is not None
    return meeting.body


def _after_a_crash(coach: Coach, copy: Path) -> str:
    """What a new start finds when the program vanished just now."""
    shutil.copytree(coach.folder, copy)
    ws = Workspace.open(copy, keys.unlock(copy, PASSPHRASE), MIGRATIONS, Clock(TODAY))
    try:
        return _body(ws)
    finally:
        ws.close()


def test_a_crash_after_a_pause_loses_nothing(coach: Coach, tmp_path: Path) -> None:
    coach.begins()
    type_text(_new_note(coach).view.editor, "Sovittu: luvut\nensi viikolla")
    coach.saved()
    assert _after_a_crash(coach, tmp_path / "copy") == "Sovittu: luvut\nensi viikolla"


def test_typing_without_a_pause_is_stored_each_second(coach: Coach) -> None:
    coach.begins()
    editor = _new_note(coach).view.editor
    began = time.monotonic()

    def types_on_until_stored() -> bool:
        type_text(editor, "a")
        return bool(_body(coach.ws))

    coach.bot.waitUntil(types_on_until_stored, timeout=5_000)
    assert time.monotonic() - began < 2 * LONGEST_WAIT_MS / 1000
    assert coach.shell.drafts.dirty or editor.text() == _body(coach.ws)


def test_another_language_keeps_the_place(coach: Coach) -> None:
    coach.begins()
    rid = teams.add_team(coach.ws, "Osasto 4")
    page = _new_note(coach)
    type_text(page.view.editor, "Ensimmäinen rivi\nToinen")
    page.view.editor.place_cursor(0, 5)
    meeting = page.view.meeting
    try:
        set_language("fi")
        page = coach.sees_page(NotesPage)
        assert page.view.meeting is not None
        assert meeting is not None
        assert page.view.meeting.rid == meeting.rid
        assert page.view.editor.text() == "Ensimmäinen rivi\nToinen"
        assert page.view.editor.cursor_place() == (0, 5)
        coach.shell.navigate(Target("teams", "team", rid, {"tab": "members"}))
        set_language("sv")
        assert coach.page().current_target() == Target("teams", "team", rid, {"tab": "members"})
    finally:
        set_language("en")


def test_a_half_typed_date_survives_a_lock(coach: Coach) -> None:
    coach.begins()
    team = teams.add_team(coach.ws, "Osasto 4")
    programmes.start_run(coach.ws, template(), "Kevät", [NewCohort(teams=[team])])
    coach.presses("Ctrl+3")
    line = coach.sees_page(WorkshopsPage).run_view.events.lines[1]
    type_text(line.day, "1.12.2026")
    coach.presses("Ctrl+L")
    coach.unlocks()
    event = programme_store.event(coach.ws.read, line.event.rid)
    assert event is not None
    assert str(event.starts_on) == "2026-12-01"


def test_undo_in_a_notice_takes_back_that_very_thing(coach: Coach) -> None:
    coach.begins()
    for name in ("Osasto 4", "Osasto 5"):
        teams.add_team(coach.ws, name)
    coach.presses("Ctrl+2")
    team = team_store.list_teams(coach.ws.read)[0]
    coach.shell.navigate(Target("teams", "team", team.rid))
    coach.does("teams.archive")
    bar = coach.sees(NoticeBar)
    type_text(_new_note(coach).view.editor, "Jotain muuta sillä välin")
    coach.saved()
    assert bar.isVisible()
    bar.undo.click()
    assert [each.name for each in team_store.list_teams(coach.ws.read)] == ["Osasto 4", "Osasto 5"]
    assert _body(coach.ws) == "Jotain muuta sillä välin"


def test_teams_have_the_same_numbers_in_the_sidebar_and_in_a_note(coach: Coach) -> None:
    coach.begins()
    for name in ("Aamu", "Ilta", "Yö"):
        teams.add_team(coach.ws, name)
    later = team_store.list_teams(coach.ws.read)[1]
    programmes.start_run(coach.ws, template(), "Kevät", [NewCohort(teams=[later.rid])])
    page = _new_note(coach)
    frame = coach.shell.frame
    assert frame is not None
    in_sidebar = [target.rid for target in frame.sidebar._rows]
    for number, rid in enumerate(in_sidebar, start=1):
        coach.presses(f"Alt+{number}")
        assert page.view.meeting is not None
        assert page.view.meeting.team_rids == (rid,)
    assert in_sidebar[0] == later.rid


def test_the_page_of_notes_shows_the_newest_and_types_only_where_asked(coach: Coach) -> None:
    coach.begins()
    page = _new_note(coach)
    type_text(page.view.editor, "Eilinen käynti")
    coach.saved()
    coach.leaves()
    coach.starts()
    coach.unlocks()
    coach.presses("Ctrl+6")
    page = coach.sees_page(NotesPage)
    assert page.view.editor.text() == "Eilinen käynti"
    coach.bot.waitUntil(lambda: coach.shell.focusWidget() is page.list)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert coach.shell.focusWidget() is page.view.editor


def test_a_new_note_is_for_the_team_in_hand(coach: Coach) -> None:
    coach.begins()
    first, second = (teams.add_team(coach.ws, name) for name in ("Aamu", "Ilta"))

    def about(page: NotesPage) -> tuple[int, ...]:
        assert page.view.meeting is not None
        return page.view.meeting.team_rids

    page = _new_note(coach)
    assert about(page) == ()
    coach.presses("Alt+2")
    _new_note(coach)
    assert about(page) == (second,), "as the note that was open"
    page.team.setCurrentIndex(page.team.findData(first))
    _new_note(coach)
    assert about(page) == (first,), "as the list that is shown"
    coach.shell.navigate(Target("teams", "team", second))
    _new_note(coach)
    assert about(page) == (second,), "as the team that is shown"
