"""Teams, their members, and what a coach should notice about the make-up of a team."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, StrEnum
from typing import NamedTuple, TypedDict

from coachdesk.kernel.text import Message, msg, plural

FEWEST_MEMBERS, MOST_MEMBERS = 5, 8
"""The size of a development team: a supervisor and four to seven others."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


class Role(StrEnum):
    """What a person is in the team."""

    SUPERVISOR = "supervisor"
    MEMBER = "member"
    SERVICE_USER_DEVELOPER = "service_user_developer"
    CONTACT = "contact"


ROLE_NAMES: Mapping[Role, Message] = {
    Role.SUPERVISOR: msg("teams", "Supervisor"),
    Role.MEMBER: msg("teams", "Member"),
    Role.SERVICE_USER_DEVELOPER: msg("teams", "Service-user developer"),
    Role.CONTACT: msg("teams", "Contact person"),
}


class Team(NamedTuple):
    """A development team. `area` is the Finnish name of its collaborative area, or free words.

    The name of a team that is `off_projector` is not projected in workshops.
    """

    rid: int
    uuid: str
    name: str
    unit_name: str = ""
    unit_description: str = ""
    county_code: int | None = None
    area: str = ""
    site: str = ""
    language: str = "fi"
    contact_name: str = ""
    contact_position: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    reason: str = ""
    expectations: str = ""
    archived_on: dt.date | None = None
    off_projector: bool = False


class Member(NamedTuple):
    """A person in a team, from the first to the last day of belonging to it, both included."""

    rid: int
    uuid: str
    team_rid: int
    name: str
    occupational_group: str = ""
    role: Role = Role.MEMBER
    phone: str = ""
    email: str = ""
    active_from: dt.date | None = None
    active_to: dt.date | None = None
    position: int = 0

    def is_active(self, on: dt.date) -> bool:
        """Whether the person belongs to the team on that day."""
        begun = self.active_from is None or self.active_from <= on
        return begun and (self.active_to is None or on <= self.active_to)


class TeamDetails(TypedDict, total=False):
    """The fields of a team that a coach can fill, but for its name."""

    unit_name: str
    unit_description: str
    county_code: int | None
    area: str
    site: str
    language: str
    contact_name: str
    contact_position: str
    contact_phone: str
    contact_email: str
    reason: str
    expectations: str
    off_projector: bool


class TeamFields(TeamDetails, total=False):
    """The fields of a team that a coach can fill."""

    name: str


class MemberDetails(TypedDict, total=False):
    """The fields of a member that a coach can fill, but for the name."""

    occupational_group: str
    role: Role
    phone: str
    email: str
    active_from: dt.date | None
    active_to: dt.date | None


class MemberFields(MemberDetails, total=False):
    """The fields of a member that a coach can fill."""

    name: str


class NewTeam(NamedTuple):
    """A team to be added with its members; with `into`, members for a team that exists."""

    fields: TeamFields
    members: Sequence[MemberFields] = ()
    into: int | None = None


class FindingKind(Enum):
    """What there is to notice about the make-up of a team."""

    NO_MEMBERS = "no_members"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    NO_SUPERVISOR = "no_supervisor"
    ONE_GROUP = "one_group"
    NO_SERVICE_USER_DEVELOPER = "no_service_user_developer"


class Finding(NamedTuple):
    """Something to notice, never an obstacle."""

    team_rid: int
    kind: FindingKind
    message: Message


class Composition(NamedTuple):
    """The make-up of a team on one day."""

    members: int
    groups: int
    supervisor: bool
    service_user_developer: bool


def composition(members: Iterable[Member], on: dt.date) -> Composition:
    """Count the team of that day.

    The service-user developer belongs to the team and counts, as in "a supervisor and four to seven
    others"; a contact person is someone to call and does not. Occupational groups are those of
    everybody who counts, however they are written; a group not filled in is none.
    """
    present = [m for m in members if m.is_active(on) and m.role is not Role.CONTACT]
    roles = {member.role for member in present}
    return Composition(
        members=len(present),
        groups=len({group_key(m.occupational_group) for m in present} - {""}),
        supervisor=Role.SUPERVISOR in roles,
        service_user_developer=Role.SERVICE_USER_DEVELOPER in roles,
    )


def group_key(group: str) -> str:
    """What two ways of writing one occupational group have in common (case, spaces)."""
    return "".join(group.casefold().split())


def findings(
    team: Team,
    members: Sequence[Member],
    on: dt.date,
    size: tuple[int, int] = (FEWEST_MEMBERS, MOST_MEMBERS),
) -> list[Finding]:
    """What there is to notice about the team of that day, the most telling first.

    `size` is how few and how many people a team of the programme may have.
    "One group only" is said when at least two of the team have their group filled in and all
    those groups are the same. A team without members has that one finding.
    """
    made_up = composition(members, on)
    if made_up.members == 0:
        found = [(FindingKind.NO_MEMBERS, msg("teams", "No members yet"))]
    else:
        found = _findings(made_up, _filled_groups(members, on), size)
    return [Finding(team.rid, kind, message) for kind, message in found]


def _filled_groups(members: Iterable[Member], on: dt.date) -> int:
    return sum(
        bool(m.occupational_group.strip())
        for m in members
        if m.is_active(on) and m.role is not Role.CONTACT
    )


def _findings(
    made_up: Composition, filled_groups: int, size: tuple[int, int]
) -> list[tuple[FindingKind, Message]]:
    found: list[tuple[FindingKind, Message]] = []
    count, (fewest, most) = made_up.members, size
    if count < fewest:
        few = plural(
            "teams",
            "Only {count} person; a team has {fewest}–{most}",
            "Only {count} people; a team has {fewest}–{most}",
            count,
            fewest=fewest,
            most=most,
        )
        found.append((FindingKind.TOO_FEW, few))
    if count > most:
        many = msg(
            "teams",
            "{count} people; a team has {fewest}–{most}",
            count=count,
            fewest=fewest,
            most=most,
        )
        found.append((FindingKind.TOO_MANY, many))
    if not made_up.supervisor:
        found.append((FindingKind.NO_SUPERVISOR, msg("teams", "No supervisor in the team")))
    if filled_groups >= 2 and made_up.groups == 1:
        found.append((FindingKind.ONE_GROUP, msg("teams", "All from one occupational group")))
    if not made_up.service_user_developer:
        no_developer = msg("teams", "No service-user developer in the team")
        found.append((FindingKind.NO_SERVICE_USER_DEVELOPER, no_developer))
    return found


def looks_like_email(text: str) -> bool:
    """Whether a text has the shape of an e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def email_hint(text: str) -> Message | None:
    """A gentle word about an address that mail may not reach; None when it looks right or empty."""
    if not text or looks_like_email(text):
        return None
    return msg("teams", "This does not look like an e-mail address.")
