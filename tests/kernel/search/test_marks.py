import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.kernel.search.marks import excerpt

NOTE = """Läsnä: Aino, Mikko
Kokouksessa sovittiin työnjaosta ja seuraavasta kokouksesta.
Omaiselle soitetaan ensi viikolla, matti.virtanen@kunta.fi
"""


def marked(query: str, text: str = NOTE) -> list[str]:
    found = excerpt(text, query)
    return [found.text[start:end] for start, end in found.spans]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("kokous", ["Kokouksessa", "kokouksesta"]),
        ("kokous työnjako", ["Kokouksessa", "työnjaosta", "kokouksesta"]),
        ('"sovittiin työnjaosta"', ["sovittiin työnjaosta"]),
        ('"sovittiin työn', ["sovittiin työnjaosta"]),
        ("virtanen", ["virtanen"]),
        ("virtanen@kunta", ["virtanen@kunta"]),
        ("omais", ["Omaiselle"]),
        ("mik", ["Mikko"]),
        ("kuulumaton", []),
        ("", []),
    ],
)
def test_the_words_that_matched_are_marked(query: str, words: list[str]) -> None:
    assert marked(query) == words


def test_a_part_of_a_compound_is_marked() -> None:
    assert marked("selvitys", "Tehtiin työpaikkaselvityksiä") == ["työpaikkaselvityksiä"]


def test_without_a_hit_the_first_line_is_shown() -> None:
    assert excerpt(NOTE, "kuulumaton").text == "Läsnä: Aino, Mikko"
    assert excerpt("", "x").text == ""


def test_a_long_line_is_cut_around_the_first_hit() -> None:
    line = "alku " * 60 + "kokous " + "loppu " * 60
    found = excerpt(line, "kokous", width=60)
    assert found.text.startswith("…alku")
    assert found.text.endswith("…")
    assert len(found.text) <= 62
    assert [found.text[s:e] for s, e in found.spans] == ["kokous"]


@given(st.text(max_size=300), st.text(max_size=30), st.integers(1, 80))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str, query: str, width: int) -> None:
    found = excerpt(text, query, width)
    ends = [0, *(place for span in found.spans for place in span), len(found.text)]
    assert ends == sorted(ends)
    assert "\n" not in found.text
    assert len(found.text) <= width + 2
