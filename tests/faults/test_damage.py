"""Files that were cut short or spoilt: told in words, or opened with nothing but what was there."""

import contextlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.app import open_workspace
from coachdesk.features.notes.search import notes_source
from coachdesk.kernel import keys
from coachdesk.kernel.backup import verify_database
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import KEY_FILE, KEY_FILE_COPY
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.search.indexer import INDEX_NAME, follow, open_index
from coachdesk.kernel.workspace import DATABASE_NAME, Workspace
from tests.faults import oracle
from tests.faults.writer import PASSPHRASES, Writer
from tests.helpers.keys import CHEAP
from tests.helpers.workspaces import TODAY

CLOCK = Clock(TODAY)
DAMAGE = {ProblemKind.CORRUPT, ProblemKind.WRONG_KEY, ProblemKind.INPUT_OUTPUT}
WAL_NAME = f"{DATABASE_NAME}-wal"
many = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
where = st.floats(0, 0.999_999)
"""A place in a file, as a part of its length; nearer to 1 it would round to the very end."""


class Template:
    """A folder as a killed program leaves it: data in the file and in the log, an index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "template"
        self.folder.mkdir()
        self.key, _code = keys.create(self.folder, PASSPHRASES[0], CHEAP)
        self._scratch = folder / "damaged"
        ws = self.open(self.folder)
        writer = Writer(ws, random.Random(5))
        for _ in range(60):
            writer.write()
        ws.checkpoint()
        writer.index()
        self.states = [oracle.state_of(ws.read)]
        ws.subscribe(lambda _change_set: self.states.append(oracle.state_of(ws.read)))
        for _ in range(25):
            writer.write()
        shutil.copytree(self.folder, folder / "killed")
        ws.close()
        shutil.rmtree(self.folder)
        (folder / "killed").rename(self.folder)

    def damaged(self, name: str, spoil: Callable[[bytes], bytes]) -> Path:
        """A fresh copy of the folder in which one file is spoilt."""
        shutil.rmtree(self._scratch, ignore_errors=True)
        shutil.copytree(self.folder, self._scratch)
        path = self._scratch / name
        path.write_bytes(spoil(path.read_bytes()))
        return self._scratch

    def open(self, folder: Path) -> Workspace:
        return open_workspace(folder, oracle.copy_of(self.key), CLOCK)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return Template(tmp_path_factory.mktemp("damage"))


def _cut(part: float) -> Callable[[bytes], bytes]:
    return lambda content: content[: int(len(content) * part)]


def _flip(part: float) -> Callable[[bytes], bytes]:
    def flipped(content: bytes) -> bytes:
        place = int(len(content) * part)
        return content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]

    return flipped


@many
@given(where)
def test_a_lost_end_of_the_log_costs_only_the_last_changes(template: Template, part: float) -> None:
    folder = template.damaged(WAL_NAME, _cut(part))
    ws = template.open(folder)
    assert oracle.check_content(ws) in template.states
    oracle.there_and_back(ws)
    Writer(ws, random.Random(1)).write()
    oracle.check_folder(ws)
    ws.close()


def test_the_whole_log_gives_the_last_state_and_none_of_it_the_first(template: Template) -> None:
    for part, expected in ((1.0, template.states[-1]), (0.0, template.states[0])):
        ws = template.open(template.damaged(WAL_NAME, _cut(part)))
        assert oracle.check_content(ws) == expected
        ws.close()


@many
@given(where)
def test_a_spoilt_log_gives_an_earlier_state(template: Template, part: float) -> None:
    ws = template.open(template.damaged(WAL_NAME, _flip(part)))
    assert oracle.check_content(ws) in template.states
    ws.close()


@many
@given(where, st.sampled_from([_cut, _flip]))
def test_a_damaged_data_file_is_named_or_whole(
    template: Template, part: float, harm: Callable[[float], Callable[[bytes], bytes]]
) -> None:
    folder = template.damaged(DATABASE_NAME, harm(part))
    before = (folder / DATABASE_NAME).read_bytes()
    try:
        ws = template.open(folder)
    except EnvironmentProblem as problem:
        _require_damage(problem)
        assert harm is _flip or (folder / DATABASE_NAME).read_bytes() == before
        return
    try:
        verify_database(ws.path, ws.key)
        assert oracle.check_content(ws) == template.states[-1]
    except EnvironmentProblem as problem:
        _require_damage(problem)
    ws.close()


def _require_damage(problem: EnvironmentProblem) -> None:
    assert problem.kind in DAMAGE


@pytest.mark.parametrize("part", [0.0, 0.3, 0.999])
def test_a_damaged_data_file_without_a_log_is_named(template: Template, part: float) -> None:
    folder = template.damaged(DATABASE_NAME, _cut(part))
    (folder / WAL_NAME).unlink()
    (folder / f"{DATABASE_NAME}-shm").unlink()
    with pytest.raises(EnvironmentProblem) as caught:
        _open_and_verify(template, folder)
    assert caught.value.kind in DAMAGE


def _open_and_verify(template: Template, folder: Path) -> None:
    ws = template.open(folder)
    try:
        verify_database(ws.path, ws.key)
    finally:
        ws.close()


@many
@given(where, st.sampled_from([_cut, _flip]), st.sampled_from([KEY_FILE, KEY_FILE_COPY]))
def test_one_damaged_key_file_is_mended_from_the_other(
    template: Template, part: float, harm: Callable[[float], Callable[[bytes], bytes]], name: str
) -> None:
    whole = (template.folder / KEY_FILE).read_bytes()
    folder = template.damaged(name, harm(part))
    assert keys.unlock(folder, PASSPHRASES[0]).material() == template.key.material()
    assert [(folder / each).read_bytes() for each in (KEY_FILE, KEY_FILE_COPY)] == [whole] * 2


@many
@given(st.floats(0, 0.99), st.sampled_from([_cut, _flip]))  # its last byte only ends the line
def test_two_damaged_key_files_are_named(
    template: Template, part: float, harm: Callable[[float], Callable[[bytes], bytes]]
) -> None:
    folder = template.damaged(KEY_FILE, harm(part))
    shutil.copy(folder / KEY_FILE, folder / KEY_FILE_COPY)
    with pytest.raises(EnvironmentProblem) as caught:
        keys.unlock(folder, PASSPHRASES[0])
    assert caught.value.kind in {ProblemKind.CORRUPT, ProblemKind.NEWER_FILE}


def test_the_key_file_of_other_data_is_told(template: Template, tmp_path: Path) -> None:
    keys.create(tmp_path, PASSPHRASES[0], CHEAP)
    for name in (KEY_FILE, KEY_FILE_COPY):
        shutil.copy(tmp_path / name, template.damaged(name, bytes))
    folder = template.damaged(KEY_FILE, lambda _content: (tmp_path / KEY_FILE).read_bytes())
    other = keys.unlock(folder, PASSPHRASES[0])
    with pytest.raises(EnvironmentProblem) as caught:
        open_workspace(folder, other, CLOCK)
    assert caught.value.kind is ProblemKind.WRONG_KEY


@many
@given(where, st.sampled_from([_cut, _flip]))
def test_a_damaged_index_is_found_out_or_made_anew(
    template: Template, part: float, harm: Callable[[float], Callable[[bytes], bytes]]
) -> None:
    folder = template.damaged(INDEX_NAME, harm(part))
    ws = template.open(folder)
    assert follow(
        folder,
        ws.key,
        ws.read,
        sources=[notes_source],
        workspace_id=ws.identity,
        touched={"meeting": [1]},
    )
    index = open_index(folder, ws.key)
    with contextlib.suppress(EnvironmentProblem):  # what is not read yet may still be damaged
        assert index.query("tapaaminen")
    index.close()
    ws.close()


def test_a_newer_file_is_left_alone(template: Template) -> None:
    folder = template.damaged(KEY_FILE, bytes)
    ws = template.open(folder)
    with ws.change(oracle.LABEL) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations(migration_set, name, applied_at) "
            "VALUES ('notes', 'm999_unheard_of', '')"
        )
    ws.close()
    with pytest.raises(EnvironmentProblem) as caught:
        template.open(folder)
    assert caught.value.kind is ProblemKind.NEWER_FILE
