"""What the palette shows: results in sections, found by providers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from coachdesk.kernel.text import Message
from coachdesk.ui.context import Target
from coachdesk.ui.jobs import Job

Span = tuple[int, int]
"""Start and length of a found word, in characters."""


@dataclass(frozen=True)
class Result:
    """One line of the list; `spans` mark found words in the title, `detail_spans` in the detail.

    Choosing it goes to `target`, or calls `run`. With `more`, that is called and the query is asked
    again while the list stays open: the line that shows more.
    """

    title: str
    detail: str = ""
    icon: str = ""
    target: Target | None = None
    run: Callable[[], object] | None = field(default=None, compare=False)
    spans: tuple[Span, ...] = ()
    detail_spans: tuple[Span, ...] = ()
    keys: str = ""
    more: Callable[[], object] | None = None


class Section(NamedTuple):
    """Results under one heading."""

    title: Message
    results: Sequence[Result]


Provider = Callable[[str, Job[Any]], Sequence[Section]]
"""Finds sections for a query; runs in a job's thread, so it reads through `job.reader`."""
