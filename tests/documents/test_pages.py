"""Where pages end: nothing is lost, headings stay with their text, tables repeat their heads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.documents.blocks import (
    Block,
    Cell,
    Heading,
    KeepTogether,
    KeyValues,
    Lines,
    Para,
    Table,
)
from coachdesk.documents.pages import paginate
from coachdesk.documents.pieces import Piece
from tests.documents.reading import elements, faults, page_texts, printed, roles


def rows(count: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"row{number}.", "Aino") for number in range(count))


def test_a_long_table_repeats_its_head_and_is_one_table(qapp: object) -> None:
    data = printed(Table(("Whatever", "Who"), rows(120)))
    texts = page_texts(data)
    assert faults(data) == []
    assert len(texts) >= 3
    assert all("Whatever" in text for text in texts)
    assert roles(data).count("Table") == 1
    assert roles(data).count("TR") == 121
    words = " ".join(texts).split()
    assert [word for word in words if word.startswith("row")] == [f"row{n}." for n in range(120)]


def test_heads_are_column_headers_and_marked_cells_row_headers() -> None:
    data = printed(Table(("What", "Who"), ((Cell("Visit", is_header=True), "Aino"),)))
    scopes = [e["/A"]["/Scope"] for e in elements(data) if e["/S"] == "/TH"]
    assert scopes == ["/Column", "/Column", "/Row"]


def test_key_values_are_row_headers() -> None:
    data = printed(KeyValues((("Unit", "Ward 4"),)))
    assert [e["/A"]["/Scope"] for e in elements(data) if e["/S"] == "/TH"] == ["/Row"]


def test_a_cell_longer_than_a_page_goes_on(qapp: object) -> None:
    sentence = " ".join(f"word{number}." for number in range(3000))
    data = printed(Table(("What", "Remark"), (("Visit", sentence), ("Next", "short"))))
    words = " ".join(page_texts(data)).split()
    assert [word for word in words if word.startswith("word")] == sentence.split()
    assert roles(data).count("TD") == 4
    assert "short" in words


def test_a_table_of_many_columns_keeps_all(qapp: object) -> None:
    head = tuple(f"c{number}" for number in range(12))
    text = page_texts(printed(Table(head, (head,), widths=(9, *(1,) * 11))))[0]
    for name in head:
        assert text.split().count(name) == 2


@pytest.mark.parametrize("count", range(20, 36))
def test_a_row_of_a_few_lines_stands_on_one_page(qapp: object, count: int) -> None:
    filler = [Para(f"filler{number}") for number in range(count)]
    row = ("\n".join(f"line{number}." for number in range(12)), "")
    texts = page_texts(printed(*filler, Table(("What", "Who"), (row,))))
    assert {text.count("line") for text in texts} <= {0, 12}
    assert sum(text.count("line") for text in texts) == 12


def test_narrow_columns_make_room_for_their_words(qapp: object) -> None:
    table = Table(("Responsible", "Remark"), (("Aino", "word " * 60),), widths=(1, 20))
    assert "Responsible" in page_texts(printed(table))[0]


@pytest.mark.parametrize("count", range(28, 42))
def test_a_heading_stays_with_its_text(qapp: object, count: int) -> None:
    filler = [Para(f"filler{number}") for number in range(count)]
    texts = page_texts(printed(*filler, Heading("Heading"), Para("following")))
    assert [("Heading" in text) == ("following" in text) for text in texts] == [True] * len(texts)


def test_blocks_kept_together_stand_on_one_page(qapp: object) -> None:
    kept = KeepTogether((Para("first"), Lines(12), Para("last")))
    blocks: list[Block] = [Para(f"filler{number}") for number in range(30)]
    texts = page_texts(printed(*blocks, kept))
    assert [("first" in text) == ("last" in text) for text in texts] == [True, True]


@pytest.mark.parametrize("count", range(26, 38))
def test_a_heading_that_ends_what_is_kept_together_stays_with_its_text(
    qapp: object, count: int
) -> None:
    filler = [Para(f"filler{number}") for number in range(count)]
    kept = KeepTogether((Heading("Question"), Heading("Answers", 2)))
    texts = page_texts(printed(*filler, kept, Para("following")))
    assert [("Answers" in text) == ("following" in text) for text in texts] == [True] * len(texts)


def test_what_no_page_can_hold_together_is_divided(qapp: object) -> None:
    texts = page_texts(printed(KeepTogether(tuple(Para(f"part{n}.") for n in range(90)))))
    assert len(texts) > 1
    words = " ".join(texts).split()
    assert [word for word in words if word.startswith("part")] == [f"part{n}." for n in range(90)]


def test_no_single_line_of_a_paragraph_stands_alone(qapp: object) -> None:
    for count in range(30, 50):
        filler = [Para(f"filler{number}") for number in range(count)]
        texts = page_texts(printed(*filler, Para("\n".join(f"line{n}." for n in range(5)))))
        on_pages = [text.count("line") for text in texts]
        assert 1 not in on_pages
        assert sum(on_pages) == 5


@pytest.mark.parametrize(
    ("head", "cells", "widths"),
    [((), (), ()), (("a", "b"), (("c",),), ()), (("a", "b"), (), (1,)), (("a",), (), (0,))],
)
def test_a_table_must_be_a_grid(
    head: tuple[str, ...], cells: tuple[tuple[str, ...], ...], widths: tuple[float, ...]
) -> None:
    with pytest.raises(ValueError, match="a table"):
        Table(head, cells, widths=widths)


pieces = st.lists(
    st.builds(
        Piece,
        heights=st.lists(st.floats(1, 60), min_size=1, max_size=12),
        gap=st.floats(0, 20),
        keeps_next=st.booleans(),
        is_whole=st.booleans(),
        starts_page=st.booleans(),
    ),
    max_size=30,
)


@settings(max_examples=200, deadline=None)
@given(pieces, st.floats(60, 300))
def test_pages_hold_every_slice_once_in_order_and_inside(placed: list[Piece], room: float) -> None:
    pages = paginate(placed, room)
    slices = [
        (id(each.piece), number)
        for page in pages
        for each in page.placed
        for number in range(each.first, each.last)
    ]
    assert slices == [(id(p), number) for p in placed for number in range(len(p.heights))]
    assert all(page.used <= room + 0.1 for page in pages)
