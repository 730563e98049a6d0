"""What the calendar shows, read from all subjects that have dates."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from coachdesk.features.calendar import store
from coachdesk.features.calendar.model import Bar, Entry, Kind, Stretch, Undated, bars
from coachdesk.features.calendar.series import Meeting, occurrences
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.library import templates_of
from coachdesk.features.programmes.model import Event, Place, Timing
from coachdesk.features.programmes.template import Template
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import Task, TaskFilter, View
from coachdesk.features.teams import store as teams
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import Message, Texts, msg

_FRIDAY = dt.timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Row:
    """A cohort in the calendar: its phases, its events with dates, and those without."""

    place: Place
    title: str
    bars: tuple[Bar, ...]
    events: tuple[Entry, ...]
    undated: tuple[Undated, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything with a date, as far as it was asked for."""

    rows: tuple[Row, ...] = ()
    meetings: tuple[Entry, ...] = ()
    tasks: tuple[Entry, ...] = ()

    def events(self) -> list[Entry]:
        """The events of all cohorts."""
        return [entry for row in self.rows for entry in row.events]

    def entries(self) -> list[Entry]:
        """All entries in time order: events, then meetings, then tasks of a day."""
        found = [*self.events(), *self.meetings, *self.tasks]
        return sorted(found, key=lambda one: (one.first, one.at or dt.time(), one.title))

    def undated(self) -> list[Undated]:
        """The events without a date, cohort by cohort."""
        return [each for row in self.rows for each in row.undated]


def rows_of(
    db: Database, language: str, places: Sequence[Place] | None = None, *, brief: bool = False
) -> tuple[Row, ...]:
    """The cohorts (of every present run, unless told which), the newest run first.

    With `brief` the entries of an only run name just the cohort.
    """
    shown = programmes.places(db) if places is None else places
    templates = templates_of(db, {place.run.rid: place.run for place in shown}.values())
    if places is None:
        events = programmes.events_of_cohorts(db)
    else:
        events = {each.cohort.rid: programmes.events(db, each.cohort.rid) for each in shown}
    brief = brief and len(templates) == 1
    return tuple(
        _row(place, templates[place.run.rid], events.get(place.cohort.rid, ()), language, brief)
        for place in shown
    )


def meetings_between(
    db: Database,
    between: tuple[dt.date, dt.date],
    holidays: Collection[dt.date],
    language: str,
    team_rids: Collection[int] | None = None,
) -> tuple[Entry, ...]:
    """The meetings of present teams (or of these) held `between` two days, both included."""
    found = [
        each for each in store.all_series(db) if team_rids is None or each.team_rid in team_rids
    ]
    agreed = store.exceptions(db, [each.rid for each in found])
    names = {team.rid: team.name for team in teams.teams(db, {each.team_rid for each in found})}
    texts = Texts.load(language)
    return tuple(
        _meeting(meeting, names.get(each.team_rid, ""), texts)
        for each in found
        for meeting in occurrences(each, agreed[each.rid], holidays, *between)
    )


def own_tasks(db: Database, today: dt.date) -> tuple[Entry, ...]:
    """The coach's own unfinished tasks that have a date."""
    found = tasks.tasks(db, TaskFilter(View.MINE), today)
    return tuple(_task(task, task.due.on) for task in found if task.due.on is not None)


def meeting_title(title: str) -> Message | str:
    """What a series is called; a plain word where it has no title."""
    return title or msg("calendar", "Team meeting")


def _row(
    place: Place,
    template: Template | None,
    events: Sequence[Event],
    language: str,
    brief: bool,  # noqa: FBT001 - passed on
) -> Row:
    title = place.title(language)
    group = (brief and place.cohort.title(language)) or title
    entries: list[Entry] = []
    undated: list[Undated] = []
    for event in events:
        name = _event_name(template, event, language)
        if event.starts_on is None:
            undated.append(Undated(event.rid, name, group, place.cohort.rid))
        else:
            entry = _event(event, event.starts_on, name, place, group)
            entries.append(replace(entry, after_rid=entries[-1].rid if entries else None))
    return Row(
        place, title, _bars(place, template, events, language), tuple(entries), tuple(undated)
    )


def _event_name(template: Template | None, event: Event, language: str) -> str:
    known = template.event(event.key) if template else None
    return known.name.in_language(language) if known else event.key


def _event(event: Event, start: dt.date, name: str, place: Place, group: str) -> Entry:
    return Entry(
        Kind.EVENT, event.rid, event.uuid, name, group, start, _last_day(event, start), event.days,
        event.timing is Timing.WEEK, place=event.place, coaches=place.cohort.coaches,
        cohort_rid=place.cohort.rid,
    )  # fmt: skip


def _last_day(event: Event, start: dt.date) -> dt.date:
    if event.timing is Timing.WEEK:
        return start + _FRIDAY
    return start + dt.timedelta(days=event.days - 1)


def _bars(
    place: Place, template: Template | None, events: Sequence[Event], language: str
) -> tuple[Bar, ...]:
    if template is None:
        return ()
    dated = {event.key: (event, event.starts_on) for event in events if event.starts_on}
    stretches = []
    for phase in template.phases:
        event, first = dated.get(phase.event, (None, None))
        last = _last_day(event, first) if event and first else None
        name, short = phase.name.in_language(language), phase.short.in_language(language)
        stretches.append(Stretch(phase.key, name, short, first, last))
    first_year, last_year = place.run.first_year, place.run.last_year
    first_days = [first for _event, first in dated.values()]
    begins = min(first_days, default=dt.date(first_year, 1, 1) if first_year else None)
    ends = dt.date(last_year, 12, 31) if last_year else None
    return tuple(bars(stretches, begins, ends))


def _meeting(meeting: Meeting, team: str, texts: Texts) -> Entry:
    series = meeting.series
    title = meeting_title(series.title)
    return Entry(
        Kind.MEETING, series.rid, series.uuid, title if isinstance(title, str) else texts(title),
        team, meeting.on, meeting.on, at=meeting.at, ends_at=meeting.ends_at,
        place=series.place, team_rid=series.team_rid, week=meeting.week,
    )  # fmt: skip


def _task(task: Task, due: dt.date) -> Entry:
    return Entry(
        Kind.TASK, task.rid, task.uuid, task.title, task.team_name, due, due,
        team_rid=task.team_rid, after_rid=task.due.event_rid,
    )  # fmt: skip
