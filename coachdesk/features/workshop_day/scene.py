"""All that the page of a held day shows, read at one moment."""

from collections.abc import Mapping
from typing import NamedTuple

from coachdesk.features.agendas.places import Workshop, workshop
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.model import Attendee, Person
from coachdesk.features.teams import store as teams_store
from coachdesk.features.teams.model import Team
from coachdesk.features.workshop_day import store
from coachdesk.features.workshop_day.model import DayNote, HeldBlock, HeldDay, Parked, Turn
from coachdesk.kernel.database import Database


class Presence(NamedTuple):
    """How many of a team's members are in the room; who came in a member's place counts."""

    here: int
    of: int


class Scene(NamedTuple):
    """A held day. `team_rid` None stands for the whole workshop."""

    day: HeldDay
    workshop: Workshop
    blocks: tuple[HeldBlock, ...]
    teams: tuple[Team, ...]
    people: Mapping[int, tuple[Person, ...]]
    notes: Mapping[int | None, DayNote]
    attendance: Mapping[int | None, tuple[Attendee, ...]]
    parked: tuple[Parked, ...]
    turns: Mapping[int, tuple[Turn, ...]]
    """Of the blocks that run."""

    def presence(self, team_rid: int) -> Presence:
        """How many of a team are here now."""
        people = self.people.get(team_rid, ())
        here = [one for one in self.attendance.get(team_rid, ()) if is_here(one)]
        members = {person.rid for person in people}
        count = sum(one.member_rid in members or one.stands_in_for is not None for one in here)
        return Presence(min(count, len(people)), len(people))

    def all_present(self) -> Presence:
        """How many of all teams are here now."""
        each = [self.presence(team.rid) for team in self.teams]
        return Presence(sum(one.here for one in each), sum(one.of for one in each))

    def team_names(self) -> dict[int, str]:
        """The names of the teams, in their order."""
        return {team.rid: team.name for team in self.teams}

    def titles(self) -> dict[int, str]:
        """The titles of the blocks."""
        return {block.rid: block.title for block in self.blocks}


def is_here(one: Attendee) -> bool:
    """Whether someone is in the room, as far as was noted."""
    return one.state in {"present", "late"} and one.left_at is None


def read_scene(db: Database, held_rid: int) -> Scene | None:
    """The held day; None when it is gone."""
    day = store.day(db, held_rid)
    place = workshop(db, day.event_rid) if day else None
    if day is None or place is None:
        return None
    teams = store.teams_of_day(db, held_rid)
    members = teams_store.members_of(db, [team.rid for team in teams])
    blocks = store.blocks(db, held_rid)
    day_notes = notes_of(db, held_rid)
    return Scene(
        day,
        place,
        tuple(blocks),
        tuple(teams),
        {
            rid: tuple(Person(m.rid, rid, m.name) for m in some if m.is_active(day.held_on))
            for rid, some in members.items()
        },
        day_notes,
        {
            team_rid: tuple(notes.attendance(db, note.meeting_rid))
            for team_rid, note in day_notes.items()
        },
        tuple(store.parked(db, held_rid)),
        {block.rid: tuple(store.turns(db, block.rid)) for block in blocks if block.runs},
    )


def notes_of(db: Database, held_rid: int) -> dict[int | None, DayNote]:
    """The notes of a held day by their team."""
    return {note.team_rid: note for note in store.notes_of_day(db, held_rid)}
