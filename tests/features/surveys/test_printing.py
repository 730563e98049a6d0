"""Surveys on the print page, in its log and on the command line."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from coachdesk.cli_print import subjects_of, write_all
from coachdesk.features.printing.model import Order, Way
from coachdesk.features.printing.offered import find_subject
from coachdesk.features.printing.page import PrintPage
from coachdesk.features.printing.service import compose_documents, log_printed, print_log
from coachdesk.features.printing.subjects import SubjectCard
from coachdesk.features.surveys import service
from coachdesk.features.surveys.model import Answer, Sheet
from coachdesk.features.surveys.page import SurveysPage
from coachdesk.handouts.survey_report import HANDOUT, SUBJECT
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from tests.helpers.coaching import window
from tests.helpers.shown import bring_up
from tests.helpers.workspaces import TODAY


def _wave(ws: Workspace, name: str) -> int:
    rid = service.add_wave(ws, "pre_survey", name, TODAY)
    service.save_sheet(ws, rid, None, Sheet({"county": Answer((10,))}))
    return rid


def test_a_survey_is_chosen_printed_and_logged(ws: Workspace, qtbot: QtBot) -> None:
    older, newer = _wave(ws, "Older"), _wave(ws, "Newer")
    card = SubjectCard()
    card.refresh(ws.read, TODAY)
    card.show_kind(HANDOUT.subject)
    assert card.chosen(HANDOUT.subject) == (newer,)
    card.choose(HANDOUT.subject, (older,))
    card.refresh(ws.read, TODAY)
    assert card.chosen(HANDOUT.subject) == (older,)
    order = Order(HANDOUT, (older,), "sv", choices=HANDOUT.usual())
    papers = compose_documents(ws.read, order, TODAY)
    assert papers[0].document.subject == "Förhandsenkät: Older"
    log_printed(ws, order, papers, Way.PRINTED)
    (entry,) = print_log(ws.read)
    assert (entry.subject, entry.way) == ("Older", Way.PRINTED)
    service.delete_wave(ws, older)
    assert print_log(ws.read)[0].subject == ""
    assert HANDOUT.collect(ws.read, older, TODAY, HANDOUT.usual()) is None


def test_all_reports_are_written_by_the_command_line(ws: Workspace, tmp_path: Path) -> None:
    rids = [_wave(ws, "One"), _wave(ws, "Two")]
    assert sorted(subjects_of(ws, HANDOUT)) == rids
    assert find_subject(HANDOUT.subject) is SUBJECT
    paths = write_all(ws, tmp_path)
    assert len(paths) == 2
    assert {entry.subject for entry in print_log(ws.read)} == {"One", "Two"}


def test_the_page_opens_the_print_page_at_its_report(
    ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    older, _newer = _wave(ws, "Older"), _wave(ws, "Newer")
    shell = window(ws, tmp_path, (SurveysPage, PrintPage))
    bring_up(shell, qtbot)
    assert shell.frame is not None
    page = shell.frame.page
    assert isinstance(page, SurveysPage)
    page.open_target(Target("surveys", "survey", older))
    page.print_button.click()
    printing = shell.frame.page
    assert isinstance(printing, PrintPage)
    assert printing.order().handout is HANDOUT
    assert printing.order().subjects == (older,)
    assert printing.verbs.print.isEnabled()
    qtbot.waitUntil(lambda: not printing.live.busy)
    printing.live.pdf.as_text.click()
    assert "Older" in printing.live.pdf.text.toPlainText()
    shell.close_workspace()
