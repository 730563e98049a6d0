"""Surveys that the programmes of present runs ask for and that have not been held in them yet."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.library import templates_of
from coachdesk.features.programmes.model import Event, Run
from coachdesk.features.programmes.template import Phase, Template
from coachdesk.features.surveys import store
from coachdesk.features.surveys.definition import find_survey
from coachdesk.features.surveys.model import Survey
from coachdesk.kernel.database import Database


@dataclass(frozen=True, slots=True)
class Proposal:
    """A survey that belongs to a phase of a run; `day` is when the phase's event begins."""

    survey: Survey
    run: Run
    phase: Phase
    day: dt.date | None


def proposals(db: Database) -> list[Proposal]:
    """What has not been held yet: the newest run first, each in the order of its phases.

    A programme may ask for a survey in several phases; as many of them as the run has waves are
    passed over.
    """
    runs = programmes.runs(db)
    held = Counter((row.wave.run_rid, row.wave.survey_key) for row in store.waves(db))
    events = programmes.events_of_cohorts(db)
    cohorts = programmes.cohorts_of_runs(db)
    templates = templates_of(db, runs)
    found: list[Proposal] = []
    for run in runs:
        template = templates[run.rid]
        if template is not None:
            of_run = [one for each in cohorts.get(run.rid, []) for one in events.get(each.rid, [])]
            found += _of_run(run, template, of_run, held)
    return found


def _of_run(
    run: Run, template: Template, events: list[Event], held: Counter[tuple[int | None, str]]
) -> Iterator[Proposal]:
    passed: Counter[str] = Counter()
    for phase in template.phases:
        for link in (one for one in template.surveys if one.phase == phase.key):
            survey = find_survey(link.survey)
            passed[link.survey] += 1
            if survey is not None and passed[link.survey] > held[run.rid, link.survey]:
                yield Proposal(survey, run, phase, _day(phase, events))


def _day(phase: Phase, events: list[Event]) -> dt.date | None:
    days = (one.starts_on for one in events if one.key == phase.event)
    return min(filter(None, days), default=None)
