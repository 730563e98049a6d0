"""Tables written as an Excel workbook (.xlsx). Text stays text, never a formula or a link."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from coachdesk.kernel.inputs import clean_text

Value = str | int | Decimal | None
"""What a cell holds; a `Decimal` is shown with two decimals, in the reader's own way."""

CELL_LIMIT = 32_767
"""Characters that a cell of a workbook can hold; a longer text goes on in the cells below."""
_NAME_LIMIT = 31
_UNUSABLE = re.compile(r"[\[\]:*?/\\]")
_ESCAPE = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet: its rows, which of them are headings (from 0), and column widths in characters."""

    name: str
    rows: Sequence[Sequence[Value]]
    headings: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()


def write_workbook(sheets: Sequence[SheetTable], title: str) -> bytes:
    """The workbook's bytes, made in memory. Raises `ValueError` without any sheet."""
    if not sheets:
        raise ValueError("a workbook needs a sheet")
    # here, since its import is slow
    import xlsxwriter  # type: ignore[import-untyped]  # it has no stubs

    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": clean_text(title)[:255]})
        formats = {
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "heading": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "decimal": book.add_format({"num_format": "0.00", "valign": "top"}),
            "number": book.add_format({"num_format": "0", "valign": "top"}),
        }
        taken: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_sheet_name(sheet.name, taken))
            for column, width in enumerate(sheet.widths):
                page.set_column(column, column, width)
            _write_rows(page, sheet, formats)
    return buffer.getvalue()


def _write_rows(
    page: Any,  # noqa: ANN401 - xlsxwriter has no types
    sheet: SheetTable,
    formats: Mapping[str, object],
) -> None:
    at = 0
    for number, row in enumerate(sheet.rows):
        text = formats["heading" if number in sheet.headings else "text"]
        longest = 1
        for column, value in enumerate(row):
            if isinstance(value, str):
                parts = _parts(value)
                longest = max(longest, len(parts))
                for down, part in enumerate(parts):
                    page.write_string(at + down, column, part, text)
            elif isinstance(value, Decimal):
                page.write_number(at, column, float(value), formats["decimal"])
            elif value is not None:
                page.write_number(at, column, value, formats["number"])
        at += longest


def _parts(text: str) -> list[str]:
    """A text as cells can hold it; what reads like the format's own escapes is escaped."""
    safe = _ESCAPE.sub("_x005F_", clean_text(text))
    return [safe[at : at + CELL_LIMIT] for at in range(0, len(safe), CELL_LIMIT)] or [""]


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that workbooks accept, unlike those taken (any case)."""
    stem = " ".join(_UNUSABLE.sub(" ", name).split()).strip("'")[:_NAME_LIMIT] or "1"
    result, number = stem, 1
    while result.casefold() in taken or result.casefold() == "history":
        number += 1
        tail = f" ({number})"
        result = stem[: _NAME_LIMIT - len(tail)] + tail
    taken.add(result.casefold())
    return result
