"""Which column of a table of answers belongs to which question, and how many rows are its head."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coachdesk.exchange.tables import Row, Table
from coachdesk.features.surveys.cells import option_meant, plain
from coachdesk.features.surveys.model import Kind, Option, Question, Survey
from coachdesk.features.surveys.titles import Titles, names_unit

UNIT_COLUMN, NOT_USED = "/unit", ""
"""What a column may be instead of a question's: the unit or team that a row answers for; nothing.

No question has these keys."""

ByHand = Mapping[int, str]
"""What she said of columns (from 0): the key of a question, or one of the two above."""

_ROWS_LOOKED_AT = 10
_OPTION_PART = re.compile(r"^(.*?)\s*(?:\[([^\]]+)\]|[:–—|/]\s*([^:–—|/]+))\s*$", re.DOTALL)
_ANSWER_WORDS = frozenset(
    plain(word)
    for word in ("Response", "Open-Ended Response", "Answer", "Vastaus", "Avoin vastaus", "Svar",
                 "Öppet svar", "Vastaukset", "Responses")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column (from 0) with answers to a question; with an option it holds marks for that one."""

    column: int
    question: Question
    option: Option | None = None

    def goes_with(self, other: "AnswerColumn") -> bool:
        """Whether both can be: a question has one column, or one for each of its options."""
        if self.question.key != other.question.key:
            return True
        if self.option is None or other.option is None:
            return False
        return self.option.code != other.option.code


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns hold. `rows` are those below the head; `unused` are titles without use.

    `unsure` are those of the unused which fit several questions.
    """

    columns: tuple[AnswerColumn, ...]
    rows: tuple[Row, ...]
    unit: int | None = None
    unused: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    header: tuple[str, ...] = ()

    def unasked(self, survey: Survey) -> list[Question]:
        """Questions for which there is no column."""
        found = {one.question.key for one in self.columns}
        return [question for question in survey.questions if question.key not in found]


@dataclass(frozen=True, slots=True)
class _Head:
    """The titles of the columns: a row, and a second one below it if that is a part of it."""

    titles: tuple[str, ...]
    under: tuple[str, ...]
    size: int
    """How many rows of the table go up to its end."""

    def below(self, column: int) -> str:
        return self.under[column] if column < len(self.under) else ""

    def shown(self, column: int) -> str:
        return " / ".join(text for text in (self.titles[column], self.below(column)) if text)


def find_layout(table: Table, survey: Survey, by_hand: ByHand | None = None) -> Layout | None:
    """Find the head of a table and match its columns; None when no column fits a question.

    The head is the row among the first ten that names most questions. A second row of titles above
    or below it (keys beside titles, options below a question, "Response") belongs to it. What is
    said `by_hand` comes first; then a table is never refused, and its first row is the head if no
    row looks like one.
    """
    titles = Titles(survey)
    head = _find_head(table, titles)
    if head is None and (by_hand is None or not table.rows):
        return None
    matched = _matched(head, titles) if head else []
    head = head or _Head(table.rows[0].cells, (), 1)
    said = by_hand or {}
    columns = _with_said(matched, said, survey, head)
    used = {one.column for one in columns}
    unit = _unit(head, said, used)
    free = [n for n in range(len(head.titles)) if n not in used and n != unit and head.shown(n)]
    unsure = (n for n in free if n not in said and len(titles.named(head.titles[n])) > 1)
    return Layout(
        columns,
        table.rows[head.size :],
        unit,
        _shown(head, free),
        _shown(head, unsure),
        _shown(head, range(len(head.titles))),
    )


def _shown(head: _Head, columns: Iterable[int]) -> tuple[str, ...]:
    return tuple(head.shown(column) for column in columns)


def _unit(head: _Head, said: ByHand, used: set[int]) -> int | None:
    for column, what in said.items():
        if what == UNIT_COLUMN and column < len(head.titles):
            return column
    return next(
        (
            n
            for n, text in enumerate(head.titles)
            if n not in used and n not in said and names_unit(text)
        ),
        None,
    )


# -- the head -----------------------------------------------------------------------------------


def _find_head(table: Table, titles: Titles) -> _Head | None:
    first_rows = table.rows[:_ROWS_LOOKED_AT]
    strengths = [_strength(row.cells, titles) for row in first_rows]
    if not any(strengths):
        return None
    at = strengths.index(max(strengths))
    head = first_rows[at].cells
    below = first_rows[at + 1].cells if at + 1 < len(first_rows) else ()
    if below and _is_second(head, below, titles):
        return _Head(head, below, at + 2)
    return _Head(head, (), at + 1)


def _strength(cells: Sequence[str], titles: Titles) -> int:
    """How surely a row is a head: by words, else by rising numbers, which answers seldom are."""
    by_words = [cell for cell in cells if not _is_number(cell) and titles.question(cell)]
    if by_words:
        return 1_000 * len(by_words)
    numbers = [int(cell) for cell in cells if _is_number(cell)]
    rising = len(numbers) > 2 and numbers == sorted(set(numbers))
    return len(numbers) if rising and all(map(titles.question, filter(_is_number, cells))) else 0


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _is_second(head: Sequence[str], below: Sequence[str], titles: Titles) -> bool:
    """Whether a row below the head is part of it: each of its texts names something."""
    named = 0
    questions = _filled_right(head, titles)
    for column, text in enumerate(below):
        question = questions.get(column)
        if not text or question is None:
            continue
        again = titles.question(text) == question and not _is_number(text)
        option = len(_span(questions, question)) > 1 and option_meant(question, text) is not None
        if not (again or option or plain(text) in _ANSWER_WORDS):
            return False
        named += 1
    return named > 0


def _filled_right(head: Sequence[str], titles: Titles) -> Mapping[int, Question]:
    """The question of each column; an empty title goes on with the one at its left (merged)."""
    result: dict[int, Question] = {}
    last: Question | None = None
    for column, text in enumerate(head):
        if text:
            last = titles.question(text)
        if last is not None:
            result[column] = last
    return result


def _span(questions: Mapping[int, Question], question: Question) -> list[int]:
    return [column for column, one in questions.items() if one.key == question.key]


# -- the columns --------------------------------------------------------------------------------


def _matched(head: _Head, titles: Titles) -> list[AnswerColumn]:
    """The columns as their titles say; where two say the same, the leftmost counts."""
    columns: list[AnswerColumn] = []
    questions = _filled_right(head.titles, titles)
    for column, text in enumerate(head.titles):
        question, option = _of_option(text, titles)
        if question is None:
            question = titles.question(text)
        if option is None and column in questions and _has_options_below(head, questions, column):
            question = questions[column]
            option = option_meant(question, head.below(column)) if head.below(column) else None
            if not text and option is None:
                question = None
        found = AnswerColumn(column, question, option) if question else None
        if found and all(found.goes_with(one) for one in columns):
            columns.append(found)
    return columns


def _has_options_below(head: _Head, questions: Mapping[int, Question], column: int) -> bool:
    return bool(head.under) and len(_span(questions, questions[column])) > 1


def _of_option(text: str, titles: Titles) -> tuple[Question | None, Option | None]:
    """The question and option of a title such as "Question [Option]" or "Question: Option"."""
    parts = _OPTION_PART.match(text)
    question = titles.question(parts[1]) if parts else None
    if parts is None or question is None or question.kind is Kind.OPEN:
        return None, None
    option = option_meant(question, parts[2] or parts[3])
    return (question, option) if option else (None, None)


def _with_said(
    matched: Sequence[AnswerColumn], said: ByHand, survey: Survey, head: _Head
) -> tuple[AnswerColumn, ...]:
    """What she said, the latest first, and of what was matched all that can be beside it."""
    columns: list[AnswerColumn] = []
    for column in list(said)[::-1]:
        question = survey.question(said[column])
        if question is not None and column < len(head.titles):
            _take(columns, AnswerColumn(column, question, _option_above(question, head, column)))
    for one in matched:
        if one.column not in said:
            _take(columns, one)
    return tuple(sorted(columns, key=lambda one: one.column))


def _take(columns: list[AnswerColumn], new: AnswerColumn) -> None:
    if all(new.goes_with(one) for one in columns):
        columns.append(new)


def _option_above(question: Question, head: _Head, column: int) -> Option | None:
    """The option of several that the head of a column names."""
    if question.kind is not Kind.MULTI:
        return None
    texts = (head.below(column), head.titles[column])
    found = (option_meant(question, text) for text in texts if text)
    return next(filter(None, found), None)
