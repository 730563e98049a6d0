"""How entries of the calendar are said on screen and aloud."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coachdesk.features.calendar.contents import Contents
from coachdesk.features.calendar.model import KIND_NAMES, Entry, Finding, Kind
from coachdesk.kernel.dates import format_date, format_range, format_time
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import current, tr


@dataclass(frozen=True)
class Shown:
    """What the views draw: the contents, the holidays by day, and what collides."""

    contents: Contents = field(default_factory=Contents)
    holidays: Mapping[dt.date, str] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    today: dt.date = dt.date.min

    def colliding(self) -> dict[int, Finding]:
        """The first finding about each event, by its rid."""
        result: dict[int, Finding] = {}
        for finding in self.findings:
            for entry in finding.entries:
                result.setdefault(entry.rid, finding)
        return result


def days_words(entry: Entry) -> str:
    """Its days, or "week 40, day open"."""
    language = current()
    if entry.week_only:
        week = format_date(entry.first, language, "week")
        return tr(msg("calendar", "{week}, day open", week=week))
    return format_range(entry.first, max(entry.first, entry.last), language)


def when_words(entry: Entry) -> str:
    """Its days, with the time of day where it has one."""
    if entry.at is None or entry.ends_at is None:
        return days_words(entry)
    start, end = (format_time(moment, current()) for moment in (entry.at, entry.ends_at))
    return tr(msg("calendar", "{days} {start}–{end}", days=days_words(entry), start=start, end=end))


def what_words(entry: Entry) -> str:
    """Its sign and its title."""
    return f"{entry.sign} {entry.title}"


def spoken(entry: Entry) -> str:
    """All about an entry, for a screen reader and a tooltip."""
    kind = "" if entry.kind is Kind.EVENT else tr(KIND_NAMES[entry.kind])
    parts = [kind, entry.title, entry.group, when_words(entry), entry.place, *entry.coaches]
    return ", ".join(filter(None, parts))
