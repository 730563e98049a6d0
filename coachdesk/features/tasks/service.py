"""The coach's verbs on tasks."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.due import Due, DueKind, due_columns, due_from_template
from coachdesk.features.programmes.joining import Joining
from coachdesk.features.programmes.model import Event
from coachdesk.features.programmes.template import TemplateTask, TemplateWho
from coachdesk.features.tasks import store
from coachdesk.features.tasks.carrying import phases_of_cohort
from coachdesk.features.tasks.model import (
    Repeat,
    RepeatUnit,
    Source,
    Task,
    TaskState,
    Who,
    WhoKind,
    due_again,
)
from coachdesk.features.tasks.people import Person, take_mention
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Team
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import date_problem, find_date
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line, clean_text
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.kernel.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TypedLine:
    """What a line typed to add a task says: its title and, if it names them, whose and by when."""

    title: str
    due: Due
    who: Who


def read_line(line: str, today: dt.date, language: str, people: Sequence[Person] = ()) -> TypedLine:
    """Take the due date and the first `@name` out of a typed line.

    Raises `UserError` for an empty or endless line, `NoSuchDayError` for a date that is none.
    """
    line = _titled(line)
    rest, who = take_mention(line, people)
    found = find_date(rest, today, language)
    if found is None:
        problem = date_problem(rest, today, language)
        if problem:
            raise NoSuchDayError(problem)
        return TypedLine(rest or line, Due(), who)
    return TypedLine(found.without(rest) or line, Due(DueKind.DATE, found.date), who)


class NoSuchDayError(UserError):
    """A typed line names a day that does not exist."""


def add_task(
    ws: Workspace,
    title: str,
    team_rid: int | None = None,
    who: Who | None = None,
    due: Due | None = None,
) -> int:
    """Add a task that was typed, in the phase the team is in now. Its rid."""
    title = _titled(title)
    with ws.change(msg("tasks", "Add task")) as db:
        phase = phase_now(db, team_rid, ws.clock.today()) if team_rid else ""
        return _add(
            db, title, team_rid, who=who or Who(), due=due or Due(), clock=ws.clock, phase=phase
        )


def rename_task(ws: Workspace, rid: int, title: str) -> None:
    """Change what is to be done."""
    _save(ws, [rid], msg("tasks", "Edit task"), {"title": _titled(title)})


def set_remark(ws: Workspace, rid: int, remark: str) -> None:
    """Write a remark on a task."""
    remark = clean_text(remark, limit=5_000)
    with ws.change(msg("tasks", "Edit remark"), merge_key=f"task.remark:{rid}") as db:
        store.save(db, [rid], {"remark": remark})


def set_state(ws: Workspace, rids: Sequence[int], state: TaskState) -> None:
    """Set how far tasks are; one undo step for all. One that comes again makes its next one."""
    with ws.change(_state_label(state, len(rids))) as db:
        if state is TaskState.DONE:
            for one in store.tasks_by_rid(db, rids):
                if one.repeat and one.state.is_unfinished:
                    _add_next(db, one, one.repeat, ws.clock)
        store.save(db, rids, _state_columns(state, ws.clock.today()))
        if state.is_unfinished:
            store.follow_again(db, rids)


def _add_next(db: Database, task: Task, repeat: Repeat, clock: Clock) -> None:
    """The next one of a task that comes again carries the series on."""
    event = programmes.event(db, task.due.event_rid) if task.due.event_rid else None
    until = programmes.event(db, repeat.until_rid) if repeat.until_rid else None
    due = due_again(task.due, repeat, event, until, clock.today())
    if due is None:
        return
    phase = (task.team_rid and phase_now(db, task.team_rid, clock.today())) or task.phase_key
    rid = _add(db, task.title, task.team_rid, who=task.who, due=due, clock=clock, phase=phase)
    series = {"source": task.source, "source_key": task.source_key, "run_rid": task.run_rid}
    store.save(db, [rid], {**series, **store.repeat_columns(repeat)})
    store.save(db, [task.rid], store.repeat_columns(None))


def _state_label(state: TaskState, count: int) -> Message:
    match state:
        case TaskState.DONE:
            return plural("tasks", "Complete {count} task", "Complete {count} tasks", count)
        case TaskState.OPEN:
            return plural("tasks", "Reopen {count} task", "Reopen {count} tasks", count)
        case TaskState.IN_PROGRESS:
            return plural("tasks", "Start {count} task", "Start {count} tasks", count)
        case TaskState.DROPPED:
            return plural("tasks", "Drop {count} task", "Drop {count} tasks", count)


def _state_columns(state: TaskState, today: dt.date) -> dict[str, Any]:
    done_on = today.isoformat() if state is TaskState.DONE else None
    return {"state": state.value, "done_on": done_on}


def set_due(ws: Workspace, rids: Sequence[int], due: Due) -> None:
    """Give tasks a due date, or take it away."""
    _save(ws, rids, msg("tasks", "Change due date"), due_columns(due))


def set_who(ws: Workspace, rids: Sequence[int], who: Who) -> None:
    """Give tasks to someone; free text is checked as a name.

    A task of a team that the member does not belong to gets the name only.
    """
    who = replace(who, name=clean_line(who.name))
    if who.kind is WhoKind.OTHER and not who.name:
        who = Who()
    member = teams.member(ws.read, who.member_rid) if who.member_rid else None
    name = member.name if member else who.name
    who = replace(who, name=name)
    with ws.change(msg("tasks", "Change who does it")) as db:
        for one in store.tasks_by_rid(db, rids):
            own = member is None or member.team_rid == one.team_rid
            columns = store.who_columns(who if own else Who(WhoKind.OTHER, None, name))
            store.save(db, [one.rid], columns)


def move_to_team(ws: Workspace, rids: Sequence[int], team_rid: int | None) -> None:
    """Move tasks to another team.

    Of a member of the old team the name stays. What follows a workshop follows the same one in
    the new team's run; without such a run it keeps its date.
    """
    with ws.change(msg("tasks", "Move to another team")) as db:
        today = ws.clock.today()
        place = programmes.place_of_team(db, team_rid, today) if team_rid else None
        events = {e.key: e for e in programmes.events(db, place.cohort.rid)} if place else {}
        phase = phase_now(db, team_rid, today) if team_rid else ""
        for one in store.tasks_by_rid(db, rids):
            if one.team_rid != team_rid:
                store.save(db, [one.rid], _moved(one, team_rid, events, phase))


def _moved(
    task: Task, team_rid: int | None, events: Mapping[str, Event], phase: str
) -> dict[str, Any]:
    columns: dict[str, Any] = {"team_rid": team_rid}
    if task.who.kind is WhoKind.MEMBER:
        columns |= store.who_columns(Who(WhoKind.OTHER, None, task.who.name))
    if task.due.kind is DueKind.BEFORE_EVENT:
        event = events.get(task.due.event_key)
        if event:
            columns["event_rid"] = event.rid
        else:
            columns |= due_columns(Due(DueKind.DATE, task.due.on) if task.due.on else Due())
    if not events or not task.phase_key:
        columns |= {"phase_key": phase, "first_phase_key": phase}
    return columns


def delete_tasks(ws: Workspace, rids: Sequence[int]) -> None:
    """Delete tasks; undo brings them back."""
    with ws.change(plural("tasks", "Delete {count} task", "Delete {count} tasks", len(rids))) as db:
        store.delete_tasks(db, rids)


def start_tasks(joining: Joining) -> None:
    """Give a team that joins a run the programme's default tasks, in the team's language.

    A team that comes back has kept the tasks it had.
    """
    db, clock, team_rid = joining.db, joining.clock, joining.team_rid
    team = teams.team(db, team_rid)
    if team is None or store.has_tasks_of_run(db, team_rid, joining.run.rid):
        return
    by_key = {event.key: event for event in joining.events}
    for one in joining.template.tasks:
        add_template_task(db, one, team, run_rid=joining.run.rid, events=by_key, clock=clock)


def add_template_task(
    db: Database,
    one: TemplateTask,
    team: Team,
    *,
    run_rid: int,
    events: Mapping[str, Event],
    clock: Clock,
) -> int:
    """Give a team of a run a task of its template, in the team's language. Its rid."""
    who = Who(WhoKind.COACH) if one.who is TemplateWho.COACH else Who()
    rid = _add(
        db, one.title.in_language(team.language), team.rid, who=who,
        due=due_from_template(one.due, events), clock=clock, phase=one.phase,
    )  # fmt: skip
    repeat = repeat_of(one, events)
    came: dict[str, Any] = {"source": Source.TEMPLATE.value, "source_key": one.key}
    store.save(db, [rid], {**came, "run_rid": run_rid, **store.repeat_columns(repeat)})
    return rid


def repeat_of(one: TemplateTask, events: Mapping[str, Event]) -> Repeat | None:
    """How a task of a template comes again in a cohort with these events (by key)."""
    if one.every is None:
        return None
    until = events.get(one.until)
    return Repeat(RepeatUnit(one.every.unit), one.every.count, until.rid if until else None)


def phase_now(db: Database, team_rid: int, today: dt.date) -> str:
    """The key of the phase that a team is in; empty without a programme."""
    place = programmes.place_of_team(db, team_rid, today)
    return phases_of_cohort(db, place.cohort.rid, today)[1] if place else ""


def _add(
    db: Database,
    title: str,
    team_rid: int | None,
    *,
    who: Who,
    due: Due,
    clock: Clock,
    phase: str,
) -> int:
    values: dict[str, Any] = {
        "team_rid": team_rid,
        "title": title,
        "phase_key": phase,
        "first_phase_key": phase,
        "created_at": clock.stamp(),
        **store.who_columns(who),
        **due_columns(due),
    }
    return store.add_task(db, values)


def _save(ws: Workspace, rids: Sequence[int], label: Message, values: dict[str, Any]) -> None:
    with ws.change(label) as db:
        store.save(db, rids, values)


def _titled(title: str) -> str:
    title = clean_line(title)
    if not title:
        raise UserError(msg("tasks", "Say what is to be done."))
    return title
