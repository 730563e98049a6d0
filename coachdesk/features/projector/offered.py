"""Charts that can be projected, offered by the features that make them."""

from collections.abc import Callable
from typing import NamedTuple

from coachdesk.features.projector.model import Chart
from coachdesk.kernel.database import Database


class OfferedChart(NamedTuple):
    """A chart that there is now: a lasting key, and its title in the language asked for."""

    key: str
    title: str


class ChartSource(NamedTuple):
    """Where charts come from.

    `charts(db, event_rid, language)` tells which there are for a workshop (an event), the newest
    first; `chart(db, key, language)` makes one, None when it is gone. A source offers nothing but
    sums, made so that small groups are protected, and nothing that names a person.
    """

    name: str
    charts: Callable[[Database, int, str], list[OfferedChart]]
    chart: Callable[[Database, str, str], Chart | None]


CHARTS: list[ChartSource] = []
"""Filled in by the composition (`page_list.py`); empty at first."""
