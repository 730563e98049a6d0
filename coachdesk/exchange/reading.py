"""The one way in for tables: a file that she chose or text that she pasted."""

from collections.abc import Sequence
from pathlib import Path

from coachdesk.exchange.delimited import read_clipboard, read_csv
from coachdesk.exchange.headers import Field, with_header
from coachdesk.exchange.tables import Table, too_much
from coachdesk.exchange.xlsx import read_xlsx
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg

FILE_LIMIT = 20_000_000  # bytes
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old and of encrypted office files
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xltx", ".xltm"}


def read_table(source: Path | str, fields: Sequence[Field] = ()) -> Table:
    """Read a file (`Path`: .xlsx or .csv, told by its content) or pasted text (`str`).

    With `fields` the header row is recognised. Raises `UserError` that says what is wrong with the
    source and what to do; single bad cells are `problems` of the table.
    """
    table = read_clipboard(source) if isinstance(source, str) else _read_file(source)
    return with_header(table, fields)


def _read_file(path: Path) -> Table:
    data = _bytes_of(path)
    if data.startswith(_ZIP):
        return read_xlsx(data)
    if data.startswith(_OLE):
        raise _old_or_encrypted(data)
    if path.suffix.lower() in _WORKBOOK_SUFFIXES:
        raise UserError(
            msg(
                "exchange",
                "“{name}” is not an Excel workbook although its name says so. Open it in a "
                "spreadsheet program and save it as .xlsx.",
                name=path.name,
            )
        )
    return read_csv(data)


def _bytes_of(path: Path) -> bytes:
    """The content of the file; `UserError` when there is none to have."""
    if path.is_dir():
        raise UserError(msg("exchange", "“{name}” is a folder. Choose a file.", name=path.name))
    if path.exists() and not path.is_file():
        raise _unreadable(path)
    try:
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except FileNotFoundError as error:
        raise UserError(
            msg(
                "exchange",
                "There is no file “{name}”. It may have been moved or renamed.",
                name=path.name,
            )
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise _unreadable(path) from error
    if len(data) > FILE_LIMIT:
        raise too_much()
    if not data:
        raise UserError(msg("exchange", "“{name}” is empty.", name=path.name))
    return data


def _unreadable(path: Path) -> UserError:
    return UserError(
        msg(
            "exchange",
            "“{name}” could not be read. If it is open in another program, close it there and "
            "try again.",
            name=path.name,
        )
    )


def _old_or_encrypted(data: bytes) -> UserError:
    if _ENCRYPTED in data:
        return UserError(
            msg(
                "exchange",
                "The workbook is protected with a password. Open it in a spreadsheet program, "
                "then copy the rows and paste them, or save a copy without a password.",
            )
        )
    return UserError(
        msg(
            "exchange",
            "This is a file of an old Office version (such as .xls). Open it in a spreadsheet "
            "program and save it as .xlsx.",
        )
    )
