"""What came of each method on paper: conforming, complete, and silent about small groups."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coachdesk.documents.blocks import BarChart, Scatter
from coachdesk.features.methods import service, service_lists, service_people
from coachdesk.features.methods.model import Kind
from coachdesk.features.printing.model import Choices, Order
from coachdesk.features.printing.service import compose_documents, make_file
from coachdesk.features.printing.store import language_of
from coachdesk.features.teams import service as teams
from coachdesk.handouts.catalogue import offer
from coachdesk.handouts.method_result import HANDOUT, SUBJECT
from coachdesk.kernel.database import value
from coachdesk.kernel.workspace import Workspace
from tests.documents.reading import elements, faults, page_texts, reader
from tests.features.methods.home import Home, fill
from tests.handouts.golden import check_golden, page_lines
from tests.helpers.workspaces import TODAY, open_workspace

LANGUAGES = ["fi", "sv", "en"]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    workspace = open_workspace(tmp_path / "data")
    yield fill(workspace)
    workspace.close()


def prioritising(ws: Workspace, rid: int) -> None:
    service.rename(ws, rid, "Day 1, before lunch")
    service_lists.add_targets(ws, rid, "Breaks as planned\nA shorter handover\nLifts\nPaint <&>")
    for key, (impact, effort, dots) in enumerate(((5, 1, 4), (5, 1, 7), (2, 5, 0)), start=1):
        service_lists.change_target(ws, rid, key, {"impact": impact, "effort": effort})
        service_lists.set_dots(ws, rid, key, dots)
    service_lists.set_voting(ws, rid, 3, 4)


def sparring(ws: Workspace, rid: int) -> None:
    service_people.set_rounds(ws, rid, 2, mutual=False)


def groups(ws: Workspace, rid: int) -> None:
    service_people.set_size(ws, rid, 3, by_size=False)


def alternatives(ws: Workspace, rid: int) -> None:
    service_lists.add_options(
        ws, rid, "Work in pairs\nA runner\nAs now\nAnother room\nLater shifts"
    )
    service_lists.add_criteria(ws, rid, "Calm\nCost")
    service_lists.change_criterion(ws, rid, 1, weight=3)
    for option, calm, cost in ((1, 4, 2), (2, 5, 5), (3, 1, 5), (4, 2, 1)):
        service_lists.score(ws, rid, option, 1, calm)
        service_lists.score(ws, rid, option, 2, cost)
    service_lists.decide(ws, rid, 1)
    service_lists.set_reason(ws, rid, "It can begin on Monday.\nNo one has to be hired.")


def check_in(ws: Workspace, rid: int) -> None:
    service.set_question(ws, rid, "How much strength do you have today?")
    service.set_tally(ws, rid, "7 8 9 7 5 3 10 7 8 8 6 4")


FILL: dict[Kind, Callable[[Workspace, int], None]] = {
    Kind.PRIORITISING: prioritising,
    Kind.SPARRING: sparring,
    Kind.GROUPS: groups,
    Kind.FIVE_ALTERNATIVES: alternatives,
    Kind.CHECK_IN: check_in,
}


def filled(home: Home, kind: Kind) -> int:
    rid = service.begin(home.ws, kind, home.event, home.teams, "en")
    FILL[kind](home.ws, rid)
    return rid


def made(
    home: Home, rid: int, language: str = "en", choices: Choices | None = None,
    *, large_print: bool = False,
) -> bytes:  # fmt: skip
    order = Order(HANDOUT, (rid,), language, large_print=large_print,
                  choices=HANDOUT.usual() if choices is None else choices)  # fmt: skip
    return make_file(compose_documents(home.ws.read, order, TODAY), "").data


def said(data: bytes) -> str:
    return " ".join(page_texts(data))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_conforms_and_says_what_it_should(home: Home, kind: Kind, language: str) -> None:
    data = made(home, filled(home, kind), language)
    assert faults(data) == []
    root: Any = reader(data).trailer["/Root"]
    assert root["/Lang"] == language
    check_golden(f"method_{kind}.{language}", page_lines(data))


@pytest.mark.parametrize("kind", Kind)
def test_an_empty_one_and_large_print_conform(home: Home, kind: Kind) -> None:
    empty = made(home, service.begin(home.ws, kind, None, [], "en"))
    assert faults(empty) == []
    rid = filled(home, kind)
    large = made(home, rid, large_print=True)
    assert faults(large) == []
    words = {word for word in said(made(home, rid)).split() if "/" not in word}
    assert words - set(said(large).split()) == set()


def _charts(home: Home, rid: int, choices: Choices) -> list[object]:
    (paper,) = compose_documents(home.ws.read, Order(HANDOUT, (rid,), "en", choices=choices), TODAY)
    inner = [getattr(block, "blocks", (block,)) for block in paper.document.blocks]
    return [one for blocks in inner for one in blocks if isinstance(one, BarChart | Scatter)]


def test_pictures_say_what_they_show_and_can_be_left_out(home: Home) -> None:
    rid = filled(home, Kind.PRIORITISING)
    data = made(home, rid)
    alternatives = [str(one["/Alt"]) for one in elements(data) if one["/S"] == "/Figure"]
    assert alternatives == [
        "Bar chart of dots. Most: A shorter handover, 7.",
        (
            "Picture of impact and effort, 3 targets. Do these first: Breaks as planned; A shorter "
            "handover. Leave these: Lifts."
        ),
    ]
    (_, picture) = _charts(home, rid, HANDOUT.usual())
    assert isinstance(picture, Scatter)
    assert [point.label for point in picture.points] == ["1, 2", "3"]
    bare = made(home, rid, choices=Choices())
    assert _charts(home, rid, Choices()) == []
    assert "Left out of this paper: charts" in said(bare)
    assert "A shorter handover" in said(bare)


def test_a_decision_that_differs_from_the_best_score_says_so(home: Home) -> None:
    text = said(made(home, filled(home, Kind.FIVE_ALTERNATIVES)))
    assert "Another option has the highest score: A runner, 20." in text
    assert "It can begin on Monday. No one has to be hired." in text


def test_a_sparring_table_names_every_team_once_a_round(home: Home) -> None:
    rid = filled(home, Kind.SPARRING)
    text = said(made(home, rid))
    assert "Ward 4 Home care Family team Home care Family team Ward 4" in text
    service_people.set_rounds(home.ws, rid, 3, mutual=True)
    assert said(made(home, rid)).count("rests") == 4  # thrice in the table, once in its words


def test_more_rounds_than_fit_side_by_side_stand_below_each_other(home: Home) -> None:
    many = [teams.add_team(home.ws, f"Team {number}") for number in range(7)]
    rid = service.begin(home.ws, Kind.SPARRING, None, many, "en")
    service_people.set_rounds(home.ws, rid, 6, mutual=False)
    data = made(home, rid)
    assert faults(data) == []
    assert all(f"Round {number}" in said(data) for number in range(1, 7))


@pytest.mark.parametrize(("numbers", "told"), [("1 2 3 4", "Fewer than 5 answers"),
                                               ("9" * 9, "5–9 answers")])  # fmt: skip
def test_few_answers_are_not_shown(home: Home, numbers: str, told: str) -> None:
    rid = service.begin(home.ws, Kind.CHECK_IN, home.event, home.teams, "en")
    service.set_tally(home.ws, rid, numbers)
    data = made(home, rid)
    assert told in said(data)
    assert "How many gave it" not in said(data)
    assert "The middle one" not in said(data)
    assert _charts(home, rid, HANDOUT.usual()) == []


def test_it_is_offered_in_its_own_language(home: Home) -> None:
    offer()
    assert SUBJECT.choices(home.ws.read) == []
    rid = service.begin(home.ws, Kind.CHECK_IN, home.event, home.teams, "sv")
    ((found, name),) = SUBJECT.choices(home.ws.read)
    assert found == rid
    assert " 22.11." in name
    uuid = str(value(home.ws.read, "SELECT uuid FROM method_use"))
    assert SUBJECT.name_of(home.ws.read, uuid) == name
    assert SUBJECT.name_of(home.ws.read, "gone") == ""
    assert language_of(home.ws.read, HANDOUT.subject, rid) == "sv"
    assert HANDOUT.collect(home.ws.read, 999, dt.date(2026, 1, 1), Choices()) is None
