"""Unfinished tasks go along with their team's phase, from day to day."""

import datetime as dt

from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.model import current_phase
from coachdesk.features.programmes.outlines import outlines_of
from coachdesk.features.tasks import store
from coachdesk.features.tasks.model import carried_to
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace


def carry_over(ws: Workspace) -> int:
    """Bring unfinished tasks to the phase their team is in now; how many were moved.

    What came with the programme of a present run follows that run, the rest the usual one.
    The phase in which a task was agreed stays on record. When a workshop is put off, tasks go
    back as far as that phase.
    """
    phases: dict[int, tuple[list[str], str]] = {}
    moved: list[tuple[list[int], str]] = []
    today = ws.clock.today()
    for cohort_rid, first, phase, rids in store.phases_of_unfinished(ws.read, today):
        if cohort_rid not in phases:
            phases[cohort_rid] = phases_of_cohort(ws.read, cohort_rid, today)
        order, now = phases[cohort_rid]
        if first in order and now and carried_to(first, now, order) != phase:
            moved.append((rids, carried_to(first, now, order)))
    if not moved:
        return 0
    with ws.change(msg("tasks", "Carry over unfinished tasks")) as db:
        for rids, phase in moved:
            store.save(db, rids, {"phase_key": phase})
    return sum(len(rids) for rids, _phase in moved)


def phases_of_cohort(db: Database, cohort_rid: int, today: dt.date) -> tuple[list[str], str]:
    """The keys of the phases of a cohort's programme in their order, and of the one that is now."""
    place = programmes.place(db, cohort_rid)
    outline = outlines_of(db, [place.run])[place.run.rid] if place else None
    if outline is None:
        return [], ""
    state = current_phase(outline, programmes.events(db, cohort_rid), today)
    keys = [phase.key for phase in outline.phases]
    return keys, state.current.key if state.current else ""
