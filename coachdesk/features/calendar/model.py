"""What stands in a calendar, what collides in it, and the phases of a run as bars. Pure."""

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations, groupby

from coachdesk.features.calendar.series import monday
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.text import Message, msg

DAY = dt.timedelta(days=1)
WORKING_DAYS = 5
"""Monday to Friday."""
PREPARATION = dt.timedelta(weeks=8)
"""What comes before the first event takes so long where nothing else is known."""


class Kind(Enum):
    """What an entry is. The value is the sign that stands for it."""

    EVENT = "◆"
    MEETING = "○"
    TASK = "☐"


KIND_NAMES: Mapping[Kind, Message] = {
    Kind.EVENT: msg("calendar", "event"),
    Kind.MEETING: msg("calendar", "team meeting"),
    Kind.TASK: msg("calendar", "own task"),
}
WEEK_SIGN = "◇"
"""Stands for an event of which only the week is agreed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a date: an event of a cohort, a meeting of a team or a task of the coach.

    `group` says whose it is. With `week_only` just the week is agreed, and the days are its Monday
    to Friday; `days` is how long the event takes. A meeting is named by the `week` in its series.
    `after_rid` is the event before this one in the programme, or the one a task follows.
    """

    kind: Kind
    rid: int
    uuid: str
    title: str
    group: str
    first: dt.date
    last: dt.date
    days: int = 1
    week_only: bool = False
    at: dt.time | None = None
    ends_at: dt.time | None = None
    place: str = ""
    coaches: tuple[str, ...] = ()
    cohort_rid: int | None = None
    team_rid: int | None = None
    week: dt.date | None = None
    after_rid: int | None = None

    @property
    def key(self) -> Hashable:
        """What stays the same when it moves."""
        return self.kind, self.rid, self.week

    @property
    def sign(self) -> str:
        """The sign that stands for it."""
        return WEEK_SIGN if self.week_only else self.kind.value

    @property
    def full_title(self) -> str:
        """What it is and whose, as a part of a sentence."""
        return f"{self.title} ({self.group})" if self.group else self.title

    def overlaps(self, first: dt.date, last: dt.date) -> bool:
        """Whether a day of it lies between these days, both included."""
        return self.first <= last and first <= self.last

    def all_days(self) -> Iterator[dt.date]:
        """Its days; those of its week when only that is agreed."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + number * DAY

    def weeks(self) -> set[dt.date]:
        """The Mondays of its weeks."""
        return {monday(day) for day in self.all_days()}


@dataclass(frozen=True, slots=True)
class Undated:
    """An event of which nothing is agreed yet."""

    rid: int
    title: str
    group: str
    cohort_rid: int


class Collision(Enum):
    """What does not go together."""

    BACKWARDS = "backwards"
    ORDER = "order"
    SAME_DAY = "same_day"
    HOLIDAY = "holiday"
    SAME_WEEK = "same_week"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth a second look, in words, and the entries it is about, the movable first."""

    kind: Collision
    text: Message
    entries: tuple[Entry, ...]


def findings(
    entries: Iterable[Entry], holidays: Mapping[dt.date, str], language: str
) -> list[Finding]:
    """What collides among the events, in time order."""
    events = [entry for entry in entries if entry.kind is Kind.EVENT]
    found = [
        *_backwards(events),
        *_out_of_order(events),
        *_on_holidays(events, holidays, language),
        *_double_booked(events, language),
    ]
    return sorted(found, key=lambda one: (one.entries[0].first, one.kind.value))


def _backwards(events: Sequence[Entry]) -> Iterator[Finding]:
    for one in events:
        if one.last < one.first:
            text = msg("calendar", "{event} ends before it begins.", event=one.full_title)
            yield Finding(Collision.BACKWARDS, text, (one,))


def _out_of_order(events: Sequence[Entry]) -> Iterator[Finding]:
    by_rid = {one.rid: one for one in events}
    for one in events:
        earlier = by_rid.get(one.after_rid) if one.after_rid else None
        if earlier and one.last < earlier.first:
            text = msg(
                "calendar", "{event} is before {other}, which it follows in the programme.",
                event=one.full_title, other=earlier.title,
            )  # fmt: skip
            yield Finding(Collision.ORDER, text, (one, earlier))


def _on_holidays(
    events: Sequence[Entry], holidays: Mapping[dt.date, str], language: str
) -> Iterator[Finding]:
    for one in events:
        met = [day for day in one.all_days() if day in holidays]
        if not met:
            continue
        names = ", ".join(holidays[day] for day in met)
        if not one.week_only:
            text = msg(
                "calendar", "{event} is on {day}, a public holiday: {holiday}.",
                event=one.full_title, day=format_date(met[0], language), holiday=names,
            )  # fmt: skip
            yield Finding(Collision.HOLIDAY, text, (one,))
        elif WORKING_DAYS - len(met) < one.days:
            text = msg(
                "calendar", "{event} has too few working days in {week}: {holiday}.",
                event=one.full_title, week=format_date(one.first, language, "week"), holiday=names,
            )  # fmt: skip
            yield Finding(Collision.HOLIDAY, text, (one,))


def _double_booked(events: Sequence[Entry], language: str) -> Iterator[Finding]:
    pairs: dict[tuple[int, int], tuple[Entry, Entry, str]] = {}
    for coach, own in _by_coach(events):
        by_week: dict[dt.date, list[Entry]] = {}
        for one in own:
            for week in one.weeks():
                by_week.setdefault(week, []).append(one)
        for together in by_week.values():
            for one, other in combinations(together, 2):
                pairs.setdefault((one.rid, other.rid), (one, other, coach))
    for one, other, coach in pairs.values():
        finding = _too_close(one, other, coach, language)
        if finding:
            yield finding


def _by_coach(events: Sequence[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    named = sorted(
        ((coach.casefold(), n, coach) for n, one in enumerate(events) for coach in one.coaches)
    )
    for _, group in groupby(named, key=lambda item: item[0]):
        members = list(group)
        yield members[0][2], [events[n] for _, n, _ in members]


def _too_close(one: Entry, other: Entry, coach: str, language: str) -> Finding | None:
    one, other = sorted((one, other), key=lambda entry: (entry.first, entry.rid))
    words = {"coach": coach, "one": one.full_title, "other": other.full_title}
    if not (one.week_only or other.week_only) and one.overlaps(other.first, other.last):
        text = msg(
            "calendar", "{coach} has two events on {day}: {one} and {other}.",
            day=format_date(other.first, language), **words,
        )  # fmt: skip
        return Finding(Collision.SAME_DAY, text, (other, one))
    if one.cohort_rid == other.cohort_rid:
        return None
    text = msg(
        "calendar", "{coach} has two events in {week}: {one} and {other}.",
        week=format_date(other.first, language, "week"), **words,
    )  # fmt: skip
    return Finding(Collision.SAME_WEEK, text, (other, one))


# -- phases as bars ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase to be laid out: `first` and `last` are the days of its event, None without one."""

    key: str
    name: str
    short: str
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A phase with the days that it takes: those of its event, or a share of those between."""

    key: str
    name: str
    short: str
    first: dt.date
    last: dt.date
    is_event: bool = False


def bars(
    phases: Sequence[Stretch], begins: dt.date | None = None, ends: dt.date | None = None
) -> list[Bar]:
    """The phases in time.

    A phase with an event takes its days; the others share the days between evenly. Before the
    first of these events they begin at `begins`, or eight weeks before it when that is not
    earlier. After the last they end at `ends`; without that, and where no day is left, a phase has
    no bar.
    """
    result: list[Bar] = []
    waiting: list[Stretch] = []
    free = begins
    for phase in phases:
        if phase.first is None or phase.last is None:
            waiting.append(phase)
            continue
        if not result and (free is None or free >= phase.first):
            free = phase.first - PREPARATION
        result += _shared(waiting, free, phase.first - DAY)
        waiting = []
        days = phase.first, phase.last
        result.append(Bar(phase.key, phase.name, phase.short, *days, is_event=True))
        free = phase.last + DAY
    return result + _shared(waiting, free, ends)


def _shared(phases: Sequence[Stretch], first: dt.date | None, last: dt.date | None) -> list[Bar]:
    if first is None or last is None:
        return []
    days = (last - first).days + 1
    if not phases or days < len(phases):
        return []
    edges = [first + (days * n // len(phases)) * DAY for n in range(len(phases) + 1)]
    return [
        Bar(phase.key, phase.name, phase.short, edges[n], edges[n + 1] - DAY)
        for n, phase in enumerate(phases)
    ]
