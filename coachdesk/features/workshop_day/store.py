"""All SQL of days that are held."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.template_parts import BlockKind
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Team
from coachdesk.features.workshop_day import stamps
from coachdesk.features.workshop_day.model import (
    DayNote,
    HeldBlock,
    HeldDay,
    Parked,
    Turn,
)
from coachdesk.kernel.database import Database, Values, insert, row, rows, update

_MOMENTS = ("started_at", "began_at", "ended_at", "written_at")
_FLAGS = ("coach_only", "by_team", "skipped", "settled")


def moment_text(moment: dt.datetime | None) -> str | None:
    """A moment as it is stored."""
    if moment is None:
        return None
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _record(kind: type, record: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that are fields of a dataclass, as its values."""
    found = {field.name: record[field.name] for field in fields(kind) if field.name in record}
    for name in found.keys() & set(_MOMENTS):
        found[name] = dt.datetime.fromisoformat(found[name]) if found[name] else None
    for name in found.keys() & set(_FLAGS):
        found[name] = bool(found[name])
    return found


# -- days -----------------------------------------------------------------------------------------


def _day(record: Mapping[str, Any]) -> HeldDay:
    values = _record(HeldDay, record)
    return HeldDay(**{**values, "held_on": dt.date.fromisoformat(values["held_on"])})


def day(db: Database, held_rid: int) -> HeldDay | None:
    """A held day."""
    found = row(db, "SELECT * FROM held_day WHERE rid = ?", (held_rid,))
    return _day(found) if found else None


def held_day(db: Database, event_rid: int, number: int) -> HeldDay | None:
    """How this day of an event is being or was held; None when it was not begun."""
    sql = "SELECT * FROM held_day WHERE event_rid = ? AND day = ?"
    found = row(db, sql, (event_rid, number))
    return _day(found) if found else None


def held_days(db: Database, event_rid: int) -> list[HeldDay]:
    """The held days of an event, in order."""
    found = rows(db, "SELECT * FROM held_day WHERE event_rid = ? ORDER BY day", (event_rid,))
    return [_day(one) for one in found]


def running_day(db: Database) -> HeldDay | None:
    """The day that is being held; the latest begun, if more than one was left open."""
    found = row(
        db, "SELECT * FROM held_day WHERE ended_at IS NULL ORDER BY started_at DESC, rid DESC"
    )
    return _day(found) if found else None


def teams_of_day(db: Database, held_rid: int) -> list[Team]:
    """The teams that take part in the event of a held day, in the order of the run."""
    held = day(db, held_rid)
    event = programmes.event(db, held.event_rid) if held else None
    return teams.teams(db, programmes.team_rids(db, event.cohort_rid)) if event else []


def add_day(db: Database, values: Values) -> int:
    """A new held day; its rid."""
    return insert(db, "held_day", values)


# -- blocks ---------------------------------------------------------------------------------------


def _block(record: Mapping[str, Any]) -> HeldBlock:
    values = _record(HeldBlock, record)
    return HeldBlock(**{**values, "kind": BlockKind(values["kind"])})


def blocks(db: Database, held_rid: int) -> list[HeldBlock]:
    """The blocks of a held day in order."""
    sql = "SELECT * FROM held_block WHERE held_day_rid = ? ORDER BY position, rid"
    return [_block(one) for one in rows(db, sql, (held_rid,))]


def block(db: Database, block_rid: int) -> HeldBlock | None:
    """One held block."""
    found = row(db, "SELECT * FROM held_block WHERE rid = ?", (block_rid,))
    return _block(found) if found else None


def add_block(db: Database, values: Values) -> int:
    """A new held block."""
    return insert(db, "held_block", values)


def set_block(db: Database, block_rid: int, values: Values) -> None:
    """Change columns of a held block."""
    update(db, "held_block", block_rid, values)


# -- notes of the day -----------------------------------------------------------------------------


def _note(record: Mapping[str, Any]) -> DayNote:
    values = _record(DayNote, record)
    return DayNote(**{**values, "stamps": stamps.from_text(values["stamps"])})


def notes_of_day(db: Database, held_rid: int) -> list[DayNote]:
    """The notes of a held day that have been begun, that of the whole workshop first."""
    sql = "SELECT * FROM day_note WHERE held_day_rid = ? ORDER BY team_rid IS NOT NULL, rid"
    return [_note(one) for one in rows(db, sql, (held_rid,))]


def note_of_team(db: Database, held_rid: int, team_rid: int | None) -> DayNote | None:
    """A team's note of a held day, or (None) that of the whole workshop."""
    sql = "SELECT * FROM day_note WHERE held_day_rid = ? AND team_rid IS ?"
    found = rows(db, sql, [held_rid, team_rid])
    return _note(found[0]) if found else None


def note_of_meeting(db: Database, meeting_rid: int) -> DayNote | None:
    """What is kept about a meeting that is the note of a held day."""
    found = row(db, "SELECT * FROM day_note WHERE meeting_rid = ?", (meeting_rid,))
    return _note(found) if found else None


def add_note(db: Database, held_rid: int, team_rid: int | None, meeting_rid: int) -> int:
    """Make a meeting the note of a team (None: of the whole workshop) on a held day."""
    values = {"held_day_rid": held_rid, "team_rid": team_rid, "meeting_rid": meeting_rid}
    return insert(db, "day_note", values)


def save_stamps(db: Database, note_rid: int, found: Sequence[stamps.Stamp | None]) -> None:
    """Keep the stamps of a note's lines."""
    update(db, "day_note", note_rid, {"stamps": stamps.to_text(found)})


# -- turns ----------------------------------------------------------------------------------------


def turns(db: Database, block_rid: int) -> list[Turn]:
    """The turns of a sharing round in order; empty when none was begun."""
    sql = "SELECT * FROM team_turn WHERE held_block_rid = ? ORDER BY position, rid"
    return [Turn(**_record(Turn, one)) for one in rows(db, sql, (block_rid,))]


def set_turn(
    db: Database, turn_rid: int, began_at: dt.datetime | None, ended_at: dt.datetime | None
) -> None:
    """Say when a turn began and ended."""
    values = {"began_at": moment_text(began_at), "ended_at": moment_text(ended_at)}
    update(db, "team_turn", turn_rid, values)


# -- parked lines ---------------------------------------------------------------------------------


def parked(db: Database, held_rid: int) -> list[Parked]:
    """The parked lines of a held day, in the order in which they were written."""
    found = rows(db, "SELECT * FROM parked_line WHERE held_day_rid = ? ORDER BY rid", (held_rid,))
    return [Parked(**_record(Parked, one)) for one in found]


def parked_line(db: Database, parked_rid: int) -> Parked | None:
    """One parked line."""
    found = row(db, "SELECT * FROM parked_line WHERE rid = ?", (parked_rid,))
    return Parked(**_record(Parked, found)) if found else None


def parked_texts(db: Database, rids: Sequence[int]) -> list[dict[str, Any]]:
    """What the search shows of these parked lines: text, team, and the day with its event."""
    return rows(
        db,
        "SELECT p.rid, p.text, d.held_on, d.event_rid, d.day, coalesce(t.name, '') AS team "
        "FROM parked_line p JOIN held_day d ON d.rid = p.held_day_rid "
        "LEFT JOIN team t ON t.rid = p.team_rid "
        "WHERE p.rid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(rids)),),
    )
