"""With the dictionaries that ship, and with Voikko where this computer has it."""

import unicodedata
from pathlib import Path

import pytest

from coachdesk.kernel.spelling.checker import MOST_SUGGESTIONS, Checker
from coachdesk.kernel.spelling.voikko import Voikko
from coachdesk.kernel.spelling.words import Names

needs_voikko = pytest.mark.skipif(Voikko.find() is None, reason="Voikko is not installed")


@pytest.fixture(scope="module")
def shared() -> Checker:
    return Checker()


def wrong(checker: Checker, line: str, language: str) -> list[str]:
    return [word.text for word in checker.misspelt(line, language)]


def test_swedish(shared: Checker) -> None:
    right = "Välfärdsområdets utvecklingsteam går igenom åtgärdsplanen på personalmötet."
    assert wrong(shared, right, "sv") == []
    assert wrong(shared, "Vi gör en åtgerdsplan och en uppfoljning", "sv") == [
        "åtgerdsplan",
        "uppfoljning",
    ]
    assert "uppföljning" in shared.suggestions("uppfoljning", "sv")


def test_english_is_british_and_american(shared: Checker) -> None:
    right = "The organisation’s colour and the organization's color; staff don’t travelled"
    assert wrong(shared, right, "en") == []
    assert wrong(shared, "We definately recieve coaching", "en") == ["definately", "recieve"]
    assert shared.suggestions("recieve", "en")[0] == "receive"


@needs_voikko
def test_finnish_compounds_and_inflections(shared: Checker) -> None:
    right = "Kehittämistiimin työhyvinvointikyselyssä kotihoidon esihenkilöt pohtivat öisin."
    assert wrong(shared, right, "fi") == []
    assert wrong(shared, "Kokouss tyohyvinvoinnista", "fi") == ["Kokouss", "tyohyvinvoinnista"]
    assert shared.suggestions("kokouss", "fi") == ["kokous"]
    assert shared.suggestions("xqzwvbnm", "fi") == []


@needs_voikko
def test_each_language_has_its_own_words(shared: Checker) -> None:
    assert wrong(shared, "möte", "sv") == []
    assert wrong(shared, "möte", "fi") == ["möte"]


def test_finnish_without_voikko(tmp_path: Path) -> None:
    checker = Checker(voikko_folders=(tmp_path,))
    assert not checker.knows("fi")
    assert wrong(checker, "xqzwv", "fi") == []
    assert checker.suggestions("xqzwv", "fi") == []
    assert checker.knows("sv")


def test_a_library_that_is_none(tmp_path: Path) -> None:
    for name in ("libvoikko.so.1", "libvoikko.1.dylib", "libvoikko-1.dll"):
        (tmp_path / name).write_bytes(b"not a library")
    assert Voikko.find([tmp_path]) is None


def test_letters_with_accents_apart(shared: Checker) -> None:
    assert wrong(shared, unicodedata.normalize("NFD", "åtgärd överföring"), "sv") == []


def test_words_of_this_work_and_of_calendars(shared: Checker) -> None:
    assert wrong(shared, "Innokylä wellbeing infotillfälle tors thu vko", "sv") == []


def test_names_are_no_mistakes(shared: Checker) -> None:
    line = "Zqorkman och Zqorkmans chef"
    assert wrong(shared, line, "sv") == ["Zqorkman", "Zqorkmans"]
    assert shared.misspelt(line, "sv", Names(["Eva Zqorkman"])) == []


def test_own_and_ignored_words() -> None:
    checker = Checker()
    line = "Zzyx zzyx fnurk"
    assert wrong(checker, line, "en") == ["Zzyx", "zzyx", "fnurk"]
    checker.set_personal(["Zzyx"])
    assert wrong(checker, line, "en") == ["fnurk"]
    checker.ignore("Fnurk")
    checker.set_personal([])
    assert wrong(checker, line, "en") == ["Zzyx", "zzyx"]


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    checker = Checker()
    assert not checker.is_loaded("sv")
    checker.misspelt("ord", "sv")
    assert checker.is_loaded("sv")
    assert not checker.is_loaded("en")


def test_no_more_suggestions_than_fit(shared: Checker) -> None:
    assert 0 < len(shared.suggestions("bok", "en")) <= MOST_SUGGESTIONS


def test_a_line_in_another_language_is_left_alone(shared: Checker) -> None:
    swedish = "Mötet beslutade att fördela uppgifterna bland medarbetarna"
    assert wrong(shared, swedish, "en") == []
    assert wrong(shared, "The mötet beslutade about the sharing of tasks", "en") == [
        "mötet",
        "beslutade",
    ]
