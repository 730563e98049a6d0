"""The two tables that were really published, the rounding, and breakdowns."""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.surveys.definition import find_survey
from coachdesk.features.surveys.model import (
    Answer,
    Asks,
    Sheet,
    StoredSheet,
    Survey,
    Tally,
    Wave,
    tallies,
)
from coachdesk.features.surveys.results import (
    By,
    by_place,
    by_wave,
    percent,
    question_result,
    survey_results,
)
from coachdesk.kernel.small_groups import Shown
from tests.features.surveys.real import PUBLISHED, TODAY, presurvey_sheets

SURVEY = find_survey("pre_survey")
assert SURVEY is not None


def _published(key: str) -> list[tuple[int, int, Decimal]]:
    return [
        (int(row["code"]), int(row["count"]), Decimal(row["percent"]))
        for row in csv.DictReader(io.StringIO(PUBLISHED))
        if row["question"] == key
    ]


@pytest.mark.parametrize(("key", "total"), [("county", 42), ("risk_assessment_stage", 41)])
def test_the_published_tables_come_out_exactly(key: str, total: int) -> None:
    survey = _survey()
    found = {
        one.question.key: one for one in survey_results(survey, tallies(survey, presurvey_sheets()))
    }
    result = found[key]
    assert result.n == total
    assert [(r.code, r.count, r.percent) for r in result.rows] == _published(key)
    assert all(str(r.percent).partition(".")[2] in {f"{n:02}" for n in range(100)}
               for r in result.rows)  # fmt: skip


def _survey() -> Survey:
    assert SURVEY is not None
    return SURVEY


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_per_cent_is_rounded_half_up(pair: tuple[int, int]) -> None:
    count, total = pair
    found = percent(count, total)
    exact = Fraction(100 * count, total)
    assert Fraction(found) - Fraction(1, 200) <= exact < Fraction(found) + Fraction(1, 200)
    assert found.as_tuple().exponent == -2


def test_per_cent_of_nothing() -> None:
    assert percent(0, 0) == Decimal("0.00")
    assert percent(1, 800) == Decimal("0.13")  # 0.125: half goes up


def test_zero_rows_are_kept_and_other_answers_counted() -> None:
    question = _survey().questions[1]
    result = question_result(Asks.UNITS, question, Tally(3, {2: 1}, 2, ("ei tiedossa", "?")))
    assert [(row.code, row.count) for row in result.rows] == [
        (1, 0), (2, 1), (3, 0), (4, 0), (None, 2),
    ]  # fmt: skip
    assert result.texts == ("ei tiedossa", "?")
    assert result.rows[-1].percent == Decimal("66.67")


def _stored(*rows: Mapping[str, Answer]) -> list[StoredSheet]:
    return [StoredSheet(n, Sheet(answers)) for n, answers in enumerate(rows)]


def test_units_by_area_take_their_counties_answer_else_that_of_the_team() -> None:
    stage = "risk_assessment_stage"
    sheets = _stored(
        {"county": Answer((10,)), stage: Answer((1,))},
        {"county": Answer((3,)), stage: Answer((2,))},
        {"county": Answer(words="Ahvenanmaa"), stage: Answer((2,))},
        {stage: Answer((4,))},
    )
    sheets[3] = StoredSheet(3, sheets[3].sheet, team_rid=1, county=13)
    table = by_place(_survey(), _survey().questions[1], sheets, By.AREA)
    names = [
        getattr(one.names[0], "fi", getattr(one.names[0], "source", "")) for one in table.columns
    ]
    assert names == ["Itä-Suomi", "Pohjois-Suomi", "Not told", "Total"]
    assert [one.n for one in table.columns] == [2, 1, 1, 4]
    assert [row.count for row in table.columns[-1].rows] == [1, 2, 0, 1]
    by_county = by_place(_survey(), _survey().questions[1], sheets, By.COUNTY)
    assert len(by_county.columns) == 5


def test_every_column_of_a_breakdown_has_all_lines() -> None:
    stage = "risk_assessment_stage"
    sheets = _stored(
        {"county": Answer((10,)), stage: Answer(words="kesken")},
        {"county": Answer((3,)), stage: Answer((7,))},  # an option of another version
    )
    table = by_place(_survey(), _survey().questions[1], sheets, By.COUNTY)
    assert {len(one.rows) for one in table.columns} == {len(table.labels)} == {6}


def test_waves_side_by_side_hide_what_is_too_small() -> None:
    pulse = find_survey("staff_pulse")
    assert pulse is not None
    waves = [
        (Wave(n, "", pulse.key, "", f"Wave {n}", TODAY), Tally(size, {5: size}, other))
        for n, (size, other) in enumerate([(12, 0), (9, 3), (4, 0)])
    ]
    table = by_wave(pulse, pulse.questions[0], waves)
    assert [one.shown for one in table.columns] == [Shown.EXACT, Shown.COARSE, Shown.HIDDEN]
    assert [one.n for one in table.columns] == [12, None, None]
    assert [one.rows for one in table.columns[1:]] == [(), ()]
    assert len(table.labels) == 5  # "other" of the small wave is not told
