"""Surveys that runs ask for: proposed, opened from a run, begun with everything filled in."""

import datetime as dt

from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store as runs
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.surveys import service, store
from coachdesk.features.surveys.page import SurveysPage
from coachdesk.features.surveys.proposals import proposals
from coachdesk.features.surveys.run_links import link_to_survey
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from tests.helpers.coaching import event_of, start_run, template
from tests.helpers.workspaces import TODAY


def _linked() -> list[str]:
    found = template()
    return [
        link.survey
        for phase in found.phases
        for link in found.surveys
        if link.phase == phase.key
    ]  # fmt: skip


def test_each_survey_of_a_present_run_is_proposed_until_it_is_held(ws: Workspace) -> None:
    assert proposals(ws.read) == []
    run = start_run(ws, [], "Kevät")
    assert [one.survey.key for one in proposals(ws.read)] == _linked()
    assert {one.run.rid for one in proposals(ws.read)} == {run}
    service.add_wave(ws, _linked()[0], "Ensimmäinen", TODAY, run)
    assert [one.survey.key for one in proposals(ws.read)] == _linked()[1:]
    service.add_wave(ws, _linked()[0], "Muualla", TODAY)
    start_run(ws, [], "Syksy")
    assert len(proposals(ws.read)) == 2 * len(_linked()) - 1


def test_the_day_is_that_of_the_phases_event(ws: Workspace) -> None:
    run = start_run(ws, [])
    day = dt.date(2027, 1, 14)
    for one in proposals(ws.read):
        assert one.day is None
        if one.phase.event:
            event = event_of(ws, run, one.phase.event)
            programmes.move_event(ws, event.rid, EventDate.of(day))
    days = {one.day for one in proposals(ws.read) if one.phase.event}
    assert days <= {day}


def test_the_form_is_filled_with_what_a_run_asks_for(page: SurveysPage, ws: Workspace) -> None:
    run = start_run(ws, [], "Kevät")
    start_run(ws, [], "Syksy")
    page.begin_wave()
    form = page.new_wave
    assert form.runs.currentText() == "Syksy"
    wanted = next(one for one in form.proposed if one.run.rid == run)
    form.propose(wanted)
    form.start()
    (row,) = store.waves(ws.read)
    assert (row.wave.survey_key, row.wave.run_rid) == (wanted.survey.key, run)
    assert row.wave.name.endswith(str(TODAY.year))
    page.begin_wave()
    assert all((one.survey.key, one.run.rid) != (wanted.survey.key, run) for one in form.proposed)
    page.open_target(Target("surveys", "new", extra={"survey": "pre_survey", "run": str(run)}))
    assert form.name.text() == f"{row.wave.name} (2)"


def test_a_phase_leads_to_its_survey_held_or_to_be_held(page: SurveysPage, ws: Workspace) -> None:
    run = start_run(ws, [], "Kevät")
    start_run(ws, [], "Syksy")
    (place,) = runs.places_of_run(ws.read, run)
    link = link_to_survey("pre_survey", place)
    assert link is not None
    page.open_target(link.target)
    form = page.new_wave
    assert page.right.currentWidget() is page._form
    assert (form.survey.currentData(), form.runs.currentData()) == ("pre_survey", run)
    form.start()
    service.add_wave(ws, "pre_survey", "Toinen", TODAY)
    page.begin_wave()
    page.open_target(link.target)
    assert page.row is not None
    assert page.row.wave.run_rid == run
    assert page.right.currentWidget() is not page._form
    assert link_to_survey("unknown", place) is None


def test_a_survey_that_no_run_asks_for_is_begun_all_the_same(
    page: SurveysPage, ws: Workspace
) -> None:
    for extra in ({"survey": "team_survey", "run": "99"}, {"survey": "team_survey"}, {}):
        page.open_target(Target("surveys", "new", extra=extra))
        assert page.right.currentWidget() is page._form
        assert page.new_wave.runs.currentData() is None
    page.open_target(Target("surveys", "new", extra={"survey": "team_survey"}))
    assert page.new_wave.survey.currentData() == "team_survey"
