"""All SQL of checklists."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coachdesk.features.checklists.model import Item, ItemState, Progress
from coachdesk.features.programmes.due import due_of, due_sql, follow_again_sql, keep_done_sql
from coachdesk.features.programmes.store import present_sql
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


def items_of_event(db: Database, event_rid: int) -> list[Item]:
    """The items of all teams whose date follows an event."""
    return [_item(r) for r in rows(db, f"{_SELECT} WHERE c.event_rid = ? {_ORDER}", (event_rid,))]


def dated_by_hand(
    db: Database, run_rid: int, team_rids: Sequence[int], keys: Sequence[str]
) -> list[Item]:
    """Unfinished items with these keys, of these teams of a run, with a date of their own."""
    found = rows(
        db,
        f"{_SELECT} WHERE c.run_rid = ? AND c.due_kind = 'date' "
        "AND c.state IN ('not_started', 'in_progress') "
        "AND c.team_rid IN (SELECT value FROM json_each(?)) "
        f"AND c.item_key IN (SELECT value FROM json_each(?)) {_ORDER}",
        (run_rid, json.dumps(list(team_rids)), json.dumps(list(keys))),
    )
    return [_item(r) for r in found]


def keep_done(db: Database, event_rid: int) -> None:
    """Finished items that follow an event keep the date they have now."""
    db.execute(keep_done_sql("checklist_item", "'done', 'not_applicable'"), (event_rid,))


def follow_again(db: Database, rid: int) -> None:
    """An item that is taken up again follows its event."""
    db.execute(follow_again_sql("checklist_item"), (rid,))


def relink(db: Database, team_rid: int, events: Mapping[int, int]) -> None:
    """What a team has to do by one event follows another from now on."""
    for old, new in events.items():
        db.execute(
            "UPDATE checklist_item SET event_rid = ? WHERE team_rid = ? AND event_rid = ?",
            (new, team_rid, old),
        )


def progress_of_teams(db: Database, today: dt.date) -> dict[int, Progress]:
    """The progress of every team in its usual run; see `programmes.store.present_sql`."""
    found = rows(
        db,
        f"""
        SELECT c.team_rid, sum(c.state = 'done') AS done, sum(c.state <> 'not_applicable') AS all_
        FROM checklist_item c
        JOIN ({present_sql(today)}) now ON now.team_rid = c.team_rid AND now.run_rid = c.run_rid
        GROUP BY c.team_rid""",
    )
    return {r["team_rid"]: Progress(r["done"], r["all_"]) for r in found}


def progress_in_run(db: Database, run_rid: int) -> dict[int, Progress]:
    """The progress of the teams that have a list in a run."""
    found = rows(
        db,
        "SELECT team_rid, sum(state = 'done') AS done, sum(state <> 'not_applicable') AS all_ "
        "FROM checklist_item WHERE run_rid = ? GROUP BY team_rid",
        (run_rid,),
    )
    return {r["team_rid"]: Progress(r["done"], r["all_"]) for r in found}


def progress_in_runs(db: Database) -> dict[tuple[int, int], Progress]:
    """The progress of every team in every run, by the rids of run and team."""
    found = rows(
        db,
        "SELECT run_rid, team_rid, sum(state = 'done') AS done, "
        "sum(state <> 'not_applicable') AS all_ FROM checklist_item GROUP BY run_rid, team_rid",
    )
    return {(r["run_rid"], r["team_rid"]): Progress(r["done"], r["all_"]) for r in found}


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
