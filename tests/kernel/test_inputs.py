"""The door: what a line from outside becomes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line, clean_text


@given(st.text())
def test_a_cleaned_line_is_one_composed_visible_line_and_stays_as_it_is(text: str) -> None:
    line = clean_line(text)
    assert line == " ".join(line.split()) == clean_line(line)
    assert "\n" not in line
    assert unicodedata.is_normalized("NFC", line)
    expected = " ".join(clean_text(text).split())
    assert line in (expected, "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" two  blanks ", "two blanks"),
        ("a\nb\tc", "a b c"),
        ("a\u0308iti", "äiti"),
        ("\u200b\u200d", ""),
        ("a\u202eb", "ab"),
        ("a\xa0b", "a b"),
        ("", ""),
    ],
)
def test_a_line_is_cleaned(text: str, line: str) -> None:
    assert clean_line(text) == line


def test_a_line_that_is_too_long_is_refused() -> None:
    assert clean_line("x" * 500) == "x" * 500
    with pytest.raises(UserError, match="501"):
        clean_line("x" * 501)
