"""What she does while a day is held: each verb is one undo step, already saved.

Verbs raise `UserError` for what is no longer there or cannot be used.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from coachdesk.features.agendas import store as agendas
from coachdesk.features.agendas.model import MINUTES_OF_DAY, PlanDay, minutes_of, plan_of
from coachdesk.features.notes import store_writes as notes
from coachdesk.features.notes.hooks import Written
from coachdesk.features.programmes import store as programmes
from coachdesk.features.workshop_day import stamps, store
from coachdesk.features.workshop_day.model import (
    HeldBlock,
    HeldDay,
    begun_after,
    next_stage,
    running_stage,
    stage_before,
)
from coachdesk.kernel.database import Database, Value, delete, insert, update
from coachdesk.kernel.dates.zone import local_day, local_minutes
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line
from coachdesk.kernel.text import LANGUAGES, msg
from coachdesk.kernel.workspace import Workspace

LINE_LIMIT = 1_000


# -- the day --------------------------------------------------------------------------------------


def start_day(ws: Workspace, event_rid: int, day: int, language: str = LANGUAGES[0]) -> int:
    """Begin to hold a day of an event; its rid. One that was begun before is told again.

    Its plan is copied; when its time has come the first block begins at once, otherwise with
    `next_block`. `language` is for a day without a plan.
    """
    held = store.held_day(ws.read, event_rid, day)
    if held is not None:
        return held.rid
    if programmes.event(ws.read, event_rid) is None:
        raise UserError(msg("workshop_day", "This workshop is no longer there."))
    now = ws.clock.now()
    with ws.change(msg("workshop_day", "Begin the day")) as db:
        plan_day = agendas.day_at(db, event_rid, day)
        rid = store.add_day(
            db,
            {
                "event_rid": event_rid,
                "day": day,
                "title": plan_day.title if plan_day else "",
                "language": plan_day.language if plan_day else language,
                "held_on": local_day(now).isoformat(),
                "started_at": store.moment_text(now),
            },
        )
        if plan_day:
            _copy_plan(db, rid, plan_day)
            _begin_what_is_due(db, rid, now)
        return rid


def _copy_plan(db: Database, held_rid: int, day: PlanDay) -> None:
    for position, slot in enumerate(plan_of(day, agendas.blocks(db, day.rid)).slots):
        block = slot.block
        fixed_at = None if block.fixed_at is None else minutes_of(block.fixed_at)
        values: dict[str, Value] = {
            "held_day_rid": held_rid, "position": position, "title": block.title,
            "kind": block.kind.value, "goal": block.goal, "materials": block.materials,
            "instructions": block.instructions, "coach_only": int(block.coach_only),
            "by_team": int(block.by_team), "planned_begins": slot.begins,
            "planned_minutes": block.minutes, "minutes": block.minutes, "fixed_at": fixed_at,
            "track": block.track,
        }  # fmt: skip
        store.add_block(db, values)


def _begin_what_is_due(db: Database, held_rid: int, now: dt.datetime) -> None:
    held, first = _day(db, held_rid), next_stage(store.blocks(db, held_rid))
    if first and first[0].planned_begins <= local_minutes(held.held_on, now):
        _begin(db, first, now)


def end_day(ws: Workspace, held_rid: int) -> None:
    """End a day: what runs ends now, and what has not begun was not held."""
    now = ws.clock.now()
    with ws.change(msg("workshop_day", "End the day")) as db:
        held = _day(db, held_rid)
        _end(db, running_stage(store.blocks(db, held_rid)), now)
        ended_at = max(now, held.started_at)
        update(db, "held_day", held_rid, {"ended_at": store.moment_text(ended_at)})


def reopen_day(ws: Workspace, held_rid: int) -> None:
    """Go on with a day that was ended; what ran when it ended goes on."""
    with ws.change(msg("workshop_day", "Go on with the day")) as db:
        held = _day(db, held_rid)
        for block in store.blocks(db, held_rid):
            if block.ended_at is not None and block.ended_at == held.ended_at:
                store.set_block(db, block.rid, {"ended_at": None, "skipped": 0})
        update(db, "held_day", held_rid, {"ended_at": None})


def remove_day(ws: Workspace, held_rid: int) -> None:
    """Forget that a day was held, with its times and parked lines; notes stay in Notes."""
    with ws.change(msg("workshop_day", "Remove a held day")) as db:
        delete(db, "held_day", held_rid)


# -- blocks ---------------------------------------------------------------------------------------


def next_block(ws: Workspace, held_rid: int) -> None:
    """End what runs and begin what is next; after the last one nothing runs."""
    now = ws.clock.now()
    with ws.change(msg("workshop_day", "Next block")) as db:
        _running_day(db, held_rid)
        blocks = store.blocks(db, held_rid)
        _end(db, running_stage(blocks), now)
        _begin(db, next_stage(blocks), now)


def back(ws: Workspace, held_rid: int) -> None:
    """Go on with the block before as if it had not ended; the present one has not begun then."""
    with ws.change(msg("workshop_day", "Back to the block before")) as db:
        _running_day(db, held_rid)
        blocks = store.blocks(db, held_rid)
        for block in running_stage(blocks):
            store.set_block(db, block.rid, {"began_at": None})
        for block in stage_before(blocks):
            store.set_block(db, block.rid, {"ended_at": None, "skipped": 0})


def skip(ws: Workspace, block_rid: int) -> None:
    """Leave a block out; when it runs now, the next one begins. One that was held stays held."""
    now = ws.clock.now()
    with ws.change(msg("workshop_day", "Skip a block")) as db:
        block = _block(db, block_rid)
        _running_day(db, block.held_day_rid)
        if block.ended_at is not None:
            return
        store.set_block(db, block_rid, {"skipped": 1})
        if block.runs:
            _end(db, [block], now)
            blocks = store.blocks(db, block.held_day_rid)
            if not running_stage(blocks):
                _begin(db, next_stage(blocks), now)


def unskip(ws: Workspace, block_rid: int) -> None:
    """Take a block that was left out before it began into the day again."""
    with ws.change(msg("workshop_day", "Take a block in again")) as db:
        if _block(db, block_rid).began_at is None:
            store.set_block(db, block_rid, {"skipped": 0})


def lengthen(ws: Workspace, block_rid: int, by: int) -> None:
    """Make a block so many minutes longer or shorter, never below nothing; later ones move.

    Repeated presses are one undo step.
    """
    label = msg("workshop_day", "Change the length of a block")
    with ws.change(label, merge_key=f"held_block.minutes:{block_rid}") as db:
        block = _block(db, block_rid)
        _running_day(db, block.held_day_rid)
        minutes = min(max(block.minutes + by, 0), MINUTES_OF_DAY)
        store.set_block(db, block_rid, {"minutes": minutes})


def begin_anew(ws: Workspace, held_rid: int) -> None:
    """Let what has begun later than now begin now, so that its time is counted again."""
    now = ws.clock.now()
    with ws.change(msg("workshop_day", "Count the block from now")) as db:
        late = begun_after(store.blocks(db, held_rid), now)
        _begin(db, late, now)
        for turn in (turn for block in late for turn in store.turns(db, block.rid)):
            if turn.began_at and turn.ended_at is None and turn.began_at > now:
                store.set_turn(db, turn.rid, now, None)


def _end(db: Database, blocks: Iterable[HeldBlock], now: dt.datetime) -> None:
    for block in blocks:
        if block.began_at is not None:
            ended_at = max(now, block.began_at)
            store.set_block(db, block.rid, {"ended_at": store.moment_text(ended_at)})


def _begin(db: Database, blocks: Iterable[HeldBlock], now: dt.datetime) -> None:
    for block in blocks:
        store.set_block(db, block.rid, {"began_at": store.moment_text(now)})


# -- turns ----------------------------------------------------------------------------------------


def start_turns(ws: Workspace, block_rid: int, team_rids: Sequence[int]) -> None:
    """Begin a sharing round in this order, the first team now; an earlier one is replaced."""
    now = store.moment_text(ws.clock.now())
    with ws.change(msg("workshop_day", "Begin a round")) as db:
        _block(db, block_rid)
        _drop_turns(db, block_rid)
        for position, team_rid in enumerate(dict.fromkeys(team_rids)):
            began_at = None if position else now
            insert(
                db,
                "team_turn",
                {
                    "held_block_rid": block_rid, "team_rid": team_rid,
                    "position": position, "began_at": began_at,
                },
            )  # fmt: skip


def next_turn(ws: Workspace, block_rid: int) -> None:
    """End the turn of the team that speaks and begin the next; after the last nobody speaks."""
    now = ws.clock.now()
    with ws.change(msg("workshop_day", "Next team")) as db:
        turns = store.turns(db, block_rid)
        for turn in turns:
            if turn.began_at and not turn.ended_at:
                store.set_turn(db, turn.rid, turn.began_at, max(now, turn.began_at))
        upcoming = next((turn for turn in turns if turn.began_at is None), None)
        if upcoming:
            store.set_turn(db, upcoming.rid, now, None)


def back_turn(ws: Workspace, block_rid: int) -> None:
    """Go on with the team before as if its turn had not ended."""
    with ws.change(msg("workshop_day", "Back to the team before")) as db:
        begun = [turn for turn in store.turns(db, block_rid) if turn.began_at]
        if begun and begun[-1].ended_at is None:
            if len(begun) == 1:
                return
            store.set_turn(db, begun.pop().rid, None, None)
        if begun:
            store.set_turn(db, begun[-1].rid, begun[-1].began_at, None)


def _drop_turns(db: Database, block_rid: int) -> None:
    for turn in store.turns(db, block_rid):
        delete(db, "team_turn", turn.rid)


# -- notes of the day -----------------------------------------------------------------------------


def note_of(ws: Workspace, held_rid: int, team_rid: int | None) -> int:
    """The meeting that is a team's note of the day (None: of the whole workshop).

    Made when it is first asked for; its text, tasks and attendance are written as in Notes.
    """
    note = store.note_of_team(ws.read, held_rid, team_rid)
    if note is not None:
        return note.meeting_rid
    with ws.change(msg("workshop_day", "Note of the day")) as db:
        return add_note(db, _day(db, held_rid), team_rid, ws.clock.stamp())


def add_note(db: Database, held: HeldDay, team_rid: int | None, now: str) -> int:
    """A new note of a day inside a change; the meeting's rid. `now` is a stamp of the clock."""
    values = {"held_on": held.held_on.isoformat(), "kind": "workshop", "created_at": now}
    meeting_rid = notes.add_meeting(db, values, [] if team_rid is None else [team_rid])
    store.add_note(db, held.rid, team_rid, meeting_rid)
    return meeting_rid


def keep_stamps(written: Written) -> None:
    """Let the stamps of a day's note follow its lines; called inside the change of the text.

    While the day is held, a new line is stamped with the minute and the block that runs.
    """
    note = store.note_of_meeting(written.db, written.meeting_rid)
    if note is None:
        return
    new = _stamp_now(written.db, note.held_day_rid, written.now)
    found = stamps.followed(written.before, written.after, note.stamps, new)
    if found != note.stamps:
        store.save_stamps(written.db, note.rid, found)


def _stamp_now(db: Database, held_rid: int, now: dt.datetime) -> stamps.Stamp | None:
    held = store.day(db, held_rid)
    if held is None or held.ended_at is not None:
        return None
    running = running_stage(store.blocks(db, held_rid))
    minute = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%MZ")
    return stamps.Stamp(minute, running[0].rid if running else None)


# -- parked lines ---------------------------------------------------------------------------------


def park(ws: Workspace, held_rid: int, text: str, team_rid: int | None = None) -> int:
    """Park an idea or a question, with the block that runs; its rid."""
    text = _line(text)
    with ws.change(msg("workshop_day", "Park a line")) as db:
        _day(db, held_rid)
        running = running_stage(store.blocks(db, held_rid))
        return insert(
            db,
            "parked_line",
            {
                "held_day_rid": held_rid, "text": text, "written_at": ws.clock.stamp(),
                "held_block_rid": running[0].rid if running else None, "team_rid": team_rid,
            },
        )  # fmt: skip


def rewrite_parked(ws: Workspace, parked_rid: int, text: str) -> None:
    """Change the words of a parked line."""
    values = {"text": _line(text)}
    label = msg("workshop_day", "Change a parked line")
    with ws.change(label, merge_key=f"parked_line.text:{parked_rid}") as db:
        update(db, "parked_line", parked_rid, values)


def assign(ws: Workspace, parked_rid: int, team_rid: int | None) -> None:
    """Give a parked line to a team, or (None) to nobody again."""
    with ws.change(msg("workshop_day", "Assign a parked line")) as db:
        update(db, "parked_line", parked_rid, {"team_rid": team_rid})


def settle(ws: Workspace, parked_rid: int, *, settled: bool = True) -> None:
    """Say that a parked line has been dealt with, or not after all."""
    with ws.change(msg("workshop_day", "Settle a parked line")) as db:
        update(db, "parked_line", parked_rid, {"settled": int(settled)})


def remove_parked(ws: Workspace, parked_rid: int) -> None:
    """Delete a parked line."""
    with ws.change(msg("workshop_day", "Remove a parked line")) as db:
        delete(db, "parked_line", parked_rid)


def _line(text: str) -> str:
    text = clean_line(text, LINE_LIMIT)
    if not text:
        raise UserError(msg("workshop_day", "Write the line that is to be parked."))
    return text


# -- checks ---------------------------------------------------------------------------------------


def _day(db: Database, held_rid: int) -> HeldDay:
    held = store.day(db, held_rid)
    if held is None:
        raise UserError(msg("workshop_day", "This day is no longer there."))
    return held


def _running_day(db: Database, held_rid: int) -> HeldDay:
    held = _day(db, held_rid)
    if held.ended_at is not None:
        raise UserError(msg("workshop_day", "This day has ended. Go on with it first."))
    return held


def _block(db: Database, block_rid: int) -> HeldBlock:
    block = store.block(db, block_rid)
    if block is None:
        raise UserError(msg("workshop_day", "This block is no longer there."))
    return block
