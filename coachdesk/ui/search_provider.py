"""What the search box finds in the work: sections of hits, newest first, the found words marked.

Knows no feature: what a hit is called and where it leads is told by a `HitKind` for each kind of
the search index.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coachdesk.kernel.dates import format_date
from coachdesk.kernel.errors import EnvironmentProblem
from coachdesk.kernel.keys import DataKey
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.jobs import Job, Jobs
from coachdesk.ui.results import Result, Section, Span

if TYPE_CHECKING:  # not needed before the first search
    from coachdesk.kernel.database import Database
    from coachdesk.kernel.search.index import Hit, SearchIndex

_NEXT_PAGE = 20
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
    """One kind of hits, in the order of the sections; `first` is how many it shows at first."""

    kind: str
    title: Message
    icon: str
    describe: Describe
    first: int = 5
    dated: bool = True
    """Whether the day of a hit is worth showing."""


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
        self._turn = threading.Lock()
        self._shown: dict[tuple[str, str], int] = {}

    def __call__(self, query: str, job: Job[Any]) -> Sequence[Section]:
        """The first hits of each kind, and a line that brings more where there are more."""
        sections = [] if query.startswith("#") else list(self._hits(query, job))
        return [*self._tag_sections(query, job), *sections]

    def warm_up(self, jobs: Jobs) -> None:
        """Load dictionaries and index in a job of its own, so that the first search is quick."""
        jobs.run(self._warm_up, done=lambda _loaded: None, failed=lambda _problem: None)

    def close(self) -> None:
        """Let the index go; the provider finds nothing any more."""
        with self._turn:
            self._kinds, self._tags = (), None
            self._drop_index()
            self._shown.clear()

    # -- hits ---------------------------------------------------------------------------------

    def _hits(self, query: str, job: Job[Any]) -> Iterator[Section]:
        try:
            with self._opened() as index:
                if index is None:
                    return
                found = [(kind, *self._page(index, query, kind, job)) for kind in self._kinds]
        except EnvironmentProblem:
            yield _not_ready()
            return
        for kind, hits, more in found:
            if hits and not job.cancelled:
                results = _results(kind, hits, query, job.reader)
                yield Section(kind.title, [*results, *self._more(query, kind, more=more)])

    def _page(
        self, index: SearchIndex, query: str, kind: HitKind, job: Job[Any]
    ) -> tuple[list[Hit], bool]:
        wanted = self._shown.get((query, kind.kind), kind.first)
        if job.cancelled:
            return [], False
        hits = index.query(query, [kind.kind], wanted + 1)
        return hits[:wanted], len(hits) > wanted

    def _more(self, query: str, kind: HitKind, *, more: bool) -> list[Result]:
        if not more:
            return []
        words = tr(msg("search", "Show more"))
        return [Result(words, icon="more", more=partial(self._show_more, query, kind))]

    def _show_more(self, query: str, kind: HitKind) -> None:
        wanted = self._shown.get((query, kind.kind), kind.first)
        self._shown = {(query, kind.kind): wanted + _NEXT_PAGE}

    # -- tags ---------------------------------------------------------------------------------

    def _tag_sections(self, query: str, job: Job[Any]) -> list[Section]:
        tags, beginning = self._tags, query.removeprefix("#").casefold()
        if tags is None or " " in beginning or job.cancelled:
            return []
        names = tags.find(job.reader, beginning, _MOST_TAGS)
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


def _results(kind: HitKind, hits: Sequence[Hit], query: str, reader: Database) -> list[Result]:
    described = kind.describe(reader, [hit.rid for hit in hits])
    return [_result(kind, hit, described[hit.rid], query) for hit in hits if hit.rid in described]


def _result(kind: HitKind, hit: Hit, found: Found, query: str) -> Result:
    from coachdesk.kernel.search.marks import excerpt

    title = excerpt(found.title, query, _TITLE_WIDTH)
    text = excerpt(found.text, query, _TEXT_WIDTH)
    day = format_date(hit.day, current(), "day") if kind.dated else ""
    before = "".join(f"{part} · " for part in (day, found.detail) if part)
    if not text.text:
        before = before.removesuffix(" · ")
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
