"""The pure rules of a pack: who gets what, how often, in which order, on how many sheets."""

import datetime as dt
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.documents.blocks import Document
from coachdesk.documents.render import Measure
from coachdesk.features.printing.model import BLANK, Choices, Handout, Subject
from coachdesk.features.printing.pack import (
    MOST_COPIES,
    ROOM,
    USUAL,
    Copies,
    CopyRule,
    Pack,
    PackItem,
    PackOrder,
    Receiver,
    by_receiver,
    copies_for,
    extent,
    papers_of,
    read_items,
    written_items,
)
from coachdesk.handouts.catalogue import HANDOUTS
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg

EVENT = 77


def _collect(_db: Database, _rid: int, _today: dt.date, _choices: Choices) -> None:
    return None


def _compose(_data: None, language: str, _large: bool) -> Document:
    return Document("T", "", language, "", ())


def handout(key: str, subject: Subject) -> Handout[Any]:
    return Handout(key, msg("test", "Paper"), subject, _collect, _compose, blank=lambda _: None)


COPIES = st.builds(Copies, st.sampled_from(CopyRule), st.integers(1, MOST_COPIES))
ITEMS = st.lists(
    st.builds(
        PackItem,
        st.builds(handout, st.sampled_from("abc"), st.sampled_from([Subject.TEAM, Subject.EVENT])),
        COPIES,
        st.booleans(),
    ),
    max_size=5,
    unique_by=lambda item: (item.handout.key, item.is_blank),
)
TEAMS = st.lists(st.integers(0, 9), max_size=6)
"""How many come of each team."""
PACKS = st.builds(
    Pack,
    st.just(EVENT),
    ITEMS.map(tuple),
    st.sampled_from(PackOrder),
    language=st.sampled_from(["", "fi", "sv"]),
)


def receivers(people: list[int]) -> list[Receiver]:
    teams = [
        Receiver(number, f"Team {number}", "sv" if number % 2 else "fi", count)
        for number, count in enumerate(people, start=1)
    ]
    return [Receiver(ROOM, "Room", "en"), *teams]


@given(PACKS, TEAMS)
def test_both_orders_hold_the_same_papers(pack: Pack, people: list[int]) -> None:
    one = papers_of(pack, receivers(people))
    other_order = (set(PackOrder) - {pack.order}).pop()
    other = papers_of(
        Pack(pack.event_rid, pack.items, other_order, language=pack.language), receivers(people)
    )
    assert Counter(one) == Counter(other)
    assert len({paper.key for paper in one}) == len(one)


@given(PACKS, TEAMS)
def test_what_belongs_together_lies_together(pack: Pack, people: list[int]) -> None:
    papers = papers_of(pack, receivers(people))
    by_team = pack.order is PackOrder.BY_TEAM
    keys = [paper.receiver.rid if by_team else paper.key[1:] for paper in papers]
    runs = [key for place, key in enumerate(keys) if not place or keys[place - 1] != key]
    assert len(runs) == len(set(runs))
    if by_team:
        assert runs == sorted(runs)  # the room first, then the teams in their order


@given(PACKS, TEAMS)
def test_files_hold_all_papers_each_those_of_one_receiver(pack: Pack, people: list[int]) -> None:
    papers = papers_of(pack, receivers(people))
    stacks = by_receiver(papers)
    assert Counter(paper for stack in stacks for paper in stack) == Counter(papers)
    assert all(len({paper.receiver.rid for paper in stack}) == 1 for stack in stacks)
    assert len(stacks) == len({paper.receiver.rid for paper in papers})


@given(ITEMS, TEAMS)
def test_copies_follow_their_rule(items: list[PackItem], people: list[int]) -> None:
    for item in items:
        room, *teams = [copies_for(item, one) for one in receivers(people)]
        match item.copies.rule:
            case CopyRule.TEAM:
                assert (room, teams) == (0, [1] * len(people))
            case CopyRule.PERSON:
                assert (room, teams) == (0, people)
            case CopyRule.NUMBER:
                number = item.copies.number
                each = [number if item.is_of_team else 0] * len(people)
                assert (room, teams) == (0 if item.is_of_team else number, each)


@given(PACKS, TEAMS)
def test_each_paper_is_about_what_it_should_be(pack: Pack, people: list[int]) -> None:
    for paper in papers_of(pack, receivers(people)):
        (subject,) = paper.order.subjects
        if paper.item.is_blank:
            assert subject == BLANK
        elif paper.item.handout.subject is Subject.TEAM:
            assert subject == paper.receiver.rid != ROOM
        else:
            assert subject == EVENT
        own = "" if paper.receiver.rid == ROOM else paper.receiver.language
        assert paper.order.language == (pack.language or own)


MEASURED = st.lists(
    st.tuples(
        st.integers(0, 30).flatmap(
            lambda pages: st.builds(Measure, st.just(pages), st.integers((pages + 1) // 2, pages))
        ),
        st.integers(0, 40),
    )
)


@given(MEASURED)
def test_on_both_sides_every_paper_begins_on_a_sheet_of_its_own(
    measured: list[tuple[Measure, int]],
) -> None:
    found = extent(measured, fills_sheets=True)
    assert found.sheets == sum(one.sheets * copies for one, copies in measured)
    assert found.pages == 2 * found.sheets
    assert found.blank_backs >= 0
    assert found.pages - found.blank_backs == extent(measured, fills_sheets=False).pages


@given(MEASURED)
def test_on_one_side_each_page_is_a_sheet(measured: list[tuple[Measure, int]]) -> None:
    found = extent(measured, fills_sheets=False)
    assert found.pages == found.sheets == sum(one.pages * copies for one, copies in measured)
    assert found.blank_backs == 0


@given(st.data())
def test_a_choice_comes_back_as_it_was_kept(data: st.DataObject) -> None:
    fillable = [one for one in HANDOUTS if one.subject in {Subject.TEAM, Subject.EVENT}]
    forms = [one for one in HANDOUTS if one.blank]
    filled = data.draw(st.lists(st.sampled_from(fillable), unique=True))
    blank = data.draw(st.lists(st.sampled_from(forms), unique=True))
    both = [*((one, False) for one in filled), *((one, True) for one in blank)]
    items = [PackItem(one, data.draw(COPIES), is_blank, one.usual()) for one, is_blank in both]
    kept = [
        item if item.copies.rule is CopyRule.NUMBER
        else PackItem(item.handout, Copies(item.copies.rule), item.is_blank, item.choices)
        for item in items
    ]  # fmt: skip
    again = read_items(written_items(items), HANDOUTS)
    assert {(one.handout.key, one.is_blank): one for one in again} == {
        (one.handout.key, one.is_blank): one for one in kept
    }


def test_what_cannot_be_read_is_left_out() -> None:
    known = [handout("a", Subject.TEAM), handout("run", Subject.RUN)]
    written = [
        "a=team", "gone=team", "a", "a=often", "a=number:x", "run=team", "", "a=blank:number:0",
        "run=blank:number:500",
    ]  # fmt: skip
    items = read_items(written, known)
    assert [(one.handout.key, one.is_blank, one.copies) for one in items] == [
        ("a", False, Copies(CopyRule.TEAM)),
        ("a", True, Copies(CopyRule.NUMBER, 1)),
        ("run", True, Copies(CopyRule.NUMBER, MOST_COPIES)),
    ]


def test_the_usual_pack_is_made_of_papers_that_there_are() -> None:
    assert len(read_items(USUAL, HANDOUTS)) == len(USUAL)
