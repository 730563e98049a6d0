"""Which parts of a line are words to be checked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST_WORD = 60
"""Longer ones are pasted data; looking up a compound takes the longer, the longer it is."""
LONGEST_LINE = 10_000
"""What follows in a line is left alone."""
_SHORTEST_WORD = 3
_SHORTEST_NAME = 3
_NAME_CHANGES = 3  # last letters of a name that may change when it is inflected: Virtanen, Virtasen
_NAME_ENDING = 6  # letters that an inflected name may have more than the name: Annallekin

_LETTERS = r"[\w\u0300-\u036f]+"  # with accents that stand alone, as some systems write å ä ö
_TOKEN = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|(?<!\S)[^\s@]{1,64}@[^\s@]+\.\w+"  # an address of e-mail
    r"|[@#]\w[\w'’-]*"  # a member, a tag
    r"|\w[\w-]*(?:\.\w[\w-]*)+(?:/\S*)?"  # the address of a page, a version, a file
    rf"|(?P<word>{_LETTERS}(?:[-:'’]{_LETTERS})*)"
)
_PART = re.compile(r"[-:'’]")
_NO_LETTER = re.compile(r"[\d_]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at characters `start` to `end` of a line."""

    start: int
    end: int
    text: str


def words(line: str) -> Iterator[Word]:
    """The words of a line that can be misspelt.

    Left out are addresses, tags and mentions, words with digits or with capitals inside (EU:n,
    YouTube), halves of compounds (työ-, -möte) and words of one or two letters.
    """
    for match in _TOKEN.finditer(line[:LONGEST_LINE]):
        text = match["word"]
        if text is None or not _SHORTEST_WORD <= len(text) <= LONGEST_WORD:
            continue
        start, end = match.span()
        half = line[start - 1 : start] == "-" or line[end : end + 1] == "-"
        if not half and not _NO_LETTER.search(text) and not _capitals_inside(text):
            yield Word(start, end, text)


def _capitals_inside(text: str) -> bool:
    return any(part[1:] != part[1:].lower() for part in _PART.split(text))


class Names:
    """Recognises people's names, also inflected ones, by their beginnings."""

    def __init__(self, names: Iterable[str]) -> None:
        parts = {part.casefold() for name in names for part in re.split(r"[\s-]+", name)}
        self._parts = [part for part in parts if len(part) >= _SHORTEST_NAME]

    def __contains__(self, word: object) -> bool:
        """Whether this capitalised word is, or may be, one of the names."""
        if not isinstance(word, str) or not word[:1].isupper():
            return False
        folded = word.casefold()
        return any(
            folded.startswith(part[: max(_SHORTEST_NAME, len(part) - _NAME_CHANGES)])
            and len(folded) <= len(part) + _NAME_ENDING
            for part in self._parts
        )
