"""Teams with members in a run with a workshop, for the tests of methods."""

from dataclasses import dataclass

from coachdesk.features.methods import store
from coachdesk.features.methods.changing import contents_of
from coachdesk.features.methods.model import Groups, Participant
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.teams import service as teams
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import add_teams, event_of, start_run
from tests.helpers.workspaces import TODAY

NAMES = ("Ward 4", "Home care", "Family team")
_WORK = ("nurse", "physician", "nurse", "assistant")


@dataclass
class Home:
    """The rids of what was made."""

    ws: Workspace
    event: int
    teams: list[int]

    def people(self, *, present_only: bool = False) -> list[Participant]:
        return store.people(self.ws.read, self.teams, TODAY, present_only=present_only)

    def keys(self, *names: str) -> list[str]:
        """The keys of people by their names."""
        known = {person.name: person.key for person in self.people()}
        return [known[name] for name in names]

    def groups(self, rid: int) -> list[set[str]]:
        """The names in each group."""
        contents = contents_of(self.ws, rid, Groups)
        people = store.names(self.ws.read, contents).people
        return [{people[key].name for key in group} for group in contents.groups]


def fill(ws: Workspace) -> Home:
    """Three teams of four, and a workshop of today; people are called W1 … W4, H1 …, F1 …."""
    rids = add_teams(ws, *NAMES)
    for rid, name in zip(rids, NAMES, strict=True):
        for number, work in enumerate(_WORK, start=1):
            teams.add_member(ws, rid, f"{name[0]}{number}", occupational_group=work)
    run = start_run(ws, rids)
    event = event_of(ws, run)
    programmes.move_event(ws, event.rid, EventDate.of(TODAY))
    return Home(ws, event.rid, rids)
