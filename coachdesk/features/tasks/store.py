"""All SQL of tasks."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coachdesk.features.programmes.due import due_of, due_sql
from coachdesk.features.tasks.model import (
    Source,
    Task,
    TaskFilter,
    TaskState,
    View,
    Who,
    WhoKind,
)
from coachdesk.kernel.database import Database, Values, insert, row, rows, value

_DUE = due_sql("t")
_SELECT = f"""
SELECT t.*, {_DUE} AS due, e.key AS event_key, m.name AS member_name, tm.name AS team_name
FROM task t
LEFT JOIN event e ON e.rid = t.event_rid
LEFT JOIN member m ON m.rid = t.member_rid
LEFT JOIN team tm ON tm.rid = t.team_rid"""
_ORDER = "ORDER BY due IS NULL, due, t.rid"
_UNFINISHED = "t.state IN ('open', 'in_progress')"
_PRESENT = "(tm.rid IS NULL OR tm.archived_on IS NULL)"


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _task(record: Mapping[str, Any]) -> Task:
    kind = WhoKind(record["who_kind"])
    name = record["member_name"] or record["who"] if kind is WhoKind.MEMBER else record["who"]
    return Task(
        rid=record["rid"],
        uuid=record["uuid"],
        team_rid=record["team_rid"],
        team_name=record["team_name"] or "",
        title=record["title"],
        who=Who(kind, record["member_rid"], name),
        due=due_of(record),
        phase_key=record["phase_key"],
        first_phase_key=record["first_phase_key"],
        state=TaskState(record["state"]),
        done_on=_date(record["done_on"]),
        remark=record["remark"],
        source=Source(record["source"]),
        source_key=record["source_key"],
        meeting_uuid=record["meeting_uuid"],
    )


def task(db: Database, rid: int) -> Task | None:
    """One task."""
    found = row(db, f"{_SELECT} WHERE t.rid = ?", (rid,))
    return _task(found) if found else None


def tasks(
    db: Database, wanted: TaskFilter, today: dt.date, limit: int = -1, offset: int = 0
) -> list[Task]:
    """Tasks that the filter lets through, the earliest due first, those without a date last."""
    condition, parameters = _condition(wanted, today)
    found = rows(
        db,
        f"{_SELECT} WHERE {condition} {_ORDER} LIMIT :limit OFFSET :offset",
        {**parameters, "limit": limit, "offset": offset},
    )
    return [_task(r) for r in found]


def count(db: Database, wanted: TaskFilter, today: dt.date) -> int:
    """How many tasks the filter lets through."""
    condition, parameters = _condition(wanted, today)
    joins = _SELECT.partition("FROM task t")[2]
    found = value(db, f"SELECT count(*) FROM task t{joins} WHERE {condition}", parameters)
    return int(found)


def _condition(wanted: TaskFilter, today: dt.date) -> tuple[str, dict[str, Any]]:
    parts: list[str] = []
    parameters: dict[str, Any] = {"today": today.isoformat()}
    if wanted.view is not View.ALL:
        parts.append(_UNFINISHED)
    if wanted.view is View.MINE:
        parts.append("t.who_kind = 'coach'")
    if wanted.view is View.LATE:
        parts.append(f"{_DUE} < :today")
    if wanted.team_rid is None:
        parts.append(_PRESENT)
    else:
        parts.append("t.team_rid = :team")
        parameters["team"] = wanted.team_rid
    if wanted.phase_key:
        parts.append("t.phase_key = :phase")
        parameters["phase"] = wanted.phase_key
    for number, word in enumerate(wanted.text.casefold().split()):
        parts.append(
            f"instr(casefold(t.title || ' ' || coalesce(tm.name, '') || ' ' || t.who || ' ' "
            f"|| coalesce(m.name, '')), :word{number})"
        )
        parameters[f"word{number}"] = word
    return " AND ".join(parts), parameters


def due_until(db: Database, day: dt.date, limit: int = 50) -> list[Task]:
    """Unfinished tasks of present teams due on `day` or before, the earliest first."""
    found = rows(
        db,
        f"{_SELECT} WHERE {_UNFINISHED} AND {_PRESENT} AND {_DUE} <= ? {_ORDER} LIMIT ?",
        (day.isoformat(), limit),
    )
    return [_task(r) for r in found]


def late_counts(db: Database, today: dt.date) -> dict[int, int]:
    """For each team with late tasks: how many."""
    found = rows(
        db,
        f"SELECT t.team_rid, count(*) AS late FROM task t LEFT JOIN event e ON e.rid = t.event_rid "
        f"WHERE {_UNFINISHED} AND t.team_rid IS NOT NULL AND {_DUE} < ? GROUP BY t.team_rid",
        (today.isoformat(),),
    )
    return {r["team_rid"]: r["late"] for r in found}


def unfinished_of_runs(db: Database) -> list[tuple[Task, int]]:
    """Unfinished tasks of teams in present runs, each with its team's newest run."""
    found = rows(
        db,
        f"SELECT x.*, p.run_rid FROM ({_SELECT} WHERE {_UNFINISHED}) x JOIN "
        "(SELECT team_rid, max(run_rid) AS run_rid FROM participation WHERE run_rid IN "
        "(SELECT rid FROM run WHERE archived_on IS NULL) GROUP BY team_rid) p "
        "ON p.team_rid = x.team_rid",
    )
    return [(_task(r), r["run_rid"]) for r in found]


def add_task(db: Database, values: Values) -> int:
    """A new task from column values; its rid."""
    return insert(db, "task", values)


def save(db: Database, rids: Iterable[int], values: Values) -> None:
    """Give these columns to all these tasks."""
    changes = ", ".join(f'"{name}" = :{name}' for name in values)
    for rid in rids:
        db.execute(f"UPDATE task SET {changes} WHERE rid = :rid", {**values, "rid": rid})


def delete_tasks(db: Database, rids: Sequence[int]) -> None:
    """Delete tasks."""
    for rid in rids:
        db.execute("DELETE FROM task WHERE rid = ?", (rid,))


def who_columns(who: Who) -> dict[str, Any]:
    """The columns that say whose task it is."""
    return {
        "who_kind": who.kind.value,
        "member_rid": who.member_rid,
        "who": who.name if who.kind is WhoKind.OTHER else "",
    }
