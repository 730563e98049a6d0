"""All SQL of runs, their events and the teams that take part."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from coachdesk.features.programmes.model import Event, Run
from coachdesk.kernel.database import Database, count_referring, insert, row, rows, value

_EVENTS = "SELECT * FROM event"


def _run(record: Mapping[str, Any]) -> Run:
    return Run(
        record["rid"], record["uuid"], record["template_key"], record["template_version"],
        record["name"], record["area"], record["archived_on"] is not None,
    )  # fmt: skip


def _event(record: Mapping[str, Any]) -> Event:
    start = record["starts_on"]
    return Event(
        record["rid"], record["uuid"], record["run_rid"], record["key"],
        dt.date.fromisoformat(start) if start else None, record["days"], record["place"],
    )  # fmt: skip


def runs(db: Database, *, archived: bool = False) -> list[Run]:
    """Runs, the newest first."""
    condition = "IS NOT NULL" if archived else "IS NULL"
    return [
        _run(r)
        for r in rows(db, f"SELECT * FROM run WHERE archived_on {condition} ORDER BY rid DESC")
    ]


def run(db: Database, run_rid: int) -> Run | None:
    """One run."""
    found = row(db, "SELECT * FROM run WHERE rid = ?", (run_rid,))
    return _run(found) if found else None


def events(db: Database, run_rid: int) -> list[Event]:
    """The events of a run in the programme's order."""
    found = rows(db, f"{_EVENTS} WHERE run_rid = ? ORDER BY position, rid", (run_rid,))
    return [_event(r) for r in found]


def event(db: Database, event_rid: int) -> Event | None:
    """One event."""
    found = row(db, f"{_EVENTS} WHERE rid = ?", (event_rid,))
    return _event(found) if found else None


def team_rids(db: Database, run_rid: int) -> list[int]:
    """The teams of a run in the order they joined; archived ones are left out."""
    found = rows(
        db,
        "SELECT p.team_rid FROM participation p JOIN team t ON t.rid = p.team_rid "
        "WHERE p.run_rid = ? AND t.archived_on IS NULL ORDER BY p.rid",
        (run_rid,),
    )
    return [r["team_rid"] for r in found]


def run_of_team(db: Database, team_rid: int) -> Run | None:
    """The run a team takes part in now: the newest that is not archived."""
    found = row(
        db,
        "SELECT r.* FROM run r JOIN participation p ON p.run_rid = r.rid "
        "WHERE p.team_rid = ? AND r.archived_on IS NULL ORDER BY r.rid DESC LIMIT 1",
        (team_rid,),
    )
    return _run(found) if found else None


def runs_of_teams(db: Database) -> dict[int, int]:
    """For each team that takes part in a present run: that run."""
    found = rows(
        db,
        "SELECT p.team_rid, max(p.run_rid) AS run_rid FROM participation p "
        "JOIN run r ON r.rid = p.run_rid WHERE r.archived_on IS NULL GROUP BY p.team_rid",
    )
    return {r["team_rid"]: r["run_rid"] for r in found}


def events_of_runs(db: Database) -> dict[int, list[Event]]:
    """The events of every present run."""
    result: dict[int, list[Event]] = {}
    for record in rows(
        db,
        f"{_EVENTS} WHERE run_rid IN (SELECT rid FROM run WHERE archived_on IS NULL) "
        "ORDER BY position, rid",
    ):
        result.setdefault(record["run_rid"], []).append(_event(record))
    return result


def add_run(db: Database, template_key: str, version: str, name: str, area: str) -> int:
    """A new run without events."""
    return insert(
        db, "run",
        {"template_key": template_key, "template_version": version, "name": name, "area": area},
    )  # fmt: skip


def add_event(db: Database, run_rid: int, key: str, days: int, position: int) -> int:
    """A new event with an open date."""
    return insert(db, "event", {"run_rid": run_rid, "key": key, "days": days, "position": position})


def participates(db: Database, run_rid: int, team_rid: int) -> bool:
    """Whether the team takes part in the run."""
    found = value(
        db,
        "SELECT 1 FROM participation WHERE run_rid = ? AND team_rid = ?",
        (run_rid, team_rid),
    )
    return found is not None


def add_participation(db: Database, run_rid: int, team_rid: int) -> None:
    """The team takes part in the run from now on."""
    insert(db, "participation", {"run_rid": run_rid, "team_rid": team_rid})


def remove_participation(db: Database, run_rid: int, team_rids: Iterable[int]) -> None:
    """The teams no longer take part; what they did stays."""
    for team_rid in team_rids:
        db.execute(
            "DELETE FROM participation WHERE run_rid = ? AND team_rid = ?", (run_rid, team_rid)
        )


def count_following(db: Database, event_rid: int) -> dict[str, int]:
    """How many rows of each table have a date that follows the event's."""
    return count_referring(db, "event", event_rid)


def count_hanging_on(db: Database, run_rid: int) -> dict[str, int]:
    """How many rows of each table would go with the run."""
    return count_referring(db, "run", run_rid)
