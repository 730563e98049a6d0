"""Tables in Excel workbooks (.xlsx), which may be damaged or made to do harm."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from coachdesk.exchange.tables import ROW_LIMIT, RowProblem, Table, build_table, too_much
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

PART_LIMIT = 2_000
UNPACKED_LIMIT = 50_000_000  # bytes; a full table of 10,000 × 100 cells stays below
RATIO_LIMIT = 200
_SMALL_PART = 1_000_000  # bytes; a part this small may be as repetitive as it likes
_CELLS_LOOKED_AT = 2_100_000  # a full table below all the empty rows that a sheet can have
_CHUNK = 1 << 20
_MARKUP_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_LONGEST_DECLARATION = max(map(len, _MARKUP_DECLARATIONS))
_PADDED_NUMBER = re.compile("0{2,}")


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    rows: list[tuple[int, list[str]]]
    problems: list[RowProblem]


def read_xlsx(data: bytes) -> Table:
    """The first visible sheet with something in it.

    Dates become ISO text, whole numbers have no ".0", numbers shown with leading zeros keep them,
    formulas give the value that the spreadsheet program saved. Raises `UserError` for what is not a
    sound workbook, unpacks to too much (declared or real) or declares XML entities.
    """
    _check_package(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on styles and extensions that are not read
        sheets = _visible_sheets(data)
    if not sheets:
        return build_table([])
    first, *others = sheets
    return build_table(first.rows, first.problems, [_not_read(first, others)] if others else [])


def _check_package(data: bytes) -> None:
    """Look through the parts with limits of our own, before a parser sees them."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            _check_kind(package)
            _check_declared_sizes(parts)
            _check_contents(package, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged() from error


def _check_kind(package: zipfile.ZipFile) -> None:
    names = set(package.namelist())
    if any(name.endswith("workbook.bin") for name in names) or "content.xml" in names:
        raise UserError(
            msg(
                "exchange",
                "This kind of spreadsheet cannot be read. Open it in its own program and save it "
                "as .xlsx or .csv.",
            )
        )
    if "[Content_Types].xml" not in names:
        raise _damaged()


def _check_declared_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > PART_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise too_much()
    for part in parts:
        big = part.file_size > _SMALL_PART
        if big and part.file_size > RATIO_LIMIT * max(part.compress_size, 1):
            raise too_much()


def _check_contents(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack once: a sound workbook never declares entities, and its sizes are true.

    `zipfile` gives at most as many bytes as a part declares, then finds that its sum is wrong.
    """
    for part in parts:
        tail = b""
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                if any(word in tail + chunk for word in _MARKUP_DECLARATIONS):
                    raise _damaged()
                tail = chunk[-_LONGEST_DECLARATION:]


def _visible_sheets(data: bytes) -> list[_Sheet]:
    try:
        from openpyxl import load_workbook  # here, since its import is slow

        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = list(_sheets(workbook))
        workbook.close()
    except UserError:
        raise
    except Exception as error:  # openpyxl raises nearly anything on a damaged workbook
        raise _damaged() from error
    return [sheet for sheet in sheets if sheet.rows or sheet.problems]


def _sheets(workbook: "Workbook") -> Iterator[_Sheet]:
    for worksheet in workbook.worksheets:
        if worksheet.sheet_state == "visible":
            worksheet.reset_dimensions()  # what the file declares is often wrong
            yield _read_sheet(worksheet)


def _read_sheet(worksheet: Any) -> _Sheet:  # noqa: ANN401 - the stubs lack read-only sheets
    sheet = _Sheet(str(worksheet.title), [], [])
    looked_at = 0
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        looked_at += 1 + len(cells)
        if looked_at > _CELLS_LOOKED_AT:
            raise too_much()
        texts = [_text(cell, number, column, sheet) for column, cell in enumerate(cells)]
        if any(texts):
            sheet.rows.append((number, texts))
        if len(sheet.rows) > ROW_LIMIT:
            break  # `build_table` refuses them
    return sheet


def _text(cell: Any, row: int, column: int, sheet: _Sheet) -> str:  # noqa: ANN401 - as above
    if cell.value is None:
        return ""
    if cell.data_type == "e":
        sheet.problems.append(RowProblem(row, column, _cell_error(str(cell.value))))
        return ""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return _number(cell.value, cell.number_format)
    return _plain(cell.value)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return _unescaped(str(value))


def _unescaped(text: str) -> str:
    """Workbooks write control characters, often the one of a line break, as _x000D_."""
    from openpyxl.utils.escape import unescape  # here, since its import is slow

    return unescape(text)


def _moment(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ", "minutes")


def _number(value: float, number_format: str) -> str:
    if float(value).is_integer() and abs(value) < 1e15:
        digits = str(int(value))
        is_padded = value >= 0 and _PADDED_NUMBER.fullmatch(number_format or "")
        return digits.zfill(len(number_format)) if is_padded else digits
    return f"{value:.15g}"  # the digits that a spreadsheet keeps


def _damaged() -> UserError:
    return UserError(
        msg(
            "exchange",
            "This file is not an Excel workbook that can be read: it is damaged or of another "
            "kind. Open it in a spreadsheet program and save it again as .xlsx.",
        )
    )


def _cell_error(shown: str) -> Message:
    return msg("exchange", "The cell holds the error {error} of its formula.", error=shown)


def _not_read(first: _Sheet, others: list[_Sheet]) -> Message:
    return msg(
        "exchange",
        "Only the sheet “{sheet}” was read. Not read: {others}.",
        sheet=first.name,
        others=", ".join(other.name for other in others),
    )
