"""A programme's file is checked as a whole, not only to the first slip."""

from pathlib import Path

import pytest

from coachdesk.features.programmes.checking import check_programme
from coachdesk.features.programmes.template import Template, available_templates
from coachdesk.kernel.paths import resource
from tests.features.programmes.walks import WALKS, changed, written


def _places(path: Path) -> list[str]:
    return [problem.place for problem in check_programme(path)]


def test_a_sound_programme_has_no_problems(tmp_path: Path) -> None:
    assert check_programme(written(tmp_path)) == []


def test_slips_in_every_section_are_told_at_once(tmp_path: Path) -> None:
    text = WALKS
    for old, new in (
        ('sv = "Promenader", ', ""),
        ("largest = 4", "largest = 0"),
        ('key = "before"', 'key = "Before"'),
        ("days = 1", "days = 99"),
        ('means = "done"', 'means = "ready"'),
        ('fi = "Hyvät", ', ""),
        ('until = "photos"', 'until = "never"'),
        ('at = "11:45"', 'at = "noon"'),
        ('key = "why"', ""),
        ('"rain"\nphase = "walk"', '"rain"\nphase = "x"'),
        ("duties.en", "duty.en"),
        ('key = "route"', 'key = "route"\ncolour = 1'),
        ("every_weeks = 1", ""),
        ('survey = "team_survey"', "survey = 5"),
        ('version = "1"', 'version = "1"\nauthor = "me"'),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    assert _places(written(tmp_path, text)) == [
        "team.largest",
        "name.sv",
        "phases[Before].key",
        "events[walk].days",
        "kinds[shoes].stages[bought].means",
        "items[shoes].help.fi",
        "agendas[1].blocks[lunch].at",
        "questions[1].key",
        "roles[guide].duties.en",
        "roles[guide].duty",
        "fields[route].colour",
        "meetings[weekly].every_weeks",
        "surveys[1].survey",
        "author",
        "tasks[map].phase",
        "tasks[map].until",
        "advice[rain].phase",
    ]


def test_a_part_with_a_slip_can_still_be_referred_to(tmp_path: Path) -> None:
    path = written(tmp_path, changed('kind = "outing"\ndays = 1', 'kind = "outing"\ndays = 99'))
    assert _places(path) == ["events[walk].days"]


@pytest.mark.parametrize("text", ["key = ", "schema = 1", ""])
def test_a_file_in_no_known_format_has_one_problem(tmp_path: Path, text: str) -> None:
    assert len(check_programme(written(tmp_path, text))) == 1


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    (problem,) = check_programme(tmp_path / "gone.toml")
    assert "cannot be read" in str(problem)


def test_papers_and_surveys_that_the_program_lacks_are_told(tmp_path: Path) -> None:
    problems = check_programme(written(tmp_path), handouts={"call_list"}, surveys={"pre_survey"})
    assert [problem.place for problem in problems] == [
        "phases[before].handouts",
        "surveys[1].survey",
    ]
    assert "“date_sheet”" in str(problems[0])


def test_what_ships_has_no_problems() -> None:
    surveys = {path.stem for path in resource("surveys").glob("*.toml")}
    for path in resource("programmes").glob("*.toml"):
        assert check_programme(path, surveys=surveys) == []


@pytest.mark.parametrize("template", available_templates(), ids=lambda template: template.key)
def test_no_agenda_that_ships_runs_over_or_leaves_people_waiting(template: Template) -> None:
    for agenda in template.agendas:
        slots = agenda.slots()
        assert {slot.gap for slot in slots} == {0}
        assert slots[-1].ends <= 17 * 60
