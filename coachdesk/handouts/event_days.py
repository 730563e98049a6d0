"""Dates of events as papers say them."""

from collections.abc import Sequence
from dataclasses import replace

from coachdesk.documents.blocks import Document, Para
from coachdesk.features.calendar.model import Entry, Undated
from coachdesk.handouts.wording import Words
from coachdesk.kernel.dates import format_range
from coachdesk.kernel.text import msg


def entry_days(entry: Entry, words: Words) -> str:
    """The days with the year, or the week of which the day is open."""
    if entry.week_only:
        week, year = words.date(entry.first, "week"), entry.first.isocalendar().year
        return words(msg("handouts", "{week}, {year}, day open", week=week, year=year))
    if entry.first == entry.last:
        return f"{words.date(entry.first).split(' ', 1)[0]} {words.date(entry.first, 'day')}"
    days = format_range(entry.first, entry.last, words.language)
    if entry.first.year != entry.last.year:
        return days
    joint = "" if words.language == "fi" else " " if words.language == "en" else "."
    return f"{days}{joint}{entry.last.year}"


def opened_words(
    undated: Sequence[Undated], words: Words, *, several: bool = False
) -> tuple[Para, ...]:
    """A line about events without a date; none when all have one."""
    if not undated:
        return ()
    names = (f"{each.title} ({each.group})" if several else each.title for each in undated)
    listed = ", ".join(names)
    return (Para(words(msg("handouts", "Date still open: {events}.", events=listed)), "muted"),)


def landscape(document: Document) -> Document:
    """The document on turned pages."""
    return replace(document, landscape=True)
