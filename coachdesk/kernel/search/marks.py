"""A line of a found text, and where in it the searched words are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from coachdesk.kernel.search.analysis import (
    Token,
    is_compound_of,
    is_known,
    lemmas,
    query_terms,
    terms,
    tokens,
)
from coachdesk.kernel.search.query import Clause, parse

_CUT = "…"
_LEAD = 3  # a third of the width stands before the first marked word

Fits = Callable[[str], bool]
_BEGINNING = 3
"""Letters that most inflected forms of a word share."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of text; `spans` are the (start, end) of the words to mark, in characters."""

    text: str
    spans: tuple[tuple[int, int], ...]


def excerpt(text: str, query: str, width: int = 120) -> Excerpt:
    """About `width` characters of a line of `text` that holds a searched word.

    Of several such lines the first in which a word begins as the searched one does.

    Words are marked as `SearchIndex.query` finds them: in any inflection, as a part of a
    compound, then by their beginning, then anywhere. Without a hit, the first line with words.
    """
    return Marker(query).excerpt(text, width)


class Marker:
    """Makes the excerpts of one query's hits; quicker than `excerpt` for each of them."""

    def __init__(self, query: str) -> None:
        self._clauses = parse(query)
        ways = (_inflected, _begun, _contained) if self._clauses else ()
        self._ways = [[_fits(way, clause) for clause in self._clauses] for way in ways]

    def excerpt(self, text: str, width: int = 120) -> Excerpt:
        """As the function `excerpt`."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        # Analysing words takes long; a line that looks like a hit mostly is one.
        likely_first = sorted(lines, key=lambda line: not self._looks_like_hit(line))
        words: dict[str, list[Token]] = {}
        for way in self._ways:
            for line in likely_first:
                if line not in words:
                    words[line] = list(tokens(line))
                spans = self._spans(words[line], way)
                if spans:
                    return _cropped(line, spans, width)
        return _cropped(lines[0] if lines else "", [], width)

    def _looks_like_hit(self, line: str) -> bool:
        """Whether the beginning of a searched word stands in the line."""
        folded = line.casefold()
        return any(clause.words[0][:_BEGINNING] in folded for clause in self._clauses)

    def _spans(self, words: Sequence[Token], way: Sequence[Fits]) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for clause, fits in zip(self._clauses, way, strict=True):
            if clause.exact:
                length = len(clause.words)
                runs = (words[n : n + length] for n in range(len(words) - length + 1))
                found += [(run[0].start, run[-1].end) for run in runs if _is_phrase(clause, run)]
            else:
                found += [(token.start, token.end) for token in words if fits(token.word)]
        return _merged(found)


def _is_phrase(clause: Clause, run: Sequence[Token]) -> bool:
    *first, last = (token.word for token in run)
    *wanted, final = clause.words
    same = last.startswith(final) if clause.open_ended else last == final
    return first == wanted and same


def _fits(way: Callable[[Clause], Fits], clause: Clause) -> Fits:
    return (lambda _word: False) if clause.exact else cache(way(clause))


def _inflected(clause: Clause) -> Fits:
    (wanted,) = clause.words
    found, parts = query_terms(wanted), lemmas(wanted)
    grows = clause.open_ended and not is_known(wanted)

    def fits(word: str) -> bool:
        if grows and word.startswith(wanted):
            return True
        if not found.isdisjoint(terms(word)):
            return True
        return any(is_compound_of(lemma, part) for lemma in lemmas(word) for part in parts)

    return fits


def _begun(clause: Clause) -> Fits:
    inflected = _inflected(clause)
    return lambda word: word.startswith(clause.words[0]) or inflected(word)


def _contained(clause: Clause) -> Fits:
    begun, parts = _begun(clause), lemmas(clause.words[0])
    return lambda word: begun(word) or any(p in lemma for lemma in lemmas(word) for p in parts)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cropped(line: str, spans: Sequence[tuple[int, int]], width: int) -> Excerpt:
    first = spans[0][0] if spans else 0
    begin = max(0, min(first - width // _LEAD, len(line) - width))
    if begin:
        space = line.find(" ", begin, first)
        begin = space + 1 if space >= 0 else begin
    end = min(len(line), begin + width)
    before, after = (_CUT if begin else ""), (_CUT if end < len(line) else "")
    shift = len(before) - begin
    kept = tuple(
        (start + shift, min(stop, end) + shift) for start, stop in spans if begin <= start < end
    )
    return Excerpt(before + line[begin:end] + after, kept)
