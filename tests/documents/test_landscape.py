"""Turned pages, and tables whose heads stand upright."""

from typing import Any

from coachdesk.documents.blocks import Bar, BarChart, Para, Table
from tests.documents.reading import faults, page_texts, printed, reader, roles

HEAD = ("Team", "Risk assessment", "Workplace survey of the whole house and its neighbours")


def table(count: int) -> Table:
    rows = tuple((f"Team {number}", "✓", "◐ ▲") for number in range(count))
    return Table(HEAD, rows, widths=(6, 1, 1), upright_head=True)


def sizes(data: bytes) -> list[tuple[int, int]]:
    return [
        (round(page.mediabox.width), round(page.mediabox.height)) for page in reader(data).pages
    ]


def test_pages_turn_with_their_document() -> None:
    assert sizes(printed(Para("x"))) == [(595, 842)]
    assert sizes(printed(Para("x"), landscape=True)) == [(842, 595)]


def test_text_uses_the_width_of_a_turned_page() -> None:
    text = "word " * 700
    upright = sum(len(page.split()) for page in page_texts(printed(Para(text)))[:1])
    turned = sum(len(page.split()) for page in page_texts(printed(Para(text), landscape=True)))
    assert upright < 710
    assert turned >= 700
    assert faults(printed(Para(text), landscape=True)) == []


def test_a_chart_on_a_turned_page_conforms() -> None:
    chart = BarChart((Bar("A", 2, "2"), Bar("B", 1, "1")), "A 2, B 1")
    assert faults(printed(chart, landscape=True)) == []


def test_upright_heads_are_heads_of_their_columns() -> None:
    data = printed(table(3), landscape=True)
    assert faults(data) == []
    assert roles(data).count("TH") == 3
    said = " ".join(page_texts(data))
    for title in HEAD:
        assert all(word in said for word in title.split())


def test_upright_heads_run_upwards() -> None:
    turns: list[float] = []

    def watch(text: str, _cm: Any, matrix: Any, *_: Any) -> None:
        if "Risk" in text:
            turns.append(matrix[1])

    reader(printed(table(1))).pages[0].extract_text(visitor_text=watch)
    assert turns == [1.0]


def test_upright_heads_are_repeated_on_each_page() -> None:
    data = printed(table(60), landscape=True)
    pages = page_texts(data)
    assert len(pages) > 2
    assert all("Risk assessment" in page for page in pages)
    assert roles(data).count("TH") == 3
    assert faults(data) == []


def test_glyphs_of_other_fonts_may_stand_upright() -> None:
    head = ("Team", "✓ שלום ▲ done")
    assert faults(printed(Table(head, (("A", "✓"),), upright_head=True))) == []
