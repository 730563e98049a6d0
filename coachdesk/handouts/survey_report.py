"""The results of a survey: a chart and a table for each question, open answers, breakdowns."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from coachdesk.documents.blocks import (
    Bar,
    BarChart,
    Block,
    BulletList,
    Cell,
    Document,
    Heading,
    KeepTogether,
    Para,
    Span,
    Table,
)
from coachdesk.features.printing.model import Choices, Handout, OfferedSubject, Option, Subject
from coachdesk.features.surveys import store
from coachdesk.features.surveys.model import Asks
from coachdesk.features.surveys.report import (
    BY_NAMES,
    COMPARED,
    COUNT,
    OPEN_ANSWERS,
    OTHER_ANSWERS,
    PERCENT,
    SHOWN_WORDS,
    TEXTS_HELD,
    Report,
)
from coachdesk.features.surveys.results import (
    TOTAL,
    By,
    CrossColumn,
    CrossTable,
    QuestionResult,
    ResultRow,
    said,
)
from coachdesk.features.surveys.words import percent_words
from coachdesk.handouts.paper import facts, paper
from coachdesk.handouts.wording import Words
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg

CHARTS, TEXTS, AREAS, COUNTIES, WAVES = "charts", "texts", "areas", "counties", "waves"
_PARTS = {By.AREA: AREAS, By.TEAM: AREAS, By.COUNTY: COUNTIES}
_MOST_COLUMNS, _SHORT = 6, 14
"""So many labels, of so many characters, stand above columns; else their numbers do."""
_MOST_OPTIONS, _MOST_IN_LINE, _MOST_BESIDE = 8, 4, 5
"""Options that have columns; columns with count and share in one line; groups that have columns."""


@dataclass(frozen=True, slots=True)
class SurveyPaper:
    """The report of a wave, or of answers that are of none."""

    today: dt.date
    chosen: frozenset[str]
    report: Report
    held_on: dt.date | None = None


def collect(db: Database, wave_rid: int, today: dt.date, choices: Choices) -> SurveyPaper | None:
    """Read the results of a wave; None when it is gone or its survey is not known here."""
    wave = store.wave(db, wave_rid)
    report = store.report(db, wave) if wave else None
    if wave is None or report is None:
        return None
    return SurveyPaper(today, choices.options, report, wave.held_on)


def compose_report(report: Report, today: dt.date, language: str) -> Document:
    """The paper of answers that were read from a file."""
    paper_of = SurveyPaper(today, HANDOUT.usual().options, report)
    return compose(paper_of, language, large_print=False)


def compose(data: SurveyPaper, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The report in a language."""
    words, survey = Words(language), data.report.survey
    name = survey.name.in_language(words.language)
    begins_so = data.report.name.casefold().startswith(name.casefold())
    subject = data.report.name if begins_so else ": ".join(filter(None, (name, data.report.name)))
    blocks: list[Block] = [Para(survey.description.in_language(words.language), "muted")]
    blocks += facts(
        [
            (msg("handouts", "Held on"), words.date(data.held_on, "day")),
            (msg("handouts", "Asked"), words(_ASKED[survey.asks])),
        ],
        words,
    )
    if survey.asks is Asks.PERSONS:
        blocks.append(Para(words(_PROTECTED), "small"))
    for number, result in enumerate(data.report.results, start=1):
        blocks += _question(number, result, data, words)
    for by, tables in data.report.crosses:
        if _PARTS[by] in data.chosen and tables:
            shown = (_breakdown(table, words) for table in tables)
            blocks += [Heading(words(BY_NAMES[by])), *chain.from_iterable(shown)]
    if WAVES in data.chosen and data.report.waves:
        beside = (_side_by_side(table, words) for table in data.report.waves)
        blocks += [Heading(words(COMPARED)), *chain.from_iterable(beside)]
    left_out = [label for part, label in _LEFT_OUT.items() if _is_left_out(part, data)]
    blocks += words.left_out(left_out)
    return paper(HANDOUT.title, subject, data.today, blocks, words, large_print=large_print)


_ASKED = {
    Asks.UNITS: msg("handouts", "work units, one answer each"),
    Asks.PERSONS: msg("handouts", "persons"),
}
_PROTECTED = msg(
    "handouts",
    "To protect those who answered, figures and words are shown from 10 answers on. Smaller teams "
    "stand together.",
)
_LEFT_OUT = {
    TEXTS: msg("handouts", "open answers"),
    CHARTS: msg("handouts", "charts"),
    AREAS: msg("handouts", "results by area or team"),
    COUNTIES: msg("handouts", "results by county"),
    WAVES: msg("handouts", "comparison with other times"),
}


def _is_left_out(part: str, data: SurveyPaper) -> bool:
    if part in data.chosen:
        return False
    if part == TEXTS:
        return any(result.texts for result in data.report.results)
    if part == CHARTS:
        return any(result.rows for result in data.report.results)
    if part == WAVES:
        return bool(data.report.waves)
    return any(_PARTS[by] == part and tables for by, tables in data.report.crosses)


def _question(
    number: int, result: QuestionResult, data: SurveyPaper, words: Words
) -> Sequence[Block]:
    title = result.question.title.in_language(words.language)
    blocks: list[Block] = [Heading(f"{number}. {title}")]
    if result.n is None:
        blocks.append(Para(words(SHOWN_WORDS[result.shown]), "muted"))
        return [KeepTogether(tuple(blocks))]
    if result.rows:
        if CHARTS in data.chosen:
            blocks.append(_chart(title, result.rows, words))
        blocks.append(_frequencies(result, words))
    whole = KeepTogether(tuple(blocks))
    texts = _texts(result, words) if TEXTS in data.chosen else []
    if result.rows:
        return [whole, *texts]
    first, rest = texts[:1], texts[1:]
    return [KeepTogether((*blocks, *first)), *rest]


def _chart(title: str, rows: Sequence[ResultRow], words: Words) -> BarChart:
    highest = max(rows, key=lambda row: row.count)
    alternative = words(
        msg(
            "handouts",
            "Bar chart: {question} Most often: {answer}, {percent}. All figures are in the table.",
            question=title,
            answer=_label(highest, words),
            percent=percent_words(highest.percent, words.language),
        )
    )
    bars = tuple(Bar(_label(row, words), float(row.percent), str(row.count)) for row in rows)
    return BarChart(bars, alternative)


def _label(row: ResultRow, words: Words) -> str:
    return said(row.label, words.language, words)


def _frequencies(result: QuestionResult, words: Words) -> Table:
    rows: list[tuple[str | Cell, ...]] = [
        (
            Cell(_with_code(row, words), is_header=False),
            Cell(str(row.count), align="right"),
            Cell(percent_words(row.percent, words.language), align="right"),
        )
        for row in result.rows
    ]
    total = (Span(words(TOTAL), bold=True),)
    count = (Span(str(result.n), bold=True),)
    rows.append((Cell(total), Cell(count, align="right"), Cell("", align="right")))
    head = (words(msg("handouts", "Answer")), words(COUNT), words(PERCENT))
    return Table(head, tuple(rows), widths=(7.0, 1.4, 1.6))


def _with_code(row: ResultRow, words: Words) -> str:
    label = _label(row, words)
    return label if row.code is None else f"{label} ({row.code})"


def _texts(result: QuestionResult, words: Words) -> list[Block]:
    if result.texts_held:
        return [Para(words(TEXTS_HELD), "muted")]
    if not result.texts:
        none = msg("handouts", "No open answers.")
        return [] if result.rows else [Para(words(none), "muted")]
    title = OTHER_ANSWERS if result.rows else OPEN_ANSWERS
    return [Heading(words(title), 3), BulletList(result.texts)]


def _breakdown(table: CrossTable, words: Words) -> list[Block]:
    """A question with a row for each group, or with a column where the options are too many."""
    if len(table.labels) > _MOST_OPTIONS:
        return _side_by_side(table, words)
    labels = _labels(table, words)
    heads = labels if _are_short(labels) else [str(n) for n in range(1, len(labels) + 1)]
    parts: list[Block] = [_title(table, words)]
    if heads is not labels:
        named = (f"{head} = {label}" for head, label in zip(heads, labels, strict=True))
        parts.append(Para("\n".join(named), "small"))
    parts.append(_cross(table, heads, words))
    return [KeepTogether(tuple(parts))]


def _title(table: CrossTable, words: Words) -> Heading:
    return Heading(table.question.title.in_language(words.language), 2)


def _labels(table: CrossTable, words: Words) -> list[str]:
    return [said(label, words.language, words) for label in table.labels]


def _are_short(labels: Sequence[str]) -> bool:
    """Whether labels can stand beside each other above columns."""
    return len(labels) <= _MOST_COLUMNS and max(map(len, labels), default=0) <= _SHORT


def _cross(table: CrossTable, heads: Sequence[str], words: Words) -> Table:
    between = " · " if len(heads) <= _MOST_IN_LINE else "\n"
    rows: list[tuple[str | Cell, ...]] = []
    for group in table.columns:
        figures = [_figure(group, place, between, words) for place in range(len(heads))]
        rows.append((Cell(_group(group, words), is_header=True), *figures, _total(group, words)))
    head = (words(msg("handouts", "Group")), *heads, words(TOTAL))
    return Table(head, tuple(rows), widths=(3.0, *([1.2] * len(heads)), 0.8))


def _side_by_side(table: CrossTable, words: Words) -> list[Block]:
    """A question with a column for each group, a few of them in a table."""
    labels = _labels(table, words)
    blocks: list[Block] = [_title(table, words)]
    for start in range(0, len(table.columns), _MOST_BESIDE):
        groups = table.columns[start : start + _MOST_BESIDE]
        rows: list[tuple[str | Cell, ...]] = [
            (label, *(_figure(group, place, " · ", words) for group in groups))
            for place, label in enumerate(labels)
        ]
        total = Cell((Span(words(TOTAL), bold=True),))
        rows.append((total, *(_total(group, words) for group in groups)))
        head = (words(msg("handouts", "Answer")), *(_group(group, words) for group in groups))
        blocks.append(Table(head, tuple(rows), widths=(3.0, *([1.6] * len(groups)))))
    return [KeepTogether(tuple(blocks))] if len(labels) <= _MOST_OPTIONS else blocks


def _group(group: CrossColumn, words: Words) -> str:
    return ", ".join(said(one, words.language, words) for one in group.names)


def _total(group: CrossColumn, words: Words) -> Cell:
    """How many answered; of a group that is too small only that it is."""
    n = words(SHOWN_WORDS[group.shown]) if group.n is None else str(group.n)
    return Cell((Span(n, bold=group.n is not None),), align="right")


def _figure(group: CrossColumn, place: int, between: str, words: Words) -> Cell:
    if group.n is None:
        return Cell("–", align="right")
    row = group.rows[place]
    share = f"{between}{percent_words(row.percent, words.language)}" if row.count else ""
    return Cell((Span(str(row.count)), Span(share, muted=True)), align="right")


HANDOUT = Handout(
    key="survey_report",
    title=msg("handouts", "Survey results"),
    subject=Subject.SURVEY,
    collect=collect,
    compose=compose,
    options=(
        Option(CHARTS, msg("handouts", "Charts")),
        Option(TEXTS, msg("handouts", "Open answers")),
        Option(AREAS, msg("handouts", "Results by area or team")),
        Option(COUNTIES, msg("handouts", "Results by county"), default=False),
        Option(WAVES, msg("handouts", "Comparison with other times")),
    ),
)


def _choices(db: Database) -> list[tuple[int, str]]:
    return [(row.wave.rid, row.wave.name) for row in store.waves(db) if row.survey]


def _name_of(db: Database, uuid: str) -> str:
    wave = store.wave_of_uuid(db, uuid)
    return wave.name if wave else ""


SUBJECT = OfferedSubject(
    kind=Subject.SURVEY,
    table="survey_wave",
    title=msg("printing", "Which survey"),
    field_name=msg("printing", "Survey to print"),
    choices=_choices,
    name_of=_name_of,
)
