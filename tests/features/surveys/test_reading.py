"""Tables of answers in the shapes that forms and people make."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.exchange.reading import read_table
from coachdesk.exchange.tables import Table, build_table
from coachdesk.features.surveys.cells import read_cell
from coachdesk.features.surveys.definition import available_surveys, find_survey
from coachdesk.features.surveys.model import Answer, Kind, Question, Survey
from coachdesk.features.surveys.reading import Reading, read_answers
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import LANGUAGES, Texts

CHOSEN = [
    question
    for survey in available_surveys()
    for question in survey.questions
    if question.kind is not Kind.OPEN
]


def _survey(key: str = "pre_survey") -> Survey:
    survey = find_survey(key)
    assert survey is not None
    return survey


def _table(*rows: Sequence[str]) -> Table:
    return build_table(enumerate(rows, start=1))


def _read(*rows: Sequence[str], survey: str = "pre_survey") -> Reading:
    return read_answers(_table(*rows), _survey(survey))


def _question(key: str, survey: str = "pre_survey") -> Question:
    found = _survey(survey).question(key)
    assert found is not None
    return found


@given(st.data())
def test_an_option_is_read_in_every_way_that_it_is_written(data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(CHOSEN))
    option = data.draw(st.sampled_from(question.options))
    label = option.label.in_language(data.draw(st.sampled_from(LANGUAGES)))
    code = option.code
    ways = [
        label, label.upper(), f" {label} ", str(code), f"{code},0", f"{code}.0", f"{code}.",
        f"{label} ({code})", f"{label}({code})", f"{label} [{code}]", f"{code}. {label}",
        f"{code} {label}", f"{code} – {label}", f"({code}) {label}", f"{code}={label}",
    ]  # fmt: skip
    assert read_cell(question, data.draw(st.sampled_from(ways))) == Answer((code,))


@given(st.sampled_from(CHOSEN), st.text(max_size=40))
def test_nothing_that_was_written_is_dropped(question: Question, text: str) -> None:
    answer = read_cell(question, text)
    if text.strip() and text.strip() not in {"-", "–", "—", "...", "…"}:
        separators = set(text.strip()) <= set(";|\n \t,")
        assert answer or (question.kind is Kind.MULTI and separators)


@pytest.mark.parametrize("text", ["9", "2,5", "-1", "0", "Kyllä (2)", "ehkä", "2023", "٣"])
def test_an_answer_outside_the_options_is_kept_as_words(text: str) -> None:
    assert read_cell(_question("follow_up_plans"), text) == Answer(words=text)


@pytest.mark.parametrize(
    ("text", "code"),
    [("Keski-Suomi", 10), ("Keski-Suomen hyvinvointialue (10)", 10), ("Helsingfors stad", 4),
     ("HUS", 5), ("10", 10), ("10,0", 10), ("Lapin HVA", None)],
)  # fmt: skip
def test_counties_as_people_call_them(text: str, code: int | None) -> None:
    expected = Answer((code,)) if code else Answer(words=text)
    assert read_cell(_question("county"), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poissaolot;Vaihtuvuus;", Answer((1, 2))),
        ("Poissaolot (1); Yhteisen ajan puute (4)", Answer((1, 4))),
        ("1,4", Answer((1, 4))),
        ("Frånvaro, Olika engagemang", Answer((1, 5))),
        ("2; sisäilma, kiire", Answer((2,), "sisäilma, kiire")),
        ("5", Answer((5,))),
    ],
)
def test_several_choices_in_one_cell(text: str, expected: Answer) -> None:
    assert read_cell(_question("hindrances", "team_survey"), text) == expected


TITLES: dict[str, Callable[[Question, int], str]] = {
    "finnish": lambda q, n: q.title.fi,
    "swedish, numbered": lambda q, n: f"{n}. {q.title.sv}",
    "english, upper case": lambda q, n: q.title.en.upper(),
    "key": lambda q, n: q.key,
    "number": lambda q, n: str(n),
    "Q number": lambda q, n: f"Q{n}",
    "title (number)": lambda q, n: f"{q.title.fi} ({n})",
    "other words (key)": lambda q, n: f"Kysymys ({q.key})",
    "key: title": lambda q, n: f"{q.key}: {q.title.fi}",
}


@pytest.mark.parametrize("style", sorted(TITLES))
def test_columns_are_matched_by_any_name_of_the_question(style: str) -> None:
    survey = _survey()
    head = [TITLES[style](q, n) for n, q in enumerate(survey.questions, start=1)]
    found = _read(head, ["10", "2", "1", "3", "2", "3", "Lisää aikaa"])
    assert [one.question.key for one in found.columns] == [q.key for q in survey.questions]
    (sheet,) = found.sheets
    assert sheet.answers["county"] == Answer((10,))
    assert sheet.answers["wishes"] == Answer(words="Lisää aikaa")


def test_a_title_above_and_columns_of_no_use() -> None:
    found = _read(
        ["Ennakkokyselyn vastaukset 2023"],
        ["Aikaleima", "Yksikkö", "county", "risk_assessment_stage"],
        ["2023-11-02", "Osasto 4", "Kainuu", "3"],
    )
    assert found.unused == ("Aikaleima",)
    assert found.sheets[0].unit == "Osasto 4"
    assert len(found.unasked) == 5


def test_keys_above_titles() -> None:
    survey = _survey()
    found = _read(
        [q.key for q in survey.questions],
        [q.title.fi for q in survey.questions],
        ["10", "2", "1", "3", "2", "3", "-"],
    )
    assert len(found.rows) == 1
    assert "wishes" not in found.sheets[0].answers


def test_options_in_columns_of_their_own_below_the_question() -> None:
    question = _question("hindrances", "team_survey")
    labels = [option.label.fi for option in question.options]
    found = _read(
        [_question("goal", "team_survey").title.fi, question.title.fi, "", "", "", ""],
        ["Response", *labels],
        ["4", "x", "", "", "x", ""],
        ["Täysin samaa mieltä", "", labels[1], "0", "", "sisäilma"],
        survey="team_survey",
    )
    first, second = found.sheets
    assert first.answers == {"goal": Answer((4,)), "hindrances": Answer((1, 4))}
    assert second.answers["hindrances"] == Answer((2,), "sisäilma")


def test_options_in_brackets_behind_the_question() -> None:
    question = _question("hindrances", "team_survey")
    head = [f"{question.title.en} [{option.label.en}]" for option in question.options]
    found = _read(["goal", *head], ["1", "Yes", "No", "", "1", ""], survey="team_survey")
    assert found.sheets[0].answers["hindrances"] == Answer((1, 4))


def test_a_row_of_codes_is_no_head() -> None:
    found = _read(["county", "2", "3"], ["1", "2", "3"], ["4", "5", "6"])
    assert [row.number for row in found.rows] == [2, 3]


def test_without_any_column_of_the_survey_it_says_so() -> None:
    with pytest.raises(UserError, match="No column of this table"):
        _read(["Nimi", "Ikä"], ["Aino", "40"])


def test_rows_that_are_wrong_are_told_and_others_kept() -> None:
    found = _read(
        ["Yksikkö", "county", "risk_assessment_stage"],
        ["A", "10", "5"],
        ["B", "", ""],
        ["C", "x" * 10_001, "1"],
        ["D" * 600, "10", "1"],
    )
    assert [row.sheet is None for row in found.rows] == [False, True, False, False]
    said = [Texts.load("en")(row.remarks[0]) for row in found.rows]
    assert "“5” is none of the options" in said[0]
    assert "no answer" in said[1]
    assert "10001 characters" in said[2]
    assert "600 characters" in said[3]
    assert found.others == 1


def test_the_same_answers_are_known_again_in_any_order() -> None:
    head = ["county", "risk_assessment_stage"]
    one = _read(head, ["10", "1"], ["3", "2"])
    again = _read(head[::-1], ["2", "Etelä-Savon hyvinvointialue"], ["1,0", "10"])
    other = _read(head, ["10", "1"], ["3", "3"])
    assert one.fingerprint == again.fingerprint != other.fingerprint


def test_formulas_stay_words() -> None:
    found = read_answers(read_table("county\twishes\n10\t=1+1\n"), _survey())
    assert found.sheets[0].answers["wishes"] == Answer(words="=1+1")


def test_reading_tells_how_far_it_is_and_can_be_given_up() -> None:
    told: list[tuple[int, int]] = []
    rows = [["county"], *([["10"]] * 600)]
    read_answers(_table(*rows), _survey(), lambda done, total: told.append((done, total)))
    assert told == [(0, 600), (250, 600), (500, 600)]

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        read_answers(_table(*rows), _survey(), stop)
