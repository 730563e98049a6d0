"""A workspace with two teams for the tests of notes."""

import datetime as dt

from coachdesk.features.notes import store
from coachdesk.features.notes.model import Meeting
from coachdesk.kernel.database import insert
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace

DAY = dt.date(2026, 11, 20)


def two_teams(ws: Workspace) -> tuple[int, int]:
    """Ward 4 with Anna Virtanen and Pekka Aho, home care with Äiti Östman."""
    with ws.change(msg("test", "Teams")) as db:
        ward = insert(db, "team", {"name": "Osasto 4"})
        home = insert(db, "team", {"name": "Kotihoito"})
        for team, name in ((ward, "Anna Virtanen"), (ward, "Pekka Aho"), (home, "Äiti Östman")):
            insert(db, "member", {"team_rid": team, "name": name})
    return ward, home


def stored(ws: Workspace, rid: int) -> Meeting:
    found = store.meeting(ws.read, rid)
    assert found is not None
    return found
