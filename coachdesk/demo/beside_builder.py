"""Builds what stands beside the demo's run, through the same services that the window uses."""

import datetime as dt
from collections.abc import Mapping

from coachdesk.demo import runs
from coachdesk.demo.beside import DemoBeside, DemoOwnProgramme, DemoSeries, DemoSurvey
from coachdesk.demo.days import day_of, free_day
from coachdesk.exchange.reading import read_table
from coachdesk.features.agendas import service as agendas
from coachdesk.features.calendar import service as calendar
from coachdesk.features.calendar import store as calendar_store
from coachdesk.features.calendar.series import Series, monday, usual_days
from coachdesk.features.calendar.service import SeriesPlan
from coachdesk.features.checklists import service as checklists
from coachdesk.features.checklists import store as checklist_store
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.editor import service as editor
from coachdesk.features.editor.model import Node
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store as programme_store
from coachdesk.features.programmes.template import StageMeaning, Template, find_template
from coachdesk.features.surveys import service as surveys
from coachdesk.features.surveys.definition import survey_named
from coachdesk.features.surveys.reading import read_answers
from coachdesk.features.tasks import store as task_store
from coachdesk.features.tasks.model import TaskState
from coachdesk.kernel.dates.holidays import is_holiday
from coachdesk.kernel.paths import resource
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace


def start_other_runs(ws: Workspace, beside: DemoBeside, teams: Mapping[str, int]) -> None:
    """Start the runs that came before the demo's own one; finish those that are over."""
    for run in beside.runs:
        run_rid = runs.start(ws, run, teams)
        if run.archived:
            for team_rid in programme_store.teams_of_run(ws.read, run_rid):
                _finish(ws, runs.template_of(run), run_rid, team_rid)
            programmes.archive_run(ws, run_rid)


def build_beside(ws: Workspace, beside: DemoBeside, teams: Mapping[str, int], run_rid: int) -> None:
    """Make all the rest; surveys and what teams wrote belong to the run `run_rid`."""
    for series in beside.series:
        _plan_meetings(ws, series, teams[series.team])
    for survey in beside.surveys:
        _hold(ws, survey, run_rid)
    for field in beside.fields:
        programmes.set_field_text(ws, run_rid, teams[field.team], field.key, field.text)
    for programme in beside.own_programmes:
        _copy(ws, programme)
    (first, *_others) = programme_store.cohorts(ws.read, run_rid)
    events = {event.key: event.rid for event in programme_store.events(ws.read, first.rid)}
    for plan in beside.plans:
        agendas.make_from_programme(ws, events[plan.event], plan.language)


def _finish(ws: Workspace, template: Template, run_rid: int, team_rid: int) -> None:
    """Everything that the run asked of the team is done, each task on its day."""
    for item in checklist_store.items(ws.read, run_rid, team_rid):
        kind = template.kind(item.kind)
        if kind is None:
            checklists.set_state(ws, item.rid, ItemState.DONE)
        else:
            stages = [one.key for one in kind.stages if one.meaning is StageMeaning.DONE]
            checklists.set_stage(ws, item.rid, kind, stages[-1])
    with ws.change(msg("demo", "Bring the tasks up to date")) as db:
        for task in task_store.template_tasks(db, run_rid, team_rid):
            done_on = task.due.on or ws.clock.today()
            columns = {"state": TaskState.DONE.value, "done_on": done_on.isoformat()}
            task_store.save(db, [task.rid], columns)


def _plan_meetings(ws: Workspace, told: DemoSeries, team_rid: int) -> None:
    today = ws.clock.today()
    plan = SeriesPlan(
        weekday=told.weekday,
        starts_at=told.starts,
        first_on=today + dt.timedelta(days=told.first),
        last_on=today + dt.timedelta(days=told.last),
        title=told.title,
        every_weeks=told.every_weeks,
        minutes=told.minutes,
        place=told.place,
    )
    rid = calendar.add_series(ws, team_rid, plan)
    series = calendar_store.series(ws.read, rid)
    if series is None:
        return
    if told.cancelled is not None:
        usual_on = meeting_from(series, today + dt.timedelta(days=told.cancelled))
        calendar.cancel_meeting(ws, rid, monday(usual_on))
    if told.moved is not None:
        usual_on = meeting_from(series, today + dt.timedelta(days=told.moved))
        next_on = free_day(usual_on + dt.timedelta(days=1))
        calendar.move_meeting(ws, rid, monday(usual_on), next_on)


def meeting_from(series: Series, day: dt.date) -> dt.date:
    """The usual day of the first meeting of a series, not on a holiday, from the week of `day`."""
    coming = (each for each in usual_days(series) if each >= monday(day))
    return next(each for each in coming if not is_holiday(each))


def _hold(ws: Workspace, told: DemoSurvey, run_rid: int) -> None:
    held_on = day_of(ws.clock.today(), told.held)
    wave_rid = surveys.add_wave(ws, told.survey, told.name, held_on, run_rid)
    table = read_table(resource("demo", told.answers))
    surveys.import_answers(ws, wave_rid, read_answers(table, survey_named(told.survey)))


def _copy(ws: Workspace, told: DemoOwnProgramme) -> None:
    template = find_template(told.copy_of)
    if template is None:
        raise LookupError(told.copy_of)
    rid = editor.copy_programme(ws, template, told.name)
    editor.change_part(ws, rid, Node("events", told.event), "days", told.days)
