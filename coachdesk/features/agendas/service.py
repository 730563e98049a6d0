"""What she does with plans: make them, and change, move and remove their blocks."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypedDict

from coachdesk.features.agendas import store
from coachdesk.features.agendas.library import in_language
from coachdesk.features.agendas.model import (
    MINUTES_OF_DAY,
    BlockKind,
    Contents,
    PlanBlock,
    PlanDay,
    checked_length,
    moved,
    placed,
)
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import Event
from coachdesk.features.programmes.template import Template
from coachdesk.features.programmes.template_parts import Block
from coachdesk.kernel.database import Database, Values, delete
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line, clean_text
from coachdesk.kernel.text import LANGUAGES, Message, msg
from coachdesk.kernel.workspace import Workspace

MOST_DAYS = 31
USUAL_START = dt.time(9, 0)
_TITLE_LIMIT, _TRACK_LIMIT, _TEXT_LIMIT = 200, 40, 20_000
_LINES = {"title": _TITLE_LIMIT, "track": _TRACK_LIMIT}
_TEXTS = {"goal", "materials", "instructions"}


class BlockFields(TypedDict, total=False):
    """What `change_block` can change."""

    title: str
    minutes: int
    kind: BlockKind
    goal: str
    materials: str
    instructions: str
    coach_only: bool
    by_team: bool
    fixed_at: dt.time | None
    track: str


# -- plans ----------------------------------------------------------------------------------------


def template_of_event(db: Database, event: Event) -> Template | None:
    """The template of the run that an event belongs to."""
    place = programmes.place(db, event.cohort_rid)
    return template_of(db, place.run) if place else None


def make_from_programme(ws: Workspace, event_rid: int, language: str) -> list[int]:
    """Plan every day of an event that has no plan, as its programme says; their rids.

    Raises `UserError` when the programme has no agenda for any of them.
    """
    event, language = _event(ws.read, event_rid), _language(language)
    template = template_of_event(ws.read, event)
    planned = {day.day for day in store.days(ws.read, event_rid)}
    agendas = template.agendas_of(event.key) if template else ()
    wanted = [agenda for agenda in agendas if agenda.day not in planned]
    if not wanted:
        raise UserError(msg("agendas", "The programme has no agenda for this day."))
    with ws.change(msg("agendas", "Make a plan from the programme")) as db:
        made = []
        for agenda in wanted:
            rid = store.add_day(db, event_rid, agenda.day, language, agenda.start)
            for block in agenda.blocks:
                store.append_block(db, rid, _of_template(block, language))
            made.append(rid)
        return made


def _of_template(block: Block, language: str) -> Contents:
    return Contents(
        title=block.title.in_language(language),
        minutes=min(block.minutes, MINUTES_OF_DAY),
        kind=block.kind,
        goal=in_language(block.goal, language),
        materials=in_language(block.materials, language),
        instructions=in_language(block.instructions, language),
        coach_only=block.coach_only,
        fixed_at=block.at,
    )


def make_empty(
    ws: Workspace, event_rid: int, day: int, language: str, starts_at: dt.time = USUAL_START
) -> int:
    """Begin a plan without blocks; its rid. Raises `UserError` when the day has a plan."""
    _refuse_planned(ws.read, event_rid, day)
    with ws.change(msg("agendas", "Begin a plan")) as db:
        return store.add_day(db, event_rid, day, _language(language), starts_at)


def copy_day(ws: Workspace, day_rid: int, event_rid: int, day: int) -> int:
    """Copy a plan to another day, perhaps of another event; the rid of the new one.

    Raises `UserError` when that day has a plan.
    """
    source = _day(ws.read, day_rid)
    _refuse_planned(ws.read, event_rid, day)
    with ws.change(msg("agendas", "Copy a plan")) as db:
        rid = store.add_day(db, event_rid, day, source.language, source.starts_at)
        store.set_day(db, rid, {"title": source.title, "ends_at": store.clock_text(source.ends_at)})
        for block in store.blocks(db, day_rid):
            store.append_block(db, rid, block)
        return rid


def remove_day(ws: Workspace, day_rid: int) -> None:
    """Remove the plan of a day with all its blocks."""
    with ws.change(msg("agendas", "Remove a plan")) as db:
        delete(db, "agenda_day", day_rid)


def set_start(ws: Workspace, day_rid: int, starts_at: dt.time) -> None:
    """Begin a day at another time; all that has no fixed time moves along."""
    _set_day(ws, day_rid, msg("agendas", "Change when a day begins"),
             {"starts_at": store.clock_text(starts_at)})  # fmt: skip


def set_end(ws: Workspace, day_rid: int, ends_at: dt.time | None) -> None:
    """Say when a day should be over, or that this is not agreed."""
    _set_day(ws, day_rid, msg("agendas", "Change when a day ends"),
             {"ends_at": store.clock_text(ends_at)})  # fmt: skip


def set_title(ws: Workspace, day_rid: int, title: str) -> None:
    """Give a day a title of its own, or none."""
    values: Values = {"title": clean_line(title, _TITLE_LIMIT)}
    _set_day(ws, day_rid, msg("agendas", "Name a day"), values)


def _set_day(ws: Workspace, day_rid: int, label: Message, values: Values) -> None:
    """Change columns of a day; a burst of typing is one undo step."""
    with ws.change(label, merge_key=f"agenda_day.{'.'.join(values)}:{day_rid}") as db:
        store.set_day(db, day_rid, values)


# -- blocks ---------------------------------------------------------------------------------------


def add_block(ws: Workspace, day_rid: int, contents: Contents, behind: int | None = None) -> int:
    """Add a block behind another one (None: at the end); its rid.

    Raises `UserError` for an empty title and for a length that no block has.
    """
    contents = replace(contents, **_checked(_texts_of(contents)))
    with ws.change(msg("agendas", "Add a block")) as db:
        _day(db, day_rid)
        order = store.order(db, day_rid)
        rid = store.append_block(db, day_rid, contents)
        if behind in order:
            order.insert(order.index(behind) + 1, rid)
            store.save_order(db, order)
        return rid


def _texts_of(contents: Contents) -> dict[str, Any]:
    return {name: getattr(contents, name) for name in (*_LINES, *sorted(_TEXTS), "minutes")}


def change_block(ws: Workspace, block_rid: int, fields: BlockFields, typing: str = "") -> None:
    """Change fields of a block. With `typing` (a field's name) a burst is one undo step.

    Raises `UserError` for an empty title and for a length that no block has.
    """
    values = _checked(fields)
    merge_key = f"agenda_block.{typing}:{block_rid}" if typing else ""
    with ws.change(msg("agendas", "Change a block"), merge_key=merge_key) as db:
        store.set_block(db, block_rid, values)


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(fields)
    for name, limit in _LINES.items():
        if name in values:
            values[name] = clean_line(values[name], limit)
    for name in _TEXTS & values.keys():
        values[name] = clean_text(values[name], _TEXT_LIMIT).strip()
    if values.get("title") == "":
        raise UserError(msg("agendas", "Give the block a title."))
    if "minutes" in values:
        checked_length(values["minutes"])
    return values


def lengthen(ws: Workspace, block_rids: Sequence[int], by: int) -> None:
    """Make blocks longer or shorter by so many minutes, never below nothing; later ones move.

    Repeated presses on the same blocks are one undo step.
    """
    key = ",".join(map(str, sorted(block_rids)))
    label = msg("agendas", "Change the length of a block")
    with ws.change(label, merge_key=f"agenda_block.minutes:{key}") as db:
        for block in _present(db, block_rids):
            minutes = min(max(block.minutes + by, 0), MINUTES_OF_DAY)
            store.set_block(db, block.rid, {"minutes": minutes})


def move_blocks(ws: Workspace, day_rid: int, block_rids: Sequence[int], by: int) -> None:
    """Move blocks up (negative) or down; repeated presses are one undo step."""
    key = ",".join(map(str, sorted(block_rids)))
    label = msg("agendas", "Move a block")
    with ws.change(label, merge_key=f"agenda_block.position:{key}") as db:
        store.save_order(db, moved(store.order(db, day_rid), block_rids, by))


def place_blocks(ws: Workspace, day_rid: int, block_rids: Sequence[int], row: int) -> None:
    """Put blocks before the one that now stands in `row` (counted from 0)."""
    with ws.change(msg("agendas", "Move a block")) as db:
        store.save_order(db, placed(store.order(db, day_rid), block_rids, row))


def remove_blocks(ws: Workspace, block_rids: Sequence[int]) -> None:
    """Remove blocks from their plan."""
    with ws.change(msg("agendas", "Remove blocks")) as db:
        for rid in block_rids:
            delete(db, "agenda_block", rid)


# -- her own blocks -------------------------------------------------------------------------------


def keep_block(ws: Workspace, block_rid: int) -> int:
    """Keep a block of a plan for others; the rid in her library."""
    found = store.block(ws.read, block_rid)
    if found is None:
        raise UserError(msg("agendas", "This block is no longer there."))
    with ws.change(msg("agendas", "Keep a block for other plans")) as db:
        return store.add_own_block(db, found)


def forget_block(ws: Workspace, own_rid: int) -> None:
    """Take a block out of her library; plans keep theirs."""
    with ws.change(msg("agendas", "Remove an own block")) as db:
        delete(db, "own_block", own_rid)


# -- checks ---------------------------------------------------------------------------------------


def _present(db: Database, block_rids: Iterable[int]) -> list[PlanBlock]:
    return [block for rid in block_rids if (block := store.block(db, rid))]


def _refuse_planned(db: Database, event_rid: int, day: int) -> None:
    _event(db, event_rid)
    if not 1 <= day <= MOST_DAYS:
        raise UserError(msg("agendas", "An event has from 1 to {most} days.", most=MOST_DAYS))
    if store.day_at(db, event_rid, day) is not None:
        raise UserError(msg("agendas", "This day has a plan already."))


def _event(db: Database, event_rid: int) -> Event:
    event = programmes.event(db, event_rid)
    if event is None:
        raise UserError(msg("agendas", "This workshop is no longer there."))
    return event


def _day(db: Database, day_rid: int) -> PlanDay:
    day = store.day(db, day_rid)
    if day is None:
        raise UserError(msg("agendas", "This plan is no longer there."))
    return day


def _language(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]
