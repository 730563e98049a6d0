"""What a hand-out is, and what she chooses when she prints one.

The hand-outs themselves are in `coachdesk/handouts`, one module each, and reach the page and the
command line through `offered`.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from coachdesk.documents.blocks import Document
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import Message, msg

T = TypeVar("T")


class Subject(StrEnum):
    """What one paper is about."""

    TEAM = "team"
    RUN = "run"
    MEETING = "meeting"
    SURVEY = "survey"
    EVENT = "event"
    METHOD = "method"


class Group(StrEnum):
    """What papers are offered together."""

    WORK = "work"
    WORKSHOP = "workshop"
    BY_HAND = "by_hand"


GROUP_NAMES: Mapping[Group, Message] = {
    Group.WORK: msg("printing", "Teams and programmes"),
    Group.WORKSHOP: msg("printing", "Workshop day"),
    Group.BY_HAND: msg("printing", "Forms to fill in by hand"),
}


class Way(StrEnum):
    """How a paper left the program."""

    PRINTED = "printed"
    SAVED = "saved"
    WORD = "word"
    EXPORTED = "exported"


WAY_NAMES: Mapping[Way, Message] = {
    Way.PRINTED: msg("printing", "Printed"),
    Way.SAVED: msg("printing", "Saved as PDF"),
    Way.WORD: msg("printing", "Saved as a Word document"),
    Way.EXPORTED: msg("printing", "Exported as a table"),
}


class Medium(StrEnum):
    """What papers become: only a PDF can be filled in on a computer, only Word be edited."""

    PAPER = "paper"
    PDF = "pdf"
    WORD = "word"

    @property
    def suffix(self) -> str:
        """How the name of such a file ends; paper is printed from a PDF."""
        return ".docx" if self is Medium.WORD else ".pdf"


@dataclass(frozen=True, slots=True)
class Option:
    """A part or form of a hand-out that she can switch on and off."""

    key: str
    label: Message
    default: bool = True


@dataclass(frozen=True, slots=True)
class Choices:
    """What goes on the paper: the keys of the options that are on, and the notes picked (rids).

    A paper of a workshop's pack is handed out there, until the day `held_on`: what it says of the
    time to come begins after that day.
    """

    options: frozenset[str] = frozenset()
    notes: frozenset[int] = frozenset()
    held_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Handout(Generic[T]):
    """A paper of one kind.

    `collect` reads all that one paper needs about a subject on a day, or tells None when the
    subject is gone. `compose` makes the paper of it in a language, without reading anything.
    With `picks_notes` she may pick meeting notes for it; none goes on it unpicked. One that can be
    printed `blank` tells what `compose` needs for a paper that is about nothing in particular.
    One that `is_empty` tells of what was collected that there is nothing in it yet: a pack goes
    without it.
    """

    key: str
    title: Message
    subject: Subject
    collect: Callable[[Database, int, dt.date, Choices], T | None]
    compose: Callable[[T, str, bool], Document]
    options: tuple[Option, ...] = ()
    picks_notes: bool = False
    blank: Callable[[Choices], T] | None = None
    group: Group = Group.WORK
    is_empty: Callable[[T], bool] | None = None

    def usual(self) -> Choices:
        """The choices before she chooses."""
        return Choices(frozenset(option.key for option in self.options if option.default))


@dataclass(frozen=True, slots=True)
class OfferedSubject:
    """A kind of subject that belongs to a feature above this one, which offers it.

    `table` holds its records. `choices` lists their rids and names, the newest first; `name_of`
    tells the name of one by its uuid, an empty text when it is gone. `language_of` tells the
    language that belongs to one by its rid, if there is any.
    """

    kind: Subject
    table: str
    title: Message
    field_name: Message
    choices: Callable[[Database], list[tuple[int, str]]]
    name_of: Callable[[Database, str], str]
    language_of: Callable[[Database, int], str] | None = None


BLANK = 0
"""Stands in an order for the rid of a subject where the paper is to be blank."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to print: a hand-out, the rids of its subjects or `BLANK`, and how.

    An empty `language` means that of each subject; `fallback` where it has none.
    """

    handout: Handout[Any]
    subjects: tuple[int, ...]
    language: str = ""
    fallback: str = "fi"
    large_print: bool = False
    choices: Choices = field(default_factory=Choices)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of an order and what it is about."""

    subject_rid: int
    document: Document


@dataclass(frozen=True, slots=True)
class Entry:
    """What the log is told of a paper that left the program."""

    handout: Handout[Any]
    subject_rid: int
    language: str


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A finished file, not yet on disk, with what the log is told of the papers in it.

    `way` is how they leave when it is saved. One that `fills_sheets` is meant for both sides of
    the paper.
    """

    name: str
    data: bytes
    entries: tuple[Entry, ...] = ()
    fills_sheets: bool = False
    way: Way = Way.SAVED


Progress = Callable[[int, int], None]
"""Told how many of how many papers are made; raises to give up."""


@dataclass(frozen=True, slots=True)
class FilePlan:
    """A file that is to be made: its name, the number of papers in it, and how."""

    name: str
    papers: int
    make: Callable[[Database, Progress], PaperFile]


class Parcel(Protocol):
    """Papers that leave the program together."""

    def plan(self, db: Database, *, in_one_file: bool) -> list[FilePlan]:
        """All of them as one file, or as a file for each team or subject.

        Raises `UserError` when there is nothing to print.
        """


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of the log. `subject` is empty when what the paper was about has been deleted."""

    at: dt.datetime
    handout: str
    subject: str
    language: str
    way: Way


LONGEST_NAME = 120
"""Characters of a file's name; with the folder it fits Windows' 260."""
_MOST_BYTES = 200  # most systems allow 255 bytes, some of which the writing itself needs
_UNUSABLE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\.|$)", re.I)


def file_name(text: str, taken: Collection[str] = (), suffix: str = ".pdf") -> str:
    """A name for a file that Windows, macOS and Linux accept, unlike those `taken` (any case)."""
    stem = _UNUSABLE.sub("-", unicodedata.normalize("NFC", text))
    stem = " ".join(stem.split()).strip(". ") or "CoachDesk"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    in_use = {_same(name) for name in taken}
    number, name = 1, _shortened(stem, suffix)
    while _same(name) in in_use:
        number += 1
        name = _shortened(stem, f" ({number}){suffix}")
    return name


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _shortened(stem: str, ending: str) -> str:
    stem = stem[: LONGEST_NAME - len(ending)]
    while len((stem + ending).encode()) > _MOST_BYTES:
        stem = stem[:-1]
    return stem.rstrip(". ") + ending
