"""Taking a newer version of a programme into a run that is under way, part by part.

Subjects above this one that copied parts of the template to each team fill `hooks.TAKERS` (the
composition root does).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from coachdesk.features.programmes import hooks, library, moving, store, text_store
from coachdesk.features.programmes.model import Cohort, Event, Run, Timing, followed
from coachdesk.features.programmes.template import Template, TemplateError, parse_template
from coachdesk.features.programmes.template_writer import template_toml
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.database import Database, delete, update
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import Workspace

ABOUT = "about"
"""The part that is the programme itself: name, description, source, size of teams."""

_ABOUT_FIELDS = ("name", "description", "source", "smallest_team", "largest_team")
_PARTS: Mapping[str, Callable[[Any], str]] = {
    "phases": lambda part: part.key,
    "events": lambda part: part.key,
    "kinds": lambda part: part.key,
    "items": lambda part: part.key,
    "tasks": lambda part: part.key,
    "agendas": lambda part: f"{part.event}.{part.day}",
    "questions": lambda part: part.key,
    "advice": lambda part: part.key,
    "roles": lambda part: part.key,
    "fields": lambda part: part.key,
    "meetings": lambda part: part.key,
    "surveys": lambda part: f"{part.survey}.{part.phase}",
}
"""The lists of a template, with what tells the entries of each apart."""


class DifferenceKind(StrEnum):
    """What happened to a part from one version to the next."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a programme that differs; `part` is the list it is in, or `ABOUT`.

    `old` and `new` are the records of the template, None where there is none (and for `ABOUT`
    the whole templates).
    """

    part: str
    key: str
    kind: DifferenceKind
    old: object | None
    new: object | None


@dataclass(frozen=True, slots=True)
class Taking:
    """A cohort whose run takes parts of a newer version, inside the change that does it.

    `events` are as they will be, by key. Teams are all of the cohort, also archived ones.
    """

    db: Database
    clock: Clock
    run: Run
    cohort: Cohort
    events: Mapping[str, Event]
    team_rids: Sequence[int]
    old: Template
    new: Template


def differences(old: Template, new: Template) -> list[Difference]:
    """What differs between two versions, list by list in the order of the new one."""
    found = []
    if any(getattr(old, name) != getattr(new, name) for name in _ABOUT_FIELDS):
        found.append(Difference(ABOUT, ABOUT, DifferenceKind.CHANGED, old, new))
    for part, key_of in _PARTS.items():
        before = {key_of(each): each for each in getattr(old, part)}
        after = {key_of(each): each for each in getattr(new, part)}
        for key, each in after.items():
            if key not in before:
                found.append(Difference(part, key, DifferenceKind.ADDED, None, each))
            elif each != before[key]:
                found.append(Difference(part, key, DifferenceKind.CHANGED, before[key], each))
        found += [
            Difference(part, key, DifferenceKind.REMOVED, each, None)
            for key, each in before.items()
            if key not in after
        ]
    return found


def merged(old: Template, new: Template, chosen: Iterable[Difference]) -> Template:
    """The old version with the chosen differences; the new one when all are chosen.

    Raises `UserError` when what was chosen refers to a part that was not.
    """
    chosen = list(chosen)
    parts: dict[str, Any] = {
        part: _merged_list(getattr(old, part), getattr(new, part), key_of, _keys(chosen, part))
        for part, key_of in _PARTS.items()
    }
    if _keys(chosen, ABOUT):
        parts |= {name: getattr(new, name) for name in _ABOUT_FIELDS}
    result = replace(old, **parts)
    if not differences(result, new):
        return new
    try:
        return parse_template(template_toml(result), new.key)
    except TemplateError as error:
        raise UserError(
            msg(
                "programmes",
                "One of these needs another one that is not chosen. {place}: {reason}",
                place=error.place,
                reason=error.reason,
            )
        ) from error


def take_version(
    ws: Workspace, run_rid: int, new: Template, chosen: Collection[Difference]
) -> None:
    """Take the chosen differences into a run; one undo step.

    Teams get new items and tasks; texts and dates that nobody has changed follow the new version;
    what is begun or done stays. Raises `UserError` as `merged`, and for a removed event that has
    a date.
    """
    with ws.change(msg("programmes", "Take over a new version of a programme")) as db:
        run = store.run(db, run_rid)
        old = library.template_of(db, run) if run else None
        if run is None or old is None:
            raise UserError(_unknown())
        result = merged(old, new, chosen)
        columns: dict[str, str | int] = {
            "programme_rid": library.keep(db, result), "template_version": result.version,
        }  # fmt: skip
        update(db, "run", run_rid, columns)
        for cohort in store.cohorts(db, run_rid):
            events = _bring_events(db, cohort, old, result)
            teams = store.all_team_rids(db, cohort.rid)
            taking = Taking(db, ws.clock, run, cohort, events, teams, old, result)
            for taker in hooks.TAKERS:
                taker(taking)
        text_store.forget_unused_texts(db)


def _keys(chosen: Iterable[Difference], part: str) -> set[str]:
    return {difference.key for difference in chosen if difference.part == part}


def _merged_list(
    old: Sequence[Any], new: Sequence[Any], key_of: Callable[[Any], str], chosen: set[str]
) -> tuple[Any, ...]:
    """The old list with the chosen entries of the new one; added ones after their neighbour."""
    after = {key_of(each): each for each in new}
    gone = chosen - after.keys()
    result = [
        after[key_of(each)] if key_of(each) in chosen else each
        for each in old
        if key_of(each) not in gone
    ]
    before = {key_of(each) for each in old}
    place = 0
    for key, each in after.items():
        present = [key_of(one) for one in result]
        if key in present:
            place = present.index(key) + 1
        elif key in chosen - before:
            result.insert(place, each)
            place += 1
    return tuple(result)


def _bring_events(db: Database, cohort: Cohort, old: Template, new: Template) -> dict[str, Event]:
    """Make the events of a cohort those of the new version; by key."""
    order = {known.key: place for place, known in enumerate(new.events)}
    for event in store.events(db, cohort.rid):
        known = old.event(event.key)
        if event.key in order:
            update(db, "event", event.rid, {"position": order[event.key]})
            _bring_length(db, event, old, new)
        elif known is not None and event.starts_on is not None:
            raise UserError(_dated())
        elif known is not None:
            delete(db, "event", event.rid)
    present = {event.key for event in store.events(db, cohort.rid)}
    for key, place in order.items():
        added = new.event(key)
        if added is not None and key not in present:
            timing = Timing.FOLLOWS if added.after else Timing.OPEN
            store.add_event(db, cohort.rid, key, added.days, place, timing=timing)
    before = store.events(db, cohort.rid)
    moving.apply(db, moving.moves_of(before, followed(new, before)))
    return {event.key: event for event in store.events(db, cohort.rid)}


def _bring_length(db: Database, event: Event, old: Template, new: Template) -> None:
    """An event without a date has the usual length, if it had the old one."""
    before, after = old.event(event.key), new.event(event.key)
    if before and after and event.starts_on is None and event.days == before.days:
        update(db, "event", event.rid, {"days": after.days})


def _dated() -> Message:
    return msg(
        "programmes", "An event that has a date is not taken away. Leave its date open first."
    )


def _unknown() -> Message:
    return msg("programmes", "The template of this programme is not on this computer.")
