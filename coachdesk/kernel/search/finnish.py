"""What the Finnish dictionary does not tell by itself, worked out from what it does tell.

The dictionary gives one lemma for each form. A word that is a form of several (`tiedosta`: of
tieto and of tiedostaa), a possessive or clitic that it lacks and the tie between a verb and its
action noun are found by asking it for sister forms of the same word.
"""

from collections import Counter
from collections.abc import Callable, Iterator

Lookup = Callable[[str], str | None]

_BACK_CASES = ("n", "ssa", "sta", "lla", "lta", "lle", "ksi", "t")
_FRONT_CASES = ("n", "ssä", "stä", "llä", "ltä", "lle", "ksi", "t")
_CASE_ENDINGS = tuple(sorted({*_BACK_CASES, *_FRONT_CASES, "a", "ä", "na", "nä"}, key=len)[::-1])
_WITNESSES = 4
_CLITICS = ("kin", "kaan", "kään", "han", "hän", "ko", "kö", "pa", "pä")
_POSSESSIVES = ("nsa", "nsä", "mme", "nne", "ni", "si")
_VERB_FORMS = ("vat", "vät", "isi", "nut", "nyt", "massa", "mässä", "malla", "mällä")
_BACK_VOWELS = frozenset("aou")
_VOWELS = frozenset("aeiouyäöå")
# Strong to weak grade of the consonants before the last vowel, longest first.
_GRADES = (
    ("tt", "t"), ("kk", "k"), ("pp", "p"), ("nt", "nn"), ("lt", "ll"), ("rt", "rr"),
    ("mp", "mm"), ("nk", "ng"), ("t", "d"), ("p", "v"), ("k", ""),
)  # fmt: skip


def homographs(word: str, lookup: Lookup) -> set[str]:
    """Lemmas whose other cases say that `word` is one of theirs, too."""
    found: set[str] = set()
    for stem in _case_stems(word):
        cases = _BACK_CASES if _BACK_VOWELS.intersection(stem) else _FRONT_CASES
        votes = Counter(lemma for case in cases if (lemma := lookup(stem + case)))
        found.update(lemma for lemma, count in votes.items() if count >= _WITNESSES)
    return found


def _case_stems(word: str) -> Iterator[str]:
    for ending in _CASE_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3 and stem[-1] in _VOWELS:
            yield stem
    if word.endswith(("tu", "ty")):
        yield _weak(word)


def _weak(word: str) -> str:
    for strong, weak in _GRADES:
        if word[:-1].endswith(strong):
            return word[: -1 - len(strong)] + weak + word[-1]
    return word


def without_endings(word: str) -> Iterator[str]:
    """What the word may be without its clitic (-kin, -ko …) and possessive (-nsa, -mme …)."""
    for clitic in _CLITICS:
        if word.endswith(clitic) and len(word) - len(clitic) >= 3:
            bare = word.removesuffix(clitic)
            yield bare
            yield from _without_possessive(bare)
    yield from _without_possessive(word)


def _without_possessive(word: str) -> Iterator[str]:
    for possessive in _POSSESSIVES:
        if word.endswith(possessive) and len(word) - len(possessive) >= 3:
            bare = word.removesuffix(possessive)
            if bare.endswith("kse"):
                yield bare[:-1] + "i"
            yield bare
            yield bare + "n"
    if len(word) > 5 and word[-1] == "n" and word[-2] in "aeä" and word[-3] == word[-2]:
        yield word[:-2]


def roots(lemma: str, lookup: Lookup) -> set[str]:
    """The verb of an action noun, the adjective of an adverb or comparative; may be empty."""
    if lemma.endswith("minen") and len(lemma) > 7:
        return _verb(lemma.removesuffix("minen"), lookup)
    if lemma.endswith("sti") and len(lemma) > 5:
        return _existing(lookup, lemma.removesuffix("sti") + "n")
    if lemma.endswith("mpi") and len(lemma) > 5:
        bare = lemma.removesuffix("mpi")
        changed = (bare[:-1] + "an", bare[:-1] + "än") if bare.endswith("e") else ()
        return _existing(lookup, bare + "n", *changed)
    return set()


def _verb(stem: str, lookup: Lookup) -> set[str]:
    votes = Counter(
        lemma
        for form in _VERB_FORMS
        if (lemma := lookup(stem + form)) and lemma != stem + form and lemma[-1] in "aä"
    )
    return {lemma for lemma, _ in votes.most_common(1)}


def _existing(lookup: Lookup, *forms: str) -> set[str]:
    return {lemma for form in forms if (lemma := lookup(form))}


def privative(word: str) -> str | None:
    """`tasaamaton` for `tasaamattomaan`: adjectives in -ton, -tön that no dictionary lists."""
    for mark, ending in (("ttom", "ton"), ("ttöm", "tön")):
        bare, found, rest = word.rpartition(mark)
        if found and len(bare) >= 3 and 1 <= len(rest) <= 7:
            return bare + ending
    return None
