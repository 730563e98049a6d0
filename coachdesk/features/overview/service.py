"""What the coach does with filters of the table of all runs."""

from dataclasses import replace

from coachdesk.features.overview import cross_run_store as store
from coachdesk.features.overview.cross_run import Criteria
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace

LONGEST_NAME = 60


def save_filter(ws: Workspace, name: str, criteria: Criteria) -> int:
    """Keep criteria under a name; one that has the name already takes them. Its rid.

    Raises `UserError` for an empty or overlong name.
    """
    name, criteria = _checked(name), replace(criteria, text=clean_line(criteria.text))
    known = store.filter_named(ws.read, name)
    with ws.change(msg("overview", "Save filter")) as db:
        if known is None:
            return store.add_filter(db, name, criteria)
        store.change_filter(db, known.rid, name, criteria)
    return known.rid


def rename_filter(ws: Workspace, rid: int, name: str) -> None:
    """Give a filter another name. Raises `UserError` for one that cannot be used or is taken."""
    name = _checked(name)
    saved, known = store.saved_filter(ws.read, rid), store.filter_named(ws.read, name)
    if known is not None and known.rid != rid:
        raise UserError(msg("overview", "Another filter is called “{name}” already.", name=name))
    if saved is not None and saved.name != name:
        with ws.change(msg("overview", "Rename filter")) as db:
            store.change_filter(db, rid, name, saved.criteria)


def delete_filter(ws: Workspace, rid: int) -> None:
    """Forget a filter; the teams stay."""
    with ws.change(msg("overview", "Delete filter")) as db:
        store.delete_filter(db, rid)


def _checked(name: str) -> str:
    name = clean_line(name, LONGEST_NAME)
    if not name:
        raise UserError(msg("overview", "Give the filter a name."))
    return name
