"""All SQL of working methods."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coachdesk.features.methods.model import (
    Contents,
    Groups,
    Kind,
    Names,
    Participant,
    Sparring,
    Use,
)
from coachdesk.features.methods.packing import packed, unpacked
from coachdesk.features.teams.model import Role, group_key
from coachdesk.kernel.database import Database, Values, insert, row, rows, update, value

LISTED = 500
"""So many uses are listed, the newest; older ones are found under their teams and workshops."""


@dataclass(frozen=True, slots=True)
class UseRow:
    """A use in a list, with the names of its teams."""

    use: Use
    teams: tuple[str, ...]


def _use(record: Mapping[str, Any]) -> Use:
    kind = Kind(record["kind"])
    return Use(
        record["rid"], record["uuid"], kind, record["title"],
        dt.date.fromisoformat(record["made_on"]), record["language"], record["event_rid"],
        unpacked(kind, record["data"]),
    )  # fmt: skip


# -- uses -----------------------------------------------------------------------------------------

_TEAMS = """(SELECT json_group_array(name) FROM (
    SELECT t.name FROM method_team m JOIN team t ON t.rid = m.team_rid
    WHERE m.use_rid = u.rid ORDER BY lower(t.name), t.rid))"""


def newest(db: Database, limit: int = LISTED) -> list[UseRow]:
    """The newest uses, the latest first."""
    return _rows(db, "true", (), limit)


def uses_of_team(db: Database, team_rid: int) -> list[UseRow]:
    """The uses in which a team took part, the latest first."""
    condition = "EXISTS (SELECT 1 FROM method_team WHERE use_rid = u.rid AND team_rid = ?)"
    return _rows(db, condition, (team_rid,), LISTED)


def uses_of_event(db: Database, event_rid: int) -> list[UseRow]:
    """The uses at a workshop, the latest first."""
    return _rows(db, "u.event_rid = ?", (event_rid,), LISTED)


def _rows(db: Database, condition: str, parameters: tuple[int, ...], limit: int) -> list[UseRow]:
    found = rows(
        db,
        f"SELECT u.*, {_TEAMS} AS teams FROM method_use u WHERE {condition} "
        "ORDER BY u.made_on DESC, u.rid DESC LIMIT ?",
        (*parameters, limit),
    )
    return [UseRow(_use(each), tuple(json.loads(each["teams"]))) for each in found]


def use(db: Database, rid: int) -> Use | None:
    """One use."""
    found = row(db, "SELECT * FROM method_use WHERE rid = ?", (rid,))
    return _use(found) if found else None


def uses(db: Database, rids: Iterable[int]) -> list[Use]:
    """These uses, as far as they exist."""
    found = rows(
        db, "SELECT * FROM method_use WHERE rid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(rids)),),
    )  # fmt: skip
    return [_use(each) for each in found]


def use_of_uuid(db: Database, uuid: str) -> Use | None:
    """The use that the print log names."""
    found = row(db, "SELECT * FROM method_use WHERE uuid = ?", (uuid,))
    return _use(found) if found else None


def language_of(db: Database, rid: int) -> str:
    """The language that a use is held in; empty when it is gone."""
    return str(value(db, "SELECT language FROM method_use WHERE rid = ?", (rid,)) or "")


def rids_of_team_alone(db: Database, team_rid: int) -> list[int]:
    """The uses that are for this team and no other."""
    found = rows(
        db,
        "SELECT use_rid FROM method_team GROUP BY use_rid "
        "HAVING count(*) = 1 AND max(team_rid) = ?",
        (team_rid,),
    )
    return [each["use_rid"] for each in found]


def uuids(db: Database, rids: Iterable[int]) -> list[str]:
    """The uuids of uses."""
    found = rows(
        db, "SELECT uuid FROM method_use WHERE rid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(rids)),),
    )  # fmt: skip
    return [each["uuid"] for each in found]


def add_use(
    db: Database, kind: Kind, made_on: dt.date, language: str,
    *, event_rid: int | None, contents: Contents,
) -> int:  # fmt: skip
    """A new use without teams; its rid."""
    return insert(
        db, "method_use",
        {
            "kind": kind.value, "made_on": made_on.isoformat(), "language": language,
            "event_rid": event_rid, "data": packed(contents),
        },
    )  # fmt: skip


def set_use(db: Database, rid: int, values: Values) -> None:
    """Change columns of a use."""
    update(db, "method_use", rid, values)


def set_contents(db: Database, rid: int, contents: Contents) -> None:
    """Store what came of a use."""
    update(db, "method_use", rid, {"data": packed(contents)})


def team_rids(db: Database, rid: int) -> list[int]:
    """The teams that a use is for, in the order they were given."""
    found = rows(db, "SELECT team_rid FROM method_team WHERE use_rid = ? ORDER BY rid", (rid,))
    return [each["team_rid"] for each in found]


def set_teams(db: Database, rid: int, teams: Iterable[int]) -> None:
    """Say which teams a use is for; rows of those that stay are not touched."""
    wanted = list(dict.fromkeys(teams))
    db.execute(
        "DELETE FROM method_team WHERE use_rid = ? "
        "AND team_rid NOT IN (SELECT value FROM json_each(?))",
        (rid, json.dumps(wanted)),
    )
    present = set(team_rids(db, rid))
    for team_rid in wanted:
        if team_rid not in present:
            insert(db, "method_team", {"use_rid": rid, "team_rid": team_rid})


# -- who takes part -------------------------------------------------------------------------------

_PERSON = (
    "SELECT m.uuid AS key, m.name, t.name AS team, t.uuid AS team_key, m.occupational_group "
    "AS occupation FROM member m JOIN team t ON t.rid = m.team_rid"
)


def _participant(record: Mapping[str, Any]) -> Participant:
    return Participant(**{**record, "occupation": group_key(record["occupation"])})


def people(
    db: Database, teams: Iterable[int], on: dt.date, *, present_only: bool = False
) -> list[Participant]:
    """Who belongs to these teams on a day, team by team; contact persons do not count.

    With `present_only` those whom the notes of a meeting of that day name as present or late.
    """
    condition = f"AND {_PRESENT}" if present_only else ""
    found = rows(
        db,
        f"{_PERSON} JOIN json_each(:teams) each ON each.value = t.rid "
        f"WHERE m.role <> '{Role.CONTACT.value}' "
        "AND (m.active_from IS NULL OR m.active_from <= :on) "
        f"AND (m.active_to IS NULL OR :on <= m.active_to) {condition} "
        "ORDER BY each.key, m.position, m.rid",
        {"teams": json.dumps(list(teams)), "on": on.isoformat()},
    )
    return [_participant(each) for each in found]


_PRESENT = """EXISTS (SELECT 1 FROM attendance a JOIN meeting g ON g.rid = a.meeting_rid
    WHERE a.member_rid = m.rid AND g.held_on = :on AND a.state IN ('present', 'late'))"""


def names(db: Database, contents: Contents) -> Names:
    """What the uuids in contents stand for."""
    if isinstance(contents, Sparring):
        return Names(teams=team_names(db, contents.teams))
    if isinstance(contents, Groups):
        wished = {key for wish in contents.wishes for key in wish.keys}
        keys = json.dumps([*contents.placed(), *contents.left_out, *wished])
        found = rows(db, f"{_PERSON} WHERE m.uuid IN (SELECT value FROM json_each(?))", (keys,))
        return Names(people={each["key"]: _participant(each) for each in found})
    return Names()


def team_names(db: Database, uuids: Iterable[str]) -> dict[str, str]:
    """The names of teams by their uuids."""
    keys = json.dumps(list(uuids))
    found = rows(
        db, "SELECT uuid, name FROM team WHERE uuid IN (SELECT value FROM json_each(?))", (keys,)
    )
    return {each["uuid"]: each["name"] for each in found}


def named_teams(db: Database, teams: Iterable[int]) -> list[tuple[int, str]]:
    """The rids and names of teams, by name."""
    found = rows(
        db,
        "SELECT rid, name FROM team WHERE rid IN (SELECT value FROM json_each(?)) "
        "ORDER BY lower(name), rid",
        (json.dumps(list(teams)),),
    )
    return [(each["rid"], each["name"]) for each in found]


def team_uuids(db: Database, teams: Iterable[int]) -> list[str]:
    """The uuids of teams, in the order given."""
    found = rows(
        db,
        "SELECT t.uuid FROM json_each(?) each JOIN team t ON t.rid = each.value ORDER BY each.key",
        (json.dumps(list(teams)),),
    )
    return [each["uuid"] for each in found]
