"""The bones of a programme's template: its phases and events, and how large its teams are.

The first page of a start shows no more of a programme; the rest is in `template_parts`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from coachdesk.kernel.datafile import LocalText


class Keyed(Protocol):
    """A part of a template that other parts, and records of a run, refer to by its key."""

    @property
    def key(self) -> str:
        """Small letters, digits and `_`; unique in its list."""


AnyKeyed = TypeVar("AnyKeyed", bound=Keyed)


def with_key(parts: Iterable[AnyKeyed], key: str) -> AnyKeyed | None:
    """The part with this key."""
    return next((part for part in parts if part.key == key), None)


@dataclass(frozen=True, slots=True)
class Relation:
    """The usual distance from the first day of `event` to the first day of the one that follows."""

    event: str
    days: int


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the programme; `event` is the key of the event whose days it is, or empty.

    `handouts` are the keys of the papers that are useful in the phase.
    """

    key: str
    name: LocalText
    short: LocalText
    description: LocalText
    event: str
    handouts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateEvent:
    """An event; `kind` groups events that are alike, `days` is the usual length.

    `contents` is what it is about, a point a line.
    """

    key: str
    kind: str
    name: LocalText
    days: int
    contents: LocalText | None = None
    after: Relation | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The bones of a programme, which are read sooner than all of it: see `Template`."""

    key: str
    version: str
    name: LocalText
    description: LocalText
    source: LocalText
    smallest_team: int
    largest_team: int
    phases: tuple[Phase, ...]
    events: tuple[TemplateEvent, ...] = ()

    def phase(self, key: str) -> Phase | None:
        """The phase with this key."""
        return with_key(self.phases, key)

    def event(self, key: str) -> TemplateEvent | None:
        """The event with this key."""
        return with_key(self.events, key)
