"""What has changed since the coach looked last, told by the journal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coachdesk.features.checklists.model import ItemState
from coachdesk.features.checklists.readiness import Cell

_TOLD = (
    "title", "state", "stage", "support_needed", "support_remark", "member_rid", "who", "due_kind",
    "due_on", "event_rid", "days_before", "remark",
)  # fmt: skip
_BEGUN = ("stage", "support_needed", "support_remark", "member_rid", "who", "remark")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """A row of a checklist before and after a change; None when it was not there."""

    rid: int
    before: Row | None
    after: Row | None


def changed_cells(edits: Iterable[Edit]) -> frozenset[Cell]:
    """The cells that are different after all these changes, given in their order.

    What was changed and changed back is not among them, and neither is the empty list that a team
    gets when it joins. That a date moves with its event is no change of the item.
    """
    first: dict[int, Row | None] = {}
    last: dict[int, Row | None] = {}
    for edit in edits:
        first.setdefault(edit.rid, edit.before)
        last[edit.rid] = edit.after
    return frozenset(
        _cell(first[rid] or last[rid] or {}) for rid in first if _differs(first[rid], last[rid])
    )


def _cell(row: Row) -> Cell:
    return int(row["team_rid"]), str(row["item_key"])


def _differs(before: Row | None, after: Row | None) -> bool:
    if before is None or after is None:
        told = before or after
        return told is not None and (before is not None or _is_begun(told))
    return any(before.get(name) != after.get(name) for name in _TOLD)


def _is_begun(row: Row) -> bool:
    own = not row["item_key"]
    return own or row["state"] != ItemState.NOT_STARTED or any(row[name] for name in _BEGUN)
