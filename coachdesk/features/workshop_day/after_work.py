"""What is done when a day is over: its minutes, its tasks, its plan for the next event."""

from collections.abc import Sequence

from coachdesk.features.agendas import service as agenda_service
from coachdesk.features.agendas import store as agendas
from coachdesk.features.agendas.places import workshop
from coachdesk.features.notes import picture_store
from coachdesk.features.notes import store as notes
from coachdesk.features.notes import store_writes as note_writes
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import Event
from coachdesk.features.tasks import service as task_service
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import Task, WhoKind
from coachdesk.features.workshop_day import after, store
from coachdesk.features.workshop_day.after import Section, Story
from coachdesk.features.workshop_day.model import DayNote, HeldDay, Parked
from coachdesk.kernel.database import Database, update
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace

FEEDBACK = "workshop_feedback"
"""The key of the survey into which filled feedback forms are counted."""


def story_of(db: Database, held_rid: int) -> Story:
    """A day as it was. Raises `UserError` when it is gone."""
    day = store.day(db, held_rid)
    place = workshop(db, day.event_rid) if day else None
    if day is None or place is None:
        raise UserError(msg("workshop_day", "This day is no longer there."))
    by_team = {note.team_rid: note for note in store.notes_of_day(db, held_rid)}
    parked = store.parked(db, held_rid)
    sections = [_section(db, "", by_team.get(None), ())]
    for team in store.teams_of_day(db, held_rid):
        own = tuple(line for line in parked if line.team_rid == team.rid)
        sections.append(_section(db, team.name, by_team.get(team.rid), own))
    return Story(
        day, place.name(day.language), place.place.title(day.language),
        tuple(store.blocks(db, held_rid)), tuple(sections),
        tuple(line for line in parked if line.team_rid is None),
    )  # fmt: skip


def _section(db: Database, name: str, note: DayNote | None, parked: Sequence[Parked]) -> Section:
    meeting = notes.meeting(db, note.meeting_rid) if note else None
    if note is None or meeting is None:
        return Section(name, parked=tuple(parked))
    return Section(
        name,
        meeting.body,
        note.stamps,
        tuple(notes.attendance(db, meeting.rid)),
        tuple(decision.text for decision in notes.decisions(db, meeting.rid)),
        tuple(_tasks_of(db, meeting.uuid)),
        tuple(parked),
    )


def _tasks_of(db: Database, meeting_uuid: str) -> list[Task]:
    return tasks.tasks_by_rid(db, [one.rid for one in notes.tasks(db, meeting_uuid)])


# -- minutes --------------------------------------------------------------------------------------


def make_minutes(ws: Workspace, held_rid: int) -> int:
    """Draft the minutes as a note of all teams of the day; its rid. An earlier draft stays."""
    story = story_of(ws.read, held_rid)
    with ws.change(msg("workshop_day", "Draft the minutes")) as db:
        values = {
            "held_on": story.day.held_on.isoformat(),
            "kind": "workshop",
            "title": after.title(story),
            "created_at": ws.clock.stamp(),
        }
        teams = [team.rid for team in store.teams_of_day(db, held_rid)]
        rid = note_writes.add_meeting(db, values, teams)
        note_writes.write_body(db, rid, after.draft(story), ws.clock.now(), story.day.language)
        _take_pictures(db, held_rid, rid)
        update(db, "held_day", held_rid, {"minutes_rid": rid})
    return rid


def _take_pictures(db: Database, held_rid: int, minutes_rid: int) -> None:
    """The pictures of the day belong to its minutes, too; those without words get their team's."""
    names = {team.rid: team.name for team in store.teams_of_day(db, held_rid)}
    for note in store.notes_of_day(db, held_rid):
        name = names.get(note.team_rid, "") if note.team_rid else ""
        for picture in picture_store.pictures(db, note.meeting_rid):
            picture_store.add_again(db, minutes_rid, picture, picture.caption or name)


# -- tasks ----------------------------------------------------------------------------------------


def tasks_of_day(db: Database, held_rid: int) -> list[Task]:
    """The tasks agreed on a day, as they stand now, that of the whole workshop first."""
    found: list[Task] = []
    for note in store.notes_of_day(db, held_rid):
        meeting = notes.meeting(db, note.meeting_rid)
        found += _tasks_of(db, meeting.uuid) if meeting else []
    return found


def promised(db: Database, held_rid: int) -> list[Task]:
    """What the coach took upon herself on a day."""
    return [task for task in tasks_of_day(db, held_rid) if task.who.kind is WhoKind.COACH]


def undated(db: Database, held_rid: int) -> list[Task]:
    """The unfinished tasks of a day that nobody gave a date."""
    return [
        task
        for task in tasks_of_day(db, held_rid)
        if task.due.kind is DueKind.NONE and task.state.is_unfinished
    ]


def next_event(db: Database, event_rid: int) -> Event | None:
    """What comes after an event in its programme; None after the last."""
    event = programmes.event(db, event_rid)
    order = programmes.events(db, event.cohort_rid) if event else []
    later = order[[one.rid for one in order].index(event_rid) + 1 :] if order else []
    return later[0] if later else None


def carry_tasks(ws: Workspace, held_rid: int) -> int:
    """Make the undated tasks of a day due when the next event begins; how many.

    Their date follows the event. Raises `UserError` when nothing comes after.
    """
    day = _day(ws.read, held_rid)
    event = next_event(ws.read, day.event_rid)
    if event is None:
        raise UserError(msg("workshop_day", "No event comes after this one."))
    rids = [task.rid for task in undated(ws.read, held_rid)]
    if rids:
        due = Due(DueKind.BEFORE_EVENT, event.starts_on, event.rid, event.key, 0)
        task_service.set_due(ws, rids, due)
    return len(rids)


# -- the plan -------------------------------------------------------------------------------------


def can_copy_plan(db: Database, held_rid: int) -> bool:
    """Whether the day has a plan that the same day of the next event still lacks."""
    day = store.day(db, held_rid)
    event = next_event(db, day.event_rid) if day else None
    return (
        day is not None
        and event is not None
        and agendas.day_at(db, day.event_rid, day.day) is not None
        and agendas.day_at(db, event.rid, day.day) is None
    )


def copy_plan(ws: Workspace, held_rid: int) -> int:
    """Copy the day's plan to the same day of the next event; the rid of the copy.

    Raises `UserError` when the day has no plan, nothing comes after or that day has a plan.
    """
    day = _day(ws.read, held_rid)
    event = next_event(ws.read, day.event_rid)
    plan = agendas.day_at(ws.read, day.event_rid, day.day)
    if event is None or plan is None:
        raise UserError(msg("workshop_day", "There is no plan to copy, or no event after this."))
    return agenda_service.copy_day(ws, plan.rid, event.rid, day.day)


# -- feedback -------------------------------------------------------------------------------------


def feedback_wave(ws: Workspace, held_rid: int) -> int:
    """Where the feedback forms of a day are counted; begun when it is first asked for. Its rid."""
    from coachdesk.features.surveys import service as survey_service
    from coachdesk.features.surveys import store as surveys

    story = story_of(ws.read, held_rid)
    day, event = story.day, programmes.event(ws.read, story.day.event_rid)
    place = programmes.place(ws.read, event.cohort_rid) if event else None
    run_rid = place.run.rid if place else None
    for wave in surveys.waves_of_survey(ws.read, FEEDBACK):
        if (wave.run_rid, wave.held_on) == (run_rid, day.held_on):
            return wave.rid
    return survey_service.add_wave(ws, FEEDBACK, after.day_name(story), day.held_on, run_rid)


def _day(db: Database, held_rid: int) -> HeldDay:
    day = store.day(db, held_rid)
    if day is None:
        raise UserError(msg("workshop_day", "This day is no longer there."))
    return day
