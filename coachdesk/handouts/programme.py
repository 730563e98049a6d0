"""The programme that a team takes part in, as papers name it."""

import datetime as dt
from dataclasses import dataclass

from coachdesk.features.checklists.readiness import WORKSHOP, next_gathering
from coachdesk.features.programmes import store
from coachdesk.features.programmes.due import Due
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import Event, Place, Run, Timing, next_event
from coachdesk.features.programmes.template import Template, available_templates
from coachdesk.handouts.wording import Words
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_date, format_range, relative_days
from coachdesk.kernel.text import Message, msg


@dataclass(frozen=True, slots=True)
class Programme:
    """A cohort with its run and events; `template` is None when it cannot be used."""

    place: Place
    template: Template | None
    events: tuple[Event, ...]

    @property
    def run(self) -> Run:
        """The run of the cohort."""
        return self.place.run

    def event_name(self, key: str, language: str) -> str:
        """The name of an event, also of another programme; the key when none has it."""
        own = (self.template,) if self.template else ()
        events = (template.event(key) for template in (*own, *available_templates()))
        return next((event.name.in_language(language) for event in events if event), key)

    def phase_name(self, key: str, language: str) -> str:
        """The short name of a phase; its key when the template does not know it."""
        known = self.template.phase(key) if self.template else None
        return known.short.in_language(language) if known else key


def programme_of_team(db: Database, team_rid: int, today: dt.date) -> Programme | None:
    """The programme a team takes part in now: that of its usual run."""
    place = store.place_of_team(db, team_rid, today)
    return programme_of_cohort(db, place) if place else None


def programme_of_cohort(db: Database, place: Place) -> Programme:
    """A cohort with the template and its events."""
    template = template_of(db, place.run)
    return Programme(place, template, tuple(store.events(db, place.cohort.rid)))


def next_workshop(
    programme: Programme | None, today: dt.date, words: Words, *, after: dt.date | None = None
) -> str:
    """The workshop that comes next, `after` a day if one is named: when and where.

    Empty when none is to come.
    """
    if programme is None or programme.template is None:
        return ""
    begin = after + dt.timedelta(days=1) if after else today
    event = next_event(programme.template, programme.events, begin, WORKSHOP)
    return event_words(event, programme, after or today, words) if event else ""


def meeting_fact(programme: Programme, today: dt.date, words: Words) -> tuple[Message, str]:
    """What the teams get ready for: the next workshop, or the next event where there is none."""
    event = next_gathering(programme.template, programme.events, today)
    known = programme.template.event(event.key) if programme.template and event else None
    is_workshop = known is not None and known.kind == WORKSHOP
    label = msg("handouts", "Next workshop") if is_workshop else msg("handouts", "Next event")
    return label, event_words(event, programme, today, words) if event else ""


def event_words(event: Event, programme: Programme, today: dt.date, words: Words) -> str:
    """An event with its days and place, and how far away it is."""
    name = programme.event_name(event.key, words.language)
    if event.starts_on is None or event.ends_on is None:
        return words(msg("handouts", "{workshop}: date still open", workshop=name))
    if event.timing is Timing.WEEK:
        week = format_date(event.starts_on, words.language, "week")
        return words(
            msg("handouts", "{workshop}: {week}, day still open", workshop=name, week=week)
        )
    days = format_range(event.starts_on, event.ends_on, words.language)
    when = relative_days(event.starts_on, today)
    if event.starts_on <= today:
        when = msg("handouts", "now")
    if not event.place:
        return words(
            msg("handouts", "{workshop}: {days} ({when})", workshop=name, days=days, when=when)
        )
    return words(
        msg(
            "handouts",
            "{workshop}: {days}, {place} ({when})",
            workshop=name,
            days=days,
            place=event.place,
            when=when,
        )
    )


def due_words(due: Due, programme: Programme | None, words: Words) -> str:
    """When something is due: a date, the event whose date is open, or nothing."""
    if due.on:
        return words.date(due.on)
    if not due.event_key or programme is None:
        return ""
    name = programme.event_name(due.event_key, words.language)
    if due.days_before < 0:
        return words(msg("handouts", "after: {event}", event=name))
    return words(msg("handouts", "before: {event}", event=name))
