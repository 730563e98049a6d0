"""From a note to minutes that others can edit, and a form that a team fills in on its computer."""

from pathlib import Path

from coachdesk.features.notes import service as notes
from coachdesk.features.notes.page import NotesPage
from coachdesk.features.printing.model import Way
from coachdesk.features.printing.page import PrintPage
from coachdesk.features.printing.service import print_log
from coachdesk.features.teams import service as teams
from coachdesk.handouts.form import FILLABLE
from coachdesk.ui.context import Target
from tests.documents.reading import faults, reader
from tests.documents.word_reading import outline
from tests.helpers.coach import Coach, type_text

NOTE = "Kävimme läpi työvuorot: Ŧuula & Åke.\n- =1+1 ei ole kaava\n"


def test_a_note_becomes_a_word_document(coach: Coach, tmp_path: Path) -> None:
    coach.begins()
    ward = teams.add_team(coach.ws, "Osasto 4")
    notes.create(coach.ws, [ward], body="toinen")
    note = notes.create(coach.ws, [ward], body="")
    coach.shell.navigate(Target("notes", "meeting", note))
    type_text(coach.sees_page(NotesPage).view.editor, NOTE)
    coach.does("notes.minutes")  # the last words are stored first
    page = coach.sees_page(PrintPage)
    assert page.order().handout.key == "minutes"
    assert page.order().subjects == (note,)
    saved = tmp_path / "muistio.docx"
    coach.shell.notices.answers.append(saved)
    page.verbs.word.click()
    coach.bot.waitUntil(lambda: bool(print_log(coach.ws.read)), timeout=15_000)
    lines = outline(saved.read_bytes()).splitlines()
    assert lines[0] == "Title: Osasto 4 – Muistio"
    assert "Normal: Kävimme läpi työvuorot: Ŧuula & Åke." in lines
    assert "List Bullet: =1+1 ei ole kaava" in lines
    assert print_log(coach.ws.read)[0].way is Way.WORD


def test_a_team_gets_a_form_for_its_computer(coach: Coach, tmp_path: Path) -> None:
    coach.begins()
    team = teams.add_team(coach.ws, "Työpari Å & Ö")
    coach.shell.navigate(Target("print", "team", team, {"handout": "goals_sheet"}))
    page = coach.sees_page(PrintPage)
    page.form.part(FILLABLE).click()
    saved = tmp_path / "tavoitteet.pdf"
    coach.shell.notices.answers.append(saved)
    coach.does("print.save")
    coach.bot.waitUntil(lambda: bool(print_log(coach.ws.read)), timeout=15_000)
    assert faults(saved.read_bytes()) == []
    fields = list((reader(saved.read_bytes()).get_fields() or {}).values())
    assert fields[0]["/V"] == "Työpari Å & Ö"
    assert print_log(coach.ws.read)[0].way is Way.SAVED
