"""The runs of the demo: how its files tell them, and how they are started."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from coachdesk.demo.days import FAR, day_of, holiday_from
from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.model import EventDate, Timing
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import Template, find_template
from coachdesk.features.programmes.years import shown_years
from coachdesk.kernel.datafile import Table
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace

_WHENS = ("starts", "week", "holiday")


@dataclass(frozen=True, slots=True)
class DemoEvent:
    """An event of a cohort, open unless one of the others tells its date.

    `starts` is its first day, `week` a day of its week, and `holiday` a day from which on the
    first public holiday is taken.
    """

    key: str
    starts: int | None
    week: int | None
    holiday: int | None
    follows: bool
    days: int
    place: str

    def date(self, today: dt.date) -> EventDate:
        """When it is, for a demo that is looked at `today`."""
        if self.starts is not None:
            return EventDate(Timing.DAY, day_of(today, self.starts, self.days), self.days)
        if self.week is not None:
            year, week, _ = (today + dt.timedelta(days=self.week)).isocalendar()
            return EventDate(Timing.WEEK, dt.date.fromisocalendar(year, week, 1), self.days)
        if self.holiday is not None:
            day = holiday_from(today + dt.timedelta(days=self.holiday))
            return EventDate(Timing.DAY, day, self.days)
        return EventDate(Timing.FOLLOWS if self.follows else Timing.OPEN, None, self.days)


@dataclass(frozen=True, slots=True)
class DemoCohort:
    """A cohort with the names of its coaches and teams."""

    area: str
    coaches: tuple[str, ...]
    teams: tuple[str, ...]
    events: tuple[DemoEvent, ...]


@dataclass(frozen=True, slots=True)
class DemoRun:
    """A run; its years, written into the name, hold `begins`, `ends` and every dated event.

    A day moved off a week-end or a holiday may fall into the year beside that of its distance.
    """

    template: str
    name: str
    begins: int
    ends: int
    archived: bool
    cohorts: tuple[DemoCohort, ...]

    def years(self, today: dt.date) -> tuple[int, int]:
        """Its first year and its last."""
        days = [today + dt.timedelta(days=distance) for distance in (self.begins, self.ends)]
        dated = (event.date(today).day for cohort in self.cohorts for event in cohort.events)
        days += [day for day in dated if day is not None]
        return min(days).year, max(days).year


def read_run(table: Table) -> DemoRun:
    """A run as a file tells it; raises `DataFileError`."""
    run = DemoRun(
        template=table.name("template"),
        name=table.line("name"),
        begins=table.number("begins", -FAR, FAR),
        ends=table.number("ends", -FAR, FAR),
        archived=bool(table.flag("archived")),
        cohorts=tuple(_cohort(entry) for entry in table.tables("cohorts")),
    )
    table.finish()
    return run


def template_of(run: DemoRun) -> Template:
    """The programme of a run. Raises `LookupError` when it does not ship."""
    template = find_template(run.template)
    if template is None:
        raise LookupError(run.template)
    return template


def start(ws: Workspace, run: DemoRun, teams: Mapping[str, int]) -> int:
    """Start a run with these teams (rids by name), around the workspace's today. Its rid."""
    today = ws.clock.today()
    years = run.years(today)
    cohorts = [
        NewCohort(
            area=one.area,
            coaches=one.coaches,
            dates={event.key: event.date(today) for event in one.events},
            teams=[teams[name] for name in one.teams],
        )
        for one in run.cohorts
    ]
    name = run.name.replace("{years}", shown_years(*years))
    run_rid = service.start_run(ws, template_of(run), name, cohorts, years)
    for told, cohort in zip(run.cohorts, store.cohorts(ws.read, run_rid), strict=True):
        rids = {event.key: event.rid for event in store.events(ws.read, cohort.rid)}
        for event in told.events:
            if event.place:
                service.set_event_place(ws, rids[event.key], event.place)
    return run_rid


def _cohort(table: Table) -> DemoCohort:
    cohort = DemoCohort(
        area=table.line("area"),
        coaches=table.names("coaches"),
        teams=table.names("teams"),
        events=tuple(_event(entry) for entry in table.tables("events")),
    )
    table.finish()
    return cohort


def _event(table: Table) -> DemoEvent:
    starts, week, holiday = (
        table.number(when, -FAR, FAR) if when in table else None for when in _WHENS
    )
    event = DemoEvent(
        key=table.name("key"),
        starts=starts,
        week=week,
        holiday=holiday,
        follows=bool(table.flag("follows")),
        days=table.number("days", 1, FAR),
        place=table.optional_line("place"),
    )
    if sum((starts is not None, week is not None, holiday is not None, event.follows)) > 1:
        table.fail("key", msg("demo", "Give one of starts, week, holiday and follows."))
    table.finish()
    return event
