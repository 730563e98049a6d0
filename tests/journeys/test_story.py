"""The whole story: from the first start to a printed summary, a lock and the next morning."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from coachdesk.features.checklists import store as checklists
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.checklists.page import PreworkPage
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.page import NotesPage
from coachdesk.features.overview.page import TeamsPage
from coachdesk.features.overview.team_list import TeamList
from coachdesk.features.printing.page import PrintPage
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.tasks.page import TasksPage
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.import_panel import ImportPanel
from coachdesk.kernel.database import rows
from coachdesk.ui.context import Target
from coachdesk.ui.palette_list import RESULT_ROLE
from coachdesk.ui.results import Result
from coachdesk.ui.session.first_start import FirstStartView
from tests.documents.reading import faults, page_texts, reader
from tests.helpers.coach import PASSPHRASE, Coach, type_text
from tests.helpers.coaching import choose_programme

SPREADSHEET = (
    "Tiimi\tTyöyksikkö\tHyvinvointialue\tNimi\tAmmattiryhmä\tRooli\n"
    "Kotihoito, etelä\tKotihoidon etelä\tPohjois-Savo\tAnna Šimo\tsairaanhoitaja\tesihenkilö\n"
    "Kotihoito, etelä\t\t\tMikko Ääri\tlähihoitaja\tjäsen\n"
)
NOTE = (
    "Kävimme läpi työvuorosuunnittelua.\n"
    "[] @Anna pyytää henkilöstöltä luvut 24.11.\n"
    "\n"  # an empty task line ends the list
    "! Iltapalaveri jää pois tammikuussa\n"
    "Kuormitus on ollut kova #jaksaminen\n"
)


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offers of names are a popup
def test_the_whole_story(finnish: Coach, tmp_path: Path) -> None:
    coach = finnish
    _starts_for_the_first_time(coach, tmp_path / "palautus.pdf")
    ward, home_care = _adds_two_teams(coach)
    _starts_the_programme(coach)
    _ticks_pre_work(coach)
    _agrees_tasks(coach, home_care)
    note = _writes_a_note(coach, home_care)
    _finds_it_by_another_inflection(coach, note)
    _undoes_a_mistake(coach, ward)
    _saves_the_summary_in_swedish(coach, home_care, tmp_path / "yhteenveto.pdf")
    _closes_the_lid_in_the_middle_of_a_sentence(coach, note)
    _opens_it_the_next_morning(coach, note)


def _starts_for_the_first_time(coach: Coach, sheet: Path) -> None:
    coach.starts()
    view = coach.sees(FirstStartView)
    type_text(view.first, PASSPHRASE)
    type_text(view.second, PASSPHRASE + "\n")
    coach.bot.waitUntil(lambda: hasattr(view, "save_button"), timeout=10_000)
    code = view.code_label.text()
    coach.shell.notices.answers.append(sheet)
    view.save_button.click()
    coach.bot.waitUntil(view.start_button.isEnabled, timeout=10_000)
    data = sheet.read_bytes()
    assert code in " ".join(page_texts(data))
    assert faults(data) == []
    view.start_button.click()
    coach.waits_until_open()


def _adds_two_teams(coach: Coach) -> tuple[int, int]:
    coach.presses("Ctrl+2")
    found = coach.sees(TeamList)
    type_text(found.add_row, "Osasto 4\n")
    QGuiApplication.clipboard().setText(SPREADSHEET)
    found.table.paste_asked.emit()
    panel = coach.sees(ImportPanel)
    coach.bot.waitUntil(panel.add_button.isEnabled, timeout=10_000)
    panel.add_button.click()
    by_name = {team.name: team.rid for team in teams.list_teams(coach.ws.read)}
    assert sorted(by_name) == ["Kotihoito, etelä", "Osasto 4"]
    people = teams.members(coach.ws.read, by_name["Kotihoito, etelä"])
    assert [person.name for person in people] == ["Anna Šimo", "Mikko Ääri"]
    return by_name["Osasto 4"], by_name["Kotihoito, etelä"]


def _starts_the_programme(coach: Coach) -> None:
    coach.presses("Ctrl+3")
    page = coach.sees_page(WorkshopsPage)
    assert len(page.start_form.cohorts[0].picker.chosen()) == 2
    choose_programme(page.start_form)
    page.start_form.go.click()
    assert page.place is not None
    workshop = page.run_view.events.lines[1]
    type_text(workshop.day, "vko 49\n")
    assert workshop.event.starts_on is not None
    assert workshop.event.starts_on.isoformat() == "2026-11-30", "the Monday of the week"


def _ticks_pre_work(coach: Coach) -> None:
    coach.presses("Ctrl+4")
    page = coach.sees_page(PreworkPage)
    page.matrix.setCurrentIndex(page.model.index(0, 1))
    for key in (Qt.Key.Key_3, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_4):
        QTest.keyClick(page.matrix, key)
    cells = [page.model.index(0, column).data() for column in (0,)]
    assert cells == ["1/11"]
    states = rows(coach.ws.read, "SELECT state FROM checklist_item WHERE state <> 'not_started'")
    assert sorted(row["state"] for row in states) == sorted(
        state.value for state in (ItemState.DONE, ItemState.IN_PROGRESS, ItemState.NOT_APPLICABLE)
    )
    assert len(checklists.progress_of_teams(coach.ws.read, coach.ws.clock.today())) == 2


def _agrees_tasks(coach: Coach, team: int) -> None:
    coach.presses("Ctrl+5")
    page = coach.sees_page(TasksPage)
    page.team_filter.setCurrentIndex(page.team_filter.findData(team))
    type_text(page.add_row.field, "Mikko kysyy työterveydestä @Mikko Ääri ensi torstaina\n")
    type_text(page.add_row.field, "Tilaa tulkki @minä huomenna\n")
    found = rows(
        coach.ws.read,
        "SELECT title, due_on, member_rid FROM task WHERE team_rid = ? AND source = 'typed' "
        "ORDER BY rid",
        (team,),
    )
    assert [(row["title"], row["due_on"]) for row in found] == [
        ("Mikko kysyy työterveydestä", "2026-11-26"),
        ("Tilaa tulkki", "2026-11-23"),
    ]
    mikko = teams.members(coach.ws.read, team)[1]
    assert found[0]["member_rid"] == mikko.rid


def _writes_a_note(coach: Coach, team: int) -> int:
    coach.shell.navigate(Target("teams", "team", team))
    coach.presses("Ctrl+N")
    page = coach.sees_page(NotesPage)
    type_text(page.view.editor, NOTE)
    coach.saved()
    meeting = page.view.meeting
    assert meeting is not None
    assert meeting.team_rids == (team,), "the note is about the team in hand"
    task = notes.tasks(coach.ws.read, meeting.uuid)[0]
    assert (task.title, task.who, str(task.due_on)) == (
        "pyytää henkilöstöltä luvut", "Anna Šimo", "2026-11-24"
    )  # fmt: skip
    decision = notes.decisions(coach.ws.read, meeting.rid)[0]
    assert decision.text == "Iltapalaveri jää pois tammikuussa"
    return meeting.rid


def _finds_it_by_another_inflection(coach: Coach, note: int) -> None:
    coach.presses("Ctrl+1")
    coach.presses("Ctrl+K")
    assert coach.shell.frame is not None
    field, palette = coach.shell.frame.header.search, coach.shell.frame.palette_list

    def finds() -> bool:
        found = [palette.model.index(i).data(RESULT_ROLE) for i in range(palette.model.rowCount())]
        targets = [each.target for each in found if isinstance(each, Result) and each.target]
        if any(target.page == "notes" and target.rid == note for target in targets):
            return True
        if palette.idle:  # the index follows in the background: ask again
            field.clear()
            type_text(field, "työvuorosuunnittelun")
        return False

    coach.bot.waitUntil(finds, timeout=20_000)
    QTest.keyClick(field, Qt.Key.Key_Return)
    page = coach.sees_page(NotesPage)
    assert page.view.meeting is not None
    assert page.view.meeting.rid == note


def _undoes_a_mistake(coach: Coach, team: int) -> None:
    coach.shell.navigate(Target("teams", "team", team))
    coach.shell.notices.answers.append("delete")
    coach.does("teams.delete")
    coach.bot.waitUntil(lambda: teams.team(coach.ws.read, team) is None)
    coach.does("edit.undo")
    assert teams.team(coach.ws.read, team) is not None


def _saves_the_summary_in_swedish(coach: Coach, team: int, file: Path) -> None:
    coach.shell.navigate(Target("teams", "team", team))
    coach.does("teams.print")
    page = coach.sees_page(PrintPage)
    page.form._radios["sv"].click()
    coach.bot.waitUntil(lambda: not page.live.busy, timeout=10_000)
    coach.shell.notices.answers.append(file)
    coach.presses("Ctrl+Shift+S")
    coach.bot.waitUntil(lambda: file.exists() and not page.output.busy, timeout=20_000)
    data = file.read_bytes()
    text = " ".join(page_texts(data))
    assert str(reader(data).root_object["/Lang"]).startswith("sv")
    assert "Nästa workshop" in text
    assert "Anna Šimo" in text
    assert "työvuorosuunnittelua" not in text, "a note is printed only when it is picked"
    assert faults(data) == []


def _closes_the_lid_in_the_middle_of_a_sentence(coach: Coach, note: int) -> None:
    coach.shell.navigate(Target("notes", "meeting", note))
    editor = coach.sees_page(NotesPage).view.editor
    editor.place_cursor(0, 6)
    type_text(editor, " yhdessä")
    place = editor.cursor_place()
    coach.presses("Ctrl+L")
    assert not coach.shell.is_open()
    coach.unlocks()
    page = coach.sees_page(NotesPage)
    assert page.view.meeting is not None
    assert page.view.meeting.rid == note
    assert page.view.editor.text().startswith("Kävimme"[:6] + " yhdessä")
    assert page.view.editor.cursor_place() == place


def _opens_it_the_next_morning(coach: Coach, note: int) -> None:
    coach.leaves()
    coach.starts()
    coach.unlocks()
    stored = notes.meeting(coach.ws.read, note)
    assert stored is not None
    assert " yhdessä" in stored.body
    assert len(teams.list_teams(coach.ws.read)) == 2
    coach.does("edit.undo")
    undone = notes.meeting(coach.ws.read, note)
    assert undone is not None
    assert " yhdessä" not in undone.body, "undo goes on after a restart"
    coach.shell.navigate(Target("teams"))
    assert isinstance(coach.page(), TeamsPage)
