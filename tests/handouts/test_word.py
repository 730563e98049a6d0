"""Hand-outs as Word documents: as kept in `tests/golden`, and none that fails."""

from typing import Any

import pytest

from coachdesk.documents.blocks import Badges, FoldedSign
from coachdesk.documents.word import render_docx
from coachdesk.documents.word_blocks import blocks_in
from coachdesk.features.printing.model import Medium, Order
from coachdesk.features.printing.service import blank_document, compose_documents, make_file
from coachdesk.handouts.catalogue import HANDOUTS
from tests.documents.word_reading import outline
from tests.handouts.golden import check_golden
from tests.handouts.home import SECRET, Home
from tests.handouts.papers import HANDOUTS as OF_TEAMS
from tests.handouts.papers import subject, usual
from tests.helpers.workspaces import TODAY

BLANK = {one.key: one for one in HANDOUTS if one.blank}
CUT = {"name_signs", "name_badges"}
KEPT = ["team_summary", "minutes", "checklist", "task_list"]


def word(home: Home, key: str, language: str = "en", **choices: Any) -> bytes:
    order = Order(OF_TEAMS[key], (subject(home, key),), language, choices=usual(key, **choices))
    papers = compose_documents(home.ws.read, order, TODAY)
    return make_file(papers, "", medium=Medium.WORD).data


@pytest.mark.parametrize("key", KEPT)
def test_says_what_the_paper_says(home: Home, key: str) -> None:
    check_golden(f"{key}.word.en", outline(word(home, key)))


def test_a_form_has_its_fields_as_tables() -> None:
    document = blank_document(BLANK["pdsa_sheet"], "en")
    check_golden("pdsa_sheet_blank.word.en", outline(render_docx([document])))


@pytest.mark.parametrize("key", sorted(OF_TEAMS))
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_hand_out_becomes_a_word_document(home: Home, key: str, language: str) -> None:
    data = word(home, key, language)
    assert outline(data).startswith("Title: ")
    assert data == word(home, key, language)


@pytest.mark.parametrize("key", sorted(set(BLANK) - CUT))
def test_every_blank_paper_becomes_a_word_document(key: str) -> None:
    document = blank_document(BLANK[key], "sv", large_print=True)
    assert outline(render_docx([document])).startswith("Title: ")


@pytest.mark.parametrize("key", sorted(CUT))
def test_signs_are_cut_or_folded(key: str) -> None:
    document = blank_document(BLANK[key], "en")
    assert any(isinstance(block, FoldedSign | Badges) for block in blocks_in(document.blocks))


def test_notes_are_in_it_only_when_ticked(home: Home) -> None:
    assert SECRET not in outline(word(home, "team_summary"))
    assert SECRET in outline(word(home, "team_summary", notes=(home.secret,)))
