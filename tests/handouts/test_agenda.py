"""The two papers of a workshop's agenda: conforming, complete, and discreet."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coachdesk.app import MIGRATIONS
from coachdesk.documents.render import render
from coachdesk.features.agendas import service, store
from coachdesk.features.agendas.library import library_blocks
from coachdesk.features.agendas.model import BlockKind, Contents
from coachdesk.features.agendas.schema import migrations
from coachdesk.features.printing.model import Choices, Handout
from coachdesk.features.programmes.model import Event
from coachdesk.handouts.agenda import FOR_COACHES, HANDOUT, OVERVIEW, SUBJECT
from coachdesk.kernel.workspace import Workspace
from tests.documents.reading import faults, page_texts, reader
from tests.features.agendas.plans import workshop
from tests.handouts.golden import check_golden, page_lines
from tests.helpers.workspaces import TODAY, open_workspace

LANGUAGES = ["fi", "sv", "en"]
BOTH = pytest.mark.parametrize("handout", [HANDOUT, FOR_COACHES], ids=lambda one: one.key)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    sets = MIGRATIONS if migrations in MIGRATIONS else (*MIGRATIONS, migrations)
    workspace = open_workspace(tmp_path / "data", migrations=sets)
    yield workspace
    workspace.close()


@pytest.fixture
def event(ws: Workspace) -> Event:
    return workshop(ws, "Osasto 4", "Kotihoito", "Perhetiimi")


def _plan(ws: Workspace, event: Event, language: str) -> int:
    """A day from the programme with an overrun, tracks and a private block; the second as is."""
    first = service.make_from_programme(ws, event.rid, language)[0]
    blocks = store.blocks(ws.read, first)
    lunch = next(block for block in blocks if block.kind is BlockKind.LUNCH)
    service.lengthen(ws, [blocks[2].rid], 10)
    service.set_end(ws, first, dt.time(16, 0))
    room = Contents("Haastattelut <& co>", 25, track="Huone B", goal="ŧ ž €")
    hall = service.add_block(ws, first, Contents("Kävely", 40, track="Sali"), lunch.rid)
    service.add_block(ws, first, room, hall)
    secret = Contents("SALAISUUS", 10, coach_only=True, instructions="Puhukaa Päivistä.")
    service.add_block(ws, first, secret)
    return first


def _made(
    ws: Workspace,
    handout: Handout[Any],
    event: Event,
    language: str,
    *,
    large_print: bool = False,
    choices: Choices | None = None,
) -> bytes:
    data = handout.collect(ws.read, event.rid, TODAY, choices or handout.usual())
    assert data is not None
    return render([handout.compose(data, language, large_print)])


@BOTH
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_papers_in_every_language(
    ws: Workspace, event: Event, handout: Handout[Any], language: str
) -> None:
    _plan(ws, event, language)
    data = _made(ws, handout, event, language)
    assert faults(data) == []
    root: Any = reader(data).trailer["/Root"]
    assert root["/Lang"] == language
    check_golden(f"{handout.key}.{language}", page_lines(data))


@BOTH
def test_what_came_with_the_program_is_said_in_the_language_of_the_paper(
    ws: Workspace, event: Event, handout: Handout[Any]
) -> None:
    """A Swedish team gets the paper that a plan in Swedish would have given; her words stay."""
    first = _plan(ws, event, "fi")
    shipped = next(one for one in library_blocks() if one.instructions and not one.coach_only)
    service.add_block(ws, first, shipped.contents("fi", 3))
    opening = store.blocks(ws.read, first)[1]
    service.change_block(ws, opening.rid, {"title": "Tervetuloa taloon"})
    said = " ".join(page_lines(_made(ws, handout, event, "sv")).split())
    assert "Tervetuloa taloon" in said
    assert "Haastattelut <& co>" in said
    assert shipped.title.in_language("sv") in said
    for block in store.blocks(ws.read, first):
        is_hers = block.title in {"Tervetuloa taloon", "Kävely", "Haastattelut <& co>", "SALAISUUS"}
        assert is_hers or block.title not in said


@BOTH
def test_large_print_says_the_same(ws: Workspace, event: Event, handout: Handout[Any]) -> None:
    first = _plan(ws, event, "fi")
    data = _made(ws, handout, event, "fi", large_print=True)
    assert faults(data) == []
    said = "".join(page_texts(data)).replace(" ", "").replace("\ufffe", "").replace("\u00ad", "")
    for block in store.blocks(ws.read, first):
        if not block.coach_only:
            assert block.title.replace(" ", "").replace("-", "") in said.replace("-", "")


@BOTH
def test_blank_and_empty_plans_are_papers_too(
    ws: Workspace, event: Event, handout: Handout[Any]
) -> None:
    data = _made(ws, handout, event, "en")
    assert faults(data) == []
    assert "Nothing is planned yet." in page_texts(data)[0]
    service.make_empty(ws, event.rid, 1, "en")
    data = _made(ws, handout, event, "en")
    assert faults(data) == []
    assert "Nothing is planned yet." in page_texts(data)[0]
    assert handout.collect(ws.read, 999, TODAY, handout.usual()) is None


def test_participants_see_nothing_that_is_for_coaches(ws: Workspace, event: Event) -> None:
    first = _plan(ws, event, "fi")
    said = " ".join(page_texts(_made(ws, HANDOUT, event, "fi")))
    hidden = [block for block in store.blocks(ws.read, first) if block.coach_only]
    assert len(hidden) == 2
    for block in hidden:
        assert block.title not in said
    for block in store.blocks(ws.read, first):
        for line in block.instructions.splitlines():
            assert line not in said
    for_coaches = " ".join(page_texts(_made(ws, FOR_COACHES, event, "fi")))
    assert "SALAISUUS" in for_coaches
    assert "Puhukaa Päivistä." in for_coaches


def test_a_goal_is_left_out_for_participants_by_choice(ws: Workspace, event: Event) -> None:
    _plan(ws, event, "en")
    with_goals = " ".join(page_texts(_made(ws, HANDOUT, event, "en")))
    without = " ".join(page_texts(_made(ws, HANDOUT, event, "en", choices=Choices())))
    assert "Every team has said aloud why it joins." in with_goals
    assert "Every team has said aloud" not in without


def test_what_coaches_leave_out_is_told(ws: Workspace, event: Event) -> None:
    _plan(ws, event, "en")
    brief = _made(ws, FOR_COACHES, event, "en", choices=Choices(frozenset({OVERVIEW})))
    said = " ".join(page_texts(brief))
    assert "Block by block" not in said
    assert "Left out of this paper: what to have at hand, goals and instructions" in said
    assert "▲ 10 min too late before this" in said


def test_a_very_long_day_is_printed_with_its_times(ws: Workspace, event: Event) -> None:
    day = service.make_empty(ws, event.rid, 1, "fi")
    for title, minutes in (("Marathon", 1440), ("Nothing", 0), ("Epilogue", 120)):
        service.add_block(ws, day, Contents(title, minutes))
    for handout in (HANDOUT, FOR_COACHES):
        data = _made(ws, handout, event, "fi")
        assert faults(data) == []
        assert "9.00 (+1)–11.00 (+1)" in page_texts(data)[0]


def test_all_workshops_are_offered(ws: Workspace, event: Event) -> None:
    before = dict(SUBJECT.choices(ws.read))
    assert event.rid in before
    assert len(before) > 1
    assert before[event.rid].startswith("Työpaja 1 · to–pe 10.–11.12. 2026 · Vetoa ja pitoa 2026")
    assert SUBJECT.name_of(ws.read, event.uuid) == before[event.rid]
    _plan(ws, event, "sv")
    name = dict(SUBJECT.choices(ws.read))[event.rid]
    assert name.startswith("Workshop 1 · tors–fre 10–11.12 2026 · Vetoa ja pitoa 2026")
    assert SUBJECT.name_of(ws.read, event.uuid) == name
    assert SUBJECT.name_of(ws.read, "gone") == ""
