"""Sparring sheets that know whom the team comments on."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.methods import service, service_people
from coachdesk.features.methods.model import Kind, Sparring
from coachdesk.features.methods.rotation import most_rounds
from coachdesk.features.printing.model import Choices, Order
from coachdesk.features.printing.service import compose_documents, make_file
from coachdesk.features.teams import service as teams
from coachdesk.handouts.sparring_sheet import HANDOUT, ROUND, partners
from tests.documents.reading import faults, page_texts
from tests.handouts.home import Home
from tests.helpers.workspaces import TODAY

ASKED = "Whose experiment we comment on"


def pages(home: Home, rid: int, *options: str) -> list[str]:
    order = Order(HANDOUT, (rid,), "en", choices=Choices(frozenset(options)))
    data = make_file(compose_documents(home.ws.read, order, TODAY), "").data
    assert faults(data) == []
    return page_texts(data)


def sparring(home: Home, *rids: int, rounds: int = 3, mutual: bool = False) -> int:
    rid = service.begin(home.ws, Kind.SPARRING, None, rids, "en")
    service_people.set_rounds(home.ws, rid, rounds, mutual=mutual)
    return rid


def test_a_page_for_each_team_to_comment_on(home: Home) -> None:
    third = teams.add_team(home.ws, "=1+1 Ŧ <b>")
    sparring(home, home.ward, home.home_care, third)
    first, second = pages(home, home.ward, ROUND)
    assert first.startswith("Osasto 4 – Sparring sheet")
    assert f"{ASKED} Hemvård <Syd> & co" in first
    assert f"{ASKED} =1+1 Ŧ <b>" in second
    assert "Osasto 4 Sisätautien vuodeosasto" in second
    assert f"{ASKED} Osasto 4" in pages(home, third, ROUND)[0]


def test_the_newest_round_counts_and_pairs_comment_on_each_other(home: Home) -> None:
    third = teams.add_team(home.ws, "Kolmas")
    sparring(home, home.ward, home.home_care)
    sparring(home, home.ward, third, rounds=1, mutual=True)
    assert f"{ASKED} Kolmas" in pages(home, home.ward, ROUND)[0]
    assert f"{ASKED} Osasto 4" in pages(home, third, ROUND)[0]


def test_one_page_to_fill_in_where_nothing_is_known_or_wanted(home: Home) -> None:
    sparring(home, home.ward, home.home_care)
    for rid, options in ((home.ward, ()), (home.empty, (ROUND,))):
        (only,) = pages(home, rid, *options)
        assert f"{ASKED} The experiment in a few words" in only
    assert ROUND in HANDOUT.usual().options
    assert HANDOUT.collect(home.ws.read, 999, TODAY, HANDOUT.usual()) is None


@pytest.mark.parametrize("mutual", [False, True])
@given(data=st.data(), count=st.integers(2, 12))
def test_nobody_comments_on_itself_or_twice(data: Any, count: int, mutual: bool) -> None:
    own = data.draw(st.integers(0, count - 1))
    rounds = data.draw(st.integers(1, 12))
    names = tuple(str(number) for number in range(count))
    found = partners(Sparring(names, rounds, mutual), own)
    assert own not in found
    assert len(set(found)) == len(found) <= min(rounds, most_rounds(count, mutual=mutual))
    assert set(found) <= set(range(count))
    assert len(found) >= min(rounds, count - 1) - (mutual and count % 2)
