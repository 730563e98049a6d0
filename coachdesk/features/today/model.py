"""What today asks for: the next workshop, and the teams that need attention with the reasons."""

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from coachdesk.features.checklists.model import Progress
from coachdesk.features.notes.line_marks import plain_words
from coachdesk.features.programmes.model import Event, Place, Timing, next_event
from coachdesk.features.programmes.outline import Outline
from coachdesk.features.tasks.model import Task, Urgency
from coachdesk.features.teams.model import Finding
from coachdesk.kernel.text import Message, msg, plural

WORKSHOP = "workshop"
_LATE_TASK, _LATE_ITEM, _SILENT_WEEK, _FINDING, _NEVER_MET = 3, 2, 1, 1, 1


class ReasonKind(Enum):
    """Why a team needs attention, the most telling first."""

    LATE = "late"
    SILENCE = "silence"
    CHECKLIST = "checklist"
    COMPOSITION = "composition"


class Reason(NamedTuple):
    """One reason in words."""

    kind: ReasonKind
    message: Message


class TeamFacts(NamedTuple):
    """What is known of a team today.

    `late_items` are pre-work items past their date; `last_contact` is None before the first
    meeting. A team that is in no run has no `progress`.
    """

    team_rid: int
    name: str
    phase: str = ""
    in_run: bool = False
    late_tasks: int = 0
    late_items: int = 0
    progress: Progress | None = None
    last_contact: dt.date | None = None
    findings: Sequence[Finding] = ()


class Attention(NamedTuple):
    """A team that needs attention. The higher the `weight`, the sooner."""

    team_rid: int
    name: str
    phase: str
    reasons: tuple[Reason, ...]
    weight: int


def attention(
    teams: Iterable[TeamFacts], today: dt.date, days_without_contact: int
) -> list[Attention]:
    """The teams that need attention, worst first.

    A late task weighs 3, a late pre-work item 2, each begun week of silence beyond the limit 1,
    each finding about the composition 1. Teams of the same weight stand by name.
    """
    found = [_attention(team, today, days_without_contact) for team in teams]
    return sorted(
        (each for each in found if each.reasons), key=lambda a: (-a.weight, a.name, a.team_rid)
    )


def _attention(team: TeamFacts, today: dt.date, limit: int) -> Attention:
    silence = _silence(team, today, limit)
    reasons: list[Reason] = []
    if team.late_tasks:
        late = plural("today", "{count} task late", "{count} tasks late", team.late_tasks)
        reasons.append(Reason(ReasonKind.LATE, late))
    if silence:
        reasons.append(Reason(ReasonKind.SILENCE, _silence_in_words(team, today)))
    if team.late_items:
        reasons.append(Reason(ReasonKind.CHECKLIST, _checklist_in_words(team)))
    reasons += [Reason(ReasonKind.COMPOSITION, each.message) for each in team.findings]
    weight = (
        _LATE_TASK * team.late_tasks
        + _LATE_ITEM * team.late_items
        + silence
        + _FINDING * len(team.findings)
    )
    return Attention(team.team_rid, team.name, team.phase, tuple(reasons), weight)


def _silence(team: TeamFacts, today: dt.date, limit: int) -> int:
    """The weight of having had no contact; 0 while all is well."""
    if team.last_contact is None:
        return _NEVER_MET if team.in_run else 0
    beyond = (today - team.last_contact).days - limit
    return 0 if beyond < 0 else _SILENT_WEEK * (1 + beyond // 7)


def _silence_in_words(team: TeamFacts, today: dt.date) -> Message:
    if team.last_contact is None:
        return msg("today", "No contact noted yet")
    days = (today - team.last_contact).days
    return plural("today", "No contact for {count} day", "No contact for {count} days", days)


def _checklist_in_words(team: TeamFacts) -> Message:
    progress = team.progress or Progress(0, team.late_items)
    return plural(
        "today",
        "Pre-work {done}/{all}, {count} item late",
        "Pre-work {done}/{all}, {count} items late",
        team.late_items,
        done=progress.done,
        all=progress.applicable,
    )


class RunFacts(NamedTuple):
    """A cohort at work: its events, and how many teams and people take part today."""

    place: Place
    template: Outline | None
    events: Sequence[Event]
    teams: int
    people: int


class NextWorkshop(NamedTuple):
    """The workshop that is running or comes next; its date may be open."""

    place: Place
    template: Outline
    event: Event
    teams: int
    people: int

    def name(self, language: str) -> str:
        """What the programme calls it."""
        known = self.template.event(self.event.key)
        return known.name.in_language(language) if known else ""


def next_workshop(runs: Iterable[RunFacts], today: dt.date) -> NextWorkshop | None:
    """The soonest workshop of all runs; one with an open date only if no other has a date."""
    coming = []
    for facts in runs:
        template = facts.template
        event = next_event(template, facts.events, today, WORKSHOP) if template else None
        if template and event:
            coming.append(NextWorkshop(facts.place, template, event, facts.teams, facts.people))
    return min(coming, key=lambda w: w.event.starts_on or dt.date.max, default=None)


class DayAtHand(NamedTuple):
    """A day of a workshop (an event) that is being held (`runs`), or is today."""

    event_rid: int
    day: int
    runs: bool


class RunningDay(NamedTuple):
    """A day of a workshop (an event) that was begun and has not ended."""

    event_rid: int
    day: int
    held_on: dt.date


def day_at_hand(
    running: RunningDay | None, workshop: NextWorkshop | None, today: dt.date
) -> DayAtHand | None:
    """The event and day that is being held, else the day of the next workshop if it is today.

    A day of an earlier date that was never ended gives way to another one that is today.
    """
    todays = _todays(workshop, today)
    if running is None:
        return todays
    if todays is None or running.held_on == today or running[:2] == todays[:2]:
        return DayAtHand(running.event_rid, running.day, runs=True)
    return todays


def _todays(workshop: NextWorkshop | None, today: dt.date) -> DayAtHand | None:
    event = workshop.event if workshop else None
    if event is None or event.timing is not Timing.DAY or event.starts_on is None:
        return None
    day = (today - event.starts_on).days + 1
    return DayAtHand(event.rid, day, runs=False) if 1 <= day <= event.days else None


def shortlist(tasks: Sequence[Task], today: dt.date, most: int) -> list[Task]:
    """At most `most` of these, in their order: late work first, but never only late work.

    When there are too many, three in eight places are kept for what is due from today on.
    """
    late = [task for task in tasks if task.urgency(today) is Urgency.LATE]
    coming = [task for task in tasks if task.urgency(today) is not Urgency.LATE]
    kept = min(len(coming), max(most * 3 // 8, most - len(late)))
    return late[: most - kept] + coming[:kept]


class FirstSteps(NamedTuple):
    """How far a new coach has come: a team, a programme, a note."""

    team: bool
    programme: bool
    note: bool

    @property
    def all_taken(self) -> bool:
        """Whether nothing is left to be taught."""
        return self.team and self.programme and self.note


def first_line(opening: str) -> str:
    """The first line of a note that says something, without its mark."""
    for line in opening.splitlines():
        words = plain_words(line)
        if words:
            return words
    return ""
