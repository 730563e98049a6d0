"""The rehearsal: a workshop day that is under way, whatever day it is begun on."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk import app
from coachdesk.demo.content import load_demo, mentioned
from coachdesk.demo.folder import demo_workspace, remove_demo
from coachdesk.demo.rehearsal import Act, load_rehearsal
from coachdesk.features.notes import store as notes
from coachdesk.features.tasks import store as tasks
from coachdesk.features.workshop_day import store as days
from coachdesk.features.workshop_day.model import standing
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.datafile import DataFileError
from coachdesk.kernel.workspace import Workspace

STORY = load_rehearsal()
TUESDAY, SUNDAY = dt.date(2026, 11, 24), dt.date(2026, 11, 29)


@pytest.fixture(scope="module", params=[TUESDAY, SUNDAY], ids=["Tuesday", "Sunday"])
def ws(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    clock = Clock(request.param, STORY.at, speed=0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        folder, key = demo_workspace(clock, app.open_workspace, app.build_index, rehearsal=True)
    opened = app.open_workspace(folder, key, clock)
    yield opened
    opened.close()
    remove_demo(folder)


def test_the_day_is_today_and_under_way(ws: Workspace) -> None:
    held = days.running_day(ws.read)
    assert held is not None
    assert held.held_on == ws.clock.today()
    now = standing(held, days.blocks(ws.read, held.rid), ws.clock.now())
    assert now.current is not None
    assert now.current.title == "Mitä lainaamme muilta"
    assert now.drift_minutes == 4
    assert now.remaining_seconds == 9 * 60


def test_every_team_has_its_note_with_the_time_of_each_line(ws: Workspace) -> None:
    held = days.running_day(ws.read)
    assert held is not None
    for note in days.notes_of_day(ws.read, held.rid):
        meeting = notes.meeting(ws.read, note.meeting_rid)
        assert meeting is not None
        assert meeting.body
        assert len(note.stamps) == len(meeting.body.split("\n"))
        assert all(stamp and stamp.block_rid for stamp in note.stamps)


def test_who_was_there_is_noted(ws: Workspace) -> None:
    held = days.running_day(ws.read)
    assert held is not None
    found = [
        one
        for note in days.notes_of_day(ws.read, held.rid)
        for one in notes.attendance(ws.read, note.meeting_rid)
    ]
    states = sorted(one.state for one in found if one.state != "present")
    assert states == ["absent", "late", "left_early"]
    (guest,) = (one for one in found if one.member_rid is None)
    assert guest.name == "Eeva Suhonen"
    assert guest.stands_in_for is not None


def test_tasks_and_parked_lines_of_the_day_are_there(ws: Workspace) -> None:
    held = days.running_day(ws.read)
    assert held is not None
    assert len(days.parked(ws.read, held.rid)) == sum(bool(step.park) for step in STORY.steps)
    uuids = [
        meeting.uuid
        for note in days.notes_of_day(ws.read, held.rid)
        if (meeting := notes.meeting(ws.read, note.meeting_rid))
    ]
    assert sum(len(notes.tasks(ws.read, uuid)) for uuid in uuids) == 3
    assert tasks.late_counts(ws.read, ws.clock.today())


def test_the_story_names_what_the_demo_has_in_the_order_of_time() -> None:
    teams = {team.name: team for team in load_demo().teams}
    assert [step.at for step in STORY.steps] == sorted(step.at for step in STORY.steps)
    assert STORY.steps[0].act is Act.BEGIN
    assert STORY.steps[-1].at <= STORY.at
    for step in STORY.steps:
        keys = {one.key for one in teams[step.team].members} if step.team else set()
        assert mentioned(step.note) - {"minä", "jag"} <= keys
    for one in STORY.presence:
        assert one.member in {member.key for member in teams[one.team].members}


def test_a_wrong_story_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "story.toml"
    file.write_text(
        'schema = 1\narea = "A"\nevent = "e"\nday = 1\nlanguage = "fi"\nat = "13:10"\n'
        '[[steps]]\nat = "08:30"\n',
        encoding="utf-8",
    )
    with pytest.raises(DataFileError) as told:
        load_rehearsal(file)
    assert told.value.place == "steps[1].at"
