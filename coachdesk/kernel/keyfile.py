"""The format of the key file: the data key, wrapped once per secret.

A JSON object: `format`, `version`, `id`, `fingerprint` (proves that a data key belongs to this
file without telling anything of it), `wraps` (one per kind of secret: Argon2id parameters, nonce
and the data key under AES-256-GCM) and `checksum` over all the rest. The checksum finds damage;
against a forger stand the wraps, which cover the file's id, their kind and their parameters.
"""

import base64
import hashlib
import hmac
import json
import os
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self

from coachdesk.kernel.data_key import MATERIAL_LENGTH

FORMAT = "coachdesk-key"
VERSION = 1
SIZE_LIMIT = 64 * 1024

SecretKind = Literal["passphrase", "recovery"]
_KINDS: tuple[SecretKind, ...] = ("passphrase", "recovery")
_SALT_LENGTH = 16
_NONCE_LENGTH = 12
_TAG_LENGTH = 16


class DamagedKeyFileError(Exception):
    """The bytes are not a whole key file."""


class NewerKeyFileError(Exception):
    """The key file was written by a newer version of the program."""


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess of a secret costs with Argon2id.

    The bounds keep a hostile file from asking for more memory or time than a computer has.
    """

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        """Raise `ValueError` outside the bounds."""
        if not (
            1 <= self.lanes <= 16
            and 8 * self.lanes <= self.memory_kib <= 1024 * 1024
            and 1 <= self.iterations <= 16
        ):
            raise ValueError("Argon2id parameters out of bounds")


@dataclass(frozen=True, slots=True)
class Wrap:
    """The data key under one secret."""

    cost: KdfCost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def to_json(self) -> dict[str, Any]:
        """The wrap as JSON values."""
        return {
            "kdf": "argon2id",
            "memory_kib": self.cost.memory_kib,
            "iterations": self.cost.iterations,
            "lanes": self.cost.lanes,
            "salt": _encoded(self.salt),
            "cipher": "aes-256-gcm",
            "nonce": _encoded(self.nonce),
            "wrapped": _encoded(self.wrapped),
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """Read what `to_json` wrote; `ValueError`, `KeyError` or `TypeError` if it cannot be."""
        if (values["kdf"], values["cipher"]) != ("argon2id", "aes-256-gcm"):
            raise ValueError("unknown method")
        numbers = [values[name] for name in ("memory_kib", "iterations", "lanes")]
        if any(type(number) is not int for number in numbers):
            raise TypeError("not a whole number")
        wrap = cls(
            KdfCost(*numbers),
            _decoded(values["salt"]),
            _decoded(values["nonce"]),
            _decoded(values["wrapped"]),
        )
        lengths = (len(wrap.salt), len(wrap.nonce), len(wrap.wrapped))
        if lengths != (_SALT_LENGTH, _NONCE_LENGTH, MATERIAL_LENGTH + _TAG_LENGTH):
            raise ValueError("wrong length")
        return wrap


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key file in memory; holds no secret."""

    fingerprint: str
    wraps: dict[SecretKind, Wrap] = field(default_factory=dict)
    id: str = field(default_factory=lambda: os.urandom(16).hex())

    def with_secret(
        self, kind: SecretKind, secret: bytes, material: bytearray, cost: KdfCost
    ) -> Self:
        """The same file, in which `secret` (and no other of its kind) opens `material`."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, nonce = os.urandom(_SALT_LENGTH), os.urandom(_NONCE_LENGTH)
        wrapping_key = _derive(secret, salt, cost)
        try:
            covered = self._covered(kind, cost, salt)
            wrapped = AESGCM(wrapping_key).encrypt(nonce, material, covered)
        finally:
            _overwrite(wrapping_key)
        return replace(self, wraps={**self.wraps, kind: Wrap(cost, salt, nonce, wrapped)})

    def open(self, kind: SecretKind, secret: bytes) -> bytearray | None:
        """The data key's material, or None if `secret` is not the right one."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        wrap = self.wraps[kind]
        wrapping_key = _derive(secret, wrap.salt, wrap.cost)
        material = bytearray(MATERIAL_LENGTH)
        try:
            covered = self._covered(kind, wrap.cost, wrap.salt)
            AESGCM(wrapping_key).decrypt_into(wrap.nonce, wrap.wrapped, covered, material)
        except InvalidTag:
            return None
        finally:
            _overwrite(wrapping_key)
        return material

    def belongs_to(self, material: bytearray) -> bool:
        """Whether the wraps of this file hold `material`."""
        return self.fingerprint == fingerprint(material)

    def to_bytes(self) -> bytes:
        """The file's content."""
        body: dict[str, Any] = {
            "format": FORMAT,
            "version": VERSION,
            "id": self.id,
            "fingerprint": self.fingerprint,
            "wraps": {kind: wrap.to_json() for kind, wrap in self.wraps.items()},
        }
        body["checksum"] = _checksum(body)
        return json.dumps(body, indent=1).encode("ascii") + b"\n"

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Read what `to_bytes` wrote; raises `DamagedKeyFileError` or `NewerKeyFileError`."""
        try:
            body = _checked_body(content)
            wraps = {kind: Wrap.from_json(body["wraps"][kind]) for kind in _KINDS}
            return cls(str(body["fingerprint"]), wraps, str(body["id"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise DamagedKeyFileError from error

    def _covered(self, kind: SecretKind, cost: KdfCost, salt: bytes) -> bytes:
        parts = (FORMAT, VERSION, self.id, kind, cost.memory_kib, cost.iterations, cost.lanes)
        return json.dumps([*parts, salt.hex()]).encode("ascii")


def fingerprint(material: bytearray) -> str:
    """Tells two data keys apart; nothing of the key can be learnt from it."""
    return hmac.new(material, b"coachdesk key fingerprint", hashlib.sha256).hexdigest()


def _checked_body(content: bytes) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(content.decode("ascii"))
    checksum = body.pop("checksum")
    if body["format"] != FORMAT or checksum != _checksum(body):
        raise ValueError("not a whole key file")
    if body["version"] > VERSION:
        raise NewerKeyFileError
    return body


def _checksum(body: dict[str, Any]) -> str:
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _derive(secret: bytes, salt: bytes, cost: KdfCost) -> bytearray:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derived = bytearray(32)
    Argon2id(
        salt=salt,
        length=len(derived),
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive_into(secret, derived)
    return derived


def _overwrite(buffer: bytearray) -> None:
    buffer[:] = bytes(len(buffer))


def _encoded(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
