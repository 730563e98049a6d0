"""The storyboard: a poster, blank or with what is known; notes only when picked."""

import datetime as dt

import pytest

from coachdesk.documents.render import render
from coachdesk.features.notes import service as notes
from coachdesk.features.printing.model import Choices, Order
from coachdesk.features.printing.service import blank_document, compose_documents, make_file
from coachdesk.features.teams import service as teams
from coachdesk.handouts.storyboard import BACKGROUND, HANDOUT, MEMBERS
from tests.documents.reading import faults, page_texts, reader
from tests.handouts.home import Home
from tests.helpers.workspaces import TODAY

ASKED = ("How was it before?", "What did we want to reach?", "What did we try?")


def made(
    home: Home, *options: str, picked: tuple[int, ...] = (), large_print: bool = False, rid: int = 0
) -> bytes:
    choices = Choices(frozenset(options), frozenset(picked))
    order = Order(HANDOUT, (rid or home.ward,), "en", large_print=large_print, choices=choices)
    return make_file(compose_documents(home.ws.read, order, TODAY), "").data


def said(home: Home, *options: str, picked: tuple[int, ...] = ()) -> str:
    return " ".join(page_texts(made(home, *options, picked=picked)))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("large_print", [False, True])
def test_one_page_of_a3_whatever_the_language(language: str, large_print: bool) -> None:
    data = render([blank_document(HANDOUT, language, large_print=large_print)])
    assert faults(data) == []
    (page,) = reader(data).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (1191, 842)


def test_what_is_known_takes_the_place_of_what_is_asked(home: Home) -> None:
    known = said(home, BACKGROUND)
    assert "Kiire kuormittaa. Vuorosta lähdetään ajoissa." in known
    assert [each in known for each in ASKED] == [False, False, True]
    without = said(home)
    assert "Kiire" not in without
    assert all(each in without for each in ASKED)


def test_members_are_named_only_when_chosen(home: Home) -> None:
    teams.add_member(home.ws, home.ward, "Poissa Pertti", active_to=dt.date(2026, 1, 1))
    assert "Jere Mäkelä" not in said(home, BACKGROUND)
    named = said(home, MEMBERS)
    assert "Päivi Lehtonen, Jere Mäkelä, Ŧuula =1+1" in named
    assert "Poissa" not in named


def test_decisions_only_of_the_notes_that_were_picked(home: Home) -> None:
    later = notes.create(
        home.ws, [home.ward], held_on=dt.date(2026, 11, 21), kind="workshop", body="! Iltavuoro"
    )
    assert "Kokeilu 2" not in said(home, BACKGROUND, MEMBERS)
    one = said(home, picked=(home.meeting,))
    assert "20 Nov 2026: Kokeilu 2 alkaa maanantaina." in one
    assert "Iltavuoro" not in one
    assert "Sairauspoissaolot" not in one
    both = said(home, picked=(later, home.meeting))
    assert both.index("Kokeilu 2") < both.index("21 Nov 2026: Iltavuoro")
    other = page_texts(made(home, picked=(home.meeting,), rid=home.home_care))
    assert "Kokeilu 2" not in " ".join(other)


def test_long_and_odd_texts_are_printed_whole(home: Home) -> None:
    long = " ".join(f"sana{number}" for number in range(1_150))
    teams.update_team(home.ws, home.ward, reason=long, expectations="=1+1 <b>x</b> 🙂 nu\x00l")
    for large_print in (False, True):
        data = made(home, BACKGROUND, large_print=large_print)
        assert faults(data) == []
        words = set(" ".join(page_texts(data)).split())
        assert {*long.split(), "=1+1", "<b>x</b>", "nul"} <= words


def test_a_team_that_is_gone_has_no_storyboard(home: Home) -> None:
    assert HANDOUT.collect(home.ws.read, 999, TODAY, HANDOUT.usual()) is None
