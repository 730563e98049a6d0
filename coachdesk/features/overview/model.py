"""Where a team stands, at one glance and in a few words."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from coachdesk.features.checklists.model import Progress
from coachdesk.features.programmes.model import PhaseState, Place, Run
from coachdesk.features.programmes.outline import Outline
from coachdesk.features.teams.counties import County, county
from coachdesk.features.teams.model import Composition, Finding, Team
from coachdesk.kernel.text import Message, msg, plural


class Glance(Enum):
    """The most pressing thing to know of a team."""

    LATE = "late"
    BEHIND = "behind"
    READY = "ready"
    NOTHING = "nothing"


class Part(NamedTuple):
    """A team's part in a run; `template` and `phase` are None where its programme is unusable."""

    place: Place
    template: Outline | None
    phase: PhaseState | None

    def phase_name(self, language: str) -> str:
        """The phase that is now; empty when all are over."""
        current = self.phase.current if self.phase else None
        return current.short.in_language(language) if current else ""


class Standing(NamedTuple):
    """A team as lists show it. `progress` is that in the first of its parts.

    `parts` are its present runs, the one in question first: the usual one unless another is named.
    """

    team: Team
    composition: Composition
    findings: Sequence[Finding]
    parts: tuple[Part, ...]
    late: int
    progress: Progress | None

    @property
    def _part(self) -> Part | None:
        return self.parts[0] if self.parts else None

    @property
    def run(self) -> Run | None:
        """The run in question; None outside a programme."""
        return self._part.place.run if self._part else None

    @property
    def template(self) -> Outline | None:
        """The programme of that run."""
        return self._part.template if self._part else None

    @property
    def phase(self) -> PhaseState | None:
        """Where that run stands."""
        return self._part.phase if self._part else None

    @property
    def glance(self) -> Glance:
        """Late work before the checklist, the checklist before nothing."""
        if self.late:
            return Glance.LATE
        if self.progress is None or not self.progress.applicable:
            return Glance.NOTHING
        return Glance.READY if self.progress.is_complete else Glance.BEHIND

    @property
    def badge(self) -> str:
        """The glance in two or three characters: how many are late, or "5/9"."""
        if self.glance is Glance.NOTHING:
            return ""
        return str(self.late) if self.late else str(self.progress)

    @property
    def in_words(self) -> Message | None:
        """The glance in words."""
        if self.late:
            return plural("overview", "{count} task late", "{count} tasks late", self.late)
        if self.progress is None or not self.progress.applicable:
            return None
        return msg(
            "overview",
            "pre-work {done} of {all} done",
            done=self.progress.done,
            all=self.progress.applicable,
        )

    def phase_names(self, language: str) -> str:
        """The phase that is now in each of its runs; empty outside a programme."""
        return " / ".join(filter(None, (part.phase_name(language) for part in self.parts)))

    def phases_with_runs(self, language: str) -> str:
        """As `phase_names`, with the runs where there are several."""
        if len(self.parts) < 2:
            return self.phase_names(language)
        told = ((part.place.title(language), part.phase_name(language)) for part in self.parts)
        return "; ".join(": ".join(filter(None, each)) for each in told)


def county_name(team: Team, language: str) -> str:
    """The name of the team's county; empty if it has none."""
    return county_words(team.county_code, language)


def county_words(code: int | None, language: str) -> str:
    """The name of the county with this code; empty without one."""
    found = county(code) if code is not None else None
    return found.name.in_language(language) if found else ""


def short_county_name(team: Team, language: str) -> str:
    """The county's name as it fits into a column; empty if the team has none."""
    found = _county_of(team)
    return found.short_name(language) if found else ""


def _county_of(team: Team) -> County | None:
    return county(team.county_code) if team.county_code is not None else None


def composition_in_words(composition: Composition) -> list[Message]:
    """The make-up of a team, part by part, for the line under its name."""
    if not composition.members:
        return [msg("overview", "no members yet")]
    people = plural("overview", "{count} member", "{count} members", composition.members)
    groups = plural(
        "overview", "{count} occupational group", "{count} occupational groups", composition.groups
    )
    parts = [people, groups] if composition.groups else [people]
    parts.append(
        msg("overview", "supervisor in the team")
        if composition.supervisor
        else msg("overview", "supervisor missing")
    )
    parts.append(
        msg("overview", "service-user developer in the team")
        if composition.service_user_developer
        else msg("overview", "service-user developer missing")
    )
    return parts
