"""Bar charts: figures with words for those who do not see them, and bars as long as they say."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.documents.blocks import Bar, BarChart, Block, Document, Heading, Para
from coachdesk.documents.render import render
from tests.documents.reading import faults, page_texts, reader


def _paper(*charts: BarChart, large_print: bool = False) -> bytes:
    blocks: tuple[Block, ...] = (Heading("Kysymys"), *charts, Para("loppu"))
    return render([Document("Tulokset", "", "fi", "22.11.2026", blocks, large_print=large_print)])


def figures(data: bytes) -> list[dict[str, Any]]:
    """The figures of a paper's structure."""
    pdf: Any = reader(data)
    objects = [pdf.get_object(n) for n in range(1, int(pdf.trailer["/Size"]))]
    return [one for one in objects if isinstance(one, dict) and one.get("/S") == "/Figure"]


def _widths(data: bytes) -> list[float]:
    pdf: Any = reader(data)
    source = b"".join(page.get_contents().get_data() for page in pdf.pages)
    return [float(one) for one in re.findall(rb"([\d.]+) [\d.]+ re f", source)]


def test_bars_are_as_long_as_theirfigures() -> None:
    chart = BarChart((Bar("a", 10, "10"), Bar("b", 5, "5"), Bar("c", 0, "0")), "Kaavio: a 10")
    data = _paper(chart)
    assert faults(data) == []
    longest, half = _widths(data)
    assert half == pytest.approx(longest / 2, abs=0.02)
    (figure,) = figures(data)
    assert figure["/Alt"] == "Kaavio: a 10"
    assert len(figure["/A"]["/BBox"]) == 4
    assert "a" in page_texts(data)[0]


def test_a_chart_higher_than_a_page_becomes_severalfigures() -> None:
    chart = BarChart(tuple(Bar(f"Rivi {n} ŧ š €", n, str(n)) for n in range(90)), "Monta riviä")
    for large in (False, True):
        data = _paper(chart, large_print=large)
        assert faults(data) == []
        assert len(figures(data)) > 1
        said = " ".join(page_texts(data))
        assert all(f"Rivi {n} " in said for n in range(90))


def test_a_chart_without_bars_is_nothing() -> None:
    data = _paper(BarChart((), "tyhjä"))
    assert figures(data) == []
    assert faults(data) == []


@settings(max_examples=25)
@given(st.lists(st.tuples(st.text(max_size=80), st.floats(0, 1e6)), min_size=1, max_size=6))
def test_any_labels_and_figures_conform(pairs: list[tuple[str, float]]) -> None:
    bars = tuple(Bar(label, length, f"{length:.2f}") for label, length in pairs)
    assert faults(_paper(BarChart(bars, "Kaavio"))) == []
