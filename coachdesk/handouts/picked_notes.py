"""The meeting notes that she picked for a team's paper: no other is ever on it."""

from collections.abc import Iterable

from coachdesk.documents.blocks import Block, Heading
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.model import KINDS, Meeting
from coachdesk.handouts.note_blocks import note_blocks
from coachdesk.handouts.wording import Words, joined
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg


def picked_notes(db: Database, team_rid: int, rids: Iterable[int]) -> tuple[Meeting, ...]:
    """The team's own among these notes, the newest first."""
    own = [notes.meeting(db, rid) for rid in rids if team_rid in notes.team_rids(db, rid)]
    found = (meeting for meeting in own if meeting)
    return tuple(sorted(found, key=lambda meeting: (meeting.held_on, meeting.rid), reverse=True))


def picked_blocks(picked: Iterable[Meeting], words: Words) -> list[Block]:
    """The notes under a heading; nothing without any."""
    blocks: list[Block] = []
    for meeting in picked:
        kind = words(KINDS[meeting.kind]) if meeting.kind in KINDS else ""
        title = joined(words.date(meeting.held_on, "day"), kind, meeting.title, by=" · ")
        blocks += [Heading(title, 2), *note_blocks(meeting.body, words)]
    return [Heading(words(msg("handouts", "Notes"))), *blocks] if blocks else []
