"""A table of answers read for a survey: what fits, what does not, before anything is stored."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coachdesk.exchange.tables import Row, RowProblem, Table
from coachdesk.features.surveys.cells import joined, read_cell, read_mark
from coachdesk.features.surveys.columns import AnswerColumn, ByHand, Layout, find_layout
from coachdesk.features.surveys.model import (
    Answer,
    Asks,
    Kind,
    Question,
    Sheet,
    Survey,
    tallies,
    written,
)
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import LINE_LIMIT, clean_line
from coachdesk.kernel.text import Message, msg

Progress = Callable[[int, int], None]
"""Told how many of how many rows are read; raises to give up."""

_STEP = 250
_SHOWN = 60
"""Characters of a cell that a remark repeats."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the table: its answers, and what is to be said about it.

    A row without any answer has no sheet and is not taken in.
    """

    number: int
    sheet: Sheet | None
    remarks: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table of answers holds, nothing left out."""

    survey: Survey
    columns: tuple[AnswerColumn, ...]
    rows: tuple[ReadRow, ...]
    unasked: tuple[Question, ...]
    header: tuple[str, ...]
    unit: int | None = None
    unused: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    warnings: tuple[Message, ...] = ()
    fingerprint: str = ""
    written: tuple[str, ...] = ()
    """The answers of each unit as they are stored, so that storing them takes no longer."""

    @property
    def sheets(self) -> list[Sheet]:
        """The answers of every respondent, in the order of the rows."""
        return [row.sheet for row in self.rows if row.sheet is not None]

    @property
    def others(self) -> int:
        """How many answers are none of the options."""
        return sum(_count_outside(self.survey, sheet) for sheet in self.sheets)


def read_answers(
    table: Table,
    survey: Survey,
    progress: Progress | None = None,
    by_hand: ByHand | None = None,
) -> Reading:
    """Match the columns to the questions, those said `by_hand` first, and read every row.

    Raises `UserError` when no column belongs to a question, unless some may be said by hand. A cell
    that cannot be used is left out and its row says so; an answer outside the options is kept as
    it was written.
    """
    layout = find_layout(table, survey, by_hand)
    if layout is None:
        raise UserError(_nothing_fits())
    reader = _RowReader(survey, layout, table.problems)
    rows: list[ReadRow] = []
    for done, row in enumerate(layout.rows):
        if progress and done % _STEP == 0:
            progress(done, len(layout.rows))
        rows.append(reader.read(row))
    rows += reader.left()
    rows.sort(key=lambda row: row.number)
    sheets = [row.sheet for row in rows if row.sheet is not None]
    of_units = survey.asks is Asks.UNITS
    texts = tuple(written(one.answers) for one in sheets) if of_units else ()
    return Reading(
        survey,
        layout.columns,
        tuple(rows),
        tuple(layout.unasked(survey)),
        layout.header,
        layout.unit,
        layout.unused,
        layout.unsure,
        (*table.warnings, *_doubts(layout)),
        _fingerprint(survey, sheets, texts),
        texts,
    )


def _nothing_fits() -> Message:
    return msg(
        "surveys",
        "No column of this table belongs to a question of this survey. The columns need the "
        "titles, keys or numbers of the questions above them.",
    )


def _doubts(layout: Layout) -> list[Message]:
    if not layout.columns:
        return [_nothing_fits()]
    if not layout.unsure:
        return []
    columns = "; ".join(dict.fromkeys(layout.unsure))
    return [
        msg(
            "surveys",
            "More than one question may be meant by these columns, so they are not used unless it "
            "is said which: {columns}",
            columns=columns,
        )
    ]


class _RowReader:
    """Reads rows; cells that say the same are read once."""

    def __init__(self, survey: Survey, layout: Layout, problems: Sequence[RowProblem]) -> None:
        self._survey = survey
        self._layout = layout
        self._problems: dict[int, list[Message]] = {}
        for problem in problems:
            self._problems.setdefault(problem.row, []).append(problem.message)
        self._known: dict[tuple[str, str], Answer] = {}
        self._columns: dict[str, list[AnswerColumn]] = {}
        for column in layout.columns:
            self._columns.setdefault(column.question.key, []).append(column)

    def read(self, row: Row) -> ReadRow:
        remarks = self._problems.pop(row.number, [])
        answers: dict[str, Answer] = {}
        for key, columns in self._columns.items():
            answer = joined(self._cell(one, row) for one in columns)
            if answer:
                answers[key] = answer
                remarks += self._remarks(columns[0].question, answer)
        if not answers:
            remarks.append(msg("surveys", "The row holds no answer and is left out."))
            return ReadRow(row.number, None, tuple(remarks))
        return ReadRow(row.number, Sheet(answers, self._unit(row, remarks)), tuple(remarks))

    def left(self) -> list[ReadRow]:
        """Rows of which nothing but a problem remained."""
        return [ReadRow(number, None, tuple(remarks)) for number, remarks in self._problems.items()]

    def _cell(self, column: AnswerColumn, row: Row) -> Answer:
        text = row.cells[column.column]
        if column.option is not None:
            marked = read_mark(column.option, text)
            return Answer(words=text.strip()) if marked is None else marked
        if column.question.kind is Kind.OPEN:
            return read_cell(column.question, text)
        key = column.question.key, text
        if key not in self._known:
            self._known[key] = read_cell(column.question, text)
        return self._known[key]

    def _unit(self, row: Row, remarks: list[Message]) -> str:
        if self._layout.unit is None:
            return ""
        try:
            return clean_line(row.cells[self._layout.unit], LINE_LIMIT)
        except UserError as problem:
            remarks.append(problem.message)
            return ""

    def _remarks(self, question: Question, answer: Answer) -> list[Message]:
        several = question.kind is not Kind.MULTI and len(answer.codes) > 1
        remarks: list[Message] = []
        if answer.words and question.kind is not Kind.OPEN:
            number = self._survey.number_of[question.key]
            remarks.append(self._outside(number, answer.words))
        if several:
            remarks.append(
                msg("surveys", "More than one option is marked where one is asked; all count.")
            )
        return remarks

    def _outside(self, number: int, words: str) -> Message:
        if self._survey.asks is Asks.PERSONS:  # what a person wrote is not repeated
            return msg(
                "surveys",
                "Question {number}: the answer is none of the options; counted as other.",
                number=number,
            )
        shown = " ".join(words.split())
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        return msg(
            "surveys",
            "Question {number}: “{answer}” is none of the options; counted as other.",
            number=number,
            answer=shown,
        )


def _count_outside(survey: Survey, sheet: Sheet) -> int:
    open_keys = {one.key for one in survey.questions if one.kind is Kind.OPEN}
    return sum(bool(a.words) and key not in open_keys for key, a in sheet.answers.items())


def _fingerprint(survey: Survey, sheets: Sequence[Sheet], texts: Sequence[str]) -> str:
    """Tells the same answers again, also from another kind of file or in another order of rows.

    Of persons it is made of no more than what is kept of them: sums by team, and words.
    """
    if survey.asks is Asks.UNITS:
        parts = [json.dumps([one.unit, text]) for one, text in zip(sheets, texts, strict=True)]
    else:
        parts = _sums(survey, sheets)
    content = json.dumps([survey.key, sorted(parts)])
    return hashlib.sha256(content.encode("ascii")).hexdigest()


def _sums(survey: Survey, sheets: Sequence[Sheet]) -> list[str]:
    teams: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        teams.setdefault(sheet.unit.casefold(), []).append(sheet)
    parts = []
    for team, some in teams.items():
        for key, one in tallies(survey, some).items():
            counts = sorted(one.counts.items())
            parts.append(json.dumps([team, key, one.answered, counts, one.other]))
    for key, one in tallies(survey, sheets).items():
        parts += [json.dumps([key, text]) for text in one.texts]
    return parts
