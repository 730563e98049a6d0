"""A team that is erased leaves its answers to surveys without a name."""

from coachdesk.features.overview.erasing import erase_team
from coachdesk.features.surveys import service, store
from coachdesk.features.surveys.model import Answer, Sheet, Tally
from coachdesk.features.teams import service as teams
from coachdesk.kernel.database import rows
from coachdesk.kernel.workspace import Workspace
from tests.helpers.workspaces import TODAY


def test_the_name_goes_and_the_figures_stay(ws: Workspace) -> None:
    team = teams.add_team(ws, "SALAISUUS")
    units = service.add_wave(ws, "pre_survey", "One", TODAY)
    service.save_sheet(ws, units, None, Sheet({"county": Answer((10,))}, "salaisuus"))
    service.save_sheet(ws, units, None, Sheet({"county": Answer((3,))}, "Other"))
    persons = service.add_wave(ws, "staff_pulse", "Two", TODAY)
    service.add_counts(ws, persons, "Salaisuus", {"recovery": Tally(12, {4: 12})})
    service.add_counts(ws, persons, "", {"recovery": Tally(3, {4: 1, 5: 2})})
    erase_team(ws, team, "fi")
    assert [one.sheet.unit for one in store.sheets(ws.read, units)] == ["", "Other"]
    assert store.groups(ws.read, persons)["recovery"] == {"": Tally(15, {4: 13, 5: 2})}
    told = rows(ws.read, "SELECT before, after FROM journal")
    assert not any("salaisuus" in str(one).casefold() for one in told)
