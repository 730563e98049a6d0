"""Every block, alone and together, passes PDF/UA-1."""

from io import BytesIO

import pytest
from PIL import Image

from coachdesk.documents.blocks import (
    Badges,
    Block,
    BulletList,
    Cell,
    Field,
    Fields,
    FoldedSign,
    Heading,
    KeepTogether,
    KeyValues,
    LeftOut,
    Lines,
    PageBreak,
    Para,
    Picture,
    Sign,
    Span,
    Table,
    TickList,
    TickRow,
)
from coachdesk.documents.render import render
from tests.documents.reading import elements, faults, page_texts, paper, printed, reader, roles


def picture(kind: str, mode: str = "RGB") -> bytes:
    data = BytesIO()
    Image.new(mode, (400, 300), "teal" if mode != "L" else 120).save(data, kind)
    return data.getvalue()


BLOCKS: dict[str, Block] = {
    "heading": Heading("Tasks"),
    "deep heading first": Heading("Details", 3),
    "paragraph": Para("One line.\nAnother line."),
    "empty paragraph": Para(""),
    "spans": Para((Span("a", bold=True), Span("b", italic=True), Span("c", muted=True))),
    "muted": Para("muted", "muted"),
    "small": Para("small", "small"),
    "warning": Para("warning", "warning"),
    "bullets": BulletList(("one", (Span("two", bold=True),))),
    "no bullets": BulletList(()),
    "tick": TickRow("Visit", ticked=True, detail="Aino, 6.11."),
    "ticks": TickList((TickRow("a", ticked=True), TickRow("b"), TickRow("c", ticked=None))),
    "table": Table(("What", "Who"), (("Visit", Cell("Aino", align="right")),), caption="Tasks"),
    "row headers": Table(("", "W1"), ((Cell("Ward 4", is_header=True), "✓"),)),
    "empty table": Table(("What", "Who"), ()),
    "table to fill in": Table(("What", "Who"), (("", ""),) * 3, room_to_write=True),
    "high rows": Table(("What", "Who"), (("", ""),), room_to_write=True, row_height=30),
    "fields": Fields((Field("Problems"), Field("Why", 20, "Because"))),
    "no fields": Fields(()),
    "folded sign": FoldedSign(Sign("Aino Ek", ("Ward 4",))),
    "badges": Badges((Sign("Aino Ek", ("Ward 4",)), Sign(asked="Name"))),
    "key values": KeyValues((("Unit", "Ward 4"), ("Site", ""))),
    "no key values": KeyValues(()),
    "lines": Lines(3, "What did we learn?"),
    "jpeg": Picture(picture("JPEG"), "A flip chart", "Flip chart"),
    "png with alpha": Picture(picture("PNG", "RGBA"), "A flip chart"),
    "grey png": Picture(picture("PNG", "L"), "A flip chart"),
    "no picture": Picture(b"not a picture", "A flip chart"),
    "left out": LeftOut("Four notes are left out."),
    "page break": PageBreak(),
    "together": KeepTogether((Heading("Learned"), Lines(2))),
    "missing glyphs": Para("中文 שלום 👩‍⚕️ 😀 \ue000"),
}


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("large_print", [False, True])
def test_each_block_conforms(name: str, *, large_print: bool) -> None:
    assert faults(printed(BLOCKS[name], large_print=large_print)) == []


def test_a_paper_of_no_blocks_conforms() -> None:
    assert faults(printed()) == []


def test_many_long_papers_conform() -> None:
    blocks = (*BLOCKS.values(),) * 4
    papers = [paper(*blocks, language="fi"), paper(*blocks, language="sv", large_print=True)]
    assert faults(render(papers)) == []


def test_the_checker_would_see_a_fault() -> None:
    assert faults(printed().replace(b"/Marked true", b"/Marked fals"))


def test_heading_levels_do_not_skip() -> None:
    found = roles(printed(Heading("a", 3), Heading("b", 3), Heading("c", 1), Heading("d", 2)))
    assert [role for role in found if role.startswith("H")] == ["H1", "H2", "H3", "H2", "H3"]


def test_a_picture_says_what_it_shows() -> None:
    data = printed(Picture(picture("PNG"), "Post-it notes", "Flip chart"))
    figures = [element for element in elements(data) if element["/S"] == "/Figure"]
    assert [figure["/Alt"] for figure in figures] == ["Post-it notes"]


def test_a_large_picture_fits_the_page(qapp: object) -> None:
    data = BytesIO()
    Image.new("L", (1000, 6000)).save(data, "PNG")
    document = printed(Picture(data.getvalue(), "A tall one"))
    box = next(e for e in elements(document) if e["/S"] == "/Figure")["/A"]["/BBox"]
    assert 0 < box[1] < box[3] < 842
    assert 0 < box[0] < box[2] < 595
    assert (box[3] - box[1]) / (box[2] - box[0]) == pytest.approx(6, rel=0.01)


def test_an_unreadable_picture_leaves_its_words(qapp: object) -> None:
    text = page_texts(printed(Picture(b"not a picture", "Post-it notes")))[0]
    assert "could not be read" in text
    assert "Post-it notes" in text


def test_a_cut_picture_is_left_out_not_fatal(qapp: object) -> None:
    for kind in ("JPEG", "PNG"):
        data = picture(kind)
        text = page_texts(printed(Picture(data[: len(data) // 2], "Post-it notes")))[0]
        assert "could not be read" in text


def test_what_is_left_out_is_on_the_paper(qapp: object) -> None:
    assert "Four notes are left out." in page_texts(printed(LeftOut("Four notes are left out.")))[0]


def test_lists_have_labels_and_bodies() -> None:
    assert roles(printed(TickRow("a", ticked=True)))[-4:] == ["L", "LI", "Lbl", "LBody"]


def test_ticks_differ_in_shape(qapp: object) -> None:
    rows = TickList((TickRow("a", ticked=True), TickRow("b"), TickRow("c", ticked=None)))
    text = page_texts(printed(rows))[0]
    assert "☑ a" in text
    assert "☐ b" in text
    assert "– c" in text


def test_header_and_footer_are_not_read_aloud() -> None:
    data = printed(Para("only"))
    content = reader(data).pages[0].get_contents()
    assert content is not None
    assert content.get_data().count(b"/Subtype/Footer") == 1
    assert roles(data) == ["Document", "H1", "P"]
