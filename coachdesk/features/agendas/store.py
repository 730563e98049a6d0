"""All SQL of plans."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from coachdesk.features.agendas.model import BlockKind, Contents, OwnBlock, PlanBlock, PlanDay
from coachdesk.kernel.database import Database, Values, insert, row, rows, update, value

_NOT_KEPT = {"fixed_at", "track"}
"""What belongs to a block's place in a plan, and not to a block of her own."""


def _day(record: Mapping[str, Any]) -> PlanDay:
    ends_at = record["ends_at"]
    return PlanDay(
        record["rid"], record["uuid"], record["event_rid"], record["day"], record["title"],
        record["language"], dt.time.fromisoformat(record["starts_at"]),
        dt.time.fromisoformat(ends_at) if ends_at else None,
    )  # fmt: skip


def _contents(record: Mapping[str, Any]) -> dict[str, Any]:
    fixed_at = record.get("fixed_at")
    return {
        **{field.name: record[field.name] for field in fields(Contents) if field.name in record},
        "kind": BlockKind(record["kind"]),
        "coach_only": bool(record["coach_only"]),
        "by_team": bool(record["by_team"]),
        "fixed_at": dt.time.fromisoformat(fixed_at) if fixed_at else None,
    }


def _block(record: Mapping[str, Any]) -> PlanBlock:
    names = {name: record[name] for name in ("rid", "uuid", "day_rid")}
    return PlanBlock(**names, **_contents(record))


def clock_text(moment: dt.time | None) -> str | None:
    """A time of day as it is stored."""
    return None if moment is None else moment.strftime("%H:%M")


def columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a block as the columns they are stored in."""
    found = dict(values)
    if "fixed_at" in found:
        found["fixed_at"] = clock_text(found["fixed_at"])
    if "kind" in found:
        found["kind"] = found["kind"].value
    for flag in {"coach_only", "by_team"} & found.keys():
        found[flag] = int(found[flag])
    return found


def _all_columns(block: Contents) -> dict[str, Any]:
    return columns({field.name: getattr(block, field.name) for field in fields(Contents)})


# -- days -----------------------------------------------------------------------------------------


def days(db: Database, event_rid: int) -> list[PlanDay]:
    """The planned days of an event, in order."""
    found = rows(db, "SELECT * FROM agenda_day WHERE event_rid = ? ORDER BY day", (event_rid,))
    return [_day(r) for r in found]


def day(db: Database, day_rid: int) -> PlanDay | None:
    """One planned day."""
    found = row(db, "SELECT * FROM agenda_day WHERE rid = ?", (day_rid,))
    return _day(found) if found else None


def day_at(db: Database, event_rid: int, number: int) -> PlanDay | None:
    """The plan of a day of an event."""
    found = row(db, "SELECT * FROM agenda_day WHERE event_rid = ? AND day = ?", (event_rid, number))
    return _day(found) if found else None


def all_days(db: Database) -> list[PlanDay]:
    """Every planned day, those of the newest events first."""
    return [_day(r) for r in rows(db, "SELECT * FROM agenda_day ORDER BY event_rid DESC, day")]


def planned_events(db: Database) -> list[int]:
    """The events that have a plan, the latest date first."""
    found = rows(
        db,
        "SELECT e.rid FROM event e WHERE EXISTS "
        "(SELECT 1 FROM agenda_day WHERE event_rid = e.rid) "
        "ORDER BY e.starts_on IS NULL, e.starts_on DESC, e.rid DESC",
    )
    return [r["rid"] for r in found]


def event_of_uuid(db: Database, uuid: str) -> int | None:
    """The event with this lasting name."""
    found = value(db, "SELECT rid FROM event WHERE uuid = ?", (uuid,))
    return None if found is None else int(found)


def language_of_event(db: Database, event_rid: int) -> str:
    """The language of an event's plan; empty where it has none."""
    sql = "SELECT language FROM agenda_day WHERE event_rid = ? ORDER BY day"
    return str(value(db, sql, (event_rid,)) or "")


def add_day(db: Database, event_rid: int, number: int, language: str, starts_at: dt.time) -> int:
    """A new day without blocks."""
    return insert(
        db, "agenda_day",
        {
            "event_rid": event_rid, "day": number, "language": language,
            "starts_at": clock_text(starts_at),
        },
    )  # fmt: skip


def set_day(db: Database, day_rid: int, values: Values) -> None:
    """Change columns of a day."""
    update(db, "agenda_day", day_rid, values)


# -- blocks ---------------------------------------------------------------------------------------


def blocks(db: Database, day_rid: int) -> list[PlanBlock]:
    """The blocks of a day in order."""
    found = rows(
        db, "SELECT * FROM agenda_block WHERE day_rid = ? ORDER BY position, rid", (day_rid,)
    )
    return [_block(r) for r in found]


def block(db: Database, block_rid: int) -> PlanBlock | None:
    """One block."""
    found = row(db, "SELECT * FROM agenda_block WHERE rid = ?", (block_rid,))
    return _block(found) if found else None


def order(db: Database, day_rid: int) -> list[int]:
    """The rids of a day's blocks in order."""
    found = rows(
        db, "SELECT rid FROM agenda_block WHERE day_rid = ? ORDER BY position, rid", (day_rid,)
    )
    return [r["rid"] for r in found]


def append_block(db: Database, day_rid: int, contents: Contents) -> int:
    """A new block at the end of a day."""
    last = value(db, "SELECT max(position) FROM agenda_block WHERE day_rid = ?", (day_rid,))
    place: Values = {"day_rid": day_rid, "position": 0 if last is None else last + 1}
    return insert(db, "agenda_block", {**place, **_all_columns(contents)})


def set_block(db: Database, block_rid: int, values: Mapping[str, Any]) -> None:
    """Change fields of a block."""
    update(db, "agenda_block", block_rid, columns(values))


def save_order(db: Database, rids: Sequence[int]) -> None:
    """Store the order of a day's blocks."""
    for position, rid in enumerate(rids):
        db.execute(
            "UPDATE agenda_block SET position = ? WHERE rid = ? AND position <> ?",
            (position, rid, position),
        )


# -- the coach's own blocks -----------------------------------------------------------------------


def own_blocks(db: Database) -> list[OwnBlock]:
    """The blocks she has kept, the oldest first."""
    return [_own(r) for r in rows(db, "SELECT * FROM own_block ORDER BY rid")]


def _own(record: Mapping[str, Any]) -> OwnBlock:
    return OwnBlock(rid=record["rid"], uuid=record["uuid"], **_contents(record))


def add_own_block(db: Database, contents: Contents) -> int:
    """Keep a block for other plans."""
    kept = {k: v for k, v in _all_columns(contents).items() if k not in _NOT_KEPT}
    return insert(db, "own_block", kept)
