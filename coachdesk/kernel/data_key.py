"""The data key in memory, and whether a folder has one. `keys.py` makes and opens it."""

import os
from pathlib import Path

from coachdesk.kernel.overriding import override

KEY_FILE = "coachdesk.key"
KEY_FILE_COPY = "coachdesk.key.bak"
MATERIAL_LENGTH = 48  # 32 bytes of key, 16 of salt


class DataKey:
    """The key of the database: 32 random bytes and the salt of the file, 16 bytes.

    Its bytes are kept where they can be overwritten. Neither `repr` nor pickling shows them.
    """

    __slots__ = ("_material",)

    def __init__(self, material: bytes | bytearray) -> None:
        if len(material) != MATERIAL_LENGTH:
            raise ValueError("a data key has 48 bytes")
        self._material = material if isinstance(material, bytearray) else bytearray(material)

    @classmethod
    def random(cls) -> "DataKey":
        """A new key."""
        return cls(os.urandom(MATERIAL_LENGTH))

    def sqlcipher_literal(self) -> str:
        """The value for `PRAGMA key`; keep it no longer than the statement lives."""
        return f"x'{self.material().hex()}'"

    def material(self) -> bytearray:
        """The bytes themselves, not a copy; `ValueError` after `wipe`."""
        if not self._material:
            raise ValueError("the key was wiped")
        return self._material

    @property
    def is_wiped(self) -> bool:
        """Whether `wipe` was called."""
        return not self._material

    def copy(self) -> "DataKey":
        """A key that outlives the wiping of this one."""
        return DataKey(bytearray(self.material()))

    def wipe(self) -> None:
        """Overwrite the bytes; the key cannot be used any more."""
        self._material[:] = bytes(len(self._material))
        self._material.clear()

    @override
    def __repr__(self) -> str:
        return "DataKey(…)"

    @override
    def __reduce__(self) -> str:
        raise TypeError("a data key is never pickled")


def has_key_file(folder: Path) -> bool:
    """Whether `folder` has a key file, damaged or not."""
    return any((folder / name).exists() for name in (KEY_FILE, KEY_FILE_COPY))
