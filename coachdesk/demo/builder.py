"""Builds the demo's workspace through the same services that the window uses."""

import datetime as dt

from coachdesk.demo import runs
from coachdesk.demo.beside import load_beside
from coachdesk.demo.beside_builder import build_beside, start_other_runs
from coachdesk.demo.content import (
    COACH,
    DemoContent,
    DemoItem,
    DemoMeeting,
    DemoTask,
    DemoTeam,
    fill_in,
    load_demo,
)
from coachdesk.demo.days import day_of
from coachdesk.demo.methods import build_methods
from coachdesk.features.checklists import service as checklists
from coachdesk.features.checklists import store as checklist_store
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.notes import service as notes
from coachdesk.features.programmes import store as programme_store
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import Event
from coachdesk.features.programmes.template import Template
from coachdesk.features.tasks import service as tasks
from coachdesk.features.tasks import store as task_store
from coachdesk.features.tasks.carrying import carry_over
from coachdesk.features.tasks.model import (
    Source,
    TaskFilter,
    TaskState,
    View,
    Who,
    WhoKind,
)
from coachdesk.features.teams import service as teams
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace

_COACH_NAMES = {"fi": "valmentaja", "sv": "coachen", "en": "the coach"}
"""A checklist names people as they are called; the demo's coach has no other name."""


def build_demo(ws: Workspace, content: DemoContent | None = None) -> None:
    """Fill an empty workspace with the demo, around the workspace's today."""
    _Builder(ws, content or load_demo()).build()


class _Builder:
    """Remembers what rids the demo's names have become."""

    def __init__(self, ws: Workspace, content: DemoContent) -> None:
        self._ws = ws
        self._content = content
        self._today = ws.clock.today()
        self._teams: dict[str, int] = {}
        self._members: dict[str, dict[str, int]] = {}
        self._names: dict[str, dict[str, str]] = {}

    def build(self) -> None:
        beside, run = load_beside(), self._content.run
        template = runs.template_of(run)
        for team in self._content.teams:
            self._add_team(team)
        start_other_runs(self._ws, beside, self._teams)
        run_rid = runs.start(self._ws, run, self._teams)
        for team in self._content.teams:
            self._fill_checklist(team, template, run_rid)
            self._fill_tasks(team, run_rid)
        build_beside(self._ws, beside, self._teams, run_rid)
        build_methods(self._ws, self._teams, run_rid)
        self._write_notes()
        self._date_done_lines()
        carry_over(self._ws)

    def _day(self, offset: int) -> dt.date:
        return day_of(self._today, offset)

    def _add_team(self, team: DemoTeam) -> None:
        rid = teams.add_team(
            self._ws,
            team.name,
            unit_name=team.unit,
            unit_description=team.about,
            county_code=team.county,
            site=team.site,
            language=team.language,
            contact_name=team.contact.name,
            contact_position=team.contact.position,
            contact_phone=team.contact.phone,
            contact_email=team.contact.email,
            reason=team.reason,
            expectations=team.expectations,
        )
        self._teams[team.name] = rid
        members = teams.import_members(
            self._ws,
            rid,
            [
                {
                    "name": one.name,
                    "occupational_group": one.group,
                    "role": one.role,
                    "phone": one.phone,
                    "email": one.email,
                    "active_from": None if one.joined is None else self._day(one.joined),
                    "active_to": None if one.left is None else self._day(one.left),
                }
                for one in team.members
            ],
        )
        keys = [one.key for one in team.members]
        self._members[team.name] = dict(zip(keys, members, strict=True))
        self._names[team.name] = {one.key: one.name for one in team.members}

    def _events(self, run_rid: int, team_rid: int) -> list[Event]:
        cohort_rid = programme_store.cohort_in_run(self._ws.read, run_rid, team_rid)
        return programme_store.events(self._ws.read, cohort_rid) if cohort_rid else []

    def _fill_checklist(self, team: DemoTeam, template: Template, run_rid: int) -> None:
        items = checklist_store.items(self._ws.read, run_rid, self._teams[team.name])
        rids = {item.item_key: item.rid for item in items}
        kinds = {item.item_key: item.kind for item in items}
        for one in team.checklist:
            kind = template.kind(kinds[one.item])
            if one.stage and kind:
                checklists.set_stage(self._ws, rids[one.item], kind, one.stage)
            elif one.state:
                checklists.set_state(self._ws, rids[one.item], ItemState(one.state))
            self._fill_item(team, rids[one.item], one)

    def _fill_item(self, team: DemoTeam, rid: int, one: DemoItem) -> None:
        ws = self._ws
        if one.support is not None:
            checklists.set_support(ws, rid, one.support)
        if one.support_remark:
            checklists.set_support_remark(ws, rid, one.support_remark)
        if one.who:
            who = self._who(team, one.who)
            name = _COACH_NAMES[team.language] if who.kind is WhoKind.COACH else who.name
            checklists.set_who(ws, rid, name, who.member_rid)
        if one.due is not None:
            checklists.set_due(ws, rid, Due(DueKind.DATE, self._day(one.due)))
        if one.remark:
            checklists.set_remark(ws, rid, one.remark)

    def _who(self, team: DemoTeam, who: str) -> Who:
        if not who:
            return Who()
        if who == COACH:
            return Who(WhoKind.COACH)
        member = self._members[team.name].get(who)
        return Who(WhoKind.MEMBER, member) if member else Who(WhoKind.OTHER, None, who)

    def _fill_tasks(self, team: DemoTeam, run_rid: int) -> None:
        ws, team_rid = self._ws, self._teams[team.name]
        found = task_store.template_tasks(ws.read, run_rid, team_rid)
        by_key = {task.source_key: task.rid for task in found}
        with ws.change(msg("demo", "Bring the tasks up to date")) as db:
            for one in team.default_tasks:
                task_store.save(db, [by_key[one.task]], self._state_columns(one.state, one.done))
        for task in team.tasks:
            self._add_task(team, task, run_rid)

    def _add_task(self, team: DemoTeam, one: DemoTask, run_rid: int) -> None:
        due = Due()
        if one.before:
            events = self._events(run_rid, self._teams[team.name])
            event = next(event for event in events if event.key == one.before)
            due = Due(DueKind.BEFORE_EVENT, None, event.rid, event.key, one.days)
        elif one.due is not None:
            due = Due(DueKind.DATE, self._day(one.due))
        rid = tasks.add_task(
            self._ws, one.title, self._teams[team.name], self._who(team, one.who), due
        )
        columns = {
            **self._state_columns(one.state, one.done),
            "remark": one.remark,
            "phase_key": one.phase,
            "first_phase_key": one.first_phase or one.phase,
        }
        with self._ws.change(msg("demo", "Bring the tasks up to date")) as db:
            task_store.save(db, [rid], columns)

    def _state_columns(self, state: TaskState, done: int | None) -> dict[str, str | None]:
        done_on = None if done is None else self._day(done).isoformat()
        return {"state": state.value, "done_on": done_on}

    def _write_notes(self) -> None:
        written = [(team, meeting) for team in self._content.teams for meeting in team.meetings]
        shared: list[tuple[DemoTeam | None, DemoMeeting]] = [
            (None, meeting) for meeting in self._content.meetings
        ]
        for team, meeting in sorted([*written, *shared], key=lambda pair: pair[1].day):
            self._write_note(team, meeting)

    def _write_note(self, team: DemoTeam | None, meeting: DemoMeeting) -> None:
        names = self._names[team.name] if team else {}
        rids = [self._teams[team.name]] if team else [self._teams[one] for one in meeting.teams]
        language = team.language if team else "fi"
        rid = notes.create(
            self._ws,
            rids,
            held_on=self._day(meeting.day),
            kind=meeting.kind,
            title=meeting.title,
            body=fill_in(meeting.body, self._today, names),
            language=language,
        )
        if team is None:
            return
        members = self._members[team.name]
        for key in meeting.present or [k for k in members if k not in meeting.absent]:
            notes.set_presence(self._ws, rid, members[key])
        for key in meeting.absent:
            notes.set_presence(self._ws, rid, members[key], "absent")

    def _date_done_lines(self) -> None:
        """What a note tells as done was done on its day, not when the demo was built."""
        with self._ws.change(msg("demo", "Bring the tasks up to date")) as db:
            for task in task_store.tasks(db, TaskFilter(View.ALL), self._today):
                if task.source is Source.NOTE and task.state is TaskState.DONE and task.due.on:
                    task_store.save(db, [task.rid], {"done_on": task.due.on.isoformat()})
