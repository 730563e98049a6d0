"""Texts that could not be saved: kept encrypted in small files until they can.

The files lie in `rescue` beside the data, or in the user's cache folder when the data folder cannot
be written to. Their names and their content tell nothing without the data key.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from coachdesk.kernel.atomic import write_atomically
from coachdesk.kernel.data_key import DataKey

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MAGIC = b"CoachDesk rescue 1\n"
_NONCE = 12
_SUFFIX = ".rescue"


@dataclass(frozen=True, slots=True)
class Rescued:
    """A text that was not saved; `name` says what it is of."""

    name: str
    text: str


def keep(folder: Path, key: DataKey, name: str, text: str) -> bool:
    """Keep a text until `discard`, replacing an earlier one of that name.

    Tells whether it could be written anywhere; never raises for want of disk or rights.
    """
    content = json.dumps({"name": name, "text": text}).encode("utf-8")
    nonce = os.urandom(_NONCE)
    sealed = _MAGIC + nonce + _cipher(key).encrypt(nonce, content, _MAGIC)
    for place in _places(folder):
        with contextlib.suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
            write_atomically(place / _file_name(key, name), sealed)
            return True
    return False


def found(folder: Path, key: DataKey) -> list[Rescued]:
    """The texts kept under this key; damaged files and those of other keys are passed over."""
    texts: dict[str, Rescued] = {}
    for path in _files(folder):
        text = _read(path, key)
        if text is not None:
            texts.setdefault(text.name, text)
    return list(texts.values())


def discard(folder: Path, key: DataKey, name: str) -> None:
    """Forget a text, for it is saved now."""
    for place in _places(folder):
        with contextlib.suppress(OSError):
            (place / _file_name(key, name)).unlink(missing_ok=True)


def _read(path: Path, key: DataKey) -> Rescued | None:
    from cryptography.exceptions import InvalidTag

    try:
        sealed = path.read_bytes().removeprefix(_MAGIC)
        content = _cipher(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _MAGIC)
        return Rescued(**json.loads(content))
    except (OSError, ValueError, TypeError, InvalidTag):
        return None


def _cipher(key: DataKey) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(_derived(key, b"rescue content"))


def _derived(key: DataKey, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=None, info=b"CoachDesk " + purpose).derive(bytes(key.material()))


def _file_name(key: DataKey, name: str) -> str:
    import hashlib

    mark = hashlib.blake2b(name.encode("utf-8"), key=_derived(key, b"rescue name"), digest_size=16)
    return mark.hexdigest() + _SUFFIX


def _places(folder: Path) -> tuple[Path, ...]:
    cache = platformdirs.user_cache_path("CoachDesk", appauthor=False)
    return folder / "rescue", cache / "rescue"


def _files(folder: Path) -> Iterator[Path]:
    for place in _places(folder):
        with contextlib.suppress(OSError):
            yield from sorted(place.glob(f"*{_SUFFIX}"))
