"""The SQL that reads meetings: lists, one meeting, what hangs on it."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coachdesk.features.notes.model import (
    Attendee,
    Decision,
    Meeting,
    MeetingRow,
    NoteTaskRow,
    Person,
)
from coachdesk.kernel.database import Database, row, rows, value

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


def rids_of_team(db: Database, team_rid: int, *, shared: bool) -> list[int]:
    """The meetings of this team and others (`shared`), or those of this team only."""
    found = rows(
        db,
        "SELECT own.meeting_rid FROM meeting_team own WHERE own.team_rid = :team "
        "AND :shared = EXISTS (SELECT 1 FROM meeting_team other "
        "WHERE other.meeting_rid = own.meeting_rid AND other.team_rid <> :team)",
        {"team": team_rid, "shared": shared},
    )
    return [one["meeting_rid"] for one in found]


def with_tasks(db: Database, meeting_rids: Sequence[int]) -> dict[str, list[int]]:
    """These meetings and the tasks written in them: rids by table."""
    written = rows(
        db,
        "SELECT t.rid FROM meeting m JOIN task t ON t.meeting_uuid = m.uuid "
        "WHERE m.rid IN (SELECT value FROM json_each(?)) AND t.meeting_uuid <> ''",
        (json.dumps(list(meeting_rids)),),
    )
    return {"task": [one["rid"] for one in written], "meeting": list(meeting_rids)}


def uuids(db: Database, meeting_rids: Sequence[int]) -> list[str]:
    """The lasting names of these meetings."""
    found = rows(
        db,
        "SELECT uuid FROM meeting WHERE rid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(meeting_rids)),),
    )
    return [one["uuid"] for one in found]


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


def tags_beginning(db: Database, beginning: str, limit: int) -> list[str]:
    """Tags in use that begin so, in the order of their letters' codes.

    Jumps from tag to tag in the index, so its time does not grow with the number of notes.
    """
    found = rows(
        db,
        """
        WITH RECURSIVE used(name) AS (
            SELECT min(name) FROM tag WHERE name >= :beginning
            UNION ALL
            SELECT (SELECT min(name) FROM tag WHERE name > used.name) FROM used
            WHERE used.name IS NOT NULL AND substr(used.name, 1, length(:beginning)) = :beginning)
        SELECT name FROM used
        WHERE name IS NOT NULL AND substr(name, 1, length(:beginning)) = :beginning LIMIT :limit""",
        {"beginning": beginning, "limit": limit},
    )
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
        "SELECT a.rid, a.member_rid, coalesce(p.name, a.name) AS name, a.state, a.came_at, "
        "a.left_at, a.stands_in_for, coalesce(away.name, '') AS absent_name FROM attendance a "
        "LEFT JOIN member p ON p.rid = a.member_rid "
        "LEFT JOIN member away ON away.rid = a.stands_in_for WHERE a.meeting_rid = ? "
        "ORDER BY a.member_rid IS NULL, a.rid",
        (meeting_rid,),
    )
    return [_attendee(one) for one in found]


def _attendee(found: Mapping[str, Any]) -> Attendee:
    times = {
        name: dt.time.fromisoformat(found[name]) if found[name] else None
        for name in ("came_at", "left_at")
    }
    return Attendee(**{**found, **times})


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
