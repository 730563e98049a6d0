"""What the search finds of teams and people."""

import datetime as dt
from collections.abc import Iterator, Sequence

from coachdesk.features.teams import store
from coachdesk.features.teams.counties import county
from coachdesk.features.teams.model import Member, Team
from coachdesk.kernel.database import Database
from coachdesk.kernel.search.indexer import Entry, Source

_NO_DAY = dt.date(2000, 1, 1)
"""Teams and people have no day of their own; among themselves the latest added comes first."""


def _read_teams(db: Database, rids: Sequence[int]) -> Iterator[Entry]:
    for team in store.teams(db, rids):
        yield Entry(team.rid, _NO_DAY, team.name, "\n".join(filter(None, _words_of(team))))


def _words_of(team: Team) -> Iterator[str]:
    found = county(team.county_code) if team.county_code is not None else None
    yield team.unit_name
    yield team.site
    if found:
        yield from (found.name.fi, found.name.sv)
    yield from (team.area, team.contact_name, team.contact_email, team.contact_phone)
    yield from (team.unit_description, team.reason, team.expectations)


def _read_people(db: Database, rids: Sequence[int]) -> Iterator[Entry]:
    for member in store.members_by_rid(db, rids):
        yield Entry(member.rid, _NO_DAY, member.name, "\n".join(filter(None, _about(member))))


def _about(member: Member) -> tuple[str, ...]:
    return member.occupational_group, member.email, member.phone


SOURCES = (
    Source("team", "team", _read_teams),
    Source("person", "member", _read_people),
)
