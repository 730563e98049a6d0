"""Erasing a team or a person for good: beyond undo, out of the journal and the free pages.

It stands here, for it takes along what other subjects know of them.
"""

from coachdesk.features.methods import store as methods
from coachdesk.features.notes import store as notes
from coachdesk.features.notes import store_writes as note_writes
from coachdesk.features.notes.service import purge_pictures
from coachdesk.features.overview.store import count_mentions
from coachdesk.features.printing import store as printing
from coachdesk.features.surveys import store as surveys
from coachdesk.features.teams import store as teams
from coachdesk.kernel.database import Database
from coachdesk.kernel.workspace import Workspace


def erase_team(ws: Workspace, rid: int, language: str) -> None:
    """Erase a team with all that hangs on it, and notes and uses of methods of this team only.

    Those shared with other teams stay and lose the team, answers to surveys stay and lose its
    name; `language` is the one in which dates in the notes are read. A team that is gone already
    is passed over.
    """
    team = teams.team(ws.read, rid)
    if team is None:
        return
    own = notes.rids_of_team(ws.read, rid, shared=False)
    used = methods.rids_of_team_alone(ws.read, rid)
    subjects = [team.uuid, *notes.uuids(ws.read, own), *methods.uuids(ws.read, used)]

    def let_go(db: Database) -> None:
        for shared in notes.rids_of_team(db, rid, shared=True):
            others = [each for each in notes.team_rids(db, shared) if each != rid]
            note_writes.set_teams(db, shared, others, ws.clock.now(), language)
        printing.forget(db, subjects)
        surveys.forget_team(db, rid, team.name)

    ws.erase({**notes.with_tasks(ws.read, own), "method_use": used, "team": [rid]}, first=let_go)
    purge_pictures(ws)
    ws.checkpoint()


def erase_person(ws: Workspace, rid: int) -> int:
    """Erase a member with the attendance; what the person was to do stays, without a name.

    Free text is left as it is: the answer is in how many places the whole name still stands. A
    member who is gone already is passed over.
    """
    member = teams.member(ws.read, rid)
    if member is None:
        return 0
    ws.erase({"member": [rid]})
    return count_mentions(ws.read, member.name)
