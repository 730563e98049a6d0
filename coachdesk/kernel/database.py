"""Encrypted connections, and the few calls through which stores read and write."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind

if TYPE_CHECKING:  # SQLCipher's module is made from this one and has no types of its own
    from sqlite3 import Connection as Database
else:
    Database = dbapi2.Connection

__all__ = [
    "Database", "Values", "connect", "count_referring", "delete", "insert", "new_uuid",
    "open_database", "problems", "row", "rows", "update", "value",
]  # fmt: skip

Value = str | int | float | None
Values = Mapping[str, Value]
Parameters = Sequence[Value] | dict[str, Any]

BUSY_MILLISECONDS = 4_000
_NO_SPACE = 128 * 1024  # bytes; SQLite grows its helper files by 32 kB

# The library gives no error numbers, so its fixed English sentences are recognised.
_KINDS: tuple[tuple[str, ProblemKind], ...] = (
    ("database or disk is full", ProblemKind.DISK_FULL),
    ("readonly database", ProblemKind.READ_ONLY),
    ("database is locked", ProblemKind.LOCKED),
    ("database table is locked", ProblemKind.LOCKED),
    ("file is not a database", ProblemKind.WRONG_KEY),
    ("malformed", ProblemKind.CORRUPT),
    ("vtable constructor failed", ProblemKind.CORRUPT),
    ("disk I/O error", ProblemKind.INPUT_OUTPUT),
    ("unable to open database file", ProblemKind.MISSING),
)


@contextmanager
def problems(path: Path | None = None) -> Iterator[None]:
    """Turn what the surroundings did (full disk, wrong key …) into `EnvironmentProblem`.

    `path`, the file in use, helps to tell apart what SQLite calls by one name. All other
    database errors are bugs and pass through.
    """
    try:
        yield
    except dbapi2.DatabaseError as error:
        text = str(error)
        for sentence, kind in _KINDS:
            if sentence in text:
                raise EnvironmentProblem(_kind_at(path, kind) if path else kind) from error
        raise


def _kind_at(path: Path, kind: ProblemKind) -> ProblemKind:
    """What a vague problem is by the look of the place: SQLite's helper files fail vaguely."""
    from coachdesk.kernel.location import free_space

    if kind not in {ProblemKind.INPUT_OUTPUT, ProblemKind.MISSING}:
        return kind
    try:
        if not path.parent.is_dir():
            return ProblemKind.MISSING
        if free_space(path) < _NO_SPACE:
            return ProblemKind.DISK_FULL
    except OSError:
        return kind
    by_effective_user = os.access in os.supports_effective_ids
    may_write = os.access(path.parent, os.W_OK, effective_ids=by_effective_user)
    return kind if may_write else ProblemKind.READ_ONLY


def connect(path: Path, key: DataKey, *, read_only: bool = False) -> dbapi2.Connection:
    """Open an encrypted file, made if it is missing and `read_only` is off.

    A connection may be handed to another thread, but never used by two at once.
    Raises `EnvironmentProblem` for a wrong key, a damaged file or a missing folder.
    """
    if read_only and not path.exists():
        raise EnvironmentProblem(ProblemKind.MISSING)
    if not read_only:
        _make_private(path)
    with problems(path):
        mode = "ro" if read_only else "rwc"
        place = f"{path.absolute().as_uri()}?mode={mode}"
        connection = dbapi2.connect(place, uri=True, check_same_thread=False)
        # SQLite's lower() knows only A–Z.
        connection.create_function("casefold", 1, str.casefold, deterministic=True)
        try:
            _prepare(connection, key, read_only=read_only)
        except BaseException:
            connection.close()
            raise
        return connection


def _make_private(path: Path) -> None:
    """Make a missing file for her alone; SQLite gives its helper files the same rights.

    One that is there is not opened: closing it would end the locks of other connections to it.
    """
    with suppress(OSError):  # that it cannot be made is SQLite's to tell
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _prepare(connection: dbapi2.Connection, key: DataKey, *, read_only: bool) -> None:
    execute = connection.execute
    execute("PRAGMA cipher_log_level = NONE")
    execute(f'PRAGMA key = "{key.sqlcipher_literal()}"')
    execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    execute("PRAGMA temp_store = MEMORY")
    execute("PRAGMA foreign_keys = ON")
    execute("SELECT count(*) FROM sqlite_master").fetchall()
    if read_only:
        execute("PRAGMA query_only = ON")
        return
    execute("PRAGMA journal_mode = WAL").fetchall()
    execute("PRAGMA synchronous = FULL")
    execute("PRAGMA secure_delete = ON").fetchall()


def open_database(path: Path, key: DataKey, *, read_only: bool = False) -> Database:
    """Open as `connect` does; outside a transaction each write is committed at once."""
    db: Database = connect(path, key, read_only=read_only)
    db.isolation_level = None
    db.execute("PRAGMA recursive_triggers = ON")
    return db


def rows(db: Database, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
    """All rows at once: an open cursor would hold on to an old state of the file.

    Raises `EnvironmentProblem` when the file can no longer be read.
    """
    with problems():
        cursor = db.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def row(db: Database, sql: str, parameters: Parameters = ()) -> dict[str, Any] | None:
    """The first row, or None."""
    found = rows(db, sql, parameters)
    return found[0] if found else None


def value(db: Database, sql: str, parameters: Parameters = ()) -> Any:  # noqa: ANN401 - any column
    """The first column of the first row, or None. Raises as `rows` does."""
    with problems():
        found = db.execute(sql, parameters).fetchall()
    return found[0][0] if found else None


def new_uuid() -> str:
    """A name for a row that is unlike all others."""
    from uuid import uuid4

    return str(uuid4())


def insert(db: Database, table: str, values: Values) -> int:
    """Add a row, with a new `uuid` unless one is given; its `rid`."""
    full = {"uuid": new_uuid(), **values}
    columns = ", ".join(f'"{name}"' for name in full)
    places = ", ".join(f":{name}" for name in full)
    cursor = db.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', full)
    return int(cursor.lastrowid or 0)


def update(db: Database, table: str, rid: int, values: Values) -> None:
    """Change the given columns of one row."""
    changes = ", ".join(f'"{name}" = :{name}' for name in values)
    db.execute(f'UPDATE "{table}" SET {changes} WHERE rid = :rid', {**values, "rid": rid})


def delete(db: Database, table: str, rid: int) -> None:
    """Delete one row; what hangs on it goes as the foreign keys say."""
    db.execute(f'DELETE FROM "{table}" WHERE rid = ?', (rid,))


def count_referring(db: Database, table: str, rid: int) -> dict[str, int]:
    """How many rows of each table point at this row, whichever feature they belong to."""
    counts: dict[str, int] = {}
    for other in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid"):
        name = str(other["name"])
        for key in rows(db, f'PRAGMA foreign_key_list("{name}")'):
            if key["table"] == table:
                sql = f'SELECT count(*) FROM "{name}" WHERE "{key["from"]}" = ?'
                counts[name] = counts.get(name, 0) + int(value(db, sql, (rid,)))
    return {name: count for name, count in counts.items() if count}
