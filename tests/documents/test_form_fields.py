"""Forms filled in on a computer: what another program reads, and what it writes back."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfWriter

from coachdesk.documents.blocks import (
    Block,
    Cell,
    Field,
    Fields,
    Para,
    Span,
    Table,
    TickList,
    TickRow,
)
from coachdesk.documents.lines import BOX
from coachdesk.documents.render import render
from tests.documents.reading import elements, faults, page_texts, paper, printed, reader, roles
from tests.documents.test_conformance import BLOCKS

WESTERN = "Äiti, Åke ja Žofie säästivät 20 €: š"
LETTERS = f"{WESTERN} Ŧ 😀"
HEAD = Table(("Team", "Unit"), (("Ward 4", ""),), room_to_write=True)
TASKS = Table(("Task", "Who"), (("", ""), ("", "Aino")), room_to_write=True)
SIDES = Table(
    ("Side", "Now", "Later"), ((Cell("Clients", is_header=True), "", ""),), room_to_write=True
)


def form(*blocks: Block, **frame: Any) -> bytes:
    return printed(*blocks, fillable=True, **frame)


def fields(data: bytes) -> dict[str, Any]:
    return reader(data).get_fields() or {}


def asked(data: bytes) -> list[str]:
    return [field["/TU"] for field in fields(data).values()]


def values(data: bytes) -> list[str]:
    return [field["/V"] for field in fields(data).values()]


def widgets(data: bytes) -> list[Any]:
    return [each.get_object() for page in reader(data).pages for each in page.get("/Annots", [])]


def completed(data: bytes, value: str) -> bytes:
    """The form as another program saves it with the same text in all fields, all boxes ticked."""
    writer = PdfWriter(clone_from=BytesIO(data))
    entries: dict[str, Any] = {
        name: value if field["/FT"] == "/Tx" else "/Yes" for name, field in fields(data).items()
    }
    for page in writer.pages:
        writer.update_page_form_field_values(page, entries, auto_regenerate=False)
    saved = BytesIO()
    writer.write(saved)
    return saved.getvalue()


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("large_print", [False, True])
def test_each_block_conforms(name: str, *, large_print: bool) -> None:
    assert faults(form(BLOCKS[name], large_print=large_print)) == []


def test_the_checker_would_see_a_field_outside_the_structure() -> None:
    data = form(HEAD)
    assert faults(data.replace(b"/S/Form", b"/S/Span"))
    assert faults(data.replace(b"/StructParent ", b"/StructParen_ "))


def test_only_a_fillable_paper_has_fields() -> None:
    assert fields(printed(HEAD, TASKS)) == {}
    assert b"/AcroForm" not in printed(HEAD)
    assert b"/AcroForm" not in form(Para("Nothing to fill in"))


def test_a_field_tells_what_is_asked() -> None:
    rows = Fields((Field("Problems"), Field((Span("Home"), Span("\nin our unit", muted=True)), 20)))
    assert asked(form(rows)) == ["Problems", "Home – in our unit"]
    assert asked(form(HEAD)) == ["Team", "Unit"]
    assert asked(form(TASKS)) == ["Task 1", "Task 1: Who", "Task 2", "Task 2: Who"]
    assert asked(form(SIDES)) == ["Clients: Now", "Clients: Later"]
    assert asked(form(Table(("", ""), (("", ""),), room_to_write=True))) == ["To fill in"] * 2


def test_what_is_known_is_the_value() -> None:
    data = form(HEAD, Fields((Field("Why", value=LETTERS), Field("How"))))
    assert values(data) == ["Ward 4", "", LETTERS, ""]
    assert faults(data) == []


def test_names_are_unique_over_several_papers() -> None:
    papers = [paper(HEAD, TASKS, fillable=True, language=one) for one in ("fi", "sv")]
    data = render([*papers, paper(HEAD)])
    assert faults(data) == []
    assert len(fields(data)) == len(widgets(data)) == 12
    assert roles(data).count("Form") == 12


def test_a_form_without_fields_after_one_with_them_conforms() -> None:
    assert faults(render([paper(TASKS, fillable=True), paper(TASKS)])) == []


def test_high_fields_take_several_lines() -> None:
    data = form(Fields((Field("Low"), Field("High", 30))))
    assert [bool(field.get("/Ff", 0) & 1 << 12) for field in fields(data).values()] == [False, True]


def test_fields_stand_where_there_is_room_to_write() -> None:
    data = form(Fields((Field("Low"), Field("High", 30)), share=0.25))
    low, high = (widget["/Rect"] for widget in widgets(data))
    assert high[3] - high[1] == pytest.approx(30 * 72 / 25.4, abs=3)
    assert low[0] == high[0] == pytest.approx(54 + 487 / 4, abs=2)
    assert low[2] == pytest.approx(541, abs=2)
    assert high[3] < low[1]


def test_boxes_are_ticked_one_by_one() -> None:
    data = form(Para("Decision: ☐ adopt · ☐ adapt (and test again) · ☐ abandon"))
    assert asked(data) == ["Decision: adopt", "Decision: adapt (and test again)",
                           "Decision: abandon"]  # fmt: skip
    assert values(data) == ["/Off"] * 3
    assert values(completed(data, "")) == ["/Yes"] * 3


def test_each_box_stands_over_its_own() -> None:
    long = "word " * 30
    data = form(Para(f"Decision: ☐ {long}☐ adapt ☐ {long}☐ abandon"))
    boxes = [widget["/Rect"] for widget in widgets(data)]
    assert len(boxes) == 4
    assert sorted(boxes, key=lambda box: (-box[1], box[0])) == boxes
    assert len({box[1] for box in boxes}) > 1


def test_boxes_over_two_pages_all_have_fields() -> None:
    data = form(Para("\n".join(f"☐ number {number}" for number in range(120))))
    assert faults(data) == []
    assert asked(data) == [f"number {number}" for number in range(120)]
    assert len(reader(data).pages) > 1


def test_boxes_are_read_in_their_place() -> None:
    data = form(Para("Decision: ☐ adopt · ☐ abandon"))
    paragraph = next(each for each in elements(data) if each["/S"] == "/P")
    kinds = [kid if isinstance(kid, int) else kid.get_object()["/S"] for kid in paragraph["/K"]]
    assert kinds == [1, "/Form", 2, "/Form", 3]


def test_tick_lists_know_what_is_done() -> None:
    data = form(TickList((TickRow("a"), TickRow("b", ticked=True), TickRow("c", ticked=None))))
    assert asked(data) == ["a", "b"]
    assert values(data) == ["/Off", "/Yes"]


def test_a_box_in_a_table_is_named_by_its_heads() -> None:
    data = form(Table(("", "Yes"), ((Cell("Useful", is_header=True), "☐"),)))
    assert asked(data) == ["Useful: Yes"]


def test_a_hint_stays_and_the_field_is_below_it(qapp: object) -> None:
    hint = Cell((Span("Do these first", muted=True),))
    data = form(Table(("", "Little effort"), ((Cell("Great", is_header=True), hint),),
                      room_to_write=True, row_height=40))  # fmt: skip
    assert values(data) == [""]
    assert "Do these first" in page_texts(data)[0]
    (widget,) = widgets(data)
    assert 80 < widget["/Rect"][3] - widget["/Rect"][1] < 40 * 72 / 25.4 - 10


def test_the_page_is_laid_out_as_on_paper(qapp: object) -> None:
    blocks = (HEAD, Para("Decision: ☐ adopt · ☐ abandon"), TASKS, Para("The end"), SIDES)
    known = {"Ward", "4", "Aino"}  # they are values of fields, not text of the page
    on_paper = page_texts(printed(*blocks))[0].replace("Ward 4 – Summary", "").split()
    on_screen = page_texts(form(*blocks))[0].replace("Ward 4 – Summary", "").split()
    assert [word for word in on_paper if word not in known] == on_screen


def test_a_long_value_stays_on_the_paper(qapp: object) -> None:
    name = "Ward of many words " * 500
    data = form(Table(("Team", "Unit"), ((name, ""),), room_to_write=True))
    assert faults(data) == []
    assert fields(data) == {}
    assert "".join(page_texts(data)).count("words") == 500


def test_a_value_of_ten_thousand_letters_is_not_lost(qapp: object) -> None:
    data = form(Fields((Field("Name", value="Å" * 10_000),)))
    assert faults(data) == []
    assert "".join(page_texts(data)).count("Å") == 10_000


def test_a_filled_form_reads_back() -> None:
    data = form(HEAD, TASKS, Fields((Field("Why", 40),)))
    saved = completed(data, WESTERN)
    assert values(saved) == [WESTERN] * 7
    assert asked(saved) == asked(data)
    assert faults(saved) == []


def test_what_is_typed_has_a_font_for_western_letters() -> None:
    root: Any = reader(form(HEAD)).trailer["/Root"]
    shared = root["/AcroForm"]
    assert "/NeedAppearances" not in shared
    (font,) = (each.get_object() for each in shared["/DR"]["/Font"].values())
    assert font["/Encoding"] == "/WinAnsiEncoding"
    widths = dict(zip(range(32, 256), font["/Widths"], strict=True))
    assert all(widths[letter.encode("cp1252")[0]] for letter in "aÅäöÖšŽ€–”é")
    file = font["/FontDescriptor"]["/FontFile2"]
    assert file["/Length1"] == len(file.get_data())


def test_every_field_is_drawn_and_printed() -> None:
    for widget in widgets(form(HEAD, Para("☐ yes"))):
        assert widget["/F"] == 4
        assert widget["/AP"]["/N"]
        assert widget["/Rect"][0] < widget["/Rect"][2]


def test_equal_forms_are_equal_bytes() -> None:
    assert form(HEAD, TASKS) == form(HEAD, TASKS)


@given(st.text(max_size=60))
@example("\N{BALLOT BOX}")
def test_any_value_conforms_and_reads_back(text: str) -> None:
    text = text.replace(BOX, "")  # that would be a box to tick
    document = paper(Fields((Field("Asked", value=text),)), fillable=True)
    data = render([document])
    assert faults(data) == []
    assert [_printable(value) for value in values(data)] == [_printable(text)]


def test_a_box_in_a_value_can_be_ticked() -> None:
    document = paper(Fields((Field("Asked", value="yes ☐ no ☐"),)), fillable=True)
    data = render([document])
    assert faults(data) == []
    assert values(data) == ["/Off", "/Off"]


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())
