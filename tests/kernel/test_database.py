"""What the surroundings do to a file is told as what it is; bugs stay bugs."""

import os
import sqlite3
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coachdesk.kernel.database import connect, insert, open_database, problems, rows
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from tests.helpers.rights import read_only_folder
from tests.helpers.workspaces import random_key


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("database or disk is full", ProblemKind.DISK_FULL),
        ("attempt to write a readonly database", ProblemKind.READ_ONLY),
        ("database is locked", ProblemKind.LOCKED),
        ("file is not a database", ProblemKind.WRONG_KEY),
        ("database disk image is malformed", ProblemKind.CORRUPT),
        ("disk I/O error", ProblemKind.INPUT_OUTPUT),
    ],
)
def test_sentences_of_the_library_become_kinds(sentence: str, kind: ProblemKind) -> None:
    with pytest.raises(EnvironmentProblem) as raised, problems():
        raise dbapi2.OperationalError(sentence)
    assert raised.value.kind is kind


def test_a_bug_in_sql_is_no_problem_of_the_surroundings() -> None:
    with pytest.raises(dbapi2.OperationalError), problems():
        raise dbapi2.OperationalError("no such table: meeting")


def test_an_error_where_the_folder_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as raised, problems(tmp_path / "gone" / "file.db"):
        raise dbapi2.OperationalError("disk I/O error")
    assert raised.value.kind is ProblemKind.MISSING


def test_an_error_where_all_is_well_stays_what_it_was(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as raised, problems(tmp_path / "file.db"):
        raise dbapi2.OperationalError("disk I/O error")
    assert raised.value.kind is ProblemKind.INPUT_OUTPUT


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_an_error_where_nothing_may_be_written_says_so() -> None:
    key = random_key()
    with read_only_folder() as folder, pytest.raises(EnvironmentProblem) as raised:
        connect(folder / "file.db", key)
    assert raised.value.kind is ProblemKind.READ_ONLY


def test_reading_does_not_make_a_file(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as raised:
        connect(tmp_path / "file.db", random_key(), read_only=True)
    assert raised.value.kind is ProblemKind.MISSING
    assert not list(tmp_path.iterdir())


def test_a_file_opens_with_its_key_only(tmp_path: Path) -> None:
    file, key = tmp_path / "file.db", random_key()
    db = open_database(file, key)
    db.execute("CREATE TABLE thing (rid INTEGER PRIMARY KEY, uuid TEXT, name TEXT) STRICT")
    insert(db, "thing", {"name": "Salainen"})
    db.close()
    with pytest.raises(EnvironmentProblem) as raised:
        open_database(file, random_key())
    assert raised.value.kind is ProblemKind.WRONG_KEY
    again = open_database(file, key, read_only=True)
    assert [row["name"] for row in rows(again, "SELECT name FROM thing")] == ["Salainen"]
    again.close()
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(file).execute("SELECT name FROM thing")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights, which the folder gives")
def test_files_are_for_her_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        db = open_database(tmp_path / "file.db", random_key())
        db.execute("CREATE TABLE note (text TEXT)")
        found = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
        db.close()
    finally:
        os.umask(before)
    assert found == dict.fromkeys(("file.db", "file.db-wal", "file.db-shm"), 0o600)
