"""Workbooks as another program reads them."""

from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from coachdesk.exchange.workbook import CELL_LIMIT, SheetTable, write_workbook
from coachdesk.exchange.xlsx import read_xlsx
from coachdesk.kernel.inputs import clean_text


def _read(*sheets: SheetTable) -> Workbook:
    return load_workbook(BytesIO(write_workbook(sheets, "Title =1+1")))


@pytest.mark.parametrize("text", ["=1+1", "@cmd", "+49", "-1", "http://x", "007", "{=1}", "ŧ š €"])
def test_text_stays_text(text: str) -> None:
    cell = _read(SheetTable("A", [[text]]))["A"]["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_figures_are_numbers() -> None:
    sheet = _read(SheetTable("A", [[1, Decimal("21.95"), None, 0]]))["A"]
    assert [cell.value for cell in sheet[1]] == [1, 21.95, None, 0]
    assert sheet["B1"].number_format == "0.00"


def test_sheet_names_are_made_usable_and_unique() -> None:
    names = ["a/b:c?", "A b c", "", "x" * 40, "x" * 40, "History", "'q'"]
    book = _read(*(SheetTable(name, [["1"]]) for name in names))
    assert len(book.sheetnames) == 7
    assert book.sheetnames[:3] == ["a b c", "A b c (2)", "1"]
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_a_long_text_goes_on_below() -> None:
    text = "abcde" * 10_000
    sheet = _read(SheetTable("A", [[text, 7], ["next"]]))["A"]
    assert [sheet.cell(n, 1).value for n in (1, 2, 3)] == [
        text[:CELL_LIMIT], text[CELL_LIMIT:], "next",
    ]  # fmt: skip


def test_without_sheets_it_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a sheet"):
        write_workbook([], "")


@given(st.text(max_size=60))
def test_what_is_written_is_read_again(text: str) -> None:
    stripped = clean_text(clean_text(text)).strip()
    data = write_workbook([SheetTable("A", [["head", text]])], "")
    row = read_xlsx(data).rows[0]
    assert (row.cells[1] if len(row.cells) > 1 else "") == stripped
