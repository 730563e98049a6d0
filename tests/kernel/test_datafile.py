"""Data files: each kind of value is checked, and the place of a slip is told."""

from collections.abc import Callable
from datetime import time
from enum import Enum
from pathlib import Path

import pytest

from coachdesk.kernel.datafile import DataFileError, LocalText, Table


class Letter(Enum):
    A = "a"
    B = "b"


def loaded(folder: Path, text: str) -> Table:
    path = folder / "data.toml"
    path.write_text(text, encoding="utf-8")
    return Table.load(path)


def test_values_are_read_as_what_they_are(tmp_path: Path) -> None:
    table = loaded(
        tmp_path,
        'line = " one  line "\nlines = """\na\r\nb\n"""\nyes = true\nfew = 3\nkeys = ["a", "b"]\n'
        "[[rows]]\nkey = 'first'\n[[rows]]\nn = 2\n",
    )
    assert table.line("line") == "one line"
    assert table.lines("lines") == "a\nb"
    assert (table.flag("yes"), table.flag("no")) == (True, None)
    assert table.number("few", 3, 3) == 3
    assert (table.names("keys"), table.names("none")) == (("a", "b"), ())
    assert [row.place for row in table.tables("rows")] == ["rows[first]", "rows[2]"]
    assert list(table.tables("none")) == []
    assert table.optional_line("none") == ""
    table.finish()


@pytest.mark.parametrize(
    ("text", "read", "place"),
    [
        ("a = 1", lambda table: table.line("a"), "a"),
        ("a = '\\u0000'", lambda table: table.flag("a"), "a"),
        ("a = 'yes'", lambda table: table.flag("a"), "a"),
        ("a = true", lambda table: table.number("a", 0, 9), "a"),
        ("a = 10", lambda table: table.number("a", 0, 9), "a"),
        ("a = ['x', 1]", lambda table: table.names("a"), "a"),
        ("a = 'x'", lambda table: table.names("a"), "a"),
        ("a = [1]", lambda table: list(table.tables("a")), "a[1]"),
        ("a = 'x'", lambda table: table.table("a"), "a"),
        ("[a]\nb = 1", lambda table: table.table("a").finish(), "a.b"),
        ("[a]\nfi = 'x'\nsv = 'y'", lambda table: table.local_lines("a"), "a.en"),
        ("a = 'Upper'", lambda table: table.name("a"), "a"),
        ("", lambda table: table.choice("a", ["x"]), "a"),
        ("a = 'Z'", lambda table: table.member("a", Letter), "a"),
        ("a = '9.00'", lambda table: table.clock("a"), "a"),
        ("a = '24:00'", lambda table: table.clock("a"), "a"),
        ("a = 09:00:00", lambda table: table.clock("a"), "a"),
        ("a = 'xyz'", lambda table: table.line("a", 2), "a"),
        ("a = {fi = 'x', sv = 'xyz', en = 'z'}", lambda table: table.local("a", 2), "a.sv"),
        ("a = {fi = 'x', sv = 'y', en = ''}", lambda table: table.local("a"), "a.en"),
        ("a = {fi = 'x', sv = 'y', de = 'z'}", lambda table: table.local("a"), "a.en"),
    ],
)
def test_a_slip_is_told_with_its_place(
    tmp_path: Path, text: str, read: Callable[[Table], object], place: str
) -> None:
    table = loaded(tmp_path, text)
    with pytest.raises(DataFileError) as caught:
        read(table)
    assert caught.value.place == place
    assert caught.value.file.name == "data.toml"


def test_a_field_nobody_asked_for_is_found(tmp_path: Path) -> None:
    table = loaded(tmp_path, "a = 'x'\nb = 'y'")
    table.line("a")
    with pytest.raises(DataFileError, match=r"data\.toml, b: This field is not known here\."):
        table.finish()


def test_texts_are_mended_as_they_are_read(tmp_path: Path) -> None:
    table = loaded(
        tmp_path, "a = {fi = ' a\u0308iti  nyt ', sv = 'ja', en = 'yes'}\nb = 'b'\nc = '08:05'"
    )
    assert table.local("a") == LocalText("äiti nyt", "ja", "yes")
    assert table.member("b", Letter) is Letter.B
    assert table.clock("c") == time(8, 5)
    table.finish()


def test_a_reader_that_collects_goes_on_after_a_slip(tmp_path: Path) -> None:
    problems: list[DataFileError] = []
    table = Table.parse(
        "a = {fi = 'x', en = 5}\n[[b]]\nkey = 'one'\n[[b]]\nn = 2", tmp_path, problems
    )
    assert table.local("a") == LocalText("x", "", "")
    assert table.keys_in("b") == {"one"}
    assert table.keys_in("none") == set()
    assert [problem.place for problem in problems] == ["a.sv", "a.en"]
    with pytest.raises(DataFileError):
        table.line("c")
    with pytest.raises(DataFileError):
        Table.parse("a = {}", tmp_path).local("a")


def test_a_slip_in_toml_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="line 2 column 5"):
        loaded(tmp_path, "a = 1\nb = = 2\n")
