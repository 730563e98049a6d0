"""The coach's verbs on runs: start one, date its events, let teams join and leave."""

import datetime as dt
from collections.abc import Iterable

from coachdesk.features.programmes import joining, store
from coachdesk.features.programmes.template import Template, find_template
from coachdesk.features.teams.counties import area_to_store
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.database import Database, delete, update
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import Workspace

MOST_DAYS = 30


def start_run(
    ws: Workspace, template: Template, name: str, area: str = "", teams: Iterable[int] = ()
) -> int:
    """Start a run of a programme with open dates; the teams join it. Its rid."""
    name = _named(name)
    with ws.change(msg("programmes", "Start a programme")) as db:
        run_rid = store.add_run(db, template.key, template.version, name, _area(area))
        for position, event in enumerate(template.events):
            store.add_event(db, run_rid, event.key, event.days, position)
        _join(db, run_rid, teams, ws.clock)
    return run_rid


def rename_run(ws: Workspace, run_rid: int, name: str) -> None:
    """Give the run another name."""
    name = _named(name)
    with ws.change(msg("programmes", "Rename a programme"), merge_key=f"run.name:{run_rid}") as db:
        update(db, "run", run_rid, {"name": name})


def set_area(ws: Workspace, run_rid: int, area: str) -> None:
    """Name the collaborative area that arranges the run; a known one in either language."""
    area = _area(area)
    with ws.change(msg("programmes", "Change the area"), merge_key=f"run.area:{run_rid}") as db:
        update(db, "run", run_rid, {"area": area})


def date_event(ws: Workspace, event_rid: int, starts_on: dt.date | None) -> None:
    """Fix the first day of an event, or leave it open. What hangs on it follows."""
    with ws.change(msg("programmes", "Change the date of a workshop")) as db:
        update(db, "event", event_rid, {"starts_on": starts_on.isoformat() if starts_on else None})


def set_event_days(ws: Workspace, event_rid: int, days: int) -> None:
    """How many days an event lasts, 1–30."""
    if not 1 <= days <= MOST_DAYS:
        raise UserError(
            msg("programmes", "A workshop lasts from 1 to {most} days.", most=MOST_DAYS)
        )
    with ws.change(msg("programmes", "Change the length of a workshop")) as db:
        update(db, "event", event_rid, {"days": days})


def set_event_place(ws: Workspace, event_rid: int, place: str) -> None:
    """Where an event is held."""
    place = clean_line(place)
    label = msg("programmes", "Change the place of a workshop")
    with ws.change(label, merge_key=f"event.place:{event_rid}") as db:
        update(db, "event", event_rid, {"place": place})


def add_teams(ws: Workspace, run_rid: int, teams: Iterable[int]) -> None:
    """Teams join the run and get its checklist and tasks; those that take part already are kept."""
    with ws.change(msg("programmes", "Add teams to a programme")) as db:
        _join(db, run_rid, teams, ws.clock)


def remove_teams(ws: Workspace, run_rid: int, teams: Iterable[int]) -> None:
    """Teams leave the run; their notes, tasks and checklists stay."""
    with ws.change(msg("programmes", "Remove teams from a programme")) as db:
        store.remove_participation(db, run_rid, teams)


def archive_run(ws: Workspace, run_rid: int) -> None:
    """Put a finished run out of sight; nothing is lost."""
    with ws.change(msg("programmes", "Archive a programme")) as db:
        update(db, "run", run_rid, {"archived_on": ws.clock.today().isoformat()})


def restore_run(ws: Workspace, run_rid: int) -> None:
    """Bring an archived run back."""
    with ws.change(msg("programmes", "Bring a programme back")) as db:
        update(db, "run", run_rid, {"archived_on": None})


def delete_run(ws: Workspace, run_rid: int) -> None:
    """Delete a run with its dates and checklists; teams, notes and tasks stay."""
    with ws.change(msg("programmes", "Delete a programme")) as db:
        delete(db, "run", run_rid)


def _join(db: Database, run_rid: int, teams: Iterable[int], clock: Clock) -> None:
    run = store.run(db, run_rid)
    template = find_template(run.template_key) if run else None
    if run is None or template is None:
        raise UserError(_unknown_template())
    events = store.events(db, run_rid)
    for team_rid in teams:
        if not store.participates(db, run_rid, team_rid):
            store.add_participation(db, run_rid, team_rid)
            for starter in joining.STARTERS:
                starter(joining.Joining(db, clock, run, template, events, team_rid))


def _named(name: str) -> str:
    name = clean_line(name)
    if not name:
        raise UserError(msg("programmes", "Give the programme a name."))
    return name


def _area(name: str) -> str:
    return area_to_store(clean_line(name))


def _unknown_template() -> Message:
    return msg("programmes", "The template of this programme is not on this computer.")
