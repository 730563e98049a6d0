"""A date inside a line of a task: what is one, what is not, and the line without it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.kernel.dates import date_problem, find_date, format_date
from coachdesk.kernel.text import LANGUAGES, Texts

TODAY = date(2026, 11, 22)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("language", "line", "expected", "rest"),
    [
        ("fi", "kysy iltavuorolta ti", "2026-11-24", "kysy iltavuorolta"),
        ("fi", "Kysy iltavuorolta TI.", "2026-11-24", "Kysy iltavuorolta"),
        ("fi", "lähetä muistio 24.11.", "2026-11-24", "lähetä muistio"),
        ("fi", "lähetä muistio 24.11", "2026-11-24", "lähetä muistio"),
        ("fi", "lähetä 24.11. muistio Annalle", "2026-11-24", "lähetä muistio Annalle"),
        ("fi", "kysely vko 49 mennessä", "2026-12-04", "kysely"),
        ("fi", "viimeistään to kysely takaisin", "2026-11-26", "kysely takaisin"),
        ("fi", "tiistaina soita Annalle", "2026-11-24", "soita Annalle"),
        ("fi", "palauta kysely (pe 4.12.)", "2026-12-04", "palauta kysely"),
        ("fi", "muista 1.12., tärkeä", "2026-12-01", "muista, tärkeä"),
        ("fi", "raportti kuun loppuun mennessä", "2026-11-30", "raportti"),
        ("fi", "soita Annalle +3", "2026-11-25", "soita Annalle"),
        (
            "fi",
            "katso 3.12. muistio ja lähetä 10.12.",
            "2026-12-10",
            "katso 3.12. muistio ja lähetä",
        ),
        (
            "fi",
            "viimeistään 3.12. palaute työpajasta 10.12.",
            "2026-12-03",
            "palaute työpajasta 10.12.",
        ),
        ("sv", "ring imorgon", "2026-11-23", "ring"),
        ("sv", "möte på tis", "2026-11-24", "möte"),
        ("sv", "möte on 2.12.", "2026-12-02", "möte"),
        ("sv", "senast den 3 december: skicka rapport", "2026-12-03", "skicka rapport"),
        ("sv", "ring Anna om två veckor", "2026-12-06", "ring Anna"),
        ("en", "call Anna by next friday", "2026-11-27", "call Anna"),
        ("en", "Send it on March 3 to all", "2027-03-03", "Send it to all"),
        ("en", "submit by sun", "2026-11-29", "submit"),
        ("en", "prepare the meeting on Tuesday", "2026-11-24", "prepare the meeting"),
        ("en", "kysy huomenna", "2026-11-23", "kysy"),
        ("fi", "ti", "2026-11-24", ""),
    ],
)
def test_dates_in_lines(language: str, line: str, expected: str, rest: str) -> None:
    found = find_date(line, TODAY, language)
    assert found is not None
    assert found.date == date.fromisoformat(expected)
    assert found.without(line) == rest
    assert date_problem(line, TODAY, language) is None


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fi", "tiimi kokoontuu tiloissa"),
        ("fi", "kestää 2.5 tuntia"),
        ("fi", "kasvoi 2.5 %"),
        ("fi", "4/9 valmiina"),
        ("fi", "tulos 4/9"),
        ("fi", "ohjeen versio 1.2.3"),
        ("fi", "ks. kohta 3.4"),
        ("fi", "lue luku 3.4. ensin"),
        ("fi", "soita klo 9.10."),
        ("fi", "kokous alkaa 14.45."),
        ("fi", "joka tiistaina siivous"),
        ("fi", "sovi ke-palaverista"),
        ("fi", "siirrä työpaja 24.11.–26.11. toiseen"),
        ("fi", "siirrä työpaja 3.–4.12."),
        ("fi", "soita +358 40 123 4567"),
        ("fi", "päivitä ohje v2"),
        ("fi", "kerro mitä eilen sovittiin"),
        ("fi", "ask them by tue"),
        ("sv", "kolla på det, lampan är on"),
        ("sv", "varje fredag"),
        ("en", "ask ma to go"),
        ("en", "give it to"),
        ("en", "the cat sat"),
        ("en", "enjoy the sun"),
        ("en", "you may go on"),
        ("en", "Prepare Tuesday meeting"),
        ("en", "meet tomorrow's team"),
        ("en", "upgrade to 2.5"),
        ("en", "a" * 10_000 + " tomorrow"),
        ("fi", ""),
    ],
)
def test_lines_without_a_date(language: str, line: str) -> None:
    assert find_date(line, TODAY, language) is None
    assert date_problem(line, TODAY, language) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("palauta viimeistään 30.2.", "There is no day 30 in month 2"),
        ("kysely vko 54 mennessä", "There is no week 54 in 2026"),
        ("lue 3.12. muistio ja vastaa 31.11.", "There is no day 31 in month 11"),
        ("soita ke 24.11.", "is “tiistai”, not “keskiviikko”"),
    ],
)
def test_a_date_that_does_not_exist_is_told_and_stays_in_the_line(line: str, reason: str) -> None:
    assert find_date(line, TODAY, "fi") is None
    problem = date_problem(line, TODAY, "fi")
    assert problem is not None
    assert reason in Texts.load("en")(problem)


@given(
    st.text() | st.text("0123456789./-–+ ,():vkomtisonen\u00a0\n"), days, st.sampled_from(LANGUAGES)
)
def test_any_line_gives_a_span_inside_it_or_none(line: str, today: date, language: str) -> None:
    found = find_date(line, today, language)
    if found is not None:
        assert 0 <= found.start < found.end <= len(line)
        assert len(found.without(line)) <= len(line)
        assert date_problem(line, today, language) is None


@given(st.text("abcdefgh åäö", max_size=40), days, st.sampled_from(LANGUAGES))
def test_a_whole_date_is_found_behind_any_words(words: str, day: date, language: str) -> None:
    shown = format_date(day, language, "day")
    found = find_date(f"{words} x {shown} y", TODAY, language)
    assert found is not None
    assert found.date == day
    assert found.without(f"{words} x {shown} y") == f"{words} x y".strip()
