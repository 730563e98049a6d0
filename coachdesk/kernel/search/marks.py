"""A line of a found text, and where in it the searched words are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coachdesk.kernel.search.analysis import (
    Token,
    is_compound_of,
    is_known,
    lemmas,
    query_terms,
    terms,
    tokens,
)  # fmt: skip
from coachdesk.kernel.search.query import Clause, parse

_CUT = "…"
_LEAD = 3  # a third of the width stands before the first marked word

Fits = Callable[[Clause, str], bool]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of text; `spans` are the (start, end) of the words to mark, in characters."""

    text: str
    spans: tuple[tuple[int, int], ...]


def excerpt(text: str, query: str, width: int = 120) -> Excerpt:
    """About `width` characters of the first line of `text` that holds a searched word.

    Words are marked as `SearchIndex.query` finds them: in any inflection, as a part of a
    compound, then by their beginning, then anywhere. Without a hit, the first line with words.
    """
    clauses = parse(query)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for fits in (_inflected, _begun, _contained) if clauses else ():
        for line in lines:
            spans = _spans(line, clauses, fits)
            if spans:
                return _cropped(line, spans, width)
    return _cropped(lines[0] if lines else "", [], width)


def _spans(line: str, clauses: Sequence[Clause], fits: Fits) -> list[tuple[int, int]]:
    words = list(tokens(line))
    found: list[tuple[int, int]] = []
    for clause in clauses:
        length = len(clause.words)
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            if _is_phrase(clause, run) if clause.exact else fits(clause, run[0].word):
                found.append((run[0].start, run[-1].end))
    return _merged(found)


def _is_phrase(clause: Clause, run: Sequence[Token]) -> bool:
    *first, last = (token.word for token in run)
    *wanted, final = clause.words
    same = last.startswith(final) if clause.open_ended else last == final
    return first == wanted and same


def _inflected(clause: Clause, word: str) -> bool:
    (wanted,) = clause.words
    if clause.open_ended and not is_known(wanted) and word.startswith(wanted):
        return True
    if not query_terms(wanted).isdisjoint(terms(word)):
        return True
    parts = lemmas(wanted)
    return any(is_compound_of(lemma, part) for lemma in lemmas(word) for part in parts)


def _begun(clause: Clause, word: str) -> bool:
    return word.startswith(clause.words[0]) or _inflected(clause, word)


def _contained(clause: Clause, word: str) -> bool:
    return _begun(clause, word) or any(
        part in lemma for lemma in lemmas(word) for part in lemmas(clause.words[0])
    )


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
