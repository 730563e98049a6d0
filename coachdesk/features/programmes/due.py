"""Due dates of whatever hangs on a programme: fixed, or following an event when its date moves."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from coachdesk.features.programmes.model import Event
from coachdesk.kernel.text import Message, msg, plural

if TYPE_CHECKING:
    from coachdesk.features.programmes.template import Due as TemplateDue


class DueKind(StrEnum):
    """How a due date is given; one before an event follows the event's date."""

    NONE = "none"
    DATE = "date"
    BEFORE_EVENT = "before_event"


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due.

    With `BEFORE_EVENT`: `days_before` the event's first day; negative days count from after its
    last day. `on` is the date that this means now, None while the event's date is open; of
    finished work it is the date that it had when the event moved.
    """

    kind: DueKind = DueKind.NONE
    on: dt.date | None = None
    event_rid: int | None = None
    event_key: str = ""
    days_before: int = 0


def due_from_template(relative: "TemplateDue | None", events: Mapping[str, Event]) -> Due:
    """The due date that a template's relative date becomes in a run with these events (by key)."""
    event = events.get(relative.event) if relative else None
    if relative is None or event is None:
        return Due()
    days = -relative.days if relative.after else relative.days
    return Due(DueKind.BEFORE_EVENT, None, event.rid, event.key, days)


def due_at(days_before: int, event: Event) -> dt.date | None:
    """The date that lies so many days before the event (negative: after its last day)."""
    base = event.starts_on if days_before >= 0 else event.ends_on
    return None if base is None else base - dt.timedelta(days=days_before)


def relative_words(days_before: int, event_name: str) -> Message:
    """What a due date that follows an event says, such as "28 days before Workshop 1"."""
    if days_before == 0:
        return msg("programmes", "when {event} begins", event=event_name)
    if days_before > 0:
        return plural(
            "programmes", "{count} day before {event}", "{count} days before {event}",
            days_before, event=event_name,
        )  # fmt: skip
    return plural(
        "programmes", "{count} day after {event}", "{count} days after {event}",
        -days_before, event=event_name,
    )  # fmt: skip


def due_sql(table: str) -> str:
    """The date that a due date means now; `table` and `event` are joined as `table` and `e`.

    Finished work whose event has moved keeps its date in `due_on`: see `keep_done_sql`.
    """
    return f"""
CASE {table}.due_kind
    WHEN 'date' THEN {table}.due_on
    WHEN 'before_event' THEN coalesce({table}.due_on, date(e.starts_on,
        CASE WHEN {table}.days_before >= 0 THEN -{table}.days_before
             ELSE e.days - 1 - {table}.days_before END || ' days'))
END"""


def keep_done_sql(table: str, finished: str) -> str:
    """What makes the finished work that follows the event `?` keep its date from now on.

    `finished` lists the states of finished work; an open date is kept as an empty one. Whoever
    reopens it uses `follow_again_sql`.
    """
    return f"""
UPDATE {table} SET due_on = coalesce(date(e.starts_on,
    CASE WHEN days_before >= 0 THEN -days_before ELSE e.days - 1 - days_before END || ' days'), '')
FROM event e WHERE e.rid = {table}.event_rid AND e.rid = ?
AND due_kind = 'before_event' AND due_on IS NULL AND state IN ({finished})"""


def follow_again_sql(table: str) -> str:
    """What makes the work `?` follow its event again when it is taken up again."""
    return f"UPDATE {table} SET due_on = NULL WHERE rid = ? AND due_kind = 'before_event'"


def due_columns(due: Due) -> dict[str, Any]:
    """The columns that store a due date."""
    on = due.on if due.kind is DueKind.DATE else None
    relative = due.kind is DueKind.BEFORE_EVENT
    return {
        "due_kind": due.kind.value,
        "due_on": on.isoformat() if on else None,
        "event_rid": due.event_rid if relative else None,
        "days_before": due.days_before if relative else 0,
    }


def due_of(record: Mapping[str, Any]) -> Due:
    """The due date of a row read with `due_sql(...) AS due` and `e.key AS event_key`."""
    return Due(
        DueKind(record["due_kind"]),
        dt.date.fromisoformat(record["due"]) if record["due"] else None,
        record["event_rid"],
        record["event_key"] or "",
        record["days_before"],
    )
