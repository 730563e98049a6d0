"""What a coach does with teams and their members."""

import datetime as dt
from collections.abc import Sequence
from typing import Unpack

from coachdesk.features.teams import store
from coachdesk.features.teams.checks import (
    TYPED_MEMBER_FIELDS,
    TYPED_TEAM_FIELDS,
    check_member,
    check_team,
)
from coachdesk.features.teams.model import (
    Member,
    MemberDetails,
    MemberFields,
    NewTeam,
    Team,
    TeamDetails,
    TeamFields,
)
from coachdesk.kernel.database import Database
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.kernel.workspace import Workspace

# -- teams --------------------------------------------------------------------------------------


def add_team(ws: Workspace, name: str, **fields: Unpack[TeamDetails]) -> int:
    """Add a team; its rid. The county fills in the area unless an area is given.

    Raises `UserError` for a missing or overlong name, an unknown county or language.
    """
    checked = check_team({"name": name, **fields})
    with ws.change(msg("teams", "Add team")) as db:
        return store.add_team(db, checked)


def update_team(ws: Workspace, rid: int, **fields: Unpack[TeamFields]) -> None:
    """Change fields of a team; typing in one field makes one undo step.

    A new county brings its area along, unless the area had been set by hand to something else.
    Raises `UserError` for values that cannot be used, and for a team that is gone.
    """
    before = _existing_team(ws, rid)
    checked = check_team(fields, before)
    typed = [name for name in checked if name in TYPED_TEAM_FIELDS]
    merge_key = f"team.{typed[0]}:{rid}" if list(checked) == typed[:1] else ""
    with ws.change(msg("teams", "Edit team"), merge_key=merge_key) as db:
        store.save_team(db, rid, checked)


def archive_team(ws: Workspace, rid: int) -> None:
    """Put a team away from today; everything about it stays."""
    _existing_team(ws, rid)
    with ws.change(msg("teams", "Archive team")) as db:
        store.archive_team(db, rid, ws.clock.today())


def unarchive_team(ws: Workspace, rid: int) -> None:
    """Bring an archived team back among those at work."""
    _existing_team(ws, rid)
    with ws.change(msg("teams", "Bring team back")) as db:
        store.archive_team(db, rid, None)


def delete_team(ws: Workspace, rid: int) -> None:
    """Delete a team with its members and all that hangs on it (see `what_hangs_on`)."""
    _existing_team(ws, rid)
    with ws.change(msg("teams", "Delete team")) as db:
        store.delete_team(db, rid)


def what_hangs_on(db: Database, rid: int) -> list[Message]:
    """What deleting the team would take along, counted, for the question."""
    return [_hanging(table, count) for table, count in store.count_hanging_on(db, rid).items()]


def import_teams(ws: Workspace, new: Sequence[NewTeam]) -> list[int]:
    """Add teams with their members, and members to existing teams, in one undo step.

    Returns the rids of the teams, in order. One thing that cannot be used raises `UserError`, and
    then nothing at all is added.
    """
    checked = [_check_new(ws, each) for each in new]
    with ws.change(msg("teams", "Import teams")) as db:
        rids = []
        for each in checked:
            rid = each.into if each.into is not None else store.add_team(db, each.fields)
            for member in each.members:
                store.add_member(db, rid, member)
            rids.append(rid)
        return rids


def import_members(ws: Workspace, team_rid: int, new: Sequence[MemberFields]) -> list[int]:
    """Add people to a team in one undo step; their rids. As with `import_teams`, all or nothing."""
    _existing_team(ws, team_rid)
    checked = [check_member(each) for each in new]
    with ws.change(msg("teams", "Import members")) as db:
        return [store.add_member(db, team_rid, each) for each in checked]


# -- members ------------------------------------------------------------------------------------


def add_member(ws: Workspace, team_rid: int, name: str, **fields: Unpack[MemberDetails]) -> int:
    """Add a person to a team; the rid. Raises `UserError` for values that cannot be used."""
    _existing_team(ws, team_rid)
    checked = check_member({"name": name, **fields})
    with ws.change(msg("teams", "Add member")) as db:
        return store.add_member(db, team_rid, checked)


def update_member(ws: Workspace, rid: int, **fields: Unpack[MemberFields]) -> None:
    """Change fields of a member; typing in one field makes one undo step."""
    before = _existing_member(ws, rid)
    checked = check_member(fields, before)
    typed = [name for name in checked if name in TYPED_MEMBER_FIELDS]
    merge_key = f"member.{typed[0]}:{rid}" if list(checked) == typed[:1] else ""
    with ws.change(msg("teams", "Edit member"), merge_key=merge_key) as db:
        store.save_member(db, rid, checked)


def member_leaves(ws: Workspace, rid: int, on: dt.date) -> None:
    """The member's last day in the team; what she did stays under her name."""
    checked = check_member({"active_to": on}, _existing_member(ws, rid))
    with ws.change(msg("teams", "Member leaves the team")) as db:
        store.save_member(db, rid, checked)


def remove_members(ws: Workspace, rids: Sequence[int]) -> None:
    """Delete people entered by mistake, in one step; those already gone are passed over."""
    with ws.change(plural("teams", "Remove member", "Remove {count} members", len(rids))) as db:
        for rid in rids:
            store.delete_member(db, rid)


def reorder_members(ws: Workspace, rids: Sequence[int]) -> None:
    """Show the members of a team in this order."""
    with ws.change(msg("teams", "Reorder members")) as db:
        store.order_members(db, rids)


# -- inside ----------------------------------------------------------------------------------------


def _check_new(ws: Workspace, new: NewTeam) -> NewTeam:
    if new.into is not None:
        _existing_team(ws, new.into)
    fields = check_team(new.fields) if new.into is None else TeamFields()
    return NewTeam(fields, [check_member(each) for each in new.members], new.into)


def _existing_team(ws: Workspace, rid: int) -> Team:
    team = store.team(ws.read, rid)
    if team is None:
        raise UserError(msg("teams", "This team has been deleted."))
    return team


def _existing_member(ws: Workspace, rid: int) -> Member:
    member = store.member(ws.read, rid)
    if member is None:
        raise UserError(msg("teams", "This member has been removed."))
    return member


def _hanging(table: str, count: int) -> Message:
    known = {
        "member": plural("teams", "{count} member", "{count} members", count),
        "participation": plural(
            "teams", "its place in {count} programme", "its place in {count} programmes", count
        ),
        "checklist_item": plural(
            "teams", "{count} checklist item", "{count} checklist items", count
        ),
        "task": plural("teams", "{count} task", "{count} tasks", count),
        "meeting_team": plural(
            "teams",
            "its name on {count} note, which stays",
            "its name on {count} notes, which stay",
            count,
        ),
        "day_note": plural(
            "teams", "its part in {count} workshop day", "its part in {count} workshop days", count
        ),
        "team_turn": plural(
            "teams", "{count} turn in a sharing round", "{count} turns in sharing rounds", count
        ),
        "parked_line": plural("teams", "{count} parked line", "{count} parked lines", count),
    }
    other = plural("teams", "{count} other record", "{count} other records", count)
    return known.get(table, other)
