"""What is done after a day: the draft of its minutes, tasks, promises, the plan."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachdesk.features.agendas import store as agendas
from coachdesk.features.notes import markup, picture_store
from coachdesk.features.notes import service as notes
from coachdesk.features.notes import store as note_store
from coachdesk.features.programmes import store as programmes
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import TaskState
from coachdesk.features.tasks.service import set_state
from coachdesk.features.teams import service as teams
from coachdesk.features.workshop_day import after_work, service, store
from coachdesk.features.workshop_day.after import Section, Story, draft, plain
from coachdesk.features.workshop_day.model import Parked
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.features.notes.test_pictures import photo
from tests.features.workshop_day.days import DAY, NINE, at, block, held, plan, workshop
from tests.helpers.clocks import HandClock

ODD = st.text(st.sampled_from("a1 .[]xX!#@*-+•–ä\t,)"), max_size=12)


@pytest.fixture
def day(ws: Workspace, clock: HandClock) -> int:
    """A day held in English up to its sharing, with what two teams said."""
    event = workshop(ws)
    plan(ws, event)
    agenda = agendas.day_at(ws.read, event.rid, 1)
    assert agenda
    with ws.change(msg("test", "Plan in English")) as db:
        agendas.set_day(db, agenda.rid, {"language": "en"})
    rid = service.start_day(ws, event.rid, 1)
    ward, _home = store.teams_of_day(ws.read, rid)
    people = [teams.add_member(ws, ward.rid, name) for name in ("Anna Virtanen", "Eino Aho")]
    meeting = service.note_of(ws, rid, ward.rid)
    clock.pass_time(2)
    notes.save_body(ws, meeting, "Came by train", "en")
    clock.pass_time(8)
    service.next_block(ws, rid)
    notes.set_presence(ws, meeting, people[0])
    notes.set_times(ws, note_store.attendance(ws.read, meeting)[0].rid, dt.time(9, 40))
    notes.set_presence(ws, meeting, people[1], "absent")
    guest = notes.add_guest(ws, meeting, "Maija Guest")
    notes.set_stand_in(ws, guest, people[1])
    clock.pass_time(31)
    service.next_block(ws, rid)
    body = "Came by train\n# Present state\nLong queues #queue\n[ ] @Anna orders tape\n"
    notes.save_body(ws, meeting, f"{body}[ ] @me books a room 14.12.2026\n! Start on Monday", "en")
    service.park(ws, rid, "Who pays?")
    service.park(ws, rid, "Ask the ward next door", ward.rid)
    return rid


def test_the_draft_tells_the_day_in_plain_words(ws: Workspace, clock: HandClock, day: int) -> None:
    clock.pass_time(29)
    service.end_day(ws, day)
    assert draft(after_work.story_of(ws.read, day)) == (
        "Vetoa ja pitoa 2026, Itä-Suomi, Thursday 10 December 2026\n"
        "The day went from 09:00 to 10:00.\n"
        "\n"
        "## Ward 4\n"
        "Present: Anna Virtanen\n"
        "Came late: Anna Virtanen (09:40)\n"
        "Absent: Eino Aho\n"
        "Guests: Maija Guest (stands in for Eino Aho)\n"
        "- 08:52 Came by train\n"
        "### 09:31 Kierros\n"
        "- Present state\n"
        "- Long queues queue\n"
        "### Decisions\n"
        "- Start on Monday\n"
        "### Tasks\n"
        "- Coach: books a room, by Mon 14 Dec\n"
        "- Anna Virtanen: orders tape\n"
        "### From the parking lot\n"
        "- Ask the ward next door\n"
        "\n"
        "## What the coach promised\n"
        "- books a room, by Mon 14 Dec\n"
        "\n"
        "## Parking lot\n"
        "- Who pays?\n"
    )


def test_minutes_are_a_note_of_all_teams_and_make_nothing_twice(ws: Workspace, day: int) -> None:
    before = len(after_work.tasks_of_day(ws.read, day))
    service.end_day(ws, day)
    first = after_work.make_minutes(ws, day)
    found = note_store.meeting(ws.read, first)
    held_day = store.day(ws.read, day)
    assert found
    assert held_day
    assert (found.title, found.held_on) == ("Workshop 1, day 1: minutes", DAY)
    assert len(found.team_rids) == 2
    assert held_day.minutes_rid == first
    assert note_store.tasks(ws.read, found.uuid) == []
    assert note_store.decisions(ws.read, first) == []
    assert len(after_work.tasks_of_day(ws.read, day)) == before == 2
    second = after_work.make_minutes(ws, day)
    assert note_store.meeting(ws.read, first) == found
    ws.undo()
    held_day = store.day(ws.read, day)
    assert held_day
    assert held_day.minutes_rid == first != second


def test_pictures_of_the_day_are_in_its_minutes(ws: Workspace, day: int) -> None:
    ward = store.teams_of_day(ws.read, day)[0]
    meeting = service.note_of(ws, day, ward.rid)
    notes.add_picture(ws, meeting, photo(60, 40))
    notes.add_picture(ws, meeting, photo(60, 40), "Target state")
    minutes = after_work.make_minutes(ws, day)
    found = picture_store.pictures(ws.read, minutes)
    assert [one.caption for one in found] == ["Ward 4", "Target state"]
    assert picture_store.picture_bytes(ws.read, found[0].sha256)
    assert len(picture_store.pictures(ws.read, meeting)) == 2


def test_undated_tasks_become_due_with_the_next_event(ws: Workspace, day: int) -> None:
    (open_task,) = after_work.undated(ws.read, day)
    assert open_task.title == "orders tape"
    assert after_work.carry_tasks(ws, day) == 1
    task = tasks.task(ws.read, open_task.rid)
    held_day = store.day(ws.read, day)
    assert task
    assert held_day
    following = after_work.next_event(ws.read, held_day.event_rid)
    assert following
    assert (following.key, task.due.event_rid) == ("workshop_2", following.rid)
    assert after_work.carry_tasks(ws, day) == 0
    ws.undo()
    assert after_work.undated(ws.read, day) == [open_task]
    set_state(ws, [open_task.rid], TaskState.DONE)
    assert after_work.undated(ws.read, day) == []


def test_what_the_coach_promised(ws: Workspace, day: int) -> None:
    assert [task.title for task in after_work.promised(ws.read, day)] == ["books a room"]


def test_the_plan_is_copied_once_to_the_next_event(ws: Workspace, day: int) -> None:
    assert after_work.can_copy_plan(ws.read, day)
    copy = agendas.day(ws.read, after_work.copy_plan(ws, day))
    assert copy
    event = programmes.event(ws.read, copy.event_rid)
    assert event
    assert (event.key, copy.day) == ("workshop_2", 1)
    assert not after_work.can_copy_plan(ws.read, day)
    with pytest.raises(UserError):
        after_work.copy_plan(ws, day)


def test_after_the_last_event_there_is_no_gap(ws: Workspace) -> None:
    event = workshop(ws)
    last = programmes.events(ws.read, event.cohort_rid)[-1]
    rid = service.start_day(ws, last.rid, 1)
    assert after_work.next_event(ws.read, last.rid) is None
    assert not after_work.can_copy_plan(ws.read, rid)
    with pytest.raises(UserError):
        after_work.carry_tasks(ws, rid)


def test_a_day_of_which_nothing_was_written(ws: Workspace) -> None:
    event = workshop(ws, teams=False)
    rid = service.start_day(ws, event.rid, 1, "en")
    text = draft(after_work.story_of(ws.read, rid))
    assert text == "Vetoa ja pitoa 2026, Itä-Suomi, Thursday 10 December 2026\n"
    with pytest.raises(UserError):
        after_work.story_of(ws.read, 99)


@given(st.lists(ODD), st.lists(ODD), ODD)
@example([], [], "!")
@example(["!"], ["!", "[]"], "[]")
def test_nothing_in_a_draft_is_a_task_a_decision_or_a_tag(
    lines: list[str], others: list[str], name: str
) -> None:
    parked = tuple(Parked(n, 1, text, at(NINE)) for n, text in enumerate(others))
    section = Section(name, "\n".join(lines), (), (), tuple(others), (), parked)
    story = Story(held(), name, name, (block(1, NINE, 30, began_at=at(NINE)),), (section,), parked)
    told = markup.parse(draft(story), DAY, "en", ())
    assert (told.tasks, told.decisions, told.tags, told.mentions) == ((), (), (), ())


@given(ODD)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("text", ["12. joulukuuta alkaen", "1) eka", "Kello 9–10", "a@b.fi"])
def test_words_that_only_look_like_marks_are_kept(text: str) -> None:
    assert plain(text) == text
