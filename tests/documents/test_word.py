"""Papers as Word documents: real styles, tables with heads, nothing lost, nothing told too much."""

import re
from typing import Any, get_args

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.documents.blocks import (
    Badges,
    Bar,
    BarChart,
    Block,
    BulletList,
    Cell,
    Display,
    Document,
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
    Scatter,
    Sign,
    Signatures,
    Span,
    Table,
    TickList,
    TickRow,
    Timeline,
)
from coachdesk.documents.render import Cancelled
from coachdesk.documents.word import render_docx
from coachdesk.kernel.errors import UserError
from tests.documents.reading import paper
from tests.documents.test_conformance import picture
from tests.documents.word_reading import opened, outline, parts, texts
from tests.handouts.golden import check_golden

EVERY: dict[type, Block] = {
    Heading: Heading("Tasks"),
    Para: Para((Span("One "), Span("bold", bold=True), Span(" slanted", italic=True))),
    BulletList: BulletList(("one", (Span("two", bold=True),))),
    TickRow: TickRow("Visit", ticked=True, detail="Aino, 6.11."),
    TickList: TickList((TickRow("a"), TickRow("b", ticked=True), TickRow("c", ticked=None))),
    Table: Table(("What", "Share"), (("Visit", Cell("12 %", align="right")),), caption="Figures"),
    KeyValues: KeyValues((("Unit", "Ward 4"), ("Site", ""))),
    Fields: Fields((Field("Problems"), Field("Why", 20, "Because"))),
    Lines: Lines(2, "What did we learn?"),
    Picture: Picture(picture("PNG"), "A flip chart", "Flip chart"),
    BarChart: BarChart((Bar("Yes", 3, "3"),), "Bars: most said yes."),
    Scatter: Scatter((), "Effort", "Impact", ("", "", "", ""), "Target 1 is easy."),
    Timeline: Timeline((), (), (), "The year at a glance."),
    Display: Display("Certificate", "title"),
    Signatures: Signatures(("Place and date", "Coach", "Another coach")),
    LeftOut: LeftOut("Four notes are left out."),
    PageBreak: PageBreak(),
    KeepTogether: KeepTogether((Heading("Learned", 2), Para("Much."), Lines(1))),
}
_CHILDREN = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs "
    "suppressAutoHyphens spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike outline shadow noProof color spacing "
    "w kern position sz szCs highlight u effect vertAlign rtl cs em lang",
    "w:tblPr": "tblStyle tblpPr bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection vAlign",
    "w:tblBorders": "top left bottom right insideH insideV",
}
ORDERS = {tag: names.split() for tag, names in _CHILDREN.items()}
"""What stands in what, in the order of the standard (ECMA-376)."""
CUT = (FoldedSign(Sign("Aino")), Badges((Sign("Aino"),)))


def word(*blocks: Block, **frame: Any) -> bytes:
    return render_docx([paper(*blocks, **frame)])


def test_every_block_is_written_or_refused() -> None:
    assert set(EVERY) | {type(block) for block in CUT} == set(get_args(Block))
    check_golden("blocks.word.en", outline(word(*EVERY.values())))


@pytest.mark.parametrize("block", CUT)
def test_what_is_cut_or_folded_is_refused_kindly(block: Block) -> None:
    for blocks in ((block,), (KeepTogether((block,)),)):
        with pytest.raises(UserError, match="cannot be a Word document"):
            word(*blocks, without_frame=True)


def test_nothing_gives_no_file() -> None:
    with pytest.raises(ValueError, match="no document"):
        render_docx([])


def test_elements_stand_in_the_order_that_word_asks_for() -> None:
    """Word calls a file damaged when they do not."""
    data = render_docx([
        paper(*EVERY.values(), large_print=True),
        paper(*EVERY.values(), language="fi", landscape=True),
        paper(PageBreak(), EVERY[Table], without_frame=True),
    ])  # fmt: skip
    file = opened(data)
    trees = [file.element, file.styles.element]
    trees += [part.element for part in file.part.package.iter_parts() if hasattr(part, "element")]
    checked = 0
    for tree in trees:
        for tag, order in ORDERS.items():
            for element in tree.iter(qn(tag)):
                names = [child.tag.rsplit("}")[-1] for child in element]
                places = [order.index(name) for name in names]
                assert places == sorted(set(places)), (tag, names)
                checked += len(places) > 1
    assert checked > 50


def test_headings_are_real_and_do_not_skip_levels() -> None:
    data = word(Heading("a", 3), Heading("b", 3), Heading("c", 1), Heading("d", 2))
    assert outline(data).splitlines() == [
        "Title: Ward 4 – Summary", "Heading 1: a", "Heading 2: b", "Heading 1: c", "Heading 2: d",
    ]  # fmt: skip


def test_a_table_has_a_head_that_is_repeated() -> None:
    rows = ((Cell("Clients", is_header=True), "a"), (Cell("Staff", is_header=True), "b"))
    (table,) = opened(word(Table(("Side", "Now"), rows, caption="States"))).tables
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == "States"
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False]
    assert [run.bold for cell in table.rows[1].cells for run in cell.paragraphs[0].runs] == [
        True, None,
    ]  # fmt: skip


def test_columns_are_as_wide_as_asked() -> None:
    (table,) = opened(word(Table(("a", "b"), (("c", "d"),), widths=(3, 1)))).tables
    first, second = (cell.width for cell in table.rows[1].cells)
    assert first is not None
    assert second is not None
    assert first / second == pytest.approx(3, abs=0.01)
    assert (first + second) / 12_700 == pytest.approx(595.3 - 2 * 54, abs=1)


def test_there_is_room_to_write() -> None:
    asked = Fields((Field("Low"), Field("High", 30)))
    sheet = Table(("a", "b"), (("", ""),), room_to_write=True, row_height=25)
    fields, table = opened(word(asked, sheet)).tables
    heights = [round(row.height.mm) for row in (*fields.rows, table.rows[1]) if row.height]
    assert heights == [9, 30, 25]


def test_tables_do_not_grow_together() -> None:
    body = opened(word(EVERY[Table], EVERY[Table], EVERY[KeyValues])).element.body
    tags = [child.tag.rsplit("}")[-1] for child in body]
    assert "tbl tbl" not in " ".join(tags)
    assert tags[-2:] == ["p", "sectPr"]  # and Word wants a paragraph at the end


def test_upright_heads_stand_upright() -> None:
    rows = ((Cell("Ward", is_header=True), "✓"),)
    (table,) = opened(word(Table(("", "A long head"), rows, upright_head=True))).tables
    assert table._tbl.xpath(".//w:textDirection/@w:val") == ["btLr"]


def test_a_picture_says_what_it_shows() -> None:
    file = opened(word(Picture(picture("JPEG"), "Post-it notes", "Flip chart")))
    (shape,) = file.inline_shapes
    assert shape._inline.docPr.get("descr") == "Post-it notes"
    assert 0 < shape.width < file.sections[0].page_width
    assert file.paragraphs[-1].text == "Flip chart"


def test_an_unreadable_picture_leaves_its_words() -> None:
    for data in (b"not a picture", picture("PNG")[:300]):
        said = texts(word(Picture(data, "Post-it notes")))
        assert "could not be read and is left out: Post-it notes" in said


def test_header_and_footer_are_those_of_the_paper() -> None:
    section = opened(word(Para("a"), language="fi")).sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "Ward 4 – Summary"
    assert section.first_page_header.paragraphs[0].text == ""
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "22 November 2026\tsivu /"
        fields = paragraph._p.xpath("w:fldSimple/@w:instr")
        assert [field.strip() for field in fields] == ["PAGE", "NUMPAGES"]


def test_each_paper_counts_its_own_pages() -> None:
    data = render_docx([paper(Para("a")), paper(Para("b"), landscape=True, title="Other")])
    first, second = opened(data).sections
    assert second.orientation == WD_ORIENT.LANDSCAPE
    assert first.orientation == WD_ORIENT.PORTRAIT
    for section, title in ((first, "Ward 4 – Summary"), (second, "Ward 4 – Other")):
        assert section.header.paragraphs[0].text == title
        assert section._sectPr.xpath("w:pgNumType/@w:start") == ["1"]
        fields = section.footer.paragraphs[0]._p.xpath("w:fldSimple/@w:instr")
        assert [field.strip() for field in fields] == ["PAGE", "SECTIONPAGES"]


def test_a_paper_without_frame_has_none() -> None:
    section = opened(word(Display("Certificate", "title"), without_frame=True)).sections[0]
    assert section.footer.paragraphs[0].text == section.header.paragraphs[0].text == ""


def test_what_follows_a_break_starts_a_page() -> None:
    data = word(Para("a"), PageBreak(), Para("b"), PageBreak(), EVERY[Table], Para("c"))
    breaks = [p.paragraph_format.page_break_before for p in opened(data).paragraphs]
    assert breaks.count(True) == 2
    assert breaks[0] is None
    first = opened(word(PageBreak(), Para("a"), without_frame=True)).paragraphs[0]
    assert first.paragraph_format.page_break_before is None


def test_what_stands_together_is_kept_together() -> None:
    data = word(KeepTogether((Para("a"), Para("b"), Para("c"))), Para("d"))
    kept = {p.text: p.paragraph_format.keep_with_next for p in opened(data).paragraphs[1:]}
    assert kept == {"a": True, "b": True, "c": None, "d": None}


def test_the_language_is_that_of_the_words() -> None:
    data = render_docx([paper(Para("Ett"), language="sv"), paper(Para("Yksi"), language="fi")])
    file = opened(data)
    assert file.core_properties.language == "sv-FI"
    assert file.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["sv-FI"]
    marked = {
        paragraph.text: paragraph._p.xpath(".//w:lang/@w:val") for paragraph in file.paragraphs
    }
    assert marked["Ett"] == []
    assert marked["Yksi"] == ["fi-FI"]


def test_large_print_is_large() -> None:
    def size(data: bytes, name: str) -> float:
        length = opened(data).styles[name].font.size
        return float(length.pt)

    for name in ("Normal", "Table text", "Small", "Tick list", "Heading 3"):
        assert size(word(Para("a"), large_print=True), name) >= 16
        assert size(word(Para("a")), name) < 16


def test_the_file_tells_its_title_and_no_person_or_time() -> None:
    data = word(Para("a"))
    properties = opened(data).core_properties
    assert properties.title == "Ward 4 – Summary"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created is None
    assert properties.modified is None
    for name, part in parts(data).items():
        assert b"python-docx" not in part, name
        assert b"Macintosh" not in part, name
    assert not [name for name in parts(data) if "thumbnail" in name or "customXml" in name]


def test_equal_papers_are_equal_bytes() -> None:
    assert word(*EVERY.values()) == word(*EVERY.values())


FORMULA = '=1+1 {HYPERLINK "http://example.org"} <w:fldSimple w:instr="DDE"/> &amp; ]]>'


def test_formulas_and_fields_stay_text() -> None:
    data = word(Para(FORMULA), Table((FORMULA,), ((FORMULA,),)), title=FORMULA)
    assert outline(data).count(FORMULA) == 4
    assert not opened(data).element.xpath(".//w:fldSimple | .//w:instrText | .//w:hyperlink")
    relations = b"".join(part for name, part in parts(data).items() if name.endswith(".rels"))
    assert b"External" not in relations


def test_letters_of_all_kinds_come_back() -> None:
    words = "Äiti Åke öljy š Ŧ € – “x” 中文 שלום 👩‍⚕️ 😀"
    data = word(Para(words), BulletList((words,)), Heading(words), KeyValues(((words, words),)))
    assert outline(data).count(words) == 5


def test_ten_thousand_letters_are_not_lost() -> None:
    name = "Å" * 10_000
    data = word(Heading(name), Table((name,), ((name,),)), subject=name, date_text=name)
    assert outline(data).count(name) == 4
    assert len(opened(data).core_properties.title) <= 255


def test_lines_and_blanks_are_as_on_paper() -> None:
    data = word(Para("one   two\tthree\r\nfour\u2028five\x00\x0b\ud800"))
    assert outline(data).splitlines()[1] == "Normal: one two three⏎four⏎five"


@settings(max_examples=25)
@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_can_be_saved(found: list[str]) -> None:
    blocks = [Para(text) for text in found] + [TickRow(text, detail=text) for text in found]
    data = render_docx([Document(found[0], found[-1], "fi", found[0], tuple(blocks))])
    said = re.sub(r"\s", "", outline(data))
    for text in found:
        assert "".join(letter for letter in text if _is_letter(letter)) in "".join(
            letter for letter in said if _is_letter(letter)
        )


def _is_letter(letter: str) -> bool:
    return letter.isalnum()


def test_it_can_be_given_up() -> None:
    done: list[tuple[int, int]] = []
    papers = [paper(Para("a")), paper(Para("b"))]
    with pytest.raises(Cancelled):
        render_docx(papers, cancelled=lambda: bool(done), progress=lambda *at: done.append(at))
    assert done == [(1, 2)]
