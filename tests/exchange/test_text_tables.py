"""Tables in text files and on the clipboard."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.exchange.delimited import read_csv
from coachdesk.exchange.reading import FILE_LIMIT, read_table
from coachdesk.exchange.tables import CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, Table
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Texts

PEOPLE = "Nimi;Rooli;Sähköposti\nÄijälä Åsa;jäsen;asa@example.org\nÖhman Bo;esihenkilö;\n"


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def written(folder: Path, data: bytes, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_usual_encodings(tmp_path: Path, encoding: str) -> None:
    table = read_table(written(tmp_path, PEOPLE.encode(encoding)))
    assert cells(table) == [
        ("Nimi", "Rooli", "Sähköposti"),
        ("Äijälä Åsa", "jäsen", "asa@example.org"),
        ("Öhman Bo", "esihenkilö", ""),
    ]


def test_windows_dashes_and_euro_signs(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "Hinta – €;“x”\n".encode("cp1252")))
    assert cells(table) == [("Hinta – €", "“x”")]


def test_bytes_that_windows_does_not_define_are_still_read(tmp_path: Path) -> None:
    assert cells(read_table(written(tmp_path, b"K\xe4\x81pyl\xe4;1")))[0][1] == "1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", [("a", "b"), ("1", "2")]),
        ("a\tb\n1\t2\n", [("a", "b"), ("1", "2")]),
        ("a|b\n1|2\n", [("a", "b"), ("1", "2")]),
        ("luku;osuus\n1,5;2,5\n3,5;4,5\n", [("luku", "osuus"), ("1,5", "2,5"), ("3,5", "4,5")]),
        ('a,b\n"1;2",2\n"3;4;5",3\n', [("a", "b"), ("1;2", "2"), ("3;4;5", "3")]),
        ("sep=,\na,b;c\n", [("a", "b;c")]),
        ("vain\nyksi\n", [("vain",), ("yksi",)]),
        ("a;b\r\n1;2\r\n", [("a", "b"), ("1", "2")]),
        ("a;b\r1;2\r", [("a", "b"), ("1", "2")]),
        ('a;b\n"rivi 1\nrivi 2";2', [("a", "b"), ("rivi 1\nrivi 2", "2")]),
        ('a;b\n"say ""hi""";5" putki', [("a", "b"), ('say "hi"', '5" putki')]),
        ("a;b\n1\n1;2;3\n", [("a", "b", ""), ("1", "", ""), ("1", "2", "3")]),
        ("a;b;;\n1;2;;\n", [("a", "b"), ("1", "2")]),
    ],
)
def test_delimiters_quotes_and_ragged_rows(text: str, expected: list[tuple[str, ...]]) -> None:
    assert cells(read_csv(text.encode())) == expected


def test_empty_rows_are_left_out_and_numbers_stay_those_of_the_source() -> None:
    table = read_csv(b"a;b\n\n;;\n1;2\n")
    assert [row.number for row in table.rows] == [1, 4]
    assert [row.number for row in read_csv(b"sep=;\na;b\n").rows] == [2]


def test_formulas_and_commands_are_plain_text() -> None:
    table = read_csv(b"=1+1;@cmd;+358401234567\n=HYPERLINK(1);-2;00123\n")
    assert cells(table) == [("=1+1", "@cmd", "+358401234567"), ("=HYPERLINK(1)", "-2", "00123")]


def test_control_and_direction_characters_go_and_emoji_stay() -> None:
    table = read_csv("Bo\x00\x07 Öhman;\u202eabc;😀 ŧ מאיה\n".encode())
    assert cells(table) == [("Bo Öhman", "abc", "😀 ŧ מאיה")]


def test_a_long_cell_is_a_problem_of_its_row_only() -> None:
    table = read_csv(f"Anna;1\n{'x' * (CELL_LIMIT + 1)};2\n".encode())
    assert cells(table) == [("Anna", "1"), ("", "2")]
    (problem,) = table.problems
    assert (problem.row, problem.column) == (2, 0)
    assert "10000 is the most" in Texts.load("en")(problem.message)
    assert not read_csv(f"Anna;1\n{'x' * CELL_LIMIT};2\n".encode()).problems


def test_rows_up_to_the_limit_are_read_and_more_are_refused(tmp_path: Path) -> None:
    line = b"Anna;j\xc3\xa4sen\n"
    assert len(read_csv(line * ROW_LIMIT).rows) == ROW_LIMIT
    with pytest.raises(UserError, match=f"more than {ROW_LIMIT} rows"):
        read_table(written(tmp_path, line * 100_000))


def test_too_many_columns_are_refused() -> None:
    assert len(read_csv(b";".join([b"x"] * COLUMN_LIMIT)).rows[0].cells) == COLUMN_LIMIT
    with pytest.raises(UserError, match="Row 2 has more than 200 columns"):
        read_csv(b"a;b\n" + b";".join([b"x"] * (COLUMN_LIMIT + 1)))


@pytest.mark.parametrize(
    "text", [b'a;b\n"open;2\n3;4\n', b'a;b\n"x"y;2\n', b'a;b\n"' + b"x" * 200_000 + b'";2\n']
)
def test_broken_quotation_marks_tell_the_row(text: bytes) -> None:
    with pytest.raises(UserError, match="Row 2 cannot be read"):
        read_csv(text)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"%PDF-1.7\n1 0 obj",
        b"{\\rtf1 text}",
        b"<!DOCTYPE html><table><tr><td>1</td></tr></table>",
        b"<?xml version='1.0'?><Workbook/>",
        b"\x00" * 5_000,
    ],
)
def test_other_kinds_of_files_are_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UserError, match="not a table"):
        read_table(written(tmp_path, data))


def test_sources_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no file “gone\.csv”"):
        read_table(tmp_path / "gone.csv")
    with pytest.raises(UserError, match="is a folder"):
        read_table(tmp_path)
    with pytest.raises(UserError, match="could not be read"):
        read_table(tmp_path / "nul\x00name.csv")
    with pytest.raises(UserError, match="is empty"):
        read_table(written(tmp_path, b""))
    with pytest.raises(UserError, match="No rows were found"):
        read_table(written(tmp_path, b"\n;;\n ; ;\n"))


def test_a_huge_file_is_refused_before_it_is_understood(tmp_path: Path) -> None:
    path = written(tmp_path, b"a;b\n")
    with path.open("r+b") as file:
        file.truncate(FILE_LIMIT + 1)
    with pytest.raises(UserError, match="far more data"):
        read_table(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna\tjäsen\r\nBo\tesihenkilö\r\n", [("Anna", "jäsen"), ("Bo", "esihenkilö")]),
        ('Anna\t"rivi 1\nrivi ""2"""\nBo\t', [("Anna", 'rivi 1\nrivi "2"'), ("Bo", "")]),
        ('"Hei" sanoi\t1\nBo\t2', [('"Hei" sanoi', "1"), ("Bo", "2")]),
        ('"auki\t1\nBo\t2', [('"auki', "1"), ("Bo", "2")]),
        ('5" putki\t1', [('5" putki', "1")]),
        ("Virtanen, Maija\nÖhman, Bo", [("Virtanen, Maija",), ("Öhman, Bo",)]),
        ("Anna;1\nBo;2", [("Anna", "1"), ("Bo", "2")]),
        ("=1+1\t@cmd", [("=1+1", "@cmd")]),
        ("\ufeffAnna", [("Anna",)]),
    ],
)
def test_pasted_text(text: str, expected: list[tuple[str, ...]]) -> None:
    assert cells(read_table(text)) == expected


def test_pasting_nothing_says_so() -> None:
    with pytest.raises(UserError, match="No rows were found"):
        read_table("  \n\t\n")


@given(st.text() | st.text('a"\t\n;,\r '))
def test_any_pasted_text_gives_even_rows_or_a_user_error(text: str) -> None:
    try:
        table = read_table(text)
    except UserError:
        return
    assert len({len(row.cells) for row in table.rows}) <= 1


@given(st.binary() | st.text('a"\t\n;,\rä').map(str.encode))
def test_any_bytes_give_rows_or_a_user_error(data: bytes) -> None:
    try:
        table = read_csv(data)
    except UserError:
        return
    assert table.rows or table.problems


@given(
    st.lists(
        st.lists(
            st.text("abc åä1", min_size=1).map(str.strip).filter(bool), min_size=3, max_size=3
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from("\t;,|"),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_what_was_written_is_read(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    text = "\n".join(delimiter.join(row) for row in rows)
    assert cells(read_csv(text.encode(encoding))) == [tuple(row) for row in rows]
