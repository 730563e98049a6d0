"""Scatter pictures: figures with words for those who do not see them, points inside them."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.documents.blocks import Scatter, ScatterPoint
from tests.documents.reading import elements, faults, page_texts, printed, reader

QUARTERS = ("Do first", "Plan well", "In passing", "Leave")


def scatter(*points: ScatterPoint) -> Scatter:
    return Scatter(points, "Effort", "Impact", QUARTERS, "Impact and effort of 2 targets")


def _box(data: bytes) -> list[float]:
    (figure,) = [one for one in elements(data) if one["/S"] == "/Figure"]
    assert figure["/Alt"] == "Impact and effort of 2 targets"
    return [float(side) for side in figure["/A"]["/BBox"]]


def _tops_of_points(data: bytes) -> list[tuple[float, float]]:
    """Where the path of each point begins: its left lower end."""
    pdf: Any = reader(data)
    source = b"".join(page.get_contents().get_data() for page in pdf.pages)
    found = re.findall(rb"rg ([\d.]+) ([\d.]+) m [\d.]+ [\d.]+ l [\d.]+ [\d.]+ [\d.]+", source)
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("landscape", [False, True])
def test_it_conforms_and_says_its_words(*, large_print: bool, landscape: bool) -> None:
    picture = scatter(ScatterPoint("1", 0, 1), ScatterPoint("2, 14, 23", 1, 0))
    data = printed(picture, large_print=large_print, landscape=landscape)
    assert faults(data) == []
    left, bottom, right, top = _box(data)
    assert 0 < left < right < (842 if landscape else 595)
    assert 0 < bottom < top
    said = " ".join(page_texts(data))
    for words in (*QUARTERS, "Effort", "2, 14, 23"):
        assert words in said


def test_points_stand_where_they_say() -> None:
    data = printed(scatter(ScatterPoint("1", 0.1, 0.9), ScatterPoint("2", 0.8, 0.2)))
    (x, y), (other_x, other_y) = _tops_of_points(data)
    assert x < other_x
    assert y > other_y


def test_without_points_there_are_the_axes() -> None:
    data = printed(scatter())
    assert faults(data) == []
    assert "Do first" in page_texts(data)[0]


@settings(max_examples=25)
@given(
    st.lists(
        st.builds(ScatterPoint, st.text(max_size=40), st.floats(-2, 3), st.floats(-2, 3)),
        max_size=6,
    )
)
def test_any_points_conform_and_stay_inside(points: list[ScatterPoint]) -> None:
    data = printed(scatter(*points))
    assert faults(data) == []
    left, bottom, right, top = _box(data)
    for x, y in _tops_of_points(data):
        assert left <= x <= right
        assert bottom <= y <= top
