import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.kernel import keyfile
from coachdesk.kernel.keyfile import DamagedKeyFileError, KdfCost, KeyFile, NewerKeyFileError
from tests.helpers.keys import CHEAP

MATERIAL = bytearray(range(48))


def whole_file() -> KeyFile:
    made = KeyFile(keyfile.fingerprint(MATERIAL))
    made = made.with_secret("passphrase", b"sana", MATERIAL, CHEAP)
    return made.with_secret("recovery", b"koodi", MATERIAL, CHEAP)


WHOLE = whole_file()
CONTENT = WHOLE.to_bytes()


def forged(**changes: object) -> bytes:
    """The file with other values and a checksum that fits them."""
    body = json.loads(CONTENT)
    del body["checksum"]
    for path, value in changes.items():
        *parents, name = path.split("__")
        place = body
        for parent in parents:
            place = place[parent]
        place[name] = value
    body["checksum"] = keyfile._checksum(body)
    return json.dumps(body).encode("ascii")


def test_file_reads_back_and_opens_with_both_secrets() -> None:
    read = KeyFile.from_bytes(CONTENT)
    assert read == WHOLE
    assert read.open("passphrase", b"sana") == MATERIAL
    assert read.open("recovery", b"koodi") == MATERIAL


def test_a_wrong_secret_opens_nothing() -> None:
    assert WHOLE.open("passphrase", b"koodi") is None
    assert WHOLE.open("recovery", b"sana") is None


def test_file_tells_neither_key_nor_secret() -> None:
    for secret in (bytes(MATERIAL), MATERIAL.hex().encode(), b"sana", b"koodi"):
        assert secret not in CONTENT


@pytest.mark.parametrize("flip", [0x01, 0x80])
def test_each_garbled_byte_is_found(flip: int) -> None:
    for at in range(len(CONTENT) - 1):  # the last byte is a newline
        garbled = bytearray(CONTENT)
        garbled[at] ^= flip
        with pytest.raises(DamagedKeyFileError):
            KeyFile.from_bytes(bytes(garbled))


def test_each_truncation_is_found() -> None:
    for length in range(len(CONTENT) - 1):
        with pytest.raises(DamagedKeyFileError):
            KeyFile.from_bytes(CONTENT[:length])


@given(st.binary(max_size=300))
def test_any_other_bytes_are_damaged(content: bytes) -> None:
    with pytest.raises(DamagedKeyFileError):
        KeyFile.from_bytes(content)


@pytest.mark.parametrize(
    "content", [b"[]", b"null", b"[" * 50_000, b'{"checksum": 1}', b'{"checksum": "", "format": 1}']
)
def test_other_json_is_damaged(content: bytes) -> None:
    with pytest.raises(DamagedKeyFileError):
        KeyFile.from_bytes(content)


@pytest.mark.parametrize(
    "changes",
    [
        {"wraps__passphrase__memory_kib": 100 * 1024 * 1024},
        {"wraps__passphrase__memory_kib": 7},
        {"wraps__passphrase__memory_kib": True},
        {"wraps__passphrase__memory_kib": 8.0},
        {"wraps__recovery__iterations": 10_000},
        {"wraps__recovery__lanes": 0},
        {"wraps__passphrase__salt": ""},
        {"wraps__passphrase__nonce": "AAAA"},
        {"wraps__passphrase__wrapped": "not base64"},
        {"wraps__passphrase__kdf": "md5"},
        {"wraps__recovery": None},
        {"wraps": {}},
        {"version": "1"},
        {"format": "something else"},
    ],
)
def test_a_hostile_file_is_refused_before_any_work(changes: dict[str, object]) -> None:
    with pytest.raises(DamagedKeyFileError):
        KeyFile.from_bytes(forged(**changes))


def test_a_newer_file_is_recognised() -> None:
    with pytest.raises(NewerKeyFileError):
        KeyFile.from_bytes(forged(version=2, wraps={}))


def test_weakened_parameters_do_not_open() -> None:
    changed = KeyFile.from_bytes(forged(wraps__passphrase__iterations=2))
    assert changed.open("passphrase", b"sana") is None


def test_swapped_wraps_do_not_open() -> None:
    wraps = json.loads(CONTENT)["wraps"]
    swapped = {"passphrase": wraps["recovery"], "recovery": wraps["passphrase"]}
    assert KeyFile.from_bytes(forged(wraps=swapped)).open("passphrase", b"koodi") is None


def test_a_wrap_of_another_file_does_not_open() -> None:
    other = KeyFile.from_bytes(forged(id=os.urandom(16).hex()))
    assert other.open("passphrase", b"sana") is None


def test_the_standard_cost_is_what_the_decision_page_says() -> None:
    assert KdfCost() == KdfCost(memory_kib=64 * 1024, iterations=3, lanes=4)
