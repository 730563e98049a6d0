"""Forms that a team fills in on its computer, blank and with what is known, in every language."""

from itertools import combinations
from typing import Any

import pytest

from coachdesk.documents.render import render
from coachdesk.features.printing.model import Choices, Order
from coachdesk.features.printing.service import blank_document, compose_documents, make_file
from coachdesk.features.teams import service as teams
from coachdesk.handouts.catalogue import HANDOUTS
from coachdesk.handouts.form import FILLABLE
from tests.documents.reading import faults, page_texts, reader
from tests.handouts.home import Home
from tests.helpers.workspaces import TODAY

FORMS = {one.key: one for one in HANDOUTS if FILLABLE in {option.key for option in one.options}}
LANGUAGES = ["fi", "sv", "en"]


def choices(key: str, *, fillable: bool = True) -> Choices:
    usual = FORMS[key].usual()
    return Choices(usual.options | {FILLABLE}) if fillable else usual


def blank(key: str, language: str, *, fillable: bool = True, large_print: bool = False) -> bytes:
    chosen = choices(key, fillable=fillable)
    document = blank_document(FORMS[key], language, large_print=large_print, choices=chosen)
    return render([document])


def filled(home: Home, key: str, language: str, *, fillable: bool = True) -> bytes:
    order = Order(FORMS[key], (home.ward,), language, choices=choices(key, fillable=fillable))
    return make_file(compose_documents(home.ws.read, order, TODAY), "").data


def fields(data: bytes) -> list[Any]:
    return list((reader(data).get_fields() or {}).values())


def values(data: bytes) -> list[str]:
    return [field["/V"] for field in fields(data) if field["/FT"] == "/Tx"]


def test_the_forms_of_teams_can_be_filled_in_on_a_computer() -> None:
    assert set(FORMS) == {
        "pdsa_sheet", "sparring_sheet", "present_target_state", "prioritising_sheet",
        "action_plan", "goals_sheet", "tally_sheet", "storyboard",
    }  # fmt: skip
    assert all(FILLABLE not in one.usual().options for one in FORMS.values())


@pytest.mark.parametrize("key", sorted(FORMS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_conforms_and_tells_what_it_asks(home: Home, key: str, language: str) -> None:
    for data in (blank(key, language), filled(home, key, language)):
        assert faults(data) == []
        asked = [field["/TU"] for field in fields(data)]
        assert len(asked) > 5
        assert all(asked)
        assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("key", sorted(FORMS))
def test_a_blank_form_has_the_pages_and_words_of_the_one_on_paper(key: str) -> None:
    on_paper, on_screen = blank(key, "fi", fillable=False), blank(key, "fi")
    assert fields(on_paper) == []
    words = [text.replace("1 · 2 · 3 · 4", "") for text in page_texts(on_paper)]
    assert [" ".join(text.split()) for text in words] == page_texts(on_screen)


@pytest.mark.parametrize("key", sorted(FORMS))
def test_what_is_known_of_the_team_stands_in_the_fields(home: Home, key: str) -> None:
    teams.update_team(home.ws, home.ward, name="Åsa & Žofie šäö 20 €")
    known = values(filled(home, key, "sv"))
    assert "Åsa & Žofie šäö 20 €" in known
    assert "" in known
    assert "Åsa & Žofie šäö 20 €" not in values(blank(key, "sv"))


def test_a_pdsa_sheet_has_a_box_for_each_decision() -> None:
    boxes = [field["/TU"] for field in fields(blank("pdsa_sheet", "en")) if field["/FT"] == "/Btn"]
    assert boxes[-3:] == [
        "Decision: adopt (keep it)",
        "Decision: adapt (change and test again)",
        "Decision: abandon (drop it)",
    ]


@pytest.mark.parametrize("key", sorted(FORMS))
@pytest.mark.parametrize("large_print", [False, True])
def test_fields_are_on_the_page_and_apart(key: str, *, large_print: bool) -> None:
    data = blank(key, "fi", large_print=large_print)
    assert faults(data) == []
    for page in reader(data).pages:
        places = [each.get_object()["/Rect"] for each in page.get("/Annots", [])]
        for left, bottom, right, top in places:
            assert 50 < left < right < float(page.mediabox.width) - 50
            assert 50 < bottom < top < float(page.mediabox.height) - 50
            assert top - bottom > 6
        for one, other in combinations(places, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1]
            assert apart or other[3] <= one[1]
