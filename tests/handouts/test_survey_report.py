"""The report of a survey: conforming, complete, protected, as kept in `tests/golden`."""

import datetime as dt
import re
from typing import Any

import pytest

from coachdesk.documents.render import render
from coachdesk.exchange.tables import build_table
from coachdesk.features.surveys.model import Sheet
from coachdesk.features.surveys.reading import read_answers
from coachdesk.features.surveys.report import Report, report_of_sheets
from coachdesk.handouts.survey_report import (
    AREAS,
    COUNTIES,
    HANDOUT,
    SurveyPaper,
    compose,
    compose_report,
)
from tests.documents.reading import faults, page_texts, reader
from tests.documents.test_charts import figures
from tests.features.surveys.files import persons_rows, presurvey_rows, survey_of
from tests.handouts.golden import check_golden, page_lines

LANGUAGES = ["fi", "sv", "en"]
DAY = dt.date(2026, 11, 22)


def _report(key: str, rows: list[list[str]]) -> Report:
    survey = survey_of(key)
    return report_of_sheets(survey, read_answers(build_table(enumerate(rows)), survey).sheets)


def _made(report: Report, language: str = "en", *more: str, large_print: bool = False) -> bytes:
    chosen = HANDOUT.usual().options | set(more)
    return render([compose(SurveyPaper(DAY, chosen, report, DAY), language, large_print)])


def _words(data: bytes) -> str:
    return " ".join(page_texts(data))


def _whole_words(data: bytes) -> set[str]:
    """The words of a paper, put together where a line ends within one."""
    joined = re.sub("[\ufffe\u00ad] ?|(?<=\\w-) ", "", _words(data))
    return set(joined.replace("-", "").split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pre_survey_in_every_language(language: str) -> None:
    data = render([compose_report(_report("pre_survey", presurvey_rows(language)), DAY, language)])
    assert faults(data) == []
    root: Any = reader(data).trailer["/Root"]
    assert root["/Lang"] == language
    check_golden(f"survey_report.{language}", page_lines(data))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_survey_of_persons_in_every_language(language: str) -> None:
    rows = persons_rows(Osasto=12, Kotihoito=6, Perhetiimi=7)
    data = _made(_report("staff_pulse", rows), language)
    assert faults(data) == []
    check_golden(f"survey_report_persons.{language}", page_lines(data))


def test_every_chart_says_itself_in_words() -> None:
    data = _made(_report("pre_survey", presurvey_rows()))
    alternatives = [str(one["/Alt"]) for one in figures(data)]
    assert len(alternatives) == 6
    assert "Most often: Keski-Suomen hyvinvointialue, 19.05%." in alternatives[0]


def test_large_print_and_all_parts_lose_no_word() -> None:
    report = _report("pre_survey", presurvey_rows())
    data = _made(report, "en", AREAS, COUNTIES, large_print=True)
    assert faults(data) == []
    small = _whole_words(_made(report, "en", AREAS, COUNTIES))
    lost = small - _whole_words(data)
    assert all(re.fullmatch(r"\d+/\d+", word) for word in lost)


def test_nothing_of_a_few_persons_is_printed() -> None:
    said = _words(_made(_report("staff_pulse", persons_rows(ward=9)), "en", AREAS))
    assert "5–9 answers: too few for figures" in said
    assert "%" not in said
    assert "toive" not in said


def test_an_empty_survey_is_a_paper_too() -> None:
    for key in ("pre_survey", "team_survey"):
        report = report_of_sheets(survey_of(key), list[Sheet]())
        assert faults(_made(report)) == []
