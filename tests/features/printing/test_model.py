"""Names of files that every system accepts."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.printing.model import LONGEST_NAME, file_name

RESERVED = {"CON", "PRN", "AUX", "NUL", "COM1", "COM¹", "LPT9", "CONIN$", "CONOUT$"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Osasto 4 – Team summary", "Osasto 4 – Team summary.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j', "a-b-c-d-e-f-g-h-i-j.pdf"),
        ("con", "_con.pdf"),
        ("Aux.team", "_Aux.team.pdf"),
        ("Consulting", "Consulting.pdf"),
        ("COM0x", "COM0x.pdf"),
        ("...", "CoachDesk.pdf"),
        ("", "CoachDesk.pdf"),
        (" ..hidden. ", "hidden.pdf"),
        ("line\nbreak\ttab", "line-break-tab.pdf"),
        ("\u202egnp.exe", "-gnp.exe.pdf"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert file_name(text) == name


def test_a_taken_name_gets_a_number_whatever_its_case() -> None:
    assert file_name("Osasto 4", ["OSASTO 4.PDF"]) == "Osasto 4 (2).pdf"
    assert file_name("Osasto 4", ["osasto 4.pdf", "Osasto 4 (2).pdf"]) == "Osasto 4 (3).pdf"
    decomposed = unicodedata.normalize("NFD", "Työ.pdf")
    assert file_name("Työ", [decomposed]) == "Työ (2).pdf"


@given(st.text(max_size=400), st.lists(st.text(max_size=5), max_size=3))
def test_any_text_becomes_a_name_that_is_free(text: str, others: list[str]) -> None:
    taken = [file_name(other) for other in others]
    name = file_name(text, taken)
    assert name.endswith(".pdf")
    assert len(name) <= LONGEST_NAME
    assert len(name.encode()) <= 200
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert name[0] not in ". "
    assert name.split(".")[0].rstrip().upper() not in RESERVED
    assert name.casefold() not in {other.casefold() for other in taken}


@given(st.sampled_from(sorted(RESERVED)), st.sampled_from(["", ".x", " "]))
def test_no_reserved_name(word: str, tail: str) -> None:
    assert file_name(word.lower() + tail).split(".")[0].upper() not in RESERVED
