"""All SQL of printing: the log, and the language of what there is to print about."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence

from coachdesk.features.agendas import store as agendas
from coachdesk.features.notes import store as notes
from coachdesk.features.printing.model import Entry, Printed, Subject, Way
from coachdesk.features.printing.offered import find_subject
from coachdesk.kernel.database import Database, Values, insert, rows, value

_NAME = """CASE l.subject_kind
    WHEN 'team' THEN (SELECT name FROM team WHERE uuid = l.subject_uuid)
    WHEN 'run' THEN (SELECT name FROM run WHERE uuid = l.subject_uuid)
    ELSE (SELECT group_concat(t.name, ', ') FROM meeting m
          JOIN meeting_team mt ON mt.meeting_rid = m.rid JOIN team t ON t.rid = mt.team_rid
          WHERE m.uuid = l.subject_uuid)
END"""


def language_of(db: Database, subject: Subject, rid: int) -> str:
    """The language of a team, of the first team of a meeting, of a workshop's plan or as offered.

    Empty where there is none.
    """
    offered = find_subject(subject)
    if offered is not None and offered.language_of is not None:
        return offered.language_of(db, rid)
    if subject is Subject.EVENT:
        return agendas.language_of_event(db, rid)
    if subject not in {Subject.TEAM, Subject.MEETING}:
        return ""
    team_rid = rid
    if subject is Subject.MEETING:
        team_rid = next(iter(notes.team_rids(db, rid)), 0)
    return str(value(db, "SELECT language FROM team WHERE rid = ?", (team_rid,)) or "")


def people_noted(
    db: Database, team_rids: Iterable[int], first: dt.date, last: dt.date
) -> dict[int, int]:
    """For each team whose attendance was noted at a workshop of these days: how many came.

    The last such day counts; who was absent does not. A guest belongs to the only team of a note.
    """
    found = rows(
        db,
        """
        SELECT mt.team_rid, count(*) FILTER (WHERE a.state <> 'absent' AND (
                p.team_rid = mt.team_rid OR a.member_rid IS NULL AND NOT EXISTS (
                    SELECT 1 FROM meeting_team o
                    WHERE o.meeting_rid = m.rid AND o.team_rid <> mt.team_rid))) AS people
        FROM meeting_team mt JOIN meeting m ON m.rid = mt.meeting_rid AND m.kind = 'workshop'
        JOIN attendance a ON a.meeting_rid = m.rid LEFT JOIN member p ON p.rid = a.member_rid
        WHERE mt.team_rid IN (SELECT value FROM json_each(?)) AND mt.held_on BETWEEN ? AND ?
        GROUP BY mt.team_rid, m.rid ORDER BY m.held_on, m.rid""",
        (json.dumps(list(team_rids)), first.isoformat(), last.isoformat()),
    )
    return {one["team_rid"]: one["people"] for one in found}


def add_printed(db: Database, at: str, entry: Entry, way: Way) -> None:
    """Log a paper; one whose subject is gone by now is not logged."""
    subject = entry.handout.subject
    values: Values = {
        "at": at,
        "handout": entry.handout.key,
        "language": entry.language,
        "way": way.value,
    }
    offered = find_subject(subject)
    table = offered.table if offered else subject.value
    uuid = value(db, f'SELECT uuid FROM "{table}" WHERE rid = ?', (entry.subject_rid,))
    if uuid is not None:
        add_entry(db, subject, str(uuid), values)


def add_entry(db: Database, subject: Subject, uuid: str, values: Values) -> None:
    """Log that something about a subject left the program.

    `values` tell when (`at`), what (`handout`), in which `language` and in what `way`.
    """
    place: Values = {"subject_kind": subject.value, "subject_uuid": uuid}
    insert(db, "_print_log", {**values, **place})


def forget(db: Database, subject_uuids: Sequence[str]) -> None:
    """Take what was printed about these subjects out of the log."""
    db.execute(
        "DELETE FROM _print_log WHERE subject_uuid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(subject_uuids)),),
    )


def print_log(db: Database, limit: int) -> list[Printed]:
    """What was printed and saved, newest first."""
    found = rows(
        db, f"SELECT l.*, {_NAME} AS name FROM _print_log l ORDER BY l.rid DESC LIMIT ?", (limit,)
    )
    return [
        Printed(
            dt.datetime.fromisoformat(one["at"]),
            one["handout"],
            one["name"] or _offered_name(db, one["subject_kind"], one["subject_uuid"]),
            one["language"],
            Way(one["way"]),
        )
        for one in found
    ]


def _offered_name(db: Database, kind: str, uuid: str) -> str:
    offered = find_subject(Subject(kind)) if kind in set(Subject) else None
    return offered.name_of(db, uuid) if offered else ""
