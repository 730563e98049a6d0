"""The runs of the demo name what there is, and stand in time as they are told."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachdesk.demo.beside import load_beside
from coachdesk.demo.content import load_demo
from coachdesk.demo.runs import DemoEvent, DemoRun, read_run, template_of
from coachdesk.features.programmes.model import Timing
from coachdesk.features.teams.counties import areas
from coachdesk.kernel.datafile import DataFileError, Table

DEMO = load_demo()
RUNS = (DEMO.run, *load_beside().runs)
TODAY = dt.date(2026, 11, 22)

each_run = pytest.mark.parametrize("run", RUNS, ids=lambda run: run.template)


@each_run
def test_every_cohort_tells_every_event_of_its_programme(run: DemoRun) -> None:
    template = template_of(run)
    for cohort in run.cohorts:
        assert [event.key for event in cohort.events] == [event.key for event in template.events]
        assert cohort.area in {area.fi for area in areas()}
        assert cohort.coaches
        for event in cohort.events:
            known = template.event(event.key)
            assert not event.follows or (known and known.after)


@each_run
def test_the_teams_of_a_run_are_those_of_the_demo(run: DemoRun) -> None:
    names = [name for cohort in run.cohorts for name in cohort.teams]
    assert len(set(names)) == len(names)
    assert set(names) <= {team.name for team in DEMO.teams}


@example(dt.date(2028, 3, 16))
@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)))
def test_days_lie_in_the_years_of_the_run(today: dt.date) -> None:
    for run in RUNS:
        first, last = run.years(today)
        days = [e.date(today).day for cohort in run.cohorts for e in cohort.events]
        assert first <= min(day.year for day in days if day)
        assert last >= max(day.year for day in days if day)


def test_all_ways_to_date_an_event_are_shown() -> None:
    events = [event for run in RUNS for cohort in run.cohorts for event in cohort.events]
    assert {event.date(TODAY).timing for event in events} == set(Timing)
    assert any(event.holiday is not None for event in events)


def test_an_event_is_dated_as_it_is_told() -> None:
    def told(
        starts: int | None = None, week: int | None = None, holiday: int | None = None
    ) -> DemoEvent:
        return DemoEvent("a", starts, week, holiday, follows=False, days=2, place="")

    assert told(starts=11).date(TODAY).day == dt.date(2026, 12, 3)
    assert told(week=1).date(TODAY).day == dt.date(2026, 11, 23)
    assert told(week=0).date(TODAY).day == dt.date(2026, 11, 16)
    assert told(holiday=160).date(TODAY).day == dt.date(2027, 5, 6)
    assert told().date(TODAY).timing is Timing.OPEN


def test_an_event_is_dated_in_one_way() -> None:
    text = """
        template = "x"
        name = "X"
        begins = 0
        ends = 0
        [[cohorts]]
        area = "Itä-Suomi"
        events = [{ key = "a", days = 1, starts = 3, follows = true }]
    """
    with pytest.raises(DataFileError) as caught:
        read_run(Table.parse(text, Path("demo.toml")))
    assert caught.value.place == "cohorts[1].events[a].key"
