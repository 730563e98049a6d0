"""Builds the rehearsal: the demo of some days ago, and then the workshop day until now."""

import datetime as dt

from coachdesk.demo.builder import build_demo
from coachdesk.demo.content import DemoContent, DemoTeam, fill_in, load_demo
from coachdesk.demo.rehearsal import Act, Rehearsal, load_rehearsal
from coachdesk.features.agendas import service as agendas
from coachdesk.features.agendas import store as agenda_store
from coachdesk.features.notes import service as notes
from coachdesk.features.notes import store as note_store
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store as programme_store
from coachdesk.features.programmes.model import Event, EventDate, Timing
from coachdesk.features.teams import store as teams
from coachdesk.features.workshop_day import service as days
from coachdesk.features.workshop_day import store as day_store
from coachdesk.features.workshop_day.model import running_stage
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates.zone import local_time
from coachdesk.kernel.overriding import override
from coachdesk.kernel.workspace import Workspace


class ToldClock(Clock):
    """A clock that shows what it is told, while the story of the rehearsal is built."""

    def __init__(self, today: dt.date) -> None:
        super().__init__(today)
        self._told = local_time(today, 8 * 60)
        self._day = today

    def tell(self, day: dt.date, at: dt.time) -> None:
        """Show this day and time of day."""
        self._day, self._told = day, local_time(day, at.hour * 60 + at.minute)

    @override
    def today(self) -> dt.date:
        """The day it was told."""
        return self._day

    @override
    def now(self) -> dt.datetime:
        """The moment it was told, in UTC."""
        return self._told


def build_rehearsal(ws: Workspace, clock: ToldClock) -> None:
    """Fill an empty workspace, opened with this clock, so that the workshop day is today."""
    content, story = load_demo(), load_rehearsal()
    today = clock.today()
    clock.tell(today - dt.timedelta(days=_days_ahead(content, story)), story.at)
    build_demo(ws, content)
    clock.tell(today, story.at)
    event = _event(ws.read, story)
    programmes.move_event(ws, event.rid, EventDate(Timing.DAY, today, event.days))
    if agenda_store.day_at(ws.read, event.rid, story.day) is None:
        agendas.make_from_programme(ws, event.rid, story.language)
    _Day(ws, clock, content, story, event).live()


def _days_ahead(content: DemoContent, story: Rehearsal) -> int:
    (cohort,) = (one for one in content.run.cohorts if one.area == story.area)
    (event,) = (one for one in cohort.events if one.key == story.event)
    return event.starts or 0


def _event(db: Database, story: Rehearsal) -> Event:
    found = (
        event
        for run in programme_store.runs(db)
        for cohort in programme_store.cohorts(db, run.rid)
        if cohort.area == story.area
        for event in programme_store.events(db, cohort.rid)
        if event.key == story.event
    )
    return next(found)


class _Day:
    """The day of the story, lived through the services."""

    def __init__(
        self, ws: Workspace, clock: ToldClock, content: DemoContent, story: Rehearsal, event: Event
    ) -> None:
        self._ws, self._clock, self._story = ws, clock, story
        self._today = clock.today()
        self._told = {team.name: team for team in content.teams}
        rids = programme_store.team_rids(ws.read, event.cohort_rid)
        self._teams = {team.name: team.rid for team in teams.teams(ws.read, rids)}
        self._event_rid, self._held_rid = event.rid, 0

    def live(self) -> None:
        """Everything that happened, at its time."""
        for step in self._story.steps:
            self._clock.tell(self._today, step.at)
            if step.act is not None:
                self._act(step.act)
            if step.note:
                self._write(step.team, step.note)
            if step.park:
                days.park(self._ws, self._held_rid, step.park)
            if step.act is Act.BEGIN:
                self._note_who_is_there()
        self._clock.tell(self._today, self._story.at)

    def _act(self, act: Act) -> None:
        ws = self._ws
        if act is Act.BEGIN:
            self._held_rid = days.start_day(ws, self._event_rid, self._story.day)
            return
        if act is Act.NEXT:
            days.next_block(ws, self._held_rid)
            return
        (block, *_others) = running_stage(day_store.blocks(ws.read, self._held_rid))
        if act is Act.ROUND:
            days.start_turns(ws, block.rid, list(self._teams.values()))
        else:
            days.next_turn(ws, block.rid)

    def _write(self, team: str, lines: str) -> None:
        language = self._told[team].language if team else self._story.language
        rid = self._note(team)
        meeting = note_store.meeting(self._ws.read, rid)
        before = meeting.body if meeting else ""
        body = f"{before}\n{lines}" if before else lines
        filled = fill_in(body, self._today, self._names(team))
        notes.save_body(self._ws, rid, filled, language)

    def _names(self, team: str) -> dict[str, str]:
        return {one.key: one.name for one in self._told[team].members} if team else {}

    def _note(self, team: str) -> int:
        return days.note_of(self._ws, self._held_rid, self._teams[team] if team else None)

    def _note_who_is_there(self) -> None:
        for name in self._teams:
            self._note_team(self._told[name])

    def _note_team(self, team: DemoTeam) -> None:
        ws, rid = self._ws, self._note(team.name)
        present = teams.members(ws.read, self._teams[team.name])
        rids = {one.name: one.rid for one in present if one.is_active(self._today)}
        by_key = {one.key: rids[one.name] for one in team.members if one.name in rids}
        for member_rid in by_key.values():
            notes.set_presence(ws, rid, member_rid)
        for one in (one for one in self._story.presence if one.team == team.name):
            notes.set_presence(ws, rid, by_key[one.member], one.state)
            if one.came or one.left:
                notes.set_times(ws, self._attendance(rid, by_key[one.member]), one.came, one.left)
        for guest in (one for one in self._story.guests if one.team == team.name):
            guest_rid = notes.add_guest(ws, rid, guest.name)
            notes.set_stand_in(ws, guest_rid, by_key[guest.stands_in_for])

    def _attendance(self, rid: int, member_rid: int) -> int:
        found = note_store.attendance(self._ws.read, rid)
        return next(one.rid for one in found if one.member_rid == member_rid)
