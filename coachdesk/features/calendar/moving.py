"""Moving an entry of the calendar: what is about to happen, in words, before it is done."""

import datetime as dt
from dataclasses import dataclass, replace

from coachdesk.features.calendar import service as meetings
from coachdesk.features.calendar.contents import Contents
from coachdesk.features.calendar.model import DAY, Entry, Finding, Kind, findings
from coachdesk.features.calendar.series import monday
from coachdesk.features.calendar.shown import days_words
from coachdesk.features.programmes import event_words
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import Event, EventDate, Timing
from coachdesk.features.programmes.move_words import effects
from coachdesk.features.programmes.moving import MovePreview, preview_move
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import parse_date
from coachdesk.kernel.dates.holidays import holidays_of_years
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.i18n import current

_FRIDAY = 4 * DAY


@dataclass(frozen=True)
class Move:
    """An entry that is about to move: where it is, where it would be, and what that does."""

    entry: Entry
    after: Entry
    date: EventDate
    preview: MovePreview | None
    findings: tuple[Finding, ...]

    def title(self) -> Message:
        """From when to when."""
        return msg(
            "calendar", "{event}: {old} → {new}", event=self.entry.full_title,
            old=days_words(self.entry), new=days_words(self.after),
        )  # fmt: skip

    def lines(self) -> list[Message]:
        """What moves along, what stays, what would collide."""
        along = effects(self.preview, current()) if self.preview else []
        return [*along, *(finding.text for finding in self.findings)]

    def carry_out(self, ws: Workspace) -> Message:
        """Do it, as one undo step; what to say of it."""
        if self.entry.kind is Kind.MEETING and self.entry.week:
            meetings.move_meeting(
                ws, self.entry.rid, self.entry.week, self.after.first, self.entry.at
            )
        else:
            programmes.move_event(ws, self.entry.rid, self.date)
        return msg(
            "calendar", "{event}: {days}", event=self.entry.title, days=days_words(self.after)
        )


def plan_move(db: Database, contents: Contents, entry: Entry, date: EventDate) -> Move:
    """What giving an entry this date would do."""
    after = _at(entry, date)
    if entry.kind is Kind.MEETING:
        return Move(entry, after, date, None, ())
    preview = preview_move(db, entry.rid, date)
    moved = {move.new.rid: move.new for move in preview.events}
    events = [_as_moved(one, moved) for one in contents.events()]
    events = [after if one.key == entry.key else one for one in events]
    years = {day.year for one in events if one.rid in moved for day in (one.first, one.last)}
    holidays = holidays_of_years(years | {after.first.year, after.last.year}, current())
    touched = {*moved, entry.rid}
    found = (
        finding
        for finding in findings(events, holidays, current())
        if any(one.rid in touched for one in finding.entries)
    )
    return Move(entry, after, date, preview, tuple(found))


def date_of(entry: Entry) -> EventDate:
    """The date of an entry as it stands, to be given to its event."""
    if entry.week_only:
        week = entry.first.isocalendar()
        return EventDate.in_week(week.year, week.week)
    return EventDate.of(entry.first)


def typed_date(text: str, today: dt.date, *, is_event: bool = True) -> EventDate:
    """As any event's date is typed, but never nothing; a meeting is on a day.

    Raises `UserError`.
    """
    if is_event and text.strip():
        return event_words.typed_date(text, today, current())
    return EventDate.of(parse_date(text, today, current(), week_start=True))


def _at(entry: Entry, date: EventDate) -> Entry:
    first = date.day or entry.first
    if date.timing is Timing.WEEK:
        return replace(entry, first=monday(first), last=monday(first) + _FRIDAY, week_only=True)
    last = first + ((date.days or entry.days) - 1) * DAY
    return replace(entry, first=first, last=last, week_only=False)


def _as_moved(entry: Entry, moved: dict[int, Event]) -> Entry:
    event = moved.get(entry.rid)
    if event is None or event.starts_on is None:
        return entry
    return _at(entry, EventDate(event.timing, event.starts_on, event.days))
