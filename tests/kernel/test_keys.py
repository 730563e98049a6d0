import os
import pickle
import unicodedata
from pathlib import Path

import pytest

from coachdesk.kernel import keys
from coachdesk.kernel.data_key import KEY_FILE, KEY_FILE_COPY, DataKey, has_key_file
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind, UserError
from coachdesk.kernel.keys import WrongPassphrase
from tests.helpers.keys import CHEAP, PASSPHRASE, killed_at_step


@pytest.fixture
def made(tmp_path: Path) -> tuple[DataKey, str]:
    return keys.create(tmp_path, PASSPHRASE, CHEAP)


def same(first: DataKey, second: DataKey) -> bool:
    return first.material() == second.material()


def test_literal_is_what_sqlcipher_expects() -> None:
    assert DataKey(bytes(range(48))).sqlcipher_literal() == f"x'{bytes(range(48)).hex()}'"


def test_wiping_overwrites_the_bytes_and_ends_the_key() -> None:
    material = bytearray(os.urandom(48))
    key = DataKey(material)
    survivor = key.copy()
    key.wipe()
    assert not material
    assert key.is_wiped
    with pytest.raises(ValueError, match="wiped"):
        key.sqlcipher_literal()
    assert len(survivor.material()) == 48
    key.wipe()


def test_a_key_shows_itself_nowhere() -> None:
    key = DataKey.random()
    for shown in (repr(key), str(key), f"{key}"):
        assert key.material().hex()[:6] not in shown
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_both_secrets_open_the_same_key(tmp_path: Path, made: tuple[DataKey, str]) -> None:
    key, code = made
    assert same(keys.unlock(tmp_path, PASSPHRASE), key)
    assert same(keys.unlock(tmp_path, code), key)
    assert same(keys.unlock(tmp_path, f"  {code.lower().replace('-', ' ')}\n"), key)


def test_passphrase_is_the_same_composed_and_decomposed(tmp_path: Path) -> None:
    key, _ = keys.create(tmp_path, unicodedata.normalize("NFD", "yötyö ääneti"), CHEAP)
    assert same(keys.unlock(tmp_path, unicodedata.normalize("NFC", "yötyö ääneti")), key)


@pytest.mark.parametrize(
    "wrong", ["", "kolme pientä sana", PASSPHRASE.upper(), "x" * 2000, "\ud800"]
)
def test_wrong_passphrase_is_a_calm_message(
    tmp_path: Path, made: tuple[DataKey, str], wrong: str
) -> None:
    with pytest.raises(WrongPassphrase) as caught:
        keys.unlock(tmp_path, wrong)
    assert PASSPHRASE not in str(caught.value)


def test_a_mistyped_code_names_the_group(tmp_path: Path, made: tuple[DataKey, str]) -> None:
    _, code = made
    wrong = code[:12] + ("2" if code[12] != "2" else "3") + code[13:]
    with pytest.raises(WrongPassphrase, match="group of the recovery code: 3"):
        keys.unlock(tmp_path, wrong)


def test_a_long_wrong_passphrase_is_not_taken_for_a_code(
    tmp_path: Path, made: tuple[DataKey, str]
) -> None:
    with pytest.raises(WrongPassphrase, match="not the passphrase"):
        keys.unlock(tmp_path, "abcdefghjkmnpqrstvwxyzabcdefghjkmnp")


def test_the_code_of_another_folder_does_not_open(
    tmp_path: Path, made: tuple[DataKey, str]
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    _, foreign_code = keys.create(other, PASSPHRASE, CHEAP)
    with pytest.raises(WrongPassphrase):
        keys.unlock(tmp_path, foreign_code)


@pytest.mark.parametrize("unusable", ["", "lyhyt", "       a", "x" * 1001])
def test_unusable_passphrases_make_no_file(tmp_path: Path, unusable: str) -> None:
    with pytest.raises(UserError):
        keys.create(tmp_path, unusable, CHEAP)
    assert not has_key_file(tmp_path)


@pytest.mark.parametrize("name", [KEY_FILE, KEY_FILE_COPY])
def test_an_existing_key_is_never_overwritten(
    tmp_path: Path, made: tuple[DataKey, str], name: str
) -> None:
    (tmp_path / name).unlink()
    with pytest.raises(UserError):
        keys.create(tmp_path, PASSPHRASE, CHEAP)
    assert same(keys.unlock(tmp_path, PASSPHRASE), made[0])


def test_changed_passphrase_opens_and_the_old_one_does_not(
    tmp_path: Path, made: tuple[DataKey, str]
) -> None:
    key, code = made
    keys.change_passphrase(tmp_path, key, "aivan uusi lause", CHEAP)
    assert same(keys.unlock(tmp_path, "aivan uusi lause"), key)
    assert same(keys.unlock(tmp_path, code), key)
    for name in (KEY_FILE, None):
        if name:
            (tmp_path / name).unlink()  # the old passphrase must not live on in the copy either
        with pytest.raises(WrongPassphrase):
            keys.unlock(tmp_path, PASSPHRASE)


def test_new_recovery_code_ends_the_old_one(tmp_path: Path, made: tuple[DataKey, str]) -> None:
    key, old = made
    new = keys.new_recovery_code(tmp_path, key, CHEAP)
    assert same(keys.unlock(tmp_path, new), key)
    assert same(keys.unlock(tmp_path, PASSPHRASE), key)
    with pytest.raises(WrongPassphrase):
        keys.unlock(tmp_path, old)


def test_a_foreign_key_changes_nothing(tmp_path: Path, made: tuple[DataKey, str]) -> None:
    before = (tmp_path / KEY_FILE).read_bytes()
    with pytest.raises(EnvironmentProblem) as caught:
        keys.change_passphrase(tmp_path, DataKey.random(), "aivan uusi lause", CHEAP)
    assert caught.value.kind is ProblemKind.WRONG_KEY
    assert (tmp_path / KEY_FILE).read_bytes() == before
    assert not keys.belongs(tmp_path, DataKey.random())
    assert keys.belongs(tmp_path, made[0])


@pytest.mark.parametrize("name", [KEY_FILE, KEY_FILE_COPY])
@pytest.mark.parametrize("damage", [None, b"", b"\0" * 900, b"{", b"\xff\xfe"])
def test_one_lost_or_damaged_copy_is_mended(
    tmp_path: Path, made: tuple[DataKey, str], name: str, damage: bytes | None
) -> None:
    good = (tmp_path / name).read_bytes()
    if damage is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(damage)
    assert same(keys.unlock(tmp_path, PASSPHRASE), made[0])
    assert (tmp_path / name).read_bytes() == good


def problem_of_unlocking(folder: Path) -> EnvironmentProblem:
    with pytest.raises(EnvironmentProblem) as caught:
        keys.unlock(folder, PASSPHRASE)
    return caught.value


def test_two_damaged_copies_are_told(tmp_path: Path, made: tuple[DataKey, str]) -> None:
    for name in (KEY_FILE, KEY_FILE_COPY):
        (tmp_path / name).write_bytes(b"{}")
    problem = problem_of_unlocking(tmp_path)
    assert problem.kind is ProblemKind.CORRUPT
    assert "backup" in problem.advice.source


def test_no_key_file_is_told(tmp_path: Path) -> None:
    assert not has_key_file(tmp_path)
    assert problem_of_unlocking(tmp_path).kind is ProblemKind.MISSING


def test_a_newer_key_file_is_left_alone(tmp_path: Path) -> None:
    from tests.kernel.test_keyfile import forged  # one forger for both

    newer = forged(version=2)
    (tmp_path / KEY_FILE).write_bytes(newer)
    assert problem_of_unlocking(tmp_path).kind is ProblemKind.NEWER_FILE
    assert (tmp_path / KEY_FILE).read_bytes() == newer


def test_a_folder_in_the_place_of_the_key_file_is_told(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).mkdir()
    assert problem_of_unlocking(tmp_path).kind is ProblemKind.INPUT_OUTPUT


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        keys.create(tmp_path / "gone", PASSPHRASE, CHEAP)
    assert caught.value.kind is ProblemKind.MISSING


CHANGE = """
from pathlib import Path
from coachdesk.kernel import keys
from tests.helpers.keys import CHEAP, PASSPHRASE
folder = Path(sys.argv[2])
keys.change_passphrase(folder, keys.unlock(folder, PASSPHRASE), "aivan uusi lause", CHEAP)
"""


def test_killed_at_any_step_of_a_change_one_passphrase_opens(tmp_path: Path) -> None:
    step, old_opened, new_opened = 0, 0, 0
    killed = True
    while killed:
        folder = tmp_path / str(step)
        folder.mkdir()
        key, code = keys.create(folder, PASSPHRASE, CHEAP)
        killed = killed_at_step(step, CHANGE, str(folder))
        try:
            opened = keys.unlock(folder, PASSPHRASE)
            old_opened += 1
        except WrongPassphrase:
            opened = keys.unlock(folder, "aivan uusi lause")
            new_opened += 1
        assert same(opened, key)
        assert same(keys.unlock(folder, code), key)
        step += 1
    assert (old_opened, new_opened) == (1, 2)
