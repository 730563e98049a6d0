"""The summary for a team's management: only what is chosen, and it says so."""

from typing import Any

import pytest

from coachdesk.features.printing.model import Choices, Order
from coachdesk.features.printing.service import compose_documents, make_file
from coachdesk.features.teams import service as teams
from coachdesk.handouts.management_summary import (
    CHECKLIST,
    DECISIONS,
    FACTS,
    GOALS,
    HANDOUT,
    REASON,
    TASKS,
)
from tests.documents.reading import faults, page_texts, reader
from tests.handouts.golden import check_golden, page_lines
from tests.handouts.home import Home
from tests.helpers.workspaces import TODAY

EVERYTHING = tuple(option.key for option in HANDOUT.options)
CONTENTS = {
    FACTS: "Next workshop Workshop 2: Thu–Fri 3–4 Dec, Kuopio",
    REASON: "Kiire kuormittaa.",
    GOALS: "Vuorosta lähdetään ajoissa.",
    CHECKLIST: "3 of 12 done",
    TASKS: "Done 2 Unfinished 4 Late 1",
    DECISIONS: "20 Nov 2026 Kokeilu 2 alkaa maanantaina.",
}


def made(
    home: Home,
    *options: str,
    notes: tuple[int, ...] = (),
    rid: int = 0,
    language: str = "en",
    large_print: bool = False,
) -> bytes:
    order = Order(
        HANDOUT,
        (rid or home.ward,),
        language,
        large_print=large_print,
        choices=Choices(frozenset(options), frozenset(notes)),
    )
    return make_file(compose_documents(home.ws.read, order, TODAY), "").data


def said(home: Home, *options: str, **more: Any) -> str:
    return " ".join(page_texts(made(home, *options, **more)))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_all_of_it_in_every_language(home: Home, language: str) -> None:
    data = made(home, *EVERYTHING, notes=(home.meeting,), language=language)
    assert faults(data) == []
    root: Any = reader(data).trailer["/Root"]
    assert root["/Lang"] == language
    check_golden(f"management_summary.{language}", page_lines(data))


def test_only_the_head_is_on_it_unless_more_is_chosen() -> None:
    assert HANDOUT.usual().options == {FACTS}


@pytest.mark.parametrize("part", EVERYTHING)
def test_a_part_is_on_it_when_chosen_and_only_then(home: Home, part: str) -> None:
    chosen = said(home, part)
    assert "It holds only what was chosen for it" in chosen
    assert CONTENTS[part] in chosen
    for other, content in CONTENTS.items():
        assert (content in chosen) == (other == part)


def test_nothing_tells_of_what_was_not_chosen(home: Home) -> None:
    nothing = said(home)
    assert nothing == (
        "Osasto 4 – Summary for the management This summary is for the management of the team. It "
        "holds only what was chosen for it, and does not tell everything that is known of the "
        "team. 22 Nov 2026 page 1/1"
    )


def test_no_name_remark_or_unpicked_note_is_on_it(home: Home) -> None:
    everything = said(home, *EVERYTHING)
    for kept in (
        "Lehtonen", "Päivi", "Jere", "Kettunen", "014 000", "Työsuojelu", "Lupasin", "SALAISUUS",
        "Sairauspoissaolot", "Palautuminen-mittari",
    ):  # fmt: skip
        assert kept not in everything
    picked = said(home, notes=(home.meeting,))
    assert "Sairauspoissaolot" in picked
    assert "SALAISUUS" not in picked


def test_a_note_of_another_team_stays_away(home: Home) -> None:
    assert "Sairauspoissaolot" not in said(home, notes=(home.meeting,), rid=home.home_care)


def test_large_print_loses_no_word(home: Home) -> None:
    large = made(home, *EVERYTHING, large_print=True)
    assert faults(large) == []
    lost = set(said(home, *EVERYTHING).split()) - set(" ".join(page_texts(large)).split())
    assert lost <= {"1/1", "1/2", "2/2"}


def test_a_team_of_which_nothing_is_known(home: Home) -> None:
    data = made(home, *EVERYTHING, rid=home.empty)
    assert faults(data) == []
    assert "Done 0 Unfinished 0 Late 0" in page_texts(data)[0]
    assert HANDOUT.collect(home.ws.read, 999, TODAY, HANDOUT.usual()) is None


def test_what_was_typed_is_printed_as_it_is(home: Home) -> None:
    long = " ".join(f"sana{number}" for number in range(1_200))
    teams.update_team(home.ws, home.ward, reason=f"=1+1 <b>x</b> 🙂 {long}", expectations="\x00ok")
    data = made(home, *EVERYTHING)
    assert faults(data) == []
    words = " ".join(page_texts(data)).split()
    assert {"=1+1", "<b>x</b>", "ok", *long.split()} <= set(words)
