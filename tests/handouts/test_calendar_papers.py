"""The year clock and the date sheet in every language, and what they must not leave out."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coachdesk.app import MIGRATIONS
from coachdesk.documents.blocks import Timeline
from coachdesk.features.calendar import schema
from coachdesk.features.calendar import service as calendar
from coachdesk.features.printing.model import Choices, Handout, Order
from coachdesk.features.printing.service import compose_documents, make_file
from coachdesk.features.programmes import service
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.teams import service as teams
from coachdesk.handouts import date_sheet, year_clock
from tests.documents.reading import faults, page_texts, reader
from tests.features.calendar.home import Home, event_of, fill, template
from tests.handouts.golden import check_golden, page_lines
from tests.helpers.workspaces import TODAY, open_workspace

HANDOUTS: dict[str, Handout[Any]] = {
    module.HANDOUT.key: module.HANDOUT for module in (year_clock, date_sheet)
}
LANGUAGES = ["fi", "sv", "en"]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    own = [] if schema.migrations in MIGRATIONS else [schema.migrations]
    workspace = open_workspace(tmp_path / "data", migrations=[*MIGRATIONS, *own])
    filled = fill(workspace)
    calendar.cancel_meeting(workspace, filled.series, dt.date(2027, 1, 18))
    calendar.move_meeting(
        workspace, filled.series, dt.date(2027, 2, 1), dt.date(2027, 2, 4), dt.time(13, 30)
    )
    yield filled
    workspace.close()


def made(
    home: Home, key: str, language: str = "en", choices: Choices | None = None,
    rid: int | None = None, *, large_print: bool = False,
) -> bytes:  # fmt: skip
    handout = HANDOUTS[key]
    subject = rid or (home.run if key == "year_clock" else home.ward)
    order = Order(
        handout, (subject,), language, large_print=large_print,
        choices=handout.usual() if choices is None else choices,
    )  # fmt: skip
    return make_file(compose_documents(home.ws.read, order, TODAY), f"{key}.pdf").data


def text(*args: Any, **kwargs: Any) -> str:
    return " ".join(page_texts(made(*args, **kwargs)))


@pytest.mark.parametrize("key", sorted(HANDOUTS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_conforms_and_says_what_it_should(home: Home, key: str, language: str) -> None:
    data = made(home, key, language)
    assert faults(data) == []
    root: Any = reader(data).trailer["/Root"]
    assert root["/Lang"] == language
    check_golden(f"{key}.{language}", page_lines(data))


@pytest.mark.parametrize("key", sorted(HANDOUTS))
def test_large_print_keeps_every_date(home: Home, key: str) -> None:
    data = made(home, key, large_print=True)
    assert faults(data) == []
    large = " ".join(page_texts(data))
    for date in ("14–15 Jan", "5–6 May", "week 40"):
        assert date in large


@pytest.mark.parametrize("key", sorted(HANDOUTS))
def test_what_is_left_out_is_said(home: Home, key: str) -> None:
    data = made(home, key, choices=Choices())
    assert faults(data) == []
    assert "Left out of this paper:" in " ".join(page_texts(data))


def test_the_year_clock_lies_on_its_side_and_fits_one_page_for_two_cohorts(home: Home) -> None:
    pages = reader(made(home, "year_clock", choices=Choices())).pages
    assert len(pages) == 1
    box = pages[0].mediabox
    assert box.width > box.height


def test_the_year_clock_shows_phases_events_weeks_and_holidays(home: Home) -> None:
    data = year_clock.collect(home.ws.read, home.run, TODAY, Choices())
    assert data is not None
    document = year_clock.compose(data, "en", False)
    (timeline,) = [block for block in document.blocks if isinstance(block, Timeline)]
    assert [row.label for row in timeline.rows] == ["East", "South"]
    assert [tick.text for tick in timeline.ticks][:3] == ["1", "2", "3"]
    assert len(timeline.scale) == 12
    assert len(timeline.lines) == 15
    assert [mark.text for mark in timeline.rows[0].marks][:3] == [
        "Workshop 1", "Workshop 2", "Workshop 3",
    ]  # fmt: skip
    assert timeline.rows[0].marks[2].is_open
    assert min(bar.start for row in timeline.rows for bar in row.bars) >= 0
    assert max(bar.end for row in timeline.rows for bar in row.bars) <= 1


def test_a_school_year_is_one_drawing_and_two_years_are_two(home: Home) -> None:
    autumn = {
        "workshop_1": EventDate.of(dt.date(2026, 9, 8)),
        "workshop_2": EventDate.of(dt.date(2026, 12, 1)),
        "workshop_3": EventDate.of(dt.date(2027, 3, 2)),
        "spreading_event": EventDate.of(dt.date(2027, 5, 18)),
    }
    run = service.start_run(home.ws, template(), "School year", [NewCohort(dates=autumn)])
    drawn = text(home, "year_clock", rid=run)
    assert drawn.index("Sep") < drawn.index("Jan")
    data = year_clock.collect(home.ws.read, run, TODAY, Choices())
    assert data is not None
    events = [e for row in data.rows["en"] for e in row.events]
    assert year_clock.year_starts(events) == [dt.date(2026, 9, 1)]
    late = next(e for e in events if e.title == "Spreading event")
    service.move_event(home.ws, late.rid, EventDate.of(dt.date(2027, 11, 2)))
    data = year_clock.collect(home.ws.read, run, TODAY, Choices())
    assert data is not None
    events = [e for row in data.rows["en"] for e in row.events]
    assert year_clock.year_starts(events) == [dt.date(2026, 1, 1), dt.date(2027, 1, 1)]
    assert faults(made(home, "year_clock", rid=run)) == []


def test_forty_cohorts_go_over_several_pages(home: Home) -> None:
    for number in range(38):
        service.add_cohort(home.ws, home.run, NewCohort(f"Area {number} of the west"))
    data = made(home, "year_clock", choices=Choices())
    assert faults(data) == []
    said = " ".join(page_texts(data))
    assert all(f"Area {number} of" in said for number in range(38))


def test_a_run_without_dates_says_so(home: Home) -> None:
    for cohort in (home.east, home.south):
        for key in ("workshop_1", "workshop_2", "workshop_3", "spreading_event"):
            service.move_event(home.ws, event_of(home, key, cohort).rid, EventDate.open())
    data = made(home, "year_clock")
    assert faults(data) == []
    assert "No event has a date yet." in " ".join(page_texts(data))


def test_meetings_tell_what_was_agreed_otherwise(home: Home) -> None:
    said = text(home, "date_sheet")
    assert "Tue 19 Jan 2027 3 cancelled" in said
    assert "Thu 4 Feb 2027 5 13:30–15:30 moved from Tue 2 Feb" in said
    assert "Every 2 weeks, Tuesday 09:00, 120 minutes, R2" in said


def test_a_meeting_skipped_for_a_holiday_is_named(home: Home) -> None:
    plan = calendar.SeriesPlan(3, dt.time(9), dt.date(2027, 5, 3), dt.date(2027, 5, 9))
    calendar.add_series(home.ws, home.ward, plan)
    assert "no meeting: Ascension Day" in text(home, "date_sheet")


def test_a_team_of_which_nothing_is_known(home: Home) -> None:
    rid = teams.add_team(home.ws, "Empty")
    data = made(home, "date_sheet", rid=rid)
    assert faults(data) == []
    assert "Nothing has a date yet." in " ".join(page_texts(data))
