from hypothesis import given
from hypothesis import strategies as st

from coachdesk.kernel.spelling.words import LONGEST_LINE, Names, words


def found(line: str) -> list[str]:
    return [word.text for word in words(line)]


def test_words_of_a_line_with_marks() -> None:
    line = "- [] **Tärkeä** kysely (henkilöstölle), raa'an nopeasti!"
    assert found(line) == ["Tärkeä", "kysely", "henkilöstölle", "raa'an", "nopeasti"]


def test_addresses_mentions_and_tags_are_left_alone() -> None:
    line = (
        "se https://exempel.example/sidaa?x=fell mejla anna.virtasenn@team.example "
        "(anna@team.example) www.sidaa.example innokyla.example/polku @Annnalle #tagg-fel"
    )
    assert found(line) == ["mejla"]


def test_numbers_dates_codes_and_capitals_are_left_alone() -> None:
    assert found("24.11. klo 9.30 B12-arvo v2x THL:ssä EU-hanke PDSA YouTube foo_baar") == ["klo"]


def test_halves_of_compounds_are_left_alone() -> None:
    assert found("työ- ja koti-ilta, arbetsplats- eller -möte") == ["koti-ilta", "eller"]


def test_letters_with_accents_apart_are_one_word() -> None:
    (word,) = words("a\u0308iti\u0308sta\u0308")
    assert word.end == 10


def test_pasted_data_is_left_alone() -> None:
    assert found("x" * 61) == []
    assert found(" " * LONGEST_LINE + "sana") == []


@given(st.text(max_size=200))
def test_places_are_those_of_the_words(line: str) -> None:
    end = 0
    for word in words(line):
        assert line[word.start : word.end] == word.text
        assert word.start >= end
        end = word.end


@given(st.text(alphabet="ab@.:-/#'", max_size=5_000))
def test_no_line_takes_long(line: str) -> None:
    list(words(line))  # the time limit of Hypothesis is the test


def test_names_are_recognised_when_inflected() -> None:
    names = Names(["Anna-Liisa Virtanen", "Pekka Aho", "Bo Å"])
    known = ["Anna", "Annalle", "Liisan", "Virtasen", "Virtaselle", "Pekan", "Ahon"]
    assert [word for word in known if word not in names] == []
    unknown = ["annalle", "Tiistai", "Virkistyspäivä", "Annalaisuudestakin", "Borde"]
    assert [word for word in unknown if word in names] == []
