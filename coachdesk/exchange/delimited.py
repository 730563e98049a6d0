"""Tables in text: .csv files in any usual encoding, and what spreadsheets put on the clipboard."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from coachdesk.exchange.tables import Table, build_table
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg

NumberedRows = Iterator[tuple[int, list[str]]]

_FILE_DELIMITERS = ("\t", ";", ",", "|")  # the earlier one wins when both fit
_CLIPBOARD_DELIMITERS = ("\t", ";")
_ROWS_LOOKED_AT = 50
_CHARACTERS_LOOKED_AT = 100_000
_EXCEL_HINT = re.compile(r'"?sep=(.)"?\n')
_OTHER_KIND = re.compile(r"\s*<(?:\?xml|!doctype|html|table)|%PDF|\{\\rtf", re.IGNORECASE)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_csv(data: bytes) -> Table:
    """The table in the bytes of a text file: UTF-8, UTF-16 or Windows (Latin-1) characters.

    The delimiter (tab, semicolon, comma, bar) is found from the rows. Raises `UserError` for what
    is no text, has unmatched quotation marks, nothing in it or too much (`tables.build_table`).
    """
    text = _unified(_decoded(data))
    _refuse_other_kinds(text)
    first_row = 1
    hint = _EXCEL_HINT.match(text)
    if hint:
        text, first_row = text[hint.end() :], 2
    delimiter = hint[1] if hint else _delimiter(text, _FILE_DELIMITERS)
    return build_table(_quoted_rows(text, delimiter, first_row))


def read_clipboard(text: str) -> Table:
    """The table in copied text: cells between tabs (or semicolons), quoted as spreadsheets do.

    Text without either is a table of one column. A quotation mark that is never closed is taken as
    it stands. Raises `UserError` when there is nothing or too much.
    """
    unified = _unified(text)
    delimiter = _delimiter(unified, _CLIPBOARD_DELIMITERS)
    try:
        rows = list(
            enumerate(csv.reader(io.StringIO(unified), delimiter=delimiter, strict=True), 1)
        )
    except csv.Error:
        rows = [(n, line.split(delimiter)) for n, line in enumerate(unified.split("\n"), 1)]
    return build_table(rows)


def _unified(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    unmarked = _unmarked_utf16(data)
    for encoding in (unmarked, "utf-8", "cp1252") if unmarked else ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a byte order mark shows as zero bytes at every other place."""
    head = data[:2000]
    for encoding, zeros, letters in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        half = len(head) // 2
        if half and head[zeros::2].count(0) > half * 0.6 and head[letters::2].count(0) == 0:
            return encoding
    return None


def _refuse_other_kinds(text: str) -> None:
    head = text[:4000]
    odd = sum(1 for c in head if c == "\ufffd" or (c < " " and c not in "\n\t"))
    if (odd > 10 and odd > len(head) * 0.02) or _OTHER_KIND.match(head):
        raise UserError(
            msg(
                "exchange",
                "This file is not a table. Save the table as .xlsx or .csv, or copy its rows and "
                "paste them.",
            )
        )


def _quoted_rows(text: str, delimiter: str, first_row: int) -> NumberedRows:
    number = first_row - 1
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True):
            number += 1
            yield number, row
    except csv.Error as error:
        raise UserError(
            msg(
                "exchange",
                "Row {row} cannot be read: its quotation marks do not match, or a cell is too "
                "long. Correct it in a spreadsheet program and save the file again.",
                row=number + 1,
            )
        ) from error


def _delimiter(text: str, candidates: tuple[str, ...]) -> str:
    """The candidate that divides most rows into the same number of cells."""
    head = text[:_CHARACTERS_LOOKED_AT]
    return max(candidates, key=lambda candidate: _consistency(head, candidate))


def _consistency(text: str, delimiter: str) -> float:
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        widths = [len(row) for row in islice(rows, _ROWS_LOOKED_AT) if any(row)]
    except csv.Error:
        return 0.0
    width, count = Counter(widths).most_common(1)[0] if widths else (0, 0)
    return round(count / len(widths), 1) if width > 1 else 0.0
