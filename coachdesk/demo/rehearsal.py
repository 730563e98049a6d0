"""The rehearsal: the demo on a workshop day that is under way, so that a coach can practise.

What has happened is read from `resources/demo/rehearsal.toml`; the format stands at its head.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from coachdesk.features.notes.model import PRESENCE
from coachdesk.kernel.datafile import Table
from coachdesk.kernel.paths import resource
from coachdesk.kernel.text import LANGUAGES, msg

SCHEMA = 1
_MOST_DAYS = 30


class Act(StrEnum):
    """What moves the day on."""

    BEGIN = "begin"
    NEXT = "next"
    ROUND = "round"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: an act, or lines in a note, or a parked line."""

    at: dt.time
    act: Act | None
    team: str
    note: str
    park: str


@dataclass(frozen=True, slots=True)
class Presence:
    """A member who was not there all day."""

    team: str
    member: str
    state: str
    came: dt.time | None
    left: dt.time | None


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who came in the place of a member."""

    team: str
    name: str
    stands_in_for: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A workshop day until the moment at which the window opens."""

    area: str
    event: str
    day: int
    language: str
    at: dt.time
    steps: tuple[Step, ...]
    presence: tuple[Presence, ...]
    guests: tuple[Guest, ...]


def load_rehearsal(path: Path | None = None) -> Rehearsal:
    """Read the rehearsal (the one that ships, if None); raises `DataFileError`."""
    table = Table.load(path or resource("demo", "rehearsal.toml"))
    table.number("schema", SCHEMA, SCHEMA)
    rehearsal = Rehearsal(
        area=table.line("area"),
        event=table.name("event"),
        day=table.number("day", 1, _MOST_DAYS),
        language=table.choice("language", LANGUAGES),
        at=table.clock("at"),
        steps=tuple(_step(entry) for entry in table.tables("steps")),
        presence=tuple(_presence(entry) for entry in table.tables("presence")),
        guests=tuple(_guest(entry) for entry in table.tables("guests")),
    )
    table.finish()
    return rehearsal


def _step(table: Table) -> Step:
    step = Step(
        at=table.clock("at"),
        act=table.member("does", Act) if "does" in table else None,
        team=table.optional_line("team"),
        note=table.lines("note") if "note" in table else "",
        park=table.optional_line("park"),
    )
    if sum((step.act is not None, bool(step.note), bool(step.park))) != 1:
        table.fail("at", msg("demo", "Give one of does, note and park."))
    table.finish()
    return step


def _presence(table: Table) -> Presence:
    presence = Presence(
        team=table.line("team"),
        member=table.name("member"),
        state=table.choice("state", PRESENCE),
        came=table.clock("came") if "came" in table else None,
        left=table.clock("left") if "left" in table else None,
    )
    table.finish()
    return presence


def _guest(table: Table) -> Guest:
    guest = Guest(table.line("team"), table.line("name"), table.name("for"))
    table.finish()
    return guest
