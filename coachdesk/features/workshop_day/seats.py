"""The people of a day as the attendance shows them. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coachdesk.features.agendas.words import clock_words
from coachdesk.features.notes.model import PRESENCE, Attendee
from coachdesk.features.workshop_day.scene import Scene
from coachdesk.kernel.text import Message, msg


class Seat(NamedTuple):
    """A member or guest; `member_rid` None is a guest, whose `attendee` is known."""

    team_rid: int | None
    team: str
    name: str
    member_rid: int | None
    attendee: Attendee | None = None

    @property
    def key(self) -> tuple[int | None, int | None, int | None]:
        """What tells it from all others."""
        guest = self.attendee.rid if self.attendee and self.member_rid is None else None
        return self.team_rid, self.member_rid, guest

    @property
    def state(self) -> str:
        """A key of `PRESENCE`; empty while nothing was noted."""
        return self.attendee.state if self.attendee else ""

    @property
    def came(self) -> bool:
        """Whether this one came at all."""
        return self.state not in {"", "absent"}

    def words(self, language: str) -> list[Message]:
        """How this one is there, beyond being there."""
        one, found = self.attendee, list[Message]()
        if one is None:
            return found
        if one.came_at is not None:
            at = clock_words(one.came_at.hour * 60 + one.came_at.minute, language)
            found.append(msg("workshop_day", "came {time}", time=at))
        if one.left_at is not None:
            at = clock_words(one.left_at.hour * 60 + one.left_at.minute, language)
            found.append(msg("workshop_day", "left {time}", time=at))
        if not found and one.state not in {"", "present"}:
            found.append(PRESENCE[one.state])
        if one.absent_name:
            found.append(msg("workshop_day", "for {name}", name=one.absent_name))
        elif self.member_rid is None:
            found.append(msg("workshop_day", "guest"))
        return found


def seats(scene: Scene) -> list[Seat]:
    """Everybody, team by team; guests of no team in the end."""
    found: list[Seat] = []
    for team in scene.teams:
        found += _of_team(scene, team.rid, team.name)
    return [*found, *_guests(scene.attendance.get(None, ()), None, "", set())]


def _of_team(scene: Scene, team_rid: int, team: str) -> Iterator[Seat]:
    there = scene.attendance.get(team_rid, ())
    by_member = {one.member_rid: one for one in there if one.member_rid is not None}
    people = scene.people.get(team_rid, ())
    for person in people:
        yield Seat(team_rid, team, person.name, person.rid, by_member.get(person.rid))
    yield from _guests(there, team_rid, team, {person.rid for person in people})


def _guests(
    there: Sequence[Attendee], team_rid: int | None, team: str, members: set[int]
) -> Iterator[Seat]:
    for one in there:
        if one.member_rid is None or one.member_rid not in members:
            yield Seat(team_rid, team, one.name, one.member_rid, one)
