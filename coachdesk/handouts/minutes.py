"""The minutes of a meeting: who was there, the note, what was decided and agreed, pictures."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from coachdesk.documents.blocks import (
    Block,
    BulletList,
    Document,
    Heading,
    Picture,
)
from coachdesk.features.notes import picture_store
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.model import KINDS, PRESENCE, Attendee, Decision, Meeting
from coachdesk.features.printing.model import Choices, Handout, Option, Subject
from coachdesk.features.tasks import store as task_store
from coachdesk.features.tasks.model import Task
from coachdesk.features.teams import store as teams
from coachdesk.handouts.note_blocks import note_blocks
from coachdesk.handouts.paper import facts, paper
from coachdesk.handouts.programme import Programme, programme_of_team
from coachdesk.handouts.task_rows import by_urgency, task_table
from coachdesk.handouts.wording import Words, joined
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_time
from coachdesk.kernel.text import Message, msg, plural

ATTENDANCE, NOTE, DECISIONS = "attendance", "note", "decisions"
TASKS, PICTURES = "tasks", "pictures"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture with the words under it."""

    data: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """All that the minutes of a meeting tell."""

    today: dt.date
    chosen: frozenset[str]
    meeting: Meeting
    teams: tuple[str, ...]
    attendance: tuple[Attendee, ...]
    decisions: tuple[Decision, ...]
    tasks: tuple[Task, ...]
    programme: Programme | None
    pictures: tuple[Shown, ...]
    pictures_left_out: int


def collect(db: Database, meeting_rid: int, today: dt.date, choices: Choices) -> Minutes | None:
    """Read a meeting with what came of it; None when it is gone."""
    meeting = notes.meeting(db, meeting_rid)
    if meeting is None:
        return None
    known = {team.rid: team for team in teams.teams(db, meeting.team_rids)}
    rids = (row.rid for row in notes.tasks(db, meeting.uuid))
    tasks = [task for task in (task_store.task(db, rid) for rid in rids) if task]
    pictures = picture_store.pictures(db, meeting_rid)
    wanted = pictures if PICTURES in choices.options else []
    return Minutes(
        today=today,
        chosen=choices.options,
        meeting=meeting,
        teams=tuple(known[rid].name for rid in meeting.team_rids if rid in known),
        attendance=tuple(notes.attendance(db, meeting_rid)),
        decisions=tuple(notes.decisions(db, meeting_rid)),
        tasks=tuple(by_urgency(tasks, today)),
        programme=(
            programme_of_team(db, meeting.team_rids[0], today) if meeting.team_rids else None
        ),
        pictures=tuple(
            Shown(picture_store.picture_bytes(db, one.sha256), one.caption) for one in wanted
        ),
        pictures_left_out=len(pictures) - len(wanted),
    )


def compose(data: Minutes, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The minutes in a language; the note itself stays in the one it was written in."""
    words = Words(language)
    blocks = _head(data, words)
    if NOTE in data.chosen and data.meeting.body.strip():
        heading = Heading(words(msg("handouts", "Notes")))
        blocks += [heading, *note_blocks(data.meeting.body, words)]
    if DECISIONS in data.chosen and data.decisions:
        decisions = BulletList(tuple(decision.text for decision in data.decisions))
        blocks += [Heading(words(msg("handouts", "Decisions"))), decisions]
    if TASKS in data.chosen and data.tasks:
        table = task_table(data.tasks, data.programme, words, data.today)
        blocks += [Heading(words(msg("handouts", "Tasks"))), table]
    blocks += _pictures(data, words)
    blocks += words.left_out(_left_out(data))
    subject = joined(*data.teams) or data.meeting.title
    return paper(HANDOUT.title, subject, data.today, blocks, words, large_print=large_print)


def _head(data: Minutes, words: Words) -> list[Block]:
    meeting = data.meeting
    pairs = [
        (msg("handouts", "Meeting"), meeting.title),
        (msg("handouts", "Day"), words.date(meeting.held_on, "long")),
        (msg("handouts", "Kind"), words(KINDS[meeting.kind]) if meeting.kind in KINDS else ""),
    ]
    if ATTENDANCE in data.chosen:
        pairs += [
            (label, _names(data.attendance, state, words)) for state, label in PRESENCE.items()
        ]
    return facts(pairs, words)


def _names(attendance: Iterable[Attendee], state: str, words: Words) -> str:
    return joined(*(_name(one, words) for one in attendance if one.state == state))


def _name(one: Attendee, words: Words) -> str:
    """Someone, with what is known of the times and in whose place."""
    parts: list[Message] = []
    if one.came_at:
        parts.append(msg("handouts", "from {time}", time=format_time(one.came_at, words.language)))
    if one.left_at:
        parts.append(msg("handouts", "until {time}", time=format_time(one.left_at, words.language)))
    if one.absent_name:
        parts.append(msg("handouts", "stands in for {name}", name=one.absent_name))
    about = joined(*(words(part) for part in parts))
    return f"{one.name} ({about})" if about else one.name


def _pictures(data: Minutes, words: Words) -> list[Block]:
    if not data.pictures:
        return []
    blocks: list[Block] = [Heading(words(msg("handouts", "Pictures")))]
    for number, one in enumerate(data.pictures, start=1):
        nameless = words(msg("handouts", "Picture {number} of the meeting", number=number))
        blocks.append(Picture(one.data, one.caption or nameless, one.caption))
    return blocks


def _left_out(data: Minutes) -> list[Message]:
    """What there is and is not on the paper."""
    chosen, parts = data.chosen, list[Message]()
    if ATTENDANCE not in chosen and data.attendance:
        parts.append(msg("handouts", "who was there"))
    if NOTE not in chosen and data.meeting.body.strip():
        parts.append(msg("handouts", "the note"))
    if DECISIONS not in chosen and data.decisions:
        count = len(data.decisions)
        parts.append(plural("handouts", "{count} decision", "{count} decisions", count))
    if TASKS not in chosen and data.tasks:
        parts.append(plural("handouts", "{count} task", "{count} tasks", len(data.tasks)))
    if data.pictures_left_out:
        count = data.pictures_left_out
        parts.append(plural("handouts", "{count} picture", "{count} pictures", count))
    return parts


HANDOUT = Handout(
    key="minutes",
    title=msg("handouts", "Minutes"),
    subject=Subject.MEETING,
    collect=collect,
    compose=compose,
    options=(
        Option(ATTENDANCE, msg("handouts", "Who was there")),
        Option(NOTE, msg("handouts", "The note")),
        Option(DECISIONS, msg("handouts", "Decisions")),
        Option(TASKS, msg("handouts", "Tasks")),
        Option(PICTURES, msg("handouts", "Pictures")),
    ),
)
