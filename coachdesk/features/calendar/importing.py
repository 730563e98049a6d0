"""Dates from a calendar file for the events of a cohort: which line is which event, and what then.

Nothing is written here; `programmes.service.move_events` takes the dates in one undo step.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coachdesk.exchange.ics import uid_of
from coachdesk.exchange.ics_reading import CalendarFile, FoundEvent, RefusedEvent
from coachdesk.features.calendar.series import monday
from coachdesk.features.programmes.model import Event, EventDate
from coachdesk.features.programmes.service import MOST_DAYS
from coachdesk.features.programmes.template import Template
from coachdesk.kernel.text import LANGUAGES, Message, msg


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A line of the file that has a date, and the event it is about; None until one is chosen.

    `event_date` is what the event would get.
    """

    found: FoundEvent
    event_rid: int | None
    event_date: EventDate


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do: each usable line with its event, and what is refused and why."""

    lines: tuple[ImportLine, ...]
    refused: tuple[RefusedEvent, ...]

    def dates(self) -> dict[int, EventDate]:
        """The new date of each event that a line is for."""
        return {
            line.event_rid: line.event_date for line in self.lines if line.event_rid is not None
        }

    def doubled(self) -> set[int]:
        """The events that two lines are for."""
        chosen = [line.event_rid for line in self.lines if line.event_rid is not None]
        return {rid for rid in chosen if chosen.count(rid) > 1}


def plan_import(
    file: CalendarFile, events: Sequence[Event], names: Mapping[int, Sequence[str]]
) -> ImportPlan:
    """Which event of a cohort each line of the file is about.

    A line that this program wrote is known by its UID; another one by the name of an event in its
    title, the longest of them. An event that two lines are as good for is left to be chosen.
    Lines with an event come first.
    """
    refused = list(file.refused)
    usable: list[FoundEvent] = []
    for found in file.events:
        problem = _problem(found)
        if problem is None:
            usable.append(found)
        else:
            refused.append(RefusedEvent(found.title, problem))
    chosen = _match(usable, {uid_of(event.uuid): event.rid for event in events}, names)
    lines = [
        ImportLine(found, chosen.get(index), _date(found)) for index, found in enumerate(usable)
    ]
    lines.sort(key=lambda line: line.event_rid is None)
    return ImportPlan(tuple(lines), tuple(refused))


def names_of_events(template: Template | None, events: Sequence[Event]) -> dict[int, list[str]]:
    """What each event may be called in a file: its name in any language."""
    result: dict[int, list[str]] = {}
    for event in events:
        known = template.event(event.key) if template else None
        names = {known.name.in_language(each) for each in LANGUAGES} if known else {event.key}
        result[event.rid] = sorted(names)
    return result


def _problem(found: FoundEvent) -> Message | None:
    days = (found.last - found.first).days + 1
    if days > MOST_DAYS:
        return msg(
            "calendar", "It lasts {days} days; {most} is the most here.", days=days, most=MOST_DAYS
        )
    return None


def _date(found: FoundEvent) -> EventDate:
    if found.week_only:
        week = monday(found.first).isocalendar()
        return EventDate.in_week(week.year, week.week)
    return EventDate.between(found.first, found.last)


def _match(
    usable: Sequence[FoundEvent], uids: Mapping[str, int], names: Mapping[int, Sequence[str]]
) -> dict[int, int]:
    """The event of each line, by the line's index; each event is used once at most."""
    sure = {index: uids[found.uid] for index, found in enumerate(usable) if found.uid in uids}
    guesses: dict[int, tuple[int, int]] = {}
    for index, found in enumerate(usable):
        if index in sure:
            continue
        length, rid = max(
            ((_length_in(found.title, names[rid]), rid) for rid in names), default=(0, 0)
        )
        if length and rid not in sure.values():
            guesses[index] = (length, rid)
    wanted = [rid for _, rid in guesses.values()]
    return sure | {index: rid for index, (_, rid) in guesses.items() if wanted.count(rid) == 1}


def _length_in(title: str, names: Sequence[str]) -> int:
    """The length of the longest of the names that stands in the title as whole words."""
    text = _folded(title)
    return max(
        (
            len(name)
            for name in map(_folded, names)
            if name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        ),
        default=0,
    )


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
