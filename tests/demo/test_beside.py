"""What stands beside the demo's run refers to what exists and shows what the program can."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.app import open_workspace
from coachdesk.demo.beside import load_beside
from coachdesk.demo.builder import build_demo
from coachdesk.demo.content import load_demo
from coachdesk.demo.runs import template_of
from coachdesk.exchange.reading import read_table
from coachdesk.features.calendar import store as calendar
from coachdesk.features.calendar.contents import rows_of
from coachdesk.features.calendar.model import Collision, findings
from coachdesk.features.calendar.series import Held, meetings, years_of
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.library import own_programmes
from coachdesk.features.surveys import store as surveys
from coachdesk.features.surveys.definition import survey_named
from coachdesk.features.surveys.model import Asks
from coachdesk.features.surveys.reading import Reading, read_answers
from coachdesk.features.tasks import store as tasks
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.counties import counties
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.datafile import DataFileError
from coachdesk.kernel.dates.holidays import holidays_of_years
from coachdesk.kernel.paths import resource
from coachdesk.kernel.small_groups import EXACT_FROM, FLOOR
from coachdesk.kernel.workspace import Workspace
from tests.helpers.workspaces import random_key

BESIDE = load_beside()
NAMES = {team.name for team in load_demo().teams}
SUNDAY, SHROVE_MONDAY = dt.date(2026, 11, 22), dt.date(2027, 2, 8)


@pytest.fixture(scope="module", params=[SUNDAY, SHROVE_MONDAY], ids=str)
def demo(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("demo")
    ws = open_workspace(folder, random_key(), Clock(request.param))
    build_demo(ws)
    yield ws
    ws.close()


def read(key: str) -> Reading:
    told = next(one for one in BESIDE.surveys if one.survey == key)
    return read_answers(read_table(resource("demo", told.answers)), survey_named(key))


# -- the files ----------------------------------------------------------------------------------


def test_what_teams_wrote_stands_under_fields_of_the_programme() -> None:
    fields = {field.key for field in template_of(load_demo().run).fields}
    assert {one.key for one in BESIDE.fields} <= fields
    assert len({one.team for one in BESIDE.fields}) == 2
    assert {one.team for one in BESIDE.fields} | {one.team for one in BESIDE.series} <= NAMES


def test_answers_of_units_show_what_comes_from_a_real_form() -> None:
    reading = read("pre_survey")
    assert not reading.unasked
    assert not reading.unused
    assert 28 <= len(reading.sheets) <= 35
    assert reading.others == 1
    units = [sheet.unit for sheet in reading.sheets]
    assert len(set(units)) == len(units)
    assert set(units) >= NAMES
    answers = [sheet.answers for sheet in reading.sheets]
    areas = {each.code: each.area.fi for each in counties()}
    assert len({areas[one["county"].codes[0]] for one in answers}) == 3
    assert any(len(one) < len(reading.survey.questions) - 1 for one in answers)  # not only wishes
    assert any("klinik på svenska" in one["wishes"].words for one in answers if "wishes" in one)


def test_answers_of_persons_are_of_two_teams_that_are_small() -> None:
    reading = read("team_survey")
    sizes = [sum(s.unit == name for s in reading.sheets) for name in NAMES]
    assert sorted(size for size in sizes if size) == [4, 7]
    assert 4 < FLOOR <= 7 < EXACT_FROM <= len(reading.sheets)


def test_a_slip_in_the_file_is_named(tmp_path: Path) -> None:
    text = resource("demo", "beside.toml").read_text(encoding="utf-8")
    path = tmp_path / "beside.toml"
    path.write_text(text.replace("weekday = 2", "weekday = 7", 1), encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_beside(path)
    assert caught.value.place == "series[1].weekday"


# -- the workspace ------------------------------------------------------------------------------


def test_a_team_has_a_finished_run_behind_it(demo: Workspace) -> None:
    (over,) = programmes.runs(demo.read, archived=True)
    (team_rid,) = programmes.teams_of_run(demo.read, over.rid)
    assert len(programmes.places_of_team(demo.read, team_rid)) == 2
    found = tasks.template_tasks(demo.read, over.rid, team_rid)
    assert found
    assert {task.state for task in found} == {"done"}
    assert all(task.done_on and task.done_on < demo.clock.today() for task in found)


def test_dates_collide_here_and_there(demo: Workspace) -> None:
    entries = [entry for row in rows_of(demo.read, "fi") for entry in row.events]
    years = {entry.first.year for entry in entries}
    found = findings(entries, holidays_of_years(years, "fi"), "fi")
    assert {Collision.HOLIDAY, Collision.SAME_WEEK} <= {one.kind for one in found}
    assert len(found) <= 8
    assert not {Collision.ORDER, Collision.BACKWARDS} & {one.kind for one in found}


def test_one_meeting_is_moved_and_one_is_cancelled(demo: Workspace) -> None:
    series = calendar.all_series(demo.read)
    agreed = calendar.exceptions(demo.read, [one.rid for one in series])
    days = holidays_of_years(years_of(series), "fi")
    held = [each for one in series for each in meetings(one, agreed[one.rid], days)]
    assert len(series) == 3
    assert {(one.every_weeks, one.minutes) for one in series} == {(1, 60), (2, 120)}
    assert [each.held for each in held].count(Held.MOVED) == 1
    assert [each.held for each in held].count(Held.CANCELLED) == 1
    assert all(
        each.on > demo.clock.today() for each in held if each.held in {Held.MOVED, Held.CANCELLED}
    )


def test_both_kinds_of_surveys_are_held_for_the_run(demo: Workspace) -> None:
    waves = surveys.waves(demo.read)
    assert {one.survey.asks for one in waves if one.survey} == {Asks.UNITS, Asks.PERSONS}
    assert all(one.wave.run_rid and one.answers for one in waves)
    present = {team.name for team in teams.list_teams(demo.read)}
    of_units = next(one.wave for one in waves if one.survey and one.survey.asks is Asks.UNITS)
    known = [s for s in surveys.sheets(demo.read, of_units.rid) if s.team_rid is not None]
    assert len(known) == len(present)


def test_her_own_programme_differs_from_the_one_it_came_from(demo: Workspace) -> None:
    (own,) = own_programmes(demo.read)
    assert own.template is not None
    (told,) = BESIDE.own_programmes
    event = own.template.event(told.event)
    assert own.template.name.fi == told.name
    assert event is not None
    assert event.days == told.days
