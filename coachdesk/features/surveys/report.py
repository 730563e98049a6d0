"""The results of one survey as a whole, and the forms in which they leave the program as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coachdesk.exchange.workbook import SheetTable, Value
from coachdesk.features.surveys.model import Asks, Sheet, StoredSheet, Survey, Tally, tallies
from coachdesk.features.surveys.results import (
    TOTAL,
    By,
    CrossColumn,
    CrossTable,
    Name,
    QuestionResult,
    by_place,
    by_team,
    said,
    survey_results,
)
from coachdesk.kernel.small_groups import Shown
from coachdesk.kernel.text import Message, Texts, msg

SHOWN_WORDS = {
    Shown.COARSE: msg("surveys", "5–9 answers: too few for figures"),
    Shown.HIDDEN: msg("surveys", "Fewer than 5 answers"),
}
BY_NAMES = {
    By.COUNTY: msg("surveys", "By county"),
    By.AREA: msg("surveys", "By area"),
    By.TEAM: msg("surveys", "By team"),
}
COUNT, PERCENT = msg("surveys", "Count"), msg("surveys", "Per cent")
COMPARED = msg("surveys", "Compared with other times")
OPEN_ANSWERS = msg("surveys", "Open answers")
OTHER_ANSWERS = msg("surveys", "Answers outside the options")
TEXTS_HELD = msg("surveys", "Fewer than 10 wrote something, so their words are not shown.")


@dataclass(frozen=True, slots=True)
class Report:
    """Everything of a survey that may be shown.

    `crosses` are the breakdowns of each kind; `waves` compares waves, question by question, and is
    empty where there is one alone.
    """

    survey: Survey
    name: str
    results: tuple[QuestionResult, ...]
    crosses: tuple[tuple[By, tuple[CrossTable, ...]], ...] = ()
    waves: tuple[CrossTable, ...] = ()


def report_of_sheets(survey: Survey, sheets: Sequence[Sheet]) -> Report:
    """The report of answers just read, for the command line."""
    results = tuple(survey_results(survey, tallies(survey, sheets)))
    if survey.asks is Asks.UNITS:
        stored = [StoredSheet(number, sheet) for number, sheet in enumerate(sheets)]
        return Report(survey, "", results, crosses_of_units(survey, stored))
    teams: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        teams.setdefault(sheet.unit, []).append(sheet)
    by_question: dict[str, dict[str, Tally]] = {}
    for name, some in teams.items():
        for key, one in tallies(survey, some).items():
            by_question.setdefault(key, {})[name] = one
    return Report(survey, "", results, crosses_of_persons(survey, by_question))


def crosses_of_units(
    survey: Survey, sheets: Sequence[StoredSheet]
) -> tuple[tuple[By, tuple[CrossTable, ...]], ...]:
    """Every question but the one about the place itself, by area and by county."""
    asked = [one for one in survey.questions if one.options and one.kind != "county"]
    return tuple(
        (by, tuple(by_place(survey, question, sheets, by) for question in asked))
        for by in (By.AREA, By.COUNTY)
    )


def crosses_of_persons(
    survey: Survey, groups: dict[str, dict[str, Tally]]
) -> tuple[tuple[By, tuple[CrossTable, ...]], ...]:
    """Every question by team, as far as the teams are large enough."""
    tables = [
        by_team(question, groups.get(question.key, {}))
        for question in survey.questions
        if question.options
    ]
    found = tuple(table for table in tables if table is not None)
    return ((By.TEAM, found),) if found else ()


def as_json(report: Report, language: str) -> dict[str, Any]:
    """The results as JSON; what may not be shown is null or left empty."""
    texts = Texts.load(language)
    return {
        "questions": [
            {
                "key": result.question.key,
                "title": result.question.title.in_language(language),
                "n": result.n,
                "rows": [
                    {
                        "label": said(row.label, language, texts),
                        "code": row.code,
                        "count": row.count,
                        "percent": float(row.percent),
                    }
                    for row in result.rows
                ],
                "open": list(result.texts),
            }
            for result in report.results
        ]
    }


# -- workbook -----------------------------------------------------------------------------------


def as_sheets(report: Report, language: str) -> list[SheetTable]:
    """The results as sheets: frequency tables, open answers, breakdowns, and waves compared."""
    words = Texts.load(language)
    writer = _SheetWriter(words)
    for result in report.results:
        if result.question.options:
            writer.frequency(result)
    sheets = [writer.sheet(msg("surveys", "Results"), (60, 8, 10, 10))]
    writer = _SheetWriter(words)
    for result in report.results:
        if result.texts or result.texts_held or not result.question.options:
            writer.texts(result)
    if writer.rows:
        sheets.append(writer.sheet(OPEN_ANSWERS, (100,)))
    named = [*((BY_NAMES[by], tables) for by, tables in report.crosses), (COMPARED, report.waves)]
    for name, tables in named:
        writer = _SheetWriter(words)
        for table in tables:
            writer.cross(table)
        if tables:
            sheets.append(writer.sheet(name, (50, *([14] * _widest(tables)))))
    return sheets


def _widest(tables: Sequence[CrossTable]) -> int:
    return max(len(table.columns) for table in tables)


class _SheetWriter:
    """Tables one below the other."""

    def __init__(self, words: Texts) -> None:
        self._words = words
        self.rows: list[Sequence[Value]] = []
        self._headings: set[int] = set()

    def sheet(self, name: Message, widths: tuple[int, ...]) -> SheetTable:
        """What has been written so far."""
        return SheetTable(self._words(name), self.rows, frozenset(self._headings), widths)

    def frequency(self, result: QuestionResult) -> None:
        """A frequency table with its total."""
        self._title(result)
        if result.n is None:
            self._plain([self._words(SHOWN_WORDS[result.shown])])
        else:
            code = self._words(msg("surveys", "Code"))
            self._head(["", code, self._words(COUNT), self._words(PERCENT)])
            for row in result.rows:
                self._plain([self._said(row.label), row.code, row.count, row.percent])
            self._head([self._words(TOTAL), None, result.n])
        self._plain([])

    def texts(self, result: QuestionResult) -> None:
        """Open answers, or those outside the options, one in a row."""
        self._title(result)
        if result.n is None:
            self._plain([self._words(SHOWN_WORDS[result.shown])])
        if result.texts_held:
            self._plain([self._words(TEXTS_HELD)])
        for text in result.texts:
            self._plain([text])
        self._plain([])

    def cross(self, table: CrossTable) -> None:
        """A breakdown: for each group its counts, then its per cents; of small groups neither."""
        language, columns = self._words.language, table.columns
        self._head([table.question.title.in_language(language)])
        self._head(["", *(column_name(one, self._words) for one in columns)])
        for place, label in enumerate(table.labels):
            counts = (one.rows[place].count if one.rows else None for one in columns)
            self._plain([self._said(label), *counts])
        self._plain([self._words(TOTAL), *(self._total(one) for one in columns)])
        self._head([self._words(PERCENT)])
        for place, label in enumerate(table.labels):
            shares = (one.rows[place].percent if one.rows else None for one in columns)
            self._plain([self._said(label), *shares])
        self._plain([])

    def _total(self, column: CrossColumn) -> Value:
        return self._words(SHOWN_WORDS[column.shown]) if column.n is None else column.n

    def _title(self, result: QuestionResult) -> None:
        self._head([result.question.title.in_language(self._words.language)])

    def _said(self, name: Name) -> str:
        return said(name, self._words.language, self._words)

    def _head(self, row: Sequence[Value]) -> None:
        self._headings.add(len(self.rows))
        self.rows.append(row)

    def _plain(self, row: Sequence[Value]) -> None:
        self.rows.append(row)


def column_name(column: CrossColumn, words: Texts) -> str:
    """The name of a group, or of groups that stand together."""
    return ", ".join(said(name, words.language, words) for name in column.names)
