"""The year of 40 cohorts: from the choice of the page to its paint, and each frame of scrolling."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from benchmarks import content
from benchmarks.keys import frames, until_painted
from benchmarks.measuring import Figure, at_part, middle
from benchmarks.windows import program_filled
from coachdesk.features.calendar import service as calendar
from coachdesk.features.calendar.period import Shape
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import find_template
from coachdesk.features.teams import service as teams
from coachdesk.kernel.workspace import Workspace
from coachdesk.start import Program
from coachdesk.ui.context import Target

if TYPE_CHECKING:
    from coachdesk.features.calendar.page import CalendarPage

COHORTS, TEAMS, ROUNDS = 40, 20, 4
OPEN_GOAL_MS, FRAME_MS = 150.0, 1000 / 60
STEP = 47
_LONGEST_WAIT = 3.0


def fill(ws: Workspace) -> None:
    """Four runs of ten cohorts with dates all over this year, and teams that meet each week."""
    template = find_template("vetoa_ja_pitoa")
    assert template is not None
    year = content.TODAY.year
    for run in range(4):
        cohorts = []
        for number in range(COHORTS // 4):
            start = dt.date(year, 1, 11) + dt.timedelta(days=3 * number + 17 * run)
            dates = {
                key: EventDate.of(start + dt.timedelta(days=110 * n))
                for n, key in enumerate(("workshop_1", "workshop_2", "workshop_3"))
            }
            coaches = (f"Valmentaja {number % 7}", f"Valmentaja {run}")
            cohorts.append(NewCohort(f"Alue {run}.{number}", "", coaches, dates))
        programmes.start_run(ws, template, f"Vetoa ja pitoa {run + 1}", cohorts, (year, year))
    for number in range(TEAMS):
        team = teams.add_team(ws, f"Osasto {number + 1}")
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        calendar.add_series(ws, team, calendar.SeriesPlan(number % 5, dt.time(9), first, last))


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """The figures of the calendar."""
    with program_filled(fill) as program:
        return _measure(program, rounds)


def _measure(program: Program, rounds: int) -> list[Figure]:
    shell = program.shell
    opening = until_painted(shell, lambda: shell.navigate(Target("calendar")))
    QTest.qWait(1_000)  # for the holidays
    from coachdesk.features.calendar.page import CalendarPage  # its first import is measured too

    frame = shell.frame
    assert frame is not None
    page = frame.page
    assert isinstance(page, CalendarPage)
    again, steps = [], []
    for _ in range(rounds):
        shell.navigate(Target("today"))
        QTest.qWait(100)
        again.append(until_painted(shell, lambda: _show_again(program, page)))
        steps.append(until_painted(shell, lambda: page.step(1)))
        page.step(-1)
        QTest.qWait(100)
    what = f"{COHORTS} cohorts"
    figures = [
        Figure(f"year opened, {what}", opening, "ms", OPEN_GOAL_MS),
        Figure(f"year read and shown again, {what}", middle(again), "ms", OPEN_GOAL_MS),
        Figure(f"another year shown, {what}", middle(steps), "ms", OPEN_GOAL_MS),
    ]
    for shape in (Shape.YEAR, Shape.LIST):
        page.show_shape(shape)
        QTest.qWait(200)
        view = page.views.stack.currentWidget()
        assert isinstance(view, QTableView)
        times = [one for _ in range(rounds) for one in frames(view, STEP)]
        dropped = sum(one > FRAME_MS for one in times)
        name = f"frame of scrolling the {shape.value}"
        figures += [
            Figure(name, middle(times), "ms"),
            Figure(f"{name}, p99", at_part(times, 0.99), "ms", FRAME_MS),
            Figure(f"{name}, dropped of {len(times)}", dropped, "", 0.0),
        ]
    page.show_shape(Shape.MONTH)
    months = [until_painted(page.views.month, lambda: page.step(1)) for _ in range(2 * rounds)]
    figures.append(Figure(f"another month shown, {what}", middle(months), "ms", OPEN_GOAL_MS))
    page.show_shape(Shape.YEAR)
    figures.append(_cursor(page, rounds))
    return figures


def _show_again(program: Program, page: "CalendarPage") -> None:
    page.refresh()
    program.shell.navigate(Target("calendar"))


def _cursor(page: "CalendarPage", rounds: int) -> Figure:
    view = page.views.year
    view.setFocus()
    arrows = (Qt.Key.Key_Down, Qt.Key.Key_Right) * 5 * rounds
    times = [
        until_painted(view.viewport(), partial(QTest.keyClick, view, arrow)) for arrow in arrows
    ]
    return Figure("arrow key to the cursor painted", middle(times), "ms", 2 * FRAME_MS)
