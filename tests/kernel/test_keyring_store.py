from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError
from typing_extensions import override

from coachdesk.kernel import keyring_store, keys
from coachdesk.kernel.data_key import KEY_FILE, KEY_FILE_COPY, DataKey
from tests.helpers.keys import CHEAP, PASSPHRASE


class MemoryKeyring(KeyringBackend):
    """A keyring that works, as a system's own does."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library has no types here
        self.kept: dict[tuple[str, str], str] = {}

    @override
    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    @override
    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


class LockedKeyring(MemoryKeyring):
    """A keyring whose owner said no."""

    @override
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked


@pytest.fixture(autouse=True)
def _own_keyring_back() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def kept() -> dict[tuple[str, str], str]:
    working = MemoryKeyring()
    keyring.set_keyring(working)
    return working.kept


@pytest.fixture
def key(tmp_path: Path) -> DataKey:
    return keys.create(tmp_path, PASSPHRASE, CHEAP)[0]


def test_remembered_recalled_forgotten(
    tmp_path: Path, key: DataKey, kept: dict[tuple[str, str], str]
) -> None:
    assert keyring_store.available()
    assert keyring_store.recall(tmp_path) is None
    assert keyring_store.remember(tmp_path, key)
    recalled = keyring_store.recall(tmp_path)
    assert recalled is not None
    assert recalled.material() == key.material()
    assert keyring_store.recall(tmp_path / "other") is None
    assert keyring_store.forget(tmp_path)
    assert kept == {}
    assert keyring_store.forget(tmp_path)


def test_a_key_that_does_not_belong_is_not_used(
    tmp_path: Path, key: DataKey, kept: dict[tuple[str, str], str]
) -> None:
    keyring_store.remember(tmp_path, DataKey.random())
    assert keyring_store.recall(tmp_path) is None
    ((name, _),) = kept.items()
    for broken in ("", "not base64 ä", "AAAA"):
        kept[name] = broken
        assert keyring_store.recall(tmp_path) is None


def test_without_its_key_file_a_remembered_key_is_not_used(
    tmp_path: Path, key: DataKey, kept: dict[tuple[str, str], str]
) -> None:
    keyring_store.remember(tmp_path, key)
    for name in (KEY_FILE, KEY_FILE_COPY):
        (tmp_path / name).unlink()
    assert keyring_store.recall(tmp_path) is None


NO_KEYRING = fail.Keyring()  # type: ignore[no-untyped-call]  # as above
NULL_KEYRING = null.Keyring()  # type: ignore[no-untyped-call]  # as above


@pytest.mark.parametrize("backend", [NO_KEYRING, NULL_KEYRING])
def test_no_real_keyring_is_not_available(
    tmp_path: Path, key: DataKey, backend: KeyringBackend
) -> None:
    keyring.set_keyring(backend)
    assert not keyring_store.available()
    assert keyring_store.recall(tmp_path) is None


@pytest.mark.parametrize("backend", [NO_KEYRING, LockedKeyring()])
def test_a_keyring_that_refuses_never_raises(
    tmp_path: Path, key: DataKey, backend: KeyringBackend
) -> None:
    keyring.set_keyring(backend)
    assert not keyring_store.remember(tmp_path, key)
    assert keyring_store.recall(tmp_path) is None
    assert not keyring_store.forget(tmp_path)
