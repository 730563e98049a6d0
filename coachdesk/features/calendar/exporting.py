"""The calendar as a file for other programs."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coachdesk.exchange.ics import MovedTime, Repeating, WholeDays, write_ics
from coachdesk.features.calendar import store
from coachdesk.features.calendar.contents import Row, meeting_title, own_tasks, rows_of
from coachdesk.features.calendar.model import Entry
from coachdesk.features.calendar.series import Held, Series, meetings, years_of
from coachdesk.features.calendar.store import Standing
from coachdesk.features.programmes import store as programmes
from coachdesk.features.teams import store as teams
from coachdesk.kernel.atomic import file_problems, problem_words, write_atomically
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.dates.holidays import holidays_of_years
from coachdesk.kernel.errors import ProblemKind
from coachdesk.kernel.text import Message, Texts, msg

_ADVICE = msg("calendar", "Choose another place for the file.")
_WORDS: Mapping[ProblemKind, tuple[Message, Message]] = {
    ProblemKind.DISK_FULL: (msg("calendar", "The disk is full; no calendar was written."), _ADVICE),
    ProblemKind.READ_ONLY: (msg("calendar", "The file cannot be written there."), _ADVICE),
    ProblemKind.MISSING: (msg("calendar", "There is no such folder."), _ADVICE),
}
_NEVER = Standing(0, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
"""How a record stands whose history was erased."""


@dataclass(frozen=True, slots=True)
class CalendarExport:
    """A calendar file, not yet on disk, and how many entries it has."""

    data: bytes
    entries: int


def export_calendar(
    db: Database, today: dt.date, language: str, run_rid: int | None = None
) -> CalendarExport:
    """All present events, team meetings and own tasks; of one run only its events and meetings.

    Each entry keeps its UID for good, and its SEQUENCE grows with every change, so a calendar that
    imports the file again has the newer entries instead of doubles.
    """
    places = programmes.places_of_run(db, run_rid) if run_rid is not None else None
    rows = rows_of(db, language, places)
    texts = Texts.load(language)
    of_events = _standings_of_events(db, rows)
    records: list[WholeDays | Repeating] = [*_events(rows, of_events, texts)]
    records += _meetings(db, _series(db, run_rid), texts)
    if run_rid is None:
        records += _tasks(db, own_tasks(db, today), of_events, texts)
    name = rows[0].place.run.name if run_rid is not None and rows else "CoachDesk"
    return CalendarExport(write_ics(records, name), len(records))


def write_calendar(export: CalendarExport, path: Path) -> None:
    """Write the file; the old one stays until the new one is whole.

    Raises `EnvironmentProblem` with what to do.
    """
    with problem_words(_WORDS), file_problems():
        write_atomically(path, export.data)


def _standings_of_events(db: Database, rows: Iterable[Row]) -> dict[int, Standing]:
    """By event: how its cohort's events stand, for they follow each other without being written."""
    result: dict[int, Standing] = {}
    for row in rows:
        standing = _latest(store.standings(db, [one.uuid for one in row.events]).values())
        result |= {one.rid: standing for one in row.events}
    return result


def _events(
    rows: Iterable[Row], standings: Mapping[int, Standing], texts: Texts
) -> Iterable[WholeDays]:
    for row in rows:
        for one in row.events:
            yield _whole_days(one, standings[one.rid], one.full_title, _about(one, texts))


def _tasks(
    db: Database, entries: Iterable[Entry], of_events: Mapping[int, Standing], texts: Texts
) -> Iterable[WholeDays]:
    entries = list(entries)
    own = store.standings(db, [one.uuid for one in entries])
    for one in entries:
        title = texts(msg("calendar", "Task: {title}", title=one.full_title))
        causes = (own.get(one.uuid), of_events.get(one.after_rid) if one.after_rid else None)
        standing = _latest(each for each in causes if each)
        yield _whole_days(one, standing, title, "", is_task=True)


def _whole_days(
    one: Entry, standing: Standing, title: str, description: str, *, is_task: bool = False
) -> WholeDays:
    return WholeDays(
        one.uuid, title, standing.sequence, standing.changed_at, one.place, description,
        private=is_task, first=one.first, last=one.last, week_only=one.week_only,
        busy=not is_task,
    )  # fmt: skip


def _about(one: Entry, texts: Texts) -> str:
    parts = [", ".join(one.coaches)]
    if one.week_only:
        week = format_date(one.first, texts.language, "week")
        parts.append(texts(msg("calendar", "Only the week is agreed: {week}.", week=week)))
    return "\n".join(filter(None, parts))


def _series(db: Database, run_rid: int | None) -> list[Series]:
    found = store.all_series(db)
    if run_rid is None:
        return found
    own = set(programmes.teams_of_run(db, run_rid))
    return [each for each in found if each.team_rid in own]


def _meetings(db: Database, several: list[Series], texts: Texts) -> Iterable[Repeating]:
    agreed = store.exceptions(db, [each.rid for each in several])
    standings = store.standings(db, [each.uuid for each in several])
    of_exceptions = store.exception_standings(db)
    holidays = holidays_of_years(years_of(several), texts.language)
    names = {team.rid: team.name for team in teams.teams(db, {s.team_rid for s in several})}
    for one in several:
        told = meetings(one, agreed[one.rid], holidays)
        held = [meeting for meeting in told if meeting.takes_place]
        if not held:
            continue
        first, last = held[0].usual_on, held[-1].usual_on
        standing = _latest(
            each for each in (standings.get(one.uuid), of_exceptions.get(one.rid)) if each
        )
        title = meeting_title(one.title)
        said = title if isinstance(title, str) else texts(title)
        team = names.get(one.team_rid, "")
        yield Repeating(
            one.uuid, f"{said} ({team})", standing.sequence, standing.changed_at, one.place,
            first=first, last=last, at=one.starts_at, minutes=one.minutes,
            every_weeks=one.every_weeks,
            skipped=tuple(
                m.usual_on for m in told if not m.takes_place and first < m.usual_on < last
            ),
            moved=tuple(
                MovedTime(m.usual_on, m.on, m.at) for m in held if m.held is Held.MOVED
            ),
        )  # fmt: skip


def _latest(standings: Iterable[Standing]) -> Standing:
    found = list(standings)
    if not found:
        return _NEVER
    return Standing(max(s.sequence for s in found), max(s.changed_at for s in found))
