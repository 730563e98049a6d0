"""A method in use: its kind, what it is for, and what came of it so far."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coachdesk.features.methods.alternatives import Alternatives
from coachdesk.features.methods.grouping import Wish
from coachdesk.features.methods.priorities import Priorities
from coachdesk.features.methods.spread import CheckIn
from coachdesk.kernel.text import Message, msg


class Kind(StrEnum):
    """The methods there are tools for."""

    PRIORITISING = "prioritising"
    SPARRING = "sparring"
    GROUPS = "groups"
    FIVE_ALTERNATIVES = "five_alternatives"
    CHECK_IN = "check_in"


KIND_NAMES: Mapping[Kind, Message] = {
    Kind.PRIORITISING: msg("methods", "Prioritising"),
    Kind.SPARRING: msg("methods", "Sparring round"),
    Kind.GROUPS: msg("methods", "Groups"),
    Kind.FIVE_ALTERNATIVES: msg("methods", "Five alternatives"),
    Kind.CHECK_IN: msg("methods", "Check-in"),
}


@dataclass(frozen=True, slots=True)
class Sparring:
    """Which teams (by uuid, in order) comment on each other in how many rounds.

    `mutual` pairs comment on each other; otherwise teams comment in a circle.
    """

    teams: tuple[str, ...] = ()
    rounds: int = 3
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """How people are mixed, and the groups (uuids of people) that came of it.

    `figure` is the number of people in a group with `by_size`, else the number of groups.
    """

    figure: int = 5
    by_size: bool = True
    present_only: bool = False
    left_out: frozenset[str] = frozenset()
    wishes: tuple[Wish, ...] = ()
    seed: int = 0
    groups: tuple[tuple[str, ...], ...] = ()

    def placed(self) -> frozenset[str]:
        """Everybody who is in a group."""
        return frozenset(key for group in self.groups for key in group)


Contents = Priorities | Sparring | Groups | Alternatives | CheckIn
EMPTY: Mapping[Kind, Contents] = {
    Kind.PRIORITISING: Priorities(),
    Kind.SPARRING: Sparring(),
    Kind.GROUPS: Groups(),
    Kind.FIVE_ALTERNATIVES: Alternatives(),
    Kind.CHECK_IN: CheckIn(),
}


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a method, for a workshop (`event_rid`) or some teams, or neither."""

    rid: int
    uuid: str
    kind: Kind
    title: str
    made_on: dt.date
    language: str
    event_rid: int | None
    contents: Contents

    def name(self) -> Message | str:
        """Its title; what method it is while it has none."""
        return self.title or KIND_NAMES[self.kind]


@dataclass(frozen=True, slots=True)
class Participant:
    """A person whom a method can place, with the team and the occupational group."""

    key: str
    name: str
    team: str
    team_key: str
    occupation: str


@dataclass(frozen=True, slots=True)
class Names:
    """What the uuids in a use stand for; those that are gone are missing."""

    teams: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, Participant] = field(default_factory=dict)
