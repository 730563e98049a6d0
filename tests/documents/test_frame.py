"""The frame of the pages, the file's own words, and how a rendering goes."""

import subprocess
import sys
from typing import Any

import pytest

from coachdesk.documents.blocks import Heading, PageBreak, Para, Picture
from coachdesk.documents.render import Cancelled, render
from tests.documents.reading import elements, faults, page_texts, paper, printed, reader


def test_each_page_names_team_title_date_and_number(qapp: object) -> None:
    texts = page_texts(printed(Para("a"), PageBreak(), Para("b")))
    assert len(texts) == 2
    for number, text in enumerate(texts, start=1):
        assert "Ward 4 – Summary" in text
        assert "22 November 2026" in text
        assert f"page {number}/2" in text


def test_a_long_title_is_whole_once_and_shortened_in_the_header(qapp: object) -> None:
    title = " ".join(f"word{number}" for number in range(80))
    texts = page_texts(printed(Para("a"), PageBreak(), Para("b"), title=title))
    assert title in texts[0]
    assert "Ward 4 – word0" in texts[1]
    assert "…" in texts[1]
    assert "word79" not in texts[1]


def test_control_characters_in_the_frame_do_no_harm() -> None:
    data = printed(
        Heading("b\x00\ud800c\nd"),
        Picture(b"", "e\x07"),
        title="a\x01\ud800b",
        date_text="\x02",
    )
    assert faults(data) == []
    metadata = reader(data).metadata
    assert metadata is not None
    assert metadata.title == "Ward 4 – ab"


def test_each_paper_counts_its_own_pages(qapp: object) -> None:
    two = paper(Para("a"), PageBreak(), Para("b"), subject="Ward 1")
    texts = page_texts(render([two, paper(Para("c"), subject="Ward 2")]))
    numbers = [text[text.index("page ") :][:8] for text in texts]
    assert numbers == ["page 1/2", "page 2/2", "page 1/1"]
    assert "Ward 2" in texts[2]
    assert "Ward 1" not in texts[2]


def test_a_page_break_at_the_end_or_twice_makes_no_empty_page(qapp: object) -> None:
    texts = page_texts(printed(PageBreak(), Para("a"), PageBreak(), PageBreak(), Para("b")))
    assert ["a" in text.split() for text in texts] == [True, False]
    assert len(page_texts(printed(Para("a"), PageBreak()))) == 1


def test_the_file_knows_its_title_and_language() -> None:
    data = printed(language="sv")
    root: Any = reader(data).trailer["/Root"]
    assert root["/Lang"] == "sv"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is not False
    metadata = reader(data).metadata
    assert metadata is not None
    assert metadata.title == "Ward 4 – Summary"
    assert metadata.creation_date is None


def test_pages_are_walked_in_the_order_of_the_structure() -> None:
    pages: list[Any] = list(reader(printed(Para("a"), PageBreak(), Para("b"))).pages)
    assert [page["/Tabs"] for page in pages] == ["/S", "/S"]
    assert [page["/StructParents"] for page in pages] == [0, 1]


def test_papers_in_other_languages_say_so() -> None:
    data = render([paper(language="fi"), paper(language="sv")])
    parts = [element for element in elements(data) if element["/S"] == "/Part"]
    assert [part["/Lang"] for part in parts] == ["fi", "sv"]


def test_headings_are_bookmarks() -> None:
    outline: Any = reader(printed(Heading("Tasks"), Heading("Late", 2), Heading("Notes"))).outline
    names = [
        [inner["/Title"] for inner in item] if isinstance(item, list) else item["/Title"]
        for item in outline[1]
    ]
    assert outline[0]["/Title"] == "Ward 4 – Summary"
    assert names == ["Tasks", ["Late"], "Notes"]


def test_equal_papers_are_equal_bytes() -> None:
    first = [paper(Para("ä 😀 中"), Heading("a")), paper(Para("b"))]
    second = [paper(Para("ä 😀 中"), Heading("a")), paper(Para("b"))]
    assert render(first) == render(second)
    assert render(first) != render(first[:1])


def test_all_fonts_are_embedded() -> None:
    data = printed(Para("ä ✓ 😀"))
    resources: Any = reader(data).pages[0]["/Resources"]
    fonts = resources["/Font"]
    assert fonts
    for font in fonts.values():
        assert "/FontFile2" in font.get_object()["/FontDescriptor"].get_object()


def test_progress_counts_papers() -> None:
    seen: list[tuple[int, int]] = []
    render([paper(), paper(), paper()], progress=lambda *counts: seen.append(counts))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_rendering_can_be_given_up() -> None:
    seen: list[int] = []
    with pytest.raises(Cancelled):
        render(
            [paper()] * 10,
            progress=lambda done, _: seen.append(done),
            cancelled=lambda: len(seen) >= 3,
        )
    assert seen == [1, 2, 3]


def test_a_single_long_paper_can_be_given_up() -> None:
    asked = iter([False, False, True])
    pages = [block for _ in range(5) for block in (Para("a"), PageBreak())]
    with pytest.raises(Cancelled):
        render([paper(*pages)], cancelled=lambda: next(asked))


def test_no_paper_is_an_error() -> None:
    with pytest.raises(ValueError, match="no document"):
        render([])


def test_the_interface_does_not_load_reportlab() -> None:
    code = (
        "import sys, coachdesk.documents.blocks, coachdesk.documents.render;"
        "sys.exit('reportlab' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
