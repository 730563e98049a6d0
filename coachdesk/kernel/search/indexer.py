"""Keeps the search index in step with the data, by following the journal."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import Database, connect, problems, row, rows, value
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.search.index import SearchIndex
from coachdesk.kernel.workspace import INDEX_NAME

__all__ = ["INDEX_NAME", "Entry", "Indexer", "Source", "follow", "open_index", "remove_index"]

_BATCH = 200
_NO_CHANGE = "-"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is found: a row of a source's table, its day (newest first) and its texts."""

    rid: int
    day: dt.date
    title: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of things to be found.

    Its entries are rows of `table`; `read` gives those of the asked ones that are there. A change
    in a row of a `related` table touches the entry that the named column of that row points to.
    """

    kind: str
    table: str
    read: Callable[[Database, Sequence[int]], Iterable[Entry]]
    related: Mapping[str, str] = field(default_factory=dict)


def open_index(folder: Path, key: DataKey, *, read_only: bool = False) -> SearchIndex:
    """Open (or make) the index beside the data file.

    A damaged one, or one made under another key, is thrown away and begun anew, unless
    `read_only`; then, and for all other trouble, raises `EnvironmentProblem`.
    """
    path = folder / INDEX_NAME
    try:
        return _opened(path, key, read_only=read_only)
    except EnvironmentProblem as problem:
        spoilt = problem.kind in {ProblemKind.CORRUPT, ProblemKind.WRONG_KEY}
        if read_only or not spoilt:
            raise
    remove_index(folder)
    return _opened(path, key, read_only=False)


def remove_index(folder: Path) -> None:
    """Delete the index's files; it must be closed."""
    for ending in ("", "-wal", "-shm"):
        (folder / f"{INDEX_NAME}{ending}").unlink(missing_ok=True)


def _opened(path: Path, key: DataKey, *, read_only: bool) -> SearchIndex:
    connection = connect(path, key, read_only=read_only)
    try:
        # What a power cut may take from the index is followed again.
        connection.execute("PRAGMA synchronous = NORMAL")
        with problems(path):
            return SearchIndex(connection)
    except BaseException:
        connection.close()
        raise


def follow(
    folder: Path,
    key: DataKey,
    reader: Database,
    *,
    sources: Iterable[Source],
    workspace_id: str,
    touched: Mapping[str, Iterable[int]] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> bool:
    """Bring the index in `folder` up to date as `Indexer.follow` does; a damaged one is made anew.

    Raises `EnvironmentProblem` for all other trouble.
    """
    for is_last_try in (False, True):
        index = open_index(folder, key)
        try:
            return Indexer(index, sources, workspace_id).follow(reader, touched, cancelled)
        except EnvironmentProblem as problem:
            if is_last_try or problem.kind is not ProblemKind.CORRUPT:
                raise
        finally:
            index.close()
        remove_index(folder)
    raise AssertionError("not reached")


class Indexer:
    """Brings one index up to date; used in one thread at a time."""

    def __init__(self, index: SearchIndex, sources: Iterable[Source], workspace_id: str) -> None:
        """`workspace_id` tells an index of other data, which is then begun anew.

        `sources` are not asked for while there is nothing to read.
        """
        self._index = index
        self._sources = sources
        self._workspace_id = workspace_id

    def follow(
        self,
        reader: Database,
        touched: Mapping[str, Iterable[int]] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Index all that changed since the last time; whether the index is now up to date.

        `touched` (tables and rids of a `ChangeSet`) names rows to read besides those in the
        journal. When `cancelled` says so, stops between two batches; the next call goes on.
        """
        newest = _newest(reader)
        mark = self._mark(reader)
        if mark is None:
            return self._rebuild(reader, newest, cancelled)
        if mark == newest.sequence and not touched:
            return True
        erased = _has_erased(reader, mark)
        for source in self._sources:
            rids = self._touched_rids(reader, source, mark, touched or {}, erased=erased)
            for batch in _batches(sorted(rids)):
                if cancelled():
                    return False
                with self._index.transaction():
                    self._reread(reader, source, batch)
        with self._index.transaction():
            if erased:
                self._index.purge()
            self._set_mark(newest)
        return True

    def _mark(self, reader: Database) -> int | None:
        """The last change that the index has followed; None if it is not of this data."""
        mark = self._index.state("mark")
        if mark is None or self._index.state("workspace") != self._workspace_id:
            return None
        sequence, uuid = mark.split()
        if uuid == _NO_CHANGE:
            return 0
        # An older copy of the data, restored, lacks the change or has it as it was before.
        found = value(reader, "SELECT sequence FROM change WHERE uuid = ?", (uuid,))
        return int(sequence) if found is not None and found >= int(sequence) else None

    def _set_mark(self, newest: "_Newest") -> None:
        self._index.set_state("mark", f"{newest.sequence} {newest.uuid}")

    def _rebuild(self, reader: Database, newest: "_Newest", cancelled: Callable[[], bool]) -> bool:
        """Index everything, the newest rows first; goes on where an earlier call stopped."""
        start = f"{self._workspace_id} {newest.sequence} {newest.uuid}"
        if self._index.state("rebuild") != start:
            self._index.clear()
            with self._index.transaction():
                self._index.set_state("rebuild", start)
        for source in self._sources:
            reached = f"reached {source.kind}"
            below = self._index.state(reached)
            rids = _all_rids(reader, source)
            left = rids if below is None else [rid for rid in rids if rid < int(below)]
            for batch in _batches(left):
                if cancelled():
                    return False
                with self._index.transaction():
                    self._reread(reader, source, batch)
                    self._index.set_state(reached, str(batch[-1]))
        with self._index.transaction():
            self._index.set_state("workspace", self._workspace_id)
            self._set_mark(newest)
        return True

    def _reread(self, reader: Database, source: Source, rids: Sequence[int]) -> None:
        found = sorted(source.read(reader, rids), key=lambda entry: entry.day)
        for rid in set(rids) - {entry.rid for entry in found}:
            self._index.remove(source.kind, rid)
        for entry in found:
            self._index.replace(source.kind, entry.rid, entry.day, (entry.title, entry.body))

    def _touched_rids(
        self,
        reader: Database,
        source: Source,
        mark: int,
        touched: Mapping[str, Iterable[int]],
        *,
        erased: bool,
    ) -> set[int]:
        if erased and source.related:
            # The journal no longer tells which entries the erased rows belonged to.
            return set(_all_rids(reader, source))
        rids = set(touched.get(source.table, ()))
        sql = "SELECT DISTINCT row_rid AS rid FROM journal WHERE sequence > ? AND table_name = ?"
        rids.update(entry["rid"] for entry in rows(reader, sql, (mark, source.table)))
        for table, column in source.related.items():
            rids.update(_owners_in_journal(reader, table, column, mark))
            rids.update(_owners_now(reader, table, column, touched.get(table, ())))
        return rids


@dataclass(frozen=True, slots=True)
class _Newest:
    sequence: int
    uuid: str


def _newest(reader: Database) -> _Newest:
    found = row(reader, "SELECT sequence, uuid FROM change ORDER BY rid DESC LIMIT 1")
    return _Newest(found["sequence"], found["uuid"]) if found else _Newest(0, _NO_CHANGE)


def _has_erased(reader: Database, mark: int) -> bool:
    sql = "SELECT 1 FROM change WHERE kind = 'erase' AND sequence > ? LIMIT 1"
    return value(reader, sql, (mark,)) is not None


def _batches(rids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(rids), _BATCH):
        yield rids[start : start + _BATCH]


def _all_rids(reader: Database, source: Source) -> list[int]:
    return [r["rid"] for r in rows(reader, f'SELECT rid FROM "{source.table}" ORDER BY rid DESC')]


def _owners_in_journal(reader: Database, table: str, column: str, mark: int) -> Iterator[int]:
    path = f"$.{column}"
    found = rows(
        reader,
        "SELECT DISTINCT json_extract(before, ?) AS old, json_extract(after, ?) AS new "
        "FROM journal WHERE sequence > ? AND table_name = ?",
        (path, path, mark, table),
    )
    yield from (owner for r in found for owner in (r["old"], r["new"]) if owner is not None)


def _owners_now(reader: Database, table: str, column: str, rids: Iterable[int]) -> Iterator[int]:
    for rid in rids:
        owner = value(reader, f'SELECT "{column}" FROM "{table}" WHERE rid = ?', (rid,))
        if owner is not None:
            yield int(owner)
