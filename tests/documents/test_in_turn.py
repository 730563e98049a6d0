"""Documents taken one by one into one file, each on a right-hand page if wanted."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.documents.blocks import Block, Document, FoldedSign, PageBreak, Para, Sign
from coachdesk.documents.render import Cancelled, Measure, measure, render, render_in_turn
from tests.documents.reading import elements, faults, page_texts, paper, reader


def of_pages(count: int, subject: str = "Ward 4", language: str = "en") -> Document:
    blocks: list[Block] = []
    for number in range(count):
        blocks += [PageBreak(), Para(f"Sheet {number + 1}")]
    return paper(*blocks, subject=subject, language=language)


@given(counts=st.lists(st.integers(1, 4), min_size=1, max_size=5), fill=st.booleans())
@settings(max_examples=25, deadline=None)
def test_each_document_begins_on_a_right_hand_page(
    qapp: object, counts: list[int], *, fill: bool
) -> None:
    documents = [of_pages(count, f"Team {number}") for number, count in enumerate(counts)]
    sizes = [measure(one) for one in documents]
    assert sizes == [Measure(count, (count + 1) // 2) for count in counts]
    data = render_in_turn("Pack", "en", documents, fill_sheets=fill)
    texts = page_texts(data)
    assert len(texts) == sum(count + count % 2 if fill else count for count in counts)
    for number in range(len(counts)):
        first = next(i for i, text in enumerate(texts) if f"Team {number} –" in text)
        assert not fill or first % 2 == 0
    blank = [text for text in texts if not text]
    assert len(blank) == (sum(count % 2 for count in counts) if fill else 0)


def test_blank_backs_conform_and_are_not_read_aloud(qapp: object) -> None:
    documents = [of_pages(1, language="fi"), of_pages(2, language="sv"), of_pages(3)]
    data = render_in_turn("Pack", "fi", documents, fill_sheets=True)
    assert faults(data) == []
    content = reader(data).pages[1].get_contents()
    assert content is not None
    assert content.get_data().strip().startswith(b"1 0 0 1")
    assert b"/Artifact" in content.get_data()
    assert b"MCID" not in content.get_data()
    parts = [one for one in elements(data) if one["/S"] == "/Part"]
    assert [part["/Lang"] for part in parts] == ["fi", "sv", "en"]


def test_what_is_cut_or_folded_has_nothing_on_its_back(qapp: object) -> None:
    names = ("Aino Ek", "Bo Ek")
    blocks = [block for name in names for block in (PageBreak(), FoldedSign(Sign(name)))]
    signs = paper(*blocks, without_frame=True)
    assert measure(signs) == Measure(2, 2)
    texts = page_texts(render_in_turn("Signs", "en", [signs, of_pages(1)], fill_sheets=True))
    assert [bool(text) for text in texts] == [True, False] * 3


def test_documents_are_taken_only_when_it_is_their_turn() -> None:
    stop = False

    def coming() -> Iterator[Document]:
        nonlocal stop
        yield of_pages(1)
        stop = True
        yield of_pages(1)
        raise AssertionError("nothing is taken after it was given up")

    with pytest.raises(Cancelled):
        render_in_turn("Pack", "en", coming(), cancelled=lambda: stop)


def test_the_same_documents_together_say_the_same(qapp: object) -> None:
    documents = [of_pages(2), of_pages(1, language="fi")]
    assert page_texts(render_in_turn("x", "en", documents)) == page_texts(render(documents))


def test_no_document_is_an_error() -> None:
    with pytest.raises(ValueError, match="no document"):
        render_in_turn("Pack", "en", [])
