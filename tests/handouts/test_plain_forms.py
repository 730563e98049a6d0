"""Instructions in plain language, and forms that know what is known of the team."""

import re

import pytest

from coachdesk.documents.render import render
from coachdesk.features.printing.model import Choices, Order, Subject
from coachdesk.features.printing.service import blank_document, compose_documents, make_file
from coachdesk.features.teams import service as teams
from coachdesk.handouts.catalogue import HANDOUTS
from coachdesk.handouts.form import FILLED, PLAIN
from tests.documents.reading import faults, page_texts, reader
from tests.handouts.golden import check_golden, page_lines
from tests.handouts.home import Home
from tests.helpers.coaching import event_of
from tests.helpers.workspaces import TODAY

FORMS = {one.key: one for one in HANDOUTS if any(option.key == PLAIN for option in one.options)}
LANGUAGES = ["fi", "sv", "en"]
LONGEST_SENTENCE = 14


def blank(key: str, *options: str, language: str = "en", large_print: bool = False) -> bytes:
    choices = Choices(frozenset(options))
    document = blank_document(FORMS[key], language, large_print=large_print, choices=choices)
    return render([document])


def filled(home: Home, key: str, *options: str, language: str = "en") -> bytes:
    handout, rid = FORMS[key], home.ward
    if handout.subject is Subject.EVENT:
        rid = event_of(home.ws, home.run, "workshop_2").rid
    order = Order(handout, (rid,), language, choices=Choices(frozenset(options)))
    return make_file(compose_documents(home.ws.read, order, TODAY), "").data


def instructions(key: str) -> list[str]:
    """The plain sentences of a form, in English."""
    document = blank_document(FORMS[key], "en", choices=Choices(frozenset({PLAIN})))
    return [
        sentence
        for block in document.blocks
        if getattr(block, "style", "") == "plain"
        for sentence in re.split(r"(?<=[.?])\s", str(getattr(block, "spans", "")))
    ]


def test_every_form_that_a_team_fills_in_has_them() -> None:
    assert set(FORMS) >= {
        "pdsa_sheet", "sparring_sheet", "present_target_state", "prioritising_sheet", "action_plan",
        "goals_sheet", "tally_sheet", "gap_tasks", "feedback_form",
    }  # fmt: skip
    assert all(PLAIN not in one.usual().options for one in FORMS.values())


@pytest.mark.parametrize("key", sorted(FORMS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language(home: Home, key: str, language: str) -> None:
    data = blank(key, PLAIN, language=language)
    assert faults(data) == []
    check_golden(f"{key}_plain.{language}", page_lines(data))
    assert len(reader(data).pages) <= (3 if key == "pdsa_sheet" else 1)
    assert faults(filled(home, key, PLAIN, FILLED, language=language)) == []


@pytest.mark.parametrize("key", sorted(FORMS))
def test_they_stand_in_the_place_of_the_usual_ones(key: str) -> None:
    usual, plain = (" ".join(page_texts(blank(key, *chosen))) for chosen in ((), (PLAIN,)))
    told = instructions(key)
    assert len(told) >= 4
    assert all(sentence in plain for sentence in told)
    assert sum(sentence in usual for sentence in told) <= 1
    labels = {word for word in usual.split() if word[0].isupper()}
    assert len(labels & set(plain.split())) > len(labels) / 2


@pytest.mark.parametrize("key", sorted(FORMS))
def test_their_sentences_are_short(key: str) -> None:
    for sentence in instructions(key):
        assert len(sentence.split()) <= LONGEST_SENTENCE, sentence
        assert ";" not in sentence


@pytest.mark.parametrize("key", sorted(FORMS))
def test_in_large_print_too(key: str) -> None:
    data = blank(key, PLAIN, large_print=True)
    assert faults(data) == []
    said = " ".join(page_texts(data))
    assert all(sentence in said for sentence in instructions(key))


@pytest.mark.parametrize("key", ["pdsa_sheet", "goals_sheet"])
def test_what_is_known_is_filled_in_unless_she_leaves_it_out(home: Home, key: str) -> None:
    assert FILLED in FORMS[key].usual().options
    known = " ".join(page_texts(filled(home, key, FILLED)))
    assert "Vuorosta lähdetään ajoissa." in known
    assert "Next workshop Workshop 2: Thu–Fri 3–4 Dec, Kuopio" in known
    without = " ".join(page_texts(filled(home, key)))
    assert "Vuorosta" not in without
    assert "Next workshop" not in without
    assert "Osasto 4 Sisätautien vuodeosasto" in without


@pytest.mark.parametrize("key", ["pdsa_sheet", "goals_sheet"])
def test_long_expectations_are_printed_whole(home: Home, key: str) -> None:
    long = " ".join(f"sana{number}" for number in range(1_150))
    teams.update_team(home.ws, home.ward, expectations=long)
    data = filled(home, key, FILLED)
    assert faults(data) == []
    assert set(long.split()) <= set(" ".join(page_texts(data)).split())


def test_a_form_of_a_team_of_which_nothing_is_known(home: Home) -> None:
    for key in ("pdsa_sheet", "goals_sheet"):
        order = Order(FORMS[key], (home.empty,), "en", choices=FORMS[key].usual())
        data = make_file(compose_documents(home.ws.read, order, TODAY), "").data
        assert faults(data) == []
        assert page_texts(data)[0].startswith("Empty – ")
