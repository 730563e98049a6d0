"""A file from before times of coming is brought up to date, and what was done can be undone."""

import datetime as dt
from pathlib import Path

from coachdesk.app import MIGRATIONS
from coachdesk.features.notes import service, store
from coachdesk.features.notes.schema import migrations
from coachdesk.kernel.database import insert
from coachdesk.kernel.migrations import Migrations
from coachdesk.kernel.text import msg
from tests.helpers.workspaces import copy_of, open_workspace, random_key


def test_attendance_from_before_has_no_times_and_can_be_undone(tmp_path: Path) -> None:
    key, old = random_key(), Migrations("notes")
    old()(migrations.steps["m001_tables"])
    sets = [old if each is migrations else each for each in MIGRATIONS]
    ws = open_workspace(tmp_path, copy_of(key), sets)
    rid = service.create(ws, [])
    with ws.change(msg("test", "Guest")) as db:
        guest = insert(db, "attendance", {"meeting_rid": rid, "name": "Vieras"})
    service.remove_attendee(ws, guest)
    ws.close()
    ws = open_workspace(tmp_path, copy_of(key))
    ws.undo()
    (found,) = store.attendance(ws.read, rid)
    assert (found.name, found.came_at, found.stands_in_for) == ("Vieras", None, None)
    service.set_times(ws, guest, dt.time(9, 40))
    assert store.attendance(ws.read, rid)[0].came_at == dt.time(9, 40)
    ws.close()
