"""All teams of all runs as one table: what a row tells, what filters let through, the orders."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from coachdesk.features.checklists.model import Progress
from coachdesk.features.programmes.model import Event, PhaseState, Place
from coachdesk.features.programmes.template import Phase, Template
from coachdesk.features.teams.counties import area_in_language, county
from coachdesk.kernel.text import Message, msg

SortKey = tuple[Any, ...]
Collate = Callable[[str], SortKey]


@dataclass(frozen=True, slots=True)
class TeamInRun:
    """A team's part in a run.

    `state` and `template` are None where the run is archived or its programme cannot be used. A
    task that is late counts in one row only: that of its run, else of the team's usual run.
    """

    rid: int
    team_rid: int
    team: str
    unit: str
    county_code: int | None
    area: str
    team_archived: bool
    place: Place
    template: Template | None
    state: PhaseState | None
    progress: Progress | None
    late: int
    last_contact: dt.date | None

    @property
    def phase(self) -> Phase | None:
        """The phase that is now."""
        return self.state.current if self.state else None

    @property
    def next_event(self) -> Event | None:
        """What comes next in the run, also with an open date."""
        return self.state.next_event if self.state else None

    @property
    def days_to_next(self) -> int | None:
        """Days to the next event; 0 while it lasts."""
        return self.state.days_to_next if self.state else None

    @property
    def is_over(self) -> bool:
        """Whether the run is not archived and all its phases are past."""
        return self.state is not None and self.state.current is None

    def cohort_title(self, language: str) -> str:
        """The name of the cohort or, where it has none, the area."""
        return self.place.cohort.name or area_in_language(self.area, language)

    def county_name(self, language: str) -> str:
        """The county as it fits into a column; empty if the team has none."""
        found = county(self.county_code) if self.county_code is not None else None
        return found.short_name(language) if found else ""

    def phase_name(self, language: str) -> str:
        """The phase that is now; empty when the run is over or archived."""
        return self.phase.short.in_language(language) if self.phase else ""

    def words(self, language: str) -> str:
        """What typed words are looked for in."""
        parts = (
            self.team, self.unit, self.place.run.name, self.cohort_title(language),
            self.county_name(language), self.phase_name(language),
        )  # fmt: skip
        return "\n".join(parts).casefold()


PRESENT, ARCHIVED = "present", "archived"
"""What `Criteria.run` may be besides the uuid of a run."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """What the table is narrowed to; empty parts let everything through.

    `run` is the uuid of a run, or all present or archived ones; `area` a Finnish name; `phase` the
    key of a phase. `no_contact_days` asks for teams without a meeting for so many days.
    """

    text: str = ""
    run: str = ""
    area: str = ""
    phase: str = ""
    only_late: bool = False
    no_contact_days: int = 0

    def lets_through(self, row: TeamInRun, words: str, today: dt.date) -> bool:
        """Whether a row, found by `words`, is to be shown."""
        run = row.place.run
        return (
            (not self.only_late or row.late > 0)
            and self.run in {"", run.uuid, ARCHIVED if run.archived else PRESENT}
            and self.area in {"", row.area}
            and (not self.phase or (row.phase is not None and row.phase.key == self.phase))
            and (not self.no_contact_days or self._is_silent(row, today))
            and all(word in words for word in self.text.casefold().split())
        )

    def _is_silent(self, row: TeamInRun, today: dt.date) -> bool:
        return row.last_contact is None or (today - row.last_contact).days >= self.no_contact_days

    def as_json(self) -> str:
        """As it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Criteria":
        """What was stored; parts that do not fit are left out."""
        try:
            stored = json.loads(text)
        except ValueError:
            return cls()
        if not isinstance(stored, dict):
            return cls()
        usual = cls()
        known = {
            each.name: stored[each.name]
            for each in fields(cls)
            if type(stored.get(each.name)) is type(getattr(usual, each.name))
        }
        return cls(**known)


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """Criteria that have a name."""

    rid: int
    name: str
    criteria: Criteria


class Order(StrEnum):
    """By what the rows are sorted."""

    RUN = "run"
    TEAM = "team"
    AREA = "area"
    PHASE = "phase"
    PROGRESS = "progress"
    LATE = "late"
    CONTACT = "contact"
    EVENT = "event"
    COUNTY = "county"


ORDER_NAMES: Mapping[Order, Message] = {
    Order.RUN: msg("overview", "By run, newest first"),
    Order.TEAM: msg("overview", "By team"),
    Order.AREA: msg("overview", "By cohort or area"),
    Order.PHASE: msg("overview", "By phase"),
    Order.PROGRESS: msg("overview", "By pre-work, least first"),
    Order.LATE: msg("overview", "By late tasks, most first"),
    Order.CONTACT: msg("overview", "By last contact, longest ago first"),
    Order.EVENT: msg("overview", "By next event, soonest first"),
    Order.COUNTY: msg("overview", "By county"),
}


def ordered(
    rows: Iterable[TeamInRun], order: Order, language: str, collate: Collate, *, reverse: bool
) -> list[TeamInRun]:
    """The rows in an order, teams by name where it does not tell; those without a value last."""
    by_name = sorted(rows, key=lambda row: collate(row.team))
    keys = {row.rid: _KEYS[order](row, language, collate) for row in by_name}
    told = [row for row in by_name if keys[row.rid] is not None]
    told.sort(key=lambda row: keys[row.rid] or (), reverse=reverse)
    return told + [row for row in by_name if keys[row.rid] is None]


def _named(name: str, collate: Collate) -> SortKey | None:
    return collate(name) if name else None


def _phase_key(row: TeamInRun) -> SortKey | None:
    if row.phase is None or row.template is None:
        return None
    return (row.template.phases.index(row.phase), row.phase.key)


def _progress_key(row: TeamInRun) -> SortKey | None:
    done = row.progress
    return (done.done / done.applicable,) if done and done.applicable else None


def _event_key(row: TeamInRun) -> SortKey | None:
    coming = row.next_event
    return (coming.starts_on,) if coming and coming.starts_on else None


_KEYS: Mapping[Order, Callable[[TeamInRun, str, Collate], SortKey | None]] = {
    Order.RUN: lambda row, _language, _collate: (-row.place.run.rid, row.place.cohort.position),
    Order.TEAM: lambda row, _language, collate: collate(row.team),
    Order.AREA: lambda row, language, collate: _named(row.cohort_title(language), collate),
    Order.PHASE: lambda row, _language, _collate: _phase_key(row),
    Order.PROGRESS: lambda row, _language, _collate: _progress_key(row),
    Order.LATE: lambda row, _language, _collate: (-row.late,) if row.late else None,
    Order.CONTACT: lambda row, _language, _collate: (row.last_contact or dt.date.min,),
    Order.EVENT: lambda row, _language, _collate: _event_key(row),
    Order.COUNTY: lambda row, language, collate: _named(row.county_name(language), collate),
}


def phases_of(rows: Iterable[TeamInRun], language: str) -> dict[str, str]:
    """The phases of the programmes that rows are in, by key in their order: their short names.

    Where programmes call a phase of the same key otherwise, all its names are told.
    """
    templates = {id(row.template): row.template for row in rows if row.template}
    names: dict[str, dict[str, None]] = {}
    for template in templates.values():
        for phase in template.phases:
            names.setdefault(phase.key, {})[phase.short.in_language(language)] = None
    return {key: " / ".join(each) for key, each in names.items()}
