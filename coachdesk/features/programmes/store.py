"""All SQL of runs, their cohorts and events, and the teams that take part."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from coachdesk.features.programmes.model import Cohort, Event, Place, Run, Timing
from coachdesk.kernel.database import (
    Database,
    count_referring,
    insert,
    row,
    rows,
    update,
    value,
)

_EVENTS = "SELECT * FROM event"
_COHORTS = "SELECT * FROM cohort"
_PLACES = """
SELECT r.*, c.rid AS c_rid, c.uuid AS c_uuid, c.run_rid, c.name AS c_name, c.area, c.coaches,
    c.position, (SELECT count(*) FROM cohort o WHERE o.run_rid = r.rid) AS cohorts
FROM cohort c JOIN run r ON r.rid = c.run_rid"""


def _run(record: Mapping[str, Any]) -> Run:
    return Run(
        record["rid"], record["uuid"], record["template_key"], record["template_version"],
        record["name"], record["first_year"], record["last_year"],
        record["archived_on"] is not None, record["programme_rid"],
    )  # fmt: skip


def _cohort(record: Mapping[str, Any], mark: str = "") -> Cohort:
    return Cohort(
        record[f"{mark}rid"], record[f"{mark}uuid"], record["run_rid"], record[f"{mark}name"],
        record["area"], tuple(record["coaches"].splitlines()), record["position"],
    )  # fmt: skip


def _place(record: Mapping[str, Any]) -> Place:
    return Place(_run(record), _cohort(record, "c_"), alone=record["cohorts"] == 1)


def _event(record: Mapping[str, Any]) -> Event:
    start = record["starts_on"]
    return Event(
        record["rid"], record["uuid"], record["cohort_rid"], record["key"],
        Timing(record["timing"]), dt.date.fromisoformat(start) if start else None,
        record["days"], record["place"],
    )  # fmt: skip


def present_sql(today: dt.date) -> str:
    """SQL for where each team takes part now, `run_rid` and `cohort_rid`: its usual run.

    That is the newest present run that has begun by `today`, which is when its first event begins;
    while none has, the newest present one.
    """
    return f"""
SELECT p.team_rid, p.cohort_rid, c.run_rid, max({_preference_sql(today)}) AS preference
FROM participation p JOIN cohort c ON c.rid = p.cohort_rid
JOIN run r ON r.rid = c.run_rid AND r.archived_on IS NULL GROUP BY p.team_rid"""


def _preference_sql(today: dt.date) -> str:
    """The greater, the rather a participation `p` in the cohort `c` is the team's usual one."""
    return f"""
(EXISTS (SELECT 1 FROM event b WHERE b.cohort_rid = c.rid AND b.starts_on <= '{today:%Y-%m-%d}')
    << 61) + c.run_rid * 1000000000 + p.rid"""


# -- runs and cohorts -----------------------------------------------------------------------------


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


def cohorts(db: Database, run_rid: int) -> list[Cohort]:
    """The cohorts of a run in their order."""
    found = rows(db, f"{_COHORTS} WHERE run_rid = ? ORDER BY position, rid", (run_rid,))
    return [_cohort(r) for r in found]


def cohort(db: Database, cohort_rid: int) -> Cohort | None:
    """One cohort."""
    found = row(db, f"{_COHORTS} WHERE rid = ?", (cohort_rid,))
    return _cohort(found) if found else None


def cohorts_of_runs(db: Database) -> dict[int, list[Cohort]]:
    """The cohorts of every present run, by run."""
    result: dict[int, list[Cohort]] = {}
    for place in places(db):
        result.setdefault(place.run.rid, []).append(place.cohort)
    return result


def places(db: Database, *, archived: bool = False) -> list[Place]:
    """Every cohort of every present (or archived) run: the newest run first, then in order."""
    condition = "IS NOT NULL" if archived else "IS NULL"
    found = rows(
        db,
        f"{_PLACES} WHERE r.archived_on {condition} ORDER BY r.rid DESC, c.position, c.rid",
    )
    return [_place(r) for r in found]


def places_of_run(db: Database, run_rid: int) -> list[Place]:
    """The cohorts of a run, with it, in their order."""
    found = rows(db, f"{_PLACES} WHERE r.rid = ? ORDER BY c.position, c.rid", (run_rid,))
    return [_place(r) for r in found]


def place(db: Database, cohort_rid: int) -> Place | None:
    """A cohort with its run."""
    found = row(db, f"{_PLACES} WHERE c.rid = ?", (cohort_rid,))
    return _place(found) if found else None


def add_run(
    db: Database,
    template_key: str,
    version: str,
    name: str,
    *,
    years: tuple[int, int] | None = None,
    programme_rid: int | None = None,
) -> int:
    """A new run without cohorts."""
    first, last = years or (None, None)
    return insert(
        db, "run",
        {
            "template_key": template_key, "template_version": version, "name": name,
            "first_year": first, "last_year": last, "programme_rid": programme_rid,
        },
    )  # fmt: skip


def add_cohort(
    db: Database, run_rid: int, name: str = "", area: str = "", coaches: Iterable[str] = ()
) -> int:
    """A new cohort without events, the last of its run."""
    last = value(db, "SELECT max(position) FROM cohort WHERE run_rid = ?", (run_rid,))
    return insert(
        db, "cohort",
        {
            "run_rid": run_rid, "position": 0 if last is None else last + 1,
            **cohort_columns(name, area, coaches),
        },
    )  # fmt: skip


def cohort_columns(name: str, area: str, coaches: Iterable[str]) -> dict[str, Any]:
    """The columns of what a cohort is called and who coaches it."""
    return {"name": name, "area": area, "coaches": "\n".join(coaches)}


def count_hanging_on(db: Database, run_rid: int) -> dict[str, int]:
    """How many rows of each table would go with the run, or would lose it."""
    counts = count_referring(db, "run", run_rid)
    for each in cohorts(db, run_rid):
        for table, count in count_cohort(db, each.rid).items():
            counts[table] = counts.get(table, 0) + count
    return counts


def count_cohort(db: Database, cohort_rid: int) -> dict[str, int]:
    """How many rows of each table would go with the cohort."""
    return count_referring(db, "cohort", cohort_rid)


# -- events ---------------------------------------------------------------------------------------


def events(db: Database, cohort_rid: int) -> list[Event]:
    """The events of a cohort in the programme's order."""
    found = rows(db, f"{_EVENTS} WHERE cohort_rid = ? ORDER BY position, rid", (cohort_rid,))
    return [_event(r) for r in found]


def event(db: Database, event_rid: int) -> Event | None:
    """One event."""
    found = row(db, f"{_EVENTS} WHERE rid = ?", (event_rid,))
    return _event(found) if found else None


def events_of_cohorts(db: Database) -> dict[int, list[Event]]:
    """The events of every cohort of every present run."""
    result: dict[int, list[Event]] = {}
    for record in rows(
        db,
        f"{_EVENTS} WHERE cohort_rid IN (SELECT c.rid FROM cohort c JOIN run r "
        "ON r.rid = c.run_rid WHERE r.archived_on IS NULL) ORDER BY position, rid",
    ):
        result.setdefault(record["cohort_rid"], []).append(_event(record))
    return result


def add_event(
    db: Database,
    cohort_rid: int,
    key: str,
    days: int,
    position: int,
    *,
    timing: Timing = Timing.OPEN,
) -> int:
    """A new event with an open date."""
    return insert(
        db, "event",
        {
            "cohort_rid": cohort_rid, "key": key, "days": days, "position": position,
            "timing": timing,
        },
    )  # fmt: skip


def save_date(db: Database, dated: Event) -> None:
    """Store when an event is and how long it lasts."""
    start = dated.starts_on.isoformat() if dated.starts_on else None
    update(db, "event", dated.rid, {"timing": dated.timing, "starts_on": start, "days": dated.days})


# -- teams ----------------------------------------------------------------------------------------


def team_rids(db: Database, cohort_rid: int) -> list[int]:
    """The teams of a cohort in the order they joined; archived ones are left out."""
    return _teams(db, "p.cohort_rid = ?", cohort_rid)


def teams_of_run(db: Database, run_rid: int) -> list[int]:
    """The teams of all cohorts of a run in the order they joined, without archived ones."""
    condition = "p.cohort_rid IN (SELECT rid FROM cohort WHERE run_rid = ?)"
    return _teams(db, condition, run_rid)


def _teams(db: Database, condition: str, rid: int) -> list[int]:
    found = rows(
        db,
        "SELECT p.team_rid FROM participation p JOIN team t ON t.rid = p.team_rid "
        f"WHERE {condition} AND t.archived_on IS NULL ORDER BY p.rid",
        (rid,),
    )
    return [r["team_rid"] for r in found]


def all_team_rids(db: Database, cohort_rid: int) -> list[int]:
    """The teams of a cohort, also archived ones."""
    found = rows(
        db, "SELECT team_rid FROM participation WHERE cohort_rid = ? ORDER BY rid", (cohort_rid,)
    )
    return [r["team_rid"] for r in found]


def place_of_team(db: Database, team_rid: int, today: dt.date) -> Place | None:
    """Where a team takes part now: in its usual run; see `present_sql`."""
    return next(iter(present_places_of_team(db, team_rid, today)), None)


def present_places_of_team(db: Database, team_rid: int, today: dt.date) -> list[Place]:
    """Where a team takes part now: its usual run first, then the newest."""
    found = rows(
        db,
        f"{_PLACES} JOIN participation p ON p.cohort_rid = c.rid WHERE p.team_rid = ? "
        f"AND r.archived_on IS NULL ORDER BY {_preference_sql(today)} DESC",
        (team_rid,),
    )
    return [_place(r) for r in found]


def places_of_team(db: Database, team_rid: int) -> list[Place]:
    """Everywhere a team takes part or took part, the newest run first."""
    found = rows(
        db,
        f"{_PLACES} JOIN participation p ON p.cohort_rid = c.rid WHERE p.team_rid = ? "
        "ORDER BY r.rid DESC, p.rid DESC",
        (team_rid,),
    )
    return [_place(r) for r in found]


def places_of_teams(db: Database, today: dt.date) -> dict[int, Place]:
    """For each team that takes part in a present run: where; see `present_sql`."""
    return {rid: found[0] for rid, found in present_places_of_teams(db, today).items()}


def present_places_of_teams(db: Database, today: dt.date) -> dict[int, list[Place]]:
    """As `present_places_of_team`, for all teams that take part in a present run."""
    known = {each.cohort.rid: each for each in places(db)}
    found = rows(
        db,
        "SELECT p.team_rid, p.cohort_rid FROM participation p "
        "JOIN cohort c ON c.rid = p.cohort_rid JOIN run r ON r.rid = c.run_rid "
        f"WHERE r.archived_on IS NULL ORDER BY {_preference_sql(today)} DESC",
    )
    result: dict[int, list[Place]] = {}
    for record in found:
        result.setdefault(record["team_rid"], []).append(known[record["cohort_rid"]])
    return result


def cohort_in_run(db: Database, run_rid: int, team_rid: int) -> int | None:
    """The cohort of a run that the team takes part in."""
    found = value(
        db,
        "SELECT p.cohort_rid FROM participation p JOIN cohort c ON c.rid = p.cohort_rid "
        "WHERE c.run_rid = ? AND p.team_rid = ?",
        (run_rid, team_rid),
    )
    return None if found is None else int(found)


def add_participation(db: Database, cohort_rid: int, team_rid: int) -> None:
    """The team takes part in the cohort from now on."""
    insert(db, "participation", {"cohort_rid": cohort_rid, "team_rid": team_rid})


def change_cohort(db: Database, old_rid: int, new_rid: int, team_rid: int) -> None:
    """The team goes from one cohort to another."""
    db.execute(
        "UPDATE participation SET cohort_rid = ? WHERE cohort_rid = ? AND team_rid = ?",
        (new_rid, old_rid, team_rid),
    )


def remove_participation(db: Database, cohort_rid: int, team_rids: Iterable[int]) -> None:
    """The teams no longer take part; what they did stays."""
    for team_rid in team_rids:
        db.execute(
            "DELETE FROM participation WHERE cohort_rid = ? AND team_rid = ?",
            (cohort_rid, team_rid),
        )
