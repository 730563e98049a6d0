"""The coach's verbs on tasks."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.due import Due, DueKind, due_columns, due_from_template
from coachdesk.features.programmes.model import Event, Run, current_phase
from coachdesk.features.programmes.template import Template, TemplateWho, find_template
from coachdesk.features.tasks import store
from coachdesk.features.tasks.model import Source, TaskState, Who, WhoKind
from coachdesk.features.teams import store as teams
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import find_date
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line, clean_text
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.kernel.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TypedLine:
    """What a line typed to add a task says: its title and, if it names one, a due date."""

    title: str
    due: Due


def read_line(line: str, today: dt.date, language: str) -> TypedLine:
    """Take the due date out of a typed line. Raises `UserError` for an empty or endless one."""
    line = _titled(line)
    found = find_date(line, today, language)
    if found is None:
        return TypedLine(line, Due())
    title = clean_line(f"{line[: found.start]} {line[found.end :]}").strip(" ,;–-")
    return TypedLine(title or line, Due(DueKind.DATE, found.date))


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
    """Set how far tasks are; one undo step for all."""
    _save(ws, rids, _state_label(state, len(rids)), _state_columns(state, ws.clock.today()))


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
    """Give tasks to someone; free text is checked as a name."""
    who = replace(who, name=clean_line(who.name))
    _save(ws, rids, msg("tasks", "Change who does it"), store.who_columns(who))


def move_to_team(ws: Workspace, rids: Sequence[int], team_rid: int | None) -> None:
    """Move tasks to another team; a member of the old team no longer has them."""
    label = msg("tasks", "Move to another team")
    with ws.change(label) as db:
        for rid in rids:
            moved = store.task(db, rid)
            if moved and moved.team_rid != team_rid:
                store.save(db, [rid], {"team_rid": team_rid})
                if moved.who.kind is WhoKind.MEMBER:
                    store.save(
                        db, [rid], store.who_columns(Who(WhoKind.OTHER, None, moved.who.name))
                    )


def delete_tasks(ws: Workspace, rids: Sequence[int]) -> None:
    """Delete tasks; undo brings them back."""
    with ws.change(plural("tasks", "Delete {count} task", "Delete {count} tasks", len(rids))) as db:
        store.delete_tasks(db, rids)


def carry_over(ws: Workspace) -> int:
    """Move unfinished tasks of past phases to the phase their team is in now; how many.

    The phase in which a task was agreed stays on record.
    """
    today = ws.clock.today()
    states: dict[int, tuple[list[str], str]] = {}
    late: dict[str, list[int]] = {}
    for task, run_rid in store.unfinished_of_runs(ws.read):
        if run_rid not in states:
            states[run_rid] = _phases(ws.read, run_rid, today)
        keys, now = states[run_rid]
        if task.phase_key in keys and now and keys.index(task.phase_key) < keys.index(now):
            late.setdefault(now, []).append(task.rid)
    if not late:
        return 0
    with ws.change(msg("tasks", "Carry over unfinished tasks")) as db:
        for phase, rids in late.items():
            store.save(db, rids, {"phase_key": phase})
    return sum(map(len, late.values()))


def start_tasks(
    db: Database, run: Run, template: Template, events: list[Event], team_rid: int, *, clock: Clock
) -> None:
    """Give a team that joins a run the programme's default tasks, in the team's language."""
    del run  # the tasks hang on its events
    team = teams.team(db, team_rid)
    if team is None:
        return
    by_key = {event.key: event for event in events}
    for one in template.tasks:
        due = due_from_template(one.due, by_key)
        who = Who(WhoKind.COACH) if one.who is TemplateWho.COACH else Who()
        title = one.title.in_language(team.language)
        rid = _add(db, title, team_rid, who=who, due=due, clock=clock, phase=one.phase)
        store.save(db, [rid], {"source": Source.TEMPLATE.value, "source_key": one.key})


def phase_now(db: Database, team_rid: int, today: dt.date) -> str:
    """The key of the phase that a team is in; empty without a programme."""
    run = programmes.run_of_team(db, team_rid)
    return _phases(db, run.rid, today)[1] if run else ""


def _phases(db: Database, run_rid: int, today: dt.date) -> tuple[list[str], str]:
    run = programmes.run(db, run_rid)
    template = find_template(run.template_key) if run else None
    if template is None:
        return [], ""
    state = current_phase(template, programmes.events(db, run_rid), today)
    keys = [phase.key for phase in template.phases]
    return keys, state.current.key if state.current else ""


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
