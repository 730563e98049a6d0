"""What is filled in by hand: room to write, signs to fold, badges to cut out."""

from typing import Any

import pytest

from coachdesk.documents.blocks import Badges, Field, Fields, FoldedSign, PageBreak, Sign, Table
from tests.documents.reading import faults, page_texts, printed, reader, roles

_MILLIMETRE = 72 / 25.4


def tops(data: bytes, *words: str) -> list[float]:
    """How high words stand on the first page, in millimetres."""
    found: dict[str, float] = {}

    def watch(text: str, _cm: Any, matrix: Any, *_: Any) -> None:
        found.setdefault(text.strip(), matrix[5] / _MILLIMETRE)

    reader(data).pages[0].extract_text(visitor_text=watch)
    return [found[word] for word in words]


def test_fields_have_the_room_they_ask_for() -> None:
    asked = Fields((Field("Ask"), Field("Board", 40), Field("Cause", 20, "Known")))
    data = printed(asked)
    assert faults(data) == []
    assert roles(data).count("TH") == roles(data).count("TD") == 3
    first, second, third = tops(data, "Ask", "Board", "Cause")
    assert first - second == pytest.approx(9.3, abs=0.5)  # as high as handwriting, at least
    assert second - third == pytest.approx(40, abs=0.1)
    assert "Cause Known" in page_texts(data)[0]


def test_rows_of_a_table_are_as_high_as_asked() -> None:
    rows = tuple((name, "") for name in ("Ask", "Board", "Cause"))
    first, second, third = tops(
        printed(Table(("Head", "Other"), rows, room_to_write=True, row_height=25)),
        "Ask", "Board", "Cause",
    )  # fmt: skip
    assert (first - second, second - third) == pytest.approx((25, 25), abs=0.1)


def test_a_sign_can_be_read_from_both_sides_and_is_heard_once() -> None:
    signs = [Sign("Aino Ek", ("Ward 4",)), Sign("Nätti-Jussi Ŧ", ()), Sign(asked="Name")]
    blocks = [block for sign in signs for block in (PageBreak(), FoldedSign(sign))]
    data = printed(*blocks, without_frame=True)
    assert faults(data) == []
    texts = page_texts(data)
    assert texts[0] == "Aino Ek Ward 4 Aino Ek Ward 4"
    assert texts[2] == "Name Name"
    assert roles(data).count("P") == 3
    turned: list[float] = []

    def watch(text: str, cm: Any, matrix: Any, *_: Any) -> None:
        if "Aino" in text:
            turned.append(round(cm[0] * matrix[0]))

    reader(data).pages[0].extract_text(visitor_text=watch)
    assert sorted(turned) == [-1, 1]


def test_ten_badges_stand_on_a_page() -> None:
    signs = tuple(Sign(f"Person {number}", ("Ward",)) for number in range(21))
    data = printed(Badges(signs), without_frame=True)
    assert faults(data) == []
    assert [text.count("Person") for text in page_texts(data)] == [10, 10, 1]


@pytest.mark.parametrize("name", ["A" * 120, "Anna-Maija " * 11, "Pöyhönen-Ylämäki-Hakkarainen"])
def test_a_name_that_fits_no_line_loses_nothing(name: str) -> None:
    data = printed(FoldedSign(Sign(name)), Badges((Sign(name),)), without_frame=True)
    assert faults(data) == []
    said = "".join(page_texts(data)).replace(" ", "").replace("\ufffe", "").replace("-", "")
    assert said.count(name.replace(" ", "").replace("-", "")) == 3
