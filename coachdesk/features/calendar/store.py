"""All SQL of the calendar: meeting series of teams, and when exported records last changed."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coachdesk.features.calendar.series import CANCELLED, Cancelled, Exceptions, Moved, Series
from coachdesk.kernel.database import Database, insert, row, rows, update

_PRESENT = (
    "SELECT s.* FROM meeting_series s JOIN team t ON t.rid = s.team_rid WHERE t.archived_on IS NULL"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How often records have changed (a number that only grows), and when last, in UTC."""

    sequence: int
    changed_at: dt.datetime


def series(db: Database, rid: int) -> Series | None:
    """One series."""
    found = row(db, "SELECT * FROM meeting_series WHERE rid = ?", (rid,))
    return _series(found) if found else None


def series_of_team(db: Database, team_rid: int) -> list[Series]:
    """The series of a team, the one that begins first first."""
    found = rows(
        db,
        "SELECT * FROM meeting_series WHERE team_rid = ? ORDER BY first_on, rid",
        (team_rid,),
    )
    return [_series(r) for r in found]


def all_series(db: Database) -> list[Series]:
    """The series of all teams that are not archived."""
    return [_series(r) for r in rows(db, f"{_PRESENT} ORDER BY s.rid")]


def exceptions(db: Database, series_rids: Iterable[int]) -> dict[int, Exceptions]:
    """What was agreed otherwise, for each of these series."""
    result: dict[int, dict[dt.date, Moved | Cancelled]] = {rid: {} for rid in series_rids}
    marks = ", ".join("?" * len(result))
    for record in rows(
        db, f"SELECT * FROM meeting_exception WHERE series_rid IN ({marks})", tuple(result)
    ):
        week = dt.date.fromisoformat(record["week"])
        result[record["series_rid"]][week] = _agreed(record)
    return dict(result)


def add_series(db: Database, team_rid: int, values: Mapping[str, Any]) -> int:
    """A new series of a team. Its rid."""
    return insert(db, "meeting_series", {"team_rid": team_rid, **values})


def set_exception(db: Database, series_rid: int, week: dt.date, agreed: Moved | Cancelled) -> None:
    """Store what was agreed for the meeting of a week instead of what was before."""
    moved = agreed if isinstance(agreed, Moved) else None
    values: dict[str, Any] = {
        "moved_on": moved.on.isoformat() if moved else None,
        "moved_at": _clock(moved.at) if moved else None,
    }
    known = row(
        db,
        "SELECT rid FROM meeting_exception WHERE series_rid = ? AND week = ?",
        (series_rid, week.isoformat()),
    )
    if known:
        update(db, "meeting_exception", known["rid"], values)
    else:
        values |= {"series_rid": series_rid, "week": week.isoformat()}
        insert(db, "meeting_exception", values)


def clear_exception(db: Database, series_rid: int, week: dt.date) -> None:
    """The meeting of a week is as the series says."""
    db.execute(
        "DELETE FROM meeting_exception WHERE series_rid = ? AND week = ?",
        (series_rid, week.isoformat()),
    )


def series_columns(
    *,
    title: str,
    weekday: int,
    every_weeks: int,
    starts_at: dt.time,
    minutes: int,
    first_on: dt.date,
    last_on: dt.date,
    place: str,
) -> dict[str, Any]:
    """The columns that store a series."""
    return {
        "title": title, "weekday": weekday, "every_weeks": every_weeks,
        "starts_at": _clock(starts_at), "minutes": minutes,
        "first_on": first_on.isoformat(), "last_on": last_on.isoformat(), "place": place,
    }  # fmt: skip


def standings(db: Database, uuids: Sequence[str]) -> dict[str, Standing]:
    """How these records stand in the journal, by uuid; one never changed is left out."""
    marks = ", ".join("?" * len(uuids))
    found = rows(
        db,
        "SELECT j.row_uuid AS uuid, max(j.sequence) AS sequence, max(c.at) AS at "
        "FROM journal j JOIN change c ON c.rid = j.change_rid "
        f"WHERE j.row_uuid IN ({marks}) GROUP BY j.row_uuid",
        tuple(uuids),
    )
    return {r["uuid"]: _standing(r) for r in found}


def exception_standings(db: Database) -> dict[int, Standing]:
    """By series: how what was agreed for single meetings stands, also what was taken back."""
    found = rows(
        db,
        "SELECT json_extract(coalesce(j.before, j.after), '$.series_rid') AS series_rid, "
        "max(j.sequence) AS sequence, max(c.at) AS at FROM journal j "
        "JOIN change c ON c.rid = j.change_rid WHERE j.table_name = 'meeting_exception' "
        "AND coalesce(j.before, j.after) IS NOT NULL GROUP BY 1",
    )
    return {r["series_rid"]: _standing(r) for r in found}


def _standing(record: Mapping[str, Any]) -> Standing:
    return Standing(record["sequence"], dt.datetime.fromisoformat(record["at"]))


def _series(record: Mapping[str, Any]) -> Series:
    return Series(
        rid=record["rid"],
        uuid=record["uuid"],
        team_rid=record["team_rid"],
        title=record["title"],
        weekday=record["weekday"],
        every_weeks=record["every_weeks"],
        starts_at=dt.time.fromisoformat(record["starts_at"]),
        minutes=record["minutes"],
        first_on=dt.date.fromisoformat(record["first_on"]),
        last_on=dt.date.fromisoformat(record["last_on"]),
        place=record["place"],
    )


def _agreed(record: Mapping[str, Any]) -> Moved | Cancelled:
    if record["moved_on"] is None:
        return CANCELLED
    return Moved(
        dt.date.fromisoformat(record["moved_on"]), dt.time.fromisoformat(record["moved_at"])
    )


def _clock(moment: dt.time) -> str:
    return moment.strftime("%H:%M")
