"""The SQL that changes meetings, and what their lines tell."""

import datetime as dt
from collections.abc import Mapping, Sequence

from coachdesk.features.notes import hooks, markup
from coachdesk.features.notes.markup import Line
from coachdesk.features.notes.store import people, team_rids
from coachdesk.features.tasks.note_lines import (
    NoteTask,
    move_note_tasks,
    remove_note_tasks,
    sync_note_tasks,
)
from coachdesk.kernel.database import Database, Value, delete, insert, row, rows, update, value
from coachdesk.kernel.dates.zone import local_day
from coachdesk.kernel.line_matching import align


def add_meeting(db: Database, values: Mapping[str, Value], teams: Sequence[int]) -> int:
    """A new meeting with these columns; its rid."""
    rid = insert(db, "meeting", values)
    _add_teams(db, rid, teams)
    return rid


def set_day(db: Database, rid: int, held_on: dt.date) -> None:
    """Move a meeting to another day."""
    day = held_on.isoformat()
    update(db, "meeting", rid, {"held_on": day})
    for one in rows(db, "SELECT rid FROM meeting_team WHERE meeting_rid = ?", (rid,)):
        update(db, "meeting_team", one["rid"], {"held_on": day})


def set_teams(
    db: Database, rid: int, teams: Sequence[int], now: dt.datetime, language: str
) -> None:
    """Make these the teams of a meeting.

    Tasks of a team that goes move to the first one, and names in the lines now mean its members.
    """
    earlier, wanted = team_rids(db, rid), list(dict.fromkeys(teams))
    found = row(db, "SELECT uuid, body, held_on FROM meeting WHERE rid = ?", (rid,))
    if found is None or list(earlier) == wanted:
        return
    day = _reading_day(found["held_on"], now)
    before = markup.parse(found["body"], day, language, people(db, rid))
    for one in rows(db, "SELECT rid FROM meeting_team WHERE meeting_rid = ?", (rid,)):
        delete(db, "meeting_team", one["rid"])
    _add_teams(db, rid, wanted)
    first = wanted[0] if wanted else None
    move_note_tasks(db, found["uuid"], set(earlier) - set(wanted), first)
    after = markup.parse(found["body"], day, language, people(db, rid))
    sync_note_tasks(db, found["uuid"], first, after.tasks, before=before.tasks, now=now)


def _reading_day(held_on: str, now: dt.datetime) -> dt.date:
    return min(dt.date.fromisoformat(held_on), local_day(now))


def _add_teams(db: Database, rid: int, teams: Sequence[int]) -> None:
    day = value(db, "SELECT held_on FROM meeting WHERE rid = ?", (rid,))
    for team_rid in dict.fromkeys(teams):
        insert(db, "meeting_team", {"meeting_rid": rid, "team_rid": team_rid, "held_on": day})


def write_body(db: Database, rid: int, body: str, now: dt.datetime, language: str) -> None:
    """Set the text of a note, and its tasks, decisions and tags with it.

    When no line changed that tells something, only the text is written. Dates without a year are
    read as on the day of the meeting, for minutes are often finished later.
    """
    found = row(db, "SELECT uuid, body, held_on FROM meeting WHERE rid = ?", (rid,))
    if found is None or found["body"] == body:
        return
    update(db, "meeting", rid, {"body": body})
    for follow in hooks.FOLLOWERS:
        follow(hooks.Written(db, rid, found["body"], body, now))
    if markup.tell_the_same(found["body"], body):
        return
    members, day = people(db, rid), _reading_day(found["held_on"], now)
    known: dict[Line, NoteTask] = {}
    before = markup.parse(found["body"], day, language, members, known)
    after = markup.parse(body, day, language, members, known)
    if before.tasks != after.tasks:
        teams = team_rids(db, rid)
        sync_note_tasks(
            db,
            found["uuid"],
            teams[0] if teams else None,
            after.tasks,
            before=before.tasks,
            now=now,
        )
    if before.decisions != after.decisions:
        _sync_decisions(db, rid, after.decisions)
    if before.tags != after.tags:
        _sync_tags(db, rid, after.tags)


def _sync_decisions(db: Database, rid: int, texts: Sequence[str]) -> None:
    kept = rows(db, "SELECT rid, text FROM decision WHERE meeting_rid = ? ORDER BY rid", (rid,))
    matches = align([one["text"] for one in kept], texts)
    for place, one in enumerate(kept):
        if place not in matches.values():
            delete(db, "decision", one["rid"])
    for place, text in enumerate(texts):
        if place not in matches:
            insert(db, "decision", {"meeting_rid": rid, "text": text, "line": text})
        elif kept[matches[place]]["text"] != text:
            update(db, "decision", kept[matches[place]]["rid"], {"text": text, "line": text})


def _sync_tags(db: Database, rid: int, names: Sequence[str]) -> None:
    kept = {
        one["name"]: one["rid"]
        for one in rows(db, "SELECT rid, name FROM tag WHERE meeting_rid = ?", (rid,))
    }
    for name in kept.keys() - set(names):
        delete(db, "tag", kept[name])
    for name in names:
        if name not in kept:
            insert(db, "tag", {"meeting_rid": rid, "name": name})


def remove(db: Database, rid: int) -> None:
    """Delete a meeting with its note, and the tasks written in it."""
    uuid = value(db, "SELECT uuid FROM meeting WHERE rid = ?", (rid,))
    remove_note_tasks(db, uuid)
    delete(db, "meeting", rid)


def set_presence(db: Database, rid: int, member_rid: int, state: str) -> None:
    """Note a member as "present", "late", "left_early" or "absent"; "" takes the note away."""
    kept = row(
        db, "SELECT rid FROM attendance WHERE meeting_rid = ? AND member_rid = ?", (rid, member_rid)
    )
    if kept and not state:
        delete(db, "attendance", kept["rid"])
    elif kept:
        values: dict[str, Value] = {"state": state}
        if state not in {"late", "left_early"}:
            values |= {"came_at": None, "left_at": None}
        update(db, "attendance", kept["rid"], values)
    elif state:
        insert(db, "attendance", {"meeting_rid": rid, "member_rid": member_rid, "state": state})


def add_guest(db: Database, rid: int, name: str) -> int:
    """Note someone from outside the teams as present."""
    return insert(db, "attendance", {"meeting_rid": rid, "name": name})


def set_times(
    db: Database, attendance_rid: int, came_at: dt.time | None, left_at: dt.time | None
) -> None:
    """Note when someone came late and left early (None: neither); the state follows."""
    state = value(db, "SELECT state FROM attendance WHERE rid = ?", (attendance_rid,))
    if came_at is not None:
        state = "late"
    elif left_at is not None:
        state = "left_early"
    elif state != "absent":
        state = "present"
    update(
        db,
        "attendance",
        attendance_rid,
        {"state": state, "came_at": _clock_text(came_at), "left_at": _clock_text(left_at)},
    )


def _clock_text(moment: dt.time | None) -> str | None:
    return None if moment is None else moment.strftime("%H:%M")


def set_stand_in(db: Database, attendance_rid: int, member_rid: int | None) -> None:
    """Note in whose place someone came; nobody's with None."""
    update(db, "attendance", attendance_rid, {"stands_in_for": member_rid})


def remove_attendee(db: Database, attendance_rid: int) -> None:
    """Take someone out of the attendance."""
    delete(db, "attendance", attendance_rid)
