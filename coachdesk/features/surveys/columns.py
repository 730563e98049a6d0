"""Which column of a table of answers belongs to which question, and how many rows are its head."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coachdesk.exchange.tables import Row, Table
from coachdesk.features.surveys.cells import option_meant, plain
from coachdesk.features.surveys.model import Kind, Option, Question, Survey
from coachdesk.kernel.text import LANGUAGES

UNIT = "unit"
"""The column that says for which unit or team a row answers."""

_ROWS_LOOKED_AT = 10
_LEAST_PART = 12
"""A title inside a longer one, or a cut one, is recognised from so many letters on."""
_REMARK = re.compile(r"[(\[]([^)\]]*)[)\]]\s*$")
_NUMBERED = re.compile(
    r"\s*(?:q|k|f|kysymys|fråga|question)?\s*([0-9]{1,3})\s*(?:[.:)–-]+|\s|$)\s*", re.IGNORECASE
)
_OPTION_PART = re.compile(r"^(.*?)\s*(?:\[([^\]]+)\]|[:–—|/]\s*([^:–—|/]+))\s*$", re.DOTALL)
_ANSWER_WORDS = frozenset(
    plain(word)
    for word in ("Response", "Open-Ended Response", "Answer", "Vastaus", "Avoin vastaus", "Svar",
                 "Öppet svar", "Vastaukset", "Responses")
)  # fmt: skip
_UNIT_TITLES = frozenset(
    plain(word)
    for word in ("Tiimi", "Tiimin nimi", "Kehittämistiimi", "Yksikkö", "Yksikön nimi",
                 "Työyksikkö", "Työyhteisö", "Ryhmä", "Team", "Teamets namn", "Enhet",
                 "Enhetens namn", "Arbetsenhet", "Arbetsgemenskap", "Grupp", "Team name", "Unit",
                 "Unit name", "Work unit", "Group")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column (from 0) with answers to a question; with an option it holds marks for that one."""

    column: int
    question: Question
    option: Option | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns hold. `rows` are those below the head; `unused` are titles without use."""

    columns: tuple[AnswerColumn, ...]
    rows: tuple[Row, ...]
    unit: int | None = None
    unused: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    skipped: int = 0
    """Rows above the head: a title of the sheet."""

    def unasked(self, survey: Survey) -> list[Question]:
        """Questions for which there is no column."""
        found = {one.question.key for one in self.columns}
        return [question for question in survey.questions if question.key not in found]


@dataclass
class _Titles:
    """The ways to name each question."""

    survey: Survey
    whole: dict[str, Question] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for question in self.survey.questions:
            self.whole[plain(question.key)] = question
            for language in LANGUAGES:
                self.whole[plain(question.title.in_language(language))] = question

    def question(self, text: str) -> Question | None:
        """The question that a title names: by its words, its key, its number, or two of these."""
        if not text:
            return None
        remark = _REMARK.search(text)
        bare = text[: remark.start()] if remark else text
        number = _NUMBERED.match(bare)
        rest = bare[number.end() :] if number else bare
        for words in (text, bare, rest):
            if found := self.whole.get(plain(words)):
                return found
        if remark and (found := self._coded(remark[1])):
            return found
        if number and not plain(rest):
            return self._numbered(int(number[1]))
        return self._in_part(plain(rest))

    def _coded(self, remark: str) -> Question | None:
        """The key or number in brackets behind a title of other words."""
        if remark.strip().isdecimal():
            return None  # the number of a title that is not known says nothing sure
        return self.whole.get(plain(remark))

    def _numbered(self, number: int) -> Question | None:
        questions = self.survey.questions
        return questions[number - 1] if 1 <= number <= len(questions) else None

    def _in_part(self, words: str) -> Question | None:
        """The only question whose title is within the words, or of which they are the beginning."""
        if len(words) < _LEAST_PART:
            return None
        found = {
            question.key: question
            for title, question in self.whole.items()
            if len(title) >= _LEAST_PART and (title in words or title.startswith(words))
        }
        return next(iter(found.values())) if len(found) == 1 else None


def find_layout(table: Table, survey: Survey) -> Layout | None:
    """Find the head of a table and match its columns; None when no column fits a question.

    The head is the row among the first ten that names most questions. A second row of titles above
    or below it (keys beside titles, options below a question, "Response") belongs to it.
    """
    titles = _Titles(survey)
    heads = table.rows[:_ROWS_LOOKED_AT]
    strengths = [_strength(row.cells, titles) for row in heads]
    if not any(strengths):
        return None
    first = strengths.index(max(strengths))
    head = list(heads[first].cells)
    below = heads[first + 1].cells if first + 1 < len(heads) else ()
    second = bool(below) and _is_second(head, below, titles)
    columns = _matched(head, below if second else (), titles)
    used = {one.column for one in columns}
    unit = next((n for n, text in enumerate(head) if n not in used and _names_unit(text)), None)
    shown = [_title(head, below if second else (), n) for n in range(len(head))]
    unused = tuple(text for n, text in enumerate(shown) if text and n not in used and n != unit)
    body = table.rows[first + 1 + second :]
    return Layout(tuple(columns), body, unit, unused, tuple(shown), first)


def _strength(cells: Sequence[str], titles: _Titles) -> int:
    """How surely a row is a head: by words, else by rising numbers, which answers seldom are."""
    by_words = [cell for cell in cells if not _is_number(cell) and titles.question(cell)]
    if by_words:
        return 1_000 * len(by_words)
    numbers = [int(cell) for cell in cells if _is_number(cell)]
    rising = len(numbers) > 2 and numbers == sorted(set(numbers))
    return len(numbers) if rising and all(map(titles.question, filter(_is_number, cells))) else 0


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _names_unit(text: str) -> bool:
    return plain(_REMARK.sub("", text)) in _UNIT_TITLES


def _is_second(head: Sequence[str], below: Sequence[str], titles: _Titles) -> bool:
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


def _filled_right(head: Sequence[str], titles: _Titles) -> Mapping[int, Question]:
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


def _matched(head: Sequence[str], below: Sequence[str], titles: _Titles) -> list[AnswerColumn]:
    columns: list[AnswerColumn] = []
    questions = _filled_right(head, titles)
    for column, text in enumerate(head):
        question, option = _of_option(text, titles)
        under = below[column] if column < len(below) else ""
        if question is None:
            question = titles.question(text)
        if (
            option is None
            and below
            and column in questions
            and len(_span(questions, questions[column])) > 1
        ):
            question = questions[column]
            option = option_meant(question, under) if under else None
            if not text and option is None:
                question = None
        if question is not None and _is_free(columns, question, option):
            columns.append(AnswerColumn(column, question, option))
    return columns


def _of_option(text: str, titles: _Titles) -> tuple[Question | None, Option | None]:
    """The question and option of a title such as "Question [Option]" or "Question: Option"."""
    parts = _OPTION_PART.match(text)
    question = titles.question(parts[1]) if parts else None
    if parts is None or question is None or question.kind is Kind.OPEN:
        return None, None
    option = option_meant(question, parts[2] or parts[3])
    return (question, option) if option else (None, None)


def _is_free(columns: Sequence[AnswerColumn], question: Question, option: Option | None) -> bool:
    """A question has one column, or one for each of its options; the leftmost counts."""
    same = [one for one in columns if one.question.key == question.key]
    if option is None:
        return not same
    return all(one.option is not None and one.option.code != option.code for one in same)


def _title(head: Sequence[str], below: Sequence[str], column: int) -> str:
    under = below[column] if column < len(below) else ""
    return " / ".join(text for text in (head[column], under) if text)
