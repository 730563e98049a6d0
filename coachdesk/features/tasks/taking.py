"""What a newer version of a programme changes in the tasks of a run."""

from typing import Any

from coachdesk.features.programmes.due import due_columns, due_from_template
from coachdesk.features.programmes.template import TemplateTask
from coachdesk.features.programmes.versions import Taking
from coachdesk.features.tasks import store
from coachdesk.features.tasks.model import Task, TaskState
from coachdesk.features.tasks.service import add_template_task, repeat_of
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Team


def take_tasks(taking: Taking) -> None:
    """Give every team of a cohort the tasks of the new version.

    Of unfinished tasks, title, date, phase and repetition follow it where they are still as the
    old version gave them. A task that was taken away goes only if nobody has touched it.
    """
    for team in teams.teams(taking.db, taking.team_rids):
        for task in store.template_tasks(taking.db, taking.run.rid, team.rid):
            old, new = taking.old.task(task.source_key), taking.new.task(task.source_key)
            if old and new and old != new and task.state.is_unfinished:
                _change(taking, team, task, old, new)
            elif old and not new and _is_untouched(task, team, old):
                store.delete_tasks(taking.db, [task.rid])
        for one in taking.new.tasks:
            if not taking.old.task(one.key):
                add_template_task(
                    taking.db, one, team, run_rid=taking.run.rid, events=taking.events,
                    clock=taking.clock,
                )  # fmt: skip


def _change(taking: Taking, team: Team, task: Task, old: TemplateTask, new: TemplateTask) -> None:
    columns: dict[str, Any] = {}
    if task.title == old.title.in_language(team.language):
        columns["title"] = new.title.in_language(team.language)
    by_template = due_columns(due_from_template(old.due, taking.events))
    if due_columns(task.due) == by_template:
        columns |= due_columns(due_from_template(new.due, taking.events))
    if task.first_phase_key == old.phase != new.phase:
        columns["first_phase_key"] = new.phase
        if task.phase_key == old.phase:
            columns["phase_key"] = new.phase
    if task.repeat == repeat_of(old, taking.events):
        columns |= store.repeat_columns(repeat_of(new, taking.events))
    if columns:
        store.save(taking.db, [task.rid], columns)


def _is_untouched(task: Task, team: Team, old: TemplateTask) -> bool:
    same_title = task.title == old.title.in_language(team.language)
    return task.state is TaskState.OPEN and same_title and not task.remark
