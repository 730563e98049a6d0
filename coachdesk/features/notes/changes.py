"""What changed from one text of a note to the next: by line, and by word inside changed lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
ADDED, REMOVED, KEPT = "+", "−", " "


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line with its sign (`ADDED`, `REMOVED`, `KEPT`); `words`: its changed stretches."""

    sign: str
    text: str
    words: tuple[tuple[int, int], ...] = ()


def line_changes(old: str, new: str) -> list[LineChange]:
    """All lines of both texts in order. A line changed in part comes twice, removed and added."""
    before, after = _lines(old), _lines(new)
    changes: list[LineChange] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            changes += [LineChange(KEPT, line) for line in before[a1:a2]]
        else:
            changes += _replaced(before[a1:a2], after[b1:b2])
    return changes


def counts(changes: Sequence[LineChange]) -> tuple[int, int]:
    """How many lines were added and removed."""
    signs = [change.sign for change in changes]
    return signs.count(ADDED), signs.count(REMOVED)


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[LineChange]:
    pairs = [_words(old, new) for old, new in zip(before, after, strict=False)]
    for place, line in enumerate(before):
        yield LineChange(REMOVED, line, pairs[place][0] if place < len(pairs) else ())
    for place, line in enumerate(after):
        yield LineChange(ADDED, line, pairs[place][1] if place < len(pairs) else ())


Stretches = tuple[tuple[int, int], ...]


def _words(old: str, new: str) -> tuple[Stretches, Stretches]:
    """The changed stretches of both lines; none where the lines have little in common."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.4:
        return (), ()
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return (
        tuple(_stretch(before, a1, a2) for _tag, a1, a2, _b1, _b2 in codes if a2 > a1),
        tuple(_stretch(after, b1, b2) for _tag, _a1, _a2, b1, b2 in codes if b2 > b1),
    )


def _stretch(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    start = sum(map(len, words[:first]))
    return start, start + sum(map(len, words[first:last]))
