"""What is read of the things that a search found, by their rids."""

import json
from collections.abc import Sequence
from typing import Any

from coachdesk.kernel.database import Database, rows

_AMONG = "IN (SELECT value FROM json_each(?))"


def people(db: Database, rids: Sequence[int]) -> list[dict[str, Any]]:
    """Members: rid, team_rid, name, occupational_group, email, phone, and the team's name."""
    sql = (
        "SELECT m.rid, m.team_rid, m.name, m.occupational_group, m.email, m.phone, t.name AS team "
        f"FROM member m JOIN team t ON t.rid = m.team_rid WHERE m.rid {_AMONG}"
    )
    return _rows(db, sql, rids)


def notes(db: Database, rids: Sequence[int]) -> list[dict[str, Any]]:
    """Meetings: rid, title, body."""
    return _rows(db, f"SELECT rid, title, body FROM meeting WHERE rid {_AMONG}", rids)


def tasks(db: Database, rids: Sequence[int]) -> list[dict[str, Any]]:
    """Tasks: rid, title, who, remark, and the team's name or None."""
    sql = (
        "SELECT t.rid, t.title, t.who, t.remark, tm.name AS team FROM task t "
        f"LEFT JOIN team tm ON tm.rid = t.team_rid WHERE t.rid {_AMONG}"
    )
    return _rows(db, sql, rids)


def decisions(db: Database, rids: Sequence[int]) -> list[dict[str, Any]]:
    """Decisions: rid, meeting_rid, text."""
    return _rows(db, f"SELECT rid, meeting_rid, text FROM decision WHERE rid {_AMONG}", rids)


def teams_of_items(db: Database, rids: Sequence[int]) -> dict[int, str]:
    """The names of the teams of checklist items."""
    sql = (
        "SELECT c.rid, t.name FROM checklist_item c JOIN team t ON t.rid = c.team_rid "
        f"WHERE c.rid {_AMONG}"
    )
    return {row["rid"]: row["name"] for row in _rows(db, sql, rids)}


def _rows(db: Database, sql: str, rids: Sequence[int]) -> list[dict[str, Any]]:
    return rows(db, sql, (json.dumps(list(rids)),))
