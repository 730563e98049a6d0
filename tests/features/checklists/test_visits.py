"""What the page remembers of visits, in a real file."""

from coachdesk.features.checklists import service, store_visits
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.checklists.readiness import Cell
from coachdesk.features.checklists.readiness_reading import read_changes, read_teams
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.service import NewCohort, start_run
from coachdesk.features.teams import service as teams
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import add_teams, item_of, template
from tests.helpers.workspaces import TODAY


class World:
    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.one, self.other = add_teams(ws, "Osasto 4", "Kotihoito")
        cohorts = [
            NewCohort(area="Itä-Suomi", teams=[self.one]),
            NewCohort(area="Länsi-Suomi", teams=[self.other]),
        ]
        self.run = start_run(ws, template(), "Vetoa", cohorts)
        self.places = programmes.places_of_run(ws.read, self.run)

    def see(self, *numbers: int) -> None:
        service.mark_seen(self.ws, [self.places[number].cohort.uuid for number in numbers])

    def tick(self, team: int, key: str = "team_formed") -> int:
        rid = item_of(self.ws, self.run, team, key).rid
        service.set_state(self.ws, rid, ItemState.DONE)
        return rid

    def changed(self) -> frozenset[Cell]:
        db = self.ws.read
        found, _members = read_teams(db, self.places, TODAY)
        return read_changes(db, self.places, found, store_visits.newest_sequence(db))


def test_nothing_has_changed_in_a_cohort_that_was_never_seen(ws: Workspace) -> None:
    world = World(ws)
    world.tick(world.one)
    assert world.changed() == frozenset()


def test_each_cohort_has_its_own_visit(ws: Workspace) -> None:
    world = World(ws)
    world.see(0, 1)
    world.tick(world.one)
    world.tick(world.other)
    assert world.changed() == {(world.one, "team_formed"), (world.other, "team_formed")}
    world.see(0)
    assert world.changed() == {(world.other, "team_formed")}


def test_undo_takes_the_change_back_and_not_the_visit(ws: Workspace) -> None:
    world = World(ws)
    world.tick(world.one)
    world.see(0, 1)
    before = ws.undo_label()
    world.see(0, 1)
    assert ws.undo_label() == before
    world.tick(world.one, "supervisor_in")
    ws.undo()
    assert world.changed() == frozenset()
    ws.undo()
    assert world.changed() == {(world.one, "team_formed")}
    ws.redo()
    assert world.changed() == frozenset()


def test_a_visit_wakes_nobody(ws: Workspace) -> None:
    world = World(ws)
    heard: list[object] = []
    ws.subscribe(heard.append)
    world.see(0, 1)
    assert heard == []


def test_what_is_erased_for_good_is_not_told(ws: Workspace) -> None:
    world = World(ws)
    world.see(0, 1)
    rid = world.tick(world.one)
    ws.erase({"checklist_item": [rid]})
    assert world.changed() == frozenset()


def test_make_up_goes_by_the_programmes_size(ws: Workspace) -> None:
    world = World(ws)
    for number in range(4):
        teams.add_member(ws, world.one, f"P{number}", occupational_group=f"g{number}")
    found, members = read_teams(ws.read, world.places, TODAY)
    by_team = {one.team.rid: [finding.kind.value for finding in one.findings] for one in found}
    assert by_team[world.one] == ["too_few", "no_supervisor", "no_service_user_developer"]
    assert by_team[world.other] == ["no_members"]
    assert len(members[world.one]) == 4
