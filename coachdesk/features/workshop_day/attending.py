"""Who is there, noted while the day is held: each verb is one undo step."""

import datetime as dt
from collections.abc import Iterable

from coachdesk.features.notes import store as notes
from coachdesk.features.notes import store_writes
from coachdesk.features.notes.service import NAME_LIMIT
from coachdesk.features.workshop_day import service, store
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates.zone import HELSINKI
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace

_LABEL = msg("notes", "Attendance")


def mark(ws: Workspace, held_rid: int, members: Iterable[tuple[int, int]], state: str) -> None:
    """Note how members are there, each given as team and member; "" takes the note away.

    `state` is a key of `notes.model.PRESENCE`; coming late and leaving early get the time now.
    """
    moment = ws.clock.now().astimezone(HELSINKI).time()
    with ws.change(_LABEL) as db:
        for team_rid, member_rid in members:
            meeting_rid = _meeting(ws, db, held_rid, team_rid)
            _mark(db, meeting_rid, member_rid, state, moment)


def add_guest(
    ws: Workspace, held_rid: int, team_rid: int | None, name: str, member_rid: int | None = None
) -> int:
    """Note someone from outside as a team's guest, perhaps in a member's place; the rid of it."""
    name = clean_line(name, NAME_LIMIT)
    if not name:
        raise UserError(msg("notes", "Type the name of the guest."))
    with ws.change(_LABEL) as db:
        rid = store_writes.add_guest(db, _meeting(ws, db, held_rid, team_rid), name)
        if member_rid is not None:
            store_writes.set_stand_in(db, rid, member_rid)
        return rid


def _meeting(ws: Workspace, db: Database, held_rid: int, team_rid: int | None) -> int:
    note = store.note_of_team(db, held_rid, team_rid)
    if note is not None:
        return note.meeting_rid
    held = store.day(db, held_rid)
    if held is None:
        raise UserError(msg("workshop_day", "This day is no longer there."))
    return service.add_note(db, held, team_rid, ws.clock.stamp())


def _mark(db: Database, meeting_rid: int, member_rid: int, state: str, moment: dt.time) -> None:
    there = {one.member_rid: one for one in notes.attendance(db, meeting_rid)}
    before = there.get(member_rid)
    store_writes.set_presence(db, meeting_rid, member_rid, state)
    if state not in {"late", "left_early"}:
        return
    after = {one.member_rid: one for one in notes.attendance(db, meeting_rid)}[member_rid]
    came = moment if state == "late" else before and before.came_at
    left = moment if state == "left_early" else None
    store_writes.set_times(db, after.rid, came, left)
