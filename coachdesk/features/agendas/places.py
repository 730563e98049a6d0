"""The workshops there are, and how they are called."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from coachdesk.features.agendas import store
from coachdesk.features.agendas.model import PlanDay
from coachdesk.features.agendas.words import date_of_day
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.event_words import days_words, event_name
from coachdesk.features.programmes.library import template_of, templates_of
from coachdesk.features.programmes.model import Event, Place
from coachdesk.features.programmes.template import Template
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.text import Message, Texts, msg


@dataclass(frozen=True, slots=True)
class Workshop:
    """An event of a cohort with what its programme says of it, and the days planned so far."""

    event: Event
    place: Place
    template: Template | None
    planned: tuple[PlanDay, ...]

    def name(self, language: str) -> str:
        """What the event is called."""
        return event_name(self.template, self.event, language)

    def title(self, language: str) -> str:
        """Event, days and run: what tells it from all others."""
        days = days_words(self.event, language)
        words = days if isinstance(days, str) else Texts.load(language)(days)
        return " · ".join((self.name(language), words, self.place.title(language)))

    def days(self) -> range:
        """The numbers of its days, also of planned ones beyond its length."""
        last = max([self.event.days, *(day.day for day in self.planned)])
        return range(1, last + 1)

    def in_programme(self) -> frozenset[int]:
        """The days that the programme has an agenda for."""
        agendas = self.template.agendas_of(self.event.key) if self.template else ()
        return frozenset(agenda.day for agenda in agendas)

    def date_of(self, day: int) -> dt.date | None:
        """The date of a day; None while it is open."""
        return date_of_day(self.event, day)

    def day_words(self, day: int, language: str) -> Message:
        """The number of a day, with its date if that is known."""
        on = self.date_of(day)
        if on is None:
            return msg("agendas", "Day {number}", number=day)
        return msg("agendas", "Day {number} · {date}", number=day, date=format_date(on, language))


def workshops(db: Database) -> list[Workshop]:
    """Every event of the present cohorts, in the order of their programmes."""
    places = programmes.places(db)
    templates = templates_of(db, {place.run.rid: place.run for place in places}.values())
    events = programmes.events_of_cohorts(db)
    planned: dict[int, list[PlanDay]] = {}
    for day in store.all_days(db):
        planned.setdefault(day.event_rid, []).append(day)
    return [
        Workshop(event, place, templates[place.run.rid], tuple(planned.get(event.rid, ())))
        for place in places
        for event in events.get(place.cohort.rid, ())
    ]


def workshop(db: Database, event_rid: int) -> Workshop | None:
    """One event, also of a run that is archived."""
    event = programmes.event(db, event_rid)
    place = programmes.place(db, event.cohort_rid) if event else None
    if event is None or place is None:
        return None
    return Workshop(event, place, template_of(db, place.run), tuple(store.days(db, event_rid)))


def usual(found: Sequence[Workshop], today: dt.date) -> Workshop | None:
    """Where work most likely goes on: what runs or comes next among those with a plan or agenda."""
    wanted = [one for one in found if one.planned or one.in_programme()]
    coming = [one for one in wanted if one.event.ends_on and one.event.ends_on >= today]
    if coming:
        return min(coming, key=lambda one: one.event.starts_on or today)
    return next(iter(wanted), None) or next(iter(found), None)
