"""Files of answers as forms and spreadsheets make them."""

import random
from pathlib import Path

from coachdesk.exchange.workbook import SheetTable, write_workbook
from coachdesk.features.surveys.definition import find_survey
from coachdesk.features.surveys.model import Question, Survey
from tests.features.surveys.real import presurvey_sheets


def survey_of(key: str) -> Survey:
    survey = find_survey(key)
    assert survey is not None
    return survey


def presurvey_rows(language: str = "fi") -> list[list[str]]:
    """The 42 units of 2023 as "label (code)"; what they answered else is made up."""
    survey, chance = survey_of("pre_survey"), random.Random(3)
    rows = [["Unit", *(one.title.in_language(language) for one in survey.questions)]]
    for number, sheet in enumerate(presurvey_sheets()):
        row = [sheet.unit]
        for question in survey.questions:
            answer = sheet.answers.get(question.key)
            if answer is not None:
                row.append(_label(question, answer.codes[0], language))
            elif question.key == "risk_assessment_stage":
                row.append("")
            elif question.options:
                row.append(str(chance.choice(question.options).code))
            else:
                row.append("Selkokieliset ohjeet, kiitos ŧ š €" if number % 9 == 0 else "")
        rows.append(row)
    rows[5][3] = "ehkä"
    return rows


def _label(question: Question, code: int, language: str) -> str:
    option = question.option(code)
    assert option is not None
    return f"{option.label.in_language(language)} ({code})"


def persons_rows(**teams: int) -> list[list[str]]:
    """Persons of a pulse, so many of each team."""
    chance = random.Random(5)
    rows = [["Tiimi", "recovery", "meaning", "recommend", "one_thing"]]
    for team, size in teams.items():
        rows += [
            [team, str(chance.randint(1, 5)), str(chance.randint(2, 5)),
             str(chance.randint(1, 3)), f"toive {n}"]
            for n in range(size)
        ]  # fmt: skip
    return rows


def write_csv(path: Path, rows: list[list[str]]) -> Path:
    path.write_text("\n".join(";".join(row) for row in rows) + "\n", encoding="utf-8")
    return path


def write_xlsx(path: Path, rows: list[list[str]]) -> Path:
    path.write_bytes(write_workbook([SheetTable("Vastaukset", rows)], "Vastaukset"))
    return path
