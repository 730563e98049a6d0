"""Which results of surveys a room may see."""

import pytest

from coachdesk.documents.blocks import BarChart
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.model import Event
from coachdesk.features.surveys import service
from coachdesk.features.surveys.model import Answer, Sheet, Tally
from coachdesk.features.surveys.projecting import SOURCE
from coachdesk.kernel.workspace import Workspace
from tests.features.agendas.plans import workshop
from tests.helpers.workspaces import TODAY


@pytest.fixture
def event(ws: Workspace) -> Event:
    return workshop(ws)


def _wave(ws: Workspace, event: Event, survey: str) -> int:
    place = programmes.place(ws.read, event.cohort_rid)
    assert place is not None
    return service.add_wave(ws, survey, "Wave", TODAY, place.run.rid)


def _titles(ws: Workspace, event: Event) -> list[str]:
    return [offered.title for offered in SOURCE.charts(ws.read, event.rid, "en")]


@pytest.mark.parametrize(("answers", "is_offered"), [(4, False), (9, False), (10, True)])
def test_of_persons_nothing_below_ten_answers(
    ws: Workspace, event: Event, answers: int, *, is_offered: bool
) -> None:
    wave = _wave(ws, event, "staff_pulse")
    service.add_counts(ws, wave, "", {"recovery": Tally(answers, {4: answers})})
    assert bool(_titles(ws, event)) == is_offered


@pytest.mark.parametrize(("units", "is_offered"), [(1, False), (4, False), (5, True)])
def test_of_so_few_units_nothing(
    ws: Workspace, event: Event, units: int, *, is_offered: bool
) -> None:
    wave = _wave(ws, event, "pre_survey")
    for number in range(units):
        sheet = Sheet({"risk_assessment_stage": Answer((1,), "")}, f"Ward {number}")
        service.save_sheet(ws, wave, None, sheet)
    assert bool(_titles(ws, event)) == is_offered


def test_a_chart_has_the_figures_of_the_report_and_no_words(ws: Workspace, event: Event) -> None:
    wave = _wave(ws, event, "staff_pulse")
    service.add_counts(ws, wave, "Ward 4", {"recovery": Tally(12, {4: 9, 5: 3})})
    (offered,) = SOURCE.charts(ws.read, event.rid, "en")
    chart = SOURCE.chart(ws.read, offered.key, "en")
    assert isinstance(chart, BarChart)
    assert [bar.figure for bar in chart.bars if bar.length] == ["75%", "25%"]
    assert "Ward 4" not in repr(chart)
    assert chart.alternative.startswith("Bar chart of 12 answers: ")


def test_waves_of_other_runs_are_not_offered(ws: Workspace, event: Event) -> None:
    wave = service.add_wave(ws, "staff_pulse", "Wave", TODAY, None)
    service.add_counts(ws, wave, "", {"recovery": Tally(12, {4: 12})})
    assert _titles(ws, event) == []
    assert SOURCE.charts(ws.read, 999, "en") == []
    assert SOURCE.chart(ws.read, "gone/recovery", "en") is None
