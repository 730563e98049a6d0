"""Results: frequency tables, breakdowns by place or team, and waves side by side. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from coachdesk.features.surveys.model import (
    Answer,
    Asks,
    Kind,
    Question,
    StoredSheet,
    Survey,
    Tallies,
    Tally,
    Wave,
    tally,
)
from coachdesk.features.surveys.protection import Block, blocks, protected, shown
from coachdesk.features.teams.counties import areas, counties, county
from coachdesk.kernel.datafile import LocalText
from coachdesk.kernel.small_groups import Shown
from coachdesk.kernel.text import Message, msg

OTHER = msg("surveys", "Other")
TOTAL = msg("surveys", "Total")
NOT_TOLD = msg("surveys", "Not told")
NO_TEAM = msg("surveys", "No team told")

Name = LocalText | Message | str


class By(StrEnum):
    """What a breakdown is by: county or collaborative area of units, team of persons."""

    COUNTY = "county"
    AREA = "area"
    TEAM = "team"


BREAKDOWNS: Mapping[Asks, tuple[By, ...]] = {
    Asks.UNITS: (By.AREA, By.COUNTY),
    Asks.PERSONS: (By.TEAM,),
}


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One line of a frequency table; `percent` is of those who answered the question."""

    label: Name
    code: int | None
    count: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What came of one question. Rows and texts are empty where figures are not shown exactly.

    `texts` are the open answers, or those outside the options; `texts_held` tells that there are
    some too few to be shown.
    """

    question: Question
    shown: Shown
    n: int | None = None
    rows: tuple[ResultRow, ...] = ()
    texts: tuple[str, ...] = ()
    texts_held: bool = False


@dataclass(frozen=True, slots=True)
class CrossColumn:
    """A group in a breakdown; without `n` it is too small for figures, and `shown` says how."""

    names: tuple[Name, ...]
    shown: Shown
    n: int | None = None
    rows: tuple[ResultRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CrossTable:
    """A question by group, or in several waves; every column has a row for each of the labels."""

    question: Question
    labels: tuple[Name, ...]
    columns: tuple[CrossColumn, ...]


def percent(count: int, total: int) -> Decimal:
    """Per cent with two decimals, rounded half up from the exact fraction; 0 of nothing is 0."""
    hundredths = (20_000 * count + total) // (2 * total) if total else 0
    return Decimal(hundredths).scaleb(-2)


def question_result(asks: Asks, question: Question, counted: Tally) -> QuestionResult:
    """The frequency table of a question, or as much of it as may be shown."""
    state = shown(asks, counted.answered)
    visible = protected(asks, counted)
    if visible is None:
        return QuestionResult(question, state)
    return QuestionResult(
        question,
        state,
        visible.answered,
        _rows(_lines(question, visible), visible),
        visible.texts,
        texts_held=len(visible.texts) < len(counted.texts),
    )


def survey_results(survey: Survey, counted: Tallies) -> list[QuestionResult]:
    """The results of every question in the order of the survey."""
    return [
        question_result(survey.asks, question, counted.get(question.key, Tally()))
        for question in survey.questions
    ]


def _lines(question: Question, counted: Tally) -> list[tuple[Name, int | None]]:
    """The lines of a question's tables: its options, codes of older versions, and other answers."""
    if question.kind is Kind.OPEN:
        return []
    lines: list[tuple[Name, int | None]] = [(one.label, one.code) for one in question.options]
    lines += [(str(code), code) for code in counted.counts if question.option(code) is None]
    return [*lines, (OTHER, None)] if counted.other else lines


def _rows(lines: Sequence[tuple[Name, int | None]], counted: Tally) -> tuple[ResultRow, ...]:
    counts = [counted.other if code is None else counted.counts.get(code, 0) for _, code in lines]
    return tuple(
        ResultRow(name, code, count, percent(count, counted.answered))
        for (name, code), count in zip(lines, counts, strict=True)
    )


# -- breakdowns ---------------------------------------------------------------------------------


def by_place(
    survey: Survey, question: Question, sheets: Sequence[StoredSheet], by: By
) -> CrossTable:
    """A question of a survey of units by county or area, and at the end by "not told".

    A unit's county is what it answered, else that of its team. Groups without units are left out.
    """
    given: dict[int | None, list[Answer]] = {}
    for stored in sheets:
        given.setdefault(_county(survey, stored), []).append(
            stored.sheet.answers.get(question.key, Answer())
        )
    groups = _counties(given) if by is By.COUNTY else _areas(given)
    total = tally(question, [answer for answers in given.values() for answer in answers])
    columns = [((name,), tally(question, answers)) for name, answers in groups]
    return _cross(question, total, columns)


def _counties(given: Mapping[int | None, list[Answer]]) -> list[tuple[Name, list[Answer]]]:
    found: list[tuple[Name, list[Answer]]] = [
        (one.name, given[one.code]) for one in counties() if one.code in given
    ]
    return found + ([(NOT_TOLD, given[None])] if None in given else [])


def _areas(given: Mapping[int | None, list[Answer]]) -> list[tuple[Name, list[Answer]]]:
    by_area: dict[str, list[Answer]] = {}
    for code, answers in given.items():
        place = county(code) if code is not None else None
        by_area.setdefault(place.area.fi if place else "", []).extend(answers)
    found: list[tuple[Name, list[Answer]]] = [
        (area, by_area[area.fi]) for area in areas() if area.fi in by_area
    ]
    return found + ([(NOT_TOLD, by_area[""])] if "" in by_area else [])


def _county(survey: Survey, stored: StoredSheet) -> int | None:
    for question in survey.questions:
        if question.kind is Kind.COUNTY:
            for code in stored.sheet.answers.get(question.key, Answer()).codes:
                if county(code) is not None:
                    return code
    return stored.county


def by_team(question: Question, groups: Mapping[str, Tally]) -> CrossTable | None:
    """A question of a survey of persons by team; None where that would show too few persons."""
    found = blocks(groups)
    if not found:
        return None
    total = sum((block.tally for block in found), Tally())
    return _cross(question, total, [(_names(block), block.tally) for block in found])


def _names(block: Block) -> tuple[Name, ...]:
    return tuple(name or NO_TEAM for name in block.names)


def _cross(
    question: Question, total: Tally, groups: Sequence[tuple[tuple[Name, ...], Tally]]
) -> CrossTable:
    lines = _lines(question, total)
    columns = [
        CrossColumn(names, Shown.EXACT, one.answered, _rows(lines, one))
        for names, one in (*groups, ((TOTAL,), total))
    ]
    return CrossTable(question, tuple(name for name, _ in lines), tuple(columns))


WAVES_COMPARED = 5


def compared(waves: Sequence[Wave], wave_rid: int) -> Sequence[Wave]:
    """The waves to set side by side, the oldest first: the latest five if this one is among them.

    Otherwise the five up to this one, or the first five.
    """
    latest = max(len(waves) - WAVES_COMPARED, 0)
    place = next((n for n, one in enumerate(waves) if one.rid == wave_rid), latest)
    start = latest if place >= latest else max(place - WAVES_COMPARED + 1, 0)
    return waves[start : start + WAVES_COMPARED]


def by_wave(survey: Survey, question: Question, waves: Sequence[tuple[Wave, Tally]]) -> CrossTable:
    """A question in several waves side by side; a wave of too few persons has no figures."""
    visible = [(wave, counted, protected(survey.asks, counted)) for wave, counted in waves]
    lines = _lines(question, sum((one for _, _, one in visible if one), Tally()))
    columns = tuple(
        CrossColumn((wave.name,), Shown.EXACT, one.answered, _rows(lines, one))
        if one
        else CrossColumn((wave.name,), shown(survey.asks, counted.answered))
        for wave, counted, one in visible
    )
    return CrossTable(question, tuple(name for name, _ in lines), columns)


Say = Callable[[Message], str]


def said(name: Name, language: str, say: Say) -> str:
    """A name in a language."""
    if isinstance(name, LocalText):
        return name.in_language(language)
    return say(name) if isinstance(name, Message) else name
