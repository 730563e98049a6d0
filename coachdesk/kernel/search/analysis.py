"""From a text to the words and terms by which it is found, in Finnish, Swedish and English.

A term stands for a word in all its inflections. Letters with marks are letters of their own:
ä is not a, š is not s.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from coachdesk.kernel.search import finnish
from coachdesk.kernel.search.lexicon import (
    LANGUAGES,
    dictionary,
    guessed_lemma,
    irregular,
    stem,
)

LONGEST_WORD = 60
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
# A case ending after an abbreviation or number (`YTA:n`, `EU:ssa`, `5:ssä`) is no word of its own.
_ENDING = re.compile(r"[^\W\d_]{1,5}(?![^\W_])")
_SHORTEST_PART = 3
_SHORTEST_LAST_PART = 4
_SHORTEST_HEAD = 5  # `aika` does not ask for every `aikataulu`
# What may stand between the parts of a compound: riski-n-arviointi, kvalitet-s-mål
_LINKS = {"fi": "n", "sv": "s"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: casefolded, and where it stands (`text[start:end]`)."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Analysis:
    lemmas: frozenset[str]
    stems: frozenset[str]
    finnish_stems: frozenset[str]
    known: bool


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in their order; parts of e-mail addresses are words, too."""
    last_end = -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        glued = start == last_end + 1 and text[last_end] == ":"
        last_end = end
        if glued and _ENDING.fullmatch(match.group()):
            continue
        yield Token(folded(match.group()), start, end)


def folded(word: str) -> str:
    """One spelling for all cases and ways of writing the same letters."""
    plain = unicodedata.normalize("NFC", word).casefold().replace("’", "'")
    return plain[:LONGEST_WORD]


@lru_cache(maxsize=16_384)
def terms(word: str) -> frozenset[str]:
    """The terms under which a casefolded word of a text is indexed."""
    found = _analysis(word)
    mark = "k" if found.known else "u"
    stems = {f"_{mark}fi{s}" for s in found.finnish_stems}
    return found.lemmas | found.stems | stems | _wider_roots(found.lemmas)


def _wider_roots(words: frozenset[str]) -> set[str]:
    lookup = dictionary("fi").lemma
    return {root for word in words for root in finnish.wider_roots(word, lookup)}


def query_terms(word: str) -> frozenset[str]:
    """The terms that a casefolded word finds.

    Finnish stems are coarse, so they only tie words of which at least one is in no dictionary.
    """
    found = _analysis(word)
    marks = "u" if found.known else "ku"
    stems = {f"_{mark}fi{s}" for mark in marks for s in found.finnish_stems}
    return found.lemmas | found.stems | stems


def lemmas(word: str) -> frozenset[str]:
    """The dictionary forms of a casefolded word, guessed when no dictionary has it."""
    return _analysis(word).lemmas


def forget() -> None:
    """Drop every word that is kept for speed, as when the work is locked."""
    for kept in (terms, _analysis, compounds):
        kept.cache_clear()


def is_known(word: str) -> bool:
    """Whether a dictionary has the word, as such or as a compound."""
    return _analysis(word).known


def is_compound_of(lemma: str, part: str) -> bool:
    """Whether `lemma` is a compound that begins or ends with the dictionary form `part`."""
    if not lemma.startswith(part) and not lemma.endswith(part):
        return False
    return any(
        _is_member(part, language)
        and (_ends_with(lemma, part, language) or _begins_with(lemma, part, language))
        for language in _LINKS
    )


def _ends_with(lemma: str, part: str, language: str) -> bool:
    head = lemma.removesuffix(part)
    if head == lemma or len(head) < _SHORTEST_PART or len(part) < _SHORTEST_LAST_PART:
        return False
    return _is_head(head, language)


def _begins_with(lemma: str, part: str, language: str) -> bool:
    tail = lemma.removeprefix(part)
    if tail == lemma or len(part) < _SHORTEST_HEAD:
        return False
    tails = {tail, tail.removeprefix(_LINKS[language])}
    return any(len(t) >= _SHORTEST_LAST_PART and _is_member(t, language) for t in tails)


def _is_member(word: str, language: str) -> bool:
    lemma = dictionary(language).lemma(word)
    # The Swedish dictionary has many short nouns (`plan`) only as a form of a verb (`plana`).
    found = lemma == word or (language == "sv" and lemma is not None)
    return found or bool(compounds(word, language))


def _is_head(word: str, language: str) -> bool:
    lookup = dictionary(language).lemma
    bare = word.removesuffix("s") if language == "sv" else word
    return bool(lookup(word) or lookup(bare) or compounds(word, language))


@lru_cache(maxsize=16_384)
def _analysis(word: str) -> _Analysis:
    if not word.isalpha() and any(c.isdigit() for c in word):
        return _Analysis(frozenset({word}), frozenset(), frozenset(), known=False)
    by_language = {language: _known_lemmas(word, language) for language in LANGUAGES}
    known = any(by_language.values())
    found, stems = {word}, set()
    for language, its_lemmas in by_language.items():
        found |= its_lemmas
        if language != "fi" and (its_lemmas or not known):
            stems |= {f"_{language}{stem(w, language)}" for w in (word, *its_lemmas)}
        if not known and (guess := guessed_lemma(word, language)):
            found.add(guess)
    finnish_stems = frozenset(stem(w, "fi") for w in (word, *by_language["fi"]))
    return _Analysis(frozenset(found), frozenset(stems), finnish_stems, known)


def _known_lemmas(word: str, language: str) -> set[str]:
    lookup = dictionary(language).lemma
    found = {lemma} if (lemma := lookup(word)) else set()
    if language == "fi":
        found |= _finnish_lemmas(word, found)
    elif language == "sv" and not found and (joined := compounds(word, language)):
        found |= joined
    elif language == "en" and "'" in word and (lemma := lookup(word.partition("'")[0])):
        found.add(lemma)
    table = irregular(language)
    extra = {lemma for form in (word, *found) for lemma in table.get(form, ())}
    return found | extra


def _finnish_lemmas(word: str, found: set[str]) -> set[str]:
    lookup = dictionary("fi").lemma
    result = found | finnish.homographs(word, lookup)
    if not result:
        result = _first_of(lookup, finnish.without_endings(word))
    if not result and (lemma := finnish.privative(word)):
        result = {lemma}
    if not result:
        result = _first_of(lookup, finnish.without_case(word))
    if not result:
        for form in (word, *finnish.without_endings(word)):
            if joined := compounds(form, "fi"):
                result = set(joined)
                break
    for lemma in (word, *result):
        result = result | finnish.roots(lemma, lookup)
    return result


def _first_of(lookup: finnish.Lookup, forms: Iterable[str]) -> set[str]:
    for form in forms:
        if lemma := lookup(form):
            return {lemma}
    return set()


@lru_cache(maxsize=4_096)
def compounds(word: str, language: str) -> frozenset[str]:
    """The dictionary forms of a compound of two known words, the longest last part first."""
    lookup = dictionary(language).lemma
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART):
        head, tail = word[:cut], word[cut:]
        if lookup(head) or (language == "sv" and lookup(head.removesuffix("s"))):
            lemma = lookup(tail)
            if language == "fi":
                parts = finnish.nominal_lemmas(tail, lookup) | ({tail} if lemma == tail else set())
            else:
                parts = {lemma} if lemma else set()
            if parts:
                return frozenset(head + part for part in parts)
    return frozenset()
