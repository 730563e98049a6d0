"""Waves and answers in a real encrypted file."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.exchange.tables import build_table
from coachdesk.features.programmes import store as programmes
from coachdesk.features.surveys import service, store
from coachdesk.features.surveys.definition import find_survey
from coachdesk.features.surveys.model import (
    Answer,
    Sheet,
    Tally,
    tallies,
    tallies_of_packed,
    unpacked,
    written,
)
from coachdesk.features.surveys.reading import Reading, read_answers
from coachdesk.features.surveys.service import AnswersTwice
from coachdesk.features.teams import service as teams
from coachdesk.kernel.database import insert, rows
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.small_groups import Shown
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.helpers.workspaces import TODAY


def _reading(key: str, *lines: tuple[str, ...]) -> Reading:
    survey = find_survey(key)
    assert survey is not None
    return read_answers(build_table(enumerate(lines, start=1)), survey)


def _units() -> Reading:
    return _reading(
        "pre_survey",
        ("Yksikkö", "county", "risk_assessment_stage", "wishes"),
        ("Osasto 4", "10", "1", "Lisää aikaa"),
        ("Muualla", "3", "kesken", ""),
        ("Hemvård", "", "2", "=1+1"),
    )


def _persons(*sizes: tuple[str, int]) -> Reading:
    lines = [("Tiimi", "recovery", "one_thing")]
    lines += [(team, "4", f"{team} toive {n}") for team, size in sizes for n in range(size)]
    return _reading("staff_pulse", *lines)


@pytest.fixture
def wave(ws: Workspace) -> int:
    return service.add_wave(ws, "pre_survey", "Syksy 2023", dt.date(2023, 10, 1))


@pytest.fixture
def pulse(ws: Workspace) -> int:
    return service.add_wave(ws, "staff_pulse", "Kevät", dt.date(2024, 4, 1))


def test_answers_of_units_are_kept_sheet_by_sheet(ws: Workspace, wave: int) -> None:
    team = teams.add_team(ws, "osasto 4", county_code=10)
    assert service.import_answers(ws, wave, _units()) == 3
    first, second, third = store.sheets(ws.read, wave)
    assert (first.team_rid, first.county, first.sheet.unit) == (team, 10, "Osasto 4")
    assert second.sheet.answers["risk_assessment_stage"] == Answer(words="kesken")
    assert third.sheet.answers["wishes"] == Answer(words="=1+1")
    (row,) = store.waves(ws.read)
    assert row.answers == 3
    ws.undo()
    assert store.sheets(ws.read, wave) == []
    ws.redo()
    assert len(store.sheets(ws.read, wave)) == 3


def test_the_same_file_twice_is_asked_about(ws: Workspace, wave: int) -> None:
    service.import_answers(ws, wave, _units())
    other = service.add_wave(ws, "pre_survey", "Toinen", TODAY)
    for place in (wave, other):
        with pytest.raises(AnswersTwice, match="Syksy 2023"):
            service.import_answers(ws, place, _units())
    assert len(store.sheets(ws.read, wave)) == 3
    service.import_answers(ws, wave, _units(), again=True)
    assert len(store.sheets(ws.read, wave)) == 6
    ws.undo()
    ws.undo()
    ws.undo()  # both imports and the other wave: the file is new again
    service.import_answers(ws, wave, _units())
    assert len(store.sheets(ws.read, wave)) == 3


def test_of_persons_only_tallies_are_kept(ws: Workspace, pulse: int) -> None:
    service.import_answers(ws, pulse, _persons(("Osasto 4", 12), ("Hemvård", 3)))
    assert store.sheets(ws.read, pulse) == []
    groups = store.groups(ws.read, pulse)
    assert groups["recovery"]["Osasto 4"] == Tally(12, {4: 12})
    words = [one["text"] for one in rows(ws.read, "SELECT text FROM survey_words ORDER BY rid")]
    assert words == sorted(words, key=str.casefold)
    columns = {one["name"] for one in rows(ws.read, "PRAGMA table_info(survey_words)")}
    assert columns == {"rid", "uuid", "wave_rid", "question", "text"}
    service.import_answers(ws, pulse, _persons(("Osasto 4", 2)))
    assert store.groups(ws.read, pulse)["recovery"]["Osasto 4"].counts == {4: 14}


def test_the_report_of_a_few_persons_tells_nothing(ws: Workspace, pulse: int) -> None:
    service.import_answers(ws, pulse, _persons(("Osasto 4", 4)))
    found = store.wave(ws.read, pulse)
    assert found is not None
    report = store.report(ws.read, found)
    assert report is not None
    assert {one.shown for one in report.results} == {Shown.HIDDEN}
    assert all(one.n is None and not one.rows and not one.texts for one in report.results)
    assert report.crosses == ()


def test_typing_a_sheet_is_one_step_that_can_be_undone(ws: Workspace, wave: int) -> None:
    answers = {"county": Answer((10,))}
    rid = service.save_sheet(ws, wave, None, Sheet(answers), "one")
    answers["risk_assessment_stage"] = Answer((2, 99))
    assert service.save_sheet(ws, wave, rid, Sheet(answers, "Osasto 4"), "one") == rid
    more = {**answers, "wishes": Answer(words=" a\x00b ")}
    service.save_sheet(ws, wave, rid, Sheet(more, "Osasto 4"), "one")
    stored = store.sheet(ws.read, rid)
    assert stored is not None
    assert stored.sheet == Sheet(
        {
            "county": Answer((10,)),
            "risk_assessment_stage": Answer((2,)),
            "wishes": Answer(words="ab"),
        },
        "Osasto 4",
    )
    ws.undo()
    assert store.sheets(ws.read, wave) == []


def test_counts_of_persons_must_be_possible(ws: Workspace, pulse: int) -> None:
    service.add_counts(ws, pulse, "", {"recovery": Tally(12, {1: 2, 4: 10})})
    assert store.groups(ws.read, pulse)["recovery"][""] == Tally(12, {1: 2, 4: 10})
    for wrong in (Tally(3, {1: 4}), Tally(3, {1: 2, 2: 2}), Tally(-1), Tally(3, {1: -1})):
        with pytest.raises(UserError):
            service.add_counts(ws, pulse, "", {"recovery": wrong})
    hindrances = service.add_wave(ws, "team_survey", "Tiimi", TODAY)
    service.add_counts(ws, hindrances, "", {"hindrances": Tally(12, {1: 8, 2: 9})})
    with pytest.raises(UserError, match="no longer there"):
        service.add_counts(ws, hindrances, "", {"recovery": Tally(1)})
    with pytest.raises(UserError):
        service.save_sheet(ws, pulse, None, Sheet({}))


def test_a_wave_belongs_to_a_programme_and_outlives_it(ws: Workspace, wave: int) -> None:
    with ws.change(msg("test", "Run")) as db:
        run = insert(db, "run", {"template_key": "x", "template_version": "1", "name": "R"})
    service.set_run(ws, wave, run)
    assert store.waves(ws.read)[0].run_name == "R"
    with ws.change(msg("test", "Run gone")) as db:
        db.execute("DELETE FROM run")
    assert store.waves(ws.read)[0].run_name == ""
    assert programmes.runs(ws.read) == []


def test_names_days_and_deletion(ws: Workspace, wave: int) -> None:
    with pytest.raises(UserError, match="Give the survey a name"):
        service.rename_wave(ws, wave, "  ")
    with pytest.raises(UserError, match="not on this computer"):
        service.add_wave(ws, "unknown", "X", TODAY)
    service.rename_wave(ws, wave, "Kevät")
    service.set_day(ws, wave, TODAY)
    found = store.wave(ws.read, wave)
    assert found is not None
    assert (found.name, found.held_on) == ("Kevät", TODAY)
    service.import_answers(ws, wave, _units())
    service.delete_wave(ws, wave)
    for table in ("survey_wave", "survey_sheet", "survey_import"):
        assert rows(ws.read, f"SELECT rid FROM {table}") == []
    ws.undo()
    assert len(store.sheets(ws.read, wave)) == 3


def test_a_file_without_answers_is_refused(ws: Workspace, wave: int) -> None:
    with pytest.raises(UserError, match="no answers"):
        service.import_answers(ws, wave, _reading("pre_survey", ("county",), ("-",)))


def test_labels_of_changes_hold_no_content(ws: Workspace, wave: int) -> None:
    service.import_answers(ws, wave, _units())
    secret = Sheet({"wishes": Answer(words="SALAISUUS")}, "SALAISUUS")
    service.save_sheet(ws, wave, None, secret)
    assert not any("SALAISUUS" in one["label"] for one in rows(ws.read, "SELECT label FROM change"))


ANSWERS = st.builds(
    Answer,
    st.lists(st.integers(0, 9), unique=True).map(lambda codes: tuple(sorted(codes))),
    st.text(max_size=5),
)


@given(st.lists(st.dictionaries(st.sampled_from(["county", "follow_up_plans", "wishes"]), ANSWERS)))
def test_stored_answers_are_counted_as_they_were_given(
    answers: list[dict[str, Answer]],
) -> None:
    survey = find_survey("pre_survey")
    assert survey is not None
    given_ones = [{key: one for key, one in each.items() if one} for each in answers]
    stored = [json.loads(written(each)) for each in given_ones]
    assert [unpacked(one) for one in stored] == given_ones
    sheets = [Sheet(one) for one in given_ones]
    assert tallies_of_packed(survey, stored) == tallies(survey, sheets)
