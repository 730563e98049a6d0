"""What each language's words are looked up in."""

import logging
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from coachdesk.kernel.paths import resource
from coachdesk.kernel.spelling.voikko import Voikko

_FILES = {"sv": ("sv",), "en": ("en-gb", "en-us")}

_log = logging.getLogger(__name__)


class Book(Protocol):
    """The words of a language."""

    def accepts(self, word: str) -> bool:
        """Whether this is a word."""

    def suggestions(self, word: str) -> list[str]:
        """Words that may have been meant, the likeliest first."""


class _Hunspell(Protocol):
    def spell(self, word: str) -> bool: ...

    def suggest(self, word: str) -> tuple[str, ...]: ...


class HunspellBook:
    """One or several Hunspell dictionaries; a word in any of them is a word."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Load `<name>.aff` and `<name>.dic`; raises `ImportError` or `OSError` when it cannot."""
        from hunspell import Hunspell

        folder = str(resource("spelling"))
        # With this encoding the library opens files by their whole Unicode path on Windows too.
        self._parts: list[_Hunspell] = [Hunspell(name, folder, "UTF-8") for name in names]

    def accepts(self, word: str) -> bool:
        """Whether one of the dictionaries has it, or builds it as a compound."""
        return any(part.spell(word) for part in self._parts)

    def suggestions(self, word: str) -> list[str]:
        """Of the first dictionary that has any: they take a tenth of a second each."""
        return next((list(found) for part in self._parts if (found := part.suggest(word))), [])


def open_book(language: str, voikko_folders: tuple[Path, ...] | None = None) -> Book | None:
    """The words of `fi`, `sv` or `en`; None when nothing on this computer knows them.

    `voikko_folders` are searched for Voikko instead of the places where systems have it.
    """
    try:
        return Voikko.find(voikko_folders) if language == "fi" else HunspellBook(_FILES[language])
    except (ImportError, OSError) as error:
        _log.warning("no spell checking in %s: %s", language, type(error).__name__)
        return None


@lru_cache(1)
def own_words() -> frozenset[str]:
    """Words of this work that no dictionary has, and abbreviated days and months; casefolded."""
    from coachdesk.kernel.dates.names import months, short_weekdays
    from coachdesk.kernel.text import LANGUAGES

    text = resource("spelling", "coachdesk.txt").read_text(encoding="utf-8")
    own = (line.strip().casefold() for line in text.splitlines() if not line.startswith("//"))
    return frozenset(own) | short_weekdays(LANGUAGES).keys() | months().keys()
