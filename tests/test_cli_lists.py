"""Lists, calendar, surveys and programmes on the command line."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest

from coachdesk.__main__ import main
from coachdesk.kernel.paths import resource

DONE, FAILED = 0, 1
DEMO = ("--demo", "--today", "2026-11-22")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
        yield


def listed(capsys: Captured, *arguments: str) -> list[dict[str, object]]:
    """What `coachdesk list` says as JSON."""
    assert main(["list", *arguments, "--json"]) == DONE
    records = json.loads(capsys.readouterr().out)
    assert isinstance(records, list)
    return records


def test_programmes_and_surveys_need_no_data(capsys: Captured, tmp_path: Path) -> None:
    found = listed(capsys, "programmes", "--data", str(tmp_path / "none"), "--language", "fi")
    assert {"vetoa_ja_pitoa", "smooth_services", "division_of_work_pilot"} <= {
        one["key"] for one in found
    }
    assert len(found) == len(list(resource("programmes").glob("*.toml")))
    surveys = {one["key"]: one for one in listed(capsys, "surveys", "--language", "fi")}
    assert surveys["pre_survey"]["asks"] == "units"


def test_runs_and_events_of_the_demo(capsys: Captured) -> None:
    (run, *_rest) = listed(capsys, "runs", *DEMO)
    assert run["programme"] == "vetoa_ja_pitoa"
    assert run["cohorts"]
    events = listed(capsys, "events", *DEMO)
    assert {"Workshop 1", "Workshop 2"} <= {one["event"] for one in events}


def test_the_calendar_of_a_run_opens_elsewhere_and_a_second_one_has_the_same_names(
    capsys: Captured, tmp_path: Path
) -> None:
    (run, *_rest) = listed(capsys, "runs", *DEMO)
    names = []
    for file in (tmp_path / "one.ics", tmp_path / "two.ics"):
        assert main(["calendar", *DEMO, "--run", str(run["name"]), "--output", str(file)]) == DONE
        calendar = icalendar.Calendar.from_ical(file.read_bytes())
        names.append({str(event["UID"]) for event in calendar.walk("VEVENT")})
    assert names[0]
    assert names[0] == names[1]


def test_an_unknown_run_is_told(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "none.ics"
    assert main(["calendar", *DEMO, "--run", "Kevät", "--output", str(file)]) == FAILED
    assert "Kevät" in capsys.readouterr().err
    assert not file.exists()


def test_a_survey_becomes_a_report_without_any_data(capsys: Captured, tmp_path: Path) -> None:
    answers, report = tmp_path / "answers.csv", tmp_path / "report.json"
    answers.write_text(
        "Missä vaiheessa olette menossa riskinarvioinnissa?\n2\n2\n3\n", encoding="utf-8"
    )
    assert main(["survey", "pre_survey", str(answers), "--output", str(report)]) == DONE
    question = next(
        one
        for one in json.loads(report.read_text(encoding="utf-8"))["questions"]
        if one["key"] == "risk_assessment_stage"
    )
    assert question["n"] == 3
    assert [row["count"] for row in question["rows"]] == [0, 2, 1, 0]
    assert [row["percent"] for row in question["rows"]] == [0, 66.67, 33.33, 0]


def test_a_programme_is_checked_with_its_places(capsys: Captured, tmp_path: Path) -> None:
    sound = resource("programmes", "vetoa_ja_pitoa.toml")
    assert main(["check-programme", str(sound)]) == DONE
    assert "sound" in capsys.readouterr().out
    broken = tmp_path / "broken.toml"
    text = sound.read_text(encoding="utf-8").replace('event = "workshop_2"', 'event = "nothing"')
    broken.write_text(text, encoding="utf-8")
    assert main(["check-programme", str(broken)]) == FAILED
    assert "broken.toml, phases[workshop_2].event" in capsys.readouterr().err
    assert main(["check-programme", str(tmp_path / "missing.toml")]) == FAILED
