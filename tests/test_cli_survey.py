"""`coachdesk survey` without a workspace."""

import argparse
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from coachdesk.cli_survey import write_report
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import Texts
from tests.documents.reading import faults
from tests.features.surveys.files import persons_rows, presurvey_rows, write_csv, write_xlsx

DAY = dt.date(2026, 11, 22)


def run(survey: str, answers: Path | str, output: Path | str, language: str = "en") -> list[str]:
    options = argparse.Namespace(survey=survey, answers=Path(answers), output=Path(output))
    texts = Texts.load(language)
    return [Texts.load("en")(message) for message in write_report(options, DAY, texts)]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "answers.csv", presurvey_rows())


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_a_report_as_json(answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.json"
    said = run("pre_survey", answers, out, language="sv")
    assert said[0] == "42 answers read."
    assert any("none of the options" in one for one in said)
    assert said[-1] == f"Written: {out}"
    questions = _json(out)["questions"]
    assert [set(one) for one in questions] == [{"key", "title", "n", "rows", "open"}] * 7
    stage = questions[1]
    assert stage["title"] == "I vilket skede är ni i riskbedömningen?"
    assert stage["n"] == 41
    assert [(row["code"], row["count"], row["percent"]) for row in stage["rows"]] == [
        (1, 9, 21.95), (2, 15, 36.59), (3, 8, 19.51), (4, 9, 21.95),
    ]  # fmt: skip
    assert questions[2]["rows"][-1]["code"] is None
    assert questions[2]["open"] == ["ehkä"]
    assert len(questions[6]["open"]) == 5


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_files_in_any_language_and_kind_give_the_same(tmp_path: Path, language: str) -> None:
    csv = write_csv(tmp_path / "a.csv", presurvey_rows("fi"))
    xlsx = write_xlsx(tmp_path / "a.xlsx", presurvey_rows(language))
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    run("pre_survey", csv, first, language=language)
    run("Ennakkokysely", xlsx, second, language=language)
    assert _json(first) == _json(second)


def test_a_report_as_workbook_and_as_pdf(answers: Path, tmp_path: Path) -> None:
    run("pre_survey", answers, tmp_path / "r.xlsx", language="fi")
    book = load_workbook(tmp_path / "r.xlsx")
    assert len(book.sheetnames) == 4
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert ["Keski-Suomen hyvinvointialue", 10, 8, 19.05] in rows
    run("pre_survey", answers, tmp_path / "r.PDF")
    assert faults((tmp_path / "r.PDF").read_bytes()) == []


def test_few_persons_are_protected_in_every_kind(tmp_path: Path) -> None:
    answers = write_csv(tmp_path / "p.csv", persons_rows(ward=6))
    run("staff_pulse", answers, tmp_path / "p.json")
    for one in _json(tmp_path / "p.json")["questions"]:
        assert (one["n"], one["rows"], one["open"]) == (None, [], [])
    run("staff_pulse", answers, tmp_path / "p.xlsx")
    values = [
        cell.value
        for sheet in load_workbook(tmp_path / "p.xlsx")
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert not any(isinstance(value, int | float) for value in values)
    assert "toive 1" not in values


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("unknown", "{answers}", "{folder}/r.json"), "There is no survey"),
        (("pre_survey", "{folder}/none.csv", "{folder}/r.json"), "There is no file"),
        (("pre_survey", "{answers}", "{folder}/r.txt"), "must end in"),
        (("pre_survey", "{answers}", "{folder}/r"), "must end in"),
        (("team_survey", "{answers}", "{folder}/r.json"), "No column of this table"),
    ],
)
def test_what_cannot_be_done_is_said(
    answers: Path, tmp_path: Path, words: tuple[str, ...], wrong: str
) -> None:
    survey, source, output = (word.format(answers=answers, folder=tmp_path) for word in words)
    with pytest.raises(UserError, match=wrong):
        run(survey, source, output)
    assert sorted(tmp_path.iterdir()) == [answers]


def test_the_answers_are_never_replaced_and_a_lost_folder_is_told(tmp_path: Path) -> None:
    answers = write_xlsx(tmp_path / "a.xlsx", presurvey_rows())
    with pytest.raises(UserError, match="would replace the answers"):
        run("pre_survey", answers, answers)
    with pytest.raises(EnvironmentProblem):
        run("pre_survey", answers, tmp_path / "none" / "r.json")
