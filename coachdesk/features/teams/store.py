"""All SQL of teams and members."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from coachdesk.features.teams.model import Member, MemberFields, Role, Team, TeamFields
from coachdesk.kernel.database import (
    Database,
    Values,
    count_referring,
    delete,
    insert,
    row,
    rows,
    update,
    value,
)

_TEAM = (
    "SELECT rid, uuid, name, unit_name, unit_description, county_code, area, site, language, "
    "contact_name, contact_position, contact_phone, contact_email, reason, expectations, "
    "archived_on, off_projector FROM team"
)
_MEMBER = (
    "SELECT rid, uuid, team_rid, name, occupational_group, role, phone, email, active_from, "
    "active_to, position FROM member"
)


def team(db: Database, rid: int) -> Team | None:
    """The team, or None when it is gone."""
    found = row(db, f"{_TEAM} WHERE rid = ?", (rid,))
    return _team(found) if found else None


def list_teams(db: Database, archived: bool | None = False) -> list[Team]:  # noqa: FBT001, FBT002 - a filter
    """Teams at work, the archived ones (True) or all (None), roughly by name.

    For the alphabetical order of a language sort by `Texts.collation_key`.
    """
    condition = {False: "archived_on IS NULL", True: "archived_on IS NOT NULL", None: "true"}
    found = rows(db, f"{_TEAM} WHERE {condition[archived]} ORDER BY lower(name), rid")
    return [_team(each) for each in found]


def teams(db: Database, rids: Iterable[int]) -> list[Team]:
    """These teams, as far as they exist, in one query."""
    found = rows(
        db, f"{_TEAM} WHERE rid IN (SELECT value FROM json_each(?))", (json.dumps(list(rids)),)
    )
    return [_team(each) for each in found]


def member(db: Database, rid: int) -> Member | None:
    """The member, or None when gone."""
    found = row(db, f"{_MEMBER} WHERE rid = ?", (rid,))
    return _member(found) if found else None


def members(db: Database, team_rid: int) -> list[Member]:
    """The people of a team, former and coming ones included, in their order."""
    found = rows(db, f"{_MEMBER} WHERE team_rid = ? ORDER BY position, rid", (team_rid,))
    return [_member(each) for each in found]


def members_of(db: Database, team_rids: Iterable[int]) -> dict[int, list[Member]]:
    """The people of several teams by team, in one query; every team asked for has its list."""
    result: dict[int, list[Member]] = {rid: [] for rid in team_rids}
    found = rows(
        db,
        f"{_MEMBER} WHERE team_rid IN (SELECT value FROM json_each(?)) ORDER BY position, rid",
        (json.dumps(list(result)),),
    )
    for each in found:
        result[each["team_rid"]].append(_member(each))
    return result


def members_by_rid(db: Database, rids: Iterable[int]) -> list[Member]:
    """These people, as far as they exist, in one query."""
    found = rows(
        db, f"{_MEMBER} WHERE rid IN (SELECT value FROM json_each(?))", (json.dumps(list(rids)),)
    )
    return [_member(each) for each in found]


def groups_in_use(db: Database) -> list[str]:
    """Occupational groups as they have been written, the most used first."""
    found = rows(
        db,
        "SELECT occupational_group AS name FROM member WHERE occupational_group <> '' "
        "GROUP BY occupational_group ORDER BY count(*) DESC, occupational_group",
    )
    return [each["name"] for each in found]


def count_hanging_on(db: Database, rid: int) -> dict[str, int]:
    """How many rows of each table point at the team, whichever feature they belong to."""
    return count_referring(db, "team", rid)


def add_team(db: Database, fields: TeamFields) -> int:
    """Add a team inside a change; the fields are checked already. Its rid."""
    return insert(db, "team", _columns(fields))


def save_team(db: Database, rid: int, fields: TeamFields) -> None:
    """Change fields of a team inside a change."""
    update(db, "team", rid, _columns(fields))


def archive_team(db: Database, rid: int, on: dt.date | None) -> None:
    """Archive a team on a day; None brings it back."""
    update(db, "team", rid, {"archived_on": on.isoformat() if on else None})


def delete_team(db: Database, rid: int) -> None:
    """Delete a team and all that hangs on it."""
    delete(db, "team", rid)


def add_member(db: Database, team_rid: int, fields: MemberFields) -> int:
    """Add a person as the last of a team, inside a change; the fields are checked. The rid."""
    last = value(db, "SELECT max(position) FROM member WHERE team_rid = ?", (team_rid,))
    position = 0 if last is None else int(last) + 1
    return insert(db, "member", {**_columns(fields), "team_rid": team_rid, "position": position})


def save_member(db: Database, rid: int, fields: MemberFields) -> None:
    """Change fields of a member inside a change."""
    update(db, "member", rid, _columns(fields))


def delete_member(db: Database, rid: int) -> None:
    """Delete a member."""
    delete(db, "member", rid)


def order_members(db: Database, rids: Iterable[int]) -> None:
    """Give the members of a team this order."""
    for position, rid in enumerate(rids):
        update(db, "member", rid, {"position": position})


def _columns(fields: TeamFields | MemberFields) -> Values:
    items: Mapping[str, Any] = {**fields}
    return {
        name: content.isoformat() if isinstance(content, dt.date) else content
        for name, content in items.items()
    }


def _team(found: dict[str, Any]) -> Team:
    typed = {
        "archived_on": _date(found["archived_on"]),
        "off_projector": bool(found["off_projector"]),
    }
    return Team(**{**found, **typed})


def _member(found: dict[str, Any]) -> Member:
    typed = {
        "role": Role(found["role"]),
        "active_from": _date(found["active_from"]),
        "active_to": _date(found["active_to"]),
    }
    return Member(**{**found, **typed})


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
