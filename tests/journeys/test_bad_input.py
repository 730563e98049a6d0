"""What people type and paste by mistake, through the real window: told clearly, nothing lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from coachdesk.features.notes import store as notes
from coachdesk.features.notes.page import NotesPage
from coachdesk.features.overview.team_list import TeamList
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.tasks.page import TasksPage
from coachdesk.features.teams import service as teams
from coachdesk.features.teams import store as team_store
from coachdesk.features.teams.import_panel import ImportPanel
from coachdesk.features.teams.members_tab import MembersTab
from coachdesk.kernel.database import value
from coachdesk.ui.context import Target
from coachdesk.ui.notice_area import NoticeBar
from tests.helpers.coach import Coach, type_text

ODD_NAMES = [
    "Tiimi 🦌👩‍👩‍👧 ✓",
    "فريق المستشفى",
    "=1+1",
    "@cmd|' /C calc'!A0",
    "Šámi ŧiimi – “lainaus”",
    "'; DROP TABLE team; --",
    "<b>lihava</b> &amp; %s {name}",
]


def _shown(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_kept_as_they_are_and_shown_everywhere(coach: Coach, name: str) -> None:
    coach.begins()
    coach.presses("Ctrl+2")
    type_text(coach.sees(TeamList).add_row, f"{name}\n")
    team = team_store.list_teams(coach.ws.read)[0]
    assert team.name == name
    assert coach.shell.frame is not None
    for key in coach.shell.frame.page_keys():
        coach.shell.navigate(Target(key))
    coach.shell.navigate(Target("teams", "team", team.rid))
    assert name in _shown(coach.page())
    assert not coach.shell.grab(coach.shell.rect()).isNull()


@pytest.mark.parametrize("typed", ["   ", "\u200b\u202e", "x" * 10_000])
def test_a_name_that_cannot_be_used_is_told_and_stays_to_be_mended(
    coach: Coach, typed: str
) -> None:
    coach.begins()
    coach.presses("Ctrl+2")
    row = coach.sees(TeamList).add_row
    row.setText(typed)
    type_text(row, "\n")
    found = team_store.list_teams(coach.ws.read)
    if found:
        assert found[0].name == typed, "never cut silently"
    elif typed.strip():
        assert coach.sees(NoticeBar).message.text()
        assert row.text() == typed


def test_control_characters_never_reach_the_data(coach: Coach) -> None:
    coach.begins()
    coach.presses("Ctrl+2")
    row = coach.sees(TeamList).add_row
    row.setText("Osa\x00sto\x07 \x1b4")
    type_text(row, "\n")
    stored = value(coach.ws.read, "SELECT name FROM team")
    assert not any(ord(character) < 32 for character in str(stored))
    coach.presses("Ctrl+N")
    page = coach.sees_page(NotesPage)
    page.view.editor.insertPlainText("rivi\x00yksi\x0b\nrivi kaksi")
    coach.saved()
    assert page.view.meeting is not None
    meeting = notes.meeting(coach.ws.read, page.view.meeting.rid)
    assert meeting is not None
    assert "\x00" not in meeting.body
    assert meeting.body.endswith("rivi kaksi")


@pytest.mark.parametrize(
    "day",
    [
        "31.11.", "29.2.2027", "vko 54", "v. 53/2027", "eilisen jälkeen",
        "20.–18.1.2027", "20.1.2027–18.1.2027", "1.2.–15.5.2027",
    ],
)  # fmt: skip
def test_days_that_do_not_exist_are_told_and_nothing_changes(coach: Coach, day: str) -> None:
    coach.begins()
    team = teams.add_team(coach.ws, "Osasto 4")
    coach.presses("Ctrl+3")
    page = coach.sees_page(WorkshopsPage)
    page.start_form.go.click()
    line = page.run_view.events.lines[1]
    type_text(line.day, f"{day}\n")
    assert coach.sees(NoticeBar).message.text()
    assert line.event.starts_on is None
    assert line.day.text() == day, "what was typed stays to be mended"
    coach.presses("Ctrl+5")
    tasks = coach.sees_page(TasksPage)
    tasks.team_filter.setCurrentIndex(tasks.team_filter.findData(team))
    assert team


def test_a_table_that_is_none_is_refused_with_the_reason(coach: Coach, tmp_path: Path) -> None:
    coach.begins()
    coach.presses("Ctrl+2")
    coach.does("teams.import")
    panel = coach.sees(ImportPanel)
    for number, content in enumerate([b"PK\x03\x04 not a workbook", b"", b"\x00\x01\x02" * 100]):
        file = tmp_path / f"{number}.xlsx"
        file.write_bytes(content)
        coach.shell.notices.answers.append(file)
        panel.file_button.click()
        coach.bot.waitUntil(panel._problem.isVisible, timeout=10_000)
        assert panel._problem.text()
        assert not panel.add_button.isEnabled()
        panel._problem.hide()
    panel.cancel_button.click()
    assert team_store.list_teams(coach.ws.read) == []


def test_formulas_in_pasted_rows_are_text(coach: Coach) -> None:
    coach.begins()
    rid = teams.add_team(coach.ws, "Osasto 4")
    coach.shell.navigate(Target("teams", "team", rid, {"tab": "members"}))
    coach.sees(MembersTab).open_import("Nimi\tAmmatti\n=1+1\t@cmd\n")
    panel = coach.sees(ImportPanel)
    coach.bot.waitUntil(panel.add_button.isEnabled, timeout=10_000)
    panel.add_button.click()
    member = team_store.members(coach.ws.read, rid)[0]
    assert (member.name, member.occupational_group) == ("=1+1", "@cmd")


def test_a_picture_that_is_none_is_refused_and_a_huge_one_is_scaled(
    coach: Coach, tmp_path: Path
) -> None:
    coach.begins()
    coach.presses("Ctrl+N")
    view = coach.sees_page(NotesPage).view
    not_one = tmp_path / "kuva.png"
    not_one.write_text("this is no picture", encoding="utf-8")
    coach.shell.notices.answers.append(not_one)
    view.add_picture.click()
    bar = coach.shell.findChild(NoticeBar)
    assert bar is not None
    coach.bot.waitUntil(bar.isVisible, timeout=10_000)
    assert value(coach.ws.read, "SELECT count(*) FROM picture") == 0
    huge = tmp_path / "taulu.png"
    image = QImage(8_000, 7_500, QImage.Format.Format_Grayscale8)
    image.fill(200)
    assert image.save(str(huge))
    coach.shell.notices.answers.append(huge)
    view.add_picture.click()
    count = "SELECT count(*) FROM picture"
    coach.bot.waitUntil(lambda: value(coach.ws.read, count) == 1, timeout=60_000)
    assert value(coach.ws.read, "SELECT max(width, height) FROM picture") <= 4_000


def test_a_long_note_is_typed_on(coach: Coach) -> None:
    coach.begins()
    coach.presses("Ctrl+N")
    editor = coach.sees_page(NotesPage).view.editor
    editor.insertPlainText("[] tehtävä\n" + "sana " * 20_000)
    coach.saved()
    type_text(editor, "loppu")
    coach.saved()
    assert str(value(coach.ws.read, "SELECT body FROM meeting")).endswith("loppu")


@pytest.mark.parametrize(
    "key",
    [
        "today", "teams", "workshops", "prework", "tasks", "notes", "calendar", "agenda",
        "surveys", "methods", "print", "programmes", "settings",
    ],
)  # fmt: skip
def test_an_empty_file_teaches_what_to_do_next(coach: Coach, key: str) -> None:
    coach.begins()
    coach.shell.navigate(Target(key))
    words = _shown(coach.page())
    assert len(words) > 40, words
    child = coach.page().childAt(QPoint(coach.page().width() // 2, coach.page().height() // 2))
    assert child is not None or key == "settings"
