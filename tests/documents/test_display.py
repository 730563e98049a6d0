"""Posters, lines in the middle of a page, lines to sign on, and signs with very much text."""

from collections.abc import Callable
from typing import Any

import pytest

from coachdesk.documents.blocks import (
    Badges,
    Block,
    Display,
    FoldedSign,
    PageBreak,
    Para,
    Sign,
    Signatures,
    Table,
)
from tests.documents.reading import faults, page_texts, printed, reader, roles
from tests.handouts.golden import page_lines

LONG = "Maximiliana-Aleksandriina von Hertzen " * 6


def heights(data: bytes) -> list[float]:
    """How high above the page's lower edge each piece of text stands."""
    found: list[float] = []

    def watch(text: str, _cm: Any, matrix: Any, *_: Any) -> None:
        if text.strip():
            found.append(matrix[5])

    reader(data).pages[0].extract_text(visitor_text=watch)
    return found


def test_a_poster_is_a_turned_a3_page_in_large_letters() -> None:
    table = Table(("Goal", "Result"), (("a", "b"),), room_to_write=True, row_height=80)
    for large_print in (False, True):
        data = printed(table, poster=True, large_print=large_print)
        assert faults(data) == []
        (page,) = reader(data).pages
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (1191, 842)


def test_a_poster_has_fewer_words_on_a_line_than_its_width_would_hold() -> None:
    words = Para("word " * 1500)
    assert len(reader(printed(words, poster=True)).pages) > 1
    assert len(reader(printed(words, landscape=True)).pages) == 2


def test_what_is_displayed_conforms_and_is_read_in_order() -> None:
    data = printed(
        PageBreak(),
        Display("Certificate", "title", 30),
        Display("Päivi Ŧ 🙂", "name"),
        Display("took part", "body"),
        Display("Workshop 1", "subtitle"),
        Signatures(("Place", "Coach A", "Coach B")),
        without_frame=True,
    )
    assert faults(data) == []
    assert roles(data) == ["Document", "H1", *["P"] * 6]
    (said,) = page_texts(data)
    assert said.startswith("Certificate Päivi Ŧ")
    assert said.endswith("Place Coach A Coach B")


@pytest.mark.parametrize("large_print", [False, True])
def test_a_name_of_ten_thousand_letters_is_printed_whole(large_print: bool) -> None:
    name = " ".join(f"nimi{number}" for number in range(1200))
    data = printed(
        Display(name, "name"), Signatures((name, name)), without_frame=True, large_print=large_print
    )
    assert faults(data) == []
    said = " ".join(page_texts(data)).split()
    assert all(said.count(word) == 3 for word in name.split())


def test_the_room_above_stays_at_the_top_of_a_page() -> None:
    low = heights(printed(Display("x", above=60), without_frame=True))
    high = heights(printed(Display("x", above=0), without_frame=True))
    assert high[0] - low[0] == pytest.approx(60 * 72 / 25.4, abs=0.1)


@pytest.mark.parametrize("lines", [(), ("Osasto 4",), (LONG[:200], LONG[:200])])
def test_a_sign_with_very_much_text_stays_within_its_edges(lines: tuple[str, ...]) -> None:
    sign = Sign(LONG[:200], lines)
    folded = printed(FoldedSign(sign), without_frame=True)
    assert faults(folded) == []
    assert max(heights(folded)) < 842 / 2
    badges = printed(Badges((sign,)), without_frame=True)
    assert faults(badges) == []
    assert min(heights(badges)) > 842 - 28 - (842 - 56) / 5


def test_what_fits_is_not_made_smaller() -> None:
    def size(data: bytes) -> float:
        sizes: list[float] = []

        def watch(text: str, _cm: Any, _tm: Any, _font: Any, points: float) -> None:
            if "Li" in text:
                sizes.append(points)

        reader(data).pages[0].extract_text(visitor_text=watch)
        return sizes[0]

    assert size(printed(FoldedSign(Sign("Li")), without_frame=True)) == 80
    assert size(printed(Badges((Sign("Li", ("Osasto 4",)),)), without_frame=True)) == 26


@pytest.mark.parametrize("block", [FoldedSign, lambda sign: Badges((sign,))])
def test_a_double_surname_stays_on_one_line(block: Callable[[Sign], Block]) -> None:
    data = printed(block(Sign("Anna-Maria Korhonen-Virtanen")), without_frame=True)
    lines = page_lines(data).splitlines()
    assert "Korhonen-Virtanen" in lines
    assert "Anna-Maria" in lines


def test_what_has_no_title_on_the_page_is_among_the_bookmarks() -> None:
    data = printed(FoldedSign(Sign("Aino")), PageBreak(), FoldedSign(Sign("Eino")),
                   without_frame=True, title="Signs", subject="Workshop 2")  # fmt: skip
    assert faults(data) == []
    found = reader(data)
    assert [one.title for one in found.outline if not isinstance(one, list)] == [
        "Workshop 2 – Signs"
    ]
    assert len(found.pages) == 2
