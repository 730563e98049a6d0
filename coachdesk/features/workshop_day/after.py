"""The minutes of a day, drafted from what was written while it was held. Pure text.

The draft is plain sentences: nothing in it is a task, a decision or a tag a second time.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coachdesk.features.notes.line_marks import AT, TAG, LineKind, read_line
from coachdesk.features.notes.model import Attendee
from coachdesk.features.tasks.model import Task, WhoKind
from coachdesk.features.workshop_day.model import HeldBlock, HeldDay, Parked
from coachdesk.features.workshop_day.stamps import Stamp, Stamps
from coachdesk.kernel.dates import format_date, format_time
from coachdesk.kernel.dates.zone import HELSINKI
from coachdesk.kernel.text import Message, Texts, msg

_OUTSIDE, _LATER = 0, -1
"""Where lines stand that were written in no block, or after the day."""
_TAILS = ("", " x", ", x", ": x")
"""What may follow the words of a line: a lone mark would mark that."""


@dataclass(frozen=True, slots=True)
class Section:
    """What there is of a team, or (without a name) of the whole workshop."""

    name: str
    body: str = ""
    stamps: Stamps = ()
    attendance: tuple[Attendee, ...] = ()
    decisions: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    parked: tuple[Parked, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.body.strip() or self.attendance or self.parked)


@dataclass(frozen=True, slots=True)
class Story:
    """A day as it was: `event` and `run` are names, `sections` that of the workshop first."""

    day: HeldDay
    event: str
    run: str
    blocks: tuple[HeldBlock, ...]
    sections: tuple[Section, ...]
    parked: tuple[Parked, ...] = ()


def title(story: Story) -> str:
    """What the minutes are called, in the day's language."""
    say = Texts.load(story.day.language)
    return say(
        msg("workshop_day", "{event}, day {number}: minutes", event=story.event,
            number=story.day.day)
    )  # fmt: skip


def day_name(story: Story) -> str:
    """What the day is called, in its language."""
    say = Texts.load(story.day.language)
    number = story.day.day
    return say(msg("workshop_day", "{event}, day {number}", event=story.event, number=number))


def draft(story: Story) -> str:
    """The minutes in the day's language, as the light Markdown of notes."""
    return "\n".join(_Draft(story).lines()).strip() + "\n"


def plain(text: str) -> str:
    """A line's words without what would make them a task, a decision, a heading or a tag."""
    found, before = " ".join(text.split()), None
    while found != before:
        before = found
        for tail in _TAILS:
            read = read_line(found + tail)
            if read.kind not in {LineKind.PLAIN, LineKind.NUMBER}:
                found = read.text.removesuffix(tail.strip()).strip()
        found = AT.sub(r"\1", TAG.sub(r"\1", found)).strip()
    return found


class _Draft:
    """Makes the lines of one draft."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._say = Texts.load(story.day.language)
        self._blocks = {block.rid: block for block in story.blocks}

    def lines(self) -> Iterator[str]:
        yield from self._head()
        for section in self._story.sections:
            if not section.is_empty:
                yield from self._section(section)
        promised = [
            task for section in self._story.sections for task in section.tasks
            if task.who.kind is WhoKind.COACH
        ]  # fmt: skip
        yield from self._list(msg("workshop_day", "What the coach promised"),
                              map(self._to_do, promised), level=2)  # fmt: skip
        yield from self._list(msg("workshop_day", "Parking lot"),
                              map(self._parked, self._story.parked), level=2)  # fmt: skip

    def _head(self) -> Iterator[str]:
        day = self._story.day
        date = format_date(day.held_on, day.language, "long")
        yield ", ".join(filter(None, (plain(self._story.run), plain(day.title), date)))
        began = [block.began_at for block in self._story.blocks if block.began_at]
        ended = [block.ended_at for block in self._story.blocks if block.ended_at]
        if began and ended:
            times = {"begins": self._time(min(began)), "ends": self._time(max(ended))}
            yield self._say(msg("workshop_day", "The day went from {begins} to {ends}.", **times))
        yield ""

    def _time(self, moment: dt.datetime) -> str:
        return format_time(moment.astimezone(HELSINKI), self._story.day.language)

    def _section(self, section: Section) -> Iterator[str]:
        whole = self._say(msg("workshop_day", "The whole workshop"))
        yield f"## {plain(section.name) or whole}"
        yield from self._attendance(section.attendance)
        yield from self._written(section)
        yield from self._list(
            msg("workshop_day", "Decisions"), map(plain, section.decisions), level=3
        )
        yield from self._list(msg("workshop_day", "Tasks"), map(self._task, section.tasks), level=3)
        yield from self._list(
            msg("workshop_day", "From the parking lot"), map(self._parked, section.parked), level=3
        )
        yield ""

    def _list(self, heading: Message, lines: Iterable[str], level: int) -> Iterator[str]:
        found = [f"- {line}" for line in lines if line]
        if found:
            yield from (f"{'#' * level} {self._say(heading)}", *found)
            yield from [""] * (level == 2)

    # -- who was there ------------------------------------------------------------------------

    def _attendance(self, people: Sequence[Attendee]) -> Iterator[str]:
        members = [one for one in people if one.member_rid is not None]
        there = self._names(one for one in members if one.state != "absent")
        late = self._names((one for one in people if one.state == "late"), lambda one: one.came_at)
        left = self._names(
            (one for one in people if one.left_at or one.state == "left_early"),
            lambda one: one.left_at,
        )
        absent = self._names(one for one in members if one.state == "absent")
        guests = self._names(one for one in people if one.member_rid is None)
        told = (
            (there, msg("workshop_day", "Present: {names}", names=there)),
            (late, msg("workshop_day", "Came late: {names}", names=late)),
            (left, msg("workshop_day", "Left early: {names}", names=left)),
            (absent, msg("workshop_day", "Absent: {names}", names=absent)),
            (guests, msg("workshop_day", "Guests: {names}", names=guests)),
        )
        yield from (self._say(message) for names, message in told if names)

    def _names(
        self,
        people: Iterable[Attendee],
        time_of: Callable[[Attendee], dt.time | None] = lambda _one: None,
    ) -> str:
        return ", ".join(self._name(one, time_of(one)) for one in people)

    def _name(self, one: Attendee, at: dt.time | None) -> str:
        name = plain(one.name)
        if at is not None:
            time = format_time(at, self._story.day.language)
            return self._say(msg("workshop_day", "{name} ({time})", name=name, time=time))
        if one.absent_name:
            absent = plain(one.absent_name)
            return self._say(
                msg("workshop_day", "{name} (stands in for {absent})", name=name, absent=absent)
            )
        return name

    # -- what was written ---------------------------------------------------------------------

    def _written(self, section: Section) -> Iterator[str]:
        lines = section.body.split("\n")
        stamps = [*section.stamps, *[None] * len(lines)]
        told = [
            (stamp, plain(line))
            for line, stamp in zip(lines, stamps, strict=False)
            if read_line(line).kind not in {LineKind.TASK, LineKind.DECISION} and plain(line)
        ]
        is_first = True
        for place, some in groupby(told, key=lambda pair: self._place(pair[0])):
            heading = self._block_words(place)
            if place == _LATER and section.stamps:
                heading = self._say(msg("workshop_day", "Added after the day"))
            elif place == _OUTSIDE and not is_first:
                heading = self._say(msg("workshop_day", "Outside the plan"))
            if heading:
                yield f"### {heading}"
            yield from (f"- {self._with_time(place, stamp, text)}" for stamp, text in some)
            is_first = False

    def _place(self, stamp: Stamp | None) -> int:
        """The rid of the block, or what else a line was written in."""
        if stamp is None:
            return _LATER
        return stamp.block_rid if stamp.block_rid in self._blocks else _OUTSIDE

    def _block_words(self, rid: int) -> str:
        block = self._blocks.get(rid)
        if block is None:
            return ""
        time = self._time(block.began_at) if block.began_at else ""
        return " ".join(filter(None, (time, plain(block.title))))

    def _with_time(self, place: int, stamp: Stamp | None, text: str) -> str:
        if place != _OUTSIDE or stamp is None:
            return text
        return f"{self._time(dt.datetime.fromisoformat(stamp.minute))} {text}"

    # -- tasks and parked lines ---------------------------------------------------------------

    def _task(self, task: Task) -> str:
        is_coachs = task.who.kind is WhoKind.COACH
        who = self._say(msg("workshop_day", "Coach")) if is_coachs else plain(task.who.name)
        return self._to_do(task, who)

    def _to_do(self, task: Task, who: str = "") -> str:
        what = plain(task.title)
        due = format_date(task.due.on, self._story.day.language) if task.due.on else ""
        if who and due:
            words = msg("workshop_day", "{who}: {what}, by {due}", who=who, what=what, due=due)
        elif who:
            words = msg("workshop_day", "{who}: {what}", who=who, what=what)
        elif due:
            words = msg("workshop_day", "{what}, by {due}", what=what, due=due)
        else:
            return what
        return self._say(words)

    def _parked(self, line: Parked) -> str:
        text = plain(line.text)
        return (
            self._say(msg("workshop_day", "{line} (settled)", line=text)) if line.settled else text
        )
