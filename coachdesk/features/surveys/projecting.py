"""Charts of survey results for the projector: sums of at least five answers, never free words."""

from collections.abc import Iterator

from coachdesk.documents.blocks import Bar, BarChart
from coachdesk.features.programmes import store as programmes
from coachdesk.features.projector.model import Chart
from coachdesk.features.projector.offered import ChartSource, OfferedChart
from coachdesk.features.surveys import store
from coachdesk.features.surveys.definition import find_survey
from coachdesk.features.surveys.model import Wave
from coachdesk.features.surveys.results import QuestionResult, ResultRow, said, survey_results
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_percent
from coachdesk.kernel.small_groups import FLOOR
from coachdesk.kernel.text import Texts, msg

_SEPARATOR = "/"


def _waves(db: Database, event_rid: int) -> list[Wave]:
    """The waves of the run that a workshop belongs to, the newest first."""
    event = programmes.event(db, event_rid)
    place = programmes.place(db, event.cohort_rid) if event else None
    if place is None:
        return []
    return [row.wave for row in store.waves(db) if row.wave.run_rid == place.run.rid]


def _results(db: Database, wave: Wave) -> Iterator[QuestionResult]:
    """Results that a room may see; so few units of a survey of units would tell who said what."""
    survey = find_survey(wave.survey_key)
    if survey is None:
        return
    for result in survey_results(survey, store.tallies_of_wave(db, survey, wave.rid)):
        if result.rows and result.n is not None and result.n >= FLOOR:
            yield result


def _offered(db: Database, event_rid: int, language: str) -> list[OfferedChart]:
    return [
        OfferedChart(
            f"{wave.uuid}{_SEPARATOR}{result.question.key}",
            result.question.title.in_language(language),
        )
        for wave in _waves(db, event_rid)
        for result in _results(db, wave)
    ]


def _made(db: Database, key: str, language: str) -> Chart | None:
    uuid, _, question = key.partition(_SEPARATOR)
    wave = store.wave_of_uuid(db, uuid)
    results = _results(db, wave) if wave is not None else iter(())
    found = next((each for each in results if each.question.key == question), None)
    return _chart(found, Texts.load(language)) if found is not None else None


def _chart(result: QuestionResult, texts: Texts) -> BarChart:
    language = texts.language

    def bar(row: ResultRow) -> Bar:
        figure = format_percent(float(row.percent) / 100, 0, language)
        return Bar(said(row.label, language, texts), float(row.percent), figure)

    bars = tuple(map(bar, result.rows))
    alternative = texts(
        msg(
            "surveys", "Bar chart of {count} answers: {bars}", count=result.n or 0,
            bars="; ".join(f"{each.label} {each.figure}" for each in bars),
        )
    )  # fmt: skip
    return BarChart(bars, alternative)


SOURCE = ChartSource("surveys", _offered, _made)
