"""The program is killed in the middle of a held day, again and again, and the day goes on."""

import random
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coachdesk.app import open_workspace
from coachdesk.features.notes import service as notes
from coachdesk.features.notes import store as notes_store
from coachdesk.features.programmes import store as programmes
from coachdesk.features.teams import service as teams
from coachdesk.features.teams import store as teams_store
from coachdesk.features.workshop_day import attending, service, store
from coachdesk.kernel import keys
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.folder_lock import FolderLock
from coachdesk.kernel.workspace import Workspace
from tests.faults import oracle
from tests.faults.children import Child
from tests.faults.test_kill import after_restart
from tests.faults.writer import confirmation
from tests.features.workshop_day.days import DAY, plan, workshop
from tests.features.workshop_day.hall import hall
from tests.helpers.clocks import HandClock
from tests.helpers.keys import CHEAP, PASSPHRASE

KILLS = 24
MOST_COMMITS = 15
MOST_SECONDS_MORE = 0.02
NINE = HandClock(DAY, 9)
LATER = 17
"""The hour at which the window is opened at last."""


@pytest.mark.timeout(180)
def test_a_day_goes_on_however_often_the_program_is_killed(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    key, _code = keys.create(folder, PASSPHRASE, CHEAP)
    expected = _begin(folder, key)
    chance = random.Random(20261210)
    confirmed = 0
    for number in range(KILLS):
        child = Child(hold_for_ever, folder, bytes(key.material()), number)
        child.listen(most=1 + chance.randint(1, MOST_COMMITS))
        child.listen(chance.random() * MOST_SECONDS_MORE)
        child.kill()
        told = [message for message in child.messages if message != "open"]
        assert not [message for message in told if isinstance(message, str)]
        confirmed += len(told)
        expected = after_restart(folder, key, expected, told)
    assert confirmed >= KILLS
    for table in ("held_block", "day_note", "team_turn", "parked_line", "attendance", "meeting"):
        assert expected[table], f"nothing of {table} was written"
    _look_at_it(folder, key, qtbot)


def _begin(folder: Path, key: DataKey) -> oracle.State:
    """A workshop of two teams begins at nine."""
    ws = open_workspace(folder, oracle.copy_of(key), NINE)
    event = workshop(ws)
    plan(ws, event)
    held = service.start_day(ws, event.rid, 1)
    for team in store.teams_of_day(ws.read, held):
        for name in ("Aino Aalto", "Eino Ek"):
            teams.add_member(ws, team.rid, name)
    state = oracle.state_of(ws.read)
    ws.close()
    return state


def hold_for_ever(connection: Connection, folder: Path, material: bytes, seed: int) -> None:
    """Hold the day until killed, telling each commit as `writer.write_for_ever` does."""
    try:
        with FolderLock.acquire(folder):
            ws = open_workspace(folder, DataKey(material), HandClock(DAY, 10))
            ws.subscribe(lambda change_set: connection.send(confirmation(ws, change_set)))
            connection.send("open")
            coach = Coach(ws, random.Random(seed))
            while True:
                coach.step()
    except BaseException:
        connection.send(traceback.format_exc())
        raise


class Coach:
    """Does what a coach does on the day, in any order."""

    def __init__(self, ws: Workspace, chance: random.Random) -> None:
        self.ws = ws
        self.chance = chance
        held = store.running_day(ws.read)
        assert held is not None
        self.held = held.rid
        self.teams = [team.rid for team in store.teams_of_day(ws.read, self.held)]

    def step(self) -> None:
        """One verb, and some time passes."""
        verbs = {
            self.write: 8, self.tick_somebody: 4, self.go_on: 2, self.shorten: 3,
            self.take_turns: 4, self.park: 2, self.ws.undo: 2, self.ws.redo: 1,
        }  # fmt: skip
        (verb,) = self.chance.choices(list(verbs), list(verbs.values()))
        verb()

    def write(self) -> None:
        meeting_rid = service.note_of(self.ws, self.held, self.chance.choice([None, *self.teams]))
        meeting = notes_store.meeting(self.ws.read, meeting_rid)
        assert meeting is not None
        line = self.chance.choice(["Jonot kasvavat", "! Kokeillaan", "[] Soita", "#idea"])
        body = "\n".join([*meeting.body.splitlines()[-20:], f"{line} {self.chance.random()}"])
        notes.save_body(self.ws, meeting_rid, body, "fi")

    def tick_somebody(self) -> None:
        team = self.chance.choice(self.teams)
        member = self.chance.choice(teams_store.members(self.ws.read, team)).rid
        state = self.chance.choice(["present", "late", "left_early", "absent"])
        attending.mark(self.ws, self.held, [(team, member)], state)

    def go_on(self) -> None:
        self.chance.choice([service.next_block, service.back])(self.ws, self.held)

    def shorten(self) -> None:
        block = self.chance.choice(store.blocks(self.ws.read, self.held))
        service.lengthen(self.ws, block.rid, self.chance.choice([-5, 5]))

    def take_turns(self) -> None:
        block = store.blocks(self.ws.read, self.held)[1]
        if store.turns(self.ws.read, block.rid):
            self.chance.choice([service.next_turn, service.back_turn])(self.ws, block.rid)
        else:
            service.start_turns(self.ws, block.rid, self.teams)

    def park(self) -> None:
        service.park(self.ws, self.held, f"Kuka maksaa {self.chance.random()}?")


def _look_at_it(folder: Path, key: DataKey, bot: QtBot) -> None:
    """At last the window shows the day as it was left, with the time it is now."""
    ws = open_workspace(folder, oracle.copy_of(key), HandClock(DAY, LATER))
    held = store.running_day(ws.read)
    assert held is not None
    event = programmes.event(ws.read, held.event_rid)
    assert event is not None
    with hall(ws, event, folder.parent, bot) as room:
        room.keys(Qt.Key.Key_F5, widget=room.shell)
        assert room.page.bar.time.text() == "17:00"
        for place, team in enumerate(room.teams(), 1):
            assert room.note(place).text() == room.body(team)
        oracle.check_folder(ws)
    ws.close()
