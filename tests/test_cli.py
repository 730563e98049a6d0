"""The command line: what it does with real folders, what it says, how it ends."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coachdesk.__main__ import main
from coachdesk.app import open_workspace
from coachdesk.features.tasks import service as tasks
from coachdesk.features.teams import service as teams
from coachdesk.handouts.catalogue import HANDOUTS
from coachdesk.kernel import keys
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import has_key_file
from coachdesk.kernel.search.indexer import INDEX_NAME
from coachdesk.kernel.workspace import DATABASE_NAME
from tests.documents.reading import faults, reader
from tests.documents.word_reading import outline
from tests.helpers.keys import CHEAP, PASSPHRASE

DONE, FAILED, USAGE = 0, 1, 2
DEMO = ("--demo", "--today", "2026-11-22")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module", autouse=True)
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The demo is built once, in a cache of its own; temporary folders lie where one can look."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        folder = tmp_path_factory.mktemp("temporary")
        patch.setattr(tempfile, "tempdir", str(folder))
        yield folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of a coach with one team and one task."""
    folder = tmp_path / "data"
    folder.mkdir()
    key, _code = keys.create(folder, PASSPHRASE, CHEAP)
    ws = open_workspace(folder, key, Clock())
    team = teams.add_team(ws, "Osasto 7")
    tasks.add_task(ws, "Soita hoitajille", team)
    ws.close()
    return folder


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """The passphrase as an editor leaves it in a file."""
    file = tmp_path / "secret.txt"
    file.write_bytes(f"{PASSPHRASE}\r\n".encode())
    return file


def on(folder: Path, secret: Path, *arguments: str | Path) -> int:
    """Run a sub-command on a data folder."""
    return main(["--data", str(folder), "--passphrase-file", str(secret), *map(str, arguments)])


# -- wrongly called -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["print", "checklist", "--output", "x.pdf"],
        ["print", "checklist", "--team", "a", "--all", "--output", "x"],
        ["list", "secrets"],
        ["--demo", "--today", "22.11.2026", "list", "teams"],
        ["--language", "de", "list", "handouts"],
        ["backup"],
    ],
)
def test_a_wrong_call_is_two_and_shows_the_usage(arguments: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == USAGE
    assert "usage: coachdesk" in capsys.readouterr().err


def test_another_day_is_for_the_demo_only(capsys: Captured, data: Path, secret: Path) -> None:
    assert on(data, secret, "--today", "2026-11-22", "list", "teams") == USAGE
    said = capsys.readouterr()
    assert "--demo" in said.err
    assert "Osasto 7" not in said.out


# -- the demo -----------------------------------------------------------------------------------


def test_lists_of_the_demo(capsys: Captured, places: Path) -> None:
    assert main([*DEMO, "list", "teams", "--json"]) == DONE
    listed = json.loads(capsys.readouterr().out)
    assert len(listed) > 1
    assert {"name", "unit", "area", "language", "checklist", "late_tasks"} == set(listed[0])
    assert main([*DEMO, "list", "tasks"]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(line.count("\t") == 4 for line in lines)
    assert not list(places.iterdir())


def test_hand_outs_are_listed_in_a_language_without_any_data(
    capsys: Captured, tmp_path: Path
) -> None:
    assert main(["--data", str(tmp_path), "--language", "fi", "list", "handouts"]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines] == [one.key for one in HANDOUTS]
    assert "call_list\tSoittolista" in lines


def test_one_paper_goes_into_the_file_named(capsys: Captured, tmp_path: Path) -> None:
    main([*DEMO, "list", "teams", "--json"])
    name = json.loads(capsys.readouterr().out)[0]["name"]
    file = tmp_path / "paper.pdf"
    call = [*DEMO, "print", "checklist", "--team", name.upper(), "--output", str(file)]
    assert main(call) == DONE
    assert file.read_bytes().startswith(b"%PDF-")
    assert str(file) in capsys.readouterr().out


@pytest.mark.parametrize("handout", ["call_list", "minutes"])
def test_a_paper_of_the_run_or_the_newest_meeting_is_found_by_the_team(
    handout: str, capsys: Captured, tmp_path: Path
) -> None:
    main([*DEMO, "list", "teams", "--json"])
    listed = json.loads(capsys.readouterr().out)
    name = next(team["name"] for team in listed if team["checklist"])
    file = tmp_path / "paper.pdf"
    assert main([*DEMO, "print", handout, "--team", name, "--output", str(file)]) == DONE
    assert file.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("handout", ["call_list", "minutes"])
def test_a_team_in_no_run_and_without_notes_has_no_such_paper(
    handout: str, capsys: Captured, data: Path, secret: Path, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    call = ("print", handout, "--team", "Osasto 7", "--output", file)
    assert on(data, secret, *call) == FAILED
    assert "Osasto 7" in capsys.readouterr().err
    assert not file.exists()


def test_all_papers_go_into_a_folder_one_for_each_team(capsys: Captured, tmp_path: Path) -> None:
    main([*DEMO, "list", "teams", "--json"])
    names = [team["name"] for team in json.loads(capsys.readouterr().out)]
    folder = tmp_path / "new" / "papers"
    assert main([*DEMO, "print", "task_list", "--all", "--output", str(folder)]) == DONE
    made = list(folder.iterdir())
    assert len(made) == len(names)
    assert all(file.read_bytes().startswith(b"%PDF-") for file in made)


@pytest.mark.parametrize(
    ("handout", "team", "said"),
    [("poster", "x", "call_list"), ("checklist", "Ei sellaista", "Ei sellaista")],
)
def test_what_does_not_exist_is_named_and_leaves_nothing_behind(
    handout: str, team: str, said: str, capsys: Captured, tmp_path: Path, places: Path
) -> None:
    file = tmp_path / "paper.pdf"
    assert main([*DEMO, "print", handout, "--team", team, "--output", str(file)]) == FAILED
    assert said in capsys.readouterr().err
    assert not file.exists()
    assert not list(places.iterdir())


def test_the_demo_is_sound(capsys: Captured) -> None:
    assert main([*DEMO, "check"]) == DONE
    assert "Data: sound" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_the_demo_has_no_backups_and_touches_no_real_data(
    command: str, capsys: Captured, data: Path, secret: Path, tmp_path: Path
) -> None:
    before = sorted((file.name, file.stat().st_mtime_ns) for file in data.iterdir())
    assert on(data, secret, "--demo", command, tmp_path / "file.cdbackup") == FAILED
    assert "demo" in capsys.readouterr().err
    assert not (tmp_path / "file.cdbackup").exists()
    assert sorted((file.name, file.stat().st_mtime_ns) for file in data.iterdir()) == before


# -- a coach's own folder -----------------------------------------------------------------------


def test_lists_of_a_folder(capsys: Captured, data: Path, secret: Path) -> None:
    assert on(data, secret, "list", "teams") == DONE
    assert capsys.readouterr().out.startswith("Osasto 7\t")
    assert on(data, secret, "list", "tasks", "--json") == DONE
    (task,) = json.loads(capsys.readouterr().out)
    assert (task["title"], task["team"], task["state"]) == ("Soita hoitajille", "Osasto 7", "open")


def test_options_may_stand_before_and_after_the_command(
    capsys: Captured, data: Path, secret: Path
) -> None:
    options = ["--data", str(data), "--passphrase-file", str(secret)]
    assert main(["list", "teams", *options]) == DONE
    after = capsys.readouterr().out
    assert main([*options[:2], "list", "teams", *options[2:]]) == DONE
    assert capsys.readouterr().out == after
    assert "Osasto 7" in after


def test_a_folder_without_data_is_said_and_not_made(
    capsys: Captured, tmp_path: Path, secret: Path
) -> None:
    folder = tmp_path / "nowhere"
    assert on(folder, secret, "list", "teams") == FAILED
    assert str(folder) in capsys.readouterr().err
    assert not folder.exists()


def test_a_missing_file_with_the_passphrase_is_said(
    capsys: Captured, data: Path, tmp_path: Path
) -> None:
    assert on(data, tmp_path / "lost.txt", "list", "teams") == FAILED
    assert "lost.txt" in capsys.readouterr().err


def test_wrong_passphrases_are_counted_as_in_the_window(
    capsys: Captured, data: Path, secret: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("aivan jotain muuta", encoding="utf-8")
    said = []
    for _ in range(8):
        assert on(data, wrong, "list", "teams") == FAILED
        captured = capsys.readouterr()
        assert "Osasto" not in captured.out
        said.append(captured.err)
        if "try again in" in captured.err:
            break
    assert "passphrase" in said[0]
    assert "try again in" in said[-1]
    assert on(data, secret, "list", "teams") == FAILED  # the right one has to wait, too
    assert "try again in" in capsys.readouterr().err


def test_what_was_backed_up_comes_back(
    capsys: Captured, data: Path, secret: Path, tmp_path: Path
) -> None:
    file, other = tmp_path / "own.cdbackup", tmp_path / "other"
    assert on(data, secret, "backup", file) == DONE
    assert str(file) in capsys.readouterr().out
    assert b"Osasto 7" not in file.read_bytes()
    other.mkdir()
    assert on(other, secret, "restore", file) == DONE
    assert on(other, secret, "list", "teams") == DONE
    assert "Osasto 7" in capsys.readouterr().out


def test_a_backup_that_is_none_is_refused(
    capsys: Captured, data: Path, secret: Path, tmp_path: Path
) -> None:
    file = tmp_path / "photo.cdbackup"
    file.write_bytes(b"not a backup")
    assert on(data, secret, "restore", file) == FAILED
    assert capsys.readouterr().err.startswith("coachdesk: ")
    assert on(data, secret, "list", "teams") == DONE


def test_a_backup_does_not_open_with_another_passphrase(
    capsys: Captured, data: Path, secret: Path, tmp_path: Path
) -> None:
    file, wrong, other = tmp_path / "own.cdbackup", tmp_path / "wrong.txt", tmp_path / "other"
    on(data, secret, "backup", file)
    wrong.write_text("aivan jotain muuta", encoding="utf-8")
    other.mkdir()
    assert on(other, wrong, "restore", file) == FAILED
    assert "passphrase" in capsys.readouterr().err
    assert not has_key_file(other)


# -- check --------------------------------------------------------------------------------------


def test_sound_data_is_called_sound(capsys: Captured, data: Path, secret: Path) -> None:
    assert on(data, secret, "check") == DONE
    assert capsys.readouterr().out.splitlines() == [
        "Data: sound",
        "Keys: sound",
        "Search index: sound",
    ]


def test_a_damaged_index_is_told_apart_from_damaged_data(
    capsys: Captured, data: Path, secret: Path
) -> None:
    (data / INDEX_NAME).write_bytes(b"\0" * 8192)
    assert on(data, secret, "check") == FAILED
    said = capsys.readouterr().out
    assert "Data: sound" in said
    assert "Search index: damaged" in said


def test_keys_of_another_folder_are_not_called_sound(
    capsys: Captured, data: Path, secret: Path
) -> None:
    for file in data.iterdir():
        if file.name != DATABASE_NAME and file.is_file():
            file.unlink()
    keys.create(data, PASSPHRASE, CHEAP)
    assert on(data, secret, "check") == FAILED
    said = capsys.readouterr()
    assert "Keys: sound" not in said.out
    assert said.err.startswith("coachdesk: ")


def test_damaged_data_is_not_called_sound(capsys: Captured, data: Path, secret: Path) -> None:
    file = data / DATABASE_NAME
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = bytes(4096)
    file.write_bytes(content)
    assert on(data, secret, "check") == FAILED
    said = capsys.readouterr()
    assert "Data: sound" not in said.out
    assert said.err.startswith("coachdesk: ")


def test_a_blank_form_needs_no_workspace(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "pdsa.pdf"
    call = ["--data", str(tmp_path / "none"), "print", "pdsa_sheet", "--blank"]
    assert main([*call, "--language", "sv", "--output", str(file)]) == DONE
    assert str(file) in capsys.readouterr().out
    data = file.read_bytes()
    assert faults(data) == []
    root: Any = reader(data).trailer["/Root"]
    assert root["/Lang"] == "sv"
    assert main([*call, "--language", "en", "--output", str(tmp_path)]) == DONE
    assert (tmp_path / "PDSA sheet.pdf").is_file()


def test_a_form_is_filled_in_on_a_computer(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "pdsa.pdf"
    call = ["--language", "fi", "--output", str(file)]
    assert main(["print", "pdsa_sheet", "--blank", "--fillable", *call]) == DONE
    assert faults(file.read_bytes()) == []
    fields = reader(file.read_bytes()).get_fields() or {}
    assert "Mitä opimme" in [field["/TU"] for field in fields.values()]
    assert main(["print", "feedback_form", "--blank", "--fillable", *call]) == FAILED
    said = capsys.readouterr().err
    assert "feedback_form" in said
    assert "pdsa_sheet" in said
    assert (
        main([*DEMO, "print", "goals_sheet", "--all", "--fillable", "--output", str(tmp_path)]) == 0
    )
    papers = [reader(path.read_bytes()) for path in tmp_path.iterdir() if path != file]
    assert len(papers) > 1
    assert all(paper.get_fields() for paper in papers)


def test_the_name_of_the_file_makes_it_a_word_document(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "PDSA.DOCX"
    assert (
        main(["--language", "sv", "print", "pdsa_sheet", "--blank", "--output", str(file)]) == DONE
    )
    assert outline(file.read_bytes()).startswith("Title: PDSA-")
    capsys.readouterr()
    main([*DEMO, "list", "teams", "--json"])
    name = json.loads(capsys.readouterr().out)[0]["name"]
    file = tmp_path / "minutes.docx"
    assert main([*DEMO, "print", "minutes", "--team", name, "--output", str(file)]) == DONE
    assert name in outline(file.read_bytes())
    file = tmp_path / "signs.docx"
    assert main(["print", "name_signs", "--blank", "--output", str(file)]) == FAILED
    assert "cannot be a Word document" in capsys.readouterr().err
    assert not file.exists()


@pytest.mark.parametrize("key", ["team_summary", "nothing"])
def test_what_cannot_be_blank_names_what_can(tmp_path: Path, capsys: Captured, key: str) -> None:
    file = tmp_path / "x.pdf"
    assert main(["print", key, "--blank", "--output", str(file)]) == FAILED
    said = capsys.readouterr().err
    assert f"“{key}” cannot be printed blank" in said
    assert all(one.key in said for one in HANDOUTS if one.blank)
    assert not file.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--rehearsal",), "go with --demo"),
        (("--demo", "--at", "13.30"), "go with --rehearsal"),
        (("--demo", "--speed", "60"), "go with --rehearsal"),
        (("--demo", "--rehearsal", "list", "teams"), "not for a command"),
    ],
)
def test_a_rehearsal_is_of_the_demo_in_its_window(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments]) == USAGE
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", [("--at", "24.00"), ("--at", "13.30+02:00"), ("--speed", "0"), ("--speed", "61")]
)
def test_a_time_or_speed_that_is_none_is_told(
    wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--demo", "--rehearsal", *wrong])
    assert left.value.code == USAGE
    assert capsys.readouterr().err.splitlines()[-1].endswith(f": {wrong[1]}")
