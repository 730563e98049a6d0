"""Meetings and what belongs to them, as the pages and papers see them."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from coachdesk.kernel.text import Message, msg

KINDS: Mapping[str, Message] = {
    "visit": msg("notes", "Visit"),
    "video": msg("notes", "Video call"),
    "phone": msg("notes", "Phone call"),
    "workshop": msg("notes", "Workshop"),
    "other": msg("notes", "Other"),
}
PRESENCE: Mapping[str, Message] = {
    "present": msg("notes", "Present"),
    "late": msg("notes", "Came late"),
    "left_early": msg("notes", "Left early"),
    "absent": msg("notes", "Absent"),
}


class Person(NamedTuple):
    """A member of a team of the meeting."""

    rid: int
    team_rid: int
    name: str

    @property
    def first_name(self) -> str:
        """The name up to the first blank."""
        return self.name.split(" ", 1)[0]


class Meeting(NamedTuple):
    """A contact of coach and teams, with the note that she wrote."""

    rid: int
    uuid: str
    held_on: dt.date
    kind: str
    title: str
    body: str
    team_rids: tuple[int, ...] = ()


class MeetingRow(NamedTuple):
    """A meeting in a list; `opening` is the beginning of its text."""

    rid: int
    held_on: dt.date
    kind: str
    title: str
    opening: str
    teams: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands in the list: what a page goes on from."""
        return self.held_on.isoformat(), self.rid


class Attendee(NamedTuple):
    """Someone at a meeting: a member (`member_rid`) or a guest by name.

    `came_at` and `left_at` are known of those who came late or left early, by the clock on the
    wall. `stands_in_for` is the member in whose place this one came, with the name.
    """

    rid: int
    member_rid: int | None
    name: str
    state: str
    came_at: dt.time | None = None
    left_at: dt.time | None = None
    stands_in_for: int | None = None
    absent_name: str = ""


class Decision(NamedTuple):
    """What a meeting decided."""

    rid: int
    meeting_rid: int
    held_on: dt.date
    text: str


class Picture(NamedTuple):
    """A picture of a meeting; its bytes lie under `sha256`. Sizes are pixels."""

    rid: int
    meeting_rid: int
    sha256: str
    caption: str
    width: int
    height: int


class NoteTaskRow(NamedTuple):
    """A task of a note as it stands in the team's list now."""

    rid: int
    title: str
    state: str
    due_on: dt.date | None
    who: str
    line: str

    @property
    def done(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self.state in {"done", "dropped"}


class NoteVersion(NamedTuple):
    """An earlier text of a note and when (UTC) it was left so."""

    at: dt.datetime
    body: str
    previous: str
