"""The demo's content refers only to what exists, and looks alive on any day."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.demo.content import (
    DemoMeeting,
    DemoTask,
    DemoTeam,
    fill_in,
    load_demo,
    mentioned,
)
from coachdesk.demo.days import day_of
from coachdesk.features.notes.markup import parse
from coachdesk.features.notes.model import Person
from coachdesk.features.programmes.template import StageMeaning, Template, find_template
from coachdesk.features.teams.counties import county
from coachdesk.kernel.datafile import DataFileError
from coachdesk.kernel.paths import resource

DEMO = load_demo()
MEETINGS = [meeting for team in DEMO.teams for meeting in team.meetings] + list(DEMO.meetings)
TODAY = dt.date(2026, 11, 22)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))

each_team = pytest.mark.parametrize("team", DEMO.teams, ids=lambda team: team.name)
each_meeting = pytest.mark.parametrize("meeting", MEETINGS, ids=lambda m: f"{m.teams[0]} {m.title}")


@pytest.fixture
def template() -> Template:
    template = find_template(DEMO.run.template)
    assert template is not None
    return template


def names_of(team: DemoTeam) -> dict[str, str]:
    return {member.key: member.name for member in team.members}


def test_the_teams_are_in_one_cohort_in_mid_programme() -> None:
    first, *others = DEMO.run.cohorts
    assert list(first.teams) == [team.name for team in DEMO.teams]
    assert not any(cohort.teams for cohort in others)
    starts = {event.key: event.starts for event in first.events}
    assert starts["workshop_1"] == -24
    assert starts["workshop_2"] == 11


@each_team
def test_a_team_refers_to_what_exists(team: DemoTeam, template: Template) -> None:
    keys = [member.key for member in team.members]
    assert len(set(keys)) == len(keys)
    assert team.contact.name in names_of(team).values()
    assert county(team.county) is not None
    for task in team.default_tasks:
        assert template.task(task.task) is not None
        assert (task.done is not None) == (task.state == "done")


@each_team
def test_every_item_is_listed_once_and_fits_its_kind(team: DemoTeam, template: Template) -> None:
    assert [entry.item for entry in team.checklist] == [item.key for item in template.items]
    for entry in team.checklist:
        item = template.item(entry.item)
        assert item is not None
        kind = template.kind(item.kind)
        if kind is None:
            assert entry.state
            assert not entry.stage
            assert entry.support is None
        else:
            assert kind.stage(entry.stage) is not None
            assert not entry.state
            assert entry.support is not None


@each_team
def test_tasks_hang_on_phases_and_events_that_exist(team: DemoTeam, template: Template) -> None:
    for task in team.tasks:
        assert template.phase(task.phase) is not None
        assert not task.first_phase or template.phase(task.first_phase) is not None
        assert not task.before or template.event(task.before) is not None
        assert (task.done is not None) == (task.state == "done")


@each_team
def test_meetings_know_their_people(team: DemoTeam) -> None:
    keys = set(names_of(team))
    for meeting in team.meetings:
        assert meeting.present
        assert not set(meeting.present) & set(meeting.absent)
        assert set(meeting.present) | set(meeting.absent) | mentioned(meeting.body) <= keys
        filled = fill_in(meeting.body, TODAY, names_of(team))
        assert "{" not in filled


def test_meetings_of_several_teams_name_teams() -> None:
    names = {team.name for team in DEMO.teams}
    for meeting in DEMO.meetings:
        assert len(meeting.teams) > 1
        assert set(meeting.teams) <= names
        assert not mentioned(meeting.body)


@each_team
@given(today=DAYS)
def test_the_note_is_read_as_it_was_meant(team: DemoTeam, today: dt.date) -> None:
    people = [Person(rid, 1, name) for rid, name in enumerate(names_of(team).values())]
    for meeting in team.meetings:
        body = fill_in(meeting.body, today, names_of(team))
        tasks = parse(body, day_of(today, meeting.day), team.language, people).tasks
        meant = [line for line in meeting.body.splitlines() if line.startswith("[")]
        assert len(tasks) == len(meant)
        for task, line in zip(tasks, meant, strict=True):
            offset = re.search(r"\{date:([+-]\d+)\}", line)
            assert offset is not None
            assert task.due == day_of(today, int(offset[1]))
            assert task.who_kind == ("member" if "{@" in line else "coach")
            assert task.done == line.startswith("[x]")
            assert "{" not in task.title


@each_meeting
def test_task_lines_carry_one_date(meeting: DemoMeeting) -> None:
    for line in meeting.body.splitlines():
        dates = re.findall(r"\{date:([+-]\d+)\}", line)
        is_task = line.startswith(("[] ", "[x] "))
        assert len(dates) == is_task
        if line.startswith("[x]"):
            assert int(dates[0]) < 0


def test_a_member_who_left_is_not_at_later_meetings() -> None:
    ward = DEMO.teams[0]
    left = next(member for member in ward.members if member.left is not None)
    attended = [meeting.day for meeting in ward.meetings if left.key in meeting.present]
    assert attended
    assert max(attended) <= (left.left or 0)


def test_the_demo_is_rich_enough() -> None:
    assert len(DEMO.teams) == 5
    assert Counter(team.language for team in DEMO.teams) == {"fi": 4, "sv": 1}
    assert 28 <= len(MEETINGS) <= 40
    assert {meeting.kind for meeting in MEETINGS} == {"visit", "video", "phone", "workshop"}
    tasks = [task for team in DEMO.teams for task in team.tasks]
    assert any(task.state == "open" and task.due is not None and task.due < 0 for task in tasks)
    assert any(task.who == "coach" and task.state == "open" for task in tasks)
    assert any(task.first_phase for task in tasks)
    assert any(task.before for task in tasks)
    for team in DEMO.teams:
        lines = "\n".join(meeting.body for meeting in team.meetings).splitlines()
        in_notes = sum(line.startswith(("[] ", "[x] ")) for line in lines)
        assert 8 <= len(team.tasks) + in_notes <= 18
        assert sum(line.startswith("! ") for line in lines) >= 2


def test_teams_show_different_findings(template: Template) -> None:
    found = set()
    for team in DEMO.teams:
        members = [member for member in team.members if member.left is None]
        found |= {
            ("few", len(members) < template.smallest_team),
            ("many", len(members) > template.largest_team),
            ("no supervisor", all(member.role != "supervisor" for member in members)),
            ("one group", len({member.group for member in members}) == 1),
            ("no user", all(member.role != "service_user_developer" for member in members)),
        }
    assert len(found) == 10


def test_a_stage_says_how_far_the_item_is(template: Template) -> None:
    meanings = set()
    for team in DEMO.teams:
        for entry in team.checklist:
            item = template.item(entry.item)
            kind = template.kind(item.kind) if item else None
            stage = kind.stage(entry.stage) if kind else None
            if stage:
                meanings.add(stage.meaning)
    assert meanings == set(StageMeaning)


def test_no_contact_detail_can_be_real() -> None:
    for team in DEMO.teams:
        emails = [team.contact.email, *(member.email for member in team.members)]
        phones = [team.contact.phone, *(member.phone for member in team.members)]
        assert all(email.endswith(".example") for email in emails if email)
        assert all(re.fullmatch(r"0\d{1,2} 000 \d{4}", phone) for phone in phones if phone)


def test_dates_and_people_are_filled_in() -> None:
    filled = fill_in("[] {@a} soittaa {date:+1}, {date:-23}", TODAY, {"a": "Åsa Öhman"})
    assert filled == "[] @Åsa Öhman soittaa 23.11.2026, 30.10.2026"


def test_a_slip_in_the_file_is_named(tmp_path: Path) -> None:
    text = resource("demo", "demo.toml").read_text(encoding="utf-8")
    path = tmp_path / "demo.toml"
    path.write_text(text.replace('role = "supervisor"', 'role = "boss"', 1), encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_demo(path)
    assert caught.value.place == "teams[1].members[paivi].role"


def test_a_task_has_one_due_date() -> None:
    tasks: list[DemoTask] = [task for team in DEMO.teams for task in team.tasks]
    assert all(task.due is None or not task.before for task in tasks)
