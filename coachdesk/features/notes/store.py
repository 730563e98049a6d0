"""The SQL of meetings: lists, one meeting, its text with the tasks and decisions in it."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coachdesk.features.notes import markup
from coachdesk.features.notes.model import (
    Attendee,
    Decision,
    Meeting,
    MeetingRow,
    NoteTaskRow,
    Person,
)
from coachdesk.features.tasks.note_lines import (
    move_note_tasks,
    remove_note_tasks,
    sync_note_tasks,
)
from coachdesk.kernel.database import Database, Value, delete, insert, row, rows, update, value
from coachdesk.kernel.line_matching import align

PAGE = 50
_OPENING = 240  # characters of a note that a list shows


# -- lists --------------------------------------------------------------------------------------


def newest(
    db: Database,
    *,
    team_rid: int | None = None,
    kind: str = "",
    tag: str = "",
    before: tuple[str, int] | None = None,
    limit: int = PAGE,
) -> list[MeetingRow]:
    """Meetings, newest first, those after `before` (a row's `place`) in that order.

    `tag` is a tag or its beginning. The time depends on `limit`, not on how many notes there are;
    only with `tag` on how many notes have it.
    """
    places, parameters = _places(team_rid, kind, tag, before)
    found = rows(
        db,
        f"SELECT m.rid, m.held_on, m.kind, m.title, substr(m.body, 1, {_OPENING}) AS opening "
        f"FROM {places} LIMIT :limit",
        {**parameters, "limit": limit},
    )
    names = team_names(db, [one["rid"] for one in found])
    return [_meeting_row(one, names.get(one["rid"], ())) for one in found]


def _places(
    team_rid: int | None, kind: str, tag: str, before: tuple[str, int] | None
) -> tuple[str, dict[str, Any]]:
    """Where to look, in an order that an index already has."""
    day, rid = before or ("9999-12-31", 1 << 62)
    parameters: dict[str, Any] = {"day": day, "before": rid}
    source, key = "meeting m", "m.held_on, m.rid"
    conditions: list[str] = []
    if team_rid is not None:
        source = "meeting_team t CROSS JOIN meeting m ON m.rid = t.meeting_rid"
        key = "t.held_on, t.meeting_rid"
        conditions.append("t.team_rid = :team")
        parameters["team"] = team_rid
    if kind:
        conditions.append("m.kind = :kind")
        parameters["kind"] = kind
    if tag:
        conditions.append(
            "m.rid IN (SELECT meeting_rid FROM tag WHERE name >= :tag AND name < :tag_end)"
        )
        parameters |= {"tag": tag, "tag_end": f"{tag}\U0010ffff"}
    conditions.append(f"({key}) < (:day, :before)")
    descending = key.replace(",", " DESC,") + " DESC"
    return f"{source} WHERE {' AND '.join(conditions)} ORDER BY {descending}", parameters


def by_rids(db: Database, rids: Sequence[int]) -> list[MeetingRow]:
    """These meetings in this order; those that are gone are left out."""
    marks = ", ".join("?" * len(rids))
    found = rows(
        db,
        f"SELECT rid, held_on, kind, title, substr(body, 1, {_OPENING}) AS opening "
        f"FROM meeting WHERE rid IN ({marks})",
        list(rids),
    )
    names = team_names(db, rids)
    known = {one["rid"]: _meeting_row(one, names.get(one["rid"], ())) for one in found}
    return [known[rid] for rid in rids if rid in known]


def _meeting_row(found: Mapping[str, Any], teams: tuple[str, ...]) -> MeetingRow:
    day = dt.date.fromisoformat(found["held_on"])
    return MeetingRow(found["rid"], day, found["kind"], found["title"], found["opening"], teams)


def is_empty(db: Database, rid: int) -> bool:
    """Whether nothing has been written into a meeting, nobody noted, no picture added."""
    found = value(
        db,
        "SELECT body = '' AND title = '' "
        "AND NOT EXISTS (SELECT 1 FROM attendance WHERE meeting_rid = m.rid) "
        "AND NOT EXISTS (SELECT 1 FROM picture WHERE meeting_rid = m.rid) "
        "FROM meeting m WHERE rid = ?",
        (rid,),
    )
    return bool(found)


def team_names(db: Database, meeting_rids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The names of the teams of each of these meetings."""
    marks = ", ".join("?" * len(meeting_rids))
    names: dict[int, tuple[str, ...]] = {}
    for one in rows(
        db,
        "SELECT mt.meeting_rid, team.name FROM meeting_team mt JOIN team ON team.rid = mt.team_rid "
        f"WHERE mt.meeting_rid IN ({marks}) ORDER BY mt.rid",
        list(meeting_rids),
    ):
        names[one["meeting_rid"]] = (*names.get(one["meeting_rid"], ()), one["name"])
    return names


def count_of_team(db: Database, team_rid: int) -> int:
    """How many meetings a team has."""
    return int(value(db, "SELECT count(*) FROM meeting_team WHERE team_rid = ?", (team_rid,)))


def last_contact(
    db: Database, team_rids: Iterable[int], until: dt.date | None = None
) -> dict[int, dt.date]:
    """The day of each team's last meeting (up to `until`); teams without one are left out."""
    found = rows(
        db,
        "SELECT asked.value AS team_rid, (SELECT max(held_on) FROM meeting_team "
        "WHERE team_rid = asked.value AND held_on <= ?) AS day FROM json_each(?) asked",
        ((until or dt.date.max).isoformat(), json.dumps(list(team_rids))),
    )
    return {r["team_rid"]: dt.date.fromisoformat(r["day"]) for r in found if r["day"]}


def decisions_of_team(db: Database, team_rid: int, limit: int = 200) -> list[Decision]:
    """What a team's meetings decided, newest first."""
    found = rows(
        db,
        "SELECT d.rid, d.meeting_rid, t.held_on, d.text FROM meeting_team t "
        "CROSS JOIN decision d ON d.meeting_rid = t.meeting_rid WHERE t.team_rid = ? "
        "ORDER BY t.held_on DESC, t.meeting_rid DESC, d.rid LIMIT ?",
        (team_rid, limit),
    )
    return [_decision(one) for one in found]


def _decision(found: Mapping[str, Any]) -> Decision:
    day = dt.date.fromisoformat(found["held_on"])
    return Decision(found["rid"], found["meeting_rid"], day, found["text"])


def tags(db: Database, limit: int = 200) -> list[str]:
    """The tags in use, in alphabetical order of their letters' codes."""
    found = rows(db, "SELECT DISTINCT name FROM tag ORDER BY name LIMIT ?", (limit,))
    return [one["name"] for one in found]


# -- one meeting --------------------------------------------------------------------------------


def meeting(db: Database, rid: int) -> Meeting | None:
    """A meeting with its whole note, or None."""
    found = row(db, "SELECT * FROM meeting WHERE rid = ?", (rid,))
    return _meeting(db, found) if found else None


def meeting_by_uuid(db: Database, uuid: str) -> Meeting | None:
    """The same by `uuid`, as tasks know it."""
    found = row(db, "SELECT * FROM meeting WHERE uuid = ?", (uuid,))
    return _meeting(db, found) if found else None


def meeting_of_decision(db: Database, decision_rid: int) -> Meeting | None:
    """The meeting that a decision was made at, or None."""
    rid = value(db, "SELECT meeting_rid FROM decision WHERE rid = ?", (decision_rid,))
    return None if rid is None else meeting(db, rid)


def _meeting(db: Database, found: Mapping[str, Any]) -> Meeting:
    return Meeting(
        rid=found["rid"],
        uuid=found["uuid"],
        held_on=dt.date.fromisoformat(found["held_on"]),
        kind=found["kind"],
        title=found["title"],
        body=found["body"],
        team_rids=team_rids(db, found["rid"]),
    )


def team_rids(db: Database, meeting_rid: int) -> tuple[int, ...]:
    """The teams of a meeting, the first first."""
    found = rows(
        db, "SELECT team_rid FROM meeting_team WHERE meeting_rid = ? ORDER BY rid", (meeting_rid,)
    )
    return tuple(one["team_rid"] for one in found)


def people(db: Database, meeting_rid: int) -> list[Person]:
    """The members of the teams of a meeting on its day."""
    found = rows(
        db,
        "SELECT p.rid, p.team_rid, p.name FROM meeting_team t JOIN member p "
        "ON p.team_rid = t.team_rid WHERE t.meeting_rid = ? "
        "AND coalesce(p.active_from, '') <= t.held_on "
        "AND coalesce(p.active_to, '9999-12-31') >= t.held_on ORDER BY t.rid, p.position, p.rid",
        (meeting_rid,),
    )
    return [Person(one["rid"], one["team_rid"], one["name"]) for one in found]


def attendance(db: Database, meeting_rid: int) -> list[Attendee]:
    """Who was there: members first, then guests, in the order in which they were added."""
    found = rows(
        db,
        "SELECT a.rid, a.member_rid, coalesce(p.name, a.name) AS name, a.state FROM attendance a "
        "LEFT JOIN member p ON p.rid = a.member_rid WHERE a.meeting_rid = ? "
        "ORDER BY a.member_rid IS NULL, a.rid",
        (meeting_rid,),
    )
    return [Attendee(one["rid"], one["member_rid"], one["name"], one["state"]) for one in found]


def decisions(db: Database, meeting_rid: int) -> list[Decision]:
    """What a meeting decided, in the order of its rows."""
    found = rows(
        db,
        "SELECT d.rid, d.meeting_rid, m.held_on, d.text FROM decision d "
        "JOIN meeting m ON m.rid = d.meeting_rid WHERE d.meeting_rid = ? ORDER BY d.rid",
        (meeting_rid,),
    )
    return [_decision(one) for one in found]


def tasks(db: Database, meeting_uuid: str) -> list[NoteTaskRow]:
    """The tasks written in a note, as they stand in the lists now."""
    found = rows(
        db,
        "SELECT t.rid, t.title, t.state, t.due_on, coalesce(p.name, t.who) AS who, t.line "
        "FROM task t LEFT JOIN member p ON p.rid = t.member_rid "
        "WHERE t.meeting_uuid = ? ORDER BY t.rid",
        (meeting_uuid,),
    )
    return [
        NoteTaskRow(
            one["rid"], one["title"], one["state"],
            dt.date.fromisoformat(one["due_on"]) if one["due_on"] else None,
            one["who"], one["line"],
        )
        for one in found
    ]  # fmt: skip


# -- writing ------------------------------------------------------------------------------------


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


def set_teams(db: Database, rid: int, teams: Sequence[int]) -> None:
    """Make these the teams of a meeting; tasks of a team that goes move to the first."""
    earlier, wanted = team_rids(db, rid), list(dict.fromkeys(teams))
    if list(earlier) == wanted:
        return
    for one in rows(db, "SELECT rid FROM meeting_team WHERE meeting_rid = ?", (rid,)):
        delete(db, "meeting_team", one["rid"])
    _add_teams(db, rid, wanted)
    uuid = value(db, "SELECT uuid FROM meeting WHERE rid = ?", (rid,))
    move_note_tasks(db, uuid, set(earlier) - set(wanted), wanted[0] if wanted else None)


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
    if markup.lines_that_matter(found["body"]) == markup.lines_that_matter(body):
        return
    members = people(db, rid)
    day = min(dt.date.fromisoformat(found["held_on"]), now.date())
    before = markup.parse(found["body"], day, language, members)
    after = markup.parse(body, day, language, members)
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


def scrub_leftovers(db: Database, rid: int, uuid: str) -> None:
    """Empty the journal of what hung on an erased meeting and was removed before it."""
    for side in ("before", "after"):
        db.execute(
            f"UPDATE journal SET before = NULL, after = NULL WHERE row_uuid IN (SELECT row_uuid "
            f"FROM journal WHERE {side} ->> 'meeting_rid' = ? AND table_name IN "
            f"('decision', 'tag', 'attendance', 'picture') "
            f"OR {side} ->> 'meeting_uuid' = ? AND table_name = 'task')",
            (rid, uuid),
        )


def set_presence(db: Database, rid: int, member_rid: int, state: str) -> None:
    """Note a member as "present", "late", "left_early" or "absent"; "" takes the note away."""
    kept = row(
        db, "SELECT rid FROM attendance WHERE meeting_rid = ? AND member_rid = ?", (rid, member_rid)
    )
    if kept and not state:
        delete(db, "attendance", kept["rid"])
    elif kept:
        update(db, "attendance", kept["rid"], {"state": state})
    elif state:
        insert(db, "attendance", {"meeting_rid": rid, "member_rid": member_rid, "state": state})


def add_guest(db: Database, rid: int, name: str) -> int:
    """Note someone from outside the teams as present."""
    return insert(db, "attendance", {"meeting_rid": rid, "name": name})


def remove_attendee(db: Database, attendance_rid: int) -> None:
    """Take someone out of the attendance."""
    delete(db, "attendance", attendance_rid)
