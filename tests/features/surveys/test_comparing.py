"""Waves side by side: which ones, on paper and in the workbook, and of persons only enough."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.documents.render import render
from coachdesk.exchange.tables import build_table
from coachdesk.features.surveys import service, store
from coachdesk.features.surveys.model import Wave
from coachdesk.features.surveys.reading import read_answers
from coachdesk.features.surveys.report import Report, as_sheets
from coachdesk.features.surveys.results import WAVES_COMPARED, compared
from coachdesk.handouts.survey_report import HANDOUT, WAVES
from coachdesk.kernel.workspace import Workspace
from tests.documents.reading import faults, page_texts
from tests.features.surveys.files import persons_rows, presurvey_rows, survey_of
from tests.helpers.workspaces import TODAY


def _wave(ws: Workspace, key: str, name: str, rows: list[list[str]]) -> int:
    rid = service.add_wave(ws, key, name, dt.date(2024, 1, 1))
    reading = read_answers(build_table(enumerate(rows)), survey_of(key))
    service.import_answers(ws, rid, reading, again=True)
    return rid


def _report(ws: Workspace, rid: int) -> Report:
    wave = store.wave(ws.read, rid)
    found = store.report(ws.read, wave) if wave else None
    assert found is not None
    return found


def _paper(ws: Workspace, rid: int) -> bytes:
    choices = HANDOUT.usual()
    assert WAVES in choices.options
    data = HANDOUT.collect(ws.read, rid, TODAY, choices)
    assert data is not None
    return render([HANDOUT.compose(data, "en", False)])


@given(st.integers(0, 9), st.integers(0, 8))
def test_at_most_five_waves_and_always_the_one_in_hand(count: int, place: int) -> None:
    waves = [Wave(n, str(n), "s", "1", "", TODAY) for n in range(count)]
    some = compared(waves, place)
    assert len(some) == min(count, WAVES_COMPARED)
    assert list(some) == sorted(some, key=lambda one: one.rid)
    assert place >= count or place in {one.rid for one in some}


def test_units_of_two_waves_are_on_paper_and_in_the_workbook(ws: Workspace) -> None:
    first = _wave(ws, "pre_survey", "Kevät", presurvey_rows())
    assert _report(ws, first).waves == ()
    second = _wave(ws, "pre_survey", "Syksy", presurvey_rows()[:11])
    assert len(_report(ws, second).waves) == 6
    data = _paper(ws, second)
    assert faults(data) == []
    text = " ".join(page_texts(data))
    assert "Compared with other times" in text
    assert "8 · 19.05%" in text
    sheet = as_sheets(_report(ws, second), "en")[-1]
    assert sheet.name == "Compared with other times"
    assert ["", "Kevät", "Syksy"] in sheet.rows
    assert ["Keski-Suomen hyvinvointialue", 8, 0] in [list(row) for row in sheet.rows]


@pytest.mark.parametrize(("size", "words"), [(4, "Fewer than 5"), (9, "5–9 answers")])
def test_a_wave_of_few_persons_has_no_figure_beside_others(
    ws: Workspace, size: int, words: str
) -> None:
    few = _wave(ws, "staff_pulse", "Few", persons_rows(ward=size))
    enough = _wave(ws, "staff_pulse", "Enough", persons_rows(ward=11))
    for rid in (few, enough):
        tables = _report(ws, rid).waves
        assert {one.question.key for one in tables} == {"recovery", "meaning", "recommend"}
        for table in tables:
            hidden, shown = table.columns
            assert (hidden.n, hidden.rows, shown.n) == (None, (), 11)
        sheet = as_sheets(_report(ws, rid), "en")[-1]
        assert sheet.name == "Compared with other times"
        assert all(not isinstance(row[1], int) for row in sheet.rows if len(row) > 1)
        assert faults(_paper(ws, rid)) == []
        assert words in " ".join(page_texts(_paper(ws, rid)))


def test_nothing_is_compared_where_nothing_may_be_shown(ws: Workspace) -> None:
    _wave(ws, "staff_pulse", "One", persons_rows(ward=4))
    last = _wave(ws, "staff_pulse", "Two", persons_rows(ward=8))
    assert _report(ws, last).waves == ()
