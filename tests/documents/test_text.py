"""Texts come out of the paper as they went in, whatever is in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.documents.blocks import Cell, Para, Span, Table
from coachdesk.documents.fonts import runs
from coachdesk.documents.lines import SOFT_HYPHEN, Style, Typesetter
from tests.documents.reading import elements, page_texts, printed, reader

STYLE = Style(10, 14)


@pytest.mark.parametrize(
    "text",
    [
        "Työyhteisö ÄÖÅ äöå",
        "Sámi: áčđŋšŧž ǥ ǩ ʒ ǯ",
        "Pitkä – viiva — ja ”lainaus” ’heitto’ …",
        "✓ ☐ ☑ → ≥ ≤ ▲ ●",
        "Анна Иванова, Ελένη",
        "36,7 % · 15 € · ½ · m²",
        "😀 🎉 👩‍⚕️ 👍🏽",
        "中文",
        "=1+1 @cmd (a) <b> \\n [c]",
    ],
)
def test_text_is_extracted_as_written(qapp: object, text: str) -> None:
    assert text in page_texts(printed(Para(text)))[0]


def test_bold_and_italic_keep_missing_glyphs(qapp: object) -> None:
    spans = (Span("a ✓ 😀 ", bold=True), Span("→ ≥", italic=True))
    assert "a ✓ 😀 → ≥" in page_texts(printed(Para(spans)))[0]


def test_right_to_left_letters_survive(qapp: object) -> None:
    data = printed(Para("Nimi: שלום hei"))
    assert "שלום" in page_texts(data)[0]
    spans = [element for element in elements(data) if element["/S"] == "/Span"]
    assert [span["/ActualText"].strip() for span in spans] == ["שלום"]


def test_glyphs_that_no_font_has_say_what_they_stand_for() -> None:
    spans = [e for e in elements(printed(Para("nimi 中文 loppu"))) if e["/S"] == "/Span"]
    assert [span["/ActualText"] for span in spans] == ["中文"]
    assert all(len(span["/K"]) == 1 for span in spans)


def test_words_at_line_ends_stay_apart() -> None:
    text = reader(printed(Para("toimenpide keskustelu " * 40))).pages[0].extract_text()
    assert "toimenpidekeskustelu" not in text.replace("\n", "")
    assert "keskustelutoimenpide" not in text.replace("\n", "")


def test_control_characters_do_not_reach_the_paper(qapp: object) -> None:
    text = page_texts(printed(Para("a\x00b\x07c\x7fd\ud800e\tf")))[0]
    assert "abcde f" in text


@pytest.mark.parametrize("large_print", [False, True])
def test_a_word_of_10000_letters_is_whole(qapp: object, *, large_print: bool) -> None:
    word = "ä" * 9_999 + "b"
    rows = ((Cell(word), "after"),)
    data = printed(Table(("What", "Who"), rows), large_print=large_print)
    texts = page_texts(data)
    assert len(texts) > 1
    assert sum(text.count("ä") for text in texts) == 9_999
    assert any("after" in text for text in texts)


def test_a_long_word_ends_at_the_margin() -> None:
    for line in Typesetter().wrap("ä" * 10_000, STYLE, 200):
        assert line.width <= 200.1


def test_large_print_is_at_least_16_points() -> None:
    content = (
        reader(
            printed(
                Para("body"), Para("small", "small"), Table(("a",), (("b",),)), large_print=True
            )
        )
        .pages[0]
        .get_contents()
    )
    assert content is not None
    marked = content.get_data().decode("latin-1").split("/Artifact")[0]
    sizes = [float(part.split()[-1]) for part in marked.split(" Tf")[:-1]]
    assert len(sizes) >= 3
    assert min(sizes) >= 16


def drawn(text: str, width: float) -> str:
    lines = Typesetter().wrap(text, STYLE, width)
    return "".join(f.run.actual or f.run.text for line in lines for f in line.fragments)


letters = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"], exclude_characters="\u00ad\ufffe\uffff"
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(letters), st.floats(20, 500))
def test_breaking_loses_no_character(words: list[str], width: float) -> None:
    text = " ".join(words)
    result = drawn(text, width).replace(SOFT_HYPHEN, "")
    assert result.replace(" ", "") == text.replace(" ", "")


@settings(max_examples=150, deadline=None)
@given(letters)
def test_runs_hold_only_glyphs_their_face_has(text: str) -> None:
    parts = list(runs(text))
    assert "".join(part.actual or part.text for part in parts) == text
    assert all(part.face.characters.issuperset(part.text) for part in parts)
