"""Who comes to a workshop, for the papers that lie on its tables."""

import datetime as dt
from dataclasses import dataclass

from coachdesk.documents.blocks import Block
from coachdesk.features.agendas.places import Workshop, workshop
from coachdesk.features.printing.model import Choices
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.event_words import days_words
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Member, Team
from coachdesk.handouts.paper import facts
from coachdesk.handouts.wording import Words
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg


@dataclass(frozen=True, slots=True)
class Gathering:
    """A workshop with its coaches and the teams and members that take part; all empty when blank.

    `today` is the day the paper is made, None on a blank one.
    """

    today: dt.date | None = None
    chosen: frozenset[str] = frozenset()
    workshop: Workshop | None = None
    teams: tuple[tuple[Team, tuple[Member, ...]], ...] = ()

    @property
    def coaches(self) -> tuple[str, ...]:
        """The names of the coaches."""
        return self.workshop.place.cohort.coaches if self.workshop else ()

    def name(self, language: str) -> str:
        """What the workshop is called."""
        return self.workshop.name(language) if self.workshop else ""


def collect(db: Database, event_rid: int, today: dt.date, choices: Choices) -> Gathering | None:
    """Read who comes to a workshop; None when it is gone."""
    found = workshop(db, event_rid)
    if found is None:
        return None
    on = found.event.starts_on or today
    rids = programmes.team_rids(db, found.place.cohort.rid)
    members = teams.members_of(db, rids)
    present = tuple(
        (team, tuple(one for one in members.get(team.rid, ()) if one.is_active(on)))
        for team in sorted(teams.teams(db, rids), key=lambda team: rids.index(team.rid))
    )
    return Gathering(today, choices.options, found, present)


def blank(choices: Choices) -> Gathering:
    """No workshop in particular."""
    return Gathering(chosen=choices.options)


def workshop_facts(gathering: Gathering, words: Words) -> list[Block]:
    """When and where the workshop is, and what it belongs to."""
    found = gathering.workshop
    if found is None:
        return []
    days = days_words(found.event, words.language)
    return facts(
        [
            (msg("handouts", "When"), days if isinstance(days, str) else words(days)),
            (msg("handouts", "Where"), found.event.place),
            (msg("handouts", "Programme"), found.place.title(words.language)),
        ],
        words,
    )
