"""A day is held by the verbs of its service, in a real file."""

import datetime as dt

import pytest

from coachdesk.features.notes import service as notes
from coachdesk.features.workshop_day import service, store
from coachdesk.features.workshop_day.model import sharing_round
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.workspace import Workspace
from tests.features.workshop_day.days import DAY, NINE, at, plan, stand, workshop
from tests.helpers.clocks import HandClock


def title(ws: Workspace, rid: int) -> str:
    current = stand(ws, rid).current
    return current.title if current else ""


@pytest.fixture
def day(ws: Workspace) -> int:
    event = workshop(ws)
    plan(ws, event)
    return service.start_day(ws, event.rid, 1)


def test_a_day_waits_for_its_first_block(ws: Workspace, clock: HandClock, day: int) -> None:
    now = stand(ws, day)
    assert now.current is None
    assert now.upcoming
    assert (now.upcoming.title, now.remaining_seconds) == ("Tervetuloa", 600)
    assert (now.ends_at, now.planned_ends, now.drift_minutes) == (765, 765, 0)
    clock.pass_time(14)
    service.next_block(ws, day)
    assert (title(ws, day), stand(ws, day).drift_minutes) == ("Tervetuloa", 4)


def test_one_begun_late_is_at_once_in_its_first_block(ws: Workspace, clock: HandClock) -> None:
    event = workshop(ws)
    plan(ws, event)
    clock.pass_time(15)
    rid = service.start_day(ws, event.rid, 1)
    assert title(ws, rid) == "Tervetuloa"
    assert stand(ws, rid).drift_minutes == 5
    assert service.start_day(ws, event.rid, 1) == rid


def test_lunch_takes_up_lateness_and_five_minutes_less_make_up_for_it(
    ws: Workspace, clock: HandClock, day: int
) -> None:
    clock.pass_time(30)
    service.next_block(ws, day)
    late = stand(ws, day)
    assert (late.drift_minutes, late.ends_at) == (20, 770)
    service.lengthen(ws, late.rows[2].block.rid, -5)
    assert [(r.begins, r.ends) for r in stand(ws, day).rows][-2:] == [(645, 720), (720, 765)]
    ws.undo()
    assert stand(ws, day).ends_at == 770


def test_next_back_and_skip(ws: Workspace, clock: HandClock, day: int) -> None:
    for minutes in (10, 30, 45):
        clock.pass_time(minutes)
        service.next_block(ws, day)
    assert title(ws, day) == "Kahvi"
    clock.pass_time(3)
    service.back(ws, day)
    assert title(ws, day) == "Kierros"
    assert stand(ws, day).remaining_seconds == -180
    service.next_block(ws, day)
    current = stand(ws, day).current
    assert current
    service.skip(ws, current.rid)
    assert title(ws, day) == "Työskentely"
    assert stand(ws, day).rows[2].state == "skipped"
    service.back(ws, day)
    assert title(ws, day) == "Kahvi"


def test_a_coming_block_is_left_out_and_taken_in_again(ws: Workspace, day: int) -> None:
    coffee = stand(ws, day).rows[2].block.rid
    service.skip(ws, coffee)
    assert stand(ws, day).rows[3].begins == 615
    service.unskip(ws, coffee)
    assert stand(ws, day).rows[3].begins == 630


def test_a_block_that_was_held_cannot_be_skipped(ws: Workspace, clock: HandClock, day: int) -> None:
    clock.pass_time(10)
    service.next_block(ws, day)
    service.next_block(ws, day)
    service.skip(ws, stand(ws, day).rows[0].block.rid)
    assert stand(ws, day).rows[0].state == "done"
    assert title(ws, day) == "Kierros"


def test_an_ended_day_stays_as_it_was_until_it_goes_on(
    ws: Workspace, clock: HandClock, day: int
) -> None:
    clock.pass_time(10)
    service.next_block(ws, day)
    clock.pass_time(20)
    service.end_day(ws, day)
    clock.pass_time(600)
    ended = stand(ws, day)
    assert (ended.current, ended.upcoming, ended.ends_at) == (None, None, NINE + 20)
    assert [row.state for row in ended.rows] == ["done", *["skipped"] * 4]
    with pytest.raises(UserError):
        service.next_block(ws, day)
    assert store.running_day(ws.read) is None
    service.reopen_day(ws, day)
    assert title(ws, day) == "Tervetuloa"
    assert stand(ws, day).remaining_seconds == -590 * 60


def test_a_day_without_a_plan_has_notes_all_the_same(ws: Workspace, clock: HandClock) -> None:
    event = workshop(ws, teams=False)
    rid = service.start_day(ws, event.rid, 2, "sv")
    service.next_block(ws, rid)
    service.back(ws, rid)
    assert (stand(ws, rid).rows, stand(ws, rid).ends_at) == ((), None)
    assert store.teams_of_day(ws.read, rid) == []
    meeting = service.note_of(ws, rid, None)
    notes.save_body(ws, meeting, "En rad", "sv")
    (note,) = store.notes_of_day(ws.read, rid)
    assert note.stamps == (("2026-12-10T06:50Z", None),)


def test_each_line_is_stamped_with_minute_and_block(
    ws: Workspace, clock: HandClock, day: int
) -> None:
    team = store.teams_of_day(ws.read, day)[1]
    meeting = service.note_of(ws, day, team.rid)
    assert service.note_of(ws, day, team.rid) == meeting
    clock.pass_time(10)
    service.next_block(ws, day)
    notes.save_body(ws, meeting, "First", "en")
    clock.pass_time(31)
    service.next_block(ws, day)
    notes.save_body(ws, meeting, "First!\n\nSecond\n[ ] Anna: ask", "en")
    welcome, sharing = (row.block.rid for row in stand(ws, day).rows[:2])
    early, late = ("2026-12-10T07:00Z", welcome), ("2026-12-10T07:31Z", sharing)
    note = store.note_of_meeting(ws.read, meeting)
    assert note
    assert note.stamps == (early, None, late, late)
    service.end_day(ws, day)
    notes.save_body(ws, meeting, "First!\nIn the train\nSecond\n[ ] Anna: ask", "en")
    note = store.note_of_meeting(ws.read, meeting)
    assert note
    assert note.stamps == (early, None, late, late)


def test_a_letter_in_an_old_line_writes_no_stamps(ws: Workspace, day: int) -> None:
    meeting = service.note_of(ws, day, None)
    lines = [f"Line {number} of a long day" for number in range(2_000)]
    notes.save_body(ws, meeting, "\n".join(lines), "en")
    touched: list[bool] = []
    ws.subscribe(lambda change: touched.append(change.touches("day_note")))
    lines[1_000] += "s"
    notes.save_body(ws, meeting, "\n".join(lines), "en")
    notes.save_body(ws, meeting, "\n".join([*lines, "More"]), "en")
    assert touched == [False, True]
    ws.undo()
    note = store.note_of_meeting(ws.read, meeting)
    assert note
    assert note.stamps == ()


def test_a_round_gives_each_team_its_time(ws: Workspace, clock: HandClock, day: int) -> None:
    sharing = stand(ws, day).rows[1].block
    first, second = (team.rid for team in store.teams_of_day(ws.read, day))
    service.start_turns(ws, sharing.rid, [second, first, second])
    clock.pass_time(20)
    now = sharing_round(sharing, store.turns(ws.read, sharing.rid), clock.now())
    assert now.current
    assert now.upcoming
    assert (now.current.team_rid, now.upcoming.team_rid) == (second, first)
    assert (now.seconds_each, now.seconds_left) == (1350, 150)
    service.next_turn(ws, sharing.rid)
    service.next_turn(ws, sharing.rid)
    over = sharing_round(sharing, store.turns(ws.read, sharing.rid), clock.now())
    assert (over.current, over.upcoming) == (None, None)
    for _ in range(3):
        service.back_turn(ws, sharing.rid)
    again = sharing_round(sharing, store.turns(ws.read, sharing.rid), clock.now())
    assert again.current
    assert (again.current.team_rid, again.seconds_left) == (second, 150)


def test_parked_lines_are_assigned_and_settled(ws: Workspace, clock: HandClock, day: int) -> None:
    clock.pass_time(10)
    service.next_block(ws, day)
    rid = service.park(ws, day, "  Who orders\nthe tape? ")
    (line,) = store.parked(ws.read, day)
    assert (line.text, line.team_rid) == ("Who orders the tape?", None)
    assert line.held_block_rid == stand(ws, day).rows[0].block.rid
    assert line.written_at == at(NINE)
    team = store.teams_of_day(ws.read, day)[0].rid
    service.assign(ws, rid, team)
    service.settle(ws, rid)
    service.rewrite_parked(ws, rid, "Who orders tape?")
    found = store.parked_line(ws.read, rid)
    assert found
    assert (found.text, found.team_rid, found.settled) == ("Who orders tape?", team, True)
    service.remove_parked(ws, rid)
    assert store.parked(ws.read, day) == []
    with pytest.raises(UserError):
        service.park(ws, day, " ")


def test_forty_teams_have_their_notes(ws: Workspace) -> None:
    event = workshop(ws, *(f"Team {n}" for n in range(40)))
    rid = service.start_day(ws, event.rid, 1)
    teams = store.teams_of_day(ws.read, rid)
    found = {service.note_of(ws, rid, team.rid) for team in teams}
    assert len(found) == 40
    service.remove_day(ws, rid)
    assert store.held_days(ws.read, event.rid) == []
    assert store.held_day(ws.read, event.rid, 1) is None


def test_what_is_gone_is_told(ws: Workspace) -> None:
    for verb in (service.next_block, service.back, service.end_day, service.reopen_day):
        with pytest.raises(UserError):
            verb(ws, 99)
    with pytest.raises(UserError):
        service.start_day(ws, 99, 1)
    with pytest.raises(UserError):
        service.lengthen(ws, 99, 5)


def test_the_day_is_the_one_in_finland(ws: Workspace) -> None:
    event = workshop(ws)
    ws.clock = HandClock(DAY + dt.timedelta(days=1), 0, 30)
    held = store.day(ws.read, service.start_day(ws, event.rid, 1))
    assert held
    assert held.held_on == DAY + dt.timedelta(days=1)
    assert held.started_at.date() == DAY
