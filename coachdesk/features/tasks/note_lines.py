"""Tasks that live in the lines of a note: they follow when a line is edited, moved or removed."""

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coachdesk.features.tasks.service import phase_now
from coachdesk.kernel.database import (
    Database,
    Value,
    Values,
    delete,
    insert,
    row,
    rows,
    update,
    value,
)
from coachdesk.kernel.dates.zone import local_day
from coachdesk.kernel.line_matching import align

_LATELY = 500  # entries of the journal among which a removed line is looked for


@dataclass(frozen=True, slots=True)
class NoteTask:
    """A task as a line of a note tells it; `line` is the text behind the tick box.

    `who_kind` is as in the table: nobody, coach, member (with `member_rid`) or other (`who`).
    """

    line: str
    title: str
    who_kind: str = "nobody"
    member_rid: int | None = None
    who: str = ""
    team_rid: int | None = None
    due: dt.date | None = None
    done: bool = False


def note_tasks(db: Database, meeting_uuid: str) -> list[dict[str, Any]]:
    """The rows of the tasks of a note, in the order in which they were made."""
    return rows(db, "SELECT * FROM task WHERE meeting_uuid = ? ORDER BY rid", (meeting_uuid,))


def sync_note_tasks(
    db: Database,
    meeting_uuid: str,
    team_rid: int | None,
    tasks: Sequence[NoteTask],
    *,
    before: Sequence[NoteTask] = (),
    now: dt.datetime,
) -> None:
    """Make the tasks of a note what its lines say.

    `before` is what the earlier text said, read in the same way. A changed line changes only what
    it tells otherwise than before, so a date or a state set in the task list stays. A task with
    no team of its own (by a member) belongs to `team_rid`.
    """
    kept = _in_order_of(before, note_tasks(db, meeting_uuid))
    lines = [one["line"] for one in kept]
    said = {old: before[place] for place, old in align(lines, [t.line for t in before]).items()}
    matches = align(lines, [task.line for task in tasks])
    for place, one in enumerate(kept):
        if place not in matches.values():
            delete(db, "task", one["rid"])
    for place, task in enumerate(tasks):
        told = _told(task, team_rid, local_day(now))
        if place not in matches:
            made = _made_in(db, told["team_rid"], meeting_uuid, now)
            insert(db, "task", told | made | _kept_of_removed(db, meeting_uuid, task))
            continue
        earlier = said.get(matches[place])
        told_before = _told(earlier, team_rid, local_day(now)) if earlier else {}
        _follow(db, kept[matches[place]], told_before, told)


def _in_order_of(
    before: Sequence[NoteTask], kept: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The rows in the order of their lines; of equal lines the one that is as far goes first."""
    waiting, ordered = list(kept), []
    for task in before:
        same = [one for one in waiting if one["line"] == task.line]
        as_far = [one for one in same if (one["state"] == "done") == task.done]
        for one in (as_far or same)[:1]:
            waiting.remove(one)
            ordered.append(one)
    return ordered + waiting


def move_note_tasks(
    db: Database, meeting_uuid: str, from_teams: Collection[int], team_rid: int | None
) -> None:
    """Tasks of a note that belong to one of `from_teams`, or to none, go to `team_rid`."""
    for one in note_tasks(db, meeting_uuid):
        if one["team_rid"] is None or one["team_rid"] in from_teams:
            update(db, "task", one["rid"], {"team_rid": team_rid})


def remove_note_tasks(db: Database, meeting_uuid: str) -> None:
    """Delete the tasks of a note."""
    for one in note_tasks(db, meeting_uuid):
        delete(db, "task", one["rid"])


def _kept_of_removed(db: Database, meeting_uuid: str, task: NoteTask) -> dict[str, Value]:
    """What a line that was cut out a moment ago and is now pasted elsewhere brings along."""
    found = row(
        db,
        "SELECT before FROM journal WHERE rid > (SELECT max(rid) FROM journal) - ? "
        "AND table_name = 'task' AND after IS NULL AND before ->> 'meeting_uuid' = ? "
        "AND before ->> 'line' = ? AND NOT EXISTS (SELECT 1 FROM task WHERE uuid = row_uuid) "
        "ORDER BY rid DESC LIMIT 1",
        (_LATELY, meeting_uuid, task.line),
    )
    if found is None:
        return {}
    removed: dict[str, Value] = json.loads(found["before"])
    names = ["uuid", "remark", "phase_key", "first_phase_key", "created_at"]
    if not value(db, "SELECT 1 FROM task WHERE rid = ?", (removed["rid"],)):
        names.append("rid")
    if removed["due_kind"] == "date":
        names += ["due_kind", "due_on"]
    if (removed["state"] == "done") == task.done:
        names += ["state", "done_on"]
    return {name: removed[name] for name in names}


def _made_in(
    db: Database, team_rid: Value, meeting_uuid: str, now: dt.datetime
) -> dict[str, Value]:
    phase = phase_now(db, int(team_rid), local_day(now)) if team_rid else ""
    stamp = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "source": "note",
        "meeting_uuid": meeting_uuid,
        "phase_key": phase,
        "first_phase_key": phase,
        "created_at": stamp,
    }


def _told(task: NoteTask, team_rid: int | None, today: dt.date) -> dict[str, Value]:
    return {
        "team_rid": task.team_rid or team_rid,
        "title": task.title,
        "who_kind": task.who_kind,
        "member_rid": task.member_rid,
        "who": task.who,
        "due_kind": "date" if task.due else "none",
        "due_on": task.due.isoformat() if task.due else None,
        "state": "done" if task.done else "open",
        "done_on": today.isoformat() if task.done else None,
        "line": task.line,
    }


def _follow(db: Database, kept: Mapping[str, Value], told_before: Values, told: Values) -> None:
    """Change the row in what the line tells otherwise than before."""
    changes = {
        name: said
        for name, said in told.items()
        if said != told_before.get(name, kept[name]) and said != kept[name]
    }
    if changes.get("state") == "open" and kept["due_kind"] == "before_event":
        changes.setdefault("due_on", None)  # it follows its event again
    if changes:
        update(db, "task", int(kept["rid"] or 0), changes)
