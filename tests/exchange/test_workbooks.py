"""Tables in workbooks: what is read, and what is refused without harm."""

import io
import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it has no types
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.exchange.reading import read_table
from coachdesk.exchange.tables import ROW_LIMIT, Table
from coachdesk.exchange.xlsx import UNPACKED_LIMIT, read_xlsx
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Texts

SHEET = "xl/worksheets/sheet1.xml"


def workbook(sheets: Mapping[str, list[list[Any]]]) -> bytes:
    """A workbook as a spreadsheet program writes it; a cell may be (value, number format)."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "d.m.yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, tuple):
                    sheet.write(r, c, value[0], book.add_format({"num_format": value[1]}))
                elif isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif value is not None:
                    sheet.write(r, c, value)
    book.close()
    return target.getvalue()


def repacked(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The workbook with some parts replaced or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result,
    ):
        for name in source.namelist():
            if name not in parts:
                result.writestr(name, source.read(name))
        for name, content in parts.items():
            result.writestr(name, content)
    return target.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


PEOPLE = workbook({"Tiimi": [["Nimi", "Puhelin"], ["Åsa Äijälä", "040 000"]]})


def test_a_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    for name in ("people.xlsx", "people.csv", "people"):
        (tmp_path / name).write_bytes(PEOPLE)
        assert cells(read_table(tmp_path / name)) == [
            ("Nimi", "Puhelin"),
            ("Åsa Äijälä", "040 000"),
        ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (401234567.0, "401234567"),
        (36.7, "36.7"),
        (0.1 + 0.2, "0.3"),
        (-5, "-5"),
        ((100, "00000"), "00100"),
        ((401234567, "0000000000"), "0401234567"),
        ("00123", "00123"),
        (True, "TRUE"),
        ((date(2026, 11, 24), "d.m.yyyy"), "2026-11-24"),
        ((datetime(2026, 11, 24, 9, 30), "d.m.yyyy h:mm"), "2026-11-24 09:30"),  # noqa: DTZ001 - cells have no zone
        ((time(9, 30), "h:mm"), "09:30"),
        ((timedelta(hours=30, minutes=5), "[h]:mm"), "30:05"),
        ("=1+1", "=1+1"),
        ("@cmd", "@cmd"),
        ("Bo\x07\u202e  Öhman 😀", "Bo  Öhman 😀"),
        ("rivi 1\nrivi 2", "rivi 1\nrivi 2"),
        ("rivi 1\r\nrivi 2", "rivi 1\nrivi 2"),
    ],
)
def test_cells_as_text(value: Any, text: str) -> None:
    assert cells(read_xlsx(workbook({"A": [[value, "x"]]}))) == [(text, "x")]


def test_a_formula_gives_the_value_that_was_saved_with_it() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_worksheet().write_formula(0, 0, "=1+1", value="2")
    book.close()
    assert cells(read_xlsx(target.getvalue())) == [("2",)]


def test_an_error_cell_is_a_problem_of_its_row() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Anna", "jäsen"])
    sheet.write_formula(0, 2, "=1/0", value="#DIV/0!")
    book.close()
    table = read_xlsx(target.getvalue())
    assert cells(table) == [("Anna", "jäsen")]
    (problem,) = table.problems
    assert (problem.row, problem.column) == (1, 2)
    assert "#DIV/0!" in Texts.load("en")(problem.message)


def test_the_first_sheet_with_content_is_read_and_others_are_named() -> None:
    table = read_xlsx(workbook({"Tyhjä": [], "Jäsenet": [["Anna"]], "Muut": [["Bo"]], "Loppu": []}))
    assert cells(table) == [("Anna",)]
    (warning,) = table.warnings
    assert Texts.load("en")(warning) == "Only the sheet “Jäsenet” was read. Not read: Muut."


def test_a_hidden_sheet_is_not_read() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_worksheet("Näkyvä").write_string(0, 0, "Anna")
    hidden = book.add_worksheet("Piilo")
    hidden.write_string(0, 0, "Bo")
    hidden.hide()
    book.close()
    table = read_xlsx(target.getvalue())
    assert cells(table) == [("Anna",)]
    assert not table.warnings


def test_row_numbers_are_those_of_the_sheet() -> None:
    table = read_xlsx(workbook({"A": [["x"], [None], [" "], ["y"]]}))
    assert [row.number for row in table.rows] == [1, 4]


def test_a_wrong_declared_size_of_the_sheet_hides_nothing() -> None:
    lying = part(PEOPLE, SHEET).replace(b'<dimension ref="A1:B2"/>', b'<dimension ref="A1"/>')
    assert b'ref="A1"/>' in lying
    assert len(cells(read_xlsx(repacked(PEOPLE, {SHEET: lying})))) == 2


def test_an_empty_workbook_says_so() -> None:
    with pytest.raises(UserError, match="No rows were found"):
        read_xlsx(workbook({"A": []}))


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(UserError, match=f"more than {ROW_LIMIT} rows"):
        read_xlsx(workbook({"A": [["Anna"]] * (ROW_LIMIT + 1)}))


@pytest.mark.parametrize(
    "sheet_data",
    [
        b'<row r="999999999999"><c r="A1"><v>1</v></c></row>',
        b'<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        b'<row r="1"><c r="A1" s="99"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>' + b"9" * 5_000 + b"</v></c></row>",
        b'<row r="x"><c r="A1"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>1</v></row>',
    ],
)
def test_a_sheet_made_to_do_harm_is_refused(sheet_data: bytes) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + sheet_data
        + b"</sheetData></worksheet>"
    )
    with pytest.raises(UserError, match=r"far more data|not an Excel workbook|more than 200"):
        read_xlsx(repacked(PEOPLE, {SHEET: sheet}))


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    bomb = repacked(PEOPLE, {"xl/media/image1.png": bytes(UNPACKED_LIMIT + 1)})
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb)
    with pytest.raises(UserError, match="far more data"):
        read_table(path)


def test_many_small_parts_may_not_make_a_big_one() -> None:
    part_size = 900_000
    parts = {f"xl/x{n}.xml": bytes(part_size) for n in range(UNPACKED_LIMIT // part_size + 1)}
    with pytest.raises(UserError, match="far more data"):
        read_xlsx(repacked(PEOPLE, parts))


def test_a_part_that_is_packed_too_well_is_refused() -> None:
    with pytest.raises(UserError, match="far more data"):
        read_xlsx(repacked(PEOPLE, {"xl/sharedStrings.xml": b" " * 3_000_000}))


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(UserError, match="far more data"):
        read_xlsx(repacked(PEOPLE, {f"xl/x{n}.xml": b"" for n in range(2_100)}))


def test_a_header_that_lies_about_the_size_is_refused() -> None:
    """The directory declares 10 bytes for a part that holds 60 megabytes."""
    data = bytearray(repacked(PEOPLE, {"xl/media/image1.png": bytes(60_000_000)}))
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/media/image1.png"))
    struct.pack_into("<I", data, entry + 24, 10)
    with pytest.raises(UserError, match="not an Excel workbook"):
        read_xlsx(bytes(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_xml_entities_are_refused(declaration: str, encoding: str) -> None:
    shared = (
        f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<sst '
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&a;</t></si></sst>'
    )
    with pytest.raises(UserError, match="not an Excel workbook"):
        read_xlsx(repacked(PEOPLE, {"xl/sharedStrings.xml": shared.encode(encoding)}))


def test_an_entity_between_two_chunks_is_seen() -> None:
    noise = random.Random(1).randbytes(1 << 20)
    harmless = repacked(PEOPLE, {"xl/comments1.xml": noise})
    assert len(read_xlsx(harmless).rows) == 2
    with pytest.raises(UserError, match="not an Excel workbook"):
        read_xlsx(repacked(PEOPLE, {"xl/comments1.xml": noise[:-5] + b"<!DOCTYPE x>"}))


def test_encrypted_and_old_workbooks_say_what_to_do(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    encrypted = tmp_path / "secret.xlsx"
    encrypted.write_bytes(ole + "EncryptedPackage".encode("utf-16-le") + bytes(100))
    with pytest.raises(UserError, match="protected with a password"):
        read_table(encrypted)
    old = tmp_path / "old.xls"
    old.write_bytes(ole + "Workbook".encode("utf-16-le"))
    with pytest.raises(UserError, match="old Office version"):
        read_table(old)


@pytest.mark.parametrize(
    "names", [["content.xml", "mimetype"], ["xl/workbook.bin", "[Content_Types].xml"]]
)
def test_other_spreadsheets_say_what_to_do(names: list[str]) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in names:
            package.writestr(name, b"x")
    with pytest.raises(UserError, match="kind of spreadsheet cannot be read"):
        read_xlsx(target.getvalue())


def test_what_only_claims_to_be_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fake.xlsx"
    for data in (b"Nimi;Rooli\nAnna;1\n", b"\x89PNG\r\n"):
        path.write_bytes(data)
        with pytest.raises(UserError, match="not an Excel workbook although its name says so"):
            read_table(path)
    other_zip = io.BytesIO()
    with zipfile.ZipFile(other_zip, "w") as package:
        package.writestr("readme.txt", "hello")
    path.write_bytes(other_zip.getvalue())
    with pytest.raises(UserError, match="not an Excel workbook that can be read"):
        read_table(path)


@given(st.data())
def test_damage_anywhere_gives_rows_or_a_user_error(data: st.DataObject) -> None:
    damaged = bytearray(PEOPLE)
    for place in data.draw(st.lists(st.integers(0, len(PEOPLE) - 1), min_size=1, max_size=4)):
        damaged[place] = data.draw(st.integers(0, 255))
    keep = data.draw(st.integers(0, len(PEOPLE)))
    for candidate in (bytes(damaged), PEOPLE[:keep]):
        try:
            table = read_xlsx(candidate)
        except UserError:
            continue
        assert table.rows or table.problems


def test_the_slow_library_is_imported_only_for_a_workbook() -> None:
    code = (
        "import sys; from coachdesk.exchange.reading import read_table; read_table('a\\tb');"
        "sys.exit('openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
