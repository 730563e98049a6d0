"""Every hand-out in every language: conforming, complete, as kept in `tests/golden`."""

import datetime as dt
import re
from typing import Any

import pytest

from coachdesk.features.checklists import service as checklists
from coachdesk.features.notes import service as notes
from coachdesk.features.notes import store as note_store
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.tasks import service as task_service
from coachdesk.features.tasks import store as tasks
from coachdesk.features.teams import service as teams
from coachdesk.features.teams import store as team_store
from coachdesk.features.teams.model import Member
from coachdesk.handouts import team_summary
from coachdesk.kernel.database import Values
from coachdesk.kernel.text import msg
from tests.documents.reading import faults, page_texts, reader
from tests.handouts.golden import check_golden, page_lines
from tests.handouts.home import SECRET, Home, item
from tests.handouts.papers import HANDOUTS, made, text, usual
from tests.helpers.coaching import cohort_of, template

KEYS = sorted(HANDOUTS)
LANGUAGES = ["fi", "sv", "en"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_says_what_it_should_in_every_language(home: Home, key: str, language: str) -> None:
    data = made(home, key, language).data
    assert faults(data) == []
    root: Any = reader(data).trailer["/Root"]
    assert root["/Lang"] == language
    check_golden(f"{key}.{language}", page_lines(data))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checklist_to_fill_in_by_hand(home: Home, language: str) -> None:
    data = made(home, "checklist", language, choices=usual("checklist", "by_hand")).data
    assert faults(data) == []
    check_golden(f"checklist_by_hand.{language}", page_lines(data))


@pytest.mark.parametrize("key", KEYS)
def test_large_print_loses_no_word(home: Home, key: str) -> None:
    data = made(home, key, large_print=True).data
    assert faults(data) == []
    small = text(home, key).split()
    assert set(small) - set(" ".join(page_texts(data)).split()) <= {"1/1", "1/2", "2/2"}


@pytest.mark.parametrize("key", KEYS)
def test_with_nothing_chosen_says_what_is_left_out(home: Home, key: str) -> None:
    paper = made(home, key, choices=usual(key, without=tuple(usual(key).options)))
    assert faults(paper.data) == []
    said = " ".join(page_texts(paper.data))
    if key != "checklist":
        assert "Left out of this paper:" in said


@pytest.mark.parametrize("key", ["team_summary", "checklist", "task_list"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_of_which_nothing_is_known(home: Home, key: str, language: str) -> None:
    paper = made(home, key, language, home.empty)
    assert faults(paper.data) == []
    assert "Empty" in " ".join(page_texts(paper.data))


def test_a_programme_without_teams(home: Home) -> None:
    programmes.remove_teams(home.ws, cohort_of(home.ws, home.run), [home.ward, home.home_care])
    assert "No team takes part" in text(home, "call_list")
    assert "No team takes part" in text(home, "readiness")


def test_the_call_list_names_the_next_workshop_of_each_cohort(home: Home) -> None:
    dates = {"workshop_2": EventDate.in_week(2026, 50)}
    cohort = programmes.NewCohort(name="Toinen", dates=dates, teams=[home.empty])
    programmes.add_cohort(home.ws, home.run, cohort)
    said = text(home, "call_list")
    assert re.search(r"Next workshop, Itä-Suomi\W+Workshop 2: .*Kuopio", said)
    assert re.search(r"Next workshop, Toinen\W+Workshop 2: week 50, day still open", said)
    assert "Empty" in said


@pytest.mark.parametrize("key", KEYS)
def test_no_note_is_on_a_summary_unless_picked(home: Home, key: str) -> None:
    if key == "minutes":
        return
    everything = usual(key, *(option.key for option in HANDOUTS[key].options))
    said = text(home, key, choices=everything)
    assert "SALAISUUS" not in said
    assert "Sairauspoissaolot" not in said


def test_the_picked_note_and_only_it(home: Home) -> None:
    said = text(home, "team_summary", choices=usual("team_summary", notes=(home.meeting,)))
    assert "Sairauspoissaolot" in said
    assert "SALAISUUS" not in said
    assert "1 meeting note" in said
    both = usual("team_summary", notes=(home.meeting, home.secret))
    assert SECRET in text(home, "team_summary", choices=both)


def test_a_note_picked_for_one_team_is_not_on_anothers_paper(home: Home) -> None:
    picked = usual("team_summary", notes=(home.meeting, home.secret))
    said = text(home, "team_summary", "sv", home.home_care, picked)
    assert "Sairauspoissaolot" not in said
    assert "SALAISUUS" not in said


def test_remarks_are_on_the_summary_only_when_chosen(home: Home) -> None:
    without = text(home, "team_summary")
    assert "Työsuojelu" not in without
    assert "remarks" in without
    chosen = text(home, "team_summary", choices=usual("team_summary", team_summary.REMARKS))
    assert "Työsuojelu mukaan." in chosen
    assert "Lupasin tiivistää." in chosen
    assert "Left out of this paper: 1 task dropped, 2 meeting notes" in chosen


def test_each_part_can_be_left_out_of_the_summary(home: Home) -> None:
    parts = {
        team_summary.MEMBERS: ("Jere Mäkelä", "names of the members"),
        team_summary.BACKGROUND: ("Kiire kuormittaa", "why the team joins"),
        team_summary.CHECKLIST: ("Measurement data", "the pre-work"),
        team_summary.TASKS: ("Palautuminen-mittari", "7 tasks"),
        team_summary.FINISHED: ("Ensimmäinen kokeilu", "2 tasks done"),
        team_summary.DECISIONS: ("Kokeilu 2 alkaa", "1 decision"),
    }
    whole = text(home, "team_summary")
    for part, (content, remark) in parts.items():
        assert content in whole
        assert remark not in whole
        said = text(home, "team_summary", choices=usual("team_summary", without=(part,)))
        assert content not in said
        assert remark in said


def test_the_worst_team_is_called_first(home: Home) -> None:
    said = text(home, "call_list")
    assert said.index("Hemvård") < said.index("Osasto 4")
    assert "Sanna Kettunen, sairaanhoitaja · 014 000 0104" in said


def test_without_a_number_the_supervisors_is_found(home: Home) -> None:
    teams.update_team(home.ws, home.ward, contact_phone="")
    assert "Päivi Lehtonen, osastonhoitaja · 014 000 0101" in text(home, "call_list")


def test_minutes_tell_who_was_there(home: Home) -> None:
    people = [one.rid for one in _members(home)]
    notes.set_presence(home.ws, home.meeting, people[0])
    notes.set_presence(home.ws, home.meeting, people[1], "absent")
    notes.add_guest(home.ws, home.meeting, "Rektori Ö")
    said = text(home, "minutes")
    assert "Present Päivi Lehtonen, Rektori Ö" in said
    assert "Absent Jere Mäkelä" in said


def test_minutes_tell_who_came_late_and_in_whose_place(home: Home) -> None:
    people = [one.rid for one in _members(home)]
    notes.set_presence(home.ws, home.meeting, people[0])
    late = note_store.attendance(home.ws.read, home.meeting)[0].rid
    notes.set_times(home.ws, late, dt.time(9, 40), dt.time(15, 5))
    guest = notes.add_guest(home.ws, home.meeting, "Rektori Ö")
    notes.set_stand_in(home.ws, guest, people[1])
    said = text(home, "minutes")
    assert "Came late Päivi Lehtonen (from 09:40, until 15:05)" in said
    assert "Rektori Ö (stands in for Jere Mäkelä)" in said


def _members(home: Home) -> list[Member]:
    return team_store.members(home.ws.read, home.ward)


def test_a_template_task_speaks_the_papers_language(home: Home) -> None:
    one = template().tasks[0]
    with home.ws.change(msg("test", "Task")) as db:
        values: Values = {
            "team_rid": home.ward,
            "title": one.title.fi,
            "source": "template",
            "source_key": one.key,
            "created_at": home.ws.clock.stamp(),
        }
        rid = tasks.add_task(db, values)
    assert one.title.sv in text(home, "task_list", "sv")
    task_service.rename_task(home.ws, rid, "Omin sanoin")
    assert "Omin sanoin" in text(home, "task_list", "sv")


def test_ten_thousand_letters_are_all_printed(home: Home) -> None:
    long = " ".join(f"sana{number}" for number in range(1_400))
    remark = long[: long.rindex(" ", 0, 5_000)]
    one = item(home.ws, home.run, home.ward, "meeting_times")
    checklists.set_remark(home.ws, one.rid, remark)
    notes.save_body(home.ws, home.meeting, long, "fi")
    for key, wanted in (("checklist", remark), ("minutes", long)):
        data = made(home, key).data
        assert faults(data) == []
        printed = " ".join(page_texts(data)).split()
        assert set(wanted.split()) <= set(printed)


def test_what_people_type_is_printed_as_it_is(home: Home) -> None:
    body = "=1+1 @cmd|' /C calc'!A0 <b>x</b> &amp; שלום 🙂 \u202eabc"
    notes.save_body(home.ws, home.meeting, body, "fi")
    said = text(home, "minutes")
    assert "=1+1" in said
    assert "<b>x</b> &amp;" in said
    assert faults(made(home, "minutes").data) == []
