"""A table from outside, checked: rows of clean text and what is wrong with single cells.

Nothing in a cell is ever evaluated: "=1+1" and "@cmd" are text like any other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_text
from coachdesk.kernel.text import Message, msg

ROW_LIMIT = 10_000
COLUMN_LIMIT = 200
CELL_LIMIT = 10_000  # characters


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something, with its number in the source (the first is 1)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What cannot be used in a row; `column` counts from 0, None means the whole row."""

    row: int
    column: int | None
    message: Message


@dataclass(frozen=True, slots=True)
class Table:
    """What was read. Every row has the same number of cells; empty rows are left out.

    `header` is empty until a header row has been recognised (`headers.with_header`). A cell that
    has a problem is empty in its row.
    """

    rows: tuple[Row, ...]
    header: tuple[str, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    warnings: tuple[Message, ...] = ()


def build_table(
    numbered_rows: Iterable[tuple[int, Sequence[str]]],
    problems: Sequence[RowProblem] = (),
    warnings: Sequence[Message] = (),
) -> Table:
    """Clean the cells and put the rows into shape.

    Raises `UserError` when there is nothing, or more than `ROW_LIMIT` rows or `COLUMN_LIMIT`
    columns; reading stops there. A cell longer than `CELL_LIMIT` becomes a problem of its row.
    """
    rows: list[Row] = []
    found = list(problems)
    for number, raw in numbered_rows:
        cells = [_clean_cell(text, number, column, found) for column, text in enumerate(raw)]
        width = _used_width(cells)
        if width > COLUMN_LIMIT:
            raise _too_many_columns(number)
        if width:
            rows.append(Row(number, tuple(cells[:width])))
        if len(rows) > ROW_LIMIT:
            raise _too_many_rows()
    if not rows and not found:
        raise UserError(
            msg("exchange", "No rows were found. Choose or copy a table with text in it.")
        )
    return Table(_same_width(rows), problems=tuple(found), warnings=tuple(warnings))


def too_much() -> UserError:
    """The words for a source that is too big to be a table for this program."""
    return UserError(
        msg(
            "exchange",
            "The file holds far more data than a table of {rows} rows. Save only the rows that "
            "you need as a new file, or copy and paste them.",
            rows=ROW_LIMIT,
        )
    )


def _clean_cell(text: str, row: int, column: int, problems: list[RowProblem]) -> str:
    try:
        return clean_text(text, CELL_LIMIT).strip()
    except UserError as problem:
        problems.append(RowProblem(row, column, problem.message))
        return ""


def _used_width(cells: Sequence[str]) -> int:
    return max((column for column, text in enumerate(cells, start=1) if text), default=0)


def _same_width(rows: list[Row]) -> tuple[Row, ...]:
    width = max((len(row.cells) for row in rows), default=0)
    return tuple(Row(row.number, row.cells + ("",) * (width - len(row.cells))) for row in rows)


def _too_many_rows() -> UserError:
    return UserError(
        msg(
            "exchange",
            "The table has more than {limit} rows, the most that can be read at once. Divide it "
            "into several files.",
            limit=ROW_LIMIT,
        )
    )


def _too_many_columns(row: int) -> UserError:
    return UserError(
        msg(
            "exchange",
            "Row {row} has more than {limit} columns, the most that can be read. Remove the "
            "columns that you do not need.",
            row=row,
            limit=COLUMN_LIMIT,
        )
    )
