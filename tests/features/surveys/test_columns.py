"""Short titles, titles that may mean several questions, and columns that are said by hand."""

from collections.abc import Sequence

import pytest

from coachdesk.exchange.tables import build_table
from coachdesk.features.surveys.columns import NOT_USED, UNIT_COLUMN, ByHand
from coachdesk.features.surveys.definition import available_surveys
from coachdesk.features.surveys.model import Answer
from coachdesk.features.surveys.reading import Reading, read_answers
from coachdesk.features.surveys.titles import Titles, names_unit
from coachdesk.kernel.text import Texts
from tests.features.surveys.files import survey_of

SHORT = ("Hyvinvointialue", "Vaihe", "Tuki", "Vaihe", "Tuki", "Jatkosuunnitelmat")
ROW = ("Kainuu", "3", "1", "2", "2", "Työn alla")


def _read(
    *rows: Sequence[str], by_hand: ByHand | None = None, survey: str = "pre_survey"
) -> Reading:
    return read_answers(build_table(enumerate(rows, start=1)), survey_of(survey), by_hand=by_hand)


def _keys(reading: Reading) -> dict[int, str]:
    return {one.column: one.question.key for one in reading.columns}


@pytest.mark.parametrize(
    "head",
    [
        ("Hyvinvointialue", "Riskinarvioinnin vaihe", "Tuki riskinarviointiin"),
        ("Välfärdsområde", "Riskbedömningens skede", "STÖD FÖR RISKBEDÖMNINGEN"),
        ("County", "2. Stage of risk assessment", "Support for risk assessment (1–2)"),
        ("HVA", "Riskinarviointi:", "Tuki riskinarviointiin (risk_assessment_support)"),
    ],
)
def test_short_titles_are_recognised(head: tuple[str, ...]) -> None:
    found = _read(head, ("Kainuu", "3", "1"))
    assert _keys(found) == {0: "county", 1: "risk_assessment_stage", 2: "risk_assessment_support"}


@pytest.mark.parametrize("survey", available_surveys(), ids=lambda one: one.key)
def test_a_short_title_means_its_question_or_is_in_doubt(survey: object) -> None:
    found = next(one for one in available_surveys() if one == survey)
    titles = Titles(found)
    for question in found.questions:
        assert question.aliases
        for alias in question.aliases:
            assert question in titles.named(alias)
            assert not names_unit(alias)


def test_what_may_mean_several_questions_is_not_used_and_told() -> None:
    found = _read(SHORT, ROW)
    assert _keys(found) == {0: "county", 5: "follow_up_plans"}
    assert found.unsure == ("Vaihe", "Tuki", "Vaihe", "Tuki")
    (told,) = (Texts.load("en")(one) for one in found.warnings)
    assert told.endswith("Vaihe; Tuki")


def test_a_cut_title_that_several_questions_begin_with_is_in_doubt() -> None:
    found = _read(("county", "Missä vaiheessa olette"), ("1", "2"))
    assert _keys(found) == {0: "county"}
    assert found.unsure == ("Missä vaiheessa olette",)


def test_what_is_said_by_hand_comes_first() -> None:
    said = {
        1: "risk_assessment_stage", 2: "risk_assessment_support", 3: "workplace_survey_stage",
        4: "workplace_survey_support", 0: UNIT_COLUMN, 5: NOT_USED,
    }  # fmt: skip
    found = _read(SHORT, ROW, by_hand=said)
    assert _keys(found) == {n: key for n, key in said.items() if n in {1, 2, 3, 4}}
    assert found.unit == 0
    assert not found.unsure
    (sheet,) = found.sheets
    assert sheet.unit == "Kainuu"
    assert sheet.answers["workplace_survey_stage"] == Answer((2,))


def test_of_two_columns_said_to_be_one_question_the_later_word_counts() -> None:
    head, row = ("county", "A", "B"), ("7", "8", "9")
    assert _keys(_read(head, row, by_hand={1: "county"})) == {1: "county"}
    assert _keys(_read(head, row, by_hand={1: "county", 2: "county"})) == {2: "county"}
    assert _keys(_read(head, row, by_hand={2: "county", 1: "county"})) == {1: "county"}


def test_marks_for_options_are_said_column_by_column() -> None:
    head = ("goal", "Poissaolot", "Vaihtuvuus", "Yhteisen ajan puute")
    said = {1: "hindrances", 3: "hindrances"}
    found = _read(
        head, ("1", "x", "x", ""), ("2", "x", "", "x"), by_hand=said, survey="team_survey"
    )
    assert [one.answers["hindrances"] for one in found.sheets] == [Answer((1,)), Answer((1, 4))]


def test_a_table_that_fits_nowhere_is_read_by_hand() -> None:
    head, row = ("Nimi", "3"), ("Osasto 4", "2")
    nothing = _read(head, row, by_hand={})
    assert (nothing.columns, nothing.sheets) == ((), [])
    assert "No column of this table" in Texts.load("en")(nothing.warnings[0])
    found = _read(head, row, by_hand={0: UNIT_COLUMN, 1: "risk_assessment_stage"})
    (sheet,) = found.sheets
    assert (sheet.unit, sheet.answers["risk_assessment_stage"]) == ("Osasto 4", Answer((2,)))


def test_words_about_columns_that_are_not_there_do_no_harm() -> None:
    found = _read(("county",), ("7",), by_hand={9: "wishes", 8: UNIT_COLUMN, 0: "gone"})
    assert (found.columns, found.unit) == ((), None)
