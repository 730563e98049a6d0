"""What the search box shows of teams, people, notes, tasks, decisions and tags, and where each is.

It stands here because it needs every feature that has something to be found.
"""

import json
from collections.abc import Sequence
from typing import Any

from coachdesk.features.checklists import search as checklists
from coachdesk.features.notes import store as notes
from coachdesk.features.teams import search as teams
from coachdesk.kernel.database import Database, rows
from coachdesk.kernel.text import msg
from coachdesk.ui.context import Target
from coachdesk.ui.search_provider import Found, HitKind, TagKind

_AMONG = "IN (SELECT value FROM json_each(?))"


def _rows(db: Database, sql: str, rids: Sequence[int]) -> list[dict[str, Any]]:
    return rows(db, sql, (json.dumps(list(rids)),))


def _teams(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    (source, _people) = teams.SOURCES
    return {
        entry.rid: Found(entry.title, entry.body, Target("teams", "team", entry.rid))
        for entry in source.read(db, rids)
    }


def _people(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    sql = (
        "SELECT m.rid, m.team_rid, m.name, m.occupational_group, m.email, m.phone, t.name AS team "
        f"FROM member m JOIN team t ON t.rid = m.team_rid WHERE m.rid {_AMONG}"
    )
    return {
        r["rid"]: Found(
            r["name"],
            "\n".join(filter(None, (r["occupational_group"], r["email"], r["phone"]))),
            Target("teams", "person", r["rid"], {"team": str(r["team_rid"])}),
            r["team"],
        )
        for r in _rows(db, sql, rids)
    }


def _notes(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    names = notes.team_names(db, rids)
    found = {}
    for r in _rows(db, f"SELECT rid, title, body FROM meeting WHERE rid {_AMONG}", rids):
        first, _, rest = r["body"].partition("\n")
        title, text = (r["title"], r["body"]) if r["title"] else (first, rest)
        target = Target("notes", "note", r["rid"])
        found[r["rid"]] = Found(title, text, target, ", ".join(names.get(r["rid"], ())))
    return found


def _tasks(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    sql = (
        "SELECT t.rid, t.title, t.who, t.remark, tm.name AS team FROM task t "
        f"LEFT JOIN team tm ON tm.rid = t.team_rid WHERE t.rid {_AMONG}"
    )
    return {
        r["rid"]: Found(
            r["title"],
            "\n".join(filter(None, (r["who"], r["remark"]))),
            Target("tasks", "task", r["rid"]),
            r["team"] or "",
        )
        for r in _rows(db, sql, rids)
    }


def _decisions(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    found = _rows(db, f"SELECT rid, meeting_rid, text FROM decision WHERE rid {_AMONG}", rids)
    names = notes.team_names(db, [r["meeting_rid"] for r in found])
    return {
        r["rid"]: Found(
            r["text"],
            "",
            Target("notes", "decision", r["rid"]),
            ", ".join(names.get(r["meeting_rid"], ())),
        )
        for r in found
    }


def _items(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    (source,) = checklists.SOURCES
    teams_of = _rows(
        db,
        "SELECT c.rid, t.name FROM checklist_item c JOIN team t ON t.rid = c.team_rid "
        f"WHERE c.rid {_AMONG}",
        rids,
    )
    names = {r["rid"]: r["name"] for r in teams_of}
    return {
        entry.rid: Found(
            entry.title,
            entry.body,
            Target("prework", "checklist_item", entry.rid),
            names.get(entry.rid, ""),
        )
        for entry in source.read(db, rids)
    }


HIT_KINDS = (
    HitKind("team", msg("search", "Teams"), "teams", _teams, dated=False),
    HitKind("person", msg("search", "People"), "person", _people, dated=False),
    HitKind("checklist_item", msg("search", "Pre-work"), "checklist", _items, dated=False),
    HitKind("note", msg("search", "Note"), "notes", _notes),
    HitKind("task", msg("search", "Task"), "tasks", _tasks),
    HitKind("decision", msg("search", "Decision"), "decision", _decisions),
)
TAGS = TagKind(notes.tags_beginning, lambda name: Target("notes", "tag", extra={"tag": name}))
