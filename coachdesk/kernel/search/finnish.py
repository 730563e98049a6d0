"""What the Finnish dictionary does not tell by itself, worked out from what it does tell.

The dictionary gives one lemma for each form. A word that is a form of several (`tiedosta`: of
tieto and of tiedostaa), a possessive or clitic that it lacks and the tie between a verb and its
action noun are found by asking it for sister forms of the same word.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

Lookup = Callable[[str], str | None]

_BACK_CASES = ("n", "ssa", "sta", "lla", "lta", "lle", "ksi", "t")
_FRONT_CASES = ("n", "ssä", "stä", "llä", "ltä", "lle", "ksi", "t")
_CASE_ENDINGS = (*_BACK_CASES, *_FRONT_CASES, "a", "ä", "ta", "tä", "na", "nä")
_PERSON_ENDINGS = ("mme", "tte", "n", "t")
_CASE_WITNESSES = 4
_PERSON_WITNESSES = 2
_UNLISTED_ENDINGS = tuple(
    f"{plural}{ending}" for ending in sorted({*_CASE_ENDINGS}, key=len)[::-1] for plural in "i "
)
_NEN_FORM = re.compile(r"(.{3,})s(?:[ei]\w{1,4}|t[aä]|ten)")
_UUS_FORM = re.compile(r"(.{2,}(?:uu|yy))(?:[dtk]\w{1,5}|ksi\w{1,3})")
_CLITICS = ("kin", "kaan", "kään", "han", "hän", "ko", "kö", "pa", "pä")
_POSSESSIVES = ("nsa", "nsä", "mme", "nne", "ni", "si")
_BACK_VOWELS = frozenset("aou")
_VOWELS = frozenset("aeiouyäöå")
# Strong to weak grade of the consonants before the last vowel, longest first.
_GRADES = (
    ("tt", "t"), ("kk", "k"), ("pp", "p"), ("nt", "nn"), ("lt", "ll"), ("rt", "rr"),
    ("mp", "mm"), ("nk", "ng"), ("t", "d"), ("p", "v"), ("k", ""),
)  # fmt: skip


def homographs(word: str, lookup: Lookup) -> set[str]:
    """Lemmas whose other cases or persons say that `word` is one of theirs, too."""
    found = nominal_lemmas(word, lookup)
    for ending in _PERSON_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3 and stem[-1] in _VOWELS:
            sisters = tuple(e for e in _PERSON_ENDINGS if e != ending)
            agreed = _agreed(stem, sisters, _PERSON_WITNESSES, lookup)
            found |= {lemma for lemma in agreed if lemma[-1] in "aä"}
    return found


def nominal_lemmas(word: str, lookup: Lookup) -> set[str]:
    """Lemmas of nouns and adjectives that `word` is a case form of."""
    found: set[str] = set()
    for stem in _case_stems(word):
        cases = _BACK_CASES if _BACK_VOWELS.intersection(stem) else _FRONT_CASES
        found |= _agreed(stem, cases, _CASE_WITNESSES, lookup)
        found |= {strong for strong in _strong(stem) if lookup(strong) == strong}
    return found


def _strong(stem: str) -> Iterator[str]:
    """What has `stem` before the endings that close the syllable: `riikka` for `riika`."""
    for strong, weak in _GRADES:
        if weak and stem[:-1].endswith(weak):
            candidate = stem[: -1 - len(weak)] + strong + stem[-1]
            if _weak(candidate) == stem:
                yield candidate


def _agreed(stem: str, endings: tuple[str, ...], enough: int, lookup: Lookup) -> set[str]:
    votes = Counter(lemma for ending in endings if (lemma := lookup(stem + ending)))
    return {lemma for lemma, count in votes.items() if count >= enough}


def _case_stems(word: str) -> Iterator[str]:
    for ending in _CASE_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3 and stem[-1] in _VOWELS:
            yield stem
            if ending in {"a", "ä", "na", "nä"} and (weak := _weak(stem)) != stem:
                yield weak
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


def without_case(word: str) -> Iterator[str]:
    """What the word may be without a case ending that its dictionary entry lacks."""
    if match := _NEN_FORM.fullmatch(word):
        yield f"{match[1]}nen"
    if match := _UUS_FORM.fullmatch(word):
        yield f"{match[1]}s"
    for ending in _UNLISTED_ENDINGS:
        bare = word.removesuffix(ending.strip())
        if bare != word and len(bare) >= 4:
            yield bare
    if len(word) > 5 and word[-1] == "n" and word[-2] == word[-3]:
        yield word[:-2]


def roots(lemma: str, lookup: Lookup) -> set[str]:
    """The verb of an action noun or participle, the adjective of an adverb or comparative."""
    if lemma.endswith("minen"):
        return _infinitives(lemma.removesuffix("minen"), lookup)
    if lemma.endswith(("nut", "nyt", "lut", "lyt", "sut", "syt", "rut", "ryt")):
        return _verb_of_past(lemma, lookup)
    if len(lemma) > 4 and lemma.endswith(("tu", "ty")):
        return _existing(lookup, lemma[:-1] + "iin")
    if lemma.endswith("sti") and len(lemma) > 5:
        return _existing(lookup, lemma.removesuffix("sti") + "n")
    if lemma.endswith("mpi") and len(lemma) > 5:
        bare = lemma.removesuffix("mpi")
        changed = (bare[:-1] + "an", bare[:-1] + "än") if bare.endswith("e") else ()
        return _existing(lookup, bare + "n", *changed)
    return set()


def wider_roots(lemma: str, lookup: Lookup) -> set[str]:
    """The verb of participles that have become words of their own (`alkava`, `tekemä`).

    A text with them is found by the verb, but they do not find the verb.
    """
    if len(lemma) > 6 and lemma.endswith(("ttava", "ttävä")):
        participle = lemma[:-4] + ("tu" if lemma.endswith("a") else "ty")
        return _existing(lookup, participle) - {participle}
    if len(lemma) > 5 and lemma.endswith(("va", "vä", "ma", "mä")):
        return _infinitives(lemma[:-2], lookup)
    return set()


def _infinitives(stem: str, lookup: Lookup) -> set[str]:
    """The verbs of all conjugations whose vowel stem is `stem` (`luke` of lukea)."""
    if len(stem) < 3:
        return set()
    a = "a" if _BACK_VOWELS.intersection(stem) else "ä"
    short = stem[:-1]
    candidates = {stem + a, f"{stem}d{a}", f"{short}t{a}", f"{_weak(stem)[:-1]}t{a}"}
    if stem.endswith("e"):
        candidates |= {short + short[-1] + a, f"{stem[:-2]}t{a}"}
    if stem.endswith("tse"):
        candidates.add(stem.removesuffix("se") + a)
    return {verb for verb in candidates if lookup(verb) == verb}


def _verb_of_past(participle: str, lookup: Lookup) -> set[str]:
    a = "a" if participle.endswith("ut") else "ä"
    bare, short = participle[:-3], participle[:-2]
    candidates = {bare + a, f"{bare}d{a}", short + a, f"{bare}t{a}"}
    if bare.endswith("n"):
        candidates.add(f"{bare[:-1]}t{a}")
    return {verb for verb in candidates if lookup(verb) == verb}


def _existing(lookup: Lookup, *forms: str) -> set[str]:
    return {lemma for form in forms if (lemma := lookup(form))}


def privative(word: str) -> str | None:
    """`tasaamaton` for `tasaamattomaan`: adjectives in -ton, -tön that no dictionary lists."""
    for mark, ending in (("ttom", "ton"), ("ttöm", "tön")):
        bare, found, rest = word.rpartition(mark)
        if found and len(bare) >= 3 and 1 <= len(rest) <= 7:
            return bare + ending
    return None
