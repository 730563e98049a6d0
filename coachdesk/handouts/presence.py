"""Who was at a workshop, as far as attendance was noted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coachdesk.features.agendas.places import Workshop
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.model import Attendee
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Member, Team
from coachdesk.handouts.gathering import Gathering
from coachdesk.kernel.database import Database

_PARTLY = {"late", "left_early"}
_THERE = {"present", *_PARTLY}


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone who takes part in a workshop on these days of it, on some only `partly`.

    `is_guest` is someone from outside the teams who came in nobody's place.
    """

    name: str
    team: Team
    days: tuple[int, ...]
    partly: frozenset[int] = frozenset()
    is_guest: bool = False


@dataclass(slots=True)
class _Noted:
    """What was noted of a team: the days, and for each person the state on each of them."""

    days: set[int] = field(default_factory=set)
    members: dict[int, dict[int, str]] = field(default_factory=dict)
    guests: dict[str, tuple[dict[int, str], bool]] = field(default_factory=dict)


def participants(db: Database, gathering: Gathering) -> list[Participant]:
    """Who takes part, team by team.

    Where attendance was noted for a team, those who were there and, in their places, guests; a day
    without any notes of it counts like the others. Else its active members, on all days.
    """
    workshop = gathering.workshop
    if workshop is None:
        return []
    found = []
    for team, active in gathering.teams:
        members = teams.members(db, team.rid)
        noted = _noted(db, workshop, team, members)
        found += _of_team(team, members if noted.days else active, noted, workshop.days())
    return found


def _noted(db: Database, workshop: Workshop, team: Team, members: Sequence[Member]) -> _Noted:
    first, last = workshop.date_of(1), workshop.date_of(workshop.days()[-1])
    noted = _Noted()
    if first is None or last is None:
        return noted
    own = {member.rid for member in members}
    after = ((last + dt.timedelta(days=1)).isoformat(), 0)
    for meeting in notes.newest(db, team_rid=team.rid, kind="workshop", before=after):
        if meeting.held_on < first:
            break
        day = (meeting.held_on - first).days + 1
        is_shared = len(meeting.teams) > 1
        for one in notes.attendance(db, meeting.rid):
            _note(noted, day, one, own, is_shared=is_shared)
    return noted


def _note(noted: _Noted, day: int, one: Attendee, own: set[int], *, is_shared: bool) -> None:
    """Guests of a note that several teams share belong to the team in whose place they came."""
    if one.member_rid in own:
        noted.members.setdefault(one.member_rid or 0, {})[day] = one.state
    elif one.member_rid is None and (one.stands_in_for in own or not is_shared):
        stands_in = one.stands_in_for in own
        states, stood_in = noted.guests.get(one.name, ({}, False))
        noted.guests[one.name] = ({**states, day: one.state}, stood_in or stands_in)
    else:
        return
    noted.days.add(day)


def _of_team(
    team: Team, members: Sequence[Member], noted: _Noted, days: range
) -> list[Participant]:
    found = []
    for member in members:
        one = Participant(member.name, team, tuple(days))
        if noted.days:
            one = _there(one, noted.members.get(member.rid, {}), noted.days)
        found.append(one)
    for name, (states, stands_in) in noted.guests.items():
        guest = Participant(name, team, tuple(states), is_guest=not stands_in)
        found.append(_there(guest, states, set(states)))
    return [one for one in found if one.days]


def _there(one: Participant, states: dict[int, str], noted: set[int]) -> Participant:
    """On the days on which the person was there, and on those of which nothing was noted."""
    there = {day for day, state in states.items() if state in _THERE}
    if not there:
        return replace(one, days=())
    partly = frozenset(day for day in there if states[day] in _PARTLY)
    days = tuple(day for day in one.days if day in there or day not in noted)
    return replace(one, days=tuple(sorted(days)), partly=partly)
