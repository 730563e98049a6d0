"""Surveys as data: what is asked and of whom, and what one respondent answered."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from coachdesk.kernel.datafile import LocalText


class Kind(StrEnum):
    """What may be answered to a question."""

    SINGLE = "single"
    MULTI = "multi"
    SCALE = "scale"
    OPEN = "open"
    COUNTY = "county"


class Asks(StrEnum):
    """Who answers: a work unit (every count is shown), or persons (small groups are protected)."""

    UNITS = "units"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from, with its lasting code."""

    code: int
    label: LocalText


@dataclass(frozen=True, slots=True)
class Question:
    """A question; only an open one has no options. `aliases` are short heads that files give it."""

    key: str
    kind: Kind
    title: LocalText
    options: tuple[Option, ...] = ()
    help: LocalText | None = None
    aliases: tuple[str, ...] = ()

    def option(self, code: int) -> Option | None:
        """The option with this code."""
        return next((one for one in self.options if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey definition."""

    key: str
    version: str
    asks: Asks
    name: LocalText
    description: LocalText
    questions: tuple[Question, ...]

    def question(self, key: str) -> Question | None:
        """The question with this key."""
        return next((one for one in self.questions if one.key == key), None)

    @property
    def number_of(self) -> Mapping[str, int]:
        """The number of each question by its key, from 1."""
        return {question.key: n for n, question in enumerate(self.questions, start=1)}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one question: codes of options, and words.

    Words to an open question are its answer; to any other they are an answer outside the options.
    """

    codes: tuple[int, ...] = ()
    words: str = ""

    def __bool__(self) -> bool:
        """Whether anything was answered."""
        return bool(self.codes or self.words)


Answers = Mapping[str, Answer]
"""Answers by the question's key; a question that was skipped is left out."""


def packed(answers: Mapping[str, Answer]) -> dict[str, list[int | str]]:
    """Answers as JSON can hold them: the codes, then the words if there are any."""
    return {
        key: [*answer.codes, *([answer.words] if answer.words else [])]
        for key, answer in answers.items()
    }


def unpacked(stored: Mapping[str, Sequence[int | str]]) -> dict[str, Answer]:
    """What `packed` wrote."""
    return {key: _unpacked(values) for key, values in stored.items()}


def _unpacked(values: Sequence[int | str]) -> Answer:
    words = values[-1]
    if isinstance(words, str):
        return Answer(tuple(one for one in values if isinstance(one, int)), words)
    return _of_codes(tuple(values))


@lru_cache(1024)
def _of_codes(codes: tuple[int | str, ...]) -> Answer:
    """Thousands of sheets share few answers. Words are not kept: locking must forget them."""
    return Answer(tuple(one for one in codes if isinstance(one, int)))


def written(answers: Mapping[str, Answer]) -> str:
    """Answers as they are stored; the same whatever their order."""
    return json.dumps(packed(answers), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers of one respondent, and the unit or team it answers for where that is told."""

    answers: Answers
    unit: str = ""


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """A sheet of a survey of units, as it is kept; `county` is that of its team, if it has one."""

    rid: int
    sheet: Sheet
    team_rid: int | None = None
    county: int | None = None


@dataclass(frozen=True, slots=True)
class Wave:
    """One time that a survey was held."""

    rid: int
    uuid: str
    survey_key: str
    survey_version: str
    name: str
    held_on: dt.date
    run_rid: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How often what was answered to one question, by any number of respondents.

    `answered` counts respondents: with several choices the counts may add up to more.
    """

    answered: int = 0
    counts: Mapping[int, int] = field(default_factory=dict)
    other: int = 0
    texts: tuple[str, ...] = ()

    def __add__(self, more: "Tally") -> "Tally":
        """Both together."""
        codes = (*self.counts, *more.counts)
        return Tally(
            self.answered + more.answered,
            {code: self.counts.get(code, 0) + more.counts.get(code, 0) for code in codes},
            self.other + more.other,
            self.texts + more.texts,
        )


Tallies = Mapping[str, Tally]
"""Tallies by the question's key."""


def tally(question: Question, answers: Sequence[Answer]) -> Tally:
    """Count the answers to one question; empty ones are respondents who skipped it."""
    given = [answer for answer in answers if answer]
    counts: dict[int, int] = {}
    for answer in given:
        for code in answer.codes:
            counts[code] = counts.get(code, 0) + 1
    texts = tuple(answer.words for answer in given if answer.words)
    other = 0 if question.kind is Kind.OPEN else len(texts)
    return Tally(len(given), counts, other, texts)


def tallies(survey: Survey, sheets: Sequence[Sheet]) -> dict[str, Tally]:
    """Count the answers to every question."""
    return {
        question.key: tally(
            question, [sheet.answers.get(question.key, Answer()) for sheet in sheets]
        )
        for question in survey.questions
    }


def tallies_of_packed(
    survey: Survey, sheets: Sequence[Mapping[str, Sequence[int | str]]]
) -> dict[str, Tally]:
    """What `tallies` counts of the same answers as `packed` wrote them; quick with thousands."""
    found: dict[str, Tally] = {}
    for question in survey.questions:
        given = [one[question.key] for one in sheets if one.get(question.key)]
        counts = Counter(chain.from_iterable(given))
        texts = tuple(one[-1] for one in given if isinstance(one[-1], str))
        codes = {code: n for code, n in counts.items() if isinstance(code, int)}
        other = 0 if question.kind is Kind.OPEN else len(texts)
        found[question.key] = Tally(len(given), codes, other, texts)
    return found
