"""The workshops and their packs on the command line, over the demo and over a file of one's own."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coachdesk.__main__ import main
from coachdesk.app import open_workspace
from coachdesk.features.printing.service import print_log
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.workshop_day import service as workshop_day
from coachdesk.kernel import keys
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.workspace import Workspace
from tests.documents.reading import faults, page_texts, reader
from tests.helpers.coaching import WORKSHOP_1, add_teams, event_of, start_run
from tests.helpers.keys import CHEAP, PASSPHRASE
from tests.helpers.workspaces import TODAY

DONE, FAILED, USAGE = 0, 1, 2
DEMO = ("--demo", "--today", "2026-11-22")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
        yield


def listed(capsys: Captured, *arguments: str) -> list[dict[str, Any]]:
    assert main(["list", "workshops", "--json", *arguments]) == DONE
    records = json.loads(capsys.readouterr().out)
    assert isinstance(records, list)
    return records


def pack(workshop: str, output: Path, *more: str) -> int:
    return main(["print", "pack", *DEMO, "--workshop", workshop, "--output", str(output), *more])


def test_workshops_are_listed_with_their_numbers(capsys: Captured) -> None:
    found = listed(capsys, *DEMO)
    assert [one["number"] for one in found] == list(range(1, len(found) + 1))
    second = next(one for one in found if one["name"] == "Workshop 2" and one["teams"])
    assert second == {
        "number": second["number"], "name": "Workshop 2", "run": "Vetoa ja pitoa 2026–2027",
        "cohort": "Itä-Suomi", "first": "2026-12-03", "last": "2026-12-04", "place": "Kuopio",
        "teams": 5, "days": 2, "days_planned": [1, 2], "days_held": [],
    }  # fmt: skip
    swedish = listed(capsys, *DEMO, "--language", "sv")
    assert swedish[second["number"] - 1]["cohort"] == "Östra Finland"


def test_a_pack_by_number_is_a_file_for_the_room_and_one_for_each_team(
    capsys: Captured, tmp_path: Path
) -> None:
    number = next(
        one["number"] for one in listed(capsys, *DEMO) if one["teams"] and one["days_planned"]
    )
    folder = tmp_path / "new" / "folder"
    assert pack(str(number), folder) == DONE
    files = sorted(folder.iterdir())
    assert len(files) == 6
    said = capsys.readouterr().out
    assert all(str(file) in said for file in files)
    languages = set()
    for file in files:
        data = file.read_bytes()
        assert faults(data) == []
        root: Any = reader(data).trailer["/Root"]
        languages.add(root["/Lang"])
    assert languages == {"fi", "sv"}


def test_a_pack_by_name_as_one_file_in_one_language(
    qapp: object, capsys: Captured, tmp_path: Path
) -> None:
    assert pack("työpaja 2 KUOPIO", tmp_path, "--one-file", "--language", "en") == DONE
    (file,) = tmp_path.iterdir()
    assert file.name == "Workshop 2 – pack.pdf"
    data = file.read_bytes()
    assert faults(data) == []
    pages = page_texts(data)
    assert len(pages) % 2 == 0
    assert any("Familjeteamet – Team summary" in page for page in pages)
    assert not any("Teamets" in page for page in pages)


def test_a_name_of_several_is_not_guessed(capsys: Captured, tmp_path: Path) -> None:
    assert pack("Workshop 2", tmp_path / "out") == FAILED
    lines = capsys.readouterr().err.splitlines()
    assert "say the number" in lines[0]
    candidates = [one for one in listed(capsys, *DEMO) if one["name"] == "Workshop 2"]
    assert [int(line.split()[0]) for line in lines[1:]] == [one["number"] for one in candidates]
    assert all("Workshop 2" in line for line in lines[1:])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["Kevät", "0", "99", "  ", "2026-13"])
def test_an_unknown_workshop_says_which_there_are(
    name: str, capsys: Captured, tmp_path: Path
) -> None:
    assert pack(name, tmp_path / "out") == FAILED
    said = capsys.readouterr().err
    assert f"There is no workshop “{name}”" in said
    assert "\n1  Info session" in said
    assert not (tmp_path / "out").exists()


def test_a_file_in_place_of_the_folder_is_told(capsys: Captured, tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("mine", encoding="utf-8")
    assert pack("kuopio", place) == FAILED
    assert "is a file" in capsys.readouterr().err
    assert place.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("pack", "--team", "Osasto 4"), "--workshop"),
        (("pack", "--workshop", ""), "--workshop"),
        (("agenda", "--workshop", "1", "--one-file"), "--one-file"),
        (("pack", "--workshop", "1", "--fillable"), "--fillable"),
    ],
)
def test_what_does_not_go_together_is_told(
    arguments: tuple[str, ...], told: str, capsys: Captured, tmp_path: Path
) -> None:
    assert main(["print", *arguments, *DEMO, "--output", str(tmp_path)]) == USAGE
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_paper_of_a_workshop_by_its_name(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "list.pdf"
    call = ["print", "attendance_list", *DEMO, "--workshop", "työpaja 1 tampere"]
    assert main([*call, "--output", str(file)]) == DONE
    assert faults(file.read_bytes()) == []
    call[1] = "pdsa_sheet"
    assert main([*call, "--output", str(tmp_path / "sheet.pdf")]) == FAILED
    said = capsys.readouterr().err
    assert "“pdsa_sheet” is not about a workshop. These are: agenda, " in said
    assert [one.name for one in tmp_path.iterdir()] == ["list.pdf"]


def test_a_word_document_has_no_fields(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "sheet.docx"
    call = ["print", "pdsa_sheet", "--blank", "--fillable", "--output", str(file)]
    assert main(call) == USAGE
    assert "--fillable" in capsys.readouterr().err
    assert not file.exists()


@pytest.mark.parametrize("year", ["1000", "9999"])
def test_the_demo_plays_in_this_century(year: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--demo", "--today", f"{year}-01-01", "list", "workshops"])
    assert left.value.code == USAGE
    assert "2000" in capsys.readouterr().err


def test_all_papers_go_into_a_folder_that_can_be_made(capsys: Captured, tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("mine", encoding="utf-8")
    for output, told in ((place, "is a file"), (tmp_path / ("x" * 999), "cannot be written to")):
        for call in (["pdsa_sheet", "--all"], ["pack", "--workshop", "kuopio"]):
            assert main(["print", *call, *DEMO, "--output", str(output)]) == FAILED
            assert told in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.fixture
def mine(tmp_path: Path) -> tuple[Path, Path]:
    """A data folder with two teams before workshop 1, and the file with its passphrase."""
    folder = tmp_path / "data"
    folder.mkdir()
    key, _code = keys.create(folder, PASSPHRASE, CHEAP)
    ws = open_workspace(folder, key, Clock(TODAY))
    _fill(ws)
    ws.close()
    secret = tmp_path / "secret.txt"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    return folder, secret


def _fill(ws: Workspace) -> None:
    run = start_run(ws, add_teams(ws, "Ward 4", "Home care"))
    event = event_of(ws, run)
    programmes.move_event(ws, event.rid, EventDate.of(WORKSHOP_1))
    workshop_day.start_day(ws, event.rid, 1)


def test_what_was_written_is_in_the_log_and_held_days_are_told(
    mine: tuple[Path, Path], capsys: Captured, tmp_path: Path
) -> None:
    folder, secret = mine
    own = ("--data", str(folder), "--passphrase-file", str(secret))
    first = next(one for one in listed(capsys, *own) if one["first"] == WORKSHOP_1.isoformat())
    assert (first["teams"], first["days_held"]) == (2, [1])
    out = tmp_path / "out"
    call = ("print", "pack", *own, "--workshop", str(first["number"]), "--output", str(out))
    assert main([*call]) == DONE
    assert len(list(out.iterdir())) == 3
    ws = open_workspace(folder, keys.unlock(folder, PASSPHRASE), Clock(TODAY))
    logged = {(one.handout, one.subject) for one in print_log(ws.read)}
    ws.close()
    assert {("team_summary", "Ward 4"), ("team_summary", "Home care")} <= logged
