"""Days for tests: blocks, teams, and a workshop with a plan in a real workspace."""

import datetime as dt
from typing import Any

from coachdesk.documents.blocks import Bar, BarChart, Scatter, ScatterPoint
from coachdesk.features.agendas import service
from coachdesk.features.agendas.model import Contents
from coachdesk.features.programmes.model import Event
from coachdesk.features.projector.model import (
    BLANK,
    AgendaRow,
    AgendaSlide,
    ChartSlide,
    ClockSlide,
    DayBlock,
    Kind,
    Now,
    OrderRow,
    OrderSlide,
    Slide,
    State,
    TextSlide,
)
from coachdesk.features.teams.model import Team
from coachdesk.kernel.workspace import Workspace
from tests.features.agendas.plans import workshop

MOMENT = dt.datetime(2026, 12, 10, 8, 10, tzinfo=dt.UTC)
"""Ten past ten on the day of the workshop, in Finland."""
SECRET, INSTRUCTIONS = "Coaches agree on the difficult team", "Watch the supervisor of ward 4"


def planned(ws: Workspace, *names: str) -> Event:
    """A workshop of some teams whose first day begins at nine and has four blocks."""
    event = workshop(ws, *(names or ("Ward 4", "Home care", "Family team")))
    day = service.make_empty(ws, event.rid, 1, "en")
    blocks = (
        Contents("Opening", 60, goal="Everyone knows why", instructions=INSTRUCTIONS),
        Contents("Round of sharing", 30, goal="Learn from each other", by_team=True),
        Contents(SECRET, 15, goal=SECRET, coach_only=True),
        Contents("Lunch", 45),
    )
    for block in blocks:
        service.add_block(ws, day, block)
    return event


def team(rid: int, name: str, *, off_projector: bool = False) -> Team:
    return Team(rid, f"t{rid}", name, off_projector=off_projector)


def held_day(event: Event, **more: Any) -> Now:
    """The second block runs, five minutes late; then comes one for coaches only."""
    blocks = (
        DayBlock("Opening", 540, 605, state=State.DONE),
        DayBlock("Round of sharing", 605, 635, state=State.NOW),
        DayBlock(SECRET, 635, 650, goal=SECRET, coach_only=True),
        DayBlock("Lunch", 650, 695),
    )
    ends = MOMENT + dt.timedelta(minutes=25)
    return Now(event.rid, 1, blocks, ends)._replace(**more)


def slides(words: str = "Round of sharing", count: int = 8) -> list[Slide]:
    """One of each kind, with so many rows of these words."""
    ends = MOMENT + dt.timedelta(minutes=70)
    states = [State.DONE, State.NOW, *[State.COMING] * count][:count]
    rows = tuple(AgendaRow("10.05", words, state) for state in states)
    bars = tuple(Bar(words, float(n), f"{n} %") for n in range(count))
    points = tuple(ScatterPoint(str(n), n / count, 1 - n / count) for n in range(count))
    quarters = (words, words, words, words)
    return [
        AgendaSlide(words, rows, "en"),
        ClockSlide(words, ends, "time left", "The time is up", f"Next 11.00: {words}", "en"),
        ClockSlide(words, None, "time left", "The time is up", "", "en"),
        TextSlide(Kind.QUESTION, "", (words,) * count, "en"),
        TextSlide(Kind.GOALS, "Goals of the day", (words,) * count, "en"),
        ChartSlide(words, BarChart(bars, words), "en"),
        ChartSlide(words, Scatter(points, words, words, quarters, words), "en"),
        OrderSlide(words, tuple(OrderRow(words, s) for s in states), ends, "left", "up", "en"),
        OrderSlide(words, tuple(OrderRow(words, s) for s in states), None, "left", "up", "en"),
        BLANK,
    ]
