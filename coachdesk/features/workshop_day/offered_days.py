"""The days that can be held, and how the one in hand is called."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coachdesk.features.agendas import store as agendas
from coachdesk.features.agendas.model import plan_of
from coachdesk.features.agendas.places import Workshop, usual, workshops
from coachdesk.features.agendas.words import clock_words
from coachdesk.features.programmes import store as programmes
from coachdesk.features.workshop_day import store
from coachdesk.features.workshop_day.model import HeldDay
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_time
from coachdesk.kernel.dates.zone import wall_time
from coachdesk.kernel.text import Message, msg, plural

NO_PLAN = msg(
    "workshop_day",
    "This day has no plan. It can be held without one: notes and attendance are kept.",
)
NO_TEAMS = msg("workshop_day", "No team takes part yet; there is a note of the whole workshop.")


class DayOffer(NamedTuple):
    """A day of a workshop, begun (`held`) or not yet."""

    workshop: Workshop
    day: int
    held: HeldDay | None = None

    @property
    def place(self) -> tuple[int, int]:
        """The event and the number of the day."""
        return self.workshop.event.rid, self.day


def offers(db: Database) -> list[DayOffer]:
    """Every day of the present workshops, in the order of their programmes."""
    return [
        DayOffer(one, number, store.held_day(db, one.event.rid, number))
        for one in workshops(db)
        for number in one.days()
    ]


def usual_offer(found: Sequence[DayOffer], today: dt.date) -> DayOffer | None:
    """What she most likely means: what runs, what is today, else what comes next.

    A day of an earlier date that she forgot to end gives way to what is today.
    """
    todays = [one for one in found if one.workshop.date_of(one.day) == today]
    running = [one for one in found if one.held and one.held.ended_at is None]
    fresh = [one for one in running if one in todays or (one.held and one.held.held_on == today)]
    if fresh or (running and not todays):
        return max(fresh or running, key=_began)
    if todays:
        return todays[0]
    likely = usual([one.workshop for one in found], today)
    of_it = [one for one in found if likely and one.workshop.event.rid == likely.event.rid]
    return next((one for one in of_it if one.held is None), None) or next(iter(of_it), None)


def _began(offer: DayOffer) -> dt.datetime:
    return offer.held.started_at if offer.held else dt.datetime.min.replace(tzinfo=dt.UTC)


def title_of(workshop: Workshop, day: int, language: str) -> Message:
    """What the day is called: workshop, day, place."""
    name, place = workshop.name(language), workshop.event.place
    if place:
        return msg("workshop_day", "{name} · day {day} · {place}", name=name, day=day, place=place)
    return msg("workshop_day", "{name} · day {day}", name=name, day=day)


def facts(db: Database, offer: DayOffer, language: str) -> Iterator[Message]:
    """What there is for a day: where the day before ended, its plan, its teams."""
    yield from _day_before(db, offer, language)
    planned = agendas.day_at(db, *offer.place)
    if planned is not None:
        plan = plan_of(planned, agendas.blocks(db, planned.rid))
        count = len(plan.slots)
        yield plural(
            "workshop_day", "Planned {begins}–{ends}, {count} block",
            "Planned {begins}–{ends}, {count} blocks", count,
            begins=clock_words(plan.begins, language), ends=clock_words(plan.ends, language),
        )  # fmt: skip
    else:
        yield NO_PLAN
    teams = len(programmes.team_rids(db, offer.workshop.place.cohort.rid))
    if teams:
        yield plural("workshop_day", "{count} team", "{count} teams", teams)
    else:
        yield NO_TEAMS


def _day_before(db: Database, offer: DayOffer, language: str) -> Iterator[Message]:
    before = store.held_day(db, offer.workshop.event.rid, offer.day - 1)
    if before is None:
        return
    if before.ended_at is None:
        yield msg("workshop_day", "Day {day} has not been ended yet.", day=before.day)
        return
    time = format_time(wall_time(before.ended_at), language)
    missed = [block.title for block in store.blocks(db, before.rid) if block.began_at is None]
    titles = ", ".join(filter(None, missed))
    if titles:
        yield msg("workshop_day", "Day {day} ended at {time}. Not held: {titles}",
                  day=before.day, time=time, titles=titles)  # fmt: skip
    else:
        yield msg("workshop_day", "Day {day} ended at {time}.", day=before.day, time=time)
    waiting = sum(not line.settled for line in store.parked(db, before.rid))
    if waiting:
        yield plural("workshop_day", "{count} line is still in the parking lot.",
                     "{count} lines are still in the parking lot.", waiting)  # fmt: skip
