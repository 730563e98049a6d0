"""Which column holds what: headers matched to fields, forgiving in spelling and language."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coachdesk.exchange.tables import Row, Table
from coachdesk.kernel.text import msg

_ROWS_ABOVE_HEADER = 10
_REMARK = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_DATA = re.compile(r"\S@\S|[0-9][0-9 ()-]{5,}[0-9]")  # an e-mail address, a telephone number
_WHOLE_TITLE = 1_000


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a column may hold, with the titles people give it, in all languages."""

    key: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """The column (from 0) of each field that was recognised, and the headers that were not."""

    columns: Mapping[str, int]
    unknown: tuple[str, ...]

    def cell(self, row: Row, key: str) -> str:
        """The text of a field in a row; empty when the table has no such column."""
        column = self.columns.get(key)
        return "" if column is None or column >= len(row.cells) else row.cells[column]


def match_columns(header: Sequence[str], fields: Sequence[Field]) -> ColumnMatch:
    """Match headers to fields, each at most once.

    Case, spaces, punctuation and remarks in brackets do not matter; ä is not a. A header that is a
    title of a field comes before one that only contains it ("Jäsenen sähköposti"), and of those the
    longest title; then the leftmost column.
    """
    candidates = sorted(
        (-strength, column, order, field.key)
        for column, text in enumerate(header)
        for order, field in enumerate(fields)
        if (strength := _strength(text, field))
    )
    columns: dict[str, int] = {}
    for _, column, _, key in candidates:
        if key not in columns and column not in columns.values():
            columns[key] = column
    used = set(columns.values())
    unknown = tuple(text for n, text in enumerate(header) if text and n not in used)
    return ColumnMatch(columns, unknown)


def has_header(cells: Sequence[str], fields: Sequence[Field]) -> bool:
    """Whether a row names columns: it holds titles of fields, and no telephone number or address.

    One whole title will do in a row of at most two cells, else a second title must be in the row.
    """
    filled = [text for text in cells if text]
    if any(_DATA.search(text) for text in filled):
        return False
    whole = any(_strength(text, field) == _WHOLE_TITLE for text in filled for field in fields)
    return whole and (len(filled) <= 2 or len(match_columns(cells, fields).columns) >= 2)


def with_header(table: Table, fields: Sequence[Field]) -> Table:
    """The table with its header row taken out of the rows, if one of the first rows is one.

    Rows above it (a title of the sheet) are left out, and a warning says so.
    """
    for index, row in enumerate(table.rows[:_ROWS_ABOVE_HEADER]):
        if has_header(row.cells, fields):
            warnings = table.warnings
            if index:
                warnings += (
                    msg(
                        "exchange",
                        "The rows above the column titles (row {row}) were left out.",
                        row=row.number,
                    ),
                )
            rows = table.rows[index + 1 :]
            return replace(table, header=row.cells, rows=rows, warnings=warnings)
    return table


def _words(text: str) -> str:
    """The words of a title with single blanks around each: " work phone "."""
    folded = unicodedata.normalize("NFKC", _REMARK.sub(" ", text)).casefold()
    letters = "".join(c if c.isalnum() else " " for c in folded)
    return f" {' '.join(letters.split())} "


def _strength(header: str, field: Field) -> int:
    """0: not this field; more for a longer title that the header contains; most for a title."""
    words = _words(header)
    joined = words.replace(" ", "")
    strengths = [0]
    for title in field.titles:
        wanted = _words(title)
        if joined and joined == wanted.replace(" ", ""):
            return _WHOLE_TITLE
        if wanted.strip() and wanted in words:
            strengths.append(len(wanted))
    return max(strengths)
