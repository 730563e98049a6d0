"""All SQL of visits: when the coach last saw how ready a cohort is, and what changed since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from coachdesk.features.checklists.changes import Edit
from coachdesk.kernel.database import Database, rows, value


@dataclass(frozen=True, slots=True)
class Visit:
    """When a cohort was last seen: how far the journal was, and the time (UTC, ISO text)."""

    sequence: int
    at: str


def visits(db: Database, cohort_uuids: Iterable[str]) -> dict[str, Visit]:
    """The last visit of each of these cohorts that was ever seen."""
    found = rows(
        db,
        "SELECT * FROM _cohort_visit WHERE cohort_uuid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(cohort_uuids)),),
    )
    return {r["cohort_uuid"]: Visit(r["sequence"], r["at"]) for r in found}


def keep_visit(db: Database, cohort_uuid: str, visit: Visit) -> None:
    """Note that a cohort was seen."""
    db.execute(
        "INSERT INTO _cohort_visit(cohort_uuid, sequence, at) VALUES (?, ?, ?) "
        "ON CONFLICT(cohort_uuid) DO UPDATE SET sequence = excluded.sequence, at = excluded.at",
        (cohort_uuid, visit.sequence, visit.at),
    )


def newest_sequence(db: Database) -> int:
    """How far the journal is."""
    return int(value(db, "SELECT max(sequence) FROM journal") or 0)


def edits(db: Database, run_rid: int, after: int, up_to: int) -> list[Edit]:
    """What the journal tells of the items of a run between two places in it, in order.

    Rows that were erased for good are not among them.
    """
    found = rows(
        db,
        "SELECT row_rid, before, after FROM journal WHERE sequence > ? AND sequence <= ? "
        "AND table_name = 'checklist_item' "
        "AND json_extract(coalesce(after, before), '$.run_rid') = ? ORDER BY sequence",
        (after, up_to, run_rid),
    )
    return [
        Edit(
            r["row_rid"],
            json.loads(r["before"]) if r["before"] else None,
            json.loads(r["after"]) if r["after"] else None,
        )
        for r in found
    ]
