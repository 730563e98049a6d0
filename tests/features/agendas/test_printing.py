"""The agenda on the print page, in its log and on the command line."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk import cli_print
from coachdesk.features.agendas import service
from coachdesk.features.printing import offered
from coachdesk.features.printing.model import Order, Subject, Way
from coachdesk.features.printing.service import compose_documents, log_printed, print_log
from coachdesk.features.printing.store import language_of
from coachdesk.features.programmes import store as programmes
from coachdesk.handouts import agenda
from coachdesk.kernel.database import delete
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.features.agendas.plans import workshop
from tests.helpers.coaching import add_teams
from tests.helpers.workspaces import TODAY


@pytest.fixture(autouse=True)
def offers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = list(offered.HANDOUTS), list(offered.SUBJECTS)

    def offer() -> None:
        """As the catalogue does it."""
        offered.HANDOUTS[:] = [agenda.HANDOUT, agenda.FOR_COACHES]
        offered.SUBJECTS[:] = [agenda.SUBJECT]

    offer()
    monkeypatch.setattr(cli_print, "offer", offer)
    monkeypatch.setattr(cli_print, "HANDOUTS", (agenda.HANDOUT, agenda.FOR_COACHES))
    yield
    offered.HANDOUTS[:], offered.SUBJECTS[:] = before


def test_a_paper_is_in_the_language_of_the_plan_and_logged_by_name(ws: Workspace) -> None:
    event = workshop(ws)
    assert language_of(ws.read, Subject.EVENT, event.rid) == ""
    service.make_from_programme(ws, event.rid, "sv")
    order = Order(agenda.HANDOUT, (event.rid,), choices=agenda.HANDOUT.usual())
    papers = compose_documents(ws.read, order, TODAY)
    assert papers[0].document.language == "sv"
    log_printed(ws, order, papers, Way.PRINTED)
    (entry,) = print_log(ws.read)
    assert entry.subject.startswith("Workshop 1 · ")
    with ws.change(msg("test", "Delete")) as db:
        delete(db, "event", event.rid)
    assert print_log(ws.read)[0].subject == ""
    with pytest.raises(UserError, match="no longer there"):
        compose_documents(ws.read, order, TODAY)


def test_the_command_line_writes_all_agendas_and_that_of_a_team(
    ws: Workspace, tmp_path: Path
) -> None:
    event = workshop(ws)
    (stranger,) = add_teams(ws, "Stranger")
    assert stranger not in programmes.team_rids(ws.read, event.cohort_rid)
    service.make_from_programme(ws, event.rid, "en")
    assert cli_print.subjects_of(ws, agenda.HANDOUT) == [event.rid]
    file = tmp_path / "agenda.pdf"
    options = Namespace(
        handout="agenda_coach", all=False, team="ward 4", workshop="", output=file, language="",
        fillable=False,
    )  # fmt: skip
    assert cli_print.write_handouts(ws, options) == [file]
    assert file.read_bytes().startswith(b"%PDF")
    options.team = "Stranger"
    with pytest.raises(UserError, match="nothing to print"):
        cli_print.write_handouts(ws, options)
    assert len(cli_print.write_all(ws, tmp_path)) == 2
