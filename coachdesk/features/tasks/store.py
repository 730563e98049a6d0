"""All SQL of tasks."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from coachdesk.features.programmes.due import due_of, due_sql, follow_again_sql, keep_done_sql
from coachdesk.features.programmes.store import present_sql
from coachdesk.features.tasks.model import (
    Repeat,
    RepeatUnit,
    Source,
    Task,
    TaskFilter,
    TaskState,
    View,
    Who,
    WhoKind,
)
from coachdesk.kernel.database import Database, Values, insert, rows, value

_FIELDS = f"""
t.*, {due_sql("t")} AS due, e.key AS event_key, m.name AS member_name, tm.name AS team_name, p.place
"""
_JOINS = """
JOIN task t ON t.rid = p.rid
LEFT JOIN event e ON e.rid = t.event_rid
LEFT JOIN member m ON m.rid = t.member_rid
LEFT JOIN team tm ON tm.rid = t.team_rid"""
_FINISHED = 1 << 60
_END = 1 << 62
_JULIAN = 1721425  # days from the Julian day's beginning to 1 January of year 1
_SHORTEST_PART = 3  # letters; trigrams find no shorter part of a word


def day_number(day: dt.date) -> int:
    """The Julian day, by which places are counted."""
    return day.toordinal() + _JULIAN


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _task(record: Mapping[str, Any]) -> Task:
    kind = WhoKind(record["who_kind"])
    return Task(
        rid=record["rid"],
        uuid=record["uuid"],
        team_rid=record["team_rid"],
        team_name=record["team_name"] or "",
        title=record["title"],
        who=Who(kind, record["member_rid"], record["member_name"] or record["who"]),
        due=due_of(record),
        phase_key=record["phase_key"],
        first_phase_key=record["first_phase_key"],
        state=TaskState(record["state"]),
        done_on=_date(record["done_on"]),
        remark=record["remark"],
        source=Source(record["source"]),
        source_key=record["source_key"],
        meeting_uuid=record["meeting_uuid"],
        place=record["place"],
        run_rid=record["run_rid"],
        repeat=_repeat(record),
    )


def _repeat(record: Mapping[str, Any]) -> Repeat | None:
    unit = record["repeat_unit"]
    if not unit:
        return None
    return Repeat(RepeatUnit(unit), record["repeat_count"], record["until_rid"])


def task(db: Database, rid: int) -> Task | None:
    """One task."""
    return next(iter(tasks_by_rid(db, [rid])), None)


def tasks_by_rid(db: Database, rids: Iterable[int]) -> list[Task]:
    """These tasks, as far as they exist, in the order of lists."""
    found = rows(
        db,
        f"SELECT {_FIELDS} FROM _task_place p {_JOINS} "
        "WHERE p.rid IN (SELECT value FROM json_each(?)) ORDER BY p.place",
        (json.dumps(list(rids)),),
    )
    return [_task(r) for r in found]


def tasks_of_events(db: Database, event_rids: Iterable[int]) -> list[Task]:
    """The tasks whose date follows one of these events, also finished ones."""
    return _tasks_where(
        db, "t.event_rid IN (SELECT value FROM json_each(?))", (json.dumps(list(event_rids)),)
    )


def dated_by_hand(
    db: Database, run_rid: int, team_rids: Sequence[int], keys: Sequence[str]
) -> list[Task]:
    """Unfinished tasks of a run's template, of these teams, with a date of their own."""
    return _tasks_where(
        db,
        "t.run_rid = ? AND t.source = 'template' AND t.due_kind = 'date' "
        "AND t.state IN ('open', 'in_progress') "
        "AND t.team_rid IN (SELECT value FROM json_each(?)) "
        "AND t.source_key IN (SELECT value FROM json_each(?))",
        (run_rid, json.dumps(list(team_rids)), json.dumps(list(keys))),
    )


def _tasks_where(db: Database, condition: str, parameters: tuple[Any, ...]) -> list[Task]:
    joins = _JOINS.replace("JOIN task t ON t.rid = p.rid", "JOIN _task_place p ON p.rid = t.rid", 1)
    found = rows(
        db, f"SELECT {_FIELDS} FROM task t {joins} WHERE {condition} ORDER BY p.place", parameters
    )
    return [_task(r) for r in found]


def template_tasks(db: Database, run_rid: int, team_rid: int) -> list[Task]:
    """The tasks of a team that came with the template of a run."""
    return _tasks_where(
        db, "t.run_rid = ? AND t.source = 'template' AND t.team_rid = ?", (run_rid, team_rid)
    )


def keep_done(db: Database, event_rid: int) -> None:
    """Finished tasks that follow an event keep the date they have now."""
    db.execute(keep_done_sql("task", "'done', 'dropped'"), (event_rid,))


def follow_again(db: Database, rids: Iterable[int]) -> None:
    """Tasks that are taken up again follow their event."""
    for rid in rids:
        db.execute(follow_again_sql("task"), (rid,))


def relink(db: Database, team_rid: int, events: Mapping[int, int]) -> None:
    """What a team has to do by one event follows another from now on."""
    for column in ("event_rid", "until_rid"):
        for old, new in events.items():
            db.execute(
                f"UPDATE task SET {column} = ? WHERE team_rid = ? AND {column} = ?",
                (new, team_rid, old),
            )


def tasks(
    db: Database, wanted: TaskFilter, today: dt.date, limit: int = -1, after: int = -1
) -> list[Task]:
    """Tasks that the filter lets through, from the one that follows the place `after`.

    The earliest due first, then those without a date, then finished ones, the latest first.
    """
    source, condition, parameters = _condition(wanted, today)
    parameters |= {"after": after, "limit": limit}
    order = "w.rowid" if wanted.text.split() else "p.place"
    found = rows(
        db,
        f"SELECT {_FIELDS} FROM (SELECT p.place, p.rid FROM {source} WHERE {condition} "
        f"AND {order} > :after ORDER BY {order} LIMIT :limit) p {_JOINS} ORDER BY p.place",
        parameters,
    )
    return [_task(r) for r in found]


def count(db: Database, wanted: TaskFilter, today: dt.date) -> int:
    """How many tasks the filter lets through."""
    source, condition, parameters = _condition(wanted, today)
    return int(value(db, f"SELECT count(*) FROM {source} WHERE {condition}", parameters))


def _condition(wanted: TaskFilter, today: dt.date) -> tuple[str, str, dict[str, Any]]:
    """The tables to read places (as `p`) from, the condition on them and its parameters."""
    source = "_task_place p"
    parts = ["p.place < :end"]
    parameters: dict[str, Any] = {"end": _end(wanted.view, today)}
    if words := _words(wanted.text):
        source = "_task_words w CROSS JOIN _task_place p ON p.place = w.rowid"
        parts = ["_task_words MATCH :words", "w.rowid < :end"]
        parameters["words"] = words
    if wanted.view is View.MINE:
        parts.append("p.mine")
    if wanted.team_rid is None:
        parts.append("p.shown")
    else:
        parts.append("p.team_rid = :team")
        parameters["team"] = wanted.team_rid
    if wanted.phase_key:
        parts.append("p.phase_key = :phase")
        parameters["phase"] = wanted.phase_key
    return source, " AND ".join(parts), parameters


def _end(view: View, today: dt.date) -> int:
    """The place before which all tasks of a view lie."""
    match view:
        case View.LATE:
            return day_number(today) << 32
        case View.ALL:
            return _END
        case _:
            return _FINISHED


def _words(text: str) -> str:
    """The search for all words of a text; the shortest ones only at the beginning of a word."""
    words = (word.replace('"', '""').rjust(_SHORTEST_PART) for word in text.split())
    return " ".join(f'"{word}"' for word in words)


def due_until(db: Database, day: dt.date, limit: int = 50) -> list[Task]:
    """Unfinished tasks of present teams due on `day` or before, the earliest first."""
    return tasks(db, TaskFilter(View.LATE), day + dt.timedelta(days=1), limit)


def late_counts(db: Database, today: dt.date) -> dict[int, int]:
    """For each team with late tasks: how many."""
    found = rows(
        db,
        "SELECT team_rid, count(*) AS late FROM _task_place NOT INDEXED "  # only the late ones
        "WHERE place < ? AND team_rid IS NOT NULL GROUP BY team_rid",
        (day_number(today) << 32,),
    )
    return {r["team_rid"]: r["late"] for r in found}


def late_by_run(db: Database, today: dt.date) -> dict[tuple[int, int | None], int]:
    """How many tasks are late, by team and by the run whose programme they came with.

    Without a run stand the tasks of the coach's own, those written in notes, and all of a team
    that was never in a second run. Archived teams have none.
    """
    found = rows(
        db,
        """
        WITH several AS (
            SELECT team_rid FROM participation GROUP BY team_rid HAVING count(*) > 1)
        SELECT p.team_rid, iif(p.team_rid IN several,
            (SELECT run_rid FROM task INDEXED BY task_unfinished_run
             WHERE rid = p.rid AND state IN ('open', 'in_progress')), NULL) AS run_rid,
            count(*) AS late
        FROM _task_place p WHERE p.place < ? AND p.shown AND p.team_rid IS NOT NULL
        GROUP BY 1, 2""",
        (day_number(today) << 32,),
    )
    return {(r["team_rid"], r["run_rid"]): r["late"] for r in found}


def phases_of_unfinished(db: Database, today: dt.date) -> Iterator[tuple[int, str, str, list[int]]]:
    """Unfinished tasks by cohort, first phase and phase; with their rids.

    The cohort is that of the present run they came with, else of the team's usual run.
    """
    found = rows(
        db,
        f"""
        SELECT coalesce(own.cohort_rid, usual.cohort_rid) AS in_cohort, t.first_phase_key,
            t.phase_key, json_group_array(t.rid) AS rids
        FROM ({present_sql(today)}) usual JOIN task t ON t.team_rid = usual.team_rid
        LEFT JOIN (
            SELECT p.team_rid, p.cohort_rid, c.run_rid FROM participation p
            JOIN cohort c ON c.rid = p.cohort_rid
            JOIN run r ON r.rid = c.run_rid AND r.archived_on IS NULL
        ) own ON own.team_rid = t.team_rid AND own.run_rid = t.run_rid
        WHERE t.state IN ('open', 'in_progress')
        GROUP BY in_cohort, t.first_phase_key, t.phase_key""",
    )
    for one in found:
        yield one["in_cohort"], one["first_phase_key"], one["phase_key"], json.loads(one["rids"])


def meeting_rid(db: Database, uuid: str) -> int | None:
    """The note that a task was written in, while it exists."""
    found = value(db, "SELECT rid FROM meeting WHERE uuid = ?", (uuid,))
    return None if found is None else int(found)


def search_texts(db: Database, rids: Sequence[int]) -> list[dict[str, Any]]:
    """The texts of tasks for the search: `rid`, `title`, `remark`, `who`, `created_at`."""
    return rows(
        db,
        "SELECT rid, title, remark, who, created_at FROM task "
        "WHERE rid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(rids)),),
    )


def has_tasks_of_run(db: Database, team_rid: int, run_rid: int) -> bool:
    """Whether the team has tasks that came with the template of this run."""
    found = value(
        db,
        "SELECT 1 FROM task WHERE team_rid = ? AND source = 'template' AND run_rid = ? LIMIT 1",
        (team_rid, run_rid),
    )
    return found is not None


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


def repeat_columns(repeat: Repeat | None) -> dict[str, Any]:
    """The columns that say how a task comes again."""
    return {
        "repeat_unit": repeat.unit.value if repeat else "",
        "repeat_count": repeat.count if repeat else 0,
        "until_rid": repeat.until_rid if repeat else None,
    }


def who_columns(who: Who) -> dict[str, Any]:
    """The columns that say whose task it is; a member's name is what stays when the member goes."""
    return {
        "who_kind": who.kind.value,
        "member_rid": who.member_rid if who.kind is WhoKind.MEMBER else None,
        "who": "" if who.kind is WhoKind.COACH else who.name,
    }
