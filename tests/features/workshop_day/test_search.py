"""Parked lines are found by the search."""

from coachdesk.features.today.finds import HIT_KINDS
from coachdesk.features.workshop_day import search, service, store
from coachdesk.kernel.search.indexer import Indexer, open_index
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from tests.features.workshop_day.days import DAY, workshop


def test_a_parked_line_is_found_with_its_team_and_leads_to_its_day(ws: Workspace) -> None:
    event = workshop(ws)
    day = service.start_day(ws, event.rid, 2)
    team = store.teams_of_day(ws.read, day)[0]
    rid = service.park(ws, day, "Kuka tilaa teippiä?", team.rid)
    service.park(ws, day, "Jotain muuta")
    index = open_index(ws.folder, ws.key)
    Indexer(index, search.SOURCES, ws.identity).follow(ws.read)
    (hit,) = index.query("teippi")
    index.close()
    assert (hit.kind, hit.rid, hit.day) == ("parked_line", rid, DAY)
    kind = next(one for one in HIT_KINDS if one.kind == "parked_line")
    found = kind.describe(ws.read, [rid])[rid]
    assert (found.title, found.target) == (
        "Kuka tilaa teippiä?", Target("day", "event", event.rid, {"day": "2"}),
    )  # fmt: skip
    service.remove_parked(ws, rid)
    assert kind.describe(ws.read, [rid]) == {}
