"""What a person types into the search box, taken apart. Nothing that is typed is an error."""

import re
from dataclasses import dataclass

from coachdesk.kernel.search.analysis import tokens

MOST_WORDS = 16
LONGEST_QUERY = 1_000
_QUOTES = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that must follow one another exactly, or one word in any inflection.

    `open_ended`: the last word may still be growing under the typist's hands.
    """

    words: tuple[str, ...]
    exact: bool
    open_ended: bool


def parse(text: str) -> list[Clause]:
    """The clauses of a query; all of them must be found. Empty when there is no word in it."""
    pieces = _QUOTES.split(text[:LONGEST_QUERY])
    clauses: list[Clause] = []
    for number, piece in enumerate(pieces):
        is_last = number == len(pieces) - 1
        if number % 2:
            clauses += _clauses_of_chunk(piece, exact=True, open_ended=is_last)
            continue
        chunks = piece.split()
        for place, chunk in enumerate(chunks, start=1):
            ends = is_last and place == len(chunks) and not piece[-1:].isspace()
            clauses += _clauses_of_chunk(chunk, exact=False, open_ended=ends)
    return clauses[:MOST_WORDS]


def _clauses_of_chunk(chunk: str, *, exact: bool, open_ended: bool) -> list[Clause]:
    words = tuple(token.word for token in tokens(chunk))[:MOST_WORDS]
    if not words:
        return []
    # Addresses, dates and the like: their parts belong together.
    if exact or (len(words) > 1 and any(mark in chunk for mark in ".@/")):
        return [Clause(words, exact=True, open_ended=open_ended)]
    last = len(words) - 1
    return [
        Clause((word,), exact=False, open_ended=open_ended and place == last)
        for place, word in enumerate(words)
    ]
