"""A survey from a table of answers to a report, without a workspace and without a window."""

import argparse
import datetime as dt
import json
from pathlib import Path

from coachdesk.exchange.reading import read_table
from coachdesk.features.surveys.definition import survey_named
from coachdesk.features.surveys.reading import Reading, read_answers
from coachdesk.features.surveys.report import Report, as_json, as_sheets, report_of_sheets
from coachdesk.kernel.atomic import file_problems, write_atomically
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, Texts, msg, plural

_MOST_TITLES = 8


def write_report(options: argparse.Namespace, today: dt.date, texts: Texts) -> list[Message]:
    """Read the answers, write the report; what is to be said about it, a sentence each.

    Raises `UserError` for an unknown survey, a table without its questions or an unknown kind of
    report; `EnvironmentProblem` when the file cannot be written.
    """
    output: Path = options.output
    make = _KINDS.get(output.suffix.casefold())
    if make is None:
        raise UserError(
            msg("cli", "The report's name must end in .json, .xlsx or .pdf: {name}",
                name=output.name)
        )  # fmt: skip
    survey = survey_named(options.survey)
    _refuse_same_file(options.answers, output)
    reading = read_answers(read_table(options.answers), survey)
    report = report_of_sheets(survey, reading.sheets)
    content = make(report, texts.language, today)
    with file_problems():
        write_atomically(output, content)
    return [*_remarks(reading), msg("cli", "Written: {file}", file=str(output))]


def _refuse_same_file(answers: Path, output: Path) -> None:
    if answers.exists() and output.exists() and answers.samefile(output):
        raise UserError(msg("cli", "The report would replace the answers. Give it another name."))


def _json(report: Report, language: str, today: dt.date) -> bytes:
    del today
    return (json.dumps(as_json(report, language), ensure_ascii=False, indent=2) + "\n").encode()


def _xlsx(report: Report, language: str, today: dt.date) -> bytes:
    del today
    from coachdesk.exchange.workbook import write_workbook

    name = report.survey.name.in_language(language)
    return write_workbook(as_sheets(report, language), name)


def _pdf(report: Report, language: str, today: dt.date) -> bytes:
    from coachdesk.documents.render import render
    from coachdesk.handouts.survey_report import compose_report

    return render([compose_report(report, today, language)])


_KINDS = {".json": _json, ".xlsx": _xlsx, ".pdf": _pdf}


def _remarks(reading: Reading) -> list[Message]:
    """What did not fit, so that nothing is left out without a word."""
    left_out = sum(row.sheet is None for row in reading.rows)
    remarks: list[Message] = [
        plural("cli", "{count} answer read.", "{count} answers read.", len(reading.sheets)),
        *reading.warnings,
    ]
    if reading.unused:
        shown = "; ".join(reading.unused[:_MOST_TITLES])
        remarks.append(msg("cli", "Columns not used: {columns}", columns=shown))
    if reading.unasked:
        keys = ", ".join(question.key for question in reading.unasked)
        remarks.append(msg("cli", "Questions without a column: {questions}", questions=keys))
    if reading.others:
        remarks.append(
            plural("cli", "{count} answer is none of the options and is counted as other.",
                   "{count} answers are none of the options and are counted as other.",
                   reading.others)
        )  # fmt: skip
    if left_out:
        remarks.append(
            plural("cli", "{count} row holds no answer.", "{count} rows hold no answer.", left_out)
        )
    return remarks
