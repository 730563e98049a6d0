"""Finnish by Voikko, if it is installed on this computer: the few calls that are needed.

Voikko is not part of CoachDesk, since its vocabulary is under the GPL. Works with libvoikko 4.
"""

import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

_FILES = {"win32": ("libvoikko-1.dll",), "darwin": ("libvoikko.1.dylib", "libvoikko.dylib")}
_LINUX_FILES = ("libvoikko.so.1",)
_MAC_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib")
_VOCABULARY_FORMATS = ("5", "2")  # folders in which Voikko looks for a vocabulary
_REJECTED = 0


class Voikko:
    """Voikko with its Finnish vocabulary. Use `Voikko.find`."""

    def __init__(self, library: ctypes.CDLL, folder: Path | None) -> None:
        """Raises `OSError` when there is no vocabulary."""
        self._library = library
        self._suggest, self._free = library.voikkoSuggestCstr, library.voikkoFreeCstrArray
        self._spell, self._terminate = library.voikkoSpellCstr, library.voikkoTerminate
        strings = ctypes.POINTER(ctypes.c_char_p)
        start = library.voikkoInit
        start.argtypes, start.restype = [strings, ctypes.c_char_p, ctypes.c_char_p], ctypes.c_void_p
        self._spell.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        self._suggest.argtypes, self._suggest.restype = self._spell.argtypes, strings
        self._free.argtypes, self._free.restype = [strings], None
        self._terminate.argtypes, self._terminate.restype = [ctypes.c_void_p], None
        problem = ctypes.c_char_p()
        beside = os.fsencode(folder) if folder and _has_vocabulary(folder) else None
        self._handle: int | None = start(ctypes.byref(problem), b"fi", beside)
        if not self._handle:
            raise OSError("Voikko has no Finnish vocabulary")

    @classmethod
    def find(cls, folders: Sequence[Path] | None = None) -> "Voikko | None":
        """The Voikko of this computer, or None.

        With `folders` only these are searched, else where the system has its libraries.
        """
        for path in _candidates(folders):
            folder = path.parent if path.is_absolute() else None
            try:
                return cls(ctypes.CDLL(str(path)), folder)
            except (OSError, AttributeError):  # not there, for another processor, another library
                continue
        return None

    def accepts(self, word: str) -> bool:
        """Whether this is a Finnish word, in any inflection or compound."""
        return bool(self._spell(self._handle, word.encode()) != _REJECTED)

    def suggestions(self, word: str) -> list[str]:
        """Words that may have been meant, the likeliest first."""
        found: Any = self._suggest(self._handle, word.encode())
        if not found:
            return []
        try:
            return list(_texts(found))
        finally:
            self._free(found)

    def __del__(self) -> None:
        """Give its memory back."""
        if getattr(self, "_handle", None):
            self._terminate(self._handle)


def _texts(strings: Any) -> Iterator[str]:  # noqa: ANN401 - ctypes has no type for an array of texts
    index = 0
    while strings[index] is not None:
        yield strings[index].decode()
        index += 1


def _has_vocabulary(folder: Path) -> bool:
    return any((folder / name).is_dir() for name in _VOCABULARY_FORMATS)


def _candidates(folders: Sequence[Path] | None) -> Iterator[Path]:
    """What to hand to the system's loader; a bare name is sought by the loader itself."""
    names = _FILES.get(sys.platform, _LINUX_FILES)
    if folders is None and sys.platform != "win32":
        yield from map(Path, names)
    for folder in _usual_folders(sys.platform) if folders is None else folders:
        for name in names:
            path = Path(folder, name)
            if path.is_file():
                yield path.absolute()


def _usual_folders(platform: str) -> Iterator[Path]:
    if platform == "darwin":
        yield from map(Path, _MAC_FOLDERS)
    elif platform == "win32":
        bases = filter(None, map(os.environ.get, ("ProgramFiles", "LOCALAPPDATA")))
        yield from (Path(base, "Voikko") for base in bases)
        on_path = map(Path, os.environ.get("PATH", "").split(os.pathsep))
        yield from (folder for folder in on_path if folder.is_absolute())
