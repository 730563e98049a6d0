"""Papers made, saved and logged without any window."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from coachdesk.features.notes import service as notes
from coachdesk.features.printing.model import Order, Way
from coachdesk.features.printing.service import (
    compose_documents,
    log_printed,
    make_file,
    make_files,
    print_log,
    save_as,
    save_into,
    suggested_name,
)
from coachdesk.features.teams import service as teams
from coachdesk.kernel.dates.zone import local_day
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind, UserError
from tests.documents.reading import faults, page_texts, reader
from tests.handouts.home import Home
from tests.handouts.papers import HANDOUTS, usual
from tests.helpers.workspaces import TODAY


class Stop(Exception):  # noqa: N818 - not an error
    """What cancels in these tests."""


def order(home: Home, key: str = "team_summary", language: str = "") -> Order:
    both = (home.ward, home.home_care)
    return Order(HANDOUTS[key], both, language, choices=usual(key))


def test_each_team_gets_its_own_language(home: Home) -> None:
    papers = compose_documents(home.ws.read, order(home), TODAY)
    assert [paper.document.language for paper in papers] == ["fi", "sv"]
    asked = compose_documents(home.ws.read, order(home, language="en"), TODAY)
    assert [paper.document.language for paper in asked] == ["en", "en"]


def test_a_run_speaks_the_fallback_and_a_meeting_its_teams_language(home: Home) -> None:
    calls = Order(HANDOUTS["call_list"], (home.run,), fallback="sv")
    assert compose_documents(home.ws.read, calls, TODAY)[0].document.language == "sv"
    rid = notes.create(home.ws, [home.home_care])
    minutes = Order(HANDOUTS["minutes"], (rid,), fallback="en")
    assert compose_documents(home.ws.read, minutes, TODAY)[0].document.language == "sv"
    alone = Order(HANDOUTS["minutes"], (notes.create(home.ws, []),), fallback="en")
    assert compose_documents(home.ws.read, alone, TODAY)[0].document.language == "en"


def test_nothing_chosen_and_something_deleted_are_said(home: Home) -> None:
    with pytest.raises(UserError, match="at least one team"):
        compose_documents(home.ws.read, replace(order(home), subjects=()), TODAY)
    teams.delete_team(home.ws, home.home_care)
    with pytest.raises(UserError, match="no longer there"):
        compose_documents(home.ws.read, order(home), TODAY)


def test_several_teams_in_one_file_conform(home: Home, qapp: object) -> None:
    file = make_file(compose_documents(home.ws.read, order(home, language="en"), TODAY), "all.pdf")
    assert faults(file.data) == []
    said = " ".join(page_texts(file.data))
    assert "Osasto 4 – Team summary" in said
    assert "Hemvård <Syd> & co – Team summary" in said


def test_one_file_each_under_names_that_are_free(home: Home, tmp_path: Path) -> None:
    files = make_files(compose_documents(home.ws.read, order(home, language="en"), TODAY))
    first = save_into(files, tmp_path)
    again = save_into(files, tmp_path)
    assert [path.name for path in first] == [
        "Osasto 4 – Team summary.pdf",
        "Hemvård -Syd- & co – Team summary.pdf",
    ]
    assert again[0].name == "Osasto 4 – Team summary (2).pdf"
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert len(list(tmp_path.iterdir())) == len(first) + len(again) + 1  # and the workspace
    assert reader(first[1].read_bytes()).metadata.title.startswith("Hemvård")  # type: ignore[union-attr]  # our PDFs have one


def test_two_teams_of_one_name_do_not_overwrite_each_other(home: Home, tmp_path: Path) -> None:
    teams.update_team(home.ws, home.home_care, name="OSASTO 4")
    folder = tmp_path / "out"
    folder.mkdir()
    papers = compose_documents(home.ws.read, order(home, language="en"), TODAY)
    save_into(make_files(papers), folder)
    assert len({path.name.casefold() for path in folder.iterdir()}) == 2


def test_giving_up_leaves_nothing(home: Home) -> None:
    papers = compose_documents(home.ws.read, order(home), TODAY)
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == 1:
            raise Stop

    for make in (make_files, lambda p, tell: make_file(p, "x", tell)):
        told.clear()
        with pytest.raises(Stop):
            make(papers, stop)
        assert told[0] == (0, 2)
        assert told[-1] == (1, 2)


def test_a_file_that_cannot_be_written_is_said_and_the_old_one_stays(
    home: Home, tmp_path: Path
) -> None:
    file = make_file(compose_documents(home.ws.read, order(home), TODAY), "x.pdf")
    with pytest.raises(EnvironmentProblem) as caught:
        save_as(file, tmp_path / "gone" / "x.pdf")
    assert caught.value.kind is ProblemKind.MISSING
    assert "could not be saved" in str(caught.value)
    kept = tmp_path / "kept.pdf"
    kept.write_bytes(b"old")
    (tmp_path / ".kept.pdf.tmp").mkdir()  # so that the new one cannot be begun
    with pytest.raises(EnvironmentProblem):
        save_as(file, kept)
    assert kept.read_bytes() == b"old"


def test_the_log_tells_what_left_and_is_no_undo_step(home: Home) -> None:
    before = home.ws.undo_label()
    wanted = order(home)
    papers = compose_documents(home.ws.read, wanted, TODAY)
    log_printed(home.ws, wanted, papers, Way.SAVED)
    minutes = Order(HANDOUTS["minutes"], (home.meeting,), "en")
    log_printed(home.ws, minutes, compose_documents(home.ws.read, minutes, TODAY), Way.PRINTED)
    log = print_log(home.ws.read)
    assert [(one.handout, one.subject, one.language, one.way) for one in log] == [
        ("minutes", "Osasto 4", "en", Way.PRINTED),
        ("team_summary", "Hemvård <Syd> & co", "sv", Way.SAVED),
        ("team_summary", "Osasto 4", "fi", Way.SAVED),
    ]
    assert local_day(log[0].at) == TODAY
    assert home.ws.undo_label() == before
    home.ws.undo()
    assert len(print_log(home.ws.read)) == 3
    assert len(print_log(home.ws.read, limit=1)) == 1


def test_the_log_keeps_no_name_of_what_was_erased(home: Home) -> None:
    wanted = replace(order(home), subjects=(home.empty,))
    log_printed(home.ws, wanted, compose_documents(home.ws.read, wanted, TODAY), Way.SAVED)
    home.ws.erase({"team": [home.empty]})
    assert [one.subject for one in print_log(home.ws.read)] == [""]


def test_names_say_what_and_for_whom(home: Home) -> None:
    papers = compose_documents(home.ws.read, order(home, language="en"), TODAY)
    assert suggested_name(papers) == "Team summary.pdf"
    assert suggested_name(papers[:1]) == "Osasto 4 – Team summary.pdf"


def test_papers_need_no_window() -> None:
    code = (
        "import sys\n"
        "from coachdesk.features.printing import service\n"
        "from coachdesk.handouts import (call_list, checklist, minutes, task_list, team_summary)\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'reportlab'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
