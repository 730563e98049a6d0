"""How ready teams are for what comes next, in which order to call them, and which to show."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from coachdesk.features.checklists.model import Item, behind, missing, progress
from coachdesk.features.programmes.model import Event, Place, next_event
from coachdesk.features.programmes.template import Template
from coachdesk.features.teams.model import Finding, FindingKind, Team
from coachdesk.kernel.text import Message, msg

WORKSHOP = "workshop"
"""The kind of event that the calls are about, in programmes that have any."""

FINDING_LETTERS: Mapping[FindingKind, str] = dict(zip(FindingKind, "abcdef", strict=True))
"""What a finding is called where there is room for a letter only."""
FINDING_NAMES: Mapping[FindingKind, Message] = {
    FindingKind.NO_MEMBERS: msg("checklists", "no members yet"),
    FindingKind.TOO_FEW: msg("checklists", "too few people"),
    FindingKind.TOO_MANY: msg("checklists", "too many people"),
    FindingKind.NO_SUPERVISOR: msg("checklists", "no supervisor"),
    FindingKind.ONE_GROUP: msg("checklists", "one occupational group only"),
    FindingKind.NO_SERVICE_USER_DEVELOPER: msg("checklists", "no service-user developer"),
}

Cell = tuple[int, str]
"""A team and the key of an item; an empty key stands for all items that were added by hand."""


@dataclass(frozen=True, slots=True)
class TeamReadiness:
    """A team of a cohort: its items, what its make-up shows, when its cohort meets next."""

    team: Team
    place: Place
    items: tuple[Item, ...]
    findings: tuple[Finding, ...] = ()
    meets_on: dt.date | None = None


def next_gathering(
    template: Template | None, events: Iterable[Event], today: dt.date
) -> Event | None:
    """The workshop that is running or comes next; any event where no workshop is to come."""
    events = tuple(events)
    if template is None:
        ahead = [one for one in events if one.ends_on is not None and one.ends_on >= today]
        return min(ahead, key=lambda one: one.starts_on or today, default=None)
    return next_event(template, events, today, WORKSHOP) or next_event(template, events, today)


def letters(findings: Iterable[Finding]) -> str:
    """Findings as letters, in the order of the legend."""
    return "".join(sorted(FINDING_LETTERS[one.kind] for one in findings))


def urgency(
    items: Sequence[Item], meets_on: dt.date | None, today: dt.date
) -> tuple[bool, int, bool, dt.date, int]:
    """What the order of calls goes by: the smaller, the sooner.

    Whoever misses nothing comes last. Before that: more late items first; then the next workshop
    nearest, an open date after all known ones; then more missing items.
    """
    gaps = missing(items)
    return (
        not gaps,
        -len(behind(items, today)),
        meets_on is None,
        meets_on or dt.date.max,
        -len(gaps),
    )


class Sort(StrEnum):
    """The orders of the teams."""

    NAME = "name"
    READINESS = "readiness"
    LATE = "late"
    CALLS = "calls"


SORT_NAMES: Mapping[Sort, Message] = {
    Sort.NAME: msg("checklists", "By name"),
    Sort.READINESS: msg("checklists", "Least ready first"),
    Sort.LATE: msg("checklists", "Most late first"),
    Sort.CALLS: msg("checklists", "In order of calls"),
}


def in_order(
    teams: Iterable[TeamReadiness],
    sort: Sort,
    today: dt.date,
    by_name: Callable[[str], Any],
) -> list[TeamReadiness]:
    """The teams in an order that is the same whatever order they come in.

    Those that are alike stand by name (`by_name` is the language's sort key), then by their place
    in the file. The order of calls goes across cohorts; the others keep cohorts together.
    """

    def key(one: TeamReadiness) -> tuple[Any, ...]:
        cohort = (one.place.cohort.position, one.place.cohort.rid)
        name = (by_name(one.team.name), one.team.rid)
        if sort is Sort.CALLS:
            return (urgency(one.items, one.meets_on, today), *name)
        if sort is Sort.READINESS:
            return (*cohort, _share(one.items), *name)
        if sort is Sort.LATE:
            return (*cohort, -len(behind(one.items, today)), *name)
        return (*cohort, *name)

    return sorted(teams, key=key)


def _share(items: Sequence[Item]) -> float:
    made = progress(items)
    return made.done / made.applicable if made.applicable else 1.0


class Show(StrEnum):
    """Which teams and items are shown."""

    ALL = "all"
    MISSING = "missing"
    BEHIND = "behind"
    SUPPORT = "support"
    CHANGED = "changed"
    MAKE_UP = "make_up"


SHOW_NAMES: Mapping[Show, Message] = {
    Show.ALL: msg("checklists", "Everything"),
    Show.MISSING: msg("checklists", "Only what is missing"),
    Show.BEHIND: msg("checklists", "Only what is late"),
    Show.SUPPORT: msg("checklists", "Only where support is needed"),
    Show.CHANGED: msg("checklists", "Only what has changed"),
    Show.MAKE_UP: msg("checklists", "Only make-up to look at"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown: a choice and typed words; `changed` are the cells that have changed."""

    show: Show = Show.ALL
    text: str = ""
    changed: Collection[Cell] = frozenset()

    def takes_item(self, item: Item, today: dt.date) -> bool:
        """Whether an item is among what was chosen."""
        if self.show is Show.MISSING:
            return bool(missing([item]))
        if self.show is Show.BEHIND:
            return bool(behind([item], today))
        if self.show is Show.SUPPORT:
            return bool(item.support_needed)
        if self.show is Show.CHANGED:
            return (item.team_rid, item.item_key) in self.changed
        return True

    def takes(self, one: TeamReadiness, words: Sequence[str], today: dt.date) -> bool:
        """Whether a team is shown: each typed word is in one of its `words`, and an item is."""
        said = "\n".join(words).casefold()
        if not all(word in said for word in self.text.casefold().split()):
            return False
        if self.show is Show.MAKE_UP:
            return bool(one.findings)
        if self.show is Show.CHANGED:
            return any(team == one.team.rid for team, _key in self.changed)
        return self.show is Show.ALL or any(self.takes_item(item, today) for item in one.items)


def words_of(one: TeamReadiness) -> tuple[str, ...]:
    """What typed words are looked for in: the team, its unit and place, its people."""
    team, cohort = one.team, one.place.cohort
    whom = {item.who for item in one.items}
    return (
        team.name, team.unit_name, team.site, team.contact_name, cohort.name, cohort.area,
        *cohort.coaches, *whom,
    )  # fmt: skip
