"""All SQL of checklists."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from coachdesk.features.checklists.model import Item, ItemState, Progress
from coachdesk.features.programmes.due import due_of, due_sql
from coachdesk.kernel.database import Database, Values, delete, insert, row, rows, update, value

_SELECT = f"""
SELECT c.*, {due_sql("c")} AS due, e.key AS event_key, m.name AS member_name
FROM checklist_item c
LEFT JOIN event e ON e.rid = c.event_rid
LEFT JOIN member m ON m.rid = c.member_rid"""
_ORDER = "ORDER BY c.position, c.rid"


def _item(record: Mapping[str, Any]) -> Item:
    support = record["support_needed"]
    return Item(
        rid=record["rid"],
        uuid=record["uuid"],
        team_rid=record["team_rid"],
        run_rid=record["run_rid"],
        item_key=record["item_key"],
        title=record["title"],
        kind=record["kind"],
        state=ItemState(record["state"]),
        stage=record["stage"],
        support_needed=None if support is None else bool(support),
        support_remark=record["support_remark"],
        member_rid=record["member_rid"],
        who=record["member_name"] or record["who"],
        due=due_of(record),
        remark=record["remark"],
        position=record["position"],
    )


def item(db: Database, rid: int) -> Item | None:
    """One item."""
    found = row(db, f"{_SELECT} WHERE c.rid = ?", (rid,))
    return _item(found) if found else None


def items_by_rid(db: Database, rids: Iterable[int]) -> list[Item]:
    """These items, as far as they exist, in one query."""
    wanted = json.dumps(list(rids))
    found = rows(db, f"{_SELECT} WHERE c.rid IN (SELECT value FROM json_each(?))", (wanted,))
    return [_item(r) for r in found]


def items(db: Database, run_rid: int, team_rid: int) -> list[Item]:
    """The checklist of a team in a run, in its order."""
    found = rows(
        db, f"{_SELECT} WHERE c.run_rid = ? AND c.team_rid = ? {_ORDER}", (run_rid, team_rid)
    )
    return [_item(r) for r in found]


def items_of_run(db: Database, run_rid: int) -> dict[int, list[Item]]:
    """The checklists of all teams of a run, by team."""
    result: dict[int, list[Item]] = {}
    for record in rows(db, f"{_SELECT} WHERE c.run_rid = ? {_ORDER}", (run_rid,)):
        result.setdefault(record["team_rid"], []).append(_item(record))
    return result


def progress_of_teams(db: Database) -> dict[int, Progress]:
    """The progress of every team in its newest present run."""
    found = rows(
        db,
        """
        SELECT c.team_rid, sum(c.state = 'done') AS done, sum(c.state <> 'not_applicable') AS all_
        FROM checklist_item c
        JOIN (SELECT p.team_rid, max(p.run_rid) AS run_rid FROM participation p
              JOIN run r ON r.rid = p.run_rid AND r.archived_on IS NULL GROUP BY p.team_rid) now
            ON now.team_rid = c.team_rid AND now.run_rid = c.run_rid
        GROUP BY c.team_rid""",
    )
    return {r["team_rid"]: Progress(r["done"], r["all_"]) for r in found}


def add_item(db: Database, values: Values) -> int:
    """A new item from column values, at the end unless a position is given; its rid."""
    if "position" not in values:
        last = value(
            db,
            "SELECT max(position) FROM checklist_item WHERE run_rid = ? AND team_rid = ?",
            (values["run_rid"], values["team_rid"]),
        )
        values = {**values, "position": 0 if last is None else last + 1}
    return insert(db, "checklist_item", values)


def save(db: Database, rid: int, values: Values) -> None:
    """Change columns of an item."""
    update(db, "checklist_item", rid, values)


def delete_item(db: Database, rid: int) -> None:
    """Delete an item."""
    delete(db, "checklist_item", rid)


def order_items(db: Database, rids: Iterable[int]) -> None:
    """Put items into this order."""
    for position, rid in enumerate(rids):
        update(db, "checklist_item", rid, {"position": position})
