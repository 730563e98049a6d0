"""Surveys as data: those that ship, one more file, and files that are wrong."""

from pathlib import Path

import pytest

from coachdesk.features.surveys.cells import plain
from coachdesk.features.surveys.definition import (
    available_surveys,
    find_survey,
    read_definition,
    survey_named,
)
from coachdesk.features.surveys.model import Asks, Kind, Survey, tallies
from coachdesk.features.surveys.results import survey_results
from coachdesk.kernel.datafile import DataFileError
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import LANGUAGES

GOOD = """
schema = 1
key = "lunch"
version = "1"
asks = "units"
name = { fi = "Lounas", sv = "Lunch", en = "Lunch" }
description = { fi = "Miten?", sv = "Hur?", en = "How?" }

[[scales]]
key = "taste"
options = [
    { code = 1, label = { fi = "Hyvä", sv = "God", en = "Good" } },
    { code = 0, label = { fi = "Huono", sv = "Dålig", en = "Bad" } },
]

[[questions]]
key = "soup"
kind = "scale"
scale = "taste"
title = { fi = "Keitto?", sv = "Soppa?", en = "Soup?" }
help = { fi = "Tänään", sv = "I dag", en = "Today" }
"""

TWIN = """
[[questions]]
key = "soup"
kind = "open"
title = { fi = "a", sv = "b", en = "c" }
"""


def _written(folder: Path, text: str) -> Path:
    path = folder / "lunch.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_surveys_that_ship() -> None:
    assert [(one.key, one.asks) for one in available_surveys()] == [
        ("pre_survey", Asks.UNITS),
        ("staff_pulse", Asks.PERSONS),
        ("team_survey", Asks.PERSONS),
        ("workshop_feedback", Asks.PERSONS),
    ]


@pytest.mark.parametrize("survey", available_surveys(), ids=lambda one: one.key)
def test_titles_and_labels_tell_questions_and_options_apart(survey: Survey) -> None:
    for language in LANGUAGES:
        titles = [plain(one.title.in_language(language)) for one in survey.questions]
        assert len(set(titles)) == len(titles)
    for question in survey.questions:
        by_label: dict[str, int] = {}
        for option in question.options:
            for language in LANGUAGES:
                label = plain(option.label.in_language(language))
                assert by_label.setdefault(label, option.code) == option.code
        assert bool(question.options) == (question.kind is not Kind.OPEN)


def test_the_instruments_own_words() -> None:
    survey = find_survey("pre_survey")
    assert survey is not None
    assert [one.title.fi for one in survey.questions] == [
        "Mitä hyvinvointialuetta edustat?",
        "Missä vaiheessa olette menossa riskinarvioinnissa?",
        "Koetteko että tarvitsette tukea riskinarviointiin?",
        "Missä vaiheessa olette menossa työpaikkaselvityksessä?",
        "Koetteko että tarvitsette tukea työpaikkaselvityksen tekemiseen?",
        "Onko riskinarvioinnin ja työpaikkaselvityksen pohjalta tehty jatkosuunnitelmia?",
        "Toiveita/kysymyksiä Teams-klinikoille?",
    ]
    assert [option.label.fi for option in survey.questions[5].options] == [
        "Kyllä", "Ei", "Työn alla",
    ]  # fmt: skip
    assert len(survey.questions[0].options) == 23


def test_another_survey_is_one_file_and_no_code(tmp_path: Path) -> None:
    _written(tmp_path, GOOD)
    (survey,) = available_surveys(tmp_path)
    (question,) = survey.questions
    assert [option.code for option in question.options] == [1, 0]
    (result,) = survey_results(survey, tallies(survey, []))
    assert [row.count for row in result.rows] == [0, 0]


def test_a_broken_file_is_left_out_and_stops_nothing(tmp_path: Path) -> None:
    _written(tmp_path, GOOD)
    (tmp_path / "broken.toml").write_text("schema = 1\nkey =", encoding="utf-8")
    assert [one.key for one in available_surveys(tmp_path)] == ["lunch"]


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("schema = 1", "schema = 2", "schema"),
        ('asks = "units"', 'asks = "dogs"', "asks"),
        ('kind = "scale"', 'kind = "guess"', "kind"),
        ('scale = "taste"', 'scale = "smell"', "scale"),
        ("code = 0", "code = 1", "code"),
        ("code = 0", "code = -1", "code"),
        (', sv = "Soppa?"', "", "title.sv"),
        ('key = "soup"', 'key = "soup"\nextra = 1', "extra"),
        ("[[questions]]", f"{TWIN}\n[[questions]]", "key"),
        (GOOD[GOOD.index("[[questions]]") :], "", "questions"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, before: str, after: str, place: str
) -> None:
    assert before in GOOD
    path = _written(tmp_path, GOOD.replace(before, after))
    with pytest.raises(DataFileError) as caught:
        read_definition(path)
    assert caught.value.place.endswith(place)
    assert caught.value.file == path


def test_a_survey_is_found_by_key_or_any_name() -> None:
    for name in ("pre_survey", "Ennakkokysely", "förhandsenkät", "Pre-survey", "PRE_SURVEY"):
        assert survey_named(name).key == "pre_survey"
    with pytest.raises(UserError, match="There are: pre_survey"):
        survey_named("x")


def test_short_titles_are_read_and_checked(tmp_path: Path) -> None:
    found = read_definition(_written(tmp_path, GOOD + 'aliases = ["Soppa", "Keitto"]\n'))
    assert found.questions[0].aliases == ("Soppa", "Keitto")
    for wrong in ('aliases = ["–"]', 'aliases = "Soppa"', "aliases = [1]"):
        with pytest.raises(DataFileError, match=r"questions\[soup\]\.aliases"):
            read_definition(_written(tmp_path, f"{GOOD}{wrong}\n"))
