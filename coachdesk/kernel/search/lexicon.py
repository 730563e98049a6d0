"""The dictionaries and stemmers behind the search, loaded on first use.

The dictionaries are simplemma's (MIT), stored as memory-mapped tries beside the program's other
resources; `build_tries` makes them. Loading them as simplemma does by itself would take 7 s and
350 MB.
"""

import mmap
import threading
from collections.abc import Mapping
from functools import cache
from typing import Protocol, cast

from coachdesk.kernel.paths import resource

LANGUAGES = ("fi", "sv", "en")
_STEMMERS = {"fi": "finnish", "sv": "swedish", "en": "english"}


class _Trie(Protocol):
    def get(self, key: str) -> list[bytes] | None: ...


class Dictionary:
    """Inflected form to dictionary form, of one language; read from the disk as it is needed."""

    def __init__(self, language: str) -> None:
        """Map the file; raises `FileNotFoundError` when the program is not whole."""
        from marisa_trie import BytesTrie  # on first use

        with resource("lemmas", f"{language}.dic").open("rb") as file:
            # The trie does not keep the map alive, so it is kept here.
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._trie: _Trie = BytesTrie().map(self._map)

    def get(self, form: str) -> str | None:
        """The dictionary form as it is written there, or None."""
        values = self._trie.get(form)
        return values[0].decode() if values else None

    def lemma(self, word: str) -> str | None:
        """The dictionary form of a casefolded word, itself casefolded; None if it is unknown."""
        found = self.get(word) or self.get(word.capitalize())
        return found.casefold().strip(".") if found else None


@cache
def dictionary(language: str) -> Dictionary:
    """The dictionary of `fi`, `sv` or `en`."""
    return Dictionary(language)


class _Dictionaries:
    """simplemma's way to ask for a dictionary, answered with ours; it only calls `get`."""

    def get_dictionary(self, lang: str) -> Dictionary:
        return dictionary(lang)


class _Strategy(Protocol):
    def get_lemma(self, token: str, lang: str) -> str | None: ...


@cache
def _strategy() -> _Strategy:
    from simplemma.strategies import DefaultStrategy  # on first use
    from simplemma.strategies.dictionaries import DictionaryFactory

    return DefaultStrategy(dictionary_factory=cast("DictionaryFactory", _Dictionaries()))


def guessed_lemma(word: str, language: str) -> str | None:
    """The dictionary form of a word that no dictionary has, guessed by simplemma's rules."""
    found = _strategy().get_lemma(word, language)
    return found.casefold() if found else None


class _Stemmers(threading.local):
    """PyStemmer's objects may not be shared between threads."""

    def __init__(self) -> None:
        from Stemmer import Stemmer  # on first use

        self.of = {language: Stemmer(name) for language, name in _STEMMERS.items()}


@cache
def _stemmers() -> _Stemmers:
    return _Stemmers()


def stem(word: str, language: str) -> str:
    """The Snowball stem of a casefolded word."""
    return str(_stemmers().of[language].stemWord(word))


@cache
def irregular(language: str) -> Mapping[str, tuple[str, ...]]:
    """Words, and dictionary forms, that belong to another dictionary form as well."""
    found: dict[str, tuple[str, ...]] = {}
    text = resource("lemmas", "irregular.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith(f"{language}\t"):
            continue
        _, lemma, forms = line.split("\t")
        for form in forms.split():
            found[form] = (*found.get(form, ()), lemma)
    return found
