"""The coach's verbs on runs: start one, date its events, let teams join and leave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coachdesk.features.programmes import (
    field_store,
    hooks,
    joining,
    library,
    moving,
    store,
    text_store,
)
from coachdesk.features.programmes.model import EventDate, Place, Timing
from coachdesk.features.programmes.template import Template
from coachdesk.features.teams.counties import area_to_store
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.database import Database, delete, update
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line, clean_text
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import Workspace

MOST_DAYS = 30
MOST_TEXT = 20_000
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class NewCohort:
    """A cohort to begin with; `dates` by the keys of the template's events, the rest are open.

    An event that the template ties to another one follows it unless it is in `dates`.
    """

    name: str = ""
    area: str = ""
    coaches: Sequence[str] = ()
    dates: Mapping[str, EventDate] = field(default_factory=dict)
    teams: Iterable[int] = ()


def start_run(
    ws: Workspace,
    template: Template,
    name: str,
    cohorts: Sequence[NewCohort] = (),
    years: tuple[int, int] | None = None,
) -> int:
    """Start a run of a programme with its cohorts (one without dates if none is given). Its rid.

    The run keeps the template as it is now. `years` are its first and its last.
    """
    name = _named(name)
    _check_years(years)
    with ws.change(msg("programmes", "Start a programme")) as db:
        kept = library.keep(db, template)
        run_rid = store.add_run(
            db, template.key, template.version, name, years=years, programme_rid=kept
        )
        for cohort in cohorts or [NewCohort()]:
            _add_cohort(db, run_rid, template, cohort, ws.clock)
    return run_rid


def rename_run(ws: Workspace, run_rid: int, name: str) -> None:
    """Give the run another name."""
    name = _named(name)
    with ws.change(msg("programmes", "Rename a programme"), merge_key=f"run.name:{run_rid}") as db:
        update(db, "run", run_rid, {"name": name})


def set_years(ws: Workspace, run_rid: int, years: tuple[int, int] | None) -> None:
    """In which years the run is held, first and last; None when that is not said."""
    _check_years(years)
    first, last = years or (None, None)
    with ws.change(msg("programmes", "Change the years of a programme")) as db:
        update(db, "run", run_rid, {"first_year": first, "last_year": last})


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
        text_store.forget_unused_texts(db)


# -- cohorts --------------------------------------------------------------------------------------


def add_cohort(ws: Workspace, run_rid: int, cohort: NewCohort) -> int:
    """Add a cohort to a run. Its rid."""
    with ws.change(msg("programmes", "Add a cohort")) as db:
        run = store.run(db, run_rid)
        template = library.template_of(db, run) if run else None
        if template is None:
            raise UserError(_unknown_template())
        return _add_cohort(db, run_rid, template, cohort, ws.clock)


def change_cohort(
    ws: Workspace, cohort_rid: int, name: str, area: str, coaches: Iterable[str]
) -> None:
    """What a cohort is called, its area (a known one in any language), and who coaches it."""
    columns = _cohort_columns(name, area, coaches)
    label = msg("programmes", "Change a cohort")
    with ws.change(label, merge_key=f"cohort:{cohort_rid}") as db:
        update(db, "cohort", cohort_rid, columns)


def delete_cohort(ws: Workspace, cohort_rid: int) -> None:
    """Delete a cohort with its dates; teams and their work stay. A run keeps its last cohort."""
    with ws.change(msg("programmes", "Delete a cohort")) as db:
        place = store.place(db, cohort_rid)
        if place is None or place.alone:
            raise UserError(msg("programmes", "A programme has at least one cohort."))
        delete(db, "cohort", cohort_rid)


# -- events ---------------------------------------------------------------------------------------


def move_event(ws: Workspace, event_rid: int, date: EventDate) -> None:
    """Date an event, or leave it open. What hangs on it follows, finished work keeps its date.

    `moving.preview_move` tells beforehand what that will be.
    """
    check_days(date.days)
    with ws.change(msg("programmes", "Change the date of a workshop")) as db:
        moving.move(db, event_rid, date)


def move_events(ws: Workspace, dates: Mapping[int, EventDate]) -> None:
    """Date several events, by rid, as `move_event`; one undo step."""
    for date in dates.values():
        check_days(date.days)
    with ws.change(msg("programmes", "Change the dates of workshops")) as db:
        for event_rid, date in dates.items():
            moving.move(db, event_rid, date)


def set_event_days(ws: Workspace, event_rid: int, days: int) -> None:
    """How many days an event lasts, 1–30. Dates counted from its end follow."""
    check_days(days)
    with ws.change(msg("programmes", "Change the length of a workshop")) as db:
        event = store.event(db, event_rid)
        if event is not None:
            moving.apply(db, [moving.EventMove(event, moving.lengthened(event, days))])


def set_event_place(ws: Workspace, event_rid: int, place: str) -> None:
    """Where an event is held."""
    place = clean_line(place)
    label = msg("programmes", "Change the place of a workshop")
    with ws.change(label, merge_key=f"event.place:{event_rid}") as db:
        update(db, "event", event_rid, {"place": place})


# -- teams ----------------------------------------------------------------------------------------


def add_teams(ws: Workspace, cohort_rid: int, teams: Iterable[int]) -> None:
    """Teams join a cohort and get the programme's checklist and tasks.

    Those that take part already are kept; one of another cohort of the run comes over, and its
    dates follow the events of its new cohort.
    """
    with ws.change(msg("programmes", "Add teams to a programme")) as db:
        _join(db, cohort_rid, teams, ws.clock)


def remove_teams(ws: Workspace, cohort_rid: int, teams: Iterable[int]) -> None:
    """Teams leave a cohort; their notes, tasks and checklists stay."""
    with ws.change(msg("programmes", "Remove teams from a programme")) as db:
        store.remove_participation(db, cohort_rid, teams)


def set_field_text(ws: Workspace, run_rid: int, team_rid: int, key: str, text: str) -> None:
    """What a team of a run writes down under a field of the template."""
    text = clean_text(text, MOST_TEXT)
    label = msg("programmes", "Write down what the programme asks")
    with ws.change(label, merge_key=f"field_text:{run_rid}:{team_rid}:{key}") as db:
        field_store.save_field_text(db, run_rid, team_rid, key, text)


# -- inside a change ------------------------------------------------------------------------------


def _add_cohort(
    db: Database, run_rid: int, template: Template, new: NewCohort, clock: Clock
) -> int:
    columns = _cohort_columns(new.name, new.area, new.coaches)
    cohort_rid = store.add_cohort(db, run_rid)
    update(db, "cohort", cohort_rid, columns)
    for position, known in enumerate(template.events):
        timing = Timing.FOLLOWS if known.after else Timing.OPEN
        store.add_event(db, cohort_rid, known.key, known.days, position, timing=timing)
    for event in store.events(db, cohort_rid):
        if event.key in new.dates:
            check_days(new.dates[event.key].days)
            moving.move(db, event.rid, new.dates[event.key])
    _join(db, cohort_rid, new.teams, clock)
    return cohort_rid


def _join(db: Database, cohort_rid: int, teams: Iterable[int], clock: Clock) -> None:
    place = store.place(db, cohort_rid)
    template = library.template_of(db, place.run) if place else None
    if place is None or template is None:
        raise UserError(_unknown_template())
    events = store.events(db, cohort_rid)
    for team_rid in teams:
        present = store.cohort_in_run(db, place.run.rid, team_rid)
        if present is None:
            store.add_participation(db, cohort_rid, team_rid)
            for starter in hooks.STARTERS:
                starter(
                    joining.Joining(db, clock, place.run, place.cohort, template, events, team_rid)
                )
        elif present != cohort_rid:
            _come_over(db, place, present, team_rid)


def _come_over(db: Database, place: Place, old_rid: int, team_rid: int) -> None:
    """The team's work follows the events with the same keys in its new cohort."""
    new = {event.key: event.rid for event in store.events(db, place.cohort.rid)}
    old = store.events(db, old_rid)
    pairs = {event.rid: new[event.key] for event in old if event.key in new}
    store.change_cohort(db, old_rid, place.cohort.rid, team_rid)
    for subject in moving.hanging_work():
        subject.relink(db, team_rid, pairs)


# -- what was typed -------------------------------------------------------------------------------


def _named(name: str) -> str:
    name = clean_line(name)
    if not name:
        raise UserError(msg("programmes", "Give the programme a name."))
    return name


def _area(name: str) -> str:
    return area_to_store(clean_line(name))


def _cohort_columns(name: str, area: str, coaches: Iterable[str]) -> dict[str, str]:
    names = filter(None, map(clean_line, coaches))
    return store.cohort_columns(clean_line(name), _area(area), dict.fromkeys(names))


def check_days(days: int | None) -> None:
    """Raise `UserError` when no event may last so many days."""
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise UserError(
            msg("programmes", "A workshop lasts from 1 to {most} days.", most=MOST_DAYS)
        )


def _check_years(years: tuple[int, int] | None) -> None:
    if years and not _FIRST_YEAR <= years[0] <= years[1] <= _LAST_YEAR:
        raise UserError(msg("programmes", "The last year cannot come before the first."))


def _unknown_template() -> Message:
    return msg("programmes", "The template of this programme is not on this computer.")
