import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.kernel.search.analysis import (
    forget,
    is_compound_of,
    lemmas,
    query_terms,
    terms,
    tokens,
)


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


def finds(query: str, word: str) -> bool:
    return not query_terms(query).isdisjoint(terms(word))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Matti.Virtanen@kunta.fi", ["matti", "virtanen", "kunta", "fi"]),
        ("YTA:n ja EU:ssa", ["yta", "ja", "eu"]),
        ("klo 12:30, PDSA-sykli", ["klo", "12", "30", "pdsa", "sykli"]),
        ("Åsa, ŠÄÖ ja Ǥuokte", ["åsa", "šäö", "ja", "ǥuokte"]),
        ("the team’s don't", ["the", "team's", "don't"]),
        ("[] soita @Aino #kiire!", ["soita", "aino", "kiire"]),
        ("😀 – …", []),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_tokens_tell_where_they_stand() -> None:
    text = "Tiimi: ÅSA-osasto"
    assert [text[t.start : t.end] for t in tokens(text)] == ["Tiimi", "ÅSA", "osasto"]


@pytest.mark.parametrize(
    ("query", "word"),
    [("säde", "sade"), ("äiti", "aiti"), ("åsa", "asa"), ("šakki", "sakki"), ("hän", "han")],
)
def test_letters_with_marks_are_letters_of_their_own(query: str, word: str) -> None:
    assert not finds(query, word)
    assert not finds(word, query)


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("tiimi", "tiimissämmekin"),
        ("kokous", "kokouksiinsa"),
        ("kysely", "kyselyynkö"),
        ("tieto", "tiedosta"),
        ("tiedostaa", "tiedosta"),
        ("arvioida", "arvioiminen"),
        ("alkaa", "alkava"),
        ("työpaikkaselvitys", "työpaikkaselvityksistämme"),
        ("arbetsplatsutredning", "arbetsplatsutredningarna"),
        ("nurse", "nurse's"),
    ],
)
def test_endings_possessives_and_clitics(query: str, word: str) -> None:
    assert finds(query, word)


def test_a_participle_does_not_ask_for_its_verb() -> None:
    assert finds("päättyä", "päättyvä")
    assert not finds("päättyvä", "päättyä")


@pytest.mark.parametrize(
    ("lemma", "part", "expected"),
    [
        ("työpaikkaselvitys", "selvitys", True),
        ("riskinarviointi", "riski", True),
        ("kotihoito", "hoito", True),
        ("arkisto", "arki", False),
        ("tavoitella", "tavoite", False),
        ("arbetsplats", "plats", True),
        ("kvalitetsarbete", "kvalitet", True),
        ("säkerhetsplan", "säkerhet", True),
        ("aikataulu", "aika", False),
        ("selvitys", "selvitys", False),
    ],
)
def test_compounds(lemma: str, part: str, *, expected: bool) -> None:
    assert is_compound_of(lemma, part) is expected


@given(st.text(max_size=80))
def test_any_text_can_be_analysed(text: str) -> None:
    for token in tokens(text):
        assert token.word in lemmas(token.word)
        assert finds(token.word, token.word)
        assert all(" " not in term for term in terms(token.word))


def test_no_word_is_kept_after_forgetting() -> None:
    secret = "salaisuus" + "kvartsissakin"
    terms(secret)

    def kept() -> bool:
        gc.collect()
        return any(isinstance(o, frozenset) and secret in o for o in gc.get_objects())

    assert kept()
    forget()
    assert not kept()
