from pathlib import Path

from coachdesk.features.teams import service
from coachdesk.features.teams.search import SOURCES
from coachdesk.kernel.search.indexer import Entry
from coachdesk.kernel.workspace import Workspace
from tests.helpers.workspaces import open_workspace


def entries(ws: Workspace, kind: str, *rids: int) -> list[Entry]:
    source = next(source for source in SOURCES if source.kind == kind)
    return list(source.read(ws.read, rids))


def test_team_and_person_are_found_by_what_is_known_of_them(tmp_path: Path) -> None:
    ws = open_workspace(tmp_path)
    rid = service.add_team(ws, "Osasto 4", county_code=3, unit_name="Kuntoutus", reason="Kiire")
    person = service.add_member(ws, rid, "Šárá Näkki", email="sara@example.fi")
    (team,) = entries(ws, "team", rid, 999)
    assert team.title == "Osasto 4"
    for words in ("Kuntoutus", "Etelä-Savon", "Södra Savolax", "Itä-Suomi", "Kiire"):
        assert words in team.body
    (found,) = entries(ws, "person", person)
    assert (found.rid, found.title, found.body) == (person, "Šárá Näkki", "sara@example.fi")
    ws.close()
