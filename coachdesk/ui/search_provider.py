"""What the search box finds in the work: names first, then the newest, the found words marked.

Knows no feature: what a hit is called and where it leads is told by a `HitKind` for each kind of
the search index.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.errors import EnvironmentProblem
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.jobs import Job, Jobs
from coachdesk.ui.results import Result, Section, Span

if TYPE_CHECKING:  # not needed before the first search
    from coachdesk.kernel.database import Database
    from coachdesk.kernel.search.index import Hit, SearchIndex
    from coachdesk.kernel.search.marks import Marker

UNDATED = dt.date(2000, 1, 1)
"""The day under which the index has what has no day of its own."""
_MOST_NAMES = 8
_FIRST_PAGE, _NEXT_PAGE = 8, 20
_TITLE_WIDTH, _TEXT_WIDTH = 120, 90
_MOST_TAGS = 5
_WARMING_WORDS = ("tapaamisissa", "mötena", "meetings", "xqzt")
"""A word of each language and one of none load everything that an analysis needs."""


@dataclass(frozen=True, slots=True)
class Found:
    """A hit described: its title, the text its words are shown from, where it leads.

    `detail` says to whom it belongs, such as the name of the team.
    """

    title: str
    text: str
    target: Target
    detail: str = ""


Describe = Callable[["Database", Sequence[int]], Mapping[int, Found]]
"""Describes rows of one kind, those that still exist; runs in a job's thread."""
FindTags = Callable[["Database", str, int], Sequence[str]]
"""Tags that begin so, at most so many; runs in a job's thread."""


@dataclass(frozen=True)
class HitKind:
    """One kind of hits.

    Those without a day of their own (teams, people) stand in a section of their own, headed
    `title`. All others share one section, newest first, where `title` ("Note") tells them apart.
    """

    kind: str
    title: Message
    icon: str
    describe: Describe
    dated: bool = True


@dataclass(frozen=True)
class TagKind:
    """How tags are found, and where one leads."""

    find: FindTags
    target: Callable[[str], Target]


class SearchProvider:
    """A `Provider` for the search box. `close` it when the work is closed."""

    def __init__(
        self, folder: Path, key: DataKey, kinds: Sequence[HitKind], tags: TagKind | None = None
    ) -> None:
        """Search the index in `folder`; nothing is opened before the first search."""
        self._folder, self._key = folder, key
        self._kinds, self._tags = kinds, tags
        self._index: SearchIndex | None = None
        self._reader: Database | None = None
        self._reading = threading.Lock()
        self._turn = threading.Lock()
        self._wanted: dict[str, int] = {}

    def __call__(self, query: str, job: Job[Any]) -> Sequence[Section]:
        """Tags, names and the newest hits, with a line that brings more where there are more."""
        with self._reading:
            reader = self._opened_reader()
            if reader is None:
                return []
            return [
                *self._tag_sections(query, reader, job),
                *self._hit_sections(query, reader, job),
            ]

    def warm_up(self, jobs: Jobs) -> None:
        """Load dictionaries and index in a job of its own, so that the first search is quick."""
        jobs.run(self._warm_up, done=lambda _loaded: None, failed=lambda _problem: None)

    def close(self) -> None:
        """Let the index go; the provider finds nothing any more."""
        with self._turn:
            self._kinds, self._tags = (), None
            self._drop_index()
            self._wanted.clear()
        with self._reading:
            if self._reader is not None:
                self._reader.close()
                self._reader = None

    # -- hits ---------------------------------------------------------------------------------

    def _hit_sections(self, query: str, reader: Database, job: Job[Any]) -> list[Section]:
        wanted = self._wanted.get(query, _FIRST_PAGE)
        try:
            with self._opened() as index:
                if index is None or job.cancelled:
                    return []
                names = index.query_until(query, UNDATED, _MOST_NAMES)
                hits = index.query(query, limit=wanted + 1 + len(names))
        except EnvironmentProblem:
            return [_not_ready()]
        hits = [hit for hit in hits if hit.day > UNDATED]
        shown = _results(self._kinds, [*names, *hits[:wanted]], query, reader)
        sections = [
            Section(kind.title, found)
            for kind in self._kinds
            if not kind.dated and (found := shown.get(kind.kind))
        ]
        newest = shown.get("", [])
        if len(hits) > wanted:
            more = partial(self._show_more, query, wanted + _NEXT_PAGE)
            newest.append(Result(tr(msg("search", "Show more")), icon="more", more=more))
        return [*sections, Section(msg("search", "Newest first"), newest)]

    def _show_more(self, query: str, wanted: int) -> None:
        self._wanted = {query: wanted}

    # -- tags ---------------------------------------------------------------------------------

    def _tag_sections(self, query: str, reader: Database, job: Job[Any]) -> list[Section]:
        tags, beginning = self._tags, query.removeprefix("#").casefold()
        if tags is None or " " in beginning or job.cancelled:
            return []
        names = tags.find(reader, beginning, _MOST_TAGS)
        results = [
            Result(
                f"#{name}", icon="filter", target=tags.target(name), spans=((1, len(beginning)),)
            )
            for name in names
        ]
        return [Section(msg("search", "Tags"), results)] if results else []

    # -- the index ----------------------------------------------------------------------------

    @contextmanager
    def _opened(self) -> Iterator[SearchIndex | None]:
        """The index, for one thread at a time; None after `close`."""
        from coachdesk.kernel.database import problems
        from coachdesk.kernel.search.index import VERSION
        from coachdesk.kernel.search.indexer import open_index

        with self._turn, problems():
            if not self._kinds or self._key.is_wiped:
                yield None
                return
            try:
                if self._index is None:
                    self._index = open_index(self._folder, self._key, read_only=True)
                ready = self._index.state("version") == VERSION
                yield self._index if ready else None
            except BaseException:
                self._drop_index()
                raise

    def _opened_reader(self) -> Database | None:
        """One connection for all searches, for opening one takes longer than many a search."""
        if self._reader is None and self._kinds and not self._key.is_wiped:
            from coachdesk.kernel.database import open_database
            from coachdesk.kernel.workspace import DATABASE_NAME

            self._reader = open_database(self._folder / DATABASE_NAME, self._key, read_only=True)
        return self._reader

    def _drop_index(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None

    def _warm_up(self, _job: Job[Any]) -> None:
        from coachdesk.kernel.search.analysis import query_terms

        for word in _WARMING_WORDS:
            query_terms(word)
        with self._opened() as index:
            if index is not None and self._kinds:
                index.query(_WARMING_WORDS[0], limit=1)


def _not_ready() -> Section:
    words = msg("search", "The search is getting ready. Try again in a moment.")
    return Section(msg("search", "Search"), [Result(tr(words), icon="search")])


def _results(
    kinds: Sequence[HitKind], hits: Sequence[Hit], query: str, reader: Database
) -> dict[str, list[Result]]:
    """What to show of the hits, by kind; under "" all that have a day, in their order."""
    from coachdesk.kernel.search.marks import Marker

    by_kind = {kind.kind: kind for kind in kinds}
    described = {
        kind.kind: kind.describe(reader, rids)
        for kind in kinds
        if (rids := [hit.rid for hit in hits if hit.kind == kind.kind])
    }
    marker = Marker(query)
    results: dict[str, list[Result]] = {}
    for hit in hits:
        kind, found = by_kind.get(hit.kind), described.get(hit.kind, {}).get(hit.rid)
        if kind and found:
            place = "" if kind.dated else kind.kind
            results.setdefault(place, []).append(_result(kind, hit, found, marker))
    return results


def _result(kind: HitKind, hit: Hit, found: Found, marker: Marker) -> Result:
    title = marker.excerpt(found.title, _TITLE_WIDTH)
    text = marker.excerpt(found.text, _TEXT_WIDTH)
    about = [tr(kind.title), format_date(hit.day, current(), "day")] if kind.dated else []
    before = " · ".join(filter(None, (*about, found.detail)))
    if before and text.text:
        before += " · "
    return Result(
        title.text,
        before + text.text,
        kind.icon,
        found.target,
        spans=_spans(title.spans),
        detail_spans=_spans(text.spans, len(before)),
    )


def _spans(spans: Sequence[tuple[int, int]], shift: int = 0) -> tuple[Span, ...]:
    """Starts and ends as starts and lengths."""
    return tuple((start + shift, end - start) for start, end in spans)
